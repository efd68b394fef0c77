# SPDX-License-Identifier: MIT
"""Whose leads an operation may be about: what a workstation claims counts for nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from leaddesk.desk import commands
from leaddesk.desk.lead_fields import fields_of
from leaddesk.desk.operations import CALLS, ENDING, KINDS, LEASED, State
from leaddesk.desk.wire import Held, Hello
from leaddesk.domain.errors import NotFound, RuleBroken
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_filter import LeadFilter
from leaddesk.hub.leasing import SPARE, Terms, id_at, sealed
from leaddesk.hub.ports import Caller
from leaddesk.hub.touching import TOUCHES, UNLEASED_FOR, Touch
from leaddesk.words import errors
from tests.factories import ANSWERS
from tests.hub.stand import Stand, Workstation, reason

ON_LEADS = (Touch.WORKED, Touch.CORRECTED, Touch.SHOWN)
DAY = dt.timedelta(days=1)


@pytest.fixture
def seats(stand: Stand) -> tuple[Workstation, Workstation]:
    """Return the workstations of Dana and of Mo, another qualifier."""
    mo = stand.office.person("Mo Me", "qualifier")
    return stand.workstation(stand.office.dana), stand.workstation(mo, "mo")


def about(kind: str, lead: int) -> object:
    """Return a command of a kind about a lead."""
    made: dict[str, object] = {
        "LogCall": commands.LogCall(lead, "do_not_call"),
        "HandOff": commands.HandOff(lead, ANSWERS, "note", "demo"),
        "SkipLead": commands.SkipLead(lead, "busy"),
        "SaveSheet": commands.SaveSheet(lead, ANSWERS),
        "EditLead": commands.EditLead(lead, 1, commands.LeadFields(last_name="Other")),
        "AddNote": commands.AddNote(lead, "a note"),
    }
    return made[kind]


def days(stand: Stand, person: int) -> list[str]:
    """Return the days of what a person's journal says, oldest first."""
    found = "SELECT DISTINCT day FROM journal WHERE person_id = :person ORDER BY day"
    return [str(row[0]) for row in stand.office.sql(found, person=person)]


def give(seat: Workstation, lead: int) -> None:
    """Let a workstation take a lead that its person chose."""
    hand = seat.hub.take(seat.caller, lead)
    seat.leases = {one.lead.lead_id: one.lease_id for one in hand.leases}


def test_every_kind_of_operation_has_its_place() -> None:
    assert set(TOUCHES) == set(KINDS)
    moving = {Touch.WORKED, Touch.CORRECTED}
    assert {kind for kind, touch in TOUCHES.items() if touch in moving} == LEASED
    assert CALLS <= ENDING <= LEASED
    assert errors.has_words(RuleBroken("not_your_lead"))


@pytest.mark.parametrize("kind", [kind for kind, touch in TOUCHES.items() if touch in ON_LEADS])
def test_a_lead_that_was_never_theirs_is_not_touched(
    stand: Stand, seats: tuple[Workstation, Workstation], kind: str
) -> None:
    office, (_, mo) = stand.office, seats
    lead = office.lead()
    before = office.lead_now(lead)
    result = mo.do(about(kind, lead))
    assert (result.state, reason(result)) == (State.REFUSED, "not_your_lead")
    assert office.lead_now(lead) == before
    assert days(stand, mo.person_id) == []


def test_a_late_call_is_kept_of_a_lead_that_was_theirs_and_moves_nothing(
    stand: Stand, seats: tuple[Workstation, Workstation]
) -> None:
    office, (dana, mo) = stand.office, seats
    lead = office.lead()
    mo.hand(1)
    assert mo.do(commands.LogCall(lead, "no_answer")).state == State.DONE
    office.later(dt.timedelta(hours=5))
    give(dana, lead)
    dana.do(commands.LogCall(lead, "callback", when=office.now + DAY))
    before = office.lead_now(lead)
    assert before.owner_id == dana.person_id
    late = mo.do(commands.LogCall(lead, "not_interested", reason="no_need"))
    assert late.state == State.LATE
    edited = commands.EditLead(lead, before.version, commands.LeadFields(last_name="Other"))
    assert reason(mo.do(edited)) == "lead_went_on"
    now = office.lead_now(lead)
    assert (now.state, now.owner_id, now.last_name) == (
        before.state, before.owner_id, before.last_name
    )  # fmt: skip


