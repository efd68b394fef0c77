# SPDX-License-Identifier: MIT
"""The rail at the left: one icon and one word per screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from leaddesk.gui.icons import app_icon, icon, paint_icon
from leaddesk.gui.theme import SPACE, Weight, font, tokens_of
from leaddesk.gui.widgets.painting import CENTRE, Ink, focus_ring, rounded, text_width, write
from leaddesk.gui.widgets.text import set_tip

RAIL_WIDTH: Final = 76
ITEM_HEIGHT: Final = 52
ICON_SIDE: Final = 20
LINE_HEIGHT: Final = 12
MOST_SHOWN: Final = 99
_BRAND: Final = 38


@dataclass(frozen=True, slots=True)
class NavItem:
    """One screen: its id, its word, its icon, the keys that open it, and how much waits there."""

    screen: str
    word: str
    icon: str
    keys: str = ""
    badge: int = 0


MORE: Final = NavItem("", "More", "ellipsis", "Ctrl+0")
"""Stands last where not every screen has room; a menu of the others opens from it."""

DIMMED = 0.4
"""How strong a screen is drawn that can't be opened yet."""


class NavButton(QPushButton):
    """One screen in the rail."""

    stepped = Signal(int)

    def __init__(self, item: NavItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "painted")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._item = item
        self.show_item(item)

    @property
    def item(self) -> NavItem:
        """What the button stands for."""
        return self._item

    def show_item(self, item: NavItem) -> None:
        """Change word, icon, keys and badge."""
        self._item = item
        waiting = f", {item.badge} waiting" if item.badge else ""
        self.setAccessibleName(f"{item.word}{waiting}")
        self.setAccessibleDescription(item.keys)
        set_tip(self, f"{item.word}{waiting}  {item.keys}".rstrip())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(RAIL_WIDTH - 2 * 6, ITEM_HEIGHT)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, box = tokens_of(self), QRectF(self.rect())
        chosen = self.isChecked()
        lit = self.isEnabled() and (self.underMouse() or self.isDown())
        if chosen or lit:
            rounded(painter, box, 8, tokens.accent_soft if chosen else tokens.track)
        colour = tokens.accent if chosen else tokens.secondary
        painter.setOpacity(1.0 if self.isEnabled() else DIMMED)
        face = font(11, Weight.SEMIBOLD if chosen else Weight.MEDIUM)
        left, lines = (self.width() - ICON_SIDE) / 2, self._lines()
        top, below = (8, 23) if len(lines) == 1 else (3, 21)
        paint_icon(painter, self._item.icon, QRectF(left, top, ICON_SIDE, ICON_SIDE), colour)
        for place, line in enumerate(lines):
            room = QRectF(1, top + below + LINE_HEIGHT * place, self.width() - 2, 16)
            write(painter, room, line, Ink(face, colour, CENTRE))
        if self._item.badge:
            self._paint_badge(painter)
        if self.hasFocus():
            focus_ring(painter, box, 8, tokens.accent)
        painter.end()

    def _lines(self) -> list[str]:
        """Return the word in one line, or in two when it is too long for one."""
        word = self._item.word
        widest = text_width(word, font(11, Weight.SEMIBOLD))
        return [word] if widest <= self.width() - 2 else word.split(" ", 1)

    def _paint_badge(self, painter: QPainter) -> None:
        tokens, count = tokens_of(self), self._item.badge
        words = str(count) if count <= MOST_SHOWN else f"{MOST_SHOWN}+"
        face = font(10, Weight.BOLD, tabular=True)
        width = max(17.0, text_width(words, face) + 9)
        box = QRectF(self.width() / 2 + 4, 2, width, 15)
        rounded(painter, box.adjusted(-1.5, -1.5, 1.5, 1.5), 9, tokens.surface)
        rounded(painter, box, 7.5, tokens.hot)
        write(painter, box, words, Ink(face, tokens.on_fill, CENTRE))


