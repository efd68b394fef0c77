# SPDX-License-Identifier: MIT
"""Opens the form of a lead, filled or empty, over a screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from leaddesk.desk.queries import AskLead, LeadCard
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.lead_dialog import LeadDialog


class LeadForms(QObject):
    """The forms of one screen; `written` carries the Done of each."""

    written = Signal(object)

    def __init__(self, bench: Bench, screen: QWidget) -> None:
        super().__init__(screen)
        self._bench, self._screen = bench, screen

    def add(self) -> None:
        """Open an empty form."""
        self._run(LeadDialog(self._bench.ops, self._screen, tier=self._bench.seat.tier))

    def edit(self, lead_id: int) -> None:
        """Ask for a lead and open it in the form."""
        if lead_id:
            self._bench.ops.ask(AskLead(lead_id), slot="leads.edit", answer=self._edit_card)

    def _edit_card(self, card: LeadCard) -> None:
        self._run(LeadDialog(self._bench.ops, self._screen, card=card))

    def _run(self, dialog: LeadDialog) -> None:
        dialog.written.connect(self.written)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
