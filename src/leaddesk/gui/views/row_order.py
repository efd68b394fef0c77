# SPDX-License-Identifier: MIT
"""The order of a short table: by a click on a heading, or by the next column with a key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QTableView

from leaddesk.gui.models.rows_model import Column

RowT = TypeVar("RowT")


class RowOrder(QObject):
    """Sorts rows that are all here; until somebody asks, they stay as the desk gave them.

    `keys` tell of a column what its rows are sorted by; `asked()` comes when it is another order.
    """

    def __init__(
        self,
        table: QTableView,
        columns: Sequence[Column[Any]],
        keys: Mapping[str, Callable[[Any], Any]],
        asked: Callable[[], None],
    ) -> None:
        super().__init__(table)
        self._table, self._columns, self._keys, self._asked = table, columns, keys, asked
        self._key, self._falling = "", False
        header = table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.sectionClicked.connect(lambda place: self.order_by(columns[place].key))

    def ordered(self, rows: Sequence[RowT]) -> tuple[RowT, ...]:
        """Return rows in the order that was asked for."""
        if not self._key:
            return tuple(rows)
        return tuple(sorted(rows, key=self._keys[self._key], reverse=self._falling))

    def order_by(self, key: str) -> None:
        """Sort by a column; once more turns the order round."""
        self._falling = key == self._key and not self._falling
        self._key = key
        way = Qt.SortOrder.DescendingOrder if self._falling else Qt.SortOrder.AscendingOrder
        header = self._table.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicator([column.key for column in self._columns].index(key), way)
        self._asked()

    def next(self) -> None:
        """Sort by the next column, for the keyboard: past the last one by the first again."""
        keys = [column.key for column in self._columns]
        place = keys.index(self._key) + 1 if self._key else 0
        self._key = ""
        self.order_by(keys[place % len(keys)])
