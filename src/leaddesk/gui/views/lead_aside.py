# SPDX-License-Identifier: MIT
"""The lead that is open beside the list: asked for, noted on, closed again."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import AddNote
from leaddesk.desk.queries import AskLead, LeadCard
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.lead_detail import LeadDetail


class LeadAside(QObject):
    """Looks after the card of one lead; `moved` comes when another one or none is open."""

    moved = Signal()
    written = Signal(object)

    def __init__(self, bench: Bench, detail: LeadDetail, room: QWidget, screen: QWidget) -> None:
        super().__init__(screen)
        self._bench, self._room, self._screen = bench, room, screen
        self.detail = detail
        self._erased = 0
        room.hide()
        detail.note_entered.connect(self._note)
        detail.closed.connect(self.close)

    @property
    def card(self) -> LeadCard | None:
        """The lead that is open."""
        return self.detail.card

    @property
    def is_open(self) -> bool:
        """Whether the card is shown."""
        return self._room.isVisible()

    def open(self, lead_id: int) -> None:
        """Ask for a lead and show it."""
        self._bench.ops.ask(
            AskLead(lead_id), slot="leads.card", answer=self._show, failed=self._gone
        )

    def open_again(self) -> None:
        """Ask again for the lead that is open."""
        if self.card is not None:
            self.open(self.card.id)

    def follow(self, lead_id: int, *, listed: bool) -> None:
        """Show the lead that was gone to, when one is open; `listed` tells if that one still is.

        One that was erased just now, and left the list by that, stays open.
        """
        card = self.card
        if card is None or card.id == lead_id:
            return
        if listed or card.id != self._erased:
            self.open(lead_id)

    def settle(self) -> None:
        """The list was read again: from now on whoever is gone to is shown."""
        self._erased = 0

    def show_erased(self, lead_ids: Collection[int]) -> None:
        """Show what is left of the open lead, when it was erased."""
        card = self.card
        if card is not None and card.id in lead_ids:
            self.detail.drop_note()
            self._erased = card.id
            self.open(card.id)

    def close(self) -> None:
        """Close the card."""
        self.detail.forget()
        self._room.hide()
        self.moved.emit()

    def _show(self, card: LeadCard) -> None:
        self.detail.show_card(card, self._bench.ops.now(), self._bench.seat.time_zone)
        self._room.show()
        self.moved.emit()

    def _gone(self, error: LeadDeskError) -> None:
        self.close()
        self._bench.frame.refuse(error)

    def _note(self, lead_id: int, text: str) -> None:
        def failed(error: LeadDeskError) -> None:
            self.detail.bring_back(lead_id, text)
            self._bench.frame.refuse(error)

        def noted(done: Done) -> None:
            self.written.emit(done)

        command = AddNote(lead_id, text)
        self._bench.ops.do(command, initiator=self._screen, done=noted, failed=failed)
