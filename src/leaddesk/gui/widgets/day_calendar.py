# SPDX-License-Identifier: MIT
"""The last weeks as a calendar: each day a shape and a colour that say how it went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from leaddesk.gui.icons import paint_icon
from leaddesk.gui.theme import Tokens, Weight, font, tokens_in
from leaddesk.gui.widgets.painting import CENTRE, Ink, focus_ring, rounded, write
from leaddesk.gui.widgets.text import plain_tip

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
WEEK: Final = 7
CELL: Final = 34
HEADER: Final = 24
WEEK_LABEL: Final = 58


class DayMark(Enum):
    """How a day went."""

    PERFECT = "perfect"
    PART = "met in part"
    MISSED = "missed"
    AWAY = "away"
    OFF = "no working day"
    TODAY = "today"
    AHEAD = "still to come"


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day, how it went, and more words about it; `part` is the share met, 0 to 1."""

    day: date
    mark: DayMark
    words: str = ""
    part: float = 0.0


class _CellDelegate(QStyledItemDelegate):
    """Draws a day: filled with a check, partly filled, a ring, a bar for away, nothing when off."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, DayCell):
            return
        tokens = tokens_in(option.palette)
        box = QRectF(option.rect)
        side = min(box.width(), box.height()) - 8
        square = QRectF(0, 0, side, side)
        square.moveCenter(box.center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_cell(painter, square, cell, tokens)
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, square.adjusted(-3, -3, 3, 3), 8, tokens.accent)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(CELL, CELL)


def _paint_cell(painter: QPainter, box: QRectF, cell: DayCell, tokens: Tokens) -> None:
    mark = cell.mark
    small = font(11, Weight.MEDIUM, tabular=True)
    number = str(cell.day.day)
    if mark is DayMark.PERFECT:
        rounded(painter, box, 6, tokens.good)
        paint_icon(painter, "check", box.adjusted(6, 6, -6, -6), tokens.on_fill)
    elif mark is DayMark.PART:
        rounded(painter, box, 6, tokens.warn_soft, tokens.warn)
        level = QRectF(box.left() + 4, box.bottom() - 6, (box.width() - 8) * cell.part, 2.5)
        painter.fillRect(level, QColor(tokens.warn))
        write(painter, box.adjusted(0, 0, 0, -3), number, Ink(small, tokens.warn, CENTRE))
    elif mark is DayMark.MISSED:
        rounded(painter, box, 6, None, tokens.bad)
        write(painter, box, number, Ink(small, tokens.bad, CENTRE))
    elif mark is DayMark.AWAY:
        rounded(painter, box, 6, tokens.track)
        painter.setPen(QPen(QColor(tokens.faint), 1.5))
        middle = box.center()
        painter.drawLine(int(middle.x() - 4), int(middle.y()), int(middle.x() + 4), int(middle.y()))
    elif mark is DayMark.TODAY:
        rounded(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), 6, tokens.accent_soft, tokens.accent)
        face = font(11, Weight.BOLD, tabular=True)
        write(painter, box, number, Ink(face, tokens.accent, CENTRE))
    else:
        write(painter, box, number, Ink(small, tokens.faint, CENTRE))


class _WeeksModel(QAbstractTableModel):
    """Weeks down, weekdays across."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.first: date | None = None
        self.weeks = 0
        self.cells: Mapping[date, DayCell] = {}
        self.weekdays: tuple[str, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

    def replace(self, cells: Sequence[DayCell]) -> None:
        self.beginResetModel()
        self.cells = {cell.day: cell for cell in cells}
        days = sorted(self.cells)
        self.first = days[0] - timedelta(days=days[0].weekday()) if days else None
        self.weeks = (days[-1] - self.first).days // WEEK + 1 if self.first else 0
        self.endResetModel()

    def cell_at(self, index: Index) -> DayCell | None:
        if self.first is None:
            return None
        return self.cells.get(self.first + timedelta(days=index.row() * WEEK + index.column()))

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.weeks

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else WEEK

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.weekdays[section]
        return f"{self.first + timedelta(days=section * WEEK):%d %b}" if self.first else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.cell_at(index)
        if cell is None:
            return None
        if role == CELL_ROLE:
            return cell
        words = f"{cell.day:%a %d %b}: {cell.mark.value}"
        words = f"{words}, {cell.words}" if cell.words else words
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole}:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(words)
        return None


class DayCalendar(QTableView):
    """Weeks of days; arrows move from day to day, Enter opens one."""

    day_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bare")
        self.setAccessibleName("The last weeks, day by day")
        self._weeks = _WeeksModel(self)
        self.setModel(self._weeks)
        self.setItemDelegate(_CellDelegate(self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        across, down = self.horizontalHeader(), self.verticalHeader()
        for header, name in ((across, "Weekdays"), (down, "Weeks")):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setMinimumSectionSize(CELL)
            header.setDefaultSectionSize(CELL)
            header.setProperty("look", "quiet")
            header.setAccessibleName(name)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        across.setFixedHeight(HEADER)
        down.setFixedWidth(WEEK_LABEL)
        self.setCornerButtonEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_activated)

    def show_days(self, cells: Sequence[DayCell]) -> None:
        """Show these days, oldest week at the top; the keyboard starts today, or on the newest."""
        self._weeks.replace(cells)
        if cells and self._weeks.first is not None:
            today = [cell.day for cell in cells if cell.mark is DayMark.TODAY]
            gone = (max(today or [cell.day for cell in cells]) - self._weeks.first).days
            self.setCurrentIndex(self._weeks.index(gone // WEEK, gone % WEEK))
        self.updateGeometry()

    def _on_activated(self, index: QModelIndex) -> None:
        cell = self._weeks.cell_at(index)
        if cell is not None:
            self.day_chosen.emit(cell.day)

    @override
    def sizeHint(self) -> QSize:
        return QSize(WEEK_LABEL + WEEK * CELL + 4, HEADER + max(1, self._weeks.weeks) * CELL + 4)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(WEEK_LABEL + WEEK * CELL + 4, HEADER + 2 * CELL)
