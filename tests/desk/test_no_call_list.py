# SPDX-License-Identifier: MIT
"""Tests for the team's own list: at once, everywhere, for whole companies, off by a lead alone."""

from __future__ import annotations

import datetime as dt

import pytest

from leaddesk.desk.commands import (
    AcceptHandoff,
    AddLead,
    AddNoCall,
    ChangeRule,
    ConfirmPlace,
    EditLead,
    EditPerson,
    ImportOptions,
    LeadFields,
    PersonFields,
    RemoveNoCall,
    SetRegistry,
    TakeBack,
)
from leaddesk.desk.no_call_list import RIGHT_AWAY
from leaddesk.desk.queries import MANY_LEADS, AskNoCall
from leaddesk.domain.company_name import company_key
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken
from leaddesk.domain.lead import LeadState, QueueKind
from tests.factories import DAY, HOUR, MINUTE, NOON, Office, draft

HELD = LeadState.SUPPRESSED


@pytest.fixture
def boss(office: Office) -> int:
    """A team lead."""
    return office.person("Lee Boss", "team_lead")


def remove(office: Office, boss: int, kind: str, value: str) -> None:
    office.do(RemoveNoCall(kind, value, "they asked us to call again"), boss)


def test_a_company_takes_its_leads_out_of_hand_queue_and_handoff_at_once(office: Office) -> None:
    in_hand, waiting = office.lead(), office.lead()
    handed = office.accepted()
    office.write(f"UPDATE lead SET company_key = '{company_key('Zenith GmbH')}'")
    assert office.take() in {in_hand, waiting}

    done = office.do(AddNoCall("Zenith GmbH", "asked by letter"))

    assert dict(done.facts)["held"] == "3"
    assert {office.lead_now(n).state for n in (in_hand, waiting, handed)} == {HELD}
    assert office.sql("SELECT COUNT(*) FROM lease") == [(0,)]
    assert office.sql("SELECT fate FROM handoff WHERE open = 0") == [("dnc",)]
    before = office.dump()
    office.do(TakeBack(done.entry_id))
    assert office.lead_now(handed).kind is QueueKind.ACCEPTED
    assert office.lead_now(waiting).kind is QueueKind.NEW
    assert office.dump() != before
    assert not office.ask(AskNoCall()).rows


def test_a_number_that_went_to_another_lead_stays_there_when_its_first_lead_is_free_again(
    office: Office, boss: int
) -> None:
    number = (("+16125557001", "direct"),)
    first = office.lead(company="Zenith GmbH", phones=number)
    office.do(AddNoCall("Zenith GmbH"))
    second = office.lead(company="Apex", phones=(("+16125557002", "direct"),))
    fields = LeadFields("Bo", "Ray", "Apex", region="MN", country="US", phones=number)
    office.do(EditLead(second, office.lead_now(second).version, fields))

    remove(office, boss, "company", company_key("Zenith GmbH"))

    assert (office.lead_now(first).state, office.lead_now(first).phone) == (LeadState.RESEARCH, "")
    assert office.numbers(first)[0].bad == "shared"
    assert office.lead_now(second).phone == "+16125557001"


def test_another_number_of_the_person_is_called_instead(office: Office) -> None:
    lead = office.lead(phones=(("+16125557001", "direct"), ("+16125557002", "mobile")))
    done = office.do(AddNoCall("+16125557001"))
    assert (office.lead_now(lead).state, office.lead_now(lead).phone) == (
        LeadState.QUEUED,
        "+16125557002",
    )
    assert [n.bad for n in office.numbers(lead)] == ["dnc", ""]
    office.do(TakeBack(done.entry_id))
    assert office.lead_now(lead).phone == "+16125557001"


@pytest.mark.parametrize("typed", ["ACME, Inc.", "acme.com", "@acme.com"])
def test_a_whole_company_is_held_back_now_and_later(office: Office, typed: str) -> None:
    here = office.lead(company="Acme Inc", email="ann@acme.com")
    other = office.lead(company="Apex", email="bo@apex.com")
    office.do(AddNoCall(typed, "asked by their lawyer"))
    assert (office.lead_now(here).state, office.lead_now(other).state) == (HELD, LeadState.QUEUED)

    with pytest.raises(RuleBroken, match="do_not_call"):
        office.lead(company="The Acme Corp.", email="cy@acme.com")
    version = office.lead_now(other).version
    fields = LeadFields("Ann", "Lee", "Acme", email="bo@mail.acme.com", region="MN", country="US",
                        phones=(("+16125551002", "direct"),))  # fmt: skip
    office.do(EditLead(other, version, fields))
    assert office.lead_now(other).state is HELD
    row = draft(2, company="Acme", email="di@acme.com")
    result = office.desk.import_list([[row]], ImportOptions("More"), office.dana, office.now)
    assert (result.count.new, result.count.do_not_call) == (0, 1)
    entry = office.ask(AskNoCall()).rows[0]
    assert (entry.leads, entry.by, entry.reason) == (2, "Dana Whitfield", "asked by their lawyer")