class _Brand(QWidget):
    """The mark of the program at the head of the rail."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(_BRAND, _BRAND)
        self.setAccessibleName("LeadDesk")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        app_icon().paint(painter, self.rect())
        painter.end()


class NavRail(QFrame):
    """The screens a person may open, top to bottom, the one that is open marked.

    What has no room in the height there is stands in the menu of the last button.
    """

    screen_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(RAIL_WIDTH)
        self.setAccessibleName("Screens")
        self._buttons: list[NavButton] = []
        self._current = ""
        self._more = NavButton(MORE, self)
        self._more.clicked.connect(self.open_more)
        self._more.stepped.connect(lambda step: self._on_stepped(self._more, step))
        self._column = QVBoxLayout(self)
        # It may become lower than all of its buttons: some are folded away then.
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._column.setContentsMargins(6, 2 * SPACE, 7, 3 * SPACE)
        self._column.setSpacing(SPACE // 2)
        self._column.addWidget(_Brand(self), 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(3 * SPACE)
        self._column.addWidget(self._more)
        self._column.addStretch(1)
        self._more.hide()
        # What stands around the buttons: no button is there yet.
        self._head = self._column.minimumSize().height()

    @property
    def current(self) -> str:
        """Id of the open screen, empty before the first."""
        return self._current

    @property
    def buttons(self) -> tuple[NavButton, ...]:
        """The buttons of all screens, top to bottom; some may stand in the menu only."""
        return tuple(self._buttons)

    @property
    def more(self) -> NavButton:
        """The button of what has no room."""
        return self._more

    @property
    def folded(self) -> tuple[NavItem, ...]:
        """The screens that stand in the menu."""
        return tuple(button.item for button in self._buttons if button.isHidden())

    def open_more(self) -> None:
        """Open the menu of what has no room, beside its button."""
        self._mark()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("More screens")
        for item in self.folded:
            waiting = f" ({item.badge})" if item.badge else ""
            words = f"{item.word}{waiting}\t{item.keys}".rstrip("\t")
            entry = menu.addAction(icon(item.icon), words)
            entry.setCheckable(True)
            entry.setChecked(item.screen == self._current)
            entry.triggered.connect(lambda _on, screen=item.screen: self.choose(screen))
        if not menu.isEmpty():
            menu.popup(self._more.mapToGlobal(self._more.rect().topRight()))

    def show_items(self, items: Sequence[NavItem]) -> None:
        """Show these screens instead of the ones before."""
        for button in self._buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._made(item) for item in items]
        for place, button in enumerate(self._buttons):
            self._column.insertWidget(2 + place, button)
        self._fit()
        self._mark()

    def set_badge(self, screen: str, count: int) -> None:
        """Say how much waits on a screen; a screen that is not shown is passed over."""
        for button in self._buttons:
            item = button.item
            if item.screen == screen and item.badge != count:
                button.show_item(NavItem(item.screen, item.word, item.icon, item.keys, count))
        self._fit()

    def choose(self, screen: str) -> None:
        """Mark a screen as the open one and announce it when it was not."""
        if screen != self._current:
            self._current = screen
            self._mark()
            self.screen_chosen.emit(screen)
        else:
            self._mark()

    def _made(self, item: NavItem) -> NavButton:
        button = NavButton(item, self)
        button.clicked.connect(lambda: self.choose(button.item.screen))
        button.stepped.connect(lambda step: self._on_stepped(button, step))
        return button

    def _mark(self) -> None:
        for button in self._buttons:
            button.setChecked(button.item.screen == self._current)
        self._more.setChecked(any(item.screen == self._current for item in self.folded))

    def _fit(self) -> None:
        """Fold away what has no room; the last place is the menu's then."""
        room = (self.height() - self._head) // (ITEM_HEIGHT + self._column.spacing())
        shown = len(self._buttons) if len(self._buttons) <= room else max(0, room - 1)
        for place, button in enumerate(self._buttons):
            button.setVisible(place < shown)
        self._more.setVisible(shown < len(self._buttons))
        waiting = sum(item.badge for item in self.folded)
        self._more.show_item(NavItem(MORE.screen, MORE.word, MORE.icon, MORE.keys, waiting))

    def _on_stepped(self, button: NavButton, step: int) -> None:
        there = [one for one in (*self._buttons, self._more) if not one.isHidden()]
        place = (there.index(button) + step) % len(there)
        there[place].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(RAIL_WIDTH, _BRAND + 4 * ITEM_HEIGHT)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._mark()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(tokens.line))
        painter.end()
