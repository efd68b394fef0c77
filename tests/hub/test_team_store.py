# SPDX-License-Identifier: MIT
"""Made-up workstations that call a real hub, over both databases."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from leaddesk.desk import commands
from leaddesk.desk.operations import State
from leaddesk.desk.rules import encode_rule
from leaddesk.desk.wire import Hello
from leaddesk.domain.errors import NotFound, RuleBroken
from leaddesk.domain.lead_filter import LeadFilter
from leaddesk.domain.lending import MOST_IN_HAND, LendingRule
from leaddesk.hub.leasing import Terms
from leaddesk.hub.ports import Caller
from leaddesk.storage import hub_rows
from leaddesk.storage.row_ids import FIRST
from leaddesk.words import errors
from tests.factories import ANSWERS, DAY, HOUR, MINUTE
from tests.hub.stand import Stand, reason


def calls(stand: Stand, lead: int) -> int:
    found = "SELECT COUNT(*) FROM journal WHERE lead_id = :lead AND kind = 'call'"
    return int(stand.office.sql(found, lead=lead)[0][0])


def handed(lead: int) -> commands.HandOff:
    return commands.HandOff(lead, ANSWERS, "asked for a demo", "demo call")


# ------------------------------------------------------------------------------- operations


def test_an_operation_is_done_once_and_answered_the_same_again(stand: Stand) -> None:
    lead = stand.office.lead()
    dana = stand.workstation(stand.office.dana)
    dana.hand()
    sent = dana.sent(commands.LogCall(lead, "no_answer"))
    first = dana.push(sent)
    assert [one.state for one in first.results] == [State.DONE]
    assert dana.push(sent) == first
    assert calls(stand, lead) == 1
    assert stand.office.done_today()["calls"] == 1
    assert dana.hello().last_seq == 1


def test_a_call_ends_its_lease_and_a_note_does_not(stand: Stand) -> None:
    lead = stand.office.lead()
    dana = stand.workstation(stand.office.dana)
    dana.hand()
    assert dana.do(commands.AddNote(lead, "spoke to her")).state == State.DONE
    assert list(dana.hand().leases) != []
    dana.do(commands.LogCall(lead, "no_answer"))
    assert dana.hand().leases == ()


def test_what_is_refused_changes_nothing_and_stands_in_nobodys_way(stand: Stand) -> None:
    lead = stand.office.lead()
    dana = stand.workstation(stand.office.dana)
    dana.hand()
    handoff = stand.office.hand_off(stand.office.lead())
    refused = dana.do(commands.AcceptHandoff(handoff))
    assert refused.state == State.REFUSED
    assert dana.do(commands.LogCall(lead, "no_answer")).state == State.DONE


@pytest.mark.parametrize(
    "told",
    [
        '{"lead_id": 99999999999999999999999, "outcome": "no_answer"}',
        '{"lead_id": LEAD, "outcome": "no_answer", "note": "a\\u0000b"}',
        '{"lead_id": LEAD, "outcome": "no_answer", "at": "0001-01-01T00:00:00Z"}',
        '{"lead_id": LEAD, "outcome": "no_answer", "talk_seconds": 1e300}',
        '{"lead_id": -9223372036854775808, "outcome": "no_answer"}',
        "[]",
        "\x00",
    ],
)
def test_an_operation_that_no_database_takes_is_settled_and_the_next_one_done(
    stand: Stand, told: str
) -> None:
    lead, next_ = stand.office.lead(), stand.office.lead()
    dana = stand.workstation(stand.office.dana)
    dana.hand()
    odd = dana.sent(commands.LogCall(lead, "no_answer"), told=told.replace("LEAD", str(lead)))
    good = dana.sent(commands.LogCall(next_, "no_answer"))
    states = [one.state for one in dana.push(odd, good).results]
    assert states[0] in {State.DONE, State.REFUSED, State.LATE}
    assert states[1] == State.DONE


def test_a_call_under_an_older_lease_is_kept_late(stand: Stand) -> None:
    lead = stand.office.lead()
    eve = stand.office.person("Eve Stone", "qualifier")
    dana, other = stand.workstation(stand.office.dana), stand.workstation(eve)
    dana.hand()
    stand.office.later(Terms().lasts + Terms().grace + MINUTE)
    assert [one.lead.lead_id for one in other.hand().leases] == [lead]
    late = dana.do(commands.LogCall(lead, "not_interested", reason="no_need"))
    assert (late.state, reason(late)) == (State.LATE, "lead_went_on")
    assert dana.do(handed(lead)).state == State.LATE
    assert other.do(commands.LogCall(lead, "no_answer")).state == State.DONE
    assert calls(stand, lead) == 3


def test_ids_of_operations_leave_the_files_own_ids_where_they_were(stand: Stand) -> None:
    first = stand.office.lead()
    dana = stand.workstation(stand.office.dana)
    fields = commands.LeadFields(last_name="Roe", phones=(("+16125550001", "direct"),))
    assert dana.do(commands.AddLead(fields)).state == State.DONE
    assert dana.do(commands.KeepFilter("Mine", LeadFilter())).state == State.DONE
    made = [row[0] for row in stand.office.sql("SELECT id FROM lead ORDER BY id")]
    assert made[-1] >= FIRST
    assert first < stand.office.lead() < FIRST


# ------------------------------------------------------------------------------- who may call


def test_a_blocked_workstation_is_refused(stand: Stand) -> None:
    dana = stand.workstation(stand.office.dana)
    dana.hello()
    stand.office.write("UPDATE workstation SET blocked_at = 1")
    for call in (dana.hello, dana.hand, dana.pull, dana.snapshot):
        with pytest.raises(RuleBroken, match="device_blocked"):
            call()


def test_an_unknown_workstation_and_somebody_elses_identity_are_refused(stand: Stand) -> None:
    dana = stand.workstation(stand.office.dana)
    dana.hello()
    sam = stand.workstation(stand.office.sam)
    sam.caller = Caller(sam.caller.family, dana.caller.device_id)
    with pytest.raises(NotFound, match="device"):
        sam.hello()
    sam.caller = Caller("nobody", "nobody")
    with pytest.raises(NotFound, match="device"):
        sam.pull()


def test_whoever_left_the_team_is_granted_nothing(stand: Stand) -> None:
    stand.office.lead()
    dana = stand.workstation(stand.office.dana)
    stand.office.write("UPDATE person SET active = 0 WHERE id = :id", id=stand.office.dana)
    stand.office.write("UPDATE rule SET version = version + 1 WHERE key = 'version'")
    assert dana.hand().leases == ()


# ------------------------------------------------------------------------------------- hands


def test_a_hand_is_granted_in_the_order_of_the_queue(stand: Stand) -> None:
    leads = [stand.office.lead() for _ in range(8)]
    wanted = [row.lead_id for row in stand.office.queue(up_next=8).up_next]
    dana = stand.workstation(stand.office.dana)
    got = [one.lead.lead_id for one in dana.hand(5).leases]
    assert set(leads) == set(wanted)
    assert got == wanted[:5]
    assert [one.lead.rows is not None for one in dana.hand(5).leases] == [True] * 5


def test_what_waits_for_a_person_by_name_is_theirs_without_a_lease(stand: Stand) -> None:
    lead = stand.office.lead()
    office = stand.office
    office.log(lead, "callback", when=office.now + HOUR, then_take=False)
    office.later(HOUR)
    dana = stand.workstation(office.dana)
    assert office.lead_now(lead).owner_id == office.dana
    assert dana.hand().leases == ()
    assert dana.snapshot() == {lead}


def test_a_lead_in_a_hand_at_the_hubs_own_desk_is_not_granted_nor_the_other_way(
    stand: Stand,
) -> None:
    first, second = stand.office.lead(), stand.office.lead()
    eve = stand.office.person("Eve Stone", "qualifier")
    taken = stand.office.take(eve)
    dana = stand.workstation(stand.office.dana)
    assert {one.lead.lead_id for one in dana.hand().leases} == {first, second} - {taken}
    ann = stand.office.person("Ann Other", "qualifier")
    assert stand.office.take(ann) is None
    with pytest.raises(RuleBroken, match="in_other_hand"):
        stand.office.take(ann, lead_id=next(iter(dana.leases)))


def test_leads_without_a_number_do_not_stand_in_each_others_way(stand: Stand) -> None:
    leads = [stand.office.lead() for _ in range(3)]
    stand.office.write("UPDATE lead SET phone = ''")
    dana = stand.workstation(stand.office.dana)
    assert {one.lead.lead_id for one in dana.hand().leases} == set(leads)


def test_a_number_is_lent_once_however_many_leads_have_it(stand: Stand) -> None:
    for _ in range(3):
        stand.office.lead()
    stand.office.write("UPDATE lead SET phone = '+16125559999'")
    dana = stand.workstation(stand.office.dana)
    assert len(dana.hand().leases) == 1
    sam = stand.workstation(stand.office.person("Eve Stone", "qualifier"))
    assert sam.hand().leases == ()


def test_a_number_that_is_somebodys_own_by_another_lead_is_lent_to_nobody_else(
    stand: Stand,
) -> None:
    """Their own lead is worked without the hub: nobody would see that both are on the telephone."""
    office = stand.office
    own, other = office.lead(), office.lead()
    handoff = office.hand_off(own, then_take=False)
    for table, key in (("phone", "lead_id"), ("lead", "id")):
        number = "e164" if table == "phone" else "phone"
        office.write(
            f"UPDATE {table} SET {number} = '+16125559999' WHERE {key} IN ({own}, {other})"
        )
    dana = stand.workstation(office.dana)
    assert dana.hand().leases == ()
    office.do(commands.AcceptHandoff(handoff), office.sam)
    assert dana.hand().leases == ()
    with pytest.raises(RuleBroken, match="in_other_hand"):
        dana.hub.take(dana.caller, other)
    office.write(f"UPDATE lead SET state = 3, kind = 0 WHERE id = {own}")
    assert [one.lead.lead_id for one in dana.hand().leases] == [other]


def test_nobody_is_lent_who_must_not_be_called(stand: Stand) -> None:
    """A number that came onto the list behind the desk's back is seen before it is granted."""
    first, second = stand.office.lead(), stand.office.lead()
    [number] = [one.e164 for one in stand.office.numbers(first)]
    stand.office.write(
        "INSERT INTO suppression (kind, value, since, person_id) VALUES ('number', :n, 0, 1)",
        n=number,
    )
    dana = stand.workstation(stand.office.dana)
    assert {one.lead.lead_id for one in dana.hand().leases} == {second}