def test_a_person_is_held_back_whole_and_returns_whole(office: Office, boss: int) -> None:
    lead = office.lead(email="ann@acme.com")
    office.log(lead, "do_not_call", then_take=False)
    assert {row.kind for row in office.ask(AskNoCall()).rows} == {"person", "number", "email"}
    remove(office, boss, "person", str(lead))
    assert not office.ask(AskNoCall()).rows
    after = office.lead_now(lead)
    assert (after.state, after.kind) == (LeadState.QUEUED, QueueKind.NEW)
    assert [n.bad for n in office.numbers(lead)] == [""]


def test_only_a_team_lead_takes_off_and_says_why(office: Office, boss: int) -> None:
    lead = office.lead()
    number = office.lead_now(lead).phone
    office.do(AddNoCall(number))
    for who in (office.dana, office.sam):
        with pytest.raises(RuleBroken, match="team_lead_only"):
            office.do(RemoveNoCall("number", number, "please"), who)
    with pytest.raises(BadInput, match="needs_words"):
        office.do(RemoveNoCall("number", number, "  "), boss)
    with pytest.raises(NotFound, match="no_call"):
        office.do(RemoveNoCall("number", "+16125550000", "why"), boss)
    assert office.lead_now(lead).state is HELD

    remove(office, boss, "number", number)
    assert office.lead_now(lead).state is LeadState.QUEUED
    kept = office.sql("SELECT person_id, note FROM journal WHERE kind = 'dnc_removed'")
    assert kept == [(boss, "they asked us to call again")]


def test_taking_back_is_for_the_slip_of_an_own_hand_and_no_way_off_the_list(
    office: Office, boss: int
) -> None:
    lead, other = office.lead(), office.lead()
    mine = office.do(AddNoCall(office.lead_now(lead).phone))
    for who in (office.sam, boss):
        with pytest.raises(RuleBroken, match="not_yours"):
            office.do(TakeBack(mine.entry_id), who)
    call = office.log(other, "do_not_call", then_take=False)
    office.later(RIGHT_AWAY + MINUTE)
    for entry in (mine.entry_id, call.entry_id):
        with pytest.raises(RuleBroken, match="unlist_too_late"):
            office.do(TakeBack(entry))
    assert {office.lead_now(n).state for n in (lead, other)} == {HELD}


def test_a_slip_may_be_taken_back_right_away(office: Office) -> None:
    lead = office.lead()
    done = office.do(AddNoCall(office.lead_now(lead).phone))
    office.later(RIGHT_AWAY)
    office.do(TakeBack(done.entry_id))
    assert office.lead_now(lead).state is LeadState.QUEUED


def test_what_makes_people_callable_is_a_team_leads_alone(office: Office) -> None:
    for command in (
        SetRegistry("us", "no", 31),
        ConfirmPlace("US", "FL"),
        ChangeRule("registries", "[]"),
        ChangeRule("calling.by_place", "false"),
    ):
        with pytest.raises(RuleBroken, match="team_lead_only"):
            office.do(command, office.dana)


def test_an_agreed_time_that_passed_is_not_kept_up(office: Office, boss: int) -> None:
    soon, far = office.lead(), office.lead()
    for lead, when in ((soon, NOON + HOUR), (far, NOON + 9 * DAY)):
        office.log(lead, "callback", when=when, then_take=False)
        office.do(AddNoCall(office.lead_now(lead).phone))
    office.later(2 * DAY)
    for lead in (soon, far):
        remove(office, boss, "number", office.lead_now(lead).phone)
    after = office.lead_now(soon)
    assert (after.kind, after.why, after.due_at) == (QueueKind.RETRY, "unlisted", office.now)
    assert office.lead_now(far).due_at == NOON + 9 * DAY


@pytest.mark.parametrize("outcome", ["not_interested", "wrong_number"])
def test_whoever_was_not_in_the_queue_does_not_come_into_it(
    office: Office, boss: int, outcome: str
) -> None:
    lead = office.lead(email="ann@acme.com")
    office.log(lead, outcome, reason="no_need" if outcome == "not_interested" else "",
               then_take=False)  # fmt: skip
    before = office.lead_now(lead)
    office.do(AddNoCall("ann@acme.com"))
    assert office.lead_now(lead).state is HELD
    remove(office, boss, "email", "ann@acme.com")
    after = office.lead_now(lead)
    assert (after.state, after.kind, after.why) == (before.state, before.kind, before.why)


def test_a_lead_of_somebody_who_left_goes_to_anyone(office: Office, boss: int) -> None:
    office.person("Robin Vale", "senior_rep")
    lead = office.accepted()
    office.do(AddNoCall(office.lead_now(lead).phone))
    sam = PersonFields("Sam Ortiz", ("senior_rep",), "America/Chicago")
    office.do(EditPerson(office.sam, sam, active=False), boss)
    remove(office, boss, "number", office.lead_now(lead).phone)
    after = office.lead_now(lead)
    assert (after.kind, after.owner_id, after.tier) == (QueueKind.RETRY, 0, 2)


