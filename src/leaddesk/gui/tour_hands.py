# SPDX-License-Identifier: MIT
"""The hands of the tour: keys pressed in the real window, waits for what shows, pictures of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from leaddesk.desk.ports import Dialled, Machine
from leaddesk.domain.errors import BadInput
from leaddesk.gui.app import Program
from leaddesk.gui.theme import Scheme, Theme
from leaddesk.gui.views.queue_view import QueueScreen

WidgetT = TypeVar("WidgetT", bound=QWidget)
LOOK_EVERY_MS = 4
PATIENCE_MS = 20_000
SETTLE_MS = 60


class TourStuck(Exception):
    """What the tour waited for did not come; the message says what."""


class TourClock:
    """A computer whose clock stands where the tour needs it; nothing is dialled or announced."""

    def __init__(self, machine: Machine, at: dt.datetime) -> None:
        self._at = at
        self.dialled: list[str] = []
        self.preview_list = machine.preview_list
        self.read_drafts = machine.read_drafts
        self.write_rejected = machine.write_rejected
        self.look_at_registry = machine.look_at_registry
        self.read_registry = machine.read_registry
        self.export_file = machine.export_file
        self.computer = machine.computer

    def now(self) -> dt.datetime:
        """Return the moment the tour is at, in UTC."""
        return self._at

    def pass_time(self, minutes: float) -> None:
        """Let time go by."""
        self._at += dt.timedelta(minutes=minutes)

    def dial(self, e164: str) -> Dialled:
        """Note the number; the tour rings nobody."""
        self.dialled.append(e164)
        return Dialled.STARTED

    def dial_extension(self, extension: str) -> Dialled:
        """Note the extension; the tour rings nobody."""
        return self.dial(extension)

    def notify(self, title: str, body: str) -> bool:
        """Say that it was shown; the tour does not disturb the desktop."""
        return bool(title or body)


def made(folder: Path) -> Path:
    """Make a folder for pictures and return it; raises BadInput("folder.unwritable")."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        detail = error.strerror or ""
        raise BadInput("folder.unwritable", where=str(folder), detail=detail) from error
    return folder


class Hands:
    """One person at one window."""

    def __init__(self, program: Program, clock: TourClock, folder: Path) -> None:
        self.program = program
        self.window = program.window
        self.clock = clock
        self.pictures: list[Path] = []
        self._theme: Theme = program.theme
        self._folder = folder

    @property
    def queue(self) -> QueueScreen:
        """The queue screen; raises TourStuck when another one is shown."""
        view = self.window.current
        if not isinstance(view, QueueScreen):
            raise TourStuck("the queue screen")
        return view

    def until(self, what: str, is_so: Callable[[], bool]) -> None:
        """Wait until something is so; raises TourStuck when it never is."""
        if not wait_until(is_so):
            raise TourStuck(what)

    def found(self, kind: type[WidgetT]) -> WidgetT:
        """Return the part of the window of that kind; raises TourStuck when there is none."""
        widget = self.window.findChild(kind)
        if widget is None:
            raise TourStuck(kind.__name__)
        return widget

    def is_shown(self, kind: type[QWidget]) -> bool:
        """Tell whether a part of that kind is to be seen."""
        widget = self.window.findChild(kind)
        return widget is not None and widget.isVisible()

    def can(self, action: str) -> bool:
        """Tell whether an action of the table is possible now."""
        return any(one.id == action for one in self.window.actions_here.possible())

    def types_in(self, kind: type[QDialog]) -> bool:
        """Tell whether a dialog of that kind has the keyboard."""
        dialog = self.dialog()
        return isinstance(dialog, kind) and dialog.isAncestorOf(self._target())

    def press(self, *keys: Qt.Key, control: bool = False) -> None:
        """Press keys where the keyboard is."""
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        for key in keys:
            QTest.keyClick(self._target(), key, held)

    def type(self, text: str) -> None:
        """Type a text where the keyboard is."""
        QTest.keyClicks(self._target(), text)

    def show_screen(self, place: int, screen: str) -> None:
        """Go to a screen with Ctrl and its place on the rail."""
        self.press(Qt.Key(Qt.Key.Key_0 + place), control=True)
        self.until(f"the screen {screen}", lambda: self.window.screen_id == screen)

    def lead_in_hand(self) -> str:
        """Wait for a lead in hand and return its name."""
        self.until("a lead in hand", lambda: not self.queue.writing and self.queue.card is not None)
        card = self.queue.card
        return card.name if card is not None else ""

    def log(self, *keys: Qt.Key, minutes: float = 3.0) -> str:
        """Press the keys of an outcome and return whose call it was, once it is durable."""
        name, held = self.lead_in_hand(), self.queue.lead_id
        self.clock.pass_time(minutes)
        self.press(*keys)
        self.until(
            f"the outcome of the call to {name}",
            lambda: not self.queue.writing and self.queue.lead_id != held,
        )
        return name

    def come_back(self) -> None:
        """Bring the keyboard to the window, at the start and after a dialog."""
        self.window.activateWindow()
        self.until("the window to have the keyboard", self.window.isActiveWindow)

    def picture(self, name: str) -> None:
        """Keep a picture of the window in both colour schemes."""
        for scheme in (Scheme.DARK, Scheme.LIGHT):
            self._theme.choose(scheme)
            pause(SETTLE_MS)
            path = self._folder / f"{name}-{scheme.value}.png"
            if not self._photograph().save(str(path)):
                raise TourStuck(f"a place for the picture {path}")
            self.pictures.append(path)

    def dialog(self) -> QDialog | None:
        """The dialog that lies over the window."""
        shown = (d for d in self.window.findChildren(QDialog) if d.isVisible())
        return next(shown, None)

    def _photograph(self) -> QPixmap:
        """Return what is to be seen: the window, and a dialog over it."""
        picture = self.window.grab()
        dialog = self.dialog()
        if dialog is not None:
            over = dialog.grab()
            middle = QPoint(
                (self.window.width() - dialog.width()) // 2,
                (self.window.height() - dialog.height()) // 2,
            )
            painter = QPainter(picture)
            painter.drawPixmap(middle, over)
            painter.setPen(QColor(self._theme.tokens.edge))
            painter.drawRect(QRect(middle, dialog.size()))
            painter.end()
        return picture

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self.dialog() or self.window


def wait_until(is_so: Callable[[], bool], patience_ms: int = PATIENCE_MS) -> bool:
    """Let the window work until something is so; False when it is not within the time."""
    if is_so():
        return True
    loop, often, limit = QEventLoop(), QTimer(), QTimer()
    often.timeout.connect(lambda: loop.quit() if is_so() else None)
    limit.setSingleShot(True)
    limit.timeout.connect(loop.quit)
    often.start(LOOK_EVERY_MS)
    limit.start(patience_ms)
    loop.exec()
    often.stop()
    limit.stop()
    return is_so()


def pause(milliseconds: int) -> None:
    """Let the window paint what it has to."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
