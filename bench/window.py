# SPDX-License-Identifier: MIT
"""The real window over a made database, offscreen, at a fixed moment of a working day."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from bench import made_leads
from leaddesk.bootstrap.importing import WindowDesk
from leaddesk.desk.desk import Desk
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.gui import app
from leaddesk.storage.opening import open_store
from leaddesk.system.machine import SystemMachine

LONGEST_MS = 30_000


class FixedDay(SystemMachine):
    """This machine on the day of the made leads, its clock going on from there."""

    def __init__(self) -> None:
        super().__init__(str)
        self._started = time.monotonic()

    @override
    def now(self) -> dt.datetime:
        return made_leads.NOW + dt.timedelta(seconds=time.monotonic() - self._started)


class Painted(QObject):
    """Waits for the next paint of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._loop = QEventLoop()
        widget.installEventFilter(self)

    @override
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._loop.quit)
        return False

    def wait(self) -> None:
        """Return after the widget was painted."""
        self._loop.exec()


def open_window(leads: int, name: str) -> app.Program:
    """Return the program with a lead in hand; its database is a copy of its own."""
    program = open_at(made_leads.copied(leads, name), "Dana Whitfield")
    wait_until(lambda: in_hand(program) is not None)
    program.settle()
    return program


def open_at(database: Path, person: str) -> app.Program:
    """Return the program over a database, with somebody who sits down."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app.make_app([])
    program = app.Program(FixedDay(), app.WindowOptions(person=person))

    def connect() -> Desk:
        store = open_store(str(database), made_leads.NOW)
        return WindowDesk(str(database), store, NoHolidays())

    program.show(connect)
    program.window.resize(1440, 900)
    wait_until(lambda: program.window.current is not None)
    return program


def in_hand(program: app.Program) -> int | None:
    """Return the lead the queue screen shows, None when there is none."""
    view = getattr(program.window.current, "view", None)
    return view.card.id if view is not None and view.card is not None else None


def is_quiet(program: app.Program) -> bool:
    """Tell whether no write of the queue screen is under way."""
    return not getattr(program.window.current, "writing", True)


def wait_until(condition: Callable[[], bool], longest_ms: int = LONGEST_MS) -> None:
    """Run the window until something is true; raises TimeoutError after half a minute or so."""
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if condition() else None)
    timer.start(1)
    late = QTimer()
    late.setSingleShot(True)
    late.timeout.connect(loop.quit)
    late.start(longest_ms)
    if not condition():
        loop.exec()
    if not condition():
        raise TimeoutError
    assert QApplication.instance() is not None
