# SPDX-License-Identifier: MIT
"""Lists of leads as the window shows them: name and why on one glance, sections between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from leaddesk.gui.theme import Tokens, Tone, Weight, capitals, font, tokens_in
from leaddesk.gui.widgets.chips import CHIP_HEIGHT, chip_width, paint_chip
from leaddesk.gui.widgets.painting import RIGHT, Ink, focus_ring, text_width, write
from leaddesk.gui.widgets.text import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which a model hands the delegate its UpNextRow or SectionRow."""
ROW_HEIGHT: Final = 56
SECTION_HEIGHT: Final = 38
PADDING: Final = 14
NARROW: Final = 90


@dataclass(frozen=True, slots=True)
class UpNextRow:
    """One lead in a list: who, what is known, a chip that says why it is here, and a short time."""

    key: str
    title: str
    subtitle: str = ""
    chip: str = ""
    tone: Tone = Tone.NEUTRAL
    trailing: str = ""
    dimmed: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A heading between rows; it can't be chosen."""

    title: str
    trailing: str = ""


def spoken(row: UpNextRow | SectionRow) -> str:
    """What a screen reader says for a row."""
    if isinstance(row, SectionRow):
        return ", ".join(part for part in (row.title, row.trailing) if part)
    parts = (row.title, row.subtitle, row.chip, row.trailing, row.tip)
    return ", ".join(part for part in parts if part)


class UpNextDelegate(QStyledItemDelegate):
    """Paints the rows that a model hands out under ROW_ROLE."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        section = isinstance(index.data(ROW_ROLE), SectionRow)
        return QSize(200, SECTION_HEIGHT if section else ROW_HEIGHT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        tokens = tokens_in(option.palette)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, SectionRow):
            _paint_section(painter, box, row, tokens, first=index.row() == 0)
        elif isinstance(row, UpNextRow):
            state = option.state
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            hovered = bool(state & QStyle.StateFlag.State_MouseOver)
            _paint_ground(painter, box, tokens, chosen=chosen, hovered=hovered)
            _paint_row(painter, box, row, tokens)
            if state & QStyle.StateFlag.State_HasFocus:
                focus_ring(painter, box.adjusted(0, 0, 0, -1), 4, tokens.accent)
        painter.restore()


def _paint_ground(
    painter: QPainter, box: QRectF, tokens: Tokens, *, chosen: bool, hovered: bool
) -> None:
    if chosen:
        painter.fillRect(box, QColor(tokens.accent_soft))
        painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), QColor(tokens.accent))
    elif hovered:
        painter.fillRect(box, QColor(tokens.hover))
    line = QRectF(box.left(), box.bottom() - 1, box.width(), 1)
    painter.fillRect(line, QColor(tokens.line))


def _paint_row(painter: QPainter, box: QRectF, row: UpNextRow, tokens: Tokens) -> None:
    inner = box.adjusted(PADDING, 8, -PADDING, -8)
    chip_room = 0.0
    if row.chip:
        width = min(chip_width(row.chip), max(NARROW, inner.width() * 0.55))
        chip = QRectF(inner.right() - width, inner.top() + 1, width, CHIP_HEIGHT)
        tone = Tone.NEUTRAL if row.dimmed else row.tone
        paint_chip(painter, chip, row.chip, tone, tokens)
        chip_room = width + 8
    title = QRectF(inner.left(), inner.top(), inner.width() - chip_room, 21)
    weight = Weight.MEDIUM if row.dimmed else Weight.SEMIBOLD
    ink = tokens.faint if row.dimmed else tokens.ink
    write(painter, title, row.title, Ink(font(13, weight), ink))
    small = font(12, tabular=True)
    time_room = text_width(row.trailing, small) + 8 if row.trailing else 0.0
    below = QRectF(inner.left(), inner.top() + 22, inner.width() - time_room, 18)
    write(painter, below, row.subtitle, Ink(small, tokens.faint))
    if row.trailing:
        below = QRectF(inner.right() - time_room, inner.top() + 22, time_room, 18)
        write(painter, below, row.trailing, Ink(small, tokens.faint, RIGHT))


def _paint_section(
    painter: QPainter, box: QRectF, row: SectionRow, tokens: Tokens, *, first: bool
) -> None:
    inner = box.adjusted(PADDING, 0 if first else 6, -PADDING, 0)
    write(painter, inner, row.trailing, Ink(font(12), tokens.faint, RIGHT))
    room = text_width(row.trailing, font(12)) + 8 if row.trailing else 0.0
    write(painter, inner.adjusted(0, 0, -room, 0), row.title, Ink(capitals(), tokens.faint))
    line = QRectF(box.left(), box.bottom() - 1, box.width(), 1)
    painter.fillRect(line, QColor(tokens.line))


class _RowsModel(QAbstractListModel):
    """Holds the rows of one list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[UpNextRow | SectionRow, ...] = ()

    def replace(self, rows: Sequence[UpNextRow | SectionRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], SectionRow):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, UpNextRow):
            return plain_tip(row.tip or spoken(row))
        return None


class RowList(QListView):
    """A list of rows that tells which one the person moved to and which one was opened."""

    row_chosen = Signal(str)
    row_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bare")
        self._rows = _RowsModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(UpNextDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.activated.connect(self._on_activated)

    @property
    def current_key(self) -> str:
        """Key of the row the person is on, empty when there is none."""
        row = self.currentIndex().data(ROW_ROLE) if self.currentIndex().isValid() else None
        return row.key if isinstance(row, UpNextRow) else ""

    def show_rows(self, rows: Sequence[UpNextRow | SectionRow]) -> None:
        """Show other rows; the person stays on the same key and place when it is still there."""
        key, place = self.current_key, self.verticalScrollBar().value()
        self._rows.replace(rows)
        self.select_key(key)
        self.verticalScrollBar().setValue(place)

    def select_key(self, key: str) -> bool:
        """Move to the row with that key without announcing it; False when there is none."""
        for place, row in enumerate(self._rows.rows):
            if isinstance(row, UpNextRow) and row.key == key:
                blocked = self.blockSignals(True)
                self.setCurrentIndex(self._rows.index(place))
                self.blockSignals(blocked)
                self.viewport().update()
                return True
        return False

    @override
    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home goes to the first row, past a heading above it."""
        if cursorAction is QAbstractItemView.CursorAction.MoveHome:
            for place, row in enumerate(self._rows.rows):
                if isinstance(row, UpNextRow):
                    return self._rows.index(place)
        return super().moveCursor(cursorAction, modifiers)

    def _on_current_changed(self, current: QModelIndex) -> None:
        row = current.data(ROW_ROLE) if current.isValid() else None
        if isinstance(row, UpNextRow) and not self.signalsBlocked():
            self.row_chosen.emit(row.key)

    def _on_activated(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, UpNextRow):
            self.row_activated.emit(row.key)
