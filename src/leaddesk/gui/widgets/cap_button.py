# SPDX-License-Identifier: MIT
"""A button that shows the key which presses it."""

from __future__ import annotations

from enum import Enum
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from leaddesk.gui.icons import paint_icon
from leaddesk.gui.theme import Tokens, Weight, font, tokens_of
from leaddesk.gui.widgets.chips import CAP_HEIGHT, cap_width, paint_cap
from leaddesk.gui.widgets.painting import Ink, focus_ring, rounded, text_width, write

PADDING: Final = 15
GAP: Final = 8
ICON_SIDE: Final = 16
HEIGHT: Final = 38


class ButtonKind(Enum):
    """How much a button asks to be pressed."""

    PLAIN = "plain"
    PRIMARY = "primary"
    GOOD = "good"
    DANGER = "danger"


def button_colours(kind: ButtonKind, tokens: Tokens, *, enabled: bool) -> tuple[str, str, str]:
    """Ground, edge and text colour of a button."""
    if not enabled:
        return tokens.paper, tokens.line, tokens.faint
    if kind is ButtonKind.PRIMARY:
        return tokens.accent, tokens.accent, tokens.on_fill
    if kind is ButtonKind.GOOD:
        return tokens.good, tokens.good, tokens.on_fill
    return tokens.surface, tokens.line, tokens.bad if kind is ButtonKind.DANGER else tokens.ink


class CapButton(QPushButton):
    """Words, an optional icon before them and an optional key cap behind them."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        text: str = "",
        keys: str = "",
        kind: ButtonKind = ButtonKind.PLAIN,
        icon_name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "painted")
        # Outside a dialog Qt lets only Space press a button; people press Enter.
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._keys = keys
        self._kind = kind
        self._icon_name = icon_name
        self.setText(text)
        self._name()

    @property
    def keys(self) -> str:
        """What stands on the cap."""
        return self._keys

    def show_button(
        self, text: str, keys: str = "", kind: ButtonKind | None = None, icon_name: str = ""
    ) -> None:
        """Change words, cap, icon and, when given, the kind."""
        self._keys = keys
        self._kind = kind or self._kind
        self._icon_name = icon_name
        self.setText(text)
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        words = self.text()
        self.setAccessibleName(f"{words}, key {self._keys}" if self._keys else words)

    @override
    def sizeHint(self) -> QSize:
        width = text_width(self.text(), font(13, Weight.SEMIBOLD)) + 2 * PADDING + 2
        width += cap_width(self._keys) + GAP if self._keys else 0
        width += ICON_SIDE + GAP if self._icon_name else 0
        return QSize(round(width), HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, box = tokens_of(self), QRectF(self.rect())
        enabled = self.isEnabled()
        fill, edge, ink = button_colours(self._kind, tokens, enabled=enabled)
        filled = enabled and self._kind in {ButtonKind.PRIMARY, ButtonKind.GOOD}
        hovered = enabled and (self.underMouse() or self.isDown())
        if hovered and not filled:
            fill, edge = tokens.hover, tokens.edge
        rounded(painter, box, 8, fill, edge)
        if hovered and filled:
            veil = QColor(tokens.ink)
            veil.setAlpha(60 if self.isDown() else 30)
            painter.setBrush(veil)
            painter.drawRoundedRect(box, 8, 8)
        left = float(PADDING)
        if self._icon_name:
            top = (self.height() - ICON_SIDE) / 2
            paint_icon(painter, self._icon_name, QRectF(left, top, ICON_SIDE, ICON_SIDE), ink)
            left += ICON_SIDE + GAP
        right = self._paint_keys(painter, ink, filled=filled)
        words = QRectF(left, 0, right - left, self.height())
        write(painter, words, self.text(), Ink(font(13, Weight.SEMIBOLD), ink))
        if self.hasFocus():
            focus_ring(painter, box, 8, tokens.ink if filled else tokens.accent)
        painter.end()

    def _paint_keys(self, painter: QPainter, ink: str, *, filled: bool) -> float:
        """Draw the cap against the right edge and return where the words have to end."""
        right = float(self.width() - PADDING)
        if not self._keys:
            return right + 2
        tokens, width = tokens_of(self), cap_width(self._keys)
        cap = QRectF(right - width, (self.height() - CAP_HEIGHT) / 2, width, CAP_HEIGHT)
        if filled:
            paint_cap(painter, cap, self._keys, ink=ink, line=ink, fill=None)
        else:
            paint_cap(
                painter, cap, self._keys, ink=tokens.faint, line=tokens.line, fill=tokens.paper
            )
        return cap.left() - GAP + 2
