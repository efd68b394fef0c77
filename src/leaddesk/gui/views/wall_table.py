# SPDX-License-Identifier: MIT
"""The table of everybody's day: its columns follow the goals of the team, its order the person."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from leaddesk.desk.queries import TeamWall, WallRow
from leaddesk.gui.models import wall_rows
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.row_table import dress
from leaddesk.gui.views.table_columns import TableColumns
from leaddesk.gui.widgets.wall_delegate import ROW_HEIGHT, WallDelegate

_KEPT_ORDER = "team/order"
_FALLING = "falling "


class WallTable(QObject):
    """Fills one table view; `opened(person_id)` for Enter or a double click on somebody."""

    opened = Signal(int)

    def __init__(self, table: QTableView, bench: Bench) -> None:
        super().__init__(table)
        self._table, self._bench = table, bench
        dress(table)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.setItemDelegate(WallDelegate(table))
        table.activated.connect(lambda _at: self.open_chosen())
        self._metrics: tuple[str, ...] | None = None
        self._model: wall_rows.WallModel | None = None
        self._columns: TableColumns | None = None
        self._rows: tuple[WallRow, ...] = ()
        kept = bench.settings.read(_KEPT_ORDER)
        self._falling = kept.startswith(_FALLING)
        self._order = kept.removeprefix(_FALLING) or wall_rows.PERSON

    @property
    def chosen(self) -> WallRow | None:
        """The chosen person's row."""
        index = self._table.currentIndex()
        if self._model is None or not index.isValid() or index.row() >= self._model.rowCount():
            return None
        return self._model.row_at(index.row())

    def show_wall(self, wall: TeamWall) -> None:
        """Show everybody, in the order the person chose; who was chosen stays chosen."""
        found = wall_rows.metrics(wall)
        if found != self._metrics:
            self._metrics = found
            self._make_columns(found)
        self._rows = wall.rows
        self._show()

    def order_by(self, key: str) -> None:
        """Sort by a column; once more turns the order round."""
        self._falling = not self._falling if key == self._order else key != wall_rows.PERSON
        self._order = key
        kept = f"{_FALLING}{key}" if self._falling else key
        self._bench.settings.write(_KEPT_ORDER, kept)
        self._show()

    def open_menu(self) -> None:
        """Offer every order, for the keyboard."""
        if self._model is None:
            return
        menu = QMenu(self._table)
        for column in self._model.columns:
            action = QAction(column.title, menu)
            action.setCheckable(True)
            action.setChecked(column.key == self._order)
            action.triggered.connect(partial(self.order_by, column.key))
            menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        header = self._table.horizontalHeader()
        menu.popup(header.mapToGlobal(header.rect().bottomLeft()))

    def open_chosen(self) -> None:
        """Open the chosen person's day."""
        if self.chosen is not None:
            self.opened.emit(self.chosen.person.id)

    def copy(self) -> None:
        """Put the chosen row on the clipboard, as text."""
        if self._columns is not None:
            self._columns.copy()

    def _make_columns(self, shown: Sequence[str]) -> None:
        """Give the table the columns for these goals, and a heading of its own for them."""
        self._model = wall_rows.WallModel(shown, self._bench.ops.now, self)
        self._table.setModel(self._model)
        header = QHeaderView(Qt.Orientation.Horizontal, self._table)
        self._table.setHorizontalHeader(header)
        key = f"team/columns/{'-'.join(shown)}"
        self._columns = TableColumns(self._table, self._model.columns, self._bench.settings, key)
        header.setStretchLastSection(False)
        self._columns.restore()
        keys = [column.key for column in self._model.columns]
        header.setSectionResizeMode(keys.index(wall_rows.BAR), QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(56)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._columns.sortable(keys, self.order_by)

    def _show(self) -> None:
        if self._model is None or self._columns is None:
            return
        chosen = self.chosen
        rows = wall_rows.ordered(self._rows, self._order, falling=self._falling)
        self._model.show_rows(rows)
        self._columns.show_order(self._order, falling=self._falling)
        place = self._model.place_of(chosen.person.id) if chosen is not None else 0
        if rows and self._table.currentIndex().row() != max(0, place):
            self._table.setCurrentIndex(self._model.index(max(0, place), 0))
