# SPDX-License-Identifier: MIT
"""Finds leads while a person types, and pages through all of them while nothing is typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from leaddesk.desk.queries import AskLeads, AskSearch, FoundLead, LeadsPage
from leaddesk.domain.lead import LeadState
from leaddesk.gui.models.leads_model import LeadsModel
from leaddesk.gui.screen import Bench
from leaddesk.words import numbers

TYPING_MS = 60
"""Pause after a letter before the desk is asked."""
PAGE = 200
FOUND_AT_MOST = 200


class LeadFinder(QObject):
    """Fills a model of leads; `shown` comes after each answer, `text` is what it was about."""

    shown = Signal()

    def __init__(self, bench: Bench, model: LeadsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._model = bench, model
        self._wanted = ""
        self._state: LeadState | None = None
        self._after: int | None = None
        self._most = False
        self.text = ""
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self.ask)
        model.more_wanted.connect(self._ask_more)

    @property
    def state(self) -> LeadState | None:
        """The state that leads are filtered by, None for all."""
        return self._state

    def look_for(self, text: str) -> None:
        """Ask for this text as soon as the typing pauses."""
        self._wanted = " ".join(text.split())
        self._typing.start()

    def only(self, state: LeadState | None) -> None:
        """Show leads of one state only, or all."""
        self._state = state
        self.ask()

    def ask(self) -> None:
        """Ask for what was typed, or the first page; a late answer to less typing is dropped."""
        self._typing.stop()
        if not (self._bench.ops.is_open and self._bench.seat.person_id):
            return
        if self._wanted:
            self._bench.ops.ask(
                AskSearch(self._wanted, FOUND_AT_MOST), slot="leads",
                answer=partial(self._found, self._wanted),
            )  # fmt: skip
        else:
            question = AskLeads(limit=PAGE, state=self._state)
            self._bench.ops.ask(question, slot="leads", answer=self._first_page)

    def count_words(self) -> str:
        """Return how many leads are shown, and whether there are more."""
        rows = self._model.rowCount()
        if not rows:
            return ""
        told = numbers.count(rows, "lead")
        if self._model.has_more:
            return f"{told} so far, scroll for more"
        return f"{told}, type more to narrow it down" if self._most else told

    def _ask_more(self) -> None:
        if self._after is not None and not self.text:
            question = AskLeads(self._after, PAGE, state=self._state)
            self._bench.ops.ask(question, slot="leads", answer=self._next_page)

    def _found(self, text: str, rows: tuple[FoundLead, ...]) -> None:
        self.text, self._after, self._most = text, None, len(rows) >= FOUND_AT_MOST
        shown = [row for row in rows if self._state is None or row.state is self._state]
        self._model.show_page(shown, has_more=False)
        self.shown.emit()

    def _first_page(self, page: LeadsPage) -> None:
        self.text, self._after, self._most = "", page.next_after, False
        self._model.show_page(page.rows, has_more=page.next_after is not None)
        self.shown.emit()

    def _next_page(self, page: LeadsPage) -> None:
        self._after = page.next_after
        self._model.add_page(page.rows, has_more=page.next_after is not None)
        self.shown.emit()
