# SPDX-License-Identifier: MIT
"""My day in words and shapes: goals, pace, calendar, streak, thanks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Kind
from leaddesk.domain.absence import Absence, AbsenceKind
from leaddesk.domain.perfect_day import TIER_1_GOALS, Metric
from leaddesk.domain.person import Person, Role
from leaddesk.gui.models import my_day as shown_day
from leaddesk.gui.theme import Theme, Tone
from leaddesk.gui.views.goals_dialog import GoalsDialog
from leaddesk.gui.views.my_day_view import MyDayView
from leaddesk.gui.widgets.day_calendar import DayMark
from tests.gui import fake_answers_my_day as made
from tests.gui.form_desk import FormDesk
from tests.words import samples

DANA = Person(1, "Dana Whitfield", frozenset({Role.QUALIFIER}), made.CHICAGO)
LEE = Person(9, "Lee Novak", frozenset({Role.QUALIFIER, Role.TEAM_LEAD}), made.CHICAGO)


def lines() -> dict[str, shown_day.GoalLine]:
    return {line.metric: line for line in shown_day.goal_lines(made.my_day())}


@pytest.fixture
def desk(worn: Theme) -> Iterator[FormDesk]:
    """Lee's day on the desk."""
    desk = FormDesk()
    desk.machine.at = made.NOW
    desk.desk.people = (LEE,)
    desk.desk.answers[queries.AskMyDay] = lambda _query: made.my_day()
    desk.desk.answers[queries.AskProgress] = lambda _query: made.my_day().progress
    desk.desk.answers[queries.AskGoals] = lambda _query: TIER_1_GOALS
    yield desk
    desk.close()


def shown_to(desk: FormDesk, person: Person, qtbot: QtBot) -> MyDayView:
    """Show the screen to somebody."""
    desk.seat.know((person,))
    desk.seat.sit(person)
    view = MyDayView(desk.bench())
    qtbot.addWidget(view)
    view.resize(1360, 840)
    view.show()
    return view


@pytest.fixture
def day(desk: FormDesk, qtbot: QtBot) -> MyDayView:
    """Lee's day, shown."""
    return shown_to(desk, LEE, qtbot)


def texts(view: MyDayView) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def test_speed_to_lead_is_told_only_when_there_was_a_first_call(
    desk: FormDesk, day: MyDayView
) -> None:
    label = day._ui.speed_label
    assert label.isVisible()
    assert label.text() == "Speed to lead 4 min (median), 7 of 11 within 5 min"
    desk.desk.answers[queries.AskMyDay] = lambda _query: replace(made.my_day(), speed=None)
    day.refresh()
    assert not label.isVisible()


def test_each_goal_tells_expected_projected_and_what_reaches_it() -> None:
    new_leads = lines()[Metric.NEW_LEAD_CALLS]
    assert new_leads.done == "14 of 40"
    assert new_leads.words == "Expected 22 by now, heading for 27"
    assert new_leads.catch_up == "8.2 more an hour reaches the goal"
    assert new_leads.tone is Tone.BAD
    assert new_leads.expected_part == pytest.approx(0.548, abs=0.01)


def test_a_goal_that_is_met_asks_for_nothing_more() -> None:
    counts = {**made.COUNTS, Metric.CALLS: 81}
    calls = shown_day.goal_lines(made.my_day(counts))[0]
    assert (calls.words, calls.catch_up, calls.chance) == ("Met", "", "")


def test_what_is_owed_is_told_as_owed() -> None:
    counts = {**made.COUNTS, Metric.FEEDBACK_OWED: 2, Metric.FEEDBACK_GIVEN: 1}
    owed = shown_day.goal_lines(made.my_day(counts))[-1]
    assert owed.words == "2 still owed"
    assert owed.done == "1 of 3"


def test_before_the_day_starts_nothing_is_expected() -> None:
    view = made.my_day({Metric.CALLS: 0}, made.STARTS - dt.timedelta(hours=1))
    calls = shown_day.goal_lines(view)[0]
    assert calls.words == "Nothing is expected yet"
    assert calls.expected_part is None


def test_the_curve_ends_at_now_and_the_expectation_at_the_end_of_the_day() -> None:
    state = shown_day.curve(made.my_day(), made.NOW, made.CHICAGO)
    assert (state.start_label, state.end_label) == ("09:00", "17:00")
    assert [state.minutes, state.now_minute] == [480.0, 290.0]
    assert max(minute for minute, _done in state.done) <= 290
    assert [*state.expected[-1]] == [480, 80]
    assert state.summary == "52 calls of 80, expected 44 by now"


