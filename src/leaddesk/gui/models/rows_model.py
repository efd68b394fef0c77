# SPDX-License-Identifier: MIT
"""A table of frozen rows: columns are data, texts are made once per row, updates go by key."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.gui.theme import tokens_of
from leaddesk.gui.widgets.text import plain_tip

RowT = TypeVar("RowT")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """One column: `key` to remember it by, its heading, the text of a row, and how it stands.

    `tip` gives more words for the pointer; `right` sets numbers flush right. What is
    `faint` is written in the colour of hints, and says so in its words.
    """

    key: str
    title: str
    text: Callable[[RowT], str]
    tip: Callable[[RowT], str] | None = None
    right: bool = False
    width: int = 140
    faint: Callable[[RowT], bool] | None = None


class RowsModel(QAbstractTableModel, Generic[RowT]):
    """Rows as they came from the desk, in the order of the desk."""

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        key: Callable[[RowT], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._key = key
        self._rows: list[RowT] = []
        self._texts: dict[int, tuple[str, ...]] = {}
        self._places: dict[Hashable, int] = {}

    @property
    def columns(self) -> tuple[Column[RowT], ...]:
        """The columns, in their first order."""
        return self._columns

    @property
    def rows(self) -> tuple[RowT, ...]:
        """The rows that are shown."""
        return tuple(self._rows)

    def row_at(self, place: int) -> RowT:
        """Return a row by its place; raises IndexError."""
        return self._rows[place]

    def place_of(self, key: Hashable) -> int:
        """Return the place of a row by its key, -1 when it is not here."""
        return self._places.get(key, -1)

    def show_rows(self, rows: Sequence[RowT]) -> None:
        """Show other rows; when the keys are the same ones, only what changed is repainted."""
        keys = [self._key(row) for row in rows]
        if keys == list(self._places) and len(keys) == len(self._rows):
            self._update(rows)
            return
        self.beginResetModel()
        self._rows = list(rows)
        self._texts.clear()
        self._places = {key: place for place, key in enumerate(keys)}
        self.endResetModel()

    def add_rows(self, rows: Sequence[RowT]) -> None:
        """Put more rows behind those that are shown; the ones already here are passed over."""
        fresh = [row for row in rows if self._key(row) not in self._places]
        if not fresh:
            return
        first = len(self._rows)
        self.beginInsertRows(_ROOT, first, first + len(fresh) - 1)
        for row in fresh:
            self._places[self._key(row)] = len(self._rows)
            self._rows.append(row)
        self.endInsertRows()

    def _update(self, rows: Sequence[RowT]) -> None:
        last = len(self._columns) - 1
        for place, row in enumerate(rows):
            if row != self._rows[place]:
                self._rows[place] = row
                self._texts.pop(place, None)
                self.dataChanged.emit(self.index(place, 0), self.index(place, last))

    def _text(self, place: int, column: int) -> str:
        texts = self._texts.get(place)
        if texts is None:
            row = self._rows[place]
            texts = self._texts[place] = tuple(shown.text(row) for shown in self._columns)
        return texts[column]

    def _ink(self, faint: bool) -> QColor | None:  # noqa: FBT001 - the answer of a column
        """Return the colour of hints on the ground of whoever shows this."""
        place = self.parent()
        return QColor(tokens_of(place).faint) if faint and isinstance(place, QWidget) else None

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and column.faint is not None:
            return self._ink(column.faint(self._rows[index.row()]))
        if role == Qt.ItemDataRole.ToolTipRole:
            told = column.tip(self._rows[index.row()]) if column.tip else ""
            return plain_tip(told or self._text(index.row(), index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {self._text(index.row(), index.column())}"
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None
