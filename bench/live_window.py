# SPDX-License-Identifier: MIT
"""The window of somebody in a team, offscreen, in a process of its own: tells what it painted.

`python -m bench.live_window SCREEN NAME` with the data folder in the environment. Each line is a
moment on the clock of this boot, in seconds, and what it brought: `poke`, or `shown` and a count.
Ends with its input.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractItemView, QApplication
from typing_extensions import override

from bench import live_team, window
from leaddesk.bootstrap import desks, workstation
from leaddesk.bootstrap.locking import WindowNotes
from leaddesk.bootstrap.opening import WindowOpener
from leaddesk.gui import app
from leaddesk.gui.models.wall_rows import WallModel
from leaddesk.gui.widgets.rows import ROW_ROLE, UpNextRow
from leaddesk.sync.http_line import HttpLine


def tell(what: str) -> None:
    """Print something with its moment."""
    sys.stdout.write(f"{time.monotonic():.6f} {what}\n")
    sys.stdout.flush()


class ToldLine(HttpLine):
    """A line that tells of each poke."""

    @override
    def pokes(self) -> Iterator[str]:  # type: ignore[override]
        for poke in super().pokes():
            tell(f"poke {poke}")
            yield poke


class Shown(QObject):
    """Tells a count whenever another one was painted."""

    def __init__(self, view: QAbstractItemView, count: Callable[[], int]) -> None:
        super().__init__(view)
        self._count, self._last = count, -1
        view.viewport().installEventFilter(self)

    @override
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            count = self._count()
            if count != self._last:
                self._last = count
                # The paint itself comes after this filter.
                QApplication.instance().postEvent(self, QEvent(QEvent.Type.User))  # type: ignore[union-attr]
        return False

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            tell(f"shown {self._last}")
            return True
        return super().event(event)


def _calls(view: QAbstractItemView) -> int:
    """Return the calls of everybody on the team's wall."""
    model = view.model()
    rows = model.rows if isinstance(model, WallModel) else ()
    return sum(goal.done for row in rows for goal in row.day.goals if goal.metric == "calls")


def _waiting(view: QAbstractItemView) -> int:
    """Return the handoffs in a list of the Handoffs screen."""
    model = view.model()
    found = (model.index(place, 0).data(ROW_ROLE) for place in range(model.rowCount()))
    return sum(isinstance(row, UpNextRow) for row in found)


_SCREENS = {"team": ("table", _calls), "handoffs": ("rows", _waiting)}


def main(screen: str, name: str) -> None:
    """Show a screen until the input ends."""
    desks.clock = live_team.clock
    setattr(workstation, "HttpLine", ToldLine)  # noqa: B010 - not exported
    opener = WindowOpener(None, WindowNotes())
    application = app.make_app([])
    services: dict[str, Callable[..., object]] = {
        "link": opener.link,
        "answer_age": opener.age_of,
    }
    program = app.Program(window.FixedDay(), app.WindowOptions(person=name, services=services))
    program.show(opener.connect)
    program.window.resize(1440, 900)
    window.wait_until(lambda: program.window.current is not None)
    program.window.go(screen)
    called, count = _SCREENS[screen]
    found: list[QAbstractItemView] = []

    def is_there() -> bool:
        at = program.window.current
        view = at.findChild(QAbstractItemView, called) if at is not None else None
        found[:] = [view] if isinstance(view, QAbstractItemView) else []
        return bool(found)

    window.wait_until(is_there)
    view = found[0]
    shown = Shown(view, lambda: count(view))
    program.settle()
    tell("ready")

    def wait() -> None:
        sys.stdin.read()
        program.ops.land(application.quit)

    threading.Thread(target=wait, daemon=True).start()
    application.exec()
    shown.deleteLater()
    program.close()
    program.window.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
