# SPDX-License-Identifier: MIT
"""A person at a window over a made-up desk: pressing, typing, looking."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.gui.app import Program
from leaddesk.gui.views.main_window import MainWindow
from leaddesk.gui.views.queue_view import QueueScreen
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_machine import AtOnce, FakeMachine


@dataclass
class Sitting:
    """One program at work: its window, its desk, its computer and its threads."""

    program: Program
    desk: FakeDesk
    machine: FakeMachine
    writer: AtOnce
    readers: AtOnce

    @property
    def window(self) -> MainWindow:
        """The window."""
        return self.program.window

    @property
    def queue(self) -> QueueScreen:
        """The queue screen, which must be the one that is shown."""
        view = self.window.current
        assert isinstance(view, QueueScreen)
        return view

    def start(self, person: str = "Dana Whitfield", screen: str = "queue") -> None:
        """Open the desk and let somebody sit down, at the screen that was left open."""
        self.program.settings.write("window/screen", screen)
        self.program.start(lambda: self.desk)
        for known in self.desk.people:
            if known.name == person:
                self.window.seat.sit(known)

    def press(self, *keys: Qt.Key, with_: Qt.KeyboardModifier | None = None) -> None:
        """Press keys where the keyboard is, as a person does."""
        for key in keys:
            QTest.keyClick(self.target, key, with_ or Qt.KeyboardModifier.NoModifier)

    def control(self, key: Qt.Key) -> None:
        """Press a key together with Ctrl."""
        self.press(key, with_=Qt.KeyboardModifier.ControlModifier)

    def write(self, text: str) -> None:
        """Type a text where the keyboard is."""
        QTest.keyClicks(self.target, text)

    def click(self, widget: QWidget) -> None:
        """Click into the middle of a widget."""
        middle = QPoint(widget.width() // 2, widget.height() // 2)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=middle)

    @property
    def target(self) -> QWidget:
        """Whatever has the keyboard."""
        return QApplication.focusWidget() or self.window

    def commands(self, kind: type[object]) -> list[object]:
        """The commands of that kind that were done, oldest first."""
        return [command for command in self.desk.log if isinstance(command, kind)]


def opened(sitting: Sitting, qtbot: QtBot) -> QDialog:
    """Return the dialog over the window, once it has the keyboard."""

    def found() -> list[QDialog]:
        return [one for one in sitting.window.findChildren(QDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    form = found()[0]
    qtbot.waitUntil(lambda: sitting.target is form or form.isAncestorOf(sitting.target))
    return form