def test_a_team_lead_corrects_what_others_have_and_moves_nothing_of_it(
    stand: Stand, seats: tuple[Workstation, Workstation]
) -> None:
    office, (_, mo) = stand.office, seats
    lou = stand.workstation(office.boss, "lou")
    ned = stand.workstation(office.person("Ned New", "qualifier"), "ned")
    pool, own = office.lead(), office.lead()
    office.log(own, "callback", when=office.now + DAY, then_take=False)
    give(mo, lent := office.lead())
    for lead in (pool, own, lent):
        for kind in sorted(LEASED - {"EditLead"}):
            assert lou.do(about(kind, lead)).state == State.REFUSED
        before, card = office.lead_now(lead), office.card(lead)
        fields = replace(fields_of(card), last_name="Corrected")
        edit = commands.EditLead(lead, card.version, fields)
        assert reason(ned.do(edit)) == "not_your_lead"
        assert lou.do(edit).state == State.DONE
        assert reason(lou.do(edit)) == "edited_since"
        assert lou.do(commands.AddNote(lead, "a note")).state == State.DONE
        now = office.lead_now(lead)
        assert (now.last_name, now.state, now.owner_id) == (
            "Corrected", before.state, before.owner_id
        )  # fmt: skip
    # Its workstation dials what it has, until it was heard from.
    moved = replace(fields_of(office.card(lent)), phones=(("+16125550999", ""),))
    other_number = commands.EditLead(lent, office.lead_now(lent).version, moved)
    assert reason(lou.do(other_number, in_hand=0)) == "in_other_hand"
    assert mo.do(commands.LogCall(lent, "no_answer")).state == State.DONE
    other_number = replace(other_number, version=other_number.version + 1)
    assert lou.do(other_number, in_hand=0).state == State.DONE


def test_the_lead_that_is_named_is_the_one_that_is_changed(
    stand: Stand, seats: tuple[Workstation, Workstation]
) -> None:
    office, (dana, mo) = stand.office, seats
    theirs, mine = office.lead(), office.lead()
    dana.hand(1)
    mo.hand(1)
    assert (list(dana.leases), list(mo.leases)) == ([theirs], [mine])
    one = mo.sent(commands.LogCall(theirs, "do_not_call"))
    result = mo.push(replace(one, lead_id=mine, lease_id=mo.leases[mine])).results[0]
    assert (result.state, reason(result)) == (State.REFUSED, "bad_operation")
    assert office.lead_now(theirs).state is LeadState.QUEUED


def test_a_lease_of_others_and_one_that_never_was_are_refused(
    stand: Stand, seats: tuple[Workstation, Workstation]
) -> None:
    office, (dana, mo) = stand.office, seats
    lead = office.lead()
    dana.hand(1)
    for lease in (dana.leases[lead], 1, id_at(office.now) + 5, 2**62):
        result = mo.do(commands.LogCall(lead, "no_answer"), lease_id=lease)
        assert (result.state, reason(result)) == (State.REFUSED, "not_your_lease")


def test_nothing_is_dated_before_its_lease(
    stand: Stand, seats: tuple[Workstation, Workstation]
) -> None:
    office, (_, mo) = stand.office, seats
    today = office.now.date().isoformat()
    lead = office.lead()
    mo.hand(1)
    long_ago = office.now - 300 * DAY
    done = mo.do(commands.LogCall(lead, "no_answer", at=long_ago), at=long_ago)
    assert done.state == State.DONE
    assert days(stand, mo.person_id) == [today]
    office.later(5 * DAY)
    later = mo.do(commands.LogCall(lead, "no_answer", at=long_ago), at=long_ago)
    assert later.state == State.DONE
    bound = (office.now - UNLEASED_FOR).date().isoformat()
    assert days(stand, mo.person_id)[0] == bound
    office.later(DAY)
    ahead = mo.do(commands.LogCall(lead, "no_answer"), at=office.now + 400 * DAY)
    assert ahead.state == State.DONE
    assert days(stand, mo.person_id)[-1] == office.now.date().isoformat()


def test_the_id_of_what_somebody_else_did_tells_nothing(
    stand: Stand, seats: tuple[Workstation, Workstation]
) -> None:
    office, (dana, mo) = stand.office, seats
    lead = office.lead()
    dana.hand(1)
    theirs = dana.sent(commands.LogCall(lead, "no_answer"))
    dana.push(theirs)
    stolen = mo.do(commands.KeepFilter("x", LeadFilter()), id=theirs.id)
    assert (stolen.state, reason(stolen), stolen.mark) == (State.REFUSED, "not_yours", 0)


