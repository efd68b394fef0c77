# SPDX-License-Identifier: MIT
"""The funnel in brief on the Team screen: stages with their numbers, the whole of it on Enter."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject

from leaddesk.desk.queries import AskFunnel, FunnelView
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.funnel_view import mark
from leaddesk.gui.widgets.chart_table import ChartTable
from leaddesk.gui.widgets.frames import SectionTitle
from leaddesk.words import funnel, times

SCREEN = "funnel"


class TeamFunnel(QObject):
    """Fills the card; its figures stand still for a day, so they are asked for once a day."""

    def __init__(self, title: SectionTitle, table: ChartTable, bench: Bench) -> None:
        super().__init__(table)
        self._title, self._table, self._bench = title, table, bench
        self._day: dt.date | None = None
        table.show_compact()
        table.row_chosen.connect(lambda _row: self.open())
        title.show_title(funnel.CARD)

    def refresh(self) -> None:
        """Ask for the figures of today unless they are there."""
        today = times.local(self._bench.ops.now(), self._bench.seat.time_zone).date()
        if self._day != today:
            self._day = today
            self._bench.ops.ask(
                AskFunnel(), slot="team.funnel", answer=self._show, failed=lambda _error: None
            )

    def forget(self) -> None:
        """Let go of what is shown: somebody else sits down."""
        self._day = None
        self._table.show_marks("", (), ())

    def open(self) -> None:
        """Show all of it."""
        self._bench.frame.go(SCREEN)

    def _show(self, view: FunnelView) -> None:
        told = funnel.card(view)
        rows = tuple(tuple(mark(cell) for cell in row) for row in told.rows)
        self._title.show_title(funnel.CARD, "" if rows else funnel.NOTHING_YET)
        self._table.show_marks(told.title, told.heads, rows)
