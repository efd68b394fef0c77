# SPDX-License-Identifier: MIT
"""One start of a window, told in milliseconds since the process was asked for.

`bare` is an empty PySide6 window; `leaddesk FILE` is the whole program over a database.
"""

from __future__ import annotations

import os
import sys
import time


def since() -> float:
    """Return milliseconds since the parent asked for this process."""
    return (time.monotonic_ns() - int(os.environ["LEADDESK_BENCH_STARTED"])) / 1e6


def tell(*figures: float) -> None:
    """Print the figures and end at once, so that nothing after them counts."""
    sys.stdout.write(" ".join(f"{figure:.1f}" for figure in figures) + "\n")
    sys.stdout.flush()
    os._exit(0)


def bare() -> None:
    """Show an empty window and tell when it was painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow
    from typing_extensions import override

    class Window(QMainWindow):
        @override
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, lambda: tell(since()))

    app = QApplication([])
    window = Window()
    window.resize(1440, 900)
    window.show()
    app.exec()


def leaddesk(database: str) -> None:
    """Start LeadDesk as its command does; tell when it was painted, and when a lead is workable."""
    from leaddesk.__main__ import main
    from leaddesk.gui import app

    show = app.Program.show
    painted: list[float] = []

    def watched(program: app.Program, connect: object) -> None:
        from PySide6.QtCore import QTimer

        program.window.painted.connect(lambda: painted.append(since()))
        show(program, connect)  # type: ignore[arg-type]
        timer = QTimer(program)
        timer.timeout.connect(lambda: look(program))
        timer.start(2)

    def look(program: app.Program) -> None:
        view = getattr(program.window.current, "view", None) if painted else None
        if view is not None and view.card is not None:
            tell(painted[0], since())

    app.Program.show = watched  # type: ignore[method-assign, assignment]
    main(["--database", database, "window"])


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        leaddesk(sys.argv[2])
