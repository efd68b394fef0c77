# SPDX-License-Identifier: MIT
"""People: who is in the team, as what and when, and what each of them has open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.desk.changes import Kind
from leaddesk.desk.commands import AddAbsence, EditPerson
from leaddesk.desk.queries import AskStaff, InvitationRow, StaffRow
from leaddesk.domain.absence import share_of
from leaddesk.domain.errors import RuleBroken
from leaddesk.gui.forms.ui_people_view import Ui_PeopleView
from leaddesk.gui.models.people_rows import PEOPLE
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.situation import When
from leaddesk.gui.views import row_table
from leaddesk.gui.views.absence_page import AbsencePage
from leaddesk.gui.views.goals_dialog import GoalsDialog
from leaddesk.gui.views.invite_dialog import InviteDialog
from leaddesk.gui.views.leaving_dialog import LeavingDialog
from leaddesk.gui.views.person_dialog import PersonDialog, fields_of
from leaddesk.gui.views.screen_dialog import ScreenDialog
from leaddesk.gui.views.tiers_dialog import TiersDialog
from leaddesk.gui.views.workstations_dialog import WorkstationsDialog
from leaddesk.gui.widgets.cap_button import ButtonKind
from leaddesk.words import numbers

_LEAVES, _COMES_BACK = "Leaves…", "Comes back"
_CALENDAR, _LIST = "Calendar", "List"
_AWAY, _NOT_AWAY = "Away today", "Not away today"


class PeopleView(Screen):
    """The People screen, for team leads."""

    lives_on: ClassVar[Kind] = Kind.PEOPLE | Kind.QUEUE | Kind.HANDOFFS | Kind.PROGRESS

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._rows: tuple[StaffRow, ...] = ()
        self._ui = Ui_PeopleView()
        self._ui.setupUi(self)
        ui = self._ui
        self._dialog = ScreenDialog(self, self.focus_first)
        self._calendar = AbsencePage(bench.ops, self._dialog.on_written, self)
        ui.pages.addWidget(self._calendar)
        row_table.dress(ui.people_table)
        self._model = row_table.fill(
            ui.people_table, PEOPLE, lambda row: row.person.id, self._on_chosen, self
        )
        for button, words, keys, kind, icon, action in (
            (ui.add_button, "Add…", "A", ButtonKind.PRIMARY, "plus", "people.add"),
            (ui.edit_button, "Change…", "E", ButtonKind.PLAIN, "pencil", "people.edit"),
            (ui.away_button, _AWAY, "W", ButtonKind.PLAIN, "calendar-off", "people.away"),
            (ui.invite_button, "Invite…", "I", ButtonKind.PLAIN, "mail", "people.invite"),
            (ui.leave_button, _LEAVES, "Del", ButtonKind.PLAIN, "log-out", "people.leave"),
            (ui.calendar_button, _CALENDAR, "C", ButtonKind.PLAIN, "calendar", "people.calendar"),
            (ui.goals_button, "Goals…", "G", ButtonKind.PLAIN, "target", "people.goals"),
            (ui.tiers_button, "Tiers…", "T", ButtonKind.PLAIN, "users", "people.tiers"),
            (ui.stations_button, "Workstations…", "D", ButtonKind.PLAIN, "lock", "people.stations"),
        ):
            button.show_button(words, keys, kind, icon)
            button.clicked.connect(lambda _on=False, name=action: bench.frame.act(name))
        ui.people_empty.show_state(
            "Nobody has such a name",
            icon_name="search",
            words="Type less of it, or clear the search with Esc.",
        )
        ui.search_edit.textChanged.connect(lambda _text: self._show())
        ui.people_table.doubleClicked.connect(lambda _index: bench.frame.act("people.edit"))

    @override
    def refresh(self) -> None:
        self.bench.ops.ask(AskStaff(), slot="people", answer=self._learn)
        if self._shows_calendar:
            self._calendar.ask()

    @override
    def person_left(self) -> None:
        self._dialog.reject()
        self._calendar.forget()
        self._show_list()
        self._learn(())

    @override
    def situation(self) -> When:
        row = self.chosen
        if row is None or self._shows_calendar:
            return When.SEATED
        here = When.PERSON_HERE if row.person.active else When.ALWAYS
        return When.SEATED | When.PERSON_CHOSEN | here

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "people.search": self._search,
            "people.add": lambda: self._dialog.open(PersonDialog(self.bench.ops, self)),
            "people.edit": self._edit,
            "people.invite": self._invite,
            "people.away": self._away,
            "people.leave": self._leave,
            "people.calendar": self._turn_over,
            "people.goals": self._goals,
            "people.tiers": lambda: self._dialog.open(TiersDialog(self.bench.ops, self)),
            "people.stations": self._stations,
            "people.sit": self._sit,
        }

    @override
    def focus_first(self) -> None:
        ui = self._ui
        if self._shows_calendar:
            self._calendar.focus_grid()
            return
        (ui.people_table if ui.people_table.isVisible() else ui.search_edit).setFocus()

    @property
    def chosen(self) -> StaffRow | None:
        """The chosen person."""
        return row_table.chosen(self._ui.people_table, self._model)

    # ------------------------------------------------------------------------- what is shown

    def _learn(self, rows: tuple[StaffRow, ...]) -> None:
        self._rows = rows
        self._show()

    def _show(self) -> None:
        ui = self._ui
        words = ui.search_edit.text().casefold().split()
        found = [r for r in self._rows if all(w in r.person.name.casefold() for w in words)]
        row_table.show(ui.people_table, self._model, found)
        nobody = bool(self._rows) and not found
        ui.people_table.setVisible(not nobody)
        ui.people_empty.setVisible(nobody)
        here = [row for row in self._rows if row.person.active]
        away = sum(share_of(row.absence) == 0 for row in here)
        team = numbers.count(len(here), "person", "people")
        told = f"{team} in the team, {numbers.number(away)} away today."
        ui.foot_label.setText(told if self._rows else "")
        self._on_chosen()

    def _on_chosen(self) -> None:
        row, ui = self.chosen, self._ui
        here = row is None or row.person.active
        ui.leave_button.show_button(
            _LEAVES if here else _COMES_BACK, "Del", ButtonKind.PLAIN,
            "log-out" if here else "undo-2",
        )  # fmt: skip
        away = row is not None and row.absence is not None
        ui.away_button.show_button(
            _NOT_AWAY if away else _AWAY, "W", ButtonKind.PLAIN, "calendar-off"
        )
        for button in (ui.edit_button, ui.leave_button):
            button.setEnabled(row is not None)
        for button in (ui.away_button, ui.invite_button):
            button.setEnabled(row is not None and here)
        self.bench.frame.refresh_actions()

    @property
    def _shows_calendar(self) -> bool:
        return self._ui.pages.currentWidget() is self._calendar

    def _turn_over(self) -> None:
        """Show the calendar, or the list again; the same person stays chosen."""
        row = self.chosen
        if self._shows_calendar:
            self._show_list()
        elif row is not None:
            self._calendar.open_at(row.person.id, row.day)
            self._ui.pages.setCurrentWidget(self._calendar)
            self._ui.calendar_button.show_button(_LIST, "C", ButtonKind.PLAIN, "list")
        self.bench.frame.refresh_actions()
        self.focus_first()

    def _show_list(self) -> None:
        self._ui.pages.setCurrentWidget(self._ui.list_page)
        self._ui.calendar_button.show_button(_CALENDAR, "C", ButtonKind.PLAIN, "calendar")

    # ------------------------------------------------------------------------- what is done

    def _search(self) -> None:
        self._show_list()
        self._ui.search_edit.setFocus()
        self._ui.search_edit.selectAll()

    def _edit(self) -> None:
        row = self.chosen
        if row is not None:
            self._dialog.open(PersonDialog(self.bench.ops, self, person=row.person))

    def _invite(self) -> None:
        row = self.chosen
        if row is not None and row.person.active:
            self._dialog.open(InviteDialog(self.bench, row.person, self))

    def _stations(self) -> None:
        dialog = WorkstationsDialog(self.bench, self)
        dialog.again.connect(lambda row: self._invite_again(row, dialog))
        self._dialog.open(dialog)

    def _invite_again(self, of: InvitationRow, over: WorkstationsDialog) -> None:
        found = (r.person for r in self._rows if r.person.id == of.person_id and r.person.active)
        person = next(found, None)
        if person is None:
            over.refused(RuleBroken("person_inactive", person=of.person))
            return
        dialog = InviteDialog(self.bench, person, over)
        dialog.finished.connect(over.look_again)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _away(self) -> None:
        row = self.chosen
        if row is not None:
            command = AddAbsence(row.person.id, row.day, row.absence is None)
            self.bench.ops.do(command, initiator=self, done=self._dialog.on_written)

    def _leave(self) -> None:
        row = self.chosen
        if row is None:
            return
        if row.person.active:
            self._dialog.open(LeavingDialog(self.bench.ops, row.person, self))
            return
        back = replace(row.person, active=True)
        command = EditPerson(back.id, fields_of(back))
        self.bench.ops.do(command, initiator=self, done=self._dialog.on_written)

    def _goals(self) -> None:
        row = self.chosen
        tier = row.person.home_tier if row is not None else self.bench.seat.tier
        person_id = row.person.id if row is not None and tier in row.own else 0
        people = [one.person for one in self._rows if one.person.active]
        dialog = GoalsDialog(self.bench.ops, self, tier=tier, people=people, person_id=person_id)
        self._dialog.open(dialog)

    def _sit(self) -> None:
        row = self.chosen
        if row is not None and row.person.active:
            self.bench.seat.sit(row.person)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        ui = self._ui
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and ui.people_table.hasFocus():
            self.bench.frame.act("people.edit")
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and ui.search_edit.hasFocus():
            ui.people_table.setFocus()
        elif event.key() == Qt.Key.Key_Escape and self._shows_calendar:
            self._turn_over()
        elif event.key() == Qt.Key.Key_Escape and ui.search_edit.text():
            ui.search_edit.clear()
            self.focus_first()
        else:
            super().keyPressEvent(event)
