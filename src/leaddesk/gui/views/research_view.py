# SPDX-License-Identifier: MIT
"""Research: leads without a number or a time zone; what is found goes in here, and they go back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import EditLead
from leaddesk.desk.lead_fields import fields_of
from leaddesk.desk.queries import AskLead, AskTeam, LeadCard, TeamFacts
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_filter import LeadFilter
from leaddesk.domain.phone import parse_phone
from leaddesk.gui.forms.ui_research_view import Ui_ResearchView
from leaddesk.gui.models import lead_facts
from leaddesk.gui.models.leads_model import LeadsModel, research_columns
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.situation import When
from leaddesk.gui.views.fact_list import FactList
from leaddesk.gui.views.field_problems import FieldProblems
from leaddesk.gui.views.lead_finder import LeadFinder
from leaddesk.gui.views.lead_forms import LeadForms
from leaddesk.gui.views.leads_view import set_up
from leaddesk.gui.views.number_rows import KINDS
from leaddesk.gui.views.places import chosen_zone, fill_zones, show_zone
from leaddesk.gui.views.table_columns import TableColumns
from leaddesk.gui.widgets.cap_button import ButtonKind
from leaddesk.words import errors, leads, numbers

RESEARCH = LeadFilter(states=(LeadState.RESEARCH,))
FROM_NUMBER = "From the number or the address"
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ResearchView(Screen):
    """A list of leads at the left, what is missing of one at the right."""

    lives_on: ClassVar[Kind] = Kind.LEADS | Kind.LISTS

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._card: LeadCard | None = None
        self._region = ""
        self._wanted = 0
        self._ui = Ui_ResearchView()
        self._ui.setupUi(self)
        ui = self._ui
        self._facts = FactList(self)
        ui.facts_column.addWidget(self._facts)
        self._model = LeadsModel(
            research_columns(bench.ops.now, lambda: bench.seat.time_zone), self
        )
        self._finder = LeadFinder(bench, self._model, self)
        self._columns = TableColumns(ui.table, self._model.columns, bench.settings, "research")
        self._forms = LeadForms(bench, self)
        self._problems = FieldProblems(
            {
                "phone": (ui.number_edit, ui.number_problem),
                "zone": (ui.zone_combo, ui.zone_problem),
            }
        )
        self._set_up()
        self._wire()

    # ------------------------------------------------------------------------- what screens do

    @override
    def refresh(self) -> None:
        self.bench.ops.ask(AskTeam(), slot=(self, "team"), answer=self._learn_team)
        self._finder.only(RESEARCH)

    @override
    def person_left(self) -> None:
        self._forget()

    @override
    def situation(self) -> When:
        return When.SEATED | When.ROW_CHOSEN if self._card is not None else When.SEATED

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "research.save": self._save,
            "research.edit": self._edit,
            "research.copy": self._copy,
        }

    @override
    def focus_first(self) -> None:
        self._ui.number_edit.setFocus()

    # ------------------------------------------------------------------------- inside

    def _set_up(self) -> None:
        ui = self._ui
        ui.table.setModel(self._model)
        set_up(ui.table)
        self._columns.restore()
        ui.hint.setText(
            "Find the number or the time zone, type it at the right and press Enter: "
            "the lead goes back into its queue."
        )
        ui.hint.setContentsMargins(16, 0, 16, 10)
        ui.keys_label.setText("Enter saves · Up and Down choose")
        ui.copy_button.show_button("Copy name and company", icon_name="copy")
        ui.save_button.show_button("Back to queue", "↵", ButtonKind.PRIMARY)
        ui.edit_button.show_button("All fields…", "Ctrl+E")
        for key in KINDS:
            ui.kind_combo.addItem(leads.phone_kind(key), key)
        fill_zones(ui.zone_combo, "", unset=FROM_NUMBER)
        self._forget()

    def _wire(self) -> None:
        ui = self._ui
        self._finder.shown.connect(self._on_shown)
        ui.table.selectionModel().currentChanged.connect(self._on_moved)
        ui.save_button.clicked.connect(self._save)
        ui.edit_button.clicked.connect(self._edit)
        ui.copy_button.clicked.connect(self._copy)
        ui.number_edit.textChanged.connect(lambda: self._problems.say("phone", ""))
        ui.zone_combo.currentTextChanged.connect(lambda: self._problems.say("zone", ""))
        self._forms.written.connect(self._on_written)

    def _learn_team(self, facts: TeamFacts) -> None:
        self._region = facts.region

    def _on_shown(self) -> None:
        ui, rows = self._ui, self._model.rowCount()
        place = min(max(0, self._wanted), rows - 1)
        if self._card is not None and self._model.place_of(self._card.id) >= 0:
            place = self._model.place_of(self._card.id)
        ui.table.setVisible(rows > 0)
        ui.empty.setVisible(not rows)
        ui.fix_card.setVisible(rows > 0)
        ui.count_label.setText(self._finder.count_words())
        if not rows:
            self._forget()
            ui.empty.show_state("Every lead can be called", (), (), "circle-check")
        elif ui.table.currentIndex().row() != place:
            ui.table.setCurrentIndex(self._model.index(place, 0))
        else:
            self._open(self._model.row_at(place).id)
        self.bench.frame.refresh_actions()

    def _on_moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._wanted = current.row()
            self._open(self._model.row_at(current.row()).id)

    def _open(self, lead_id: int) -> None:
        self.bench.ops.ask(AskLead(lead_id), slot=(self, "card"), answer=self._show)

    def _show(self, card: LeadCard) -> None:
        """Show a lead; what was typed for the same one stays."""
        ui = self._ui
        if self._card is None or self._card.id != card.id:
            ui.number_edit.clear()
            show_zone(ui.zone_combo, card.own_zone)
            self._problems.show_all({})
        self._card = card
        ui.name_label.setText(card.name)
        ui.line_label.setText(lead_facts.subtitle(card))
        ui.line_label.setVisible(bool(lead_facts.subtitle(card)))
        ui.why_label.setText(leads.research_reason(card.why.code))
        told = [(row.shown, leads.bad_number(row.bad)) for row in card.phones]
        facts = [*lead_facts.company_facts(card), *lead_facts.source_facts(card)]
        shown = [(field.label, field.value) for field in facts]
        self._facts.show_facts(
            [*shown, *(("Number", f"{n} ({bad})" if bad else n) for n, bad in told)]
        )
        ui.copy_button.setEnabled(True)
        self.bench.frame.refresh_actions()

    def _forget(self) -> None:
        self._card = None
        for label in (self._ui.name_label, self._ui.line_label, self._ui.why_label):
            label.setText("")
        self._facts.show_facts([])
        self._ui.number_edit.clear()

    # ------------------------------------------------------------------------- what is found

    def _save(self) -> None:
        """Write what was found; the lead goes back to its queue and the next one is here."""
        card, ui = self._card, self._ui
        if card is None:
            return
        typed, zone = ui.number_edit.text().strip(), chosen_zone(ui.zone_combo)
        problems = {}
        if typed and parse_phone(typed, card.country or self._region) is None:
            problems["phone"] = "This is no number that can be dialled. Check the digits."
        if zone is None:
            problems["zone"] = "Choose a time zone from the list, such as America/Chicago."
        if not typed and card.why.code != "no_zone":
            problems["phone"] = "Type the number that you found."
        if not self._problems.show_all(problems):
            return
        fields = fields_of(card)
        found = ((typed, str(ui.kind_combo.currentData())),) if typed else ()
        fields = replace(fields, phones=(*found, *fields.phones), time_zone=zone or "")
        command = EditLead(card.id, card.version, fields)
        self.bench.ops.do(command, initiator=self, done=self._on_fixed, failed=self._on_refused)

    def _on_fixed(self, done: Done) -> None:
        self._card = None
        self._ui.number_edit.clear()
        self._on_written(done)
        if self.has_keyboard():
            self._ui.number_edit.setFocus()

    def _on_written(self, done: Done) -> None:
        self.bench.frame.told(done)
        self.refresh_soon()

    def _on_refused(self, error: LeadDeskError) -> None:
        where = {"phone": "phone", "time_zone": "zone"}.get(str(error.fields.get("where", "")))
        if where:
            self._problems.show_all({where: errors.say(error)})
        else:
            self.bench.frame.refuse(error)

    def _edit(self) -> None:
        if self._card is not None:
            self._forms.edit(self._card.id)

    def _copy(self) -> None:
        if self._card is not None:
            told = numbers.joined([self._card.name, self._card.company])
            QGuiApplication.clipboard().setText(told)
            self.bench.frame.say("Copied")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter save, and the arrows choose a lead while the keyboard is in the number."""
        key = event.key()
        if key in _ENTER:
            self._save()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and self._ui.number_edit.hasFocus():
            step = 1 if key == Qt.Key.Key_Down else -1
            place = self._ui.table.currentIndex().row() + step
            if 0 <= place < self._model.rowCount():
                self._ui.table.setCurrentIndex(self._model.index(place, 0))
        else:
            super().keyPressEvent(event)
