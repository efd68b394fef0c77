# SPDX-License-Identifier: MIT
"""The choices of an export: days, whose, which entries, and which columns of leads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem

from leaddesk.desk.exports import (
    CalendarWanted,
    CountsWanted,
    EverythingWanted,
    JournalWanted,
    LeadsWanted,
    Wanted,
)
from leaddesk.desk.roles import may
from leaddesk.gui.forms.ui_export_dialog import Ui_ExportDialog
from leaddesk.gui.screen import Bench
from leaddesk.words import export_columns, exports, numbers, times

CUSTOM: Final = "custom"
SPANS: Final = (
    ("month", "Last 30 days"),
    ("week", "Last 7 days"),
    ("today", "Today"),
    ("all", "All days"),
    (CUSTOM, "From a day to a day"),
)
_BACK = {"today": 0, "week": 6, "month": 29}
ENTRIES: Final = (
    ((), "Everything"),
    (("call",), "Calls"),
    (("note",), "Notes"),
    (
        (
            "handoff",
            "accepted",
            "returned",
            "rejected",
            "appealed",
            "feedback",
            "reassigned",
            "pulled_back",
            "overridden",
            "appeal_decided",
            "scored",
        ),
        "Handoffs",
    ),
    (("import_undone", "imported", "export", "edited"), "Lists and changes"),
)


def span_days(key: str, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last day of a span that has a name; None where it has no end."""
    back = _BACK.get(key)
    return (today - dt.timedelta(days=back), today) if back is not None else (None, None)


def to_date(day: QDate) -> dt.date:
    """Return the day of a field."""
    return dt.date(day.year(), day.month(), day.day())


def to_qdate(day: dt.date) -> QDate:
    """Return a day as a field takes it."""
    return QDate(day.year, day.month, day.day)


def offer(box: QComboBox, choices: Iterable[tuple[object, str]]) -> None:
    """Fill a box with (value, words) and stay on the value that was chosen."""
    kept = box.currentData()
    box.blockSignals(True)
    box.clear()
    for value, words in choices:
        box.addItem(words, value)
    place = box.findData(kept)
    box.setCurrentIndex(max(0, place))
    box.blockSignals(False)


