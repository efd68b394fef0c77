# SPDX-License-Identifier: MIT
"""Add a lead by hand, or change what is known about one."""

from __future__ import annotations

import re
from itertools import pairwise

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import AddLead, EditLead, LeadFields
from leaddesk.desk.queries import AskSearch, AskTeam, FoundLead, LeadCard, TeamFacts
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.country import country_code
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.forms.ui_lead_dialog import Ui_LeadDialog
from leaddesk.gui.ops import Ops
from leaddesk.gui.views.field_problems import FieldProblems
from leaddesk.gui.views.form_dialog import FormDialog
from leaddesk.gui.views.number_rows import NumberRows
from leaddesk.gui.views.places import chosen_zone, country_name, fill_zones, show_zone
from leaddesk.words import errors, leads, tiers

SIZE = (860, 640)
FROM_NUMBER = "From the number or the address"
_MAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
_TEXTS = (
    "first_name", "last_name", "company", "title", "email", "street", "city", "region",
    "postal_code", "country", "website", "industry", "source", "campaign",
)  # fmt: skip


class LeadDialog(FormDialog):
    """The form of one lead; without a card it adds one."""

    def __init__(
        self,
        ops: Ops,
        parent: QWidget | None = None,
        *,
        card: LeadCard | None = None,
        tier: int = 1,
    ) -> None:
        super().__init__(ops, parent)
        self._card = card
        self._known: FoundLead | None = None
        self._ui = Ui_LeadDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        self._edits: dict[str, QLineEdit] = {name: getattr(ui, f"{name}_edit") for name in _TEXTS}
        for name, edit in self._edits.items():
            edit.setMaxLength(LIMITS[name])
        self._numbers = NumberRows(ui.numbers)
        ui.numbers_column.addWidget(self._numbers)
        self._problems = FieldProblems(
            {
                "first_name": (ui.first_name_edit, ui.first_name_edit_problem),
                "email": (ui.email_edit, ui.email_edit_problem),
                "zone": (ui.zone_combo, ui.zone_combo_problem),
                "country": (ui.country_edit, ui.country_edit_problem),
                "company": (ui.company_edit, ui.company_edit_problem),
            }
        )
        for choice in tiers.choices():
            ui.tier_combo.addItem(*choice)
        ui.tier_combo.setCurrentIndex(max(0, ui.tier_combo.findData(tier)))
        self._fill(card)
        self._watch()
        self._order_tabs()
        self.resize(*SIZE)
        if ops.is_open:
            ops.ask(AskTeam(), slot=self, answer=self._learn_team, failed=lambda _error: None)

    def fields(self) -> LeadFields:
        """Return what the form holds, tidied."""
        texts = {name: clean_text(edit.text(), LIMITS[name]) for name, edit in self._edits.items()}
        country = texts.pop("country")
        return LeadFields(
            **texts,
            country=country_code(country) or country,
            phones=self._numbers.numbers(),
            employees=self._ui.employees_edit.value(),
            time_zone=chosen_zone(self._ui.zone_combo) or "",
        )

    def problems(self) -> dict[str, str]:
        """Return what has to be mended before the lead can be saved, in words by field."""
        fields = self.fields()
        wrong: dict[str, str] = {}
        if not (fields.first_name or fields.last_name or fields.company):
            wrong["first_name"] = "A lead needs a name or a company."
        if fields.email and not _MAIL.fullmatch(fields.email):
            wrong["email"] = "An address has the form name@company.com."
        if chosen_zone(self._ui.zone_combo) is None:
            wrong["zone"] = "Choose a time zone from the list, such as America/Chicago."
        if fields.country and not country_code(fields.country):
            wrong["country"] = "This country is not known. Use its name or two letters, such as US."
        return wrong

    @override
    def after(self, done: Done) -> None:
        if self._card is None and self._ui.again_check.isChecked():
            source, campaign = self._ui.source_edit.text(), self._ui.campaign_edit.text()
            self._fill(None)
            self._ui.source_edit.setText(source)
            self._ui.campaign_edit.setText(campaign)
            self._ui.first_name_edit.setFocus()
            return
        super().after(done)

    @override
    def refused(self, error: LeadDeskError) -> None:
        where = str(error.fields.get("where", ""))
        fields = {
            "email": "email", "time_zone": "zone", "country": "country", "first_name": "first_name",
        }  # fmt: skip
        if where in fields:
            self._problems.show_all({fields[where]: errors.say(error)})
        else:
            self.say(errors.say(error))

    # ------------------------------------------------------------------------- inside

    def _fill(self, card: LeadCard | None) -> None:
        ui = self._ui
        adding = card is None
        self.setWindowTitle("Add a lead" if card is None else card.name)
        ui.title.setText("Add a lead" if card is None else f"Change {card.name}")
        ui.again_check.setVisible(adding)
        ui.tier_box.setVisible(adding)
        ui.note_box.setVisible(adding)
        ui.note_edit.clear()
        for name, edit in self._edits.items():
            value = "" if card is None else str(getattr(card, name))
            edit.setText(country_name(value) if name == "country" and value else value)
            edit.setCursorPosition(0)
        ui.employees_edit.setValue(card.employees if card is not None else 0)
        zone = card.own_zone if card is not None else ""
        if not ui.zone_combo.count():
            fill_zones(ui.zone_combo, zone, unset=FROM_NUMBER)
        else:
            show_zone(ui.zone_combo, zone)
        phones = () if card is None else tuple((p.shown, p.kind) for p in card.phones)
        self._numbers.show_numbers(phones)
        self._problems.show_all({})
        self.say("")

    def _watch(self) -> None:
        """Say what is wrong with a field when it is left, and take it back when it is mended."""
        ui = self._ui
        ui.save_button.clicked.connect(self._on_save)
        ui.add_number_button.clicked.connect(self._on_add_number)
        ui.email_edit.editingFinished.connect(self._on_email_left)
        ui.country_edit.editingFinished.connect(self._on_country_left)
        ui.zone_combo.currentTextChanged.connect(lambda: self._recheck("zone"))
        ui.first_name_edit.textChanged.connect(lambda: self._clear_when_well("first_name"))
        ui.company_edit.textChanged.connect(lambda: self._clear_when_well("first_name"))
        self._numbers.number_entered.connect(self._look_up)

    def _order_tabs(self) -> None:
        """Let Tab go from the e-mail to the numbers and on."""
        ui = self._ui
        row = self._numbers.rows[0]
        chain = (ui.email_edit, row.edit, row.kind, row.remove, ui.add_number_button)
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _on_add_number(self) -> None:
        self._numbers.add().edit.setFocus()

    def _recheck(self, field: str) -> None:
        self._problems.say(field, self.problems().get(field, ""))

    def _clear_when_well(self, field: str) -> None:
        if field in self._problems.told and field not in self.problems():
            self._problems.say(field, "")

    def _on_email_left(self) -> None:
        """Take the address out of what was pasted: `Priya Raman <priya@…>`, `mailto:…`."""
        edit = self._ui.email_edit
        found = _MAIL.search(edit.text().replace("mailto:", " "))
        if found and found[0] != edit.text():
            edit.setText(found[0].strip(".,;"))
        self._recheck("email")
        if found and "email" not in self._problems.told:
            self._look_up(edit.text())

    def _on_country_left(self) -> None:
        self._recheck("country")
        code = country_code(self._ui.country_edit.text())
        if code:
            self._numbers.read_in(code)

    def _learn_team(self, facts: TeamFacts) -> None:
        here = self._card.country if self._card is not None else ""
        self._numbers.read_in(here or facts.region)

    def _look_up(self, text: str) -> None:
        """See whether somebody with this number or address is here already."""
        self._ops.ask(
            AskSearch(text, 2), slot=(self, "known"), answer=self._on_found,
            failed=lambda _error: None,
        )  # fmt: skip

    def _on_found(self, found: tuple[FoundLead, ...]) -> None:
        own = self._card.id if self._card is not None else 0
        others = [lead for lead in found if lead.id != own]
        if others:
            other = others[0]
            where = f" at {other.company}" if other.company else ""
            state = leads.state(other.state)
            self.say(f"{other.name}{where} has this number or address already ({state}).")
        else:
            self.say("")

    def _on_save(self) -> None:
        well = self._problems.show_all(self.problems())
        if not (self._numbers.check() and well):
            return
        if self._card is not None:
            self.submit(EditLead(self._card.id, self._card.version, self.fields()))
        else:
            note = clean_text(self._ui.note_edit.toPlainText(), LIMITS["note"], multiline=True)
            tier = int(self._ui.tier_combo.currentData() or 1)
            self.submit(AddLead(self.fields(), tier, note))
