# SPDX-License-Identifier: MIT
"""What happened with a lead, newest first: when, what, and a quiet second line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from leaddesk.gui.theme import font, tokens_in
from leaddesk.gui.widgets.painting import Ink, focus_ring, write

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
WHEN_WIDTH: Final = 116
"""Room for the longest stamp, "Yesterday 00:00", and the gap after it."""
PAD: Final = 8
INSET: Final = 6
"""Room at the left and the right for the ring that shows the entry at hand."""
WRAP: Final = int(Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignTop)
WRAP_WORDS: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
LONGEST_WORD: Final = 40
"""A word longer than this is broken anywhere, so that it can't leave the column."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One event: when in words, what happened, and details in a quieter line below."""

    when: str
    text: str
    detail: str = ""


def _wrap_of(text: str) -> int:
    return WRAP if any(len(word) > LONGEST_WORD for word in text.split()) else WRAP_WORDS


def _height(text: str, face: QFont, width: int) -> int:
    if not text:
        return 0
    room = QRect(0, 0, width, 100_000)
    return QFontMetrics(face).boundingRect(room, _wrap_of(text), text).height()


class _HistoryDelegate(QStyledItemDelegate):
    """Paints entries; heights are kept per width, because wrapping is what costs."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[HistoryEntry, int], tuple[int, int]] = {}

    def forget(self) -> None:
        self._heights.clear()

    def _split(self, entry: HistoryEntry, width: int) -> tuple[int, int]:
        """Heights of the text and of the detail at that width."""
        known = self._heights.get((entry, width))
        if known is None:
            known = (_height(entry.text, font(), width), _height(entry.detail, font(12), width))
            self._heights[(entry, width)] = known
        return known

    def _room(self) -> int:
        return max(80, self._view.viewport().width() - WHEN_WIDTH - 2 * INSET)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(ENTRY_ROLE)
        text, detail = self._split(entry, self._room())
        return QSize(80, text + (detail + 2 if detail else 0) + 2 * PAD + 1)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: HistoryEntry = index.data(ENTRY_ROLE)
        tokens, box = tokens_in(option.palette), option.rect
        text, detail = self._split(entry, self._room())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), QColor(tokens.line))
        top = box.top() + PAD
        when = QRectF(box.left() + INSET, top, WHEN_WIDTH - 8, QFontMetrics(font()).height())
        write(painter, when, entry.when, Ink(font(tabular=True), tokens.faint))
        left, width = box.left() + INSET + WHEN_WIDTH, self._room()
        painter.setFont(font())
        painter.setPen(QColor(tokens.ink))
        painter.drawText(QRect(left, top, width, text + 4), _wrap_of(entry.text), entry.text)
        if detail:
            painter.setFont(font(12))
            painter.setPen(QColor(tokens.faint))
            below = QRect(left, top + text + 2, width, detail + 4)
            painter.drawText(below, _wrap_of(entry.detail), entry.detail)
        if option.state & QStyle.StateFlag.State_HasFocus:
            ring = QRectF(box).adjusted(0, 1, 0, 0)
            focus_ring(painter, ring, 4, tokens.accent)
        painter.restore()


class _EntriesModel(QAbstractListModel):
    """Holds the entries of one lead."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: tuple[HistoryEntry, ...] = ()

    def replace(self, entries: Sequence[HistoryEntry]) -> None:
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.when, entry.text, entry.detail) if part)
        return None


class HistoryList(QListView):
    """The events of one lead; arrows move through them, copy takes the one at hand as text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bare")
        self.setAccessibleName("History")
        self._entries = _EntriesModel(self)
        self._painter = _HistoryDelegate(self)
        self.setModel(self._entries)
        self.setItemDelegate(self._painter)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # Wrapping hundreds of entries takes longer than a frame: the first ones come at once.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(60)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)

    @property
    def entries(self) -> tuple[HistoryEntry, ...]:
        """What is shown, top to bottom."""
        return self._entries.entries

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Show another history from its newest entry."""
        if tuple(entries) == self._entries.entries:
            return
        self._painter.forget()
        self._entries.replace(entries)
        self.scrollToTop()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy) and index.isValid():
            entry = self._entries.entries[index.row()]
            parts = (entry.when, entry.text, entry.detail)
            QGuiApplication.clipboard().setText("\t".join(part for part in parts if part))
        else:
            super().keyPressEvent(event)