def test_an_offered_handoff_that_was_stopped_comes_back_as_a_try(office: Office, boss: int) -> None:
    lead = office.lead()
    handoff = office.hand_off(lead)
    office.do(AddNoCall(office.lead_now(lead).phone))
    with pytest.raises(RuleBroken):
        office.do(AcceptHandoff(handoff), office.sam)
    remove(office, boss, "number", office.lead_now(lead).phone)
    assert (office.lead_now(lead).state, office.lead_now(lead).kind) == (
        LeadState.QUEUED,
        QueueKind.RETRY,
    )


def test_undoing_an_edit_brings_no_listed_company_back_into_the_queue(office: Office) -> None:
    lead = office.lead(company="Acme")
    fields = LeadFields("Ann", "Lee", "Apex", phones=(("+16125551001", "direct"),),
                        region="MN", country="US")  # fmt: skip
    edit = office.do(EditLead(lead, office.lead_now(lead).version, fields))
    office.do(AddNoCall("Acme"), office.sam)
    assert office.lead_now(lead).state is LeadState.QUEUED
    office.do(TakeBack(edit.entry_id))
    assert (office.lead_now(lead).company, office.lead_now(lead).state) == ("Acme", HELD)


@pytest.mark.parametrize(
    "typed, kind, problem",
    [
        ("", "", "needs_words"),
        ("12", "number", "bad_number"),
        ("no at sign", "email", "bad_email"),
        ("gmail.com", "", "bad_company"),
        ("...", "", "bad_company"),
        ("x", "colour", "unknown_kind"),
    ],
)
def test_what_is_nothing_to_hold_back_is_refused(
    office: Office, typed: str, kind: str, problem: str
) -> None:
    with pytest.raises(BadInput, match=problem):
        office.do(AddNoCall(typed, kind=kind))
    assert not office.ask(AskNoCall()).rows


def test_what_stands_there_already_is_told_with_who_and_when(office: Office) -> None:
    office.do(AddNoCall("Acme Inc"))
    with pytest.raises(RuleBroken, match="listed_already") as refused:
        office.do(AddNoCall("ACME"), office.sam)
    assert refused.value.fields["person"] == "Dana Whitfield"


def test_the_list_is_browsed_in_pages_and_found_by_its_beginning(office: Office) -> None:
    lead = office.lead("Okafor")
    office.do(AddNoCall(str(lead), kind="person"))
    for number in range(7):
        office.later(MINUTE)
        office.do(AddNoCall(f"Company {number}"))
    page = office.ask(AskNoCall(limit=4))
    rest = office.ask(AskNoCall(after=page.next_after, limit=20))
    told = [row.label for row in (*page.rows, *rest.rows)]
    assert told[:7] == [f"Company {number}" for number in reversed(range(7))]
    assert (page.total, len(told), rest.next_after) == (9, 9, None)
    while office.desk.catch_up():
        pass
    found = {
        text: [row.kind for row in office.ask(AskNoCall(text)).rows]
        for text in ("company 3", "612 555 1001", "okafor", "nothing like it")
    }
    assert found == {
        "company 3": ["company"], "612 555 1001": ["number"], "okafor": ["person"],
        "nothing like it": [],
    }  # fmt: skip
    assert MANY_LEADS >= 1000


def test_a_lead_that_comes_while_it_is_listed_never_shows(office: Office) -> None:
    """Put on the list between the staging of an import and its end: held back as it shows."""
    drafts = [draft(n, company="Acme" if n == 1 else f"Apex {n}") for n in range(3)]

    def chunks() -> object:
        yield drafts
        office.do(AddNoCall("Acme"), at=office.now + dt.timedelta(seconds=5))

    office.desk.import_list(chunks(), ImportOptions("Late"), office.dana, office.now)  # type: ignore[arg-type]
    states = [office.lead_now(n).state for n in office.states()]
    assert sorted(states) == [LeadState.QUEUED, LeadState.QUEUED, HELD]


def test_adding_a_lead_by_hand_that_is_listed_is_refused(office: Office) -> None:
    office.do(AddNoCall("jo@apex.com"))
    with pytest.raises(RuleBroken, match="do_not_call"):
        office.do(AddLead(LeadFields("Jo", "Doe", "Apex", email="jo@apex.com")))


def test_taking_an_entry_back_frees_leads_that_it_came_to_hold_later(office: Office) -> None:
    lead = office.lead(company="Zenith GmbH")
    fields = LeadFields("Ann", "Lee", "Acme", region="MN", country="US")
    changed = office.do(EditLead(lead, office.lead_now(lead).version, fields))
    listed = office.do(AddNoCall("Zenith GmbH"))
    office.do(TakeBack(changed.entry_id))
    assert office.lead_now(lead).state is HELD

    office.do(TakeBack(listed.entry_id))

    assert office.lead_now(lead).state is LeadState.QUEUED


def test_taking_a_removal_back_holds_leads_that_came_since(office: Office, boss: int) -> None:
    office.do(AddNoCall("Zenith GmbH"))
    removed = office.do(RemoveNoCall("company", company_key("Zenith GmbH"), "they asked us"), boss)
    lead = office.lead(company="Zenith GmbH")
    assert office.lead_now(lead).state is LeadState.QUEUED

    office.do(TakeBack(removed.entry_id), boss)

    assert office.lead_now(lead).state is HELD
