# SPDX-License-Identifier: MIT
"""Fills a table of leads by a filter, in an order, a page at a time; typing narrows it down."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from leaddesk.desk.queries import AskLeadCount, AskLeads, LeadsPage
from leaddesk.domain.lead_filter import ALL_LEADS, NEWEST_FIRST, LeadFilter, LeadSort, PageMark
from leaddesk.gui.models.leads_model import LeadsModel
from leaddesk.gui.screen import Bench
from leaddesk.words import numbers

TYPING_MS = 60
"""Pause after a letter before the desk is asked."""
PAGE = 200
MOST_AGAIN = 1000
"""Rows that are read again when somebody else wrote; a longer table keeps what it shows."""


class LeadFinder(QObject):
    """Fills a model of leads; `shown` comes after each answer, `filter` is what it was about."""

    shown = Signal()

    def __init__(self, bench: Bench, model: LeadsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._model = bench, model
        self._typed = ""
        self._wanted, self._sort = ALL_LEADS, NEWEST_FIRST
        self._after: PageMark | None = None
        self._total: int | None = None
        self.filter = ALL_LEADS
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self.ask)
        model.more_wanted.connect(self._ask_more)

    @property
    def wanted(self) -> LeadFilter:
        """The filter that is asked for, with what was typed."""
        return replace(self._wanted, text=self._typed)

    @property
    def sort(self) -> LeadSort:
        """The order that is asked for."""
        return self._sort

    @property
    def total(self) -> int | None:
        """How many leads pass the filter; None while they are being counted."""
        return self._total

    def look_for(self, text: str) -> None:
        """Ask for this text as soon as the typing pauses."""
        self._typed = " ".join(text.split())
        self._typing.start()

    def only(self, wanted: LeadFilter) -> None:
        """Show only leads that pass a filter; what is typed still counts."""
        self._wanted = replace(wanted, text="")
        self.ask()

    def order_by(self, sort: LeadSort) -> None:
        """Show the leads in another order."""
        self._sort = sort
        self.ask()

    def ask(self) -> None:
        """Ask for the first page; a late answer to less typing is dropped."""
        self._ask_first(PAGE)

    def ask_again(self) -> None:
        """Ask again for all that is shown, unless it is very long."""
        if self._model.rowCount() <= MOST_AGAIN:
            self._ask_first(max(PAGE, self._model.rowCount()))

    def count_words(self) -> str:
        """Return how many leads pass, as far as it is known."""
        rows = self._model.rowCount()
        if not rows:
            return ""
        if self._total is not None:
            return numbers.count(self._total, "lead")
        told = numbers.count(rows, "lead")
        return f"{told} so far, scroll for more" if self._model.has_more else told

    def _ask_first(self, limit: int) -> None:
        self._typing.stop()
        if not (self._bench.ops.is_open and self._bench.seat.person_id):
            return
        wanted = self.wanted

        def first(page: LeadsPage) -> None:
            self.filter, self._after = wanted, page.next_after
            self._total = None if page.next_after is not None else len(page.rows)
            self._model.show_page(page.rows, has_more=page.next_after is not None)
            self.shown.emit()
            if self._total is None:
                self._count(wanted)

        question = AskLeads(wanted, self._sort, limit=limit)
        self._bench.ops.ask(question, slot=(self, "page"), answer=first)

    def _count(self, wanted: LeadFilter) -> None:
        def counted(total: int) -> None:
            if wanted == self.filter:
                self._total = total
                self.shown.emit()

        self._bench.ops.ask(AskLeadCount(wanted), slot=(self, "count"), answer=counted)

    def _ask_more(self) -> None:
        if self._after is not None:
            question = AskLeads(self.filter, self._sort, self._after, PAGE)
            self._bench.ops.ask(question, slot=(self, "page"), answer=self._next_page)

    def _next_page(self, page: LeadsPage) -> None:
        self._after = page.next_after
        self._model.add_page(page.rows, has_more=page.next_after is not None)
        self.shown.emit()
