# SPDX-License-Identifier: MIT
"""One box for every action and every lead: type, arrows, Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from leaddesk.gui.icons import paint_icon
from leaddesk.gui.theme import SPACE, Weight, capitals, font, tokens_in, tokens_of
from leaddesk.gui.widgets.chips import CAP_HEIGHT, cap_width, paint_cap
from leaddesk.gui.widgets.floating import Floating
from leaddesk.gui.widgets.painting import Ink, rounded, text_width, write
from leaddesk.gui.widgets.text import Text, plain_tip

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
WIDTH: Final = 620
ROW: Final = 40
GROUP: Final = 30
MOST_HEIGHT: Final = 420
HEAD: Final = 60


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """One thing that can be chosen; rows of the same group stand together under its name."""

    row_id: str
    title: str
    subtitle: str = ""
    group: str = ""
    icon: str = ""
    keys: str = ""
    payload: object = None


class _RowsModel(QAbstractListModel):
    """Rows with the names of their groups between them (a plain str is a name)."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[PaletteRow | str] = []

    def replace(self, rows: Sequence[PaletteRow]) -> None:
        self.beginResetModel()
        self.rows = []
        group = ""
        for row in rows:
            if row.group and row.group != group:
                self.rows.append(row.group)
            group = row.group
            self.rows.append(row)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole else None
        words = ", ".join(part for part in (row.title, row.subtitle, row.keys) if part)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return words
        return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else None


