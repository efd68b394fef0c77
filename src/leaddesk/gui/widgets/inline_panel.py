# SPDX-License-Identifier: MIT
"""A small panel over the pad for an outcome that needs a value; never a chain of dialogs."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from leaddesk.gui.theme import SPACE, motion_allowed
from leaddesk.gui.widgets.cap_button import ButtonKind, CapButton
from leaddesk.gui.widgets.floating import Floating
from leaddesk.gui.widgets.text import Text

SLIDE_MS: Final = 120
SLIDE_BY: Final = 16


class InlinePanel(Floating):
    """Asks for one value: Enter takes what stands there, Esc goes back."""

    accepted = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._body: QWidget | None = None
        self._anchor: QWidget | None = None
        self._busy = False
        self._back: QWidget | None = None
        self._title = Text(self, look="heading", elides=True)
        self._hint = Text(self, look="faint", elides=True)
        self._problem = Text(self, look="bad", elides=True)
        self._accept = CapButton(self, keys="Enter", kind=ButtonKind.PRIMARY)
        self._cancel = CapButton(self, text="Back", keys="Esc")
        self._slot = QHBoxLayout()
        self._lay_out()
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setDuration(SLIDE_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._accept.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.cancel)

    @property
    def body(self) -> QWidget | None:
        """What the panel asks with, while it is open."""
        return self._body

    def set_anchor(self, anchor: QWidget) -> None:
        """Cover that widget, which lies inside the parent, and grow upwards when more is needed."""
        self._anchor = anchor
        self.follow(anchor)

    def open_with(
        self, title: str, body: QWidget, accept_words: str = "Log it", hint: str = ""
    ) -> None:
        """Open over the parent with that body, the keyboard in it; the body goes when it closes."""
        self.close_panel()
        self._back = self.window().focusWidget()
        self._body = body
        self._slot.addWidget(body, 1, Qt.AlignmentFlag.AlignVCenter)
        body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._title.setText(title)
        self.setAccessibleName(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._accept.show_button(accept_words, "Enter")
        self.show_problem("")
        self.set_busy(False)
        body.show()
        self.place()
        self.show()
        self.raise_()
        if motion_allowed():
            end = self.pos()
            self._slide.setStartValue(end + QPoint(0, SLIDE_BY))
            self._slide.setEndValue(end)
            self._slide.start()
        _first_control(body).setFocus(Qt.FocusReason.PopupFocusReason)

    def show_problem(self, text: str) -> None:
        """Say what is wrong with the value; empty words take it back."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self._accept.setAccessibleDescription(text)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - one switch, like setEnabled
        """Take nothing while a write is in flight."""
        self._busy = busy
        self._accept.setEnabled(not busy)

    def accept(self) -> None:
        """Take the value; whoever listens closes the panel when it was good."""
        if self._body is not None and not self._busy:
            self.accepted.emit()

    def cancel(self) -> None:
        """Go back without a value."""
        if self._body is not None:
            self.close_panel()
            self.cancelled.emit()

    def close_panel(self) -> None:
        """Close, and give the keyboard back to where it was, unless it has gone elsewhere since."""
        self._slide.stop()
        body, self._body = self._body, None
        if body is None:
            return
        focus = cast("QWidget | None", self.window().focusWidget())
        has_keyboard = focus is None or self.isAncestorOf(focus)
        self._slot.removeWidget(body)
        body.hide()
        body.deleteLater()
        self.hide()
        if has_keyboard and self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._back = None

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(SPACE // 2)
        words.addStretch(1)
        for label in (self._title, self._hint, self._problem):
            words.addWidget(label)
        words.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._accept)
        row = QHBoxLayout(self)
        row.setContentsMargins(5 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        row.setSpacing(5 * SPACE)
        row.addLayout(words, 2)
        row.addLayout(self._slot, 3)
        row.addLayout(buttons)

    @override
    def place(self) -> None:
        over = self.over
        if over is None:
            return
        room = over.rect()
        if self._anchor is not None:
            room = QRect(self._anchor.mapTo(over, QPoint(0, 0)), self._anchor.size())
        height = max(self.sizeHint().height(), room.height() if self._anchor is not None else 0)
        height = min(height, over.height())
        self.setGeometry(room.left(), room.bottom() + 1 - height, room.width(), height)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.accept()
        else:
            super().keyPressEvent(event)


def _first_control(body: QWidget) -> QWidget:
    """The first thing in the body that takes the keyboard, otherwise the body."""
    if body.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return body
    for child in body.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and not child.isHidden():
            return child
    return body