def test_the_calendar_says_each_day_in_words() -> None:
    cells = {cell.day: cell for cell in shown_day.calendar(made.my_day())}
    assert len(cells) == 56
    assert cells[made.TODAY].mark is DayMark.TODAY
    assert cells[made.TODAY - dt.timedelta(days=1)].mark is DayMark.PERFECT
    assert cells[made.TODAY - dt.timedelta(days=9)].mark is DayMark.AWAY
    assert "Perfect Day" in cells[made.TODAY - dt.timedelta(days=1)].words


def test_the_screen_tells_the_day_in_words(desk: FormDesk, day: MyDayView) -> None:
    told = texts(day)
    for words in (
        "Thursday 19 Nov · 53 %", "On pace · 3 h 10 m left", "A Perfect Day is 1 % likely.",
        "3 Perfect Days in a row, best 6", "Expected 22 by now, heading for 27",
        "“You had the budget in writing; the rest was easy.”",
    ):  # fmt: skip
        assert words in told


def test_a_training_day_says_why_less_is_asked(desk: FormDesk, qtbot: QtBot) -> None:
    half = Absence(AbsenceKind.TRAINING, 0.5)
    desk.desk.answers[queries.AskMyDay] = lambda _query: replace(made.my_day(), absence=half)
    assert "left · Training, 50 % of the goals" in texts(shown_to(desk, LEE, qtbot))


def test_a_goal_reads_as_one_sentence_to_a_screen_reader(desk: FormDesk, day: MyDayView) -> None:
    entry = day._goals.entries[0]
    assert entry.accessibleName().startswith("Calls, 52 of 80, Expected 44 by now")


def test_a_day_of_the_calendar_tells_how_it_went(desk: FormDesk, day: MyDayView) -> None:
    day._ui.calendar.day_chosen.emit(made.TODAY - dt.timedelta(days=9))
    assert day._ui.day_label.text() == "Tuesday 10 Nov · away"


def test_the_day_moves_on_with_the_clock(desk: FormDesk, day: MyDayView) -> None:
    before = len([q for q in desk.desk.asked if isinstance(q, queries.AskMyDay)])
    desk.ops.changed.emit(Kind.CLOCK, None)
    after = len([q for q in desk.desk.asked if isinstance(q, queries.AskMyDay)])
    assert after == before + 1


def test_a_team_lead_changes_the_goals_of_a_tier(desk: FormDesk, day: MyDayView) -> None:
    day._ui.goals_button.click()
    dialog = day.findChild(GoalsDialog)
    assert dialog is not None
    assert dialog.goals()[0] == ("calls", 80, True, 0.3)
    dialog._rows[0].target.setValue(75)
    dialog._ui.save_button.click()
    put = desk.commands(commands.SetGoals)[-1]
    assert isinstance(put, commands.SetGoals)
    assert (put.tier, put.effective_from, put.goals[0]) == (1, made.TODAY, ("calls", 75, True, 0.3))
    assert not dialog.isVisible()


def test_goals_without_a_required_one_are_not_put_in_force(desk: FormDesk, day: MyDayView) -> None:
    dialog = GoalsDialog(desk.ops, day)
    dialog.open()
    for row in dialog._rows:
        row.required.setChecked(False)
    dialog._ui.save_button.click()
    assert "At least one goal has to be required" in dialog._ui.problem.text()
    assert not desk.commands(commands.SetGoals)
    dialog.reject()


def test_a_goal_can_be_added_and_taken_out(desk: FormDesk, day: MyDayView) -> None:
    dialog = GoalsDialog(desk.ops, day)
    box = dialog._ui.metric_combo
    box.setCurrentIndex(box.findData("appointments"))
    dialog._ui.add_button.click()
    assert dialog.goals()[-1][:2] == ("appointments", 1)
    dialog._rows[-1].remove.click()
    assert "appointments" not in [metric for metric, *_rest in dialog.goals()]
    dialog.deleteLater()


def test_somebody_without_the_role_sees_no_goals_button(desk: FormDesk, qtbot: QtBot) -> None:
    view = shown_to(desk, DANA, qtbot)
    assert not view._ui.goals_button.isVisible()


def test_what_became_of_ones_handoffs_is_told(desk: FormDesk, day: MyDayView) -> None:
    assert not day._ui.fates_card.isVisible()
    sent = (
        samples.handoff("won", "accepted", amount=480_000),
        samples.handoff("returned", "returned", reason="no_budget"),
        samples.handoff(),
    )
    desk.desk.answers[queries.AskMyDay] = lambda _query: replace(made.my_day(), sent=sent)
    desk.seat.currency = "USD"
    day.refresh()
    told = texts(day)
    assert day._ui.fates_card.isVisible()
    assert "Won $4,800" in told
    assert "1 waiting · 1 accepted · 1 came back · 1 won" in told
    desk.desk.answers[queries.AskMyDay] = lambda _query: replace(made.my_day(), sent=sent[:1])
    day.refresh()
    assert "1 accepted · 1 won" in texts(day)
    assert "came back" not in texts(day)