def test_who_gives_back_many_leads_unworked_gets_no_more_that_day(stand: Stand) -> None:
    for _ in range(12):
        stand.office.lead()
    dana = stand.workstation(stand.office.dana)
    dana.hub = stand.hub_over(stand.store, Terms(unworked_a_day=4))
    for _ in range(4):
        dana.hand(2)
        stand.office.write("UPDATE team_lease SET live = 0, why = 'expired' WHERE live = 1")
    hand = dana.hand(2)
    assert (hand.leases, hand.why, hand.detail) == ((), "lent_enough", 4)
    stand.office.later(DAY)
    hand = dana.hand(2)
    assert (len(hand.leases), hand.why) == (2, "")


def test_who_gives_back_many_leads_unworked_may_not_choose_one_either(stand: Stand) -> None:
    leads = [stand.office.lead() for _ in range(8)]
    dana, eve = (
        stand.workstation(stand.office.dana),
        stand.workstation(stand.office.person("Eve", "qualifier")),
    )
    dana.hub = stand.hub_over(stand.store, Terms(unworked_a_day=3))
    for lead in leads[:3]:
        dana.hub.take(dana.caller, lead)
        stand.office.write("UPDATE team_lease SET live = 0, why = 'expired' WHERE live = 1")
    with pytest.raises(RuleBroken, match="lent_enough") as refused:
        dana.hub.take(dana.caller, leads[3])
    assert errors.say(refused.value).startswith("You gave back 3 leads today")
    # Who else chooses it is not held up, and on another day so is nobody.
    assert eve.hub.take(eve.caller, leads[4]).leases
    stand.office.later(DAY)
    taken = dana.hub.take(dana.caller, leads[3]).leases
    assert [one.lead.lead_id for one in taken] == [leads[3]]


