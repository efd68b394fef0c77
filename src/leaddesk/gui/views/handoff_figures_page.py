# SPDX-License-Identifier: MIT
"""How the team's handoffs fare: five numbers, why handoffs came back, and a line per person."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from leaddesk.desk.queries import HandoffFigures, HandoffLine
from leaddesk.gui.forms.ui_handoff_figures_page import Ui_HandoffFiguresPage
from leaddesk.gui.models.handoff_figure_rows import columns, figures, reason_bars
from leaddesk.gui.models.rows_model import RowsModel
from leaddesk.gui.views import row_table
from leaddesk.gui.views.reason_chips import ReasonChips

PERIODS = (("30", "30 days"), ("90", "90 days"), ("0", "All"))
GIVERS, RECEIVERS, PAIRS = "givers", "receivers", "pairs"
_BY = ((GIVERS, "Givers"), (RECEIVERS, "Receivers"), (PAIRS, "Pairs"))
_LEGEND = (
    "Each share with how many it rests on and its range (80 %). Fewer than 30 are grey and marked "
    "“few”: they say little yet."
)
_REASONS = "Handoffs that were returned or rejected, by reason, the most frequent first."


class HandoffFiguresPage(QWidget):
    """Shows figures; `since_changed` when other handoffs are to be counted."""

    since_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = ui = Ui_HandoffFiguresPage()
        ui.setupUi(self)
        self._figures: HandoffFigures | None = None
        self._since, self._by = ReasonChips(self, numbered=False), ReasonChips(self, numbered=False)
        self._since.setAccessibleName("Handoffs offered in")
        self._since.show_reasons(PERIODS, "90")
        self._by.setAccessibleName("A line for each")
        self._by.show_reasons(_BY, GIVERS)
        ui.since_row.addWidget(self._since, 1)
        ui.by_row.addWidget(self._by)
        ui.reasons_title.show_title("Why they came back")
        ui.reasons_label.setText(_REASONS)
        ui.table_title.show_title("Who")
        ui.table_label.setText(_LEGEND)
        row_table.dress(ui.table)
        self._rows: RowsModel[HandoffLine] = row_table.fill(
            ui.table, columns(), lambda row: (row.giver_id, row.receiver_id), lambda: None, self
        )
        self._since.reason_chosen.connect(lambda _key: self.since_changed.emit())
        self._by.reason_chosen.connect(lambda _key: self._show_lines())

    @property
    def is_filled(self) -> bool:
        """Whether figures have come since it was last left."""
        return self._figures is not None

    def since(self, now: dt.datetime) -> dt.datetime | None:
        """Return from when on handoffs are counted, None for all."""
        days = int(self._since.reason or 0)
        return now - dt.timedelta(days=days) if days else None

    def show_figures(self, told: HandoffFigures) -> None:
        """Show how handoffs fare; without any, what will stand here."""
        self._figures, ui = told, self._ui
        empty = not told.pairs
        ui.figures_empty.show_state(
            "No handoffs in this time",
            icon_name="handshake",
            words="Acceptance, appointments and feedback stand here once there are some.",
        )
        ui.figures_empty.setVisible(empty)
        ui.scroll_area.setVisible(not empty)
        ui.figure_row.show_figures(figures(told.team))
        ui.reasons_bars.show_bars(reason_bars(told.reasons))
        ui.reasons_bars.setVisible(bool(told.reasons))
        ui.reasons_label.setText(_REASONS if told.reasons else "None came back in this time.")
        self._show_lines()

    def focus_first(self) -> None:
        """Put the keyboard on the table, or on the periods while there is nothing in it."""
        if self._ui.table.isVisible():
            self._ui.table.setFocus()
        else:
            self._since.focus_chips()

    def forget(self) -> None:
        """Show nothing of the person before."""
        self._figures = None
        self._rows.show_rows(())
        self._ui.scroll_area.hide()

    def _show_lines(self) -> None:
        told = self._figures
        if told is None:
            return
        by = self._by.reason
        lines = {RECEIVERS: told.receivers, PAIRS: told.pairs}.get(by, told.givers)
        row_table.show(self._ui.table, self._rows, lines)
