# SPDX-License-Identifier: MIT
"""Reasons to pick one from, as chips with the digit that picks each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from leaddesk.gui.theme import SPACE, Tone, Weight, font, tokens_of
from leaddesk.gui.views.flow_layout import FlowLayout
from leaddesk.gui.widgets.painting import CENTRE, Ink, focus_ring, rounded, text_width, write

HEIGHT = 26
PADDING = 11


class ReasonChip(QPushButton):
    """One reason; chosen when its ground carries the accent."""

    def __init__(self, parent: QWidget | None = None, *, text: str = "") -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        words = text_width(self.text(), font(12, Weight.SEMIBOLD))
        return QSize(round(words + 0.5) + 2 * PADDING, HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, box = tokens_of(self), QRectF(self.rect())
        tone = Tone.ACCENT if self.isChecked() else Tone.NEUTRAL
        edge = tokens.accent if self.isChecked() else None
        if edge is None and self.underMouse():
            edge = tokens.edge
        rounded(painter, box, HEIGHT / 2, tokens.soft(tone), edge)
        ink = Ink(font(12, Weight.SEMIBOLD), tokens.strong(tone), CENTRE)
        write(painter, box.adjusted(4, 0, -4, 0), self.text(), ink)
        if self.hasFocus():
            focus_ring(painter, box, HEIGHT / 2 - 1, tokens.accent)
        painter.end()


class ReasonChips(QWidget):
    """Chips of which one is chosen; digits choose while the keyboard is among them."""

    reason_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, numbered: bool = True) -> None:
        super().__init__(parent)
        self.numbered = numbered
        """Whether each chip shows the digit that chooses it."""
        self._group = QButtonGroup(self)
        self._keys: list[str] = []
        self._flow = FlowLayout(self, 2 * SPACE)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group.idClicked.connect(self._on_clicked)

    @property
    def reason(self) -> str:
        """Key of the chosen reason, empty when none is."""
        place = self._group.checkedId()
        return self._keys[place] if place >= 0 else ""

    def show_reasons(self, reasons: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Offer (key, words) pairs to choose from."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._keys = [key for key, _words in reasons]
        for place, (key, words) in enumerate(reasons):
            shown = f"{place + 1}  {words}" if self.numbered else words
            chip = ReasonChip(self, text=shown)
            chip.setAccessibleName(words)
            self._group.addButton(chip, place)
            self._flow.addWidget(chip)
            chip.setChecked(key == chosen)
            chip.show()
        self.updateGeometry()

    def choose(self, key: str) -> None:
        """Choose a reason by its key, without saying so."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def choose_nothing(self) -> None:
        """Let go of the chosen reason."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    def focus_chips(self) -> None:
        """Put the keyboard on the chosen reason, or on the first."""
        button = self._group.checkedButton() or next(iter(self._group.buttons()), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self, place: int) -> None:
        self.reason_chosen.emit(self._keys[place])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1.value
        if 0 <= place < len(self._keys) and not event.modifiers() & ~_KEYPAD:
            self._group.button(place).setChecked(True)
            self.reason_chosen.emit(self._keys[place])
        else:
            super().keyPressEvent(event)


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
