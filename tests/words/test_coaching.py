# SPDX-License-Identifier: MIT
"""Coaching in words: figures, actions, notes, and agendas whole as text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from leaddesk.desk.queries import (
    ActionRow,
    CoachedRow,
    CoachingNoteRow,
    DidRow,
    MeetingPage,
    PersonPage,
    PlanLine,
    Talks,
    WeekRow,
)
from leaddesk.domain.coaching import COACHED, Figure
from leaddesk.words import coaching
from tests.words.samples import CHICAGO, NOW, feedback, handoff

DAY = dt.timedelta(days=1)
TODAY = NOW.date()
CALLS = Figure("calls", 10, 710, 10, 640, 68.04)
ACTION = ActionRow(1, "Sam Ortiz", "Call Harlan", TODAY - DAY, NOW, None, True, True)
NOTE = CoachingNoteRow(1, "Ruth Calloway", NOW, "Slower.\nAsk why.", False, (CALLS,))
TALKS = Talks(NOW - 3 * DAY, (ACTION,), (replace(ACTION, done_at=NOW, is_late=False),))
PAGE = PersonPage(
    1, "Dana Whitfield", ("qualifier",), NOW - 3 * DAY, (CALLS, Figure("won", 10, 0, 10, 0)),
    (CALLS,), (replace(handoff("returned", "returned"), reason="no_budget", words="Ask first"),),
    (feedback(),), (feedback(),), (NOTE, replace(NOTE, at=NOW - 9 * DAY, words="Old")), TALKS,
    mine=False,
)  # fmt: skip
WEEK = MeetingPage(
    TODAY - 7 * DAY, TODAY - DAY, (DidRow(1, "calls", 1_204, 1_500),),
    (WeekRow("Dana Whitfield", 4, 5, 93.6),), 1, (("no_budget", 3),), (("Prices", 4, 6),),
    PlanLine(dt.date(2026, 4, 1), dt.date(2026, 6, 30), 42_000_000, 12_000_000, 300_049.0, 0.63),
    TALKS, "USD",
)  # fmt: skip


@pytest.mark.parametrize(
    "value, told",
    [(71.4, "71"), (20.0, "20"), (6.42, "6.4"), (6.0, "6"), (0.35, "0.35"), (0.3, "0.3"),
     (0.0, "0"), (1200.0, "1,200")],
)  # fmt: skip
def test_a_mean_is_as_short_as_it_tells(value: float, told: str) -> None:
    assert coaching.mean(value) == told


def test_a_figure_stands_against_before_and_the_team() -> None:
    assert coaching.figure(CALLS) == "Calls 71 a day, 64 before, team 68"
    assert coaching.moved(CALLS).endswith(": up")
    assert coaching.moved(replace(CALLS, total=500)).endswith(": down")
    alone = Figure("calls", 3, 30, 0, 0)
    assert coaching.figure(alone) == "Calls 10 a day"
    perfect = Figure("perfect_days", 10, 6, 10, 4, 0.5)
    assert coaching.figure(perfect) == "Perfect days 6 of 10, 4 of 10 before, team 50 %"


def test_every_number_has_a_name() -> None:
    assert len({coaching.metric(key) for key in COACHED}) == len(COACHED)


def test_an_action_says_who_until_when_and_how_it_stands() -> None:
    told = coaching.action(ACTION, TODAY)
    assert told.startswith("Sam Ortiz: Call Harlan, until ")
    assert told.endswith("(late, carried over)")
    fresh = replace(ACTION, is_late=False, carried=False, due=TODAY)
    assert coaching.action(fresh, TODAY).endswith("May")
    assert coaching.action(replace(fresh, done_at=NOW), TODAY).endswith("(done)")


def test_a_note_says_who_sees_it() -> None:
    assert coaching.note_head(NOTE, NOW, CHICAGO).endswith("team leads only")
    assert coaching.note_head(replace(NOTE, shared=True), NOW, CHICAGO).endswith("shared")


def test_the_agenda_of_a_one_to_one_is_whole() -> None:
    parts = coaching.person_agenda(PAGE, NOW, CHICAGO)
    text = coaching.as_text("Dana Whitfield", "Qualifier", parts)
    for words in (
        "What moved most (last 10 working days)", "Calls 71 a day, 64 before, team 68: up",
        "no budget", "“Ask first”", "Slower. · Ask why. · Then: Calls 71", "(late, carried over)",
    ):  # fmt: skip
        assert words.casefold() in text.casefold()
    assert "Old" not in text
    assert "Won 0" not in text


def test_much_feedback_is_told_as_a_mean_and_the_newest_lines() -> None:
    many = tuple(replace(feedback(), rating=rating) for rating in (5, 4, 5, 4, 5, 4))
    parts = coaching.person_agenda(replace(PAGE, received=many), NOW, CHICAGO)
    (part,) = (one for one in parts if one.title == "Feedback received")
    assert part.lines[0] == "6 received, 4.5 of 5 on average. The newest:"
    assert len(part.lines) == 1 + coaching.MOST_LINES


def test_an_agenda_without_anything_says_so_in_each_part() -> None:
    empty = replace(
        PAGE, figures=(), moved=(), returns=(), received=(), owed=(), notes=(),
        talks=Talks(None, (), ()),
    )  # fmt: skip
    parts = coaching.person_agenda(empty, NOW, CHICAGO)
    assert all(part.lines == ("Nothing.",) for part in parts)


def test_the_agenda_of_the_team_is_whole() -> None:
    text = coaching.as_text("Team meeting", "", coaching.meeting_agenda(WEEK, NOW, CHICAGO))
    for words in (
        "Qualifiers: Calls 1,204 of 1,500, 80 %", "Dana Whitfield: 4 of 5 days perfect",
        "the bar 94 % full", "1 Team Perfect Day", "No budget: 3 handoffs",
        "Prices: 4 of 6 know it", "Q2 2026: $120,000 booked of $420,000, 28 %", "$3,000",
        "63 % likely",
    ):  # fmt: skip
        assert words in text
    without = coaching.meeting_agenda(replace(WEEK, plan=None), NOW, CHICAGO)
    assert "No plan is in force." in coaching.as_text("", "", without)


def test_the_list_says_what_is_open() -> None:
    row = CoachedRow(1, "Dana Whitfield", ("qualifier",), None, 3, 1)
    assert coaching.waiting(row) == "1 late"
    assert coaching.waiting(replace(row, late_actions=0)) == "3 open"
    assert coaching.waiting(replace(row, open_actions=0, late_actions=0)) == ""
    assert coaching.under(row) == "Qualifier"
    assert coaching.under(replace(row, person_id=0)) == "The last seven days"
    assert coaching.last_held(None, NOW, CHICAGO, "one-to-one") == "No one-to-one yet"
    assert coaching.last_held(NOW, NOW, CHICAGO, "one-to-one") == "Last one-to-one today"
