# SPDX-License-Identifier: MIT
"""The screen lock by real keys: nothing of the team's is seen, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.desk.commands import LogCall
from leaddesk.desk.queries import AskReminders, ReminderRow
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.screen_lock import LockState
from leaddesk.gui.lock_watch import LockWatch
from leaddesk.gui.theme import Scheme, Theme
from leaddesk.gui.views.pin_dialog import PinDialog
from leaddesk.gui.views.wall_window import WallWindow
from leaddesk.system.pin_keeper import PinKeeper
from tests.gui.fake_desk import FakeDesk
from tests.gui.locks import Locks
from tests.gui.sitting import Sitting, opened

Key = Qt.Key
PIN, WRONG = "481516", "234299"
DANA = 1
LOCK = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def locks(qtbot: QtBot, worn: Theme) -> Iterator[Locks]:
    worn.choose(Scheme.LIGHT)
    worn.rest(still=True)
    made = Locks(qtbot, worn)
    yield made
    made.close()


def watch_of(sitting: Sitting) -> LockWatch:
    found = sitting.window.findChild(LockWatch)
    assert isinstance(found, LockWatch)
    return found


def seen() -> str:
    """Everything that any window of the program shows or says in its title."""
    told = []
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            told.append(window.windowTitle())
            inner = window.findChildren(QWidget)
            told += [one.text() for one in inner if isinstance(one, QLabel) and one.isVisible()]
            told += [one.accessibleName() for one in inner if one.isVisible()]
    return " ".join(told)


def locked(locks: Locks) -> Sitting:
    """Dana at her queue, the screen locked by its key."""
    locks.keeper.set_pin(DANA, "", PIN, 10)
    sitting = locks.sit()
    sitting.write(PIN)
    sitting.press(Key.Key_Return)
    assert not watch_of(sitting).is_locked
    sitting.press(Key.Key_L, with_=LOCK)
    assert watch_of(sitting).is_locked
    return sitting


# ------------------------------------------------------------------------- setting a PIN


def test_the_key_of_the_lock_asks_for_a_pin_first_and_locks_from_then_on(
    locks: Locks, qtbot: QtBot
) -> None:
    sitting = locks.sit()
    assert not watch_of(sitting).is_locked
    sitting.press(Key.Key_L, with_=LOCK)
    form = opened(sitting, qtbot)
    assert isinstance(form, PinDialog)
    assert sitting.target is form._ui.pin_edit
    sitting.write(PIN)
    sitting.press(Key.Key_Tab)
    sitting.write(PIN)
    sitting.press(Key.Key_Return)
    sitting.window.activateWindow()
    qtbot.waitUntil(sitting.window.isActiveWindow)
    assert locks.keeper.state(DANA) == LockState(is_set=True, minutes=10)
    sitting.press(Key.Key_L, with_=LOCK)
    assert watch_of(sitting).is_locked


@pytest.mark.parametrize(
    "first, second, said",
    [("481516", "481517", "differ"), ("123456", "123456", "guessed"), ("4815", "4815", "at least")],
)
def test_what_is_no_pin_is_said_in_the_dialog_and_nothing_is_set(
    locks: Locks, qtbot: QtBot, first: str, second: str, said: str
) -> None:
    sitting = locks.sit()
    sitting.window.act("pin.change")
    form = opened(sitting, qtbot)
    assert isinstance(form, PinDialog)
    sitting.write(first)
    sitting.press(Key.Key_Tab)
    sitting.write(second)
    sitting.press(Key.Key_Return)
    assert said in form._ui.problem.text()
    assert form.isVisible()
    assert not locks.keeper.state(DANA).is_set
    sitting.press(Key.Key_Escape)


def test_a_pin_is_removed_by_who_knows_it(locks: Locks, qtbot: QtBot) -> None:
    sitting = locked(locks)
    sitting.write(PIN)
    sitting.press(Key.Key_Return)
    sitting.window.act("pin.change")
    form = opened(sitting, qtbot)
    assert isinstance(form, PinDialog)
    sitting.write(WRONG)
    sitting.click(form._ui.remove_button)
    assert "not the PIN" in form._ui.problem.text()
    form._ui.current_edit.clear()
    form._ui.current_edit.setFocus()
    sitting.write(PIN)
    sitting.click(form._ui.remove_button)
    assert not locks.keeper.state(DANA).is_set
    sitting.press(Key.Key_L, with_=LOCK)
    assert not watch_of(sitting).is_locked
    sitting.press(Key.Key_Escape)


def test_the_demo_team_has_no_pin(locks: Locks) -> None:
    sitting = locks.sit()
    demo = FakeDesk()
    sitting.program.reception.start(lambda: demo)
    sitting.window.act("screen.lock")
    assert not watch_of(sitting).is_locked
    assert "demo team" in seen()


# ------------------------------------------------------------------------- locked


def test_locked_no_name_and_no_number_is_seen_and_no_key_works(locks: Locks) -> None:
    sitting = locked(locks)
    told = seen()
    for word in ("Priya", "Dana", "612", "Queue"):
        assert word not in told
    assert sitting.window.windowTitle() == "LeadDesk is locked"
    before = list(sitting.desk.log)
    sitting.press(Key.Key_1, Key.Key_2, Key.Key_Space)
    sitting.control(Key.Key_K)
    sitting.control(Key.Key_2)
    assert sitting.window.screen_id == "queue"
    assert "Priya" not in seen()
    assert [one for one in sitting.desk.log if one not in before] == []
    assert sitting.commands(LogCall) == []


def test_the_pin_opens_everything_as_it_was_with_the_keyboard_where_it_was(
    locks: Locks,
) -> None:
    sitting = locked(locks)
    sitting.write(PIN)
    sitting.press(Key.Key_Return)
    assert not watch_of(sitting).is_locked
    assert sitting.window.windowTitle() != "LeadDesk is locked"
    assert sitting.window.current is not None
    assert sitting.window.current.isVisible()
    sitting.press(Key.Key_1)
    assert len(sitting.commands(LogCall)) == 1


def test_a_wrong_pin_is_said_and_the_field_is_empty_again(locks: Locks) -> None:
    sitting = locked(locks)
    sitting.write(WRONG)
    sitting.press(Key.Key_Return)
    view = watch_of(sitting).view
    assert "not the PIN" in view._ui.problem.text()
    assert view._ui.pin_edit.text() == ""
    assert sitting.target is view._ui.pin_edit
    assert watch_of(sitting).is_locked


def test_after_five_wrong_pins_the_field_is_shut_for_half_a_minute(locks: Locks) -> None:
    sitting = locked(locks)
    view = watch_of(sitting).view
    for _ in range(5):
        sitting.write(WRONG)
        sitting.press(Key.Key_Return)
    assert not view._ui.pin_edit.isEnabled()
    assert "30 seconds" in view._ui.problem.text()
    locks.clock.at += 30
    view._show_wait()
    assert view._ui.pin_edit.isEnabled()
    sitting.write(PIN)
    sitting.press(Key.Key_Return)
    assert not watch_of(sitting).is_locked


def test_a_program_that_starts_again_is_locked_and_goes_on_waiting(locks: Locks) -> None:
    sitting = locked(locks)
    for _ in range(5):
        sitting.write(WRONG)
        sitting.press(Key.Key_Return)
    locks.keeper = PinKeeper(locks.notes, "desk", locks.clock)
    again = locks.sit()
    view = watch_of(again).view
    assert watch_of(again).is_locked
    assert not view._ui.pin_edit.isEnabled()
    assert again.window.windowTitle() == "LeadDesk is locked"


def test_what_was_typed_in_a_dialog_is_there_after_unlocking(locks: Locks, qtbot: QtBot) -> None:
    locks.keeper.set_pin(DANA, "", PIN, 10)
    sitting = locks.sit()
    sitting.write(PIN)
    sitting.press(Key.Key_Return)
    sitting.window.act("lead.add")
    form = opened(sitting, qtbot)
    field = form.findChildren(QLineEdit)[0]
    field.setFocus()
    sitting.write("Tom Okafor")
    watch_of(sitting).lock()
    assert not form.isVisible()
    assert "Tom" not in seen()
    qtbot.waitUntil(lambda: sitting.target is watch_of(sitting).view._ui.pin_edit)
    sitting.write(PIN)
    sitting.press(Key.Key_Return)
    assert form.isVisible()
    assert form.isModal()
    assert field.text() == "Tom Okafor"
    form.reject()


def test_the_wall_in_its_own_window_is_hidden_too(locks: Locks) -> None:
    sitting = locked(locks)
    wall = WallWindow(sitting.window)
    wall.show()
    watch_of(sitting)._cover._hide_others()
    assert not wall.isVisible()
    sitting.write(PIN)
    sitting.press(Key.Key_Return)
    assert wall.isVisible()
    wall.close()


def test_the_desktop_is_told_no_name_while_it_is_locked(locks: Locks) -> None:
    sitting = locked(locks)
    row = ReminderRow("callback:9", "callback", 9, "Tom Okafor", sitting.machine.at)
    sitting.desk.answers[AskReminders] = lambda _query: (row,)
    sitting.program.reception.attention.look()
    assert len(sitting.machine.notified) == 1
    assert "Tom" not in sitting.machine.notified[0]
    assert "Unlock" in sitting.machine.notified[0]


# ------------------------------------------------------------------------- by itself


def test_it_locks_after_the_minutes_without_key_and_mouse(locks: Locks) -> None:
    locks.keeper.set_pin(DANA, "", PIN, 10)
    sitting = locks.sit()
    sitting.write(PIN)
    sitting.press(Key.Key_Return)
    watch = watch_of(sitting)
    locks.clock.at += 599
    watch._idle.look()
    assert not watch.is_locked
    press_in_window(sitting)
    locks.clock.at += 599
    watch._idle.look()
    assert not watch.is_locked
    locks.clock.at += 1
    watch._idle.look()
    assert watch.is_locked


def test_the_first_key_after_a_night_of_sleep_does_nothing_but_lock(locks: Locks) -> None:
    locks.keeper.set_pin(DANA, "", PIN, 10)
    sitting = locks.sit()
    sitting.write(PIN)
    sitting.press(Key.Key_Return)
    locks.clock.at += 10 * 3600
    press_in_window(sitting)
    assert watch_of(sitting).is_locked
    assert sitting.commands(LogCall) == []


def test_without_minutes_it_never_locks_by_itself(locks: Locks) -> None:
    locks.keeper.set_pin(DANA, "", PIN, 0)
    sitting = locks.sit()
    sitting.write(PIN)
    sitting.press(Key.Key_Return)
    locks.clock.at += 1e6
    watch_of(sitting)._idle.look()
    press_in_window(sitting)
    assert not watch_of(sitting).is_locked


def test_it_locks_with_the_session_of_the_computer(locks: Locks) -> None:
    locks.keeper.set_pin(DANA, "", PIN, 0)
    sitting = locks.sit()
    sitting.write(PIN)
    sitting.press(Key.Key_Return)
    locks.session[0]()
    assert watch_of(sitting).is_locked


def test_the_session_is_heard_once_and_no_longer_than_the_desk_is_open(locks: Locks) -> None:
    sitting = locks.sit()
    assert len(locks.session) == 1
    sitting.window.ops.opened.emit()
    assert len(locks.session) == 1
    sitting.program.close()
    assert locks.session == []


def test_whoever_sits_down_types_their_own_pin(locks: Locks) -> None:
    sitting = locked(locks)
    sitting.write(PIN)
    sitting.press(Key.Key_Return)
    dana, other = sitting.desk.people[0], sitting.desk.people[1]
    sitting.window.seat.sit(other)
    assert not watch_of(sitting).is_locked
    sitting.window.seat.sit(dana)
    assert watch_of(sitting).is_locked


# ------------------------------------------------------------------------- without the PIN


def test_forgotten_the_pin_says_what_to_do(locks: Locks) -> None:
    sitting = locked(locks)
    view = watch_of(sitting).view
    sitting.click(view._ui.forgotten_button)
    assert "remove-pin" in view._ui.forgotten_label.text()
    assert view._ui.forgotten_label.isVisible()


def test_the_recovery_code_opens_and_takes_the_pin_away(locks: Locks) -> None:
    locks.keeper = PinKeeper(locks.notes, "desk", locks.clock, lambda code: code == "ABCD")
    sitting = locked(locks)
    view = watch_of(sitting).view
    sitting.click(view._ui.forgotten_button)
    sitting.write("wrong")
    sitting.press(Key.Key_Return)
    assert "not the recovery code" in view._ui.problem.text()
    sitting.write("ABCD")
    sitting.press(Key.Key_Return)
    assert not watch_of(sitting).is_locked
    assert not locks.keeper.state(DANA).is_set


def test_a_database_that_does_not_answer_leaves_the_curtain_drawn(locks: Locks) -> None:
    sitting = locked(locks)

    def broken(_person: int, _pin: str) -> LockState:
        raise RuleBroken("pin.not_own")

    vars(locks.keeper)["try_pin"] = broken
    sitting.write(PIN)
    sitting.press(Key.Key_Return)
    view = watch_of(sitting).view
    assert watch_of(sitting).is_locked
    assert view._ui.problem.isVisible()
    assert view._ui.pin_edit.isEnabled()


def press_in_window(sitting: Sitting) -> None:
    """Press a key as the system brings it: into the window itself."""
    handle = sitting.window.windowHandle()
    QTest.keyClick(handle, Key.Key_1)
