# SPDX-License-Identifier: MIT
"""One lead beside the table: who, the numbers, what is known, what happened, a note."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.desk.queries import LeadCard
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.gui.forms.ui_lead_detail import Ui_LeadDetail
from leaddesk.gui.models import lead_facts
from leaddesk.gui.views.fact_list import FactList
from leaddesk.gui.widgets.cap_button import ButtonKind
from leaddesk.words import leads, times

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class LeadDetail(QWidget):
    """Shows one card; the buttons say what was pressed."""

    work_pressed = Signal()
    edit_pressed = Signal()
    note_entered = Signal(int, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: LeadCard | None = None
        self._ui = Ui_LeadDetail()
        self._ui.setupUi(self)
        ui = self._ui
        self._numbers = FactList(self)
        ui.numbers_column.addWidget(self._numbers)
        self._facts = FactList(self)
        ui.facts_column.addWidget(self._facts)
        ui.history_title.show_title("History")
        ui.note_edit.setMaxLength(LIMITS["note"])
        ui.work_button.show_button("Work this lead", "W", ButtonKind.PRIMARY)
        ui.edit_button.show_button("Edit…", "E")
        ui.copy_button.show_button("Copy")
        ui.work_button.clicked.connect(self.work_pressed)
        ui.edit_button.clicked.connect(self.edit_pressed)
        ui.copy_button.clicked.connect(self._on_copy)
        ui.note_edit.returnPressed.connect(self.enter_note)

    @property
    def card(self) -> LeadCard | None:
        """The lead that is shown."""
        return self._card

    def show_card(self, card: LeadCard, now: dt.datetime, zone: str) -> None:
        """Show a lead; times are on the clock of `zone`."""
        ui, other = self._ui, self._card is None or self._card.id != card.id
        if other:
            self.enter_note()
        self._card = card
        ui.name_label.setText(card.name)
        ui.line_label.setText(lead_facts.subtitle(card))
        ui.line_label.setVisible(bool(lead_facts.subtitle(card)))
        why = lead_facts.why_line(card, now)
        state = leads.state(card.state)
        ui.why_label.setText(why or state[:1].upper() + state[1:])
        self._numbers.show_facts(
            [(n.kind, f"{n.text} ({n.reason})" if n.reason else n.text)
             for n in lead_facts.phone_numbers(card, now)]
        )  # fmt: skip
        facts = [*lead_facts.source_facts(card), *lead_facts.work_facts(card)]
        facts += [*lead_facts.company_facts(card), *lead_facts.scrub_facts(card, now)]
        clock = times.clock(now, card.time_zone) if card.time_zone else ""
        shown = [(field.label, field.value) for field in facts]
        self._facts.show_facts([*shown, ("Local time", clock)])
        ui.history.show_entries(lead_facts.entries(card, now, zone))
        if other:
            ui.scroll_area.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        """Show nobody."""
        self.enter_note()
        self._card = None

    def enter_note(self) -> None:
        """Hand over what was written: with Enter, and whenever another lead comes."""
        text = clean_text(self._ui.note_edit.text(), LIMITS["note"])
        self._ui.note_edit.clear()
        if self._card is not None and text:
            self.note_entered.emit(self._card.id, text)

    def drop_note(self) -> None:
        """Forget what was written."""
        self._ui.note_edit.clear()

    def bring_back(self, lead_id: int, text: str) -> None:
        """Show a note again that could not be kept, while its lead is the one shown."""
        if self._card is not None and self._card.id == lead_id and not self._ui.note_edit.text():
            self._ui.note_edit.setText(text)

    def write_note(self) -> None:
        """Put the keyboard into the note."""
        self._ui.note_edit.setFocus()

    def focus_first(self) -> None:
        """Put the keyboard on what is done most."""
        self._ui.work_button.setFocus()

    def as_text(self) -> str:
        """Return the lead as lines of text: name, title and company, numbers, e-mail."""
        card = self._card
        if card is None:
            return ""
        phones = [p.shown for p in card.phones]
        lines = (card.name, lead_facts.subtitle(card), *phones, card.email, card.website)
        return "\n".join(line for line in lines if line)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in _ENTER and self._ui.note_edit.hasFocus():
            event.accept()  # The note took it; it opens no row.
        else:
            super().keyPressEvent(event)
