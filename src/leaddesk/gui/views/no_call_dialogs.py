# SPDX-License-Identifier: MIT
"""The forms of the Do not call screen: add, take off, bind a national list, hours of a place."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from leaddesk.desk.commands import AddNoCall, EditPlace, RegistryOptions, RemoveNoCall, SetRegistry
from leaddesk.desk.no_call_list import read_entry
from leaddesk.desk.ports import RegistryLook
from leaddesk.desk.queries import NoCallRow, PlaceRow, RegistryRow
from leaddesk.domain.errors import BadInput
from leaddesk.domain.phone import display
from leaddesk.gui.forms.ui_no_call_add_dialog import Ui_NoCallAddDialog
from leaddesk.gui.forms.ui_no_call_remove_dialog import Ui_NoCallRemoveDialog
from leaddesk.gui.forms.ui_place_dialog import Ui_PlaceDialog
from leaddesk.gui.forms.ui_registry_bind_dialog import Ui_RegistryBindDialog
from leaddesk.gui.forms.ui_registry_dialog import Ui_RegistryDialog
from leaddesk.gui.ops import Ops
from leaddesk.gui.views.form_dialog import FormDialog
from leaddesk.words import errors, no_call, numbers, typed_hours

HOURS_HEIGHT = 76
"""Room for three lines of hours."""

_BINDS = (
    ("no", "No: nobody is held back by it"),
    ("once_imported", "Yes, once a file of it was imported"),
    ("yes", "Yes: leads there wait until a file is imported"),
)


class AddDialog(FormDialog):
    """Puts something on the list; says what it takes the typed text for."""

    def __init__(self, ops: Ops, region: str, parent: QWidget | None = None) -> None:
        super().__init__(ops, parent)
        self._region = region
        self._ui = Ui_NoCallAddDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        ui.text_edit.textChanged.connect(self._on_typed)
        ui.save_button.clicked.connect(self._on_save)
        self._on_typed("")

    def _on_typed(self, text: str) -> None:
        self.say("")
        try:
            kind, value, label = read_entry(text, "", self._region)
        except BadInput:
            self._ui.read_label.setText("")
            return
        shown = display(value) if kind == "number" else label
        self._ui.read_label.setText(f"{no_call.kind(kind)}: {shown}")

    def _on_save(self) -> None:
        self.submit(AddNoCall(self._ui.text_edit.text(), self._ui.reason_edit.text()))


class RemoveDialog(FormDialog):
    """Takes an entry off the list, with a reason."""

    def __init__(self, ops: Ops, row: NoCallRow, parent: QWidget | None = None) -> None:
        super().__init__(ops, parent)
        self._row = row
        self._ui = Ui_NoCallRemoveDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        held = numbers.count(row.leads, "lead")
        ui.what_label.setText(
            f"{no_call.kind(row.kind)}: {row.label}. It is about {held}; what nothing else holds "
            "back returns to where it was. The reason is kept."
        )
        ui.save_button.clicked.connect(self._on_save)

    def _on_save(self) -> None:
        self.submit(RemoveNoCall(self._row.kind, self._row.value, self._ui.reason_edit.text()))


class BindDialog(FormDialog):
    """Says whether a national list binds the team, and for how many days a file holds."""

    def __init__(self, ops: Ops, row: RegistryRow, parent: QWidget | None = None) -> None:
        super().__init__(ops, parent)
        self._row = row
        self._ui = Ui_RegistryBindDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        ui.what_label.setText(f"{row.name}. {row.note}")
        for key, words in _BINDS:
            ui.binds_combo.addItem(words, key)
        ui.binds_combo.setCurrentIndex(ui.binds_combo.findData(row.binding))
        ui.days_spin.setValue(row.days)
        ui.save_button.clicked.connect(self._on_save)

    def _on_save(self) -> None:
        binds = str(self._ui.binds_combo.currentData())
        self.submit(SetRegistry(self._row.key, binds, self._ui.days_spin.value()))


class RegistryDialog(FormDialog):
    """Asks which list a file is of, and of which day; `options` is what was said."""

    def __init__(
        self,
        ops: Ops,
        look: RegistryLook,
        rows: tuple[RegistryRow, ...],
        chosen: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(ops, parent)
        self._ui = Ui_RegistryDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        ui.what_label.setText(
            f"{look.path.name}. The day on which the file was made is when your leads were checked."
            if look.dated
            else f"{look.path.name}. Its name tells no day: say on which day the file was made."
        )
        for row in rows:
            ui.registry_combo.addItem(row.name, row.key)
        ui.registry_combo.setCurrentIndex(max(0, ui.registry_combo.findData(chosen)))
        day = look.dated or ops.now().date()
        ui.dated_edit.setDate(QDate(day.year, day.month, day.day))
        ui.delta_check.setChecked(look.delta)
        ui.save_button.clicked.connect(self.accept)

    @property
    def options(self) -> RegistryOptions:
        """Which list, which day, whole or changes."""
        return RegistryOptions(
            str(self._ui.registry_combo.currentData()),
            _day_of(self._ui.dated_edit.date()),
            self._ui.delta_check.isChecked(),
        )


class PlaceDialog(FormDialog):
    """Changes the calling hours of a place; whoever saves vouches for them."""

    def __init__(self, ops: Ops, row: PlaceRow | None, parent: QWidget | None = None) -> None:
        super().__init__(ops, parent)
        self._ui = Ui_PlaceDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        today = ops.now().date()
        ui.checked_edit.setDate(QDate(today.year, today.month, today.day))
        if row is not None:
            hours = row.hours
            ui.country_edit.setText(hours.country)
            ui.region_edit.setText(hours.region)
            ui.hours_edit.setPlainText(typed_hours.told(hours.profile))
            ui.holidays_check.setChecked(hours.skips_holidays)
            ui.calls_spin.setValue(hours.max_calls)
            ui.source_edit.setText(hours.source)
            ui.note_edit.setText(hours.note)
        ui.hours_edit.setPlaceholderText("mon-fri 9:00-17:30\nsat 9:00-12:00")
        ui.hours_edit.setFixedHeight(HOURS_HEIGHT)
        ui.save_button.clicked.connect(self._on_save)
        self.adjustSize()

    def _on_save(self) -> None:
        ui = self._ui
        try:
            hours = typed_hours.read(ui.hours_edit.toPlainText())
        except BadInput as error:
            self.say(errors.say(error))
            ui.hours_edit.setFocus()
            return
        self.submit(
            EditPlace(
                country=ui.country_edit.text(),
                region=ui.region_edit.text(),
                weekdays=hours.weekdays,
                opens=hours.opens,
                closes=hours.closes,
                skips_holidays=ui.holidays_check.isChecked(),
                source=ui.source_edit.text(),
                checked_on=_day_of(ui.checked_edit.date()),
                own_hours=hours.own_hours,
                max_calls=ui.calls_spin.value(),
                note=ui.note_edit.text(),
            )
        )


def _day_of(day: QDate) -> dt.date:
    return dt.date(day.year(), day.month(), day.day())