def test_what_is_in_hand_already_may_be_chosen_again_whatever_was_given_back(stand: Stand) -> None:
    leads = [stand.office.lead() for _ in range(4)]
    dana = stand.workstation(stand.office.dana)
    dana.hub.take(dana.caller, leads[0])
    dana.hub.take(dana.caller, leads[1])
    stand.office.write(
        "UPDATE team_lease SET live = 0, why = 'expired' WHERE lead_id = :id", id=leads[1]
    )
    dana.hub = stand.hub_over(stand.store, Terms(unworked_a_day=1))
    assert [one.lead.lead_id for one in dana.hub.take(dana.caller, leads[0]).leases] == [leads[0]]


def test_new_identities_without_an_end_leave_one_row(stand: Stand) -> None:
    dana = stand.workstation(stand.office.dana)
    dana.do(commands.KeepFilter("x", LeadFilter()))
    for number in range(30):
        stand.hub.hello(Caller("w1", f"made-up-{number}"), Hello(1, 0, ""))
        stand.hub.top_up(Caller("w1", f"again-{number}"), 0)
    rows = stand.office.sql("SELECT id FROM device WHERE workstation_id = 'w1' ORDER BY id")
    assert [row[0] for row in rows] == ["again-29", dana.caller.device_id]
    assert dana.hello().last_seq == 1