class ColumnChoice:
    """A list of columns to take in or leave out, by mouse or with Space."""

    def __init__(self, box: QListWidget, kept: str, changed: Callable[[], None]) -> None:
        self._box = box
        known = {column.key for column in export_columns.LEAD_COLUMNS}
        chosen = {key for key in kept.split(",") if key in known} or set(export_columns.usual())
        for column in export_columns.LEAD_COLUMNS:
            item = QListWidgetItem(column.title, box)
            item.setData(Qt.ItemDataRole.UserRole, column.key)
            item.setFlags(
                Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
            )
            on = column.key in chosen
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        box.setCurrentRow(0)
        box.itemChanged.connect(lambda _item: changed())

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that are taken in."""
        items = (self._box.item(row) for row in range(self._box.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def words(self) -> str:
        """Return what the choice means for coming back by an import."""
        known = [c for c in export_columns.LEAD_COLUMNS if c.known]
        missing = [c.title for c in known if c.key not in self.keys]
        if not missing:
            return "With these columns an import makes the same leads again."
        if len(missing) == 1:
            return f"Without {missing[0]} an import can't make quite the same leads again."
        return "Without some of these columns an import can't make the same leads again."


_TYPES: dict[str, type] = {
    "leads": LeadsWanted,
    "journal": JournalWanted,
    "counts": CountsWanted,
    "calendar": CalendarWanted,
    "all": EverythingWanted,
}


class ExportForm:
    """The fields that say what is wanted."""

    def __init__(
        self,
        bench: Bench,
        ui: Ui_ExportDialog,
        shown: LeadsWanted,
        chosen: tuple[int, ...],
        lead_id: int,
    ) -> None:
        self._bench, self._ui = bench, ui
        self._shown, self._chosen, self._lead_id = shown, chosen, lead_id
        self._today = times.local(bench.ops.now(), bench.seat.time_zone).date()
        self.columns = ColumnChoice(
            ui.columns_list, bench.settings.read("export/columns"), self._show_columns
        )
        kinds = ("calendar",) if lead_id else self._kinds()
        offer(ui.what_combo, [(kind, exports.TITLES[kind]) for kind in kinds])
        self._set_up()
        self._show_columns()
        ui.span_combo.currentIndexChanged.connect(self._show_days)

    @property
    def kind(self) -> str:
        """What is to be exported, one of `exports.KINDS`."""
        return str(self._ui.what_combo.currentData())

    @property
    def file_format(self) -> str:
        """The format that was chosen."""
        return str(self._ui.format_combo.currentData())

    def wanted(self) -> Wanted:
        """Return what the form describes."""
        ui = self._ui
        person = int(ui.person_combo.currentData() or 0)
        if self.kind == "leads":
            return self._leads()
        if self.kind == "journal":
            return JournalWanted(*self._days(), person, tuple(ui.kinds_combo.currentData() or ()))
        if self.kind == "counts":
            return CountsWanted(*self._days(), person)
        if self.kind == "calendar":
            seat, overdue = self._bench.seat.person_id, ui.overdue_check.isChecked()
            return CalendarWanted(seat, self._lead_id, overdue)
        return EverythingWanted()

    def _leads(self) -> LeadsWanted:
        keys = self.columns.keys
        which = self._shown
        if self._ui.chosen_radio.isChecked():
            which = LeadsWanted(ids=self._chosen)
        elif self._ui.all_radio.isChecked():
            which = LeadsWanted()
        return replace(which, columns=keys, notes="notes" in keys)

    def show_fields(self) -> None:
        """Show the fields that go with what is exported."""
        ui, kind = self._ui, self.kind
        ui.leads_part.setVisible(kind == "leads")
        ui.span_part.setVisible(kind in ("journal", "counts"))
        for part in (ui.kinds_combo, ui.kinds_label):
            part.setVisible(kind == "journal")
        ui.calendar_part.setVisible(kind == "calendar")
        ui.all_part.setVisible(kind == "all")
        offer(ui.format_combo, [(key, exports.FORMATS[key]) for key in exports.FORMATS_OF[kind]])
        kept = ui.format_combo.findData(self._bench.settings.read("export/format"))
        ui.format_combo.setCurrentIndex(max(0, kept))
        self._show_days()

    def put_away(self) -> None:
        """Hide the fields: there is nothing left to choose."""
        ui = self._ui
        for part in (ui.leads_part, ui.span_part, ui.calendar_part, ui.all_part, ui.what_label,
                     ui.what_combo, ui.format_label, ui.format_combo, ui.path_label, ui.path_edit,
                     ui.browse_button):  # fmt: skip
            part.hide()

    def set_enabled(self, on: bool) -> None:  # noqa: FBT001 - one switch, one meaning
        """Let the fields be changed, or not."""
        ui = self._ui
        for field in (ui.what_combo, ui.format_combo, ui.leads_part, ui.span_part,
                      ui.calendar_part, ui.path_edit, ui.browse_button,
                      ui.save_button):  # fmt: skip
            field.setEnabled(on)

    def _kinds(self) -> list[str]:
        """Return what this person may have."""
        person = self._bench.seat.person
        return [
            kind for kind in exports.KINDS if person is not None and may(person.roles, _TYPES[kind])
        ]

    def _set_up(self) -> None:
        ui, seat = self._ui, self._bench.seat
        passing = self._shown.filter.is_open
        ui.shown_radio.setVisible(not passing)
        ui.chosen_radio.setVisible(len(self._chosen) > 1)
        ui.chosen_radio.setText(f"The {numbers.count(len(self._chosen), 'chosen lead')}")
        ui.shown_radio.setText("All that pass the filter")
        first = ui.chosen_radio if len(self._chosen) > 1 else ui.all_radio
        (first if passing or len(self._chosen) > 1 else ui.shown_radio).setChecked(True)
        offer(ui.span_combo, SPANS)
        offer(ui.kinds_combo, ENTRIES)
        everybody = [(0, "Everybody")] if seat.may(CountsWanted, about_others=True) else []
        people = seat.people if everybody else [p for p in seat.people if p.id == seat.person_id]
        offer(ui.person_combo, [*everybody, *((p.id, p.name) for p in people)])
        ui.first_edit.setDate(to_qdate(self._today.replace(day=1)))
        ui.last_edit.setDate(to_qdate(self._today))
        ui.overdue_check.setVisible(not self._lead_id)
        if self._lead_id:
            ui.title.setText("Add to calendar")

    def _days(self) -> tuple[dt.date | None, dt.date | None]:
        ui = self._ui
        if ui.span_combo.currentData() == CUSTOM:
            return to_date(ui.first_edit.date()), to_date(ui.last_edit.date())
        return span_days(str(ui.span_combo.currentData()), self._today)

    def _show_days(self) -> None:
        self._ui.days_part.setVisible(self._ui.span_combo.currentData() == CUSTOM)

    def _show_columns(self) -> None:
        self._ui.columns_hint.setText(self.columns.words())
