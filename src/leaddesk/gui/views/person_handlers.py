# SPDX-License-Identifier: MIT
"""What the actions about the person of a lead do: pass on everything, erase for good."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtWidgets import QDialog

from leaddesk.desk.changes import Done
from leaddesk.desk.queries import AskPersonData, PersonData
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.lead import LeadState
from leaddesk.gui.screen import Screen
from leaddesk.gui.views.main_window import MainWindow

_SLOT = "person.data"


def person_handlers(window: MainWindow) -> dict[str, Callable[[], None]]:
    """Return what the actions do, by their id."""
    tell_all, erase = partial(_ask, window, _tell_all), partial(_ask, window, _erase)
    return {
        "lead.tell_all": tell_all,
        "leads.tell_all": tell_all,
        "lead.erase": erase,
        "leads.erase": erase,
    }


def _ask(window: MainWindow, then: Callable[[MainWindow, PersonData], None]) -> None:
    """Ask for everything about the person of the lead that is shown; a later question counts."""
    view = window.current
    lead_id = view.shown_leads().lead_id if view is not None else 0
    if not lead_id:
        return
    asks = window.seat.person_id

    def answered(data: PersonData) -> None:
        if window.seat.person_id != asks or window.current is not view:
            return
        if all(lead.card.state is LeadState.ERASED for lead in data.leads):
            window.refuse(RuleBroken("erased_already"))
        else:
            then(window, data)

    window.ops.ask(AskPersonData(lead_id), slot=_SLOT, answer=answered)


def _tell_all(window: MainWindow, data: PersonData) -> None:
    from leaddesk.gui.views.person_export_dialog import PersonExportDialog

    _open(window, PersonExportDialog(window.bench, data, window))


def _erase(window: MainWindow, data: PersonData) -> None:
    from leaddesk.gui.views.erase_dialog import EraseDialog

    dialog = EraseDialog(window.ops, data, window)
    dialog.written.connect(lambda done: _erased(window, dialog.lead_ids, done))
    _open(window, dialog)


def _erased(window: MainWindow, lead_ids: Collection[int], done: Done) -> None:
    for screen in window.findChildren(Screen):
        screen.leads_erased(lead_ids)
    window.told(done)


def _open(window: MainWindow, dialog: QDialog) -> None:
    """Open a dialog that goes when whoever asked for it leaves."""
    leaving = window.seat.leaving

    def gone(_result: int) -> None:
        leaving.disconnect(dialog.reject)
        dialog.deleteLater()

    leaving.connect(dialog.reject)
    dialog.finished.connect(gone)
    dialog.open()
