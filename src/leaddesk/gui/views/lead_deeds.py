# SPDX-License-Identifier: MIT
"""What is done with the lead shown beside logging: dial, ring a colleague, edit, save its sheet."""

from __future__ import annotations

from PySide6.QtCore import QObject

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import SaveSheet, StartCall
from leaddesk.desk.queries import Colleague, LeadCard
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.colleague_call import ring
from leaddesk.gui.views.queue_face import QueueFace
from leaddesk.words.sync import NOT_BEFORE


class LeadDeeds(QObject):
    """The deeds of one queue screen."""

    def __init__(self, bench: Bench, screen: QueueFace) -> None:
        super().__init__(screen)
        self._bench, self._screen = bench, screen
        lead, side = screen.lead, screen.side
        lead.dial_requested.connect(self._dial)
        lead.colleague_requested.connect(self.ring_colleague)
        side.save_requested.connect(self._save_sheet)
        side.edit_requested.connect(self.edit)

    @property
    def colleague(self) -> Colleague | None:
        """Who shared the lead shown, when they have an extension to be rung at."""
        card = self._card
        colleague = card.colleague if card is not None else None
        return colleague if colleague is not None and colleague.extension else None

    def call(self) -> None:
        """Do what the button on the telephone card does now."""
        lead = self._screen.lead
        if not lead.phone.press_call() and lead.barred:
            self._bench.frame.say(NOT_BEFORE)

    def ring_colleague(self) -> None:
        """Ring whoever shared the lead, into the call when one runs."""
        if self.colleague is not None:
            ring(self._bench, self.colleague, joining=self._screen.lead.phone.on_call)

    def copy(self) -> None:
        """Put the number on the clipboard."""
        self._screen.lead.copy_number()
        self._bench.frame.say("Number copied")

    def edit(self) -> None:
        """Open the lead's form."""
        if self._card is None:
            return
        from leaddesk.gui.views.lead_dialog import LeadDialog

        dialog = LeadDialog(self._bench.ops, self._screen, card=self._card)
        dialog.written.connect(self._bench.frame.told)
        dialog.open()

    @property
    def _card(self) -> LeadCard | None:
        return self._screen.card

    def _dial(self, number: str) -> None:
        machine, lead = self._bench.machine, self._screen.lead
        self._bench.ops.run_apart(lambda: machine.dial(number), done=lead.show_dialled)
        if self._card is not None:
            # The team lead sees who is on a call; ringing does not wait for it.
            self._bench.ops.do(StartCall(self._card.id), failed=lambda _error: None)

    def _save_sheet(self, command: SaveSheet) -> None:
        side = self._screen.side

        def failed(error: LeadDeskError) -> None:
            side.settled(command, saved=False)
            self._bench.frame.refuse(error)

        def saved(_done: Done) -> None:
            side.settled(command, saved=True)

        self._bench.ops.do(command, initiator=self._screen, done=saved, failed=failed)
