# SPDX-License-Identifier: MIT
"""Leads: find one among a million, see all about it, work it, edit it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget
from typing_extensions import override

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import AddNote
from leaddesk.desk.queries import AskLead, FoundLead, LeadCard
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.lead import LeadState
from leaddesk.gui.forms.ui_leads_view import Ui_LeadsView
from leaddesk.gui.models.leads_model import LeadsModel, lead_columns
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.situation import When
from leaddesk.gui.views.lead_detail import LeadDetail
from leaddesk.gui.views.lead_dialog import LeadDialog
from leaddesk.gui.views.lead_finder import LeadFinder
from leaddesk.gui.views.table_columns import TableColumns
from leaddesk.gui.widgets.empty_state import EmptyAction, EmptyState
from leaddesk.words import leads

HIDDEN_AT_FIRST = ("owner", "title", "email")
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_SHOWN_STATES = (
    LeadState.QUEUED, LeadState.OFFERED, LeadState.RESEARCH, LeadState.CLOSED,
    LeadState.SUPPRESSED, LeadState.WON, LeadState.LOST,
)  # fmt: skip


class LeadsView(Screen):
    """The Leads screen: a search field over a table, one lead at the right."""

    lives_on: ClassVar[Kind] = Kind.LEADS | Kind.QUEUE | Kind.LISTS

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._ui = Ui_LeadsView()
        self._ui.setupUi(self)
        self._detail = LeadDetail(self)
        self._ui.detail_column.addWidget(self._detail)
        self._ui.detail_card.hide()
        self._model = LeadsModel(lead_columns(bench.ops.now), self)
        self._columns = TableColumns(
            self._ui.table, self._model.columns, bench.settings, "leads/columns"
        )
        self._finder = LeadFinder(bench, self._model, self)
        self._lead_shown = 0
        self._wire()

    # ------------------------------------------------------------------------- what screens do

    @override
    def refresh(self) -> None:
        self._finder.ask()
        if self._detail.card is not None:
            self._open(self._detail.card.id)

    @override
    def keep_typed(self) -> None:
        self._detail.enter_note()

    @override
    def person_left(self) -> None:
        self._close_detail()

    @override
    def situation(self) -> When:
        chosen = self._chosen() is not None or self._detail.card is not None
        return When.SEATED | When.ROW_CHOSEN if chosen else When.SEATED

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "leads.search": self._focus_search,
            "leads.work": self._work,
            "leads.edit": self._edit,
        }

    @override
    def focus_first(self) -> None:
        self._focus_search()

    # ------------------------------------------------------------------------- asking

    def _wire(self) -> None:
        ui = self._ui
        ui.state_combo.addItem("All leads", None)
        for state in _SHOWN_STATES:
            words = leads.state(state)
            ui.state_combo.addItem(words[:1].upper() + words[1:], state.value)
        ui.add_button.show_button("Add a lead…", icon_name="plus")
        ui.hint_label.setText("Enter opens · Ctrl+C copies · Esc goes back")
        table = ui.table
        table.setModel(self._model)
        self._columns.restore(HIDDEN_AT_FIRST)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setCornerWidget(QWidget(table))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(34)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._on_menu)
        table.activated.connect(self._on_activated)
        table.selectionModel().currentChanged.connect(self._on_moved)
        self._finder.shown.connect(self._on_shown)
        ui.search_edit.textChanged.connect(self._finder.look_for)
        ui.state_combo.currentIndexChanged.connect(self._on_state_chosen)
        ui.add_button.clicked.connect(self._add)
        ui.empty.action_chosen.connect(self._on_empty_action)
        self._detail.work_pressed.connect(self._work)
        self._detail.edit_pressed.connect(self._edit)
        self._detail.note_entered.connect(self._note)
        self._detail.closed.connect(self._close_detail)

    def _on_state_chosen(self) -> None:
        value = self._ui.state_combo.currentData()
        self._finder.only(None if value is None else LeadState(value))

    def _on_shown(self) -> None:
        """Stay on the lead that was chosen, where it is still there."""
        rows = self._model.rowCount()
        place = self._model.place_of(self._lead_shown)
        if rows and not (place >= 0 and self._ui.table.currentIndex().row() == place):
            self._ui.table.setCurrentIndex(self._model.index(max(0, place), 0))
        self._ui.table.setVisible(rows > 0)
        self._ui.empty.setVisible(not rows)
        self._ui.count_label.setText(self._finder.count_words())
        if not rows:
            say_why_empty(self._ui.empty, self._finder)
        self.bench.frame.refresh_actions()

    # ------------------------------------------------------------------------- one lead

    def _chosen(self) -> FoundLead | None:
        index = self._ui.table.currentIndex()
        if not index.isValid() or index.row() >= self._model.rowCount():
            return None
        return self._model.row_at(index.row())

    def _open(self, lead_id: int) -> None:
        self.bench.ops.ask(
            AskLead(lead_id), slot="leads.card", answer=self._show_card, failed=self._lead_gone
        )

    def _show_card(self, card: LeadCard) -> None:
        zone = self.bench.seat.time_zone
        self._detail.show_card(card, self.bench.ops.now(), zone)
        self._ui.detail_card.show()
        self.bench.frame.refresh_actions()

    def _lead_gone(self, error: LeadDeskError) -> None:
        self._close_detail()
        self.bench.frame.refuse(error)

    def _close_detail(self) -> None:
        had = self._ui.detail_card.isVisible()
        self._detail.forget()
        self._ui.detail_card.hide()
        if had:
            self._ui.table.setFocus()
        self.bench.frame.refresh_actions()

    def _lead_id(self) -> int:
        """Return the lead that actions are about: the one that is open, else the chosen one."""
        if self._detail.card is not None:
            return self._detail.card.id
        chosen = self._chosen()
        return chosen.id if chosen is not None else 0

    def _work(self) -> None:
        lead_id = self._lead_id()
        if not lead_id:
            return
        card, chosen = self._detail.card, self._chosen()
        tier = card.tier if card is not None else chosen.tier if chosen is not None else 1
        self.bench.seat.work_tier(tier)
        self.bench.frame.work_on(lead_id)

    def _edit(self) -> None:
        lead_id = self._lead_id()
        if lead_id:
            self.bench.ops.ask(AskLead(lead_id), slot="leads.edit", answer=self._edit_card)

    def _edit_card(self, card: LeadCard) -> None:
        self._run(LeadDialog(self.bench.ops, self, card=card))

    def _add(self) -> None:
        self._run(LeadDialog(self.bench.ops, self, tier=self.bench.seat.tier))

    def _run(self, dialog: LeadDialog) -> None:
        dialog.written.connect(self._on_written)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _note(self, lead_id: int, text: str) -> None:
        def failed(error: LeadDeskError) -> None:
            self._detail.bring_back(lead_id, text)
            self.bench.frame.refuse(error)

        self.bench.ops.do(
            AddNote(lead_id, text), initiator=self, done=self._on_written, failed=failed
        )

    def _on_written(self, done: Done) -> None:
        self.bench.frame.told(done)
        self.refresh_soon()

    # ------------------------------------------------------------------------- keys and clicks

    def _focus_search(self) -> None:
        self._ui.search_edit.setFocus()
        self._ui.search_edit.selectAll()

    def _on_moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._lead_shown = self._model.row_at(current.row()).id
            if self._detail.card is not None and self._detail.card.id != self._lead_shown:
                self._open(self._lead_shown)
        self.bench.frame.refresh_actions()

    def _on_activated(self, index: QModelIndex) -> None:
        self._open(self._model.row_at(index.row()).id)

    def _on_empty_action(self, action: str) -> None:
        if action == "add":
            self._add()
        elif action == "import":
            self.bench.frame.go("import")
        else:
            self._ui.state_combo.setCurrentIndex(0)
            self._ui.search_edit.clear()

    def _copy(self) -> None:
        rows = sorted({index.row() for index in self._ui.table.selectionModel().selectedIndexes()})
        QGuiApplication.clipboard().setText(self._columns.as_text(rows))

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        for words, does in (("Open", self._open_chosen), ("Work this lead", self._work),
                            ("Edit…", self._edit), ("Copy as text", self._copy)):  # fmt: skip
            action = QAction(words, menu)
            action.triggered.connect(does)
            menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._ui.table.viewport().mapToGlobal(at))

    def _open_chosen(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._open(chosen.id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        ui, key = self._ui, event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and ui.search_edit.hasFocus():
            ui.table.setFocus()
        elif key in _ENTER:
            self._open_chosen()
        elif key == Qt.Key.Key_Escape and ui.detail_card.isVisible():
            self._close_detail()
        elif key == Qt.Key.Key_Escape and ui.search_edit.text():
            ui.search_edit.clear()
            self._focus_search()
        else:
            super().keyPressEvent(event)


def say_why_empty(empty: EmptyState, finder: LeadFinder) -> None:
    """Say why no lead is shown, and offer a way on."""
    add, clear = EmptyAction("add", "Add a lead"), EmptyAction("clear", "Show all leads")
    if finder.text:
        empty.show_state(
            f"Nobody found for “{finder.text}”", (), (add, clear), "search",
            words="Every word has to match: name, company, e-mail or a part of the number.",
        )  # fmt: skip
    elif finder.state is not None:
        empty.show_state("No lead stands there", (), (clear,), "filter")
    else:
        empty.show_state(
            "There are no leads yet", (),
            (EmptyAction("import", "Import a list", "Ctrl+I"), add),
            "users",
        )  # fmt: skip
