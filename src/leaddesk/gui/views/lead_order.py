# SPDX-License-Identifier: MIT
"""The order of a list of leads: by a click on a heading, or from a menu by keyboard."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView

from leaddesk.domain.lead_filter import LeadSort
from leaddesk.gui.models.leads_model import FALLING_FIRST, SORTS, LeadsModel
from leaddesk.gui.views.lead_finder import LeadFinder
from leaddesk.gui.views.table_columns import TableColumns


class LeadOrder(QObject):
    """Looks after the order of one table."""

    def __init__(
        self, table: QTableView, model: LeadsModel, columns: TableColumns, finder: LeadFinder
    ) -> None:
        super().__init__(table)
        self._table, self._model = table, model
        self._columns, self._finder = columns, finder
        columns.sortable(SORTS, self.by)
        self.show()

    def by(self, column: str) -> None:
        """Sort by a column; once more turns the order round."""
        key, sort = SORTS[column], self._finder.sort
        falling = not sort.falling if sort.key is key else key in FALLING_FIRST
        self.take(LeadSort(key, falling))

    def take(self, sort: LeadSort) -> None:
        """Sort like this."""
        self._finder.order_by(sort)
        self.show()

    def show(self) -> None:
        """Mark the column that the leads are sorted by."""
        sort = self._finder.sort
        column = next(name for name, key in SORTS.items() if key is sort.key)
        self._columns.show_order(column, falling=sort.falling)

    def open_menu(self) -> None:
        """Offer every order."""
        menu = QMenu(self._table)
        for column in self._model.columns:
            if column.key in SORTS:
                action = QAction(column.title, menu)
                action.setCheckable(True)
                action.setChecked(SORTS[column.key] is self._finder.sort.key)
                action.triggered.connect(partial(self.by, column.key))
                menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        header = self._table.horizontalHeader()
        menu.popup(header.mapToGlobal(header.rect().bottomLeft()))
