# SPDX-License-Identifier: MIT
"""The panels that open where the buttons were: reasons and words, or the feedback that is owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from leaddesk.domain.cleaning import LIMITS
from leaddesk.gui.theme import SPACE
from leaddesk.gui.views.reason_chips import ReasonChips
from leaddesk.gui.widgets.cap_button import ButtonKind, CapButton
from leaddesk.gui.widgets.frames import Card
from leaddesk.gui.widgets.star_rating import StarRating
from leaddesk.gui.widgets.text import Text
from leaddesk.words import handoffs

WORDS_HEIGHT = 64
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a panel asks: its heading, the reasons to pick from, the words wanted, the button.

    `words_needed` tells that it can't be sent without words, `reason_needed` the same for reasons.
    """

    title: str
    words_label: str
    accept_words: str
    reasons: Sequence[tuple[str, str]] = ()
    reason: str = ""
    hint: str = ""
    words_needed: bool = True
    reason_needed: bool = False


class WordsEdit(QPlainTextEdit):
    """A few lines of text in which Enter sends and Shift+Enter starts a new line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(WORDS_HEIGHT)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if (event.key() in _ENTER and not shifted) or event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)


class AnswerPanel(Card):
    """A card that asks for something: Enter sends it, Esc goes back; a subclass brings the body."""

    accepted = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, look="well")
        self._busy = False
        self.title = Text(self, look="heading", wraps=True)
        self.hint = Text(self, look="secondary", wraps=True)
        self.problem = Text(self, look="bad", wraps=True)
        self.back = CapButton(self, text="Back", keys="Esc")
        self.send = CapButton(self, keys="Enter", kind=ButtonKind.PRIMARY)
        self.inner = QVBoxLayout()
        self.inner.setSpacing(2 * SPACE)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE)
        buttons.addWidget(self.problem, 1)
        buttons.addStretch(0)
        buttons.addWidget(self.back)
        buttons.addWidget(self.send)
        self.body.setSpacing(2 * SPACE)
        self.body.addWidget(self.title)
        self.body.addWidget(self.hint)
        self.body.addLayout(self.inner)
        self.body.addLayout(buttons)
        self.back.clicked.connect(self.cancelled)
        self.send.clicked.connect(self.accept)

    def wrong(self) -> str:
        """Return what is missing before it can be sent, in words; empty when nothing is."""
        raise NotImplementedError

    def start(self) -> None:
        """Put the keyboard where the answer begins."""
        raise NotImplementedError

    def say(self, words: str) -> None:
        """Say what is wrong; no words take it back."""
        self.problem.setText(words)
        self.send.setAccessibleDescription(words)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - one switch, like setEnabled
        """Take nothing while a write is in flight."""
        self._busy = busy
        self.send.setEnabled(not busy)

    def accept(self) -> None:
        """Send it when nothing is missing, otherwise say what is."""
        if self._busy:
            return
        wrong = self.wrong()
        self.say(wrong)
        if not wrong:
            self.accepted.emit()

    def _open(self, title: str, hint: str, send: str) -> None:
        self.setAccessibleName(title)
        self.title.setText(title)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.send.show_button(send, "Enter")
        self.say("")
        self.set_busy(False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in _ENTER:
            if self.back.hasFocus():
                self.cancelled.emit()
            else:
                self.accept()
        else:
            super().keyPressEvent(event)


class ReasonPanel(AnswerPanel):
    """Asks for a reason and for words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = Asked("", "", "")
        self._chips = ReasonChips(self)
        self._words = WordsEdit(self)
        self.inner.addWidget(self._chips)
        self.inner.addWidget(self._words)
        self._chips.reason_chosen.connect(lambda _key: self._words.setFocus())

    @property
    def reason(self) -> str:
        """Key of the chosen reason, empty when none is."""
        return self._chips.reason

    @property
    def words(self) -> str:
        """What was typed."""
        return self._words.toPlainText().strip()[: LIMITS["note"]]

    def ask(self, asked: Asked) -> None:
        """Ask; the keyboard goes to the reasons, or to the words when there is one already."""
        self._asked = asked
        self._open(asked.title, asked.hint, asked.accept_words)
        self._chips.show_reasons(asked.reasons, asked.reason)
        self._chips.setVisible(bool(asked.reasons))
        self._words.clear()
        self._words.setPlaceholderText(asked.words_label)
        self._words.setAccessibleName(asked.words_label)

    @override
    def start(self) -> None:
        if self._asked.reasons and not self._chips.reason:
            self._chips.focus_chips()
        else:
            self._words.setFocus()

    @override
    def wrong(self) -> str:
        if self._asked.reason_needed and not self.reason:
            self._chips.focus_chips()
            return "Choose a reason."
        if self._asked.words_needed and not self.words:
            self._words.setFocus()
            return "A few words are needed, so that it can be mended."
        return ""


class FeedbackPanel(AnswerPanel):
    """Asks for the feedback that is owed: thanks, one specific line, a rating from 1 to 5."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thanks = QCheckBox(self)
        self._thanks.setShortcut("Alt+T")
        self._rating = StarRating(self)
        self._rating.setAccessibleName("Rating, keys 1 to 5")
        self._rated = Text(self, look="secondary", text="How was it? Keys 1 to 5.")
        self._line = QLineEdit(self)
        self._line.setMaxLength(LIMITS["reason"])
        self._line.setAccessibleName("One specific line")
        row = QHBoxLayout()
        row.setSpacing(3 * SPACE)
        row.addWidget(self._rating)
        row.addWidget(self._rated, 1)
        row.addWidget(self._thanks)
        self.inner.addLayout(row)
        self.inner.addWidget(self._line)
        self._rating.rating_changed.connect(self._on_rated)
        self._rating.installEventFilter(self)

    @property
    def rating(self) -> int:
        """1 to 5, 0 when none was given yet."""
        return self._rating.rating

    @property
    def line(self) -> str:
        """The one specific line."""
        return self._line.text().strip()

    @property
    def thanks(self) -> bool:
        """Whether the giver is thanked."""
        return self._thanks.isChecked()

    def ask(self, giver: str, about: str) -> None:
        """Ask for the feedback to a giver about a lead."""
        first = giver.split(" ", maxsplit=1)[0] if giver else "them"
        self._open(f"Feedback to {giver} about {about}", handoffs.FEEDBACK_HINT, "Send it")
        self._thanks.setText(f"Thank {first}")
        self._thanks.setChecked(True)
        self._rating.set_rating(0)
        self._rated.setText("How was it? Keys 1 to 5.")
        self._line.clear()
        self._line.setPlaceholderText(
            f"One specific line for {first}: what helped, what was missing"
        )

    @override
    def start(self) -> None:
        self._rating.setFocus()

    @override
    def wrong(self) -> str:
        if not self.rating:
            self._rating.setFocus()
            return "Give a rating from 1 to 5."
        if not self.line:
            self._line.setFocus()
            return "One specific line is needed."
        return ""

    def _on_rated(self, rating: int) -> None:
        self._rated.setText(handoffs.RATINGS.get(rating, "How was it? Keys 1 to 5."))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A digit says it all, so the keyboard goes on to the line; the arrows only try stars out.
        if watched is self._rating and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress and event.text()
            if pressed and pressed in "12345":
                self._rating.set_rating(int(pressed))
                self._line.setFocus()
                return True
        return super().eventFilter(watched, event)
