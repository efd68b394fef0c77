# SPDX-License-Identifier: MIT
"""What the actions about exports do: they open the dialog with what the screen shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from leaddesk.gui.screen import Shown
from leaddesk.gui.views.main_window import MainWindow


def export_handlers(window: MainWindow) -> dict[str, Callable[[], None]]:
    """Return what the actions do, by their id."""
    add = partial(_add_to_calendar, window)
    return {
        "export.open": partial(_open, window, "leads"),
        "calendar.export": partial(_open, window, "calendar"),
        "calendar.add": add,
        "leads.calendar": add,
    }


def _open(window: MainWindow, what: str, lead_id: int = 0) -> None:
    from leaddesk.gui.views.export_dialog import ExportDialog

    shown = _shown(window)
    dialog = ExportDialog(
        window.bench, what, shown=shown.listed, chosen=shown.chosen, lead_id=lead_id, parent=window
    )
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _add_to_calendar(window: MainWindow) -> None:
    lead_id = _shown(window).lead_id
    if lead_id:
        _open(window, "calendar", lead_id)


def _shown(window: MainWindow) -> Shown:
    view = window.current
    return view.shown_leads() if view is not None else Shown()
