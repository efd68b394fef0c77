# SPDX-License-Identifier: MIT
"""Handoffs by keyboard: accept, return with words, reject, feedback, appeal, clocks that run."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Done, Kind
from leaddesk.domain.errors import RuleBroken
from leaddesk.gui.views.answer_panel import AnswerPanel
from leaddesk.gui.views.handoffs_view import HandoffsView
from tests.gui import fake_answers_handoffs as made
from tests.gui.handoffs_shown import open_handoffs, texts
from tests.gui.sitting import Sitting


@pytest.fixture
def receiving(sitting: Sitting) -> HandoffsView:
    return open_handoffs(sitting, made.SAM, made.RECEIVER)


def key(view: HandoffsView) -> str:
    return view._list._ui.rows.current_key


def panel(view: HandoffsView) -> AnswerPanel | None:
    return view._detail.panel


def done(sitting: Sitting, kind: type[object]) -> object:
    return sitting.commands(kind)[-1]


def without_first(view: queries.HandoffsView) -> queries.HandoffsView:
    return queries.HandoffsView(view.to_accept[1:], view.owed, view.working, (), ())


def test_the_most_urgent_handoff_is_chosen_and_shown_whole(receiving: HandoffsView) -> None:
    assert key(receiving) == "handoff:1"
    shown = texts(receiving)
    for words in (
        "Priya Raman", "Operations Director · Northfield Optics · +1 (612) 555-0148",
        "Accept within 12 min", "What Dana learned", "Optical QA on two lines from January",
        "“Wants to see it on curved lenses.", "Show it on curved lenses",
    ):  # fmt: skip
        assert words in shown


def test_enter_accepts_and_the_next_one_is_chosen(
    sitting: Sitting, receiving: HandoffsView
) -> None:
    sitting.desk.handoffs = without_first(made.RECEIVER)
    sitting.press(Qt.Key.Key_Return)
    assert done(sitting, commands.AcceptHandoff) == commands.AcceptHandoff(1)
    assert key(receiving) == "handoff:2"
    assert receiving._list._ui.rows.hasFocus()


def test_space_accepts_brings_the_lead_into_hand_and_dials(
    sitting: Sitting, receiving: HandoffsView
) -> None:
    sitting.desk.handoffs = without_first(made.RECEIVER)
    sitting.desk.cards = [made.lead_card(101, "Priya Raman", "Northfield Optics")]
    sitting.press(Qt.Key.Key_Space)
    assert done(sitting, commands.AcceptHandoff) == commands.AcceptHandoff(1, call_now=True)
    assert sitting.window.screen_id == "queue"
    assert done(sitting, commands.TakeNext) == commands.TakeNext(2, 101)
    assert sitting.machine.dialled == ["+16125550148"]
    assert sitting.queue.lead.phone.on_call


def test_outside_lawful_hours_an_accepted_lead_is_shown_and_not_rung(
    sitting: Sitting, receiving: HandoffsView
) -> None:
    card = made.lead_card(101, "Priya Raman", "Northfield Optics")
    sitting.desk.cards = [replace(card, lawful_now=False)]
    sitting.press(Qt.Key.Key_Space)
    assert sitting.queue.card is not None
    assert not sitting.machine.dialled
    assert not sitting.queue.lead.phone.on_call


def test_a_return_needs_words_and_carries_reason_and_words(
    sitting: Sitting, receiving: HandoffsView
) -> None:
    sitting.press(Qt.Key.Key_R)
    sitting.press(Qt.Key.Key_2)
    sitting.press(Qt.Key.Key_Return)
    assert not sitting.commands(commands.ReturnHandoff)
    assert "A few words are needed" in texts(receiving)
    sitting.write("Ask who signs")
    sitting.press(Qt.Key.Key_Return)
    assert done(sitting, commands.ReturnHandoff) == commands.ReturnHandoff(
        1, "Ask who signs", "no_budget"
    )
    assert panel(receiving) is None


def test_letters_and_digits_typed_into_the_words_are_words(
    sitting: Sitting, receiving: HandoffsView
) -> None:
    sitting.press(Qt.Key.Key_R)
    sitting.press(Qt.Key.Key_1)
    sitting.write("x 4 r a f")
    sitting.press(Qt.Key.Key_Return)
    returned = done(sitting, commands.ReturnHandoff)
    assert isinstance(returned, commands.ReturnHandoff)
    assert (returned.words, returned.reason) == ("x 4 r a f", "not_a_fit")


def test_a_reason_that_is_clicked_opens_the_return_with_it(
    sitting: Sitting, receiving: HandoffsView
) -> None:
    chip = next(b for b in receiving._detail._chips._group.buttons() if b.text() == "Wrong timing")
    sitting.click(chip)
    sitting.write("Next year")
    sitting.press(Qt.Key.Key_Return)
    assert done(sitting, commands.ReturnHandoff) == commands.ReturnHandoff(
        1, "Next year", "wrong_timing"
    )


def test_escape_closes_the_panel_and_nothing_is_written(
    sitting: Sitting, receiving: HandoffsView
) -> None:
    for opens in (Qt.Key.Key_R, Qt.Key.Key_X):
        sitting.press(opens)
        assert panel(receiving) is not None
        sitting.press(Qt.Key.Key_Escape)
        assert panel(receiving) is None
        assert receiving._list._ui.rows.hasFocus()
    assert not sitting.commands(commands.ReturnHandoff)


def test_a_rejection_needs_a_reason_but_no_words(sitting: Sitting, receiving: HandoffsView) -> None:
    sitting.press(Qt.Key.Key_X)
    sitting.press(Qt.Key.Key_Return)
    assert "Choose a reason." in texts(receiving)
    sitting.press(Qt.Key.Key_1)
    sitting.press(Qt.Key.Key_Return)
    assert done(sitting, commands.RejectHandoff) == commands.RejectHandoff(1, "duplicate", "")


def test_feedback_takes_a_rating_by_key_and_one_line(
    sitting: Sitting, receiving: HandoffsView
) -> None:
    sitting.press(*[Qt.Key.Key_Down] * 4)
    assert key(receiving) == "owed:1"
    sitting.press(Qt.Key.Key_F)
    sitting.press(Qt.Key.Key_4)
    sitting.write("Knew the budget 2")
    sitting.press(Qt.Key.Key_Return)
    assert done(sitting, commands.GiveFeedback) == commands.GiveFeedback(
        1, "Knew the budget 2", 4, thanks=True
    )


def test_feedback_without_a_rating_or_a_line_is_not_sent(
    sitting: Sitting, receiving: HandoffsView
) -> None:
    receiving._list.choose("owed:1")
    sitting.press(Qt.Key.Key_F)
    sitting.press(Qt.Key.Key_Return)
    assert "Give a rating from 1 to 5." in texts(receiving)
    sitting.press(Qt.Key.Key_5)
    sitting.press(Qt.Key.Key_Return)
    assert "One specific line is needed." in texts(receiving)
    assert not sitting.commands(commands.GiveFeedback)


def test_a_refusal_is_said_in_the_panel_and_the_words_stay(
    sitting: Sitting, receiving: HandoffsView
) -> None:
    sitting.press(Qt.Key.Key_R)
    sitting.press(Qt.Key.Key_1)
    sitting.write("Not ours")
    sitting.desk.failing = RuleBroken("handoff_state", state="accepted", to="returned")
    sitting.press(Qt.Key.Key_Return)
    asking = panel(receiving)
    assert asking is not None
    assert asking.problem.text()
    assert receiving._answers._reasons.words == "Not ours"


def test_a_second_key_while_an_answer_is_written_does_nothing(
    sitting: Sitting, receiving: HandoffsView
) -> None:
    sitting.writer.held = True
    sitting.press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_R)
    assert panel(receiving) is None
    sitting.writer.run()
    assert len(sitting.commands(commands.AcceptHandoff)) == 1


def test_clocks_run_without_asking_the_desk(sitting: Sitting, receiving: HandoffsView) -> None:
    asked = len(sitting.desk.asked)
    sitting.machine.at = made.NOW + dt.timedelta(minutes=11, seconds=30)
    receiving._tick()
    assert "Accept within 30 s" in texts(receiving)
    rows = receiving._list._ui.rows.model()
    assert rows.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole).count("30 s left") == 1
    sitting.machine.at = made.NOW + dt.timedelta(minutes=20)
    receiving._tick()
    assert "Time to accept is over since 8 min" in texts(receiving)
    assert len(sitting.desk.asked) == asked


def test_feedback_past_its_time_stands_first(sitting: Sitting) -> None:
    late = made.feedback_row(
        9, 11, "Rose Delgado", made.BEN, "won", due_at=made.NOW - made.minutes(5)
    )
    view = queries.HandoffsView(made.WAITING, (made.OWED[1], late), (), (), ())
    shown = open_handoffs(sitting, made.SAM, view)
    assert key(shown) == "owed:9"
    heading = shown._list._ui.rows.model().index(0, 0).data()
    assert heading == "Feedback past due · 1"


def test_the_giver_sees_fate_and_may_ask_for_another_look(sitting: Sitting) -> None:
    shown = open_handoffs(sitting, made.DANA, made.GIVER)
    sitting.press(Qt.Key.Key_Down)
    assert key(shown) == "sent:21"
    assert "Rejected by Sam Ortiz today: Duplicate, “Already with Mina since May”" in texts(shown)
    assert not shown._detail._ui.accept_button.isVisible()
    sitting.click(shown._detail._ui.appeal_button)
    sitting.write("Mina passed it to me")
    sitting.press(Qt.Key.Key_Return)
    assert done(sitting, commands.AppealRejection) == commands.AppealRejection(
        21, "Mina passed it to me"
    )


def test_thanks_received_are_shown_with_rating_and_line(sitting: Sitting) -> None:
    shown = open_handoffs(sitting, made.DANA, made.GIVER)
    shown._list._ui.rows.setFocus()
    sitting.press(Qt.Key.Key_End)
    assert key(shown) == "thanks:31"
    assert "“You had the budget in writing; the rest was easy.”" in texts(shown)
    assert "Thanks you. 5 of 5: Could not be better" in texts(shown)


def test_a_row_in_work_opens_its_lead_with_enter(sitting: Sitting, receiving: HandoffsView) -> None:
    receiving._list.choose("handoff:5")
    sitting.press(Qt.Key.Key_Return)
    assert sitting.window.screen_id == "queue"
    assert done(sitting, commands.TakeNext) == commands.TakeNext(2, 105)


def test_an_empty_screen_says_what_will_come_here(sitting: Sitting) -> None:
    empty = queries.HandoffsView((), (), (), (), ())
    shown = open_handoffs(sitting, made.SAM, empty)
    assert "No handoff waits for you" in texts(shown)
    assert not shown._list._ui.rows.isVisible()


def test_a_write_of_somebody_else_keeps_the_chosen_row(
    sitting: Sitting, receiving: HandoffsView
) -> None:
    sitting.press(Qt.Key.Key_Down)
    sitting.desk.handoffs = without_first(made.RECEIVER)
    sitting.program.ops.changed.emit(Kind.HANDOFFS, None)
    assert key(receiving) == "handoff:2"
    assert QApplication.focusWidget() is receiving._list._ui.rows


def test_what_was_done_can_be_taken_back_from_the_toast(
    sitting: Sitting, receiving: HandoffsView
) -> None:
    sitting.window.told(Done(Kind.HANDOFFS, "returned", "e1", undoable=True))
    sitting.control(Qt.Key.Key_Z)
    assert sitting.commands(commands.TakeBack)
