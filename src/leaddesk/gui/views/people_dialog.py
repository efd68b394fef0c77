# SPDX-License-Identifier: MIT
"""The people of the team: find one, take the desk, add or change somebody."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from leaddesk.desk.queries import AskPeople
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.person import Person
from leaddesk.gui.forms.ui_people_dialog import Ui_PeopleDialog
from leaddesk.gui.ops import Ops
from leaddesk.gui.views.person_dialog import PersonDialog
from leaddesk.gui.widgets.rows import UpNextRow
from leaddesk.words import errors
from leaddesk.words import people as people_words

SIZE = (520, 560)
_MOVES = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp})


class PeopleDialog(QDialog):
    """The list of people; `picked(person)` when one takes the desk, `written(done)` after a change.

    With `may_edit` people can be added and changed, which is for team leads.
    """

    picked = Signal(object)
    written = Signal(object)

    def __init__(
        self, ops: Ops, parent: QWidget | None = None, *, may_edit: bool = False, here: int = 0
    ) -> None:
        super().__init__(parent)
        self._ops = ops
        self._here = here
        self._people: tuple[Person, ...] = ()
        self._ui = Ui_PeopleDialog()
        self._ui.setupUi(self)
        ui = self._ui
        ui.add_button.setVisible(may_edit)
        ui.edit_button.setVisible(may_edit)
        ui.search_edit.textChanged.connect(self._show)
        ui.people_list.row_chosen.connect(lambda _key: self._on_moved())
        ui.people_list.row_activated.connect(lambda _key: self._on_chosen())
        ui.choose_button.clicked.connect(self._on_chosen)
        ui.cancel_button.clicked.connect(self.reject)
        ui.add_button.clicked.connect(self._on_add)
        ui.edit_button.clicked.connect(self._on_edit)
        self.resize(*SIZE)
        self._ask()

    def show_people(self, people: tuple[Person, ...]) -> None:
        """Offer these people; who left the team comes last, dimmed."""
        self._people = people
        self._show()

    @property
    def chosen(self) -> Person | None:
        """Who the list stands on."""
        key = self._ui.people_list.current_key
        return next((person for person in self._people if str(person.id) == key), None)

    def _ask(self) -> None:
        self._ops.ask(AskPeople(), slot=self, answer=self.show_people, failed=self._on_failed)

    def _show(self) -> None:
        words = self._ui.search_edit.text().casefold().split()
        found = [p for p in self._people if all(w in p.name.casefold() for w in words)]
        rows = [
            UpNextRow(
                str(person.id),
                person.name,
                people_words.under_name(person),
                chip="at the desk" if person.id == self._here else "",
                trailing="" if person.active else "left the team",
                dimmed=not person.active,
            )
            for person in found
        ]
        box = self._ui.people_list
        box.show_rows(rows)
        if rows and not box.current_key:
            box.select_key(rows[0].key)
        self._ui.empty_label.setVisible(not rows)
        self._on_moved()

    def _on_moved(self) -> None:
        person = self.chosen
        self._ui.choose_button.setEnabled(person is not None and person.active)
        self._ui.edit_button.setEnabled(person is not None)

    def _on_chosen(self) -> None:
        person = self.chosen
        if person is not None and person.active:
            self.picked.emit(person)
            self.accept()

    def _on_add(self) -> None:
        self._run(PersonDialog(self._ops, self))

    def _on_edit(self) -> None:
        if self.chosen is not None:
            self._run(PersonDialog(self._ops, self, person=self.chosen))

    def _run(self, dialog: PersonDialog) -> None:
        dialog.written.connect(self.written)
        dialog.accepted.connect(self._ask)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_failed(self, error: LeadDeskError) -> None:
        self._ui.problem.setText(errors.say(error))
        self._ui.problem.show()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES and self._ui.search_edit.hasFocus():
            self._ui.people_list.setFocus()
            self._ui.people_list.keyPressEvent(event)
        else:
            super().keyPressEvent(event)
