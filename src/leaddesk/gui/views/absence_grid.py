# SPDX-License-Identifier: MIT
"""Everybody's days of a month as a grid: arrows move, Shift extends, Space marks."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from leaddesk.domain.absence import Absence, AbsenceKind
from leaddesk.gui.models.absence_month import DAY_ROLE, MonthDay
from leaddesk.gui.theme import Tokens, Tone, Weight, font, tokens_in
from leaddesk.gui.widgets.painting import CENTRE, Ink, focus_ring, rounded, write

Index = QModelIndex | QPersistentModelIndex
ROW: Final = 34
LEAST: Final = 24
"""The narrowest day in pixels; a narrower window scrolls."""
HEADER: Final = 44
MARKS: Final = {
    AbsenceKind.AWAY: ("A", Tone.NEUTRAL),
    AbsenceKind.TRAINING: ("T", Tone.ACCENT),
    AbsenceKind.JOB_SWITCH: ("J", Tone.WARN),
}
"""The letter and the colour of each kind."""
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier


class _DayDelegate(QStyledItemDelegate):
    """Draws a day: white at work, grey when off, a letter and a level for what remains of it."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        day = index.data(DAY_ROLE)
        if not isinstance(day, MonthDay):
            return
        tokens, box = tokens_in(option.palette), QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, box, day, tokens, chosen=chosen)
        if day.absence is not None:
            _paint_absence(painter, box.adjusted(2, 4, -2, -4), day.absence, tokens)
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, box.adjusted(0, 1, 0, -1), 6, tokens.accent)
        painter.restore()


def _paint_ground(
    painter: QPainter, box: QRectF, day: MonthDay, tokens: Tokens, *, chosen: bool
) -> None:
    if chosen:
        painter.fillRect(box, tokens.accent_soft)
    elif not day.works:
        painter.fillRect(box, tokens.track)
    if day.holiday and day.absence is None:
        face = font(11, Weight.SEMIBOLD)
        write(painter, box, "H", Ink(face, tokens.secondary, CENTRE))
    if day.today:
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), 2), tokens.accent)


def _paint_absence(painter: QPainter, box: QRectF, absence: Absence, tokens: Tokens) -> None:
    letter, tone = MARKS[absence.kind]
    strong = tokens.strong(tone)
    rounded(painter, box, 5, tokens.soft(tone), strong)
    lift = -3 if absence.share else 0
    face = font(12, Weight.SEMIBOLD)
    write(painter, box.adjusted(0, 0, 0, lift), letter, Ink(face, strong, CENTRE))
    if absence.share:
        room = box.adjusted(4, 0, -4, 0)
        level = QRectF(room.left(), box.bottom() - 6, room.width() * absence.share, 3)
        painter.fillRect(level, strong)


class AbsenceGrid(QTableView):
    """The grid; what is to be done with the chosen days is said by signals."""

    wanted = Signal()
    """The chosen days are to get what is chosen for them."""
    cleared = Signal()
    """The chosen days are to be whole again."""
    kind_picked = Signal(int)
    """The kind with this number, from 1, is chosen."""
    turned = Signal(int)
    """So many months on, or back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Days of the team")
        self.setAccessibleDescription(
            "Arrows move, Shift with arrows chooses several days, Space or Enter marks them, "
            "Page Up and Page Down change the month."
        )
        self.setProperty("look", "bare")
        self.setItemDelegate(_DayDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setMinimumSectionSize(LEAST)
        across.setFixedHeight(HEADER)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        across.setProperty("look", "quiet")
        across.setAccessibleName("Days of the month")
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(ROW)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        down.setProperty("look", "quiet")
        down.setAccessibleName("People")
        for header in (across, down):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~_KEYPAD
        if held:
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.wanted.emit()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.cleared.emit()
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.turned.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_4:
            self.kind_picked.emit(key - Qt.Key.Key_1.value + 1)
        else:
            super().keyPressEvent(event)
