# SPDX-License-Identifier: MIT
"""Paints the cells of the team's table that are more than one line of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget
from typing_extensions import override

from leaddesk.gui.theme import Tone, Weight, font, tokens_in
from leaddesk.gui.widgets.painting import LEFT, RIGHT, Ink, measure_bar, write

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT: Final = 54
PADDING: Final = 12
CELL_ROLE: Final = 0x0100 + 7
"""The role under which a model hands out a `WallCell`."""


@dataclass(frozen=True, slots=True)
class WallCell:
    """One cell: a line of text, a faint one under it, or a bar with the mark of what is expected.

    `part` and `expected` are 0 to 1; without a `part` there is no bar.
    """

    text: str = ""
    under: str = ""
    tone: Tone | None = None
    strong: bool = False
    right: bool = False
    part: float | None = None
    expected: float | None = None


class WallDelegate(QStyledItemDelegate):
    """Paints cells; the whole row of the chosen one shows where the keyboard is."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table: QWidget = table

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL_ROLE)
        tokens, box = tokens_in(option.palette), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(tokens.accent_soft))
            if self._table.hasFocus():
                for top in (box.top(), box.bottom() - 2):
                    painter.fillRect(QRectF(box.left(), top, box.width(), 2), QColor(tokens.accent))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(tokens.line))
        inner = box.adjusted(PADDING, 0, -PADDING, 0)
        if isinstance(cell, WallCell) and cell.part is not None:
            bar = QRectF(inner.left(), box.center().y() - 5, inner.width(), 10)
            colour = tokens.strong(cell.tone or Tone.ACCENT)
            measure_bar(painter, bar, tokens, colour=colour, part=cell.part, expected=cell.expected)
        elif isinstance(cell, WallCell):
            colour = tokens.ink if cell.tone is None else tokens.strong(cell.tone)
            weight = Weight.SEMIBOLD if cell.strong else Weight.REGULAR
            ink = Ink(font(14, weight, tabular=True), colour, RIGHT if cell.right else LEFT)
            if cell.under:
                write(
                    painter, QRectF(inner.left(), box.top() + 8, inner.width(), 20), cell.text, ink
                )
                below = QRectF(inner.left(), box.top() + 28, inner.width(), 18)
                write(painter, below, cell.under, Ink(font(12, tabular=True), tokens.faint))
            else:
                write(painter, inner, cell.text, ink)
        painter.restore()
