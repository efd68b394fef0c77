# SPDX-License-Identifier: MIT
"""Facts in a row: a quiet label over a value, as many beside each other as fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from leaddesk.gui.theme import SPACE
from leaddesk.gui.widgets.text import Text, set_tip

NARROWEST: Final = 120
"""Width that a field needs before another may stand beside it."""
LEAST: Final = 90
"""The same where columns are as wide as their words."""
WIDEST: Final = 160
NOTHING: Final = "—"


@dataclass(frozen=True, slots=True)
class Field:
    """A fact: what it is called, what it is, and more words when the pointer rests on it."""

    label: str
    value: str
    tip: str = ""


class _Pair(QWidget):
    """One label over one value."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = Text(self, look="faint", elides=True)
        self._value = Text(self, elides=True)
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self._label)
        column.addWidget(self._value)

    def show_field(self, field: Field) -> None:
        value = field.value or NOTHING
        self._label.setText(field.label)
        self._value.setText(value)
        self._value.setAccessibleName(f"{field.label}: {value}")
        set_tip(self._value, field.tip or value)


class FieldGrid(QWidget):
    """Facts in columns of equal width; with `by_words` each is as wide as its words ask for."""

    def __init__(
        self, parent: QWidget | None = None, *, columns: int = 4, by_words: bool = False
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._by_words = by_words
        self._shown: tuple[int, int] = (0, 0)
        self._pairs: list[_Pair] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4 * SPACE)
        self._grid.setVerticalSpacing(3 * SPACE)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._count = 0

    def set_columns(self, columns: int) -> None:
        """Put at most that many facts beside each other."""
        self._columns = max(1, columns)
        self._arrange()

    def show_fields(self, fields: Sequence[Field]) -> None:
        """Show these facts, left to right, then down."""
        while len(self._pairs) < len(fields):
            self._pairs.append(_Pair(self))
        for place, pair in enumerate(self._pairs):
            pair.setVisible(place < len(fields))
            if place < len(fields):
                pair.show_field(fields[place])
        self._count = len(fields)
        self._arrange()
        self._share(self._shown[0])

    def _arrange(self) -> None:
        fit = max(1, self.width() // (LEAST if self._by_words else NARROWEST))
        columns = min(self._columns, fit)
        if (columns, self._count) == self._shown:
            return
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for pair in self._pairs:
            self._grid.removeWidget(pair)
        for place, pair in enumerate(self._pairs[: self._count]):
            self._grid.addWidget(pair, place // columns, place % columns)
        self._share(columns)
        self._shown = (columns, self._count)

    def _share(self, columns: int) -> None:
        """Share the room among the columns."""
        for column in range(columns):
            wide = [pair.sizeHint().width() for pair in self._pairs[column : self._count : columns]]
            share = min(WIDEST, max(wide, default=1)) if self._by_words else 1
            self._grid.setColumnStretch(column, share)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
