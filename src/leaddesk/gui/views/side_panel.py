# SPDX-License-Identifier: MIT
"""Beside the lead: the qualification sheet to fill while talking, and the company."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from leaddesk.desk.commands import SaveSheet
from leaddesk.desk.queries import LeadCard
from leaddesk.domain.qualification import Sheet
from leaddesk.gui.models import lead_facts
from leaddesk.gui.theme import SPACE
from leaddesk.gui.widgets.field_grid import FieldGrid
from leaddesk.gui.widgets.qualification import QualificationSheet

SAVE_AFTER_MS = 600
"""So long after the last letter the sheet is saved."""


class SidePanel(QTabWidget):
    """Tabs; `save_requested` carries a SaveSheet, `edit_requested` asks for the lead's form."""

    save_requested = Signal(object)
    edit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setAccessibleName("Beside the lead")
        self._lead_id = 0
        self._typed: dict[str, str] = {}
        self._saving: dict[str, str] = {}
        self.sheet = QualificationSheet(self)
        self._facts = FieldGrid(self, columns=1)
        self._saver = QTimer(self)
        self._saver.setSingleShot(True)
        self._saver.setInterval(SAVE_AFTER_MS)
        self._saver.timeout.connect(self.flush)
        self.addTab(_scrolled(self.sheet, "Qualification sheet"), "Qualify")
        self.addTab(_scrolled(self._company_page(), "Company"), "Company")
        self.tabBar().setAccessibleName("Beside the lead")
        self.sheet.answer_changed.connect(self._on_answer)

    @property
    def answers(self) -> tuple[tuple[str, str], ...]:
        """What stands on the sheet, blanks around it taken off."""
        return tuple((key, text.strip()) for key, text in self.sheet.answers())

    def show_card(self, card: LeadCard, sheet: Sheet) -> None:
        """Show sheet and company of a lead; letters not saved yet stay on the sheet."""
        if card.id != self._lead_id:
            self.drop_typed()
        self._lead_id = card.id
        shown = lead_facts.questions(card, sheet, self._saving | self._typed)
        self.sheet.show_questions(shown, sheet.ready_at)
        self._facts.show_fields(lead_facts.company_facts(card))

    def fill(self) -> None:
        """Put the keyboard on the first question without an answer."""
        self.setCurrentIndex(0)
        if not self.sheet.focus_first_open():
            answers = self.sheet.answers()
            if answers:
                self.sheet.focus_question(answers[0][0])

    def drop_typed(self) -> None:
        """Forget what was typed and not saved yet."""
        self._typed.clear()
        self._saving.clear()
        self._saver.stop()

    def flush(self) -> None:
        """Ask to save what was typed since the last time."""
        self._saver.stop()
        if self._typed and self._lead_id:
            self._saving |= self._typed
            self._typed.clear()
            self.save_requested.emit(SaveSheet(self._lead_id, self.answers))

    def settled(self, command: SaveSheet, *, saved: bool) -> None:
        """Learn what became of a save; what could not be saved counts as typed again."""
        if command.lead_id != self._lead_id:
            return
        if not saved:
            self._typed = self._saving | self._typed
        self._saving.clear()

    def _company_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, SPACE, 0, 0)
        column.setSpacing(3 * SPACE)
        column.addWidget(self._facts)
        edit = QPushButton("Edit this lead… (E)", page)
        edit.setAccessibleName("Edit this lead")
        edit.clicked.connect(self.edit_requested)
        column.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return page

    def _on_answer(self, key: str, text: str) -> None:
        self._typed[key] = text
        self._saver.start()


def _scrolled(page: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(name)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    room = QWidget()
    column = QVBoxLayout(room)
    column.setContentsMargins(0, 2 * SPACE, 2 * SPACE, 0)
    column.addWidget(page)
    area.setWidget(room)
    return area
