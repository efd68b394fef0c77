# SPDX-License-Identifier: MIT
"""Nothing typed is lost when a person leaves, and nothing of theirs is left to the next."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from leaddesk.desk import commands
from leaddesk.desk.changes import Done
from leaddesk.domain.errors import StoreUnavailable
from tests.gui.sitting import Sitting


@pytest.mark.parametrize("leaving", ["window closes", "other sits down", "left the team"])
def test_what_was_typed_is_kept_for_whoever_leaves(at_work: Sitting, leaving: str) -> None:
    at_work.press(Qt.Key.Key_Q)
    at_work.write("210 staff")
    at_work.control(Qt.Key.Key_N)
    at_work.write("asks for a brochure")
    if leaving == "window closes":
        at_work.program.close()
    elif leaving == "left the team":
        at_work.window.seat.know(at_work.desk.people[1:])
    else:
        at_work.window.seat.sit(at_work.desk.people[2])
    kinds = [type(command) for command in at_work.desk.log]
    start = kinds.index(commands.SaveSheet)
    wanted = [commands.SaveSheet, commands.AddNote, commands.ReleaseLead]
    assert kinds[start : start + 3] == wanted
    assert at_work.desk.doers[start : start + 3] == [1, 1, 1]
    assert at_work.commands(commands.AddNote) == [commands.AddNote(1, "asks for a brochure")]


def test_another_tier_keeps_what_was_typed(sitting: Sitting) -> None:
    sitting.start("Lee Novak")
    sitting.control(Qt.Key.Key_N)
    sitting.write("asks for a brochure")
    sitting.control(Qt.Key.Key_T)
    assert sitting.commands(commands.AddNote) == [commands.AddNote(1, "asks for a brochure")]
    assert not sitting.commands(commands.ReleaseLead)


def test_ones_own_record_changes_without_losing_what_is_typed(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_Space)
    at_work.control(Qt.Key.Key_N)
    at_work.write("asks for a brochure")
    dana, *others = at_work.desk.people
    at_work.window.seat.know((replace(dana, extension="299"), *others))
    assert at_work.queue.lead.note.words == "asks for a brochure"
    assert at_work.queue.lead.phone.on_call
    assert not at_work.commands(commands.AddNote)


def test_what_a_person_did_is_not_offered_to_the_next_one_to_undo(at_work: Sitting) -> None:
    at_work.writer.held = True
    at_work.window.bench.ops.do(
        commands.AddNote(1, "mine"), done=at_work.window.told, initiator=at_work.queue
    )
    at_work.window.seat.sit(at_work.desk.people[2])
    at_work.writer.run()
    assert not at_work.window.toast.words


def test_a_note_that_could_not_be_kept_is_told(
    at_work: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Done:
        raise StoreUnavailable("disk_full")

    at_work.control(Qt.Key.Key_N)
    at_work.write("asks for a brochure")
    monkeypatch.setattr(at_work.desk, "do", full)
    at_work.window.seat.sit(at_work.desk.people[2])
    notice = at_work.window.board.shown
    assert notice is not None
    assert "The disk is full" in notice.text


def test_a_note_that_goes_with_an_outcome_is_not_kept_twice(at_work: Sitting) -> None:
    at_work.control(Qt.Key.Key_N)
    at_work.write("asks for a brochure")
    at_work.press(Qt.Key.Key_Escape)
    at_work.writer.held = True
    at_work.press(Qt.Key.Key_1)
    at_work.program.close()
    at_work.writer.run()
    assert not at_work.commands(commands.AddNote)
    (logged,) = at_work.commands(commands.LogCall)
    assert isinstance(logged, commands.LogCall)
    assert logged.note == "asks for a brochure"