class _RowDelegate(QStyledItemDelegate):
    """Paints icon, title, remark and key cap."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, GROUP if isinstance(index.data(ROW_ROLE), str) else ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, box = index.data(ROW_ROLE), QRectF(option.rect)
        tokens = tokens_in(option.palette)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, str):
            write(painter, box.adjusted(12, 6, -12, 0), row, Ink(capitals(), tokens.faint))
        elif isinstance(row, PaletteRow):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            if chosen:
                rounded(painter, box.adjusted(0, 1, 0, -1), 8, tokens.accent_soft)
            if row.icon:
                top = box.top() + (ROW - 16) / 2
                colour = tokens.accent if chosen else tokens.secondary
                paint_icon(painter, row.icon, QRectF(box.left() + 12, top, 16, 16), colour)
            right = box.right() - 12
            if row.keys:
                cap = QRectF(
                    right - cap_width(row.keys),
                    box.top() + (ROW - CAP_HEIGHT) / 2,
                    cap_width(row.keys),
                    CAP_HEIGHT,
                )
                paint_cap(
                    painter, cap, row.keys, ink=tokens.faint, line=tokens.line, fill=tokens.paper
                )
                right = cap.left() - 10
            words = QRectF(box.left() + 40, box.top(), right - box.left() - 40, ROW)
            title = Ink(font(13, Weight.MEDIUM), tokens.ink)
            write(painter, words, row.title, title)
            after = text_width(row.title, title.face) + 10
            write(
                painter, words.adjusted(after, 0, 0, 0), row.subtitle, Ink(font(12), tokens.faint)
            )
        painter.restore()


class CommandPalette(Floating):
    """Lies over the whole window; answers may come late, only the newest are shown."""

    query_changed = Signal(int, str)
    chosen = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Command palette")
        self._token = 0
        self._answered = 0
        self._chosen_early = False
        self._back: QWidget | None = None
        self._line = QLineEdit(self)
        self._line.setPlaceholderText("Search leads and actions")
        self._line.setAccessibleName("Search leads and actions")
        self._line.setClearButtonEnabled(True)
        self._rows = _RowsModel(self)
        self._list = QListView(self)
        self._list.setProperty("look", "bare")
        self._list.setAccessibleName("Results")
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_RowDelegate(self))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._nothing = Text(self, look="secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(self._line)
        column.addWidget(self._nothing)
        column.addWidget(self._list, 1)
        self._line.textChanged.connect(self._on_text_changed)
        self._line.installEventFilter(self)
        self._list.clicked.connect(self._on_clicked)

    @property
    def token(self) -> int:
        """The number of the newest question; an answer to another one is dropped."""
        return self._token

    def open_palette(self) -> None:
        """Open with an empty box and the keyboard in it; asks for the rows of nothing typed."""
        if self.isVisible():
            self._line.setFocus()
            self._line.selectAll()
            return
        self._back = self.window().focusWidget()
        self._rows.replace(())
        self._line.blockSignals(True)
        self._line.clear()
        self._line.blockSignals(False)
        self.place()
        self.show()
        self.raise_()
        self._line.setFocus(Qt.FocusReason.PopupFocusReason)
        self._on_text_changed("")

    def close_palette(self) -> None:
        """Close and give the keyboard back."""
        if self.isHidden():
            return
        self.hide()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._back = None
        self.closed.emit()

    def set_results(self, token: int, rows: Sequence[PaletteRow]) -> bool:
        """Show the answer to the question with that number; False when a newer one was asked."""
        if token != self._token:
            return False
        self._answered = token
        self._rows.replace(rows)
        self._nothing.setText("" if rows else "Nothing found")
        self._nothing.setVisible(not rows)
        self._move_to(0, 1)
        self.place()
        if self._chosen_early and self.isVisible():
            self._choose()
        return True

    def set_waiting(self) -> None:
        """Say that the answer is under way."""
        self._nothing.setText("Searching…")
        self._nothing.show()
        self.place()

    @property
    def current_row(self) -> PaletteRow | None:
        """The row that Enter would choose."""
        index = self._list.currentIndex()
        row = index.data(ROW_ROLE) if index.isValid() else None
        return row if isinstance(row, PaletteRow) else None

    def _move_to(self, place: int, step: int) -> None:
        """Go to the row at that place, or to the next one in that direction that can be chosen."""
        while 0 <= place < len(self._rows.rows):
            if isinstance(self._rows.rows[place], PaletteRow):
                self._list.setCurrentIndex(self._rows.index(place))
                return
            place += step

    def _choose(self) -> None:
        # Enter is often faster than the answer; the rows of fewer letters are not what was meant.
        self._chosen_early = self._answered != self._token
        if self._chosen_early:
            return
        row = self.current_row
        if row is not None:
            self.close_palette()
            self.chosen.emit(row.payload if row.payload is not None else row.row_id)

    def _on_text_changed(self, text: str) -> None:
        self._token += 1
        self._chosen_early = False
        self.query_changed.emit(self._token, text)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._list.setCurrentIndex(index)
        self._choose()

    def _on_key(self, event: QKeyEvent) -> bool:
        """Act on a key pressed in the box; False leaves it to the box."""
        here, page = self._list.currentIndex().row(), 8
        last = len(self._rows.rows) - 1
        moves = {
            Qt.Key.Key_Down: (here + 1, 1),
            Qt.Key.Key_Up: (here - 1, -1),
            Qt.Key.Key_PageDown: (min(last, here + page), 1),
            Qt.Key.Key_PageUp: (max(0, here - page), 1),
        }
        key = Qt.Key(event.key())
        if key in moves:
            self._move_to(*moves[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose()
        elif key is Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return False
        return True

    @override
    def place(self) -> None:
        over = self.over
        if over is None:
            return
        width = min(WIDTH, over.width() - 8 * SPACE)
        rows = sum(GROUP if isinstance(row, str) else ROW for row in self._rows.rows)
        # An empty list still asks for room, and the line above it would be squeezed.
        self._list.setVisible(bool(rows))
        height = HEAD + min(MOST_HEIGHT, rows) + (28 if not self._nothing.isHidden() else 4)
        height = min(height, over.height() - 24 * SPACE)
        self.setGeometry((over.width() - width) // 2, 18 * SPACE, width, height)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._on_key(event)
            if event.type() == QEvent.Type.FocusOut and self.isVisible():
                self.close_palette()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self)
        rounded(painter, QRectF(self.rect()), 12, tokens.surface, tokens.edge)
        painter.end()
