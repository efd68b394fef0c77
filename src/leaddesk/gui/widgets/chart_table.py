# SPDX-License-Identifier: MIT
"""A chart as a table: bars and shades are painted into cells that the arrows move between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

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
from PySide6.QtGui import QColor, QFont, QPainter
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

from leaddesk.gui.theme import Tokens, Weight, font, tokens_in
from leaddesk.gui.widgets.painting import (
    CENTRE,
    LEFT,
    RIGHT,
    Ink,
    focus_ring,
    rounded,
    text_width,
    write,
)
from leaddesk.gui.widgets.text import plain_tip

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
ROW: Final = 42
LOW_ROW: Final = 30
NARROW: Final = 56
BAR: Final = 17
PAD: Final = 8
LEAST: Final = 3.0
_ROOT = QModelIndex()
_STRONGEST: Final = 0.45
"""How much of the accent the deepest shade has, so that words on it stay readable."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell: its text, a smaller one below, what it says in full, a bar or a shade of 0–1."""

    text: str
    small: str = ""
    said: str = ""
    part: float | None = None
    faint: bool = False


class _MarkDelegate(QStyledItemDelegate):
    """Paints a cell: words over each other, a bar beside its number, or a shade below them."""

    shaded = False
    row_height = ROW

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        mark = index.data(CELL_ROLE)
        if not isinstance(mark, Mark):
            return
        tokens, box = tokens_in(option.palette), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.shaded and mark.part is not None:
            shade = QColor(tokens.accent)
            shade.setAlphaF(_STRONGEST * mark.part)
            painter.fillRect(box.adjusted(1, 1, -1, -1), shade)
        pad = PAD if index.column() == 0 or mark.part is not None else PAD / 4
        inner = box.adjusted(pad, 2, -pad, -2)
        if mark.part is not None and not self.shaded:
            _paint_bar(painter, inner, mark, tokens)
        else:
            _paint_words(painter, inner, mark, tokens, first=index.column() == 0)
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, box.adjusted(1, 1, -1, -1), 6, tokens.accent)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        mark = index.data(CELL_ROLE)
        words = mark.text if isinstance(mark, Mark) and index.column() == 0 else ""
        width = round(text_width(words, font(13, Weight.MEDIUM))) + 2 * PAD + 2
        return QSize(width, self.row_height)


def _paint_bar(painter: QPainter, box: QRectF, mark: Mark, tokens: Tokens) -> None:
    end = min(70.0, box.width() / 2)
    room = max(LEAST, box.width() - end)
    if mark.part:
        bar = QRectF(box.left(), 0, max(LEAST, room * mark.part), BAR)
        bar.moveTop(box.center().y() - BAR / 2)
        rounded(painter, bar, 4, tokens.faint if mark.faint else tokens.accent)
    tail = QRectF(box.right() - end, box.top(), end, box.height())
    ink = tokens.faint if mark.faint else tokens.ink
    write(painter, tail, mark.text, Ink(_face(), ink, RIGHT))


def _paint_words(
    painter: QPainter, box: QRectF, mark: Mark, tokens: Tokens, *, first: bool
) -> None:
    side = LEFT if first else CENTRE
    ink = tokens.faint if mark.faint else tokens.ink
    face = font(13, Weight.MEDIUM) if first else _face()
    if not mark.small:
        write(painter, box, mark.text, Ink(face, ink, side))
        return
    half = box.height() / 2
    upper, lower = box.adjusted(0, 0, 0, -half + 2), box.adjusted(0, half + 1, 0, 0)
    write(painter, upper, mark.text, Ink(face, ink, side))
    write(painter, lower, mark.small, Ink(font(11, tabular=True), tokens.secondary, side))


def _face() -> QFont:
    return font(13, Weight.MEDIUM, tabular=True)


class _MarksModel(QAbstractTableModel):
    """Cells as they are shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.heads: tuple[str, ...] = ()
        self.rows: tuple[tuple[Mark, ...], ...] = ()

    def replace(self, heads: tuple[str, ...], rows: tuple[tuple[Mark, ...], ...]) -> None:
        self.beginResetModel()
        self.heads, self.rows = heads, rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.heads)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        mark = self.rows[index.row()][index.column()]
        if role == CELL_ROLE:
            return mark
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return mark.said or mark.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(mark.said or mark.text)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation is Qt.Orientation.Horizontal
        if not across or not 0 <= section < len(self.heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if section == 0 else CENTRE
        return None


class ChartTable(QTableView):
    """Shows marks; arrows move from one to the next, Enter chooses a row."""

    row_chosen = Signal(int)
    head_chosen = Signal(int)
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bare")
        self._marks = _MarksModel(self)
        self._painter = _MarkDelegate(self)
        self.setModel(self._marks)
        self.setItemDelegate(self._painter)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setProperty("look", "quiet")
        across.setSectionsClickable(True)
        across.sectionClicked.connect(self.head_chosen)
        self.activated.connect(lambda index: self.row_chosen.emit(index.row()))
        self.selectionModel().currentChanged.connect(lambda now, _was: self._tell(now))

    def show_marks(
        self, name: str, heads: tuple[str, ...], rows: tuple[tuple[Mark, ...], ...],
        *, shaded: bool = False,
    ) -> None:  # fmt: skip
        """Show a chart; the keyboard stays in its place where there still is one."""
        at = (max(0, self.currentIndex().row()), max(0, self.currentIndex().column()))
        self._painter.shaded = shaded
        self.setAccessibleName(name)
        self._marks.replace(heads, rows)
        across = self.horizontalHeader()
        for place in range(len(heads)):
            across.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        if heads:
            across.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        across.setMinimumSectionSize(40)
        if heads and across.isHidden():
            across.setSectionResizeMode(len(heads) - 1, QHeaderView.ResizeMode.Fixed)
            across.resizeSection(len(heads) - 1, NARROW)
        self.updateGeometry()
        if rows:
            row, column = min(at[0], len(rows) - 1), min(at[1], len(heads) - 1)
            self.setCurrentIndex(self._marks.index(row, column))

    def show_compact(self) -> None:
        """Take little room: lower rows, no headings, and a last column of a share alone."""
        self._painter.row_height = LOW_ROW
        self.verticalHeader().setDefaultSectionSize(LOW_ROW)
        self.horizontalHeader().hide()
        self.updateGeometry()

    def show_sorted(self, column: int, *, falling: bool) -> None:
        """Show by an arrow which column the rows are sorted by; -1 for none."""
        order = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicatorShown(column >= 0)
        self.horizontalHeader().setSortIndicator(column, order)

    def _tell(self, index: QModelIndex) -> None:
        said = index.data(Qt.ItemDataRole.AccessibleTextRole) if index.isValid() else ""
        self.told.emit(str(said or ""))

    @override
    def sizeHint(self) -> QSize:
        return QSize(360, self._tall(max(1, len(self._marks.rows))))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(300, self._tall(min(3, max(1, len(self._marks.rows)))))

    def _tall(self, rows: int) -> int:
        across = self.horizontalHeader()
        head = 0 if across.isHidden() else across.sizeHint().height()
        return head + 4 + self._painter.row_height * rows