def test_a_workstation_sends_under_so_many_identities_and_no_more(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_rows, "IDENTITIES", 3)
    dana, sam = stand.workstation(stand.office.dana), stand.workstation(stand.office.sam)

    def send(number: int) -> None:
        dana.caller, dana.seq = Caller("w1", f"identity-{number}"), 0
        dana.do(commands.KeepFilter(f"filter {number}", LeadFilter()))

    for number in range(3):
        send(number)
    with pytest.raises(RuleBroken, match="hub_identities") as refused:
        send(3)
    assert errors.has_words(refused.value)
    assert stand.office.sql("SELECT COUNT(*) FROM device WHERE workstation_id = 'w1'") == [(3,)]
    # Under one of those that it has it goes on, and so does everybody else.
    dana.caller, dana.seq = Caller("w1", "identity-2"), 1
    assert dana.do(commands.KeepFilter("more", LeadFilter())).state == State.DONE
    assert sam.hello().last_seq == 0


def test_the_rule_of_lending_is_followed_at_once_by_every_hub(stand: Stand) -> None:
    for _ in range(8):
        stand.office.lead()
    dana = stand.workstation(stand.office.dana)
    assert len(dana.hand(9).leases) == 8
    hubs = stand.hub_over(stand.another()), stand.hub
    for hub, hours, after in zip(hubs, (2.0, 6.0), (HOUR * 3 + MINUTE, MINUTE), strict=True):
        rule = encode_rule("lending", LendingRule(hours, 30, 25, MOST_IN_HAND))
        stand.office.do(commands.ChangeRule("lending", rule), stand.office.boss)
        stand.office.later(after)
        dana.hub = hub
        assert {round(one.left_s) for one in dana.hand(9).leases} == {hours * 3600}
    rule = encode_rule("lending", LendingRule(2.0, 30, 3, MOST_IN_HAND))
    stand.office.do(commands.ChangeRule("lending", rule), stand.office.boss)
    eve = stand.workstation(stand.office.person("Eve", "qualifier"))
    stand.office.write("UPDATE team_lease SET live = 0, why = 'worked'")
    assert [len(eve.hand(9).leases), len(eve.hand(9).leases)] == [3, 3]


def test_a_name_of_a_lead_that_is_lent_is_corrected_and_its_number_is_not(stand: Stand) -> None:
    office = stand.office
    lead, free = office.lead("Jon"), office.lead()
    dana = stand.workstation(office.dana)
    dana.hub.take(dana.caller, lead)
    numbers = (office.lead_now(lead).phone, "direct")

    def edit(who: int, **fields: Any) -> None:
        told = commands.LeadFields("John", "Doe", phones=(numbers,))
        version = office.lead_now(lead).version
        office.do(commands.EditLead(lead, version, replace(told, **fields)), who)

    edit(office.boss)
    assert office.lead_now(lead).first_name == "John"
    for phones in ((), ((office.lead_now(free).phone, "direct"),), (numbers, ("+16125559999", ""))):
        with pytest.raises(RuleBroken, match="in_other_hand"):
            edit(office.boss, phones=phones)
    # It is still nobody else's to work.
    with pytest.raises(RuleBroken, match="in_other_hand"):
        office.take(office.person("Eve", "qualifier"), lead_id=lead)


def test_lease_ids_only_grow(stand: Stand) -> None:
    for _ in range(3):
        stand.office.lead()
    dana = stand.workstation(stand.office.dana)
    first = dana.hand()
    stand.office.now -= dt.timedelta(hours=2)
    stand.office.lead()
    second = dana.hand()
    ids = [one.lease_id for one in second.leases]
    assert ids == sorted(ids)
    assert ids[:3] == [one.lease_id for one in first.leases]
    assert len(set(ids)) == 4
