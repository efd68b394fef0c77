# SPDX-License-Identifier: MIT
"""The three pages of the Do not call screen: what is shown, chosen and pressed on each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTableView, QWidget

from leaddesk.desk.queries import NoCallPage, NoCallRow, PlaceRow, RegistryRow
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.forms.ui_no_call_view import Ui_NoCallView
from leaddesk.gui.models.no_call_rows import entry_columns, place_columns, registry_columns
from leaddesk.gui.models.rows_model import Column, RowsModel
from leaddesk.gui.views import row_table
from leaddesk.gui.widgets.cap_button import ButtonKind, CapButton
from leaddesk.gui.widgets.text import set_look
from leaddesk.words import errors, no_call, numbers

RowT = TypeVar("RowT")
LIST, NATIONAL, HOURS = range(3)
_INTRO_NATIONAL = (
    "A number on a list that binds is not called. A file counts from the day it was made, and only "
    "for its days."
)
_INTRO_HOURS = (
    "Hours that nobody confirmed count where they are stricter than your own, and nowhere else."
)
_FOR_LEADS = "Only a team lead changes this."


class NoCallPages(QObject):
    """Says what was `pressed` (an action's id), `searched`, `chosen`; keeps no state of its own."""

    pressed = Signal(str)
    searched = Signal()
    chosen = Signal()
    reached_end = Signal()
    cancelled = Signal()

    def __init__(self, view: QWidget, now: Callable[[], dt.datetime]) -> None:
        super().__init__(view)
        self._ui = Ui_NoCallView()
        self._ui.setupUi(view)
        self._now = now
        self._entries: RowsModel[NoCallRow] | None = None
        self._registries = self._table(
            self._ui.registry_table, registry_columns(now), lambda row: row.key
        )
        self._places = self._table(
            self._ui.hours_table, place_columns(now), lambda row: row.hours.key
        )
        self._next_after: tuple[dt.datetime, str, str] | None = None
        self._total = 0
        self._connect()

    def _connect(self) -> None:
        ui = self._ui
        ui.registry_intro.setText(_INTRO_NATIONAL)
        ui.hours_intro.setText(_INTRO_HOURS)
        buttons: tuple[tuple[CapButton, str, str, str, ButtonKind, str], ...] = (
            (ui.add_button, "Put on the list…", "A", "ban", ButtonKind.PRIMARY, "dnc.add"),
            (ui.remove_button, "Take off…", "Del", "undo-2", ButtonKind.PLAIN, "dnc.remove"),
            (ui.import_button, "Import a file…", "Ctrl+O", "upload", ButtonKind.PRIMARY,
             "dnc.import"),
            (ui.bind_button, "Does it bind…", "B", "scale", ButtonKind.PLAIN, "dnc.bind"),
            (ui.rescrub_button, "Compare now", "R", "refresh-cw", ButtonKind.PLAIN, "dnc.rescrub"),
            (ui.confirm_button, "Confirm", "C", "check", ButtonKind.PRIMARY, "dnc.confirm"),
            (ui.edit_button, "Change…", "E", "pencil", ButtonKind.PLAIN, "dnc.edit_hours"),
        )  # fmt: skip
        for button, words, keys, icon, kind, action in buttons:
            button.show_button(words, keys, kind, icon)
            button.clicked.connect(lambda _on=False, name=action: self.pressed.emit(name))
        ui.cancel_button.show_button("Cancel", "")
        ui.cancel_button.clicked.connect(self.cancelled)
        ui.cancel_button.hide()
        ui.list_page_empty.show_state(
            "Nobody is on the list",
            icon_name="ban",
            words="Whoever asks not to be called is put here, and is held back everywhere at once.",
        )
        ui.search_edit.textChanged.connect(lambda _text: self.searched.emit())
        ui.tabs.currentChanged.connect(lambda _place: self._on_chosen())
        bar = ui.list_table.verticalScrollBar()
        bar.valueChanged.connect(lambda at: self.reached_end.emit() if at >= bar.maximum() else 0)

    # ------------------------------------------------------------------------- what is shown

    @property
    def current(self) -> int:
        """The page that is shown."""
        return self._ui.tabs.currentIndex()

    @property
    def search(self) -> str:
        """What is searched for."""
        return self._ui.search_edit.text().strip()

    @property
    def next_after(self) -> tuple[dt.datetime, str, str] | None:
        """Where the next page of the list begins, None at its end."""
        return self._next_after

    @property
    def entry(self) -> NoCallRow | None:
        """The chosen entry of the list."""
        return row_table.chosen(self._ui.list_table, self._entries)

    @property
    def registry(self) -> RegistryRow | None:
        """The chosen national list."""
        return row_table.chosen(self._ui.registry_table, self._registries)

    @property
    def registries(self) -> tuple[RegistryRow, ...]:
        """Every national list."""
        return self._registries.rows

    @property
    def place(self) -> PlaceRow | None:
        """The chosen place."""
        return row_table.chosen(self._ui.hours_table, self._places)

    def show_page(self, page: int) -> None:
        """Show one of the pages, its keyboard where work starts."""
        self._ui.tabs.setCurrentIndex(page)
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on the table of the page, or on what fills it."""
        ui = self._ui
        table = (ui.list_table, ui.registry_table, ui.hours_table)[self.current]
        (table if table.isVisible() else ui.add_button).setFocus()

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self._ui.search_edit.setFocus()
        self._ui.search_edit.selectAll()

    def show_role(self, *, leads: bool) -> None:
        """Say where a team lead is needed, to whoever is none."""
        self._ui.hours_intro.setText(_INTRO_HOURS if leads else f"{_INTRO_HOURS} {_FOR_LEADS}")
        told = _INTRO_NATIONAL if leads else f"{_INTRO_NATIONAL} {_FOR_LEADS}"
        self._ui.registry_intro.setText(told)
        self._leads = leads
        self._on_chosen()

    def show_list(self, page: NoCallPage, zone: str) -> None:
        """Show the list from its beginning; times are on the clock of `zone`."""
        table = self._ui.list_table
        if self._entries is None:
            columns = entry_columns(self._now, zone)
            self._entries = self._table(table, columns, lambda row: (row.kind, row.value))
        row_table.show(table, self._entries, page.rows)
        self._after(page)
        empty = not page.rows and not self.search
        table.setVisible(not empty)
        self._ui.list_page_empty.setVisible(empty)
        self._on_chosen()

    def add_list(self, page: NoCallPage) -> None:
        """Put the next page behind what is shown."""
        if self._entries is not None:
            self._entries.add_rows(page.rows)
            self._after(page)

    def _after(self, page: NoCallPage) -> None:
        self._next_after, self._total = page.next_after, page.total
        shown = self._entries.rowCount() if self._entries is not None else 0
        told = numbers.count(self._total, "entry", "entries")
        if self.search:
            told = f"{numbers.count(shown, 'entry', 'entries')} found in {told}"
        self._ui.list_foot.setText(told)

    def show_registries(self, rows: tuple[RegistryRow, ...]) -> None:
        """Show the national lists."""
        row_table.show(self._ui.registry_table, self._registries, rows)
        self._on_chosen()

    def show_places(self, rows: tuple[PlaceRow, ...]) -> None:
        """Show the calling hours of places."""
        row_table.show(self._ui.hours_table, self._places, rows)
        self._on_chosen()

    def show_progress(self, words: str, share: float) -> None:
        """Show how far something is; a share below 0 is not known."""
        ui = self._ui
        ui.progress_bar.setMaximum(0 if share < 0 else 1000)
        ui.progress_bar.setValue(max(0, int(share * 1000)))
        set_look(ui.progress_label, "secondary")
        ui.progress_label.setText(words)
        for part in (ui.progress_bar, ui.progress_label, ui.cancel_button):
            part.setVisible(True)

    def end_progress(self, problem: str) -> None:
        """Show nothing under way any more, and what went wrong if something did."""
        ui = self._ui
        ui.progress_bar.hide()
        ui.cancel_button.hide()
        set_look(ui.progress_label, "bad")
        ui.progress_label.setText(problem)
        ui.progress_label.setVisible(bool(problem))

    def end_progress_with(self, error: LeadDeskError) -> None:
        """Say why it ended."""
        self.end_progress(errors.say(error))

    def forget(self) -> None:
        """Show nothing of the person who left."""
        self._ui.search_edit.clear()
        self._entries = None
        self._ui.list_table.setModel(None)

    # ------------------------------------------------------------------------- inside

    _leads = False

    def _table(
        self, table: QTableView, columns: tuple[Column[RowT], ...], key: Callable[[RowT], Hashable]
    ) -> RowsModel[RowT]:
        row_table.dress(table)
        return row_table.fill(table, columns, key, self._on_chosen, self)

    def _on_chosen(self) -> None:
        ui, leads = self._ui, self._leads
        ui.remove_button.setEnabled(leads and self.entry is not None)
        ui.import_button.setEnabled(leads)
        ui.bind_button.setEnabled(leads and self.registry is not None)
        ui.rescrub_button.setEnabled(leads)
        place, registry = self.place, self.registry
        ui.confirm_button.setEnabled(leads and place is not None)
        confirmed = place is not None and place.hours.is_confirmed
        words = "Confirm no longer" if confirmed else "Confirm"
        ui.confirm_button.show_button(words, "C", ButtonKind.PRIMARY, "check")
        ui.edit_button.setEnabled(leads)
        ui.hours_note.setText(place.hours.note if place is not None else "")
        if registry is not None:
            line = no_call.registry_line(registry, self._now().date())
            ui.registry_note.setText(f"{registry.name}: {line} {registry.note}".strip())
        self.chosen.emit()
