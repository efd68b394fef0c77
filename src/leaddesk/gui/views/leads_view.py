# SPDX-License-Identifier: MIT
"""Leads: list them by any filter in any order, open one, work it, edit it, change many at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QTableView, QWidget
from typing_extensions import override

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import ChangeLeads, ErasePerson
from leaddesk.desk.exports import LeadsWanted
from leaddesk.desk.queries import FoundLead
from leaddesk.domain.lead_filter import ALL_LEADS, LeadFilter, LeadSort
from leaddesk.gui.forms.ui_leads_view import Ui_LeadsView
from leaddesk.gui.models.leads_model import LeadsModel, lead_columns
from leaddesk.gui.screen import Bench, Screen, Shown
from leaddesk.gui.situation import When
from leaddesk.gui.views.bulk_dialog import BulkDialog
from leaddesk.gui.views.lead_aside import LeadAside
from leaddesk.gui.views.lead_detail import LeadDetail
from leaddesk.gui.views.lead_filter_panel import LeadFilterPanel
from leaddesk.gui.views.lead_filters import LeadFilters
from leaddesk.gui.views.lead_finder import LeadFinder
from leaddesk.gui.views.lead_forms import LeadForms
from leaddesk.gui.views.lead_order import LeadOrder
from leaddesk.gui.views.row_table import chosen, dress
from leaddesk.gui.views.table_columns import TableColumns
from leaddesk.gui.widgets.empty_state import EmptyAction, EmptyState
from leaddesk.words import numbers

HIDDEN_AT_FIRST = ("owner", "title", "email", "campaign", "last_call", "due")
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class LeadsView(Screen):
    """The Leads screen: search and filter over a table, one lead at the right."""

    lives_on: ClassVar[Kind] = Kind.LEADS | Kind.QUEUE | Kind.LISTS

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._ui = Ui_LeadsView()
        self._ui.setupUi(self)
        detail = LeadDetail(self)
        self._ui.detail_column.addWidget(detail)
        self._aside = LeadAside(bench, detail, self._ui.detail_card, self)
        self._model = LeadsModel(lead_columns(bench.ops.now, lambda: bench.seat.time_zone), self)
        self._columns = TableColumns(
            self._ui.table, self._model.columns, bench.settings, "leads/columns"
        )
        self._panel = LeadFilterPanel(self)
        self._ui.filter_column.addWidget(self._panel)
        self._filters = LeadFilters(bench, self._ui.which_combo, self._panel)
        self._finder = LeadFinder(bench, self._model, self)
        self._forms = LeadForms(bench, self)
        self._lead_shown = 0
        self._ui.table.setModel(self._model)
        self._columns.restore(HIDDEN_AT_FIRST)
        set_up(self._ui.table)
        self._order = LeadOrder(self._ui.table, self._model, self._columns, self._finder)
        self._wire()

    # ------------------------------------------------------------------------- what screens do

    @override
    def refresh(self) -> None:
        if self._model.rowCount():
            self._finder.ask_again()
        else:
            self._finder.ask()
        self._filters.ask()
        self._aside.open_again()

    @override
    def keep_typed(self) -> None:
        self._aside.detail.enter_note()

    @override
    def person_left(self) -> None:
        self._aside.close()

    @override
    def leads_erased(self, lead_ids: Collection[int]) -> None:
        self._aside.show_erased(lead_ids)

    @override
    def situation(self) -> When:
        found = When.SEATED
        if self._chosen() is not None or self._aside.card is not None:
            found |= When.ROW_CHOSEN
        found |= When.MAY_CHANGE_MANY if self._may_change() else When.ALWAYS
        return found | When.KEPT_FILTER if self._filters.kept is not None else found

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "leads.search": self.focus_first,
            "leads.work": self._work,
            "leads.edit": self._edit,
            "leads.filter": self._show_filter,
            "leads.sort": self._order.open_menu,
            "leads.change": self._change_many,
            "leads.keep_filter": lambda: self._filters.keep(self._finder.sort),
            "leads.forget_filter": self._filters.forget,
        }

    @override
    def shown_leads(self) -> Shown:
        listed = LeadsWanted(self._finder.filter, self._finder.sort)
        return Shown(listed, tuple(self._chosen_ids()), self._lead_id())

    @override
    def focus_first(self) -> None:
        self._ui.search_edit.setFocus()
        self._ui.search_edit.selectAll()

    def open_lead(self, lead_id: int) -> None:
        """Show one lead beside the list, whether it is listed or not."""
        self._aside.open(lead_id)

    # ------------------------------------------------------------------------- asking

    def _wire(self) -> None:
        ui = self._ui
        ui.filter_room.hide()
        ui.add_button.show_button("Add a lead…", icon_name="plus")
        ui.filter_button.show_button("Filter", "F", icon_name="filter")
        ui.change_button.hide()
        ui.hint_label.setText("Enter opens · Ctrl+C copies · Esc goes back")
        table = ui.table
        table.customContextMenuRequested.connect(self._on_menu)
        table.activated.connect(lambda _at: self._open_chosen())
        table.selectionModel().currentChanged.connect(self._on_moved)
        table.selectionModel().selectionChanged.connect(self._show_selection)
        self._finder.shown.connect(self._on_shown)
        self._filters.chosen.connect(self._on_filter)
        self._filters.written.connect(self.bench.frame.told)
        ui.search_edit.textChanged.connect(self._finder.look_for)
        ui.filter_button.toggled.connect(ui.filter_room.setVisible)
        ui.change_button.clicked.connect(self._change_many)
        ui.add_button.clicked.connect(self._forms.add)
        ui.empty.action_chosen.connect(self._on_empty_action)
        self._aside.moved.connect(self._on_aside_moved)
        self._aside.written.connect(self._on_written)
        self._forms.written.connect(self._on_written)
        self._aside.detail.work_pressed.connect(self._work)
        self._aside.detail.edit_pressed.connect(self._edit)

    def _on_filter(self, wanted: LeadFilter, sort: LeadSort | None) -> None:
        if sort is not None:
            self._order.take(sort)
        self._finder.only(wanted)
        self.bench.frame.refresh_actions()

    def _on_shown(self) -> None:
        """Stay on the lead that was chosen, where it is still there."""
        rows = self._model.rowCount()
        place = self._model.place_of(self._lead_shown)
        if rows and not (place >= 0 and self._ui.table.currentIndex().row() == place):
            self._ui.table.setCurrentIndex(self._model.index(max(0, place), 0))
        self._aside.settle()
        self._ui.table.setVisible(rows > 0)
        self._ui.empty.setVisible(not rows)
        self._show_selection()
        if not rows:
            say_why_empty(self._ui.empty, self._finder)
        self.bench.frame.refresh_actions()

    def _show_selection(self) -> None:
        """Say how many leads there are, and offer to change those that are chosen."""
        chosen = len(self._chosen_ids())
        told = self._finder.count_words()
        several = chosen > 1
        self._ui.count_label.setText(
            f"{told} · {numbers.number(chosen)} chosen" if several else told
        )
        self._ui.change_button.setVisible(several and self._may_change())
        self._ui.change_button.show_button(f"Change {numbers.count(chosen, 'lead')}…", "C")

    def _show_filter(self) -> None:
        """Show the fields of the filter, or put them away."""
        shown = not self._ui.filter_button.isChecked()
        self._ui.filter_button.setChecked(shown)
        if shown:
            self._panel.focus_first()
        else:
            self.focus_first()

    # ------------------------------------------------------------------------- leads

    def _may_change(self) -> bool:
        """Tell whether this person may change many leads at once, and there are some."""
        return self.bench.seat.may(ChangeLeads) and self._model.rowCount() > 0

    def _chosen(self) -> FoundLead | None:
        return chosen(self._ui.table, self._model)

    def _chosen_ids(self) -> list[int]:
        rows = self._ui.table.selectionModel().selectedRows()
        return [self._model.row_at(index.row()).id for index in rows]

    def _change_many(self) -> None:
        total = self._finder.total
        shown = self._model.rowCount()
        dialog = BulkDialog(
            self.bench, self._chosen_ids(), self._finder.filter, shown if total is None else total,
            self,
        )  # fmt: skip
        dialog.written.connect(self._on_written)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_aside_moved(self) -> None:
        if not self._aside.is_open and self.isVisible():
            self._ui.table.setFocus()
        self.bench.frame.refresh_actions()

    def _lead_id(self) -> int:
        """Return the lead that actions are about: the one that is open, else the chosen one."""
        lead = self._aside.card or self._chosen()
        return lead.id if lead is not None else 0

    def _work(self) -> None:
        lead = self._aside.card or self._chosen()
        if lead is not None:
            self.bench.seat.work_tier(lead.tier)
            self.bench.frame.work_on(lead.id)

    def _edit(self) -> None:
        self._forms.edit(self._lead_id())

    def _on_written(self, done: Done) -> None:
        self.bench.frame.told(done)
        self.refresh_soon()

    # ------------------------------------------------------------------------- keys and clicks

    def _on_moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._lead_shown = self._model.row_at(current.row()).id
            card = self._aside.card
            listed = card is not None and self._model.place_of(card.id) >= 0
            self._aside.follow(self._lead_shown, listed=listed)
        self.bench.frame.refresh_actions()

    def _on_empty_action(self, action: str) -> None:
        if action == "add":
            self._forms.add()
        elif action == "import":
            self.bench.frame.go("import")
        else:
            self._ui.search_edit.clear()
            self._filters.choose(ALL_LEADS)

    def _on_menu(self, at: QPoint) -> None:
        deeds = {
            "Open": self._open_chosen, "Work this lead": self._work, "Edit…": self._edit,
            "Copy as text": self._columns.copy,
        }  # fmt: skip
        open_menu(self._ui.table, at, deeds | person_deeds(self.bench))

    def _open_chosen(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._aside.open(chosen.id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        ui, key = self._ui, event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self._columns.copy()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and ui.search_edit.hasFocus():
            ui.table.setFocus()
        elif key in _ENTER:
            self._open_chosen()
        elif key == Qt.Key.Key_Escape and self._aside.is_open:
            self._aside.close()
        elif key == Qt.Key.Key_Escape and ui.search_edit.text():
            ui.search_edit.clear()
            self.focus_first()
        else:
            super().keyPressEvent(event)


def person_deeds(bench: Bench) -> dict[str, Callable[[], None]]:
    """Return what a team lead does with the data of a person, by its words."""
    if not bench.seat.may(ErasePerson):
        return {}
    return {
        "Everything about this person…": lambda: bench.frame.act("leads.tell_all"),
        "Erase this person…": lambda: bench.frame.act("leads.erase"),
    }


def open_menu(table: QTableView, at: QPoint, deeds: Mapping[str, Callable[[], None]]) -> None:
    """Offer some deeds by their words at a place of a table."""
    menu = QMenu(table)
    for words, does in deeds.items():
        action = QAction(words, menu)
        action.triggered.connect(does)
        menu.addAction(action)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(table.viewport().mapToGlobal(at))


def set_up(table: QTableView) -> None:
    """Make a table one of leads, with a menu of its own."""
    dress(table)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)


def say_why_empty(empty: EmptyState, finder: LeadFinder) -> None:
    """Say why no lead is shown, and offer a way on."""
    add, clear = EmptyAction("add", "Add a lead"), EmptyAction("clear", "Show all leads")
    if finder.filter.text:
        empty.show_state(
            f"Nobody found for “{finder.filter.text}”", (), (add, clear), "search",
            words="Every word has to match: name, company, e-mail or a part of the number.",
        )  # fmt: skip
    elif not finder.filter.is_open:
        empty.show_state("No lead passes this filter", (), (clear,), "filter")
    else:
        empty.show_state(
            "There are no leads yet", (),
            (EmptyAction("import", "Import a list", "Ctrl+I"), add),
            "users",
        )  # fmt: skip
