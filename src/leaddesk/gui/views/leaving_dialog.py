# SPDX-License-Identifier: MIT
"""Before somebody leaves the team: what waits for them, and who gets how much of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.desk.changes import Kind
from leaddesk.desk.commands import EditPerson
from leaddesk.desk.queries import AskLeaving, LeavingView
from leaddesk.domain.person import Person
from leaddesk.gui.forms.ui_leaving_dialog import Ui_LeavingDialog
from leaddesk.gui.models.people_rows import SHARES
from leaddesk.gui.ops import Ops
from leaddesk.gui.views import row_table
from leaddesk.gui.views.form_dialog import FormDialog
from leaddesk.gui.views.person_dialog import fields_of
from leaddesk.words import people

_STAYS = (
    "What they did stays in every history and count. They can come back at any time, and all of "
    "this can be taken back in one step."
)
_CHANGES = Kind.PEOPLE | Kind.PROGRESS | Kind.QUEUE | Kind.HANDOFFS | Kind.LEADS
_ROWS_SHOWN = 6


class LeavingDialog(FormDialog):
    """Shows who would get what, and lets the person leave."""

    def __init__(self, ops: Ops, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(ops, parent)
        self._person = person
        self._ui = Ui_LeavingDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        ui.title_label.setText(f"{person.name} leaves the team")
        ui.stays_label.setText(_STAYS)
        ui.what_label.setText("Looking what waits for them…")
        row_table.dress(ui.shares_table)
        self._model = row_table.fill(
            ui.shares_table, SHARES, lambda row: row.name, lambda: None, self
        )
        ui.shares_table.hide()
        ui.save_button.setEnabled(False)
        ui.save_button.clicked.connect(self._on_save)
        ops.ask(AskLeaving(person.id), slot=self, answer=self._show, failed=self._on_failed)

    @property
    def is_ready(self) -> bool:
        """Whether it says who gets what."""
        return self._ui.save_button.isEnabled()

    def _show(self, view: LeavingView) -> None:
        ui = self._ui
        ui.what_label.setText(people.leaving(view))
        row_table.show(ui.shares_table, self._model, view.shares)
        ui.shares_table.setVisible(bool(view.shares))
        rows = min(len(view.shares), _ROWS_SHOWN) + 1
        ui.shares_table.setFixedHeight(rows * row_table.ROW_HEIGHT + 16)
        self.say(people.stuck(view))
        ui.save_button.setEnabled(not view.stuck)
        self.grow()

    def _on_save(self) -> None:
        self.submit(EditPerson(self._person.id, fields_of(self._person), active=False))

    @override
    def submit(self, command: object) -> None:
        # Beside the clicks: it may be many leads.
        desk, who, at = self._ops.desk(), self._ops.person_id, self._ops.now()
        self._set_writing(True)
        self.say("")
        self._ui.what_label.setText("Sharing out what waits for them…")
        self._ops.run_long(
            lambda _run: desk.do(command, who, at),
            changes=_CHANGES,
            progress=lambda _rows: None,
            done=self._on_done,
            failed=self._on_failed,
        )
