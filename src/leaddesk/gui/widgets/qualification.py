# SPDX-License-Identifier: MIT
"""The qualification sheet: short questions, one line of answer each, and when it is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from leaddesk.gui.icons import paint_icon
from leaddesk.gui.theme import SPACE, Tone, tokens_of
from leaddesk.gui.widgets.chips import Chip
from leaddesk.gui.widgets.frames import SectionTitle
from leaddesk.gui.widgets.painting import rounded
from leaddesk.gui.widgets.text import Text

TICK_SIDE: Final = 18


@dataclass(frozen=True, slots=True)
class Question:
    """One question: what is asked, a hint how to ask it, and what was answered so far."""

    question_id: str
    title: str
    hint: str = ""
    required: bool = False
    answer: str = ""


class _Tick(QWidget):
    """A box with a check mark once the answer is there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(TICK_SIDE, TICK_SIDE)
        self._filled = False

    def show_filled(self, *, filled: bool) -> None:
        self._filled = filled
        self.setAccessibleName("answered" if filled else "open")
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, box = tokens_of(self), QRectF(0, 0, TICK_SIDE, TICK_SIDE).adjusted(1, 1, -1, -1)
        if self._filled:
            rounded(painter, box, 4, tokens.good)
            paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), tokens.on_fill)
        else:
            rounded(painter, box, 4, tokens.surface, tokens.edge)
        painter.end()


class _QuestionRow(QWidget):
    """Tick, title, hint and the line to write the answer on."""

    answered = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._id = ""
        self._tick = _Tick(self)
        self._title = Text(self, look="strong", elides=True)
        self._needed = Text(self, look="faint")
        self._hint = Text(self, look="faint", wraps=True)
        self.line = QLineEdit(self)
        self.line.setMaxLength(500)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        grid.addWidget(self._tick, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._needed, 0, 2)
        grid.addWidget(self._hint, 1, 1, 1, 2)
        grid.addWidget(self.line, 2, 1, 1, 2)
        grid.setRowMinimumHeight(0, TICK_SIDE)
        grid.setColumnStretch(1, 1)
        self.line.textEdited.connect(self._on_edited)
        self.line.returnPressed.connect(self.focusNextChild)

    @property
    def question_id(self) -> str:
        return self._id

    @property
    def filled(self) -> bool:
        return bool(self.line.text().strip())

    def show_question(self, question: Question) -> None:
        same = question.question_id == self._id
        self._id = question.question_id
        self._title.setText(question.title)
        self._needed.setText("required" if question.required else "")
        self._hint.setText(question.hint)
        self._hint.setVisible(bool(question.hint))
        needed = ", required" if question.required else ""
        self.line.setAccessibleName(f"{question.title}{needed}")
        self.line.setAccessibleDescription(question.hint)
        # What is being typed is newer than what was read before it.
        if not (same and self.line.hasFocus()) and self.line.text() != question.answer:
            self.line.setText(question.answer)
            self.line.setCursorPosition(0)
        self._tick.show_filled(filled=self.filled)

    def _on_edited(self, text: str) -> None:
        self._tick.show_filled(filled=self.filled)
        self.answered.emit(self._id, text)


class QualificationSheet(QWidget):
    """The questions of the tier; says from how many answers on a lead may be handed off."""

    answer_changed = Signal(str, str)
    ready_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_QuestionRow] = []
        self._shown = 0
        self._needed = 0
        self._was_ready = False
        self._head = SectionTitle(self)
        self._state = Chip(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3 * SPACE)
        self._column.addWidget(self._head)
        self._column.addWidget(self._state)
        self._column.addStretch(1)
        self.setAccessibleName("Qualification sheet")

    @property
    def filled(self) -> int:
        """How many questions have an answer."""
        return sum(row.filled for row in self._rows[: self._shown])

    @property
    def ready(self) -> bool:
        """True when enough is answered for a handoff."""
        return self._shown > 0 and self.filled >= self._needed

    def show_questions(self, questions: Sequence[Question], needed: int) -> None:
        """Show these questions; `needed` answers make the lead ready to hand off."""
        while len(self._rows) < len(questions):
            row = _QuestionRow(self)
            row.answered.connect(self._on_answered)
            self._column.insertWidget(self._column.count() - 1, row)
            self._rows.append(row)
        self._shown = len(questions)
        self._needed = needed
        for place, row in enumerate(self._rows):
            row.setVisible(place < self._shown)
            if place < self._shown:
                row.show_question(questions[place])
        self._head.show_title(f"Ready to hand off at {needed} of {self._shown}")
        self._refresh()

    def answers(self) -> tuple[tuple[str, str], ...]:
        """Question ids with what stands on their lines, top to bottom."""
        return tuple((row.question_id, row.line.text()) for row in self._rows[: self._shown])

    def focus_question(self, question_id: str) -> bool:
        """Put the keyboard on the line of that question; False when it isn't shown."""
        for row in self._rows[: self._shown]:
            if row.question_id == question_id:
                row.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
                row.line.selectAll()
                return True
        return False

    def focus_first_open(self) -> bool:
        """Put the keyboard on the first line without an answer; False when all are answered."""
        for row in self._rows[: self._shown]:
            if not row.filled:
                return self.focus_question(row.question_id)
        return False

    def _on_answered(self, question_id: str, text: str) -> None:
        self._refresh()
        self.answer_changed.emit(question_id, text)

    def _refresh(self) -> None:
        ready, filled = self.ready, self.filled
        words = f"{filled} answered" if not ready else f"{filled} answered · ready to hand off"
        self._state.show_chip(words if self._shown else "", Tone.GOOD if ready else Tone.NEUTRAL)
        if ready != self._was_ready:
            self._was_ready = ready
            self.ready_changed.emit(ready)
