# SPDX-License-Identifier: MIT
"""Tables of whole rows: how they look, what they show, and which row is chosen."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from leaddesk.gui.models.rows_model import Column, RowsModel

RowT = TypeVar("RowT")
ROW_HEIGHT = 34


def dress(table: QTableView) -> None:
    """Make a table one of whole rows, without lines."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setCornerWidget(QWidget(table))
    table.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)


def fill(
    table: QTableView,
    columns: tuple[Column[RowT], ...],
    key: Callable[[RowT], Hashable],
    chosen: Callable[[], None],
    parent: QObject,
) -> RowsModel[RowT]:
    """Give a table, of which one row is chosen at a time, its columns; return what it shows."""
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    model: RowsModel[RowT] = RowsModel(columns, key, parent)
    table.setModel(model)
    for place, column in enumerate(columns):
        table.setColumnWidth(place, column.width)
    table.horizontalHeader().setStretchLastSection(True)
    table.selectionModel().currentChanged.connect(lambda *_indexes: chosen())
    return model


def show(table: QTableView, model: RowsModel[RowT], rows: Sequence[RowT]) -> None:
    """Show rows; the first one is chosen where none is."""
    model.show_rows(rows)
    if rows and not table.currentIndex().isValid():
        table.setCurrentIndex(model.index(0, 0))


def chosen(table: QTableView, model: RowsModel[RowT] | None) -> RowT | None:
    """Return the chosen row."""
    index = table.currentIndex()
    if model is None or not index.isValid() or index.row() >= model.rowCount():
        return None
    return model.row_at(index.row())
