# SPDX-License-Identifier: MIT
"""Queues, handoffs, days, imports and people read as a person would say them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.intake import ImportCount
from leaddesk.desk.ports import Dialled
from leaddesk.desk.queries import HistoryRow, ReminderRow
from leaddesk.domain.handoff import REJECT_REASONS, RETURN_REASONS, HandoffState
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_layout import FIELDS
from leaddesk.domain.pace import WorkingDay, day_progress
from leaddesk.domain.perfect_day import TIER_1_GOALS, WORKING_WEEK, DayDefinition, Metric
from leaddesk.domain.person import Person, Role
from leaddesk.domain.speed_to_lead import SpeedToLead
from leaddesk.words import (
    done,
    empty,
    goals,
    handoffs,
    history,
    imports,
    leads,
    machine,
    numbers,
    pace,
    people,
)
from tests.words.samples import CHICAGO, HOUR, NOW, empty_reasons, feedback, handoff


def test_an_empty_queue_explains_itself_with_counts() -> None:
    reasons = empty_reasons(waiting_hours=212, leased=40, research=6)
    assert empty.lines(reasons, NOW, CHICAGO) == (
        "212 wait for local hours, the next opens Wed 09:00",
        "40 are in a colleague's hands",
        "6 need a number or a time zone",
    )
    assert empty.sentence(reasons, NOW, CHICAGO).startswith("No lead can be called right now: 212")


def test_one_lead_is_told_in_the_singular() -> None:
    assert empty.lines(empty_reasons(leased=1, research=1), NOW, CHICAGO) == (
        "1 is in a colleague's hands",
        "1 needs a number or a time zone",
    )


def test_a_database_without_leads_says_so() -> None:
    assert empty.sentence(empty_reasons(), NOW, CHICAGO) == "There are no leads yet."


@pytest.mark.parametrize(
    "fate,state,told",
    [
        ("offered", "offered", "Offered to Sam Ortiz, 12 min left"),
        ("accepted", "accepted", "Accepted by Sam Ortiz yesterday"),
        ("appointment", "accepted", "Appointment Thursday 10:42"),
        ("presentation", "accepted", "Presentation held yesterday"),
        ("won", "accepted", "Won $18,400 yesterday"),
        ("no_show", "accepted", "Did not show up yesterday"),
        ("expired", "expired", "Nobody accepted in time yesterday"),
    ],
)
def test_the_giver_reads_the_fate_of_a_lead(fate: str, state: str, told: str) -> None:
    row = handoff(fate, state, amount=1_840_000 if fate == "won" else 0)
    assert handoffs.fate(row, NOW, CHICAGO, "USD") == told


def test_a_rejection_is_told_with_its_reason() -> None:
    row = handoff("rejected", "rejected", reason="wrong_territory")
    assert handoffs.fate(row, NOW, CHICAGO) == ("Rejected by Sam Ortiz yesterday: Wrong territory")


def test_each_state_and_reason_of_a_handoff_has_words() -> None:
    for state in HandoffState:
        assert handoffs.state(state.value)
    for key in REJECT_REASONS:
        assert handoffs.reject_reason(key)[0].isupper()
    for key in RETURN_REASONS:
        assert handoffs.return_reason(key)[0].isupper()


def test_the_clock_of_a_handoff_is_a_demand_until_it_is_over() -> None:
    assert handoffs.accept_within(handoff(), NOW) == "Accept within 12 min"
    assert handoffs.accept_within(handoff(), NOW + HOUR) == "Time to accept is over since 48 min"


def test_owed_feedback_names_whom_to_thank() -> None:
    assert handoffs.owed_chip(feedback(), NOW, CHICAGO) == "met yesterday"
    assert handoffs.owed_line(feedback(), NOW) == (
        "thank Dana Whitfield, tell how it went · 3 h left"
    )


def test_a_givers_record_is_two_shares() -> None:
    assert handoffs.giver_record(24, 17, 9) == (
        "71 % of 24 handoffs accepted, 38 % reached a presentation"
    )
    assert handoffs.giver_record(0, 0, 0) == ("No handoff from this person has been answered yet")


def _progress(at: dt.datetime, **counts: int) -> str:
    definition = DayDefinition(1, None, dt.date.min, WORKING_WEEK, TIER_1_GOALS)
    working = WorkingDay(CHICAGO, dt.time(9), dt.time(17))
    return pace.line(day_progress(definition, counts, working, at))


def test_the_bar_says_where_the_day_stands() -> None:
    early = dt.datetime(2026, 5, 12, 11, tzinfo=dt.UTC)
    assert _progress(early) == "The day starts · 7 h of work ahead"
    assert _progress(NOW) == "24 % behind pace · 5 h 18 m left"
    assert _progress(NOW, calls=80, conversations=9).endswith("ahead of pace · 5 h 18 m left")
    everything = {"calls": 80, "new_lead_calls": 40, "conversations": 15, "handoffs": 5}
    assert _progress(NOW, **everything).startswith("Perfect Day")
    assert _progress(dt.datetime(2026, 5, 13, 1, tzinfo=dt.UTC)) == "The day is over"
    assert _progress(dt.datetime(2026, 5, 16, 16, tzinfo=dt.UTC)) == (
        "Day off, nothing is asked for"
    )


def test_a_rate_is_rounded_so_that_keeping_it_is_enough() -> None:
    assert pace.per_hour(9.2) == "10 an hour"
    assert pace.per_hour(10.0) == "10 an hour"
    assert pace.per_hour(0.5) == "1 every 2 h"


def test_a_chance_is_never_told_as_certain() -> None:
    assert pace.chance(0.48) == "48 % likely"
    assert pace.chance(0.999) == "all but certain"
    assert pace.chance(0.0) == "hardly possible"
    assert pace.chance(None) == ""


def test_a_streak_has_its_singular() -> None:
    assert pace.streak(0, 0) == "No streak yet"
    assert pace.streak(1, 4) == "1 Perfect Day, best 4"
    assert pace.streak(4, 4) == "4 Perfect Days in a row, your best"


def test_speed_to_lead_is_told_with_its_number_of_calls() -> None:
    assert pace.speed(None) == ""
    found = SpeedToLead(11, dt.timedelta(minutes=4), 7)
    assert pace.speed(found) == "Speed to lead 4 min (median), 7 of 11 within 5 min"
    quick = SpeedToLead(1, dt.timedelta(seconds=40), 1)
    assert pace.speed(quick) == "Speed to lead under 1 min (median), 1 of 1 within 5 min"


@pytest.mark.parametrize("metric", list(Metric))
def test_each_metric_has_a_title_and_an_explanation(metric: Metric) -> None:
    assert goals.title(metric.value)
    assert goals.explained(metric.value).endswith(".")


@pytest.mark.parametrize("state", list(LeadState))
def test_each_state_of_a_lead_has_words(state: LeadState) -> None:
    assert leads.state(state)


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_of_a_list_has_a_name(field: str) -> None:
    assert imports.field(field) != field


def test_an_import_is_told_in_one_line() -> None:
    count = ImportCount(rows=1280, new=1, duplicates_in_file=3, do_not_call=2)
    assert imports.summary(count) == (
        "1,280 rows, 1 new lead, 3 twice in the file, 2 must not be called."
    )
    assert imports.summary(count, dry_run=True).startswith("Nothing is written yet: 1,280 rows")


def test_roles_are_joined_in_the_order_of_the_tiers() -> None:
    assert people.roles({"team_lead", "qualifier"}) == "Qualifier and team lead"
    dana = Person(1, "Dana Whitfield", frozenset({Role.QUALIFIER}), CHICAGO)
    assert people.under_name(dana) == "Qualifier · tier 1"
    boss = Person(2, "Ines Roth", frozenset({Role.TEAM_LEAD}), CHICAGO)
    assert people.under_name(boss) == "Team lead"


def test_a_line_of_history_tells_outcome_person_and_note() -> None:
    row = HistoryRow("e", NOW, "Dana Whitfield", "call", "voicemail", "Back Monday", voided=False)
    assert history.line(row) == "Left voicemail · Dana Whitfield: “Back Monday”"
    taken_back = HistoryRow(
        "e", NOW, "", "call", "lost", "", voided=True, facts={"reason": "price"}
    )
    assert history.line(taken_back) == "Lost, price (taken back)"
    assert history.when(row, NOW, CHICAGO) == "Today 10:42"


def test_a_line_of_history_tells_where_a_lead_came_from() -> None:
    def told(kind: str, **facts: str) -> str:
        return history.line(HistoryRow("e", NOW, "", kind, "", "", voided=False, facts=facts))

    assert told("arrived", source="Web form") == "Came in from the web form"
    assert told("arrived", source="Spring page") == "Came in from Spring page"
    assert told("imported", list="Midwest Fair") == "Came in with the list Midwest Fair"


def test_a_note_with_its_own_marks_gets_no_second_pair() -> None:
    assert history.quoted("Need QA") == "“Need QA”"
    assert history.quoted("“Need QA” · pricing page") == "“Need QA” · pricing page"


def test_a_source_goes_into_a_sentence_as_a_word_or_as_a_name() -> None:
    assert leads.source("Web form") == "web form"
    assert leads.source("inbound") == "web form"
    assert leads.source("Midwest Fair") == "Midwest Fair"


def test_a_kind_of_history_nobody_worded_is_still_readable() -> None:
    assert (
        history.line(HistoryRow("e", NOW, "", "moved_tier", "", "", voided=False)) == "Moved tier"
    )


def test_a_toast_names_what_was_done() -> None:
    facts = (("outcome", "no_answer"), ("name", "Priya Raman"))
    told = done.label(Done(Kind.LEADS, "logged", facts=facts))
    assert told == "No answer logged for Priya Raman"
    assert done.label(Done(Kind.LISTS, "import_undone", facts=(("count", "1"),))) == (
        "1 lead taken out again"
    )
    assert done.label(Done(Kind.NONE, "?")) == "Done"


def test_a_call_that_could_not_start_says_what_to_do_instead() -> None:
    assert machine.dialled(Dialled.STARTED, "+1 (612) 555-0148") == "Calling +1 (612) 555-0148"
    assert "Copy +1 (612) 555-0148" in machine.dialled(Dialled.NO_HANDLER, "+1 (612) 555-0148")


def test_a_reminder_names_who_and_when() -> None:
    row = ReminderRow("k", "callback", 7, "Tom Okafor", NOW)
    assert machine.reminder(row, NOW, CHICAGO) == "Callback with Tom Okafor at 10:42"
    later = NOW + dt.timedelta(days=20)
    assert "Callback with Tom Okafor on " in machine.reminder(row, later, CHICAGO)


@pytest.mark.parametrize(
    "minor,currency,told",
    [
        (1_840_000, "USD", "$18,400"),
        (1_840_050, "EUR", "€18,400.50"),
        (-500, "USD", "-$5"),
        (1_840_000, "CHF", "18,400 CHF"),
        (1_840_000, "JPY", "¥18,400"),
        (0, "", "0"),
    ],
)
def test_money_is_whole_where_it_is_whole(minor: int, currency: str, told: str) -> None:
    assert numbers.money(minor, currency) == told


@given(st.integers(0, 10**7))
def test_only_one_is_singular(value: int) -> None:
    assert numbers.count(value, "lead").endswith("lead") is (value == 1)
