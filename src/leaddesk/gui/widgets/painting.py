# SPDX-License-Identifier: MIT
"""The few strokes that the painted widgets share: rounded grounds, plain elided text, bars."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from leaddesk.gui.theme import Tokens

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter
RING: Final = 2.0
"""Width of the focus ring in device-independent pixels."""
MARK_OVERHANG: Final = 3.0
"""How far the mark of what was expected stands out above and below its bar."""

MOST_FACES: Final = 64
_FACES: Final[dict[int, tuple[QFont, QFontMetricsF]]] = {}


@dataclass(frozen=True, slots=True)
class Ink:
    """How a piece of text is written: face, colour (#RRGGBB) and where it sits in its box."""

    face: QFont
    colour: str
    align: Qt.AlignmentFlag = LEFT


def rounded(
    painter: QPainter, box: QRectF, radius: float, fill: str | None, line: str | None = None
) -> None:
    """Fill a rounded box, with a hair line inside its edge when a line colour is given."""
    if line is not None:
        box = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(QColor(line), 1.0) if line is not None else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, radius, radius)


def focus_ring(painter: QPainter, box: QRectF, radius: float, colour: str) -> None:
    """Draw the ring that shows where the keyboard is, inside the box."""
    inset = RING / 2
    painter.setPen(QPen(QColor(colour), RING))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)


def write(painter: QPainter, box: QRectF, text: str, ink: Ink) -> None:
    """Write one line of plain text, cut with an ellipsis where the box ends."""
    painter.setFont(ink.face)
    painter.setPen(QColor(ink.colour))
    painter.drawText(box, _flags(ink.align), _cut(text, _known(ink.face), round(box.width())))


def text_width(text: str, face: QFont) -> float:
    """Room that one line of text takes, in device-independent pixels."""
    return _width(text, _known(face))


def _known(face: QFont) -> int:
    """The id of a face that is kept from now on, so that the id can't come to mean another."""
    if id(face) not in _FACES:
        if len(_FACES) >= MOST_FACES:
            _FACES.clear()
            _cut.cache_clear()
            _width.cache_clear()
        _FACES[id(face)] = (face, QFontMetricsF(face))
    return id(face)


@cache
def _flags(align: Qt.AlignmentFlag) -> int:
    return int(align | Qt.TextFlag.TextSingleLine)


@lru_cache(maxsize=2048)
def _cut(text: str, face: int, width: int) -> str:
    return _FACES[face][1].elidedText(text, Qt.TextElideMode.ElideRight, width + 0.5)


@lru_cache(maxsize=2048)
def _width(text: str, face: int) -> float:
    return _FACES[face][1].horizontalAdvance(text)


def measure_bar(
    painter: QPainter,
    box: QRectF,
    tokens: Tokens,
    *,
    colour: str,
    part: float,
    expected: float | None,
) -> None:
    """Draw a filled track and the mark of what was expected by now; both parts are 0 to 1."""
    radius = box.height() / 2
    rounded(painter, box, radius, tokens.track)
    if part > 0:
        width = max(box.height(), box.width() * min(1.0, part))
        rounded(
            painter,
            QRectF(box.topLeft(), QPointF(box.left() + width, box.bottom())),
            radius,
            colour,
        )
    if expected is not None:
        at = box.left() + box.width() * min(1.0, max(0.0, expected))
        at = min(max(at, box.left() + 1), box.right() - 1)
        mark = QRectF(at - 1, box.top() - MARK_OVERHANG, 2, box.height() + 2 * MARK_OVERHANG)
        painter.fillRect(mark, QColor(tokens.ink))
