# SPDX-License-Identifier: MIT
"""Add a person to the team, or change name, roles and hours of one."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import ClassVar

from PySide6.QtCore import QDate, QTime
from PySide6.QtWidgets import QCheckBox, QDateEdit, QWidget
from typing_extensions import override

from leaddesk.desk.commands import AddPerson, EditPerson, PersonFields
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.person import Person, Role
from leaddesk.gui.forms.ui_person_dialog import Ui_PersonDialog
from leaddesk.gui.ops import Ops
from leaddesk.gui.views.break_rows import BreakRow, BreakRows, time_of
from leaddesk.gui.views.field_problems import FieldProblems
from leaddesk.gui.views.form_dialog import FormDialog
from leaddesk.gui.views.places import chosen_zone, fill_zones, system_zone
from leaddesk.gui.views.reason_chips import ReasonChip
from leaddesk.words import errors, tiers, times

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_BLOCK = (dt.time(9), dt.time(11))
PER_LINE = 4
"""Checks beside each other."""
_FIELDS = {"tier": "roles", "time_zone": "zone", "weekdays": "hours"}
"""Where the desk names a field in another way than the form."""


class PersonDialog(FormDialog):
    """The form of one person; without one it adds a person to the team."""

    PLACES: ClassVar[frozenset[str]] = frozenset({"name", "email", "zone", "roles", "hours"})
    """The fields that have room for words about them."""

    def __init__(
        self, ops: Ops, parent: QWidget | None = None, *, person: Person | None = None
    ) -> None:
        super().__init__(ops, parent)
        self._person = person
        self._ui = Ui_PersonDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        self._problems = FieldProblems(
            {
                "name": (ui.name_edit, ui.name_edit_problem),
                "email": (ui.email_edit, ui.email_edit_problem),
                "zone": (ui.zone_combo, ui.zone_combo_problem),
                "roles": (ui.qualifier_check, ui.roles_problem),
                "hours": (ui.starts_edit, ui.hours_problem),
            }
        )
        self._tiers = self._make_tiers()
        self._breaks = BreakRows(self)
        ui.breaks_column.addWidget(self._breaks)
        self._days = self._make_days()
        self._breaks.row_added.connect(self._dress)
        for check, edits in (
            (ui.block_check, (ui.block_from_edit, ui.block_to_edit)),
            (ui.joined_check, (ui.joined_edit,)),
        ):
            for edit in edits:
                check.toggled.connect(edit.setEnabled)
        self._fill(person)
        self._watch()

    def _dress(self, row: BreakRow) -> None:
        """Put a new break into the form: the look of its editors, its place for the Tab key."""
        self.inset(row.starts, row.ends)
        chain = (row.starts, row.ends, row.remove, self._days[0])
        before = [one.remove for one in self._breaks.rows if one is not row]
        self.setTabOrder(before[-1] if before else self._ui.add_break_button, row.starts)
        for one, following in pairwise(chain):
            self.setTabOrder(one, following)

    def _make_tiers(self) -> dict[int, QCheckBox]:
        """Put a check for each tier of the team before the one of the team lead."""
        ui = self._ui
        shipped = {1: ui.qualifier_check, 2: ui.senior_check}
        found: dict[int, QCheckBox] = {}
        before: QWidget = ui.qualifier_check
        for place, tier in enumerate(tiers.known()):
            check = shipped.get(tier.number) or QCheckBox(self)
            check.setText(tiers.one_of(tier.number))
            check.setToolTip(f"Tier {tier.number} · {tier.name}")
            ui.roles_grid.addWidget(check, place // PER_LINE, place % PER_LINE)
            if place:
                self.setTabOrder(before, check)
            found[tier.number] = before = check
        place = len(found)
        ui.roles_grid.addWidget(ui.lead_check, place // PER_LINE, place % PER_LINE)
        ui.roles_grid.setColumnStretch(PER_LINE, 1)
        self.setTabOrder(before, ui.lead_check)
        return found

    def _make_days(self) -> tuple[ReasonChip, ...]:
        """Put a chip for each day of the week between the hours and the time for new leads."""
        chips = []
        before: QWidget = self._ui.add_break_button
        for name in times.WEEKDAYS:
            chip = ReasonChip(self, text=name[:3])
            chip.setAccessibleName(name)
            self._ui.days_row.addWidget(chip)
            self.setTabOrder(before, chip)
            chips.append(chip)
            before = chip
        self._ui.days_row.addStretch(1)
        return tuple(chips)

    def fields(self) -> PersonFields:
        """Return what the form holds."""
        ui = self._ui
        block = (time_of(ui.block_from_edit), time_of(ui.block_to_edit))
        return PersonFields(
            name=" ".join(ui.name_edit.text().split()),
            roles=(Role.TEAM_LEAD.value,) if ui.lead_check.isChecked() else (),
            time_zone=chosen_zone(ui.zone_combo) or "",
            email=ui.email_edit.text().strip(),
            extension=ui.extension_edit.text().strip(),
            starts=time_of(ui.starts_edit),
            ends=time_of(ui.ends_edit),
            breaks=self._breaks.breaks(),
            weekdays=tuple(day for day, button in enumerate(self._days) if button.isChecked()),
            block=block if ui.block_check.isChecked() else None,
            joined=_day(ui.joined_edit) if ui.joined_check.isChecked() else None,
            tiers=tuple(tier for tier, check in self._tiers.items() if check.isChecked()),
        )

    def problems(self) -> dict[str, str]:
        """Return what has to be mended before the person can be saved, in words by field."""
        fields = self.fields()
        wrong: dict[str, str] = {}
        if not fields.name:
            wrong["name"] = "Type the person’s name."
        if fields.email and not _MAIL.fullmatch(fields.email):
            wrong["email"] = "An address has the form name@company.com."
        if not fields.time_zone:
            wrong["zone"] = "Choose a time zone from the list, such as Europe/Berlin."
        if not fields.roles and not fields.tiers:
            wrong["roles"] = "Tick at least one."
        hours = _wrong_hours(fields)
        if hours:
            wrong["hours"] = hours
        return wrong

    @override
    def refused(self, error: LeadDeskError) -> None:
        where = "name" if error.key == "name_taken" else str(error.fields.get("where", ""))
        field = _FIELDS.get(where, where)
        if field in self.PLACES:
            self._problems.show_all({field: errors.say(error)})
        else:
            self.say(errors.say(error))

    def _fill(self, person: Person | None) -> None:
        ui = self._ui
        fill_zones(ui.zone_combo, person.time_zone if person else system_zone())
        shown = person or Person(0, "", frozenset({Role.QUALIFIER}), "")
        if person is not None:
            self.setWindowTitle(person.name)
            ui.title.setText("Change a person")
        ui.name_edit.setText(shown.name)
        ui.email_edit.setText(shown.email)
        ui.extension_edit.setText(shown.extension)
        ui.lead_check.setChecked(Role.TEAM_LEAD in shown.roles)
        for tier, check in self._tiers.items():
            check.setChecked(tier in shown.tiers)
        for day, button in enumerate(self._days):
            button.setChecked(day in shown.weekdays)
        self._breaks.show_breaks(shown.breaks)
        block = shown.block or _BLOCK
        for edit, time in (
            (ui.starts_edit, shown.starts), (ui.ends_edit, shown.ends),
            (ui.block_from_edit, block[0]), (ui.block_to_edit, block[1]),
        ):  # fmt: skip
            edit.setTime(QTime(time.hour, time.minute))
        first = shown.joined or times.local(self._ops.now(), system_zone()).date()
        ui.joined_edit.setDate(QDate(first.year, first.month, first.day))
        for check, on in (
            (ui.block_check, shown.block), (ui.joined_check, shown.joined),
        ):  # fmt: skip
            check.setChecked(not on)
            check.setChecked(bool(on))

    def _watch(self) -> None:
        """Say what is wrong with a field when it is left, and take it back when mended."""
        ui = self._ui
        ui.save_button.clicked.connect(self._on_save)
        ui.name_edit.editingFinished.connect(lambda: self._recheck("name"))
        ui.email_edit.editingFinished.connect(lambda: self._recheck("email"))
        ui.zone_combo.currentTextChanged.connect(lambda: self._recheck("zone"))
        for check in (*self._tiers.values(), ui.lead_check):
            check.toggled.connect(lambda: self._recheck("roles"))
        for edit in (ui.starts_edit, ui.ends_edit):
            edit.timeChanged.connect(lambda: self._recheck("hours"))
        self._breaks.changed.connect(lambda: self._recheck("hours"))
        self._breaks.emptied.connect(ui.add_break_button.setFocus)
        ui.add_break_button.clicked.connect(self._on_add_break)
        for button in self._days:
            button.toggled.connect(lambda: self._recheck("hours"))

    def _on_add_break(self) -> None:
        self._breaks.add()
        self.grow()

    def _recheck(self, field: str) -> None:
        self._problems.say(field, self.problems().get(field, ""))

    def _on_save(self) -> None:
        if not self._problems.show_all(self.problems()):
            return
        if self._person is None:
            self.submit(AddPerson(self.fields()))
        else:
            self.submit(EditPerson(self._person.id, self.fields(), self._person.active))


def fields_of(person: Person) -> PersonFields:
    """Return a person as the form would, unchanged."""
    return PersonFields(
        name=person.name,
        roles=tuple(role.value for role in Role if role in person.roles),
        time_zone=person.time_zone,
        email=person.email,
        extension=person.extension,
        starts=person.starts,
        ends=person.ends,
        breaks=person.breaks,
        weekdays=tuple(sorted(person.weekdays)),
        block=person.block,
        joined=person.joined,
        tiers=person.tiers,
    )


def _day(edit: QDateEdit) -> dt.date:
    """Return the day an editor shows."""
    shown = edit.date()
    return dt.date(shown.year(), shown.month(), shown.day())


def _wrong_hours(fields: PersonFields) -> str:
    """Return what is wrong with the hours of a person, empty when nothing is."""
    if not fields.weekdays:
        return "Choose at least one working day."
    if fields.ends <= fields.starts:
        return "The end of work has to come after its start."
    for begins, ends in fields.breaks:
        if ends <= begins:
            return f"The break from {begins:%H:%M} has to end after its start."
    if fields.block is not None and fields.block[1] <= fields.block[0]:
        return "The end of the time for new leads has to come after its start."
    return ""
