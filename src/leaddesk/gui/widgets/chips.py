# SPDX-License-Identifier: MIT
"""Small labels that say what kind something is, and the caps that say which key does it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from leaddesk.gui.theme import Tokens, Tone, Weight, font, tokens_of
from leaddesk.gui.widgets.painting import CENTRE, Ink, rounded, text_width, write

CHIP_HEIGHT: Final = 20
CHIP_PADDING: Final = 9
CAP_HEIGHT: Final = 18
CAP_PADDING: Final = 6


def chip_width(text: str) -> float:
    """Room that a chip with that text takes, in device-independent pixels."""
    return text_width(text, _chip_face()) + 2 * CHIP_PADDING


def paint_chip(painter: QPainter, box: QRectF, text: str, tone: Tone, tokens: Tokens) -> None:
    """Draw a chip that fills the box."""
    rounded(painter, box, box.height() / 2, tokens.soft(tone))
    inner = box.adjusted(CHIP_PADDING - 1, 0, 1 - CHIP_PADDING, 0)
    write(painter, inner, text, Ink(_chip_face(), tokens.strong(tone), CENTRE))


def cap_width(keys: str) -> float:
    """Room that a key cap takes, in device-independent pixels."""
    return max(float(CAP_HEIGHT - 1), text_width(keys, _cap_face()) + 2 * CAP_PADDING - 1)


def paint_cap(
    painter: QPainter, box: QRectF, keys: str, *, ink: str, line: str, fill: str | None
) -> None:
    """Draw the cap of a key that fills the box; the lower edge is a little heavier."""
    rounded(painter, box, 4, fill, line)
    write(painter, box, keys, Ink(_cap_face(), ink, CENTRE))


def _chip_face() -> QFont:
    return font(12, Weight.SEMIBOLD, tabular=True)


def _cap_face() -> QFont:
    return font(11, Weight.SEMIBOLD, tabular=True)


class Chip(QLabel):
    """A rounded label whose colour repeats what its words say."""

    def __init__(
        self, parent: QWidget | None = None, *, text: str = "", tone: Tone = Tone.NEUTRAL
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._tone = tone
        self.setText(text)

    def show_chip(self, text: str, tone: Tone) -> None:
        """Change words and colour; without words the chip takes no room."""
        self._tone = tone
        self.setText(text)
        self.setVisible(bool(text))
        self.update()

    @property
    def tone(self) -> Tone:
        """The colour's meaning."""
        return self._tone

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(chip_width(self.text()) + 0.5), CHIP_HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 4 * CHIP_PADDING), CHIP_HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_chip(painter, QRectF(self.rect()), self.text(), self._tone, tokens_of(self))
        painter.end()


class KeyHint(QLabel):
    """The cap of the key that does the thing beside it."""

    def __init__(self, parent: QWidget | None = None, *, keys: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(keys)

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(f"key {text}")

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(cap_width(self.text()) + 0.5), CAP_HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self)
        box = QRectF(self.rect())
        paint_cap(painter, box, self.text(), ink=tokens.faint, line=tokens.line, fill=tokens.paper)
        painter.end()
