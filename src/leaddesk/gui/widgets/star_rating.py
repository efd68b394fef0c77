# SPDX-License-Identifier: MIT
"""One to five stars, by mouse or by the keys 1 to 5 and the arrows."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget
from typing_extensions import override

from leaddesk.gui.theme import tokens_of
from leaddesk.gui.widgets.painting import focus_ring

STARS: Final = 5
SIDE: Final = 22
GAP: Final = 4
MARGIN: Final = 4
# A five-pointed star in a square of side 1, outer and inner corners in turn.
_STAR: Final = (
    (0.5, 0.02), (0.65, 0.33), (0.99, 0.38), (0.74, 0.62), (0.8, 0.96),
    (0.5, 0.8), (0.2, 0.96), (0.26, 0.62), (0.01, 0.38), (0.35, 0.33),
)  # fmt: skip


class StarRating(QSlider):
    """A slider of five stars; 0 means that nobody has rated yet."""

    rating_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, STARS)
        self.setPageStep(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Rating, 1 to 5")
        self.valueChanged.connect(self._on_value_changed)
        self._on_value_changed(0)

    @property
    def rating(self) -> int:
        """1 to 5, or 0 while nothing was chosen."""
        return self.value()

    def set_rating(self, stars: int) -> None:
        """Show a rating; 0 shows none."""
        self.setValue(stars)

    def _on_value_changed(self, stars: int) -> None:
        self.setAccessibleDescription(f"{stars} of {STARS}" if stars else "not rated yet")
        self.rating_changed.emit(stars)
        self.update()

    def _star_at(self, x: float) -> int:
        return max(1, min(STARS, int((x - MARGIN + GAP / 2) // (SIDE + GAP)) + 1))

    @override
    def sizeHint(self) -> QSize:
        return QSize(STARS * SIDE + (STARS - 1) * GAP + 2 * MARGIN, SIDE + 2 * MARGIN)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if len(digit) == 1 and "0" <= digit <= str(STARS):
            self.setValue(int(digit))
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setValue(self._star_at(event.position().x()))
            event.accept()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.setValue(self._star_at(event.position().x()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self)
        for place in range(STARS):
            filled = place < self.value()
            left = MARGIN + place * (SIDE + GAP)
            star = QPolygonF([QPointF(left + x * SIDE, MARGIN + y * SIDE) for x, y in _STAR])
            pen = QPen(QColor(tokens.accent if filled else tokens.edge), 1.4)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(QColor(tokens.accent) if filled else Qt.BrushStyle.NoBrush)
            painter.drawPolygon(star)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 6, tokens.accent)
        painter.end()
