# SPDX-License-Identifier: MIT
"""The three pages of the Personal data screen: what is shown, chosen and pressed on each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTableView, QWidget

from leaddesk.desk.queries import PrivacyView, SourceRow
from leaddesk.gui.forms.ui_personal_data_view import Ui_PersonalDataView
from leaddesk.gui.models.personal_data_rows import erasure_columns, source_columns
from leaddesk.gui.models.rows_model import Column, RowsModel
from leaddesk.gui.views import row_table
from leaddesk.gui.views.retention_page import RetentionPage
from leaddesk.gui.widgets.cap_button import ButtonKind, CapButton
from leaddesk.words import numbers, personal_data

RowT = TypeVar("RowT")
SOURCES, RETENTION, ERASED = range(3)
_SOURCES_INTRO = (
    "On which legal basis each lead is kept follows from its source. Every lead shows it."
)
_ERASED_INTRO = (
    "Nothing of these people is left but a digest, by which they are known again: no list, form or "
    "colleague brings them back unless you let them in."
)


class PersonalDataPages(QObject):
    """Says what was `pressed` (an action's id) and that something else was `chosen`."""

    pressed = Signal(str)
    chosen = Signal()
    cancelled = Signal()

    def __init__(
        self, view: QWidget, now: Callable[[], dt.datetime], zone: Callable[[], str]
    ) -> None:
        super().__init__(view)
        self._ui = Ui_PersonalDataView()
        self._ui.setupUi(view)
        ui = self._ui
        self.retention = RetentionPage(ui, self)
        self._sources = self._table(ui.sources_table, source_columns(), lambda row: row.id)
        self._erasures = self._table(
            ui.erased_table, erasure_columns(now, zone), lambda row: row.id
        )
        self._now = now
        self._wire()

    def _wire(self) -> None:
        ui = self._ui
        ui.sources_intro.setText(_SOURCES_INTRO)
        ui.erased_intro.setText(_ERASED_INTRO)
        ui.edit_button.show_button("Change…", "E", ButtonKind.PLAIN, "pencil")
        ui.let_in_button.show_button("Let in again…", "I", ButtonKind.PLAIN, "undo-2")
        buttons: tuple[tuple[CapButton, str], ...] = (
            (ui.edit_button, "privacy.edit_source"),
            (ui.look_button, "privacy.look"),
            (ui.save_button, "privacy.save_rule"),
            (ui.retain_button, "privacy.retain"),
            (ui.let_in_button, "privacy.let_in"),
        )
        for button, action in buttons:
            button.clicked.connect(lambda _on=False, name=action: self.pressed.emit(name))
        ui.sources_empty.show_state(
            "There is no source yet",
            icon_name="inbox",
            words="Each list, form and lead that comes in names one.",
        )
        ui.erased_empty.show_state(
            "Nobody was erased",
            icon_name="lock",
            words="When somebody asks for it, choose their lead on the screen Leads and press "
            "Shift+Del.",
        )
        ui.sources_table.activated.connect(lambda _at: self.pressed.emit("privacy.edit_source"))
        ui.cancel_button.clicked.connect(self.cancelled)
        ui.tabs.currentChanged.connect(lambda _place: self.chosen.emit())
        self.retention.looked.connect(lambda: self.pressed.emit("privacy.look"))
        self.retention.changed.connect(self.chosen)

    # ------------------------------------------------------------------------- what is shown

    @property
    def current(self) -> int:
        """The page that is shown."""
        return self._ui.tabs.currentIndex()

    @property
    def source(self) -> SourceRow | None:
        """The chosen source."""
        return row_table.chosen(self._ui.sources_table, self._sources)

    def show_page(self, page: int) -> None:
        """Show one of the pages, its keyboard where work starts."""
        self._ui.tabs.setCurrentIndex(page)
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on the table of the page, or on what can be done there."""
        ui = self._ui
        if self.current == SOURCES:
            (ui.tabs if ui.sources_table.isHidden() else ui.sources_table).setFocus()
        elif self.current == RETENTION:
            self.retention.focus_first()
        else:
            (ui.let_in_button if ui.erased_table.isHidden() else ui.erased_table).setFocus()

    def show_view(self, view: PrivacyView) -> None:
        """Show how the team keeps personal data."""
        ui = self._ui
        self._show(ui.sources_table, self._sources, ui.sources_empty, view.sources)
        self._show(ui.erased_table, self._erasures, ui.erased_empty, view.erasures)
        leads = sum(row.leads for row in view.erasures)
        times, gone = numbers.count(len(view.erasures), "erasure"), numbers.count(leads, "lead")
        ui.erased_foot.setText(f"{times}, {gone}" if view.erasures else "")
        self.retention.show_rule(view.rule, view.last_run, self._now().date())
        self._on_chosen()

    def forget(self) -> None:
        """Show nothing of the person who left."""
        self.show_view(PrivacyView((), self.retention.in_force, "", ()))
        self.retention.forget()

    # ------------------------------------------------------------------------- inside

    def _table(
        self, table: QTableView, columns: tuple[Column[RowT], ...], key: Callable[[RowT], Hashable]
    ) -> RowsModel[RowT]:
        row_table.dress(table)
        return row_table.fill(table, columns, key, self._on_chosen, self)

    def _show(
        self, table: QTableView, model: RowsModel[RowT], empty: QWidget, rows: tuple[RowT, ...]
    ) -> None:
        row_table.show(table, model, rows)
        table.setVisible(bool(rows))
        empty.setVisible(not rows)

    def _on_chosen(self) -> None:
        row = self.source
        self._ui.edit_button.setEnabled(row is not None)
        self._ui.sources_note.setText(_note(row))
        self.chosen.emit()


def _note(row: SourceRow | None) -> str:
    """Return the basis of the chosen source with its article, and where it is from."""
    if row is None:
        return ""
    set_by = "set for this source" if row.is_set else "that of its kind, as long as nobody sets one"
    return f"{row.name}: {personal_data.basis(row.basis)}; {set_by}."