def test_what_another_workstation_works_on_is_not_taken_back_under_it(
    stand: Stand, seats: tuple[Workstation, Workstation]
) -> None:
    office, (dana, mo) = stand.office, seats
    lead = office.lead()
    mo.hand(1)
    logged = mo.sent(commands.LogCall(lead, "no_answer"))
    mo.push(logged)
    office.later(dt.timedelta(hours=5))
    give(dana, lead)
    assert list(dana.leases) == [lead]
    result = mo.do(commands.TakeBack(logged.id))
    assert (result.state, reason(result)) == (State.REFUSED, "lead_went_on")


def test_taking_back_what_no_database_can_hold_stops_nothing_after_it(
    stand: Stand, seats: tuple[Workstation, Workstation]
) -> None:
    lead = stand.office.lead()
    _, mo = seats
    mo.hand(1)
    odd = mo.sent(commands.TakeBack("0"), told='{"entry_id": "\\u0000"}')
    good = mo.sent(commands.LogCall(lead, "no_answer"))
    assert [one.state for one in mo.push(odd, good).results] == [State.REFUSED, State.DONE]


def test_leads_that_are_given_back_by_nonsense_count_as_unworked(
    stand: Stand, seats: tuple[Workstation, Workstation]
) -> None:
    office, (_, mo) = stand.office, seats
    for _ in range(12):
        office.lead()
    mo.hub = stand.hub_over(stand.store, Terms(most=4, unworked_a_day=6))
    for _ in range(6):
        mo.hand(4)
        for lead in list(mo.leases):
            assert mo.do(commands.LogCall(lead, "no such outcome")).state == State.REFUSED
            del mo.leases[lead]
    assert office.sql("SELECT COUNT(*), SUM(live) FROM team_lease") == [(6, 0)]


def test_who_left_can_not_bring_a_restore_about_with_an_old_proof(
    stand: Stand, seats: tuple[Workstation, Workstation]
) -> None:
    office, (_, mo) = stand.office, seats
    mo.do(commands.KeepFilter("x", LeadFilter()))
    office.write("DELETE FROM device WHERE id = :id", id=mo.caller.device_id)
    office.write("UPDATE workstation SET id = 'mo2' WHERE id = 'mo'")
    epoch = office.sql("SELECT epoch FROM hub_standing")
    again = Caller("mo2", mo.caller.device_id)
    with pytest.raises(NotFound, match="device"):
        stand.hub.hello(again, Hello(1, 1, mo.token))
    for token in (mo.token, "é\ud800", ""):
        fresh = stand.hub.hello(Caller("mo2", "another"), Hello(1, 9, token))
        assert fresh.last_seq == 0
    assert office.sql("SELECT epoch FROM hub_standing") == epoch


def test_after_a_restore_nobody_claims_what_is_anothers(
    stand: Stand, seats: tuple[Workstation, Workstation]
) -> None:
    office, (dana, mo) = stand.office, seats
    own, held, free = office.lead(), office.lead(), office.lead()
    later = office.now + dt.timedelta(hours=3)
    office.log(own, "callback", when=later, then_take=False)
    stand.hub.take(dana.caller, held)
    office.write("UPDATE hub_standing SET fingerprint = 'another'")
    stand.hub.hello(mo.caller, Hello(1, 0, ""))
    secret, ceiling = office.sql("SELECT secret, ceiling FROM hub_standing")[0]
    claims = tuple(
        Held(lease, lead, 3600.0)
        for lead in (own, held, free)
        for lease in (1, ceiling + 1, 2**62, sealed(ceiling - SPARE, secret, "mo", lead))
    )
    stand.hub.hello(mo.caller, Hello(1, 0, "", claims))
    rows = office.sql("SELECT lead_id FROM team_lease WHERE workstation_id = 'mo'")
    assert [row[0] for row in rows] == [free]
    moved = mo.do(commands.LogCall(own, "do_not_call"), lease_id=ceiling)
    assert (moved.state, reason(moved)) == (State.REFUSED, "not_your_lease")
    # The one that Dana has is hers, whatever newer one is made up.
    before = office.lead_now(held)
    made_up = mo.do(commands.LogCall(held, "not_interested", reason="no_need"), lease_id=ceiling)
    assert made_up.state in {State.LATE, State.REFUSED}
    assert office.lead_now(held).state is before.state
    assert dana.hub.top_up(dana.caller, 0).leases[0].lead.lead_id == held
