# SPDX-License-Identifier: MIT
"""Leads to which nothing happened for too long are made anonymous, and no others."""

from __future__ import annotations

import datetime as dt

import pytest

from leaddesk.desk.commands import AddNoCall, AddNote, ChangeRule
from leaddesk.desk.queries import AskOverdue, AskPrivacy
from leaddesk.desk.rules import encode_rule
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.lead import LeadState
from leaddesk.domain.retention import RetentionRule
from tests.factories import HOUR, Office

DAY = dt.timedelta(days=1)


@pytest.fixture
def ruth(office: Office) -> int:
    """The team lead."""
    return office.person("Ruth Adeyemi", "team_lead")


def keep_for(office: Office, ruth: int, worked: int = 0, over: int = 0) -> None:
    rule = encode_rule("retention", RetentionRule(worked, over))
    office.do(ChangeRule("retention", rule), ruth)


def closed(office: Office) -> int:
    lead = office.lead("Closed")
    office.log(lead, "unqualified", reason="no_fit", then_take=False)
    return lead


def test_only_a_team_lead_sets_the_rule_and_only_months_that_are_some(
    office: Office, ruth: int
) -> None:
    with pytest.raises(RuleBroken, match="team_lead_only"):
        office.do(ChangeRule("retention", encode_rule("retention", RetentionRule(1))), office.dana)
    with pytest.raises(BadInput, match="bad_rule"):
        office.do(ChangeRule("retention", '{"worked_months": -3}'), ruth)


def test_each_rule_lets_go_of_its_own_leads_and_nothing_earlier(office: Office, ruth: int) -> None:
    worked, over = office.lead("Worked"), closed(office)
    keep_for(office, ruth, worked=2, over=1)
    office.later(27 * DAY)
    assert office.ask(AskOverdue()).leads == 0
    office.later(5 * DAY)
    assert [(row.state, row.leads) for row in office.ask(AskOverdue()).rows] == [
        (LeadState.CLOSED, 1)
    ]
    assert office.desk.retain(ruth, office.now).leads == 1
    assert (office.lead_now(over).state, office.lead_now(over).why) == (
        LeadState.ERASED, "retention",
    )  # fmt: skip
    assert office.lead_now(worked).last_name == "Worked"
    office.later(31 * DAY)
    assert office.desk.retain(ruth, office.now).leads == 1
    assert office.lead_now(worked).state is LeadState.ERASED


def test_a_dry_run_changes_nothing_and_names_a_few(office: Office, ruth: int) -> None:
    office.lead("Worked")
    office.later(100 * DAY)
    before = office.dump()
    found = office.ask(AskOverdue(RetentionRule(1)))
    assert (found.leads, found.some) == (1, ("Ann Worked",))
    assert office.dump() == before


def test_whoever_something_happened_to_or_will_happen_to_stays(office: Office, ruth: int) -> None:
    noted, agreed, handed = office.lead("Noted"), office.lead("Agreed"), office.accepted()
    office.take(lead_id=agreed)
    office.log(agreed, "callback", when=office.now + 90 * DAY, then_take=False)
    keep_for(office, ruth, worked=1, over=1)
    office.later(29 * DAY)
    office.do(AddNote(noted, "Still here"))
    office.later(29 * DAY)
    assert handed
    office.desk.retain(ruth, office.now)
    states = office.states()
    assert LeadState.ERASED not in {states[lead] for lead in (noted, agreed)}
    won = office.sql("SELECT COUNT(*) FROM lead WHERE state = 8")
    assert won == [(0,)]


def test_numbers_stay_on_the_do_not_call_list_without_the_name(office: Office, ruth: int) -> None:
    lead = office.lead("Quill")
    number = office.lead_now(lead).phone
    office.do(AddNoCall(str(lead), kind="person"), ruth)
    keep_for(office, ruth, over=1)
    office.later(40 * DAY)
    office.desk.retain(ruth, office.now)
    assert office.lead_now(lead).state is LeadState.ERASED
    rows = office.sql("SELECT kind, value, label, lead_id FROM suppression")
    assert ("number", number, number, 0) in rows
    assert "quill" not in repr(rows).casefold()
    again = office.lead("Quill")
    assert office.lead_now(again).last_name == "Quill"


def test_the_night_lets_go_in_steps_and_says_so_once(office: Office, ruth: int) -> None:
    leads = [office.lead(f"N{n}") for n in range(60)]
    keep_for(office, ruth, worked=1)
    office.later(40 * DAY)
    steps = 0
    while office.desk.tend(office.now):
        steps += 1
    assert steps >= 2
    assert {office.lead_now(lead).state for lead in leads} == {LeadState.ERASED}
    told = office.sql("SELECT data FROM journal WHERE kind = 'retained'")
    assert told == [('{"leads":60}',)]
    assert office.ask(AskPrivacy()).last_run
    office.later(HOUR)
    assert not office.desk.tend(office.now)


def test_without_a_rule_the_night_lets_nothing_go(office: Office, ruth: int) -> None:
    lead = office.lead()
    office.later(4000 * DAY)
    while office.desk.tend(office.now):
        pass
    assert office.lead_now(lead).state is not LeadState.ERASED
    assert office.ask(AskPrivacy()).last_run == ""
    with pytest.raises(RuleBroken, match="retention_off"):
        office.desk.retain(ruth, office.now)


def test_a_rule_that_is_changed_meanwhile_counts_from_then_on(office: Office, ruth: int) -> None:
    for n in range(60):
        office.lead(f"N{n}")
    keep_for(office, ruth, worked=1)
    office.later(40 * DAY)
    done = office.desk.retain(ruth, office.now, report=lambda _leads: keep_for(office, ruth))
    assert 0 < done.leads < 60
    assert office.sql("SELECT COUNT(*) FROM lead WHERE state = 8") == [(done.leads,)]


def test_it_can_be_stopped_and_what_was_done_stays(office: Office, ruth: int) -> None:
    for n in range(60):
        office.lead(f"N{n}")
    keep_for(office, ruth, worked=1)
    office.later(40 * DAY)
    seen: list[int] = []
    with pytest.raises(RuleBroken, match="retention_cancelled"):
        office.desk.retain(ruth, office.now, report=seen.append, cancelled=lambda: bool(seen))
    assert office.sql("SELECT COUNT(*) FROM lead WHERE state = 8") == [(seen[0],)]
    assert 0 < seen[0] < 60
