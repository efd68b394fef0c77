# SPDX-License-Identifier: MIT
"""The queue by keyboard: one key logs, the next lead shows at once, nothing is lost."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit

from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Kind
from leaddesk.desk.ports import Dialled
from leaddesk.domain.errors import RuleBroken, StoreUnavailable
from leaddesk.gui.views.handoff_asking import HandoffAsking
from leaddesk.gui.views.outcome_panels import WhenAsking
from tests.gui.made_leads import START
from tests.gui.sitting import Sitting


def shown(sitting: Sitting) -> str:
    card = sitting.queue.card
    return card.name if card is not None else ""


def said_at_length(sitting: Sitting) -> list[str]:
    notice = sitting.window.board.shown
    return [notice.text] if notice is not None else []


def last_call(sitting: Sitting) -> commands.LogCall:
    call = sitting.commands(commands.LogCall)[-1]
    assert isinstance(call, commands.LogCall)
    return call


def test_sitting_down_takes_the_first_lead_into_hand(at_work: Sitting) -> None:
    assert shown(at_work) == "Priya Raman"
    assert at_work.desk.in_hand == 1
    assert at_work.commands(commands.TakeNext)


def test_one_key_logs_and_shows_the_next_lead(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_1)
    call = last_call(at_work)
    assert (call.lead_id, call.outcome, call.tier) == (1, "no_answer", 1)
    assert shown(at_work) == "Tom Okafor"
    assert at_work.window.toast.words == "No answer logged for Priya Raman"


def test_the_next_lead_is_on_screen_before_the_write_is_done(at_work: Sitting) -> None:
    at_work.writer.held = True
    at_work.press(Qt.Key.Key_1)
    assert shown(at_work) == "Tom Okafor"
    assert at_work.queue.writing
    at_work.press(Qt.Key.Key_2)
    at_work.press(Qt.Key.Key_Space)
    assert not at_work.machine.dialled
    at_work.writer.run()
    assert [c.outcome for c in (last_call(at_work),)] == ["no_answer"]
    assert len(at_work.commands(commands.LogCall)) == 1
    assert not at_work.queue.writing


def test_the_bar_moves_in_the_same_moment_as_the_click(at_work: Sitting) -> None:
    before = at_work.window.day.progress
    at_work.writer.held = True
    at_work.press(Qt.Key.Key_1)
    after = at_work.window.day.progress
    assert before is not None
    assert after is not None
    assert after.goals[0].done == before.goals[0].done + 1
    assert after.score > before.score
    at_work.writer.run()
    settled = at_work.window.day.progress
    assert settled is not None
    assert settled.goals[0].done == after.goals[0].done


def test_a_write_that_fails_brings_the_lead_back_and_says_why(at_work: Sitting) -> None:
    at_work.control(Qt.Key.Key_N)
    at_work.write("asked for Ben")
    at_work.press(Qt.Key.Key_Escape)
    at_work.desk.failing = RuleBroken("not_in_hand")
    at_work.press(Qt.Key.Key_1)
    assert shown(at_work) == "Priya Raman"
    assert at_work.queue.lead.note.words == "asked for Ben"
    assert at_work.window.toast.words
    progress = at_work.window.day.progress
    assert progress is not None
    assert progress.goals[0].done == 51


def test_a_store_that_refuses_stays_on_the_banner(at_work: Sitting) -> None:
    at_work.desk.failing = StoreUnavailable("disk_full")
    at_work.press(Qt.Key.Key_1)
    assert ["disk is full" in text for text in said_at_length(at_work)] == [True]
    at_work.press(Qt.Key.Key_1)
    assert said_at_length(at_work) == []
    assert not at_work.window.day.in_trouble


def test_the_lead_really_in_hand_is_the_one_that_stays(at_work: Sitting) -> None:
    at_work.writer.held = True
    at_work.press(Qt.Key.Key_1)
    at_work.desk.cards = [at_work.desk.cards[0], *at_work.desk.cards[2:]]
    at_work.writer.run()
    assert shown(at_work) == "Marta Lindqvist"


def test_ctrl_z_takes_back_one_outcome_after_the_other(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)
    assert shown(at_work) == "James Petrov"
    for name in ("Marta Lindqvist", "Tom Okafor", "Priya Raman"):
        at_work.control(Qt.Key.Key_Z)
        assert shown(at_work) == name


def test_an_undo_pressed_while_a_write_runs_follows_it(at_work: Sitting) -> None:
    at_work.writer.held = True
    at_work.press(Qt.Key.Key_1)
    at_work.control(Qt.Key.Key_Z)
    at_work.writer.run()
    assert shown(at_work) == "Priya Raman"
    assert len(at_work.commands(commands.TakeBack)) == 1


def test_the_toast_takes_back_too(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_1)
    at_work.window.toast.undo_requested.emit()
    assert shown(at_work) == "Priya Raman"


def test_space_dials_and_starts_the_clock_of_the_call(at_work: Sitting) -> None:
    def on_call() -> bool:
        return at_work.queue.lead.phone.on_call

    at_work.press(Qt.Key.Key_Space)
    assert at_work.machine.dialled == ["+16125550100"]
    assert on_call()
    at_work.press(Qt.Key.Key_Space)
    assert not on_call()
    assert at_work.machine.dialled == ["+16125550100"]


def test_the_next_lead_starts_with_no_call(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_Space, Qt.Key.Key_1)
    assert not at_work.queue.lead.phone.on_call


def test_where_no_telephone_is_set_up_the_number_can_be_copied(at_work: Sitting) -> None:
    at_work.machine.telephone = Dialled.NO_HANDLER
    at_work.press(Qt.Key.Key_Space)
    notice = at_work.queue.lead.notice
    assert notice.isVisible()
    notice.action_chosen.emit("copy")
    assert QGuiApplication.clipboard().text() == "+16125550100"


def test_another_number_of_the_person_is_dialled_and_logged(at_work: Sitting) -> None:
    at_work.control(Qt.Key.Key_Down)
    at_work.press(Qt.Key.Key_Space, Qt.Key.Key_1)
    assert at_work.machine.dialled == ["+16125550150"]
    assert last_call(at_work).number == "+16125550150"


def test_digits_type_into_the_note_and_log_outside_it(at_work: Sitting) -> None:
    at_work.control(Qt.Key.Key_N)
    at_work.write("ask for 2 or 3")
    assert not at_work.commands(commands.LogCall)
    at_work.press(Qt.Key.Key_Escape, Qt.Key.Key_4)
    assert last_call(at_work).note == "ask for 2 or 3"
    assert last_call(at_work).outcome == "gatekeeper"
    assert not at_work.queue.lead.note.words


def test_ctrl_enter_saves_a_note_without_logging(at_work: Sitting) -> None:
    at_work.control(Qt.Key.Key_N)
    at_work.write("call the plant")
    at_work.control(Qt.Key.Key_Return)
    assert at_work.commands(commands.AddNote) == [commands.AddNote(1, "call the plant")]
    assert shown(at_work) == "Priya Raman"
    assert not at_work.queue.lead.note.words


def test_a_callback_takes_the_suggested_time_with_enter(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_5)
    assert isinstance(at_work.queue.desk.asking, WhenAsking)
    at_work.press(Qt.Key.Key_Return)
    call = last_call(at_work)
    assert call.outcome == "callback"
    assert call.when is not None
    assert call.when > START
    assert shown(at_work) == "Tom Okafor"
    assert not at_work.queue.desk.is_open


def test_a_callback_is_typed_in_the_prospects_clock(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_5)
    field = at_work.target
    assert isinstance(field, QLineEdit)
    field.selectAll()
    at_work.write("fri 14:30")
    at_work.press(Qt.Key.Key_Return)
    assert last_call(at_work).when == dt.datetime(2026, 5, 15, 19, 30, tzinfo=dt.UTC)


def test_what_is_no_time_is_said_and_not_logged(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_5)
    field = at_work.target
    assert isinstance(field, QLineEdit)
    field.selectAll()
    at_work.write("some day")
    at_work.press(Qt.Key.Key_Return)
    assert not at_work.commands(commands.LogCall)
    assert at_work.queue.desk.is_open
    said = [label.text() for label in at_work.queue.desk.panel.findChildren(QLabel)]
    assert any("fri 14:30" in text for text in said)


def test_escape_leaves_a_panel_and_nothing_is_logged(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_5, Qt.Key.Key_Escape)
    assert not at_work.queue.desk.is_open
    assert not at_work.commands(commands.LogCall)
    at_work.press(Qt.Key.Key_1)
    assert last_call(at_work).outcome == "no_answer"


def test_arrows_move_the_time_by_a_quarter_of_an_hour(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_5)
    asking = at_work.queue.desk.asking
    assert isinstance(asking, WhenAsking)
    before = asking.when
    at_work.press(Qt.Key.Key_Up)
    assert before is not None
    assert asking.when == before + dt.timedelta(minutes=15)


def test_not_now_takes_a_date_and_a_reason(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_6)
    asking = at_work.queue.desk.asking
    assert isinstance(asking, WhenAsking)
    asking.why.focus_chips()
    at_work.press(Qt.Key.Key_2, Qt.Key.Key_Return)
    call = last_call(at_work)
    assert (call.outcome, call.reason) == ("not_now", "project_later")
    assert call.when is not None
    assert 29 <= (call.when - START).days <= 32


def test_a_reason_is_one_more_digit(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_7, Qt.Key.Key_3)
    call = last_call(at_work)
    assert (call.outcome, call.reason) == ("not_interested", "no_budget")
    assert shown(at_work) == "Tom Okafor"


def test_enter_without_a_reason_asks_for_one(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_7, Qt.Key.Key_Return)
    assert not at_work.commands(commands.LogCall)
    assert at_work.queue.desk.is_open


def test_a_handoff_below_the_sheet_needs_a_reason(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_9)
    assert isinstance(at_work.queue.desk.asking, HandoffAsking)
    at_work.write("demo on site")
    at_work.press(Qt.Key.Key_Return)
    assert not at_work.commands(commands.HandOff)
    at_work.write("she asked for it herself")
    at_work.press(Qt.Key.Key_Return)
    handed = at_work.commands(commands.HandOff)[-1]
    assert isinstance(handed, commands.HandOff)
    assert handed.next_step == "demo on site"
    assert handed.warm_reason == "she asked for it herself"
    assert shown(at_work) == "Tom Okafor"


def test_a_filled_sheet_hands_off_with_answers_and_note(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_Q)
    for answer in ("manufacturing", "QA for two lines", "25k", "signs herself"):
        at_work.write(answer)
        at_work.press(Qt.Key.Key_Return)
    at_work.control(Qt.Key.Key_N)
    at_work.write("prefers mornings")
    at_work.press(Qt.Key.Key_Escape, Qt.Key.Key_9)
    at_work.write("presentation")
    at_work.press(Qt.Key.Key_Return)
    handed = at_work.commands(commands.HandOff)[-1]
    assert isinstance(handed, commands.HandOff)
    assert dict(handed.answers)["need"] == "QA for two lines"
    assert len(handed.answers) == 4
    assert handed.note == "prefers mornings"
    assert not handed.warm_reason
    assert at_work.commands(commands.SaveSheet)


def test_the_sheet_saves_itself(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_Q)
    at_work.write("210 staff")
    at_work.queue.side.flush()
    saved = at_work.commands(commands.SaveSheet)[-1]
    assert isinstance(saved, commands.SaveSheet)
    assert dict(saved.answers)["fit"] == "210 staff"
    at_work.window.ops.changed.emit(Kind.LEADS, None)
    assert dict(at_work.queue.side.answers)["fit"] == "210 staff"


def test_letters_not_saved_yet_survive_what_others_do(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_Q)
    at_work.write("210 staff")
    at_work.queue.focus_first()
    at_work.window.ops.changed.emit(Kind.LEADS, None)
    assert dict(at_work.queue.side.answers)["fit"] == "210 staff"


def test_a_skip_asks_for_a_reason(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_S)
    assert not at_work.commands(commands.SkipLead)
    at_work.press(Qt.Key.Key_1)
    assert at_work.commands(commands.SkipLead) == [commands.SkipLead(1, "bad_time")]
    assert shown(at_work) == "Tom Okafor"


def test_an_empty_queue_says_why_with_counts(at_work: Sitting) -> None:
    for _ in range(8):
        at_work.press(Qt.Key.Key_1)
    assert shown(at_work) == ""
    said = [label.text() for label in at_work.queue.findChildren(QLabel) if label.isVisible()]
    assert "212" in said
    assert any("wait for local hours" in text for text in said)


def test_a_lead_that_comes_in_fills_an_empty_queue(at_work: Sitting) -> None:
    cards = at_work.desk.cards
    at_work.desk.cards = cards[:1]
    at_work.press(Qt.Key.Key_1)
    assert shown(at_work) == ""
    at_work.desk.cards = cards[4:5]
    at_work.window.ops.changed.emit(Kind.LEADS, None)
    assert shown(at_work) == "Aiko Tanabe"


def test_another_person_sees_nothing_of_the_one_before(at_work: Sitting) -> None:
    at_work.control(Qt.Key.Key_N)
    at_work.write("private")
    at_work.window.seat.sit(at_work.desk.people[2])
    assert at_work.queue.lead.note.words == ""


def test_a_write_that_lands_after_somebody_else_sat_down_shows_them_nothing(
    at_work: Sitting,
) -> None:
    at_work.writer.held = True
    at_work.press(Qt.Key.Key_1)
    at_work.window.seat.sit(at_work.desk.people[2])
    at_work.desk.asked.clear()
    at_work.writer.run()
    asked = [q for q in at_work.desk.asked if isinstance(q, queries.AskQueue)]
    assert asked[-1].person_id == 3
    assert not at_work.window.toast.words


def test_all_that_is_ready_is_counted_apart_from_clicks(at_work: Sitting) -> None:
    at_work.desk.asked.clear()
    at_work.press(Qt.Key.Key_1)
    asked = [q for q in at_work.desk.asked if isinstance(q, queries.AskQueue)]
    assert [q.count_ready for q in asked] == [False]
    at_work.window.ops.pulse.tick()
    asked = [q for q in at_work.desk.asked if isinstance(q, queries.AskQueue)]
    assert asked[-1].count_ready


def test_the_clock_of_the_prospect_moves_each_minute(at_work: Sitting) -> None:
    at_work.machine.at = START + dt.timedelta(minutes=3)
    at_work.window.ops.pulse.tick()
    said = [label.text() for label in at_work.queue.lead.phone.findChildren(QLabel)]
    assert any(text.startswith("10:45 local") for text in said)


def test_speed_to_lead_runs_and_changes_colour(at_work: Sitting) -> None:
    panel = at_work.queue.lead
    assert panel._speed.text() == "Speed to lead 3:12"
    at_work.machine.at = START + dt.timedelta(minutes=2)
    panel._on_second()
    assert panel._speed.text() == "Speed to lead 5:12"
    assert panel._speed.tone.value == "warn"
