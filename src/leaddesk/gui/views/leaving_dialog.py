# SPDX-License-Identifier: MIT
"""Before somebody leaves the team: what waits for them, and who gets how much of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import EditPerson
from leaddesk.desk.queries import AskLeaving, LeavingView
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.person import Person
from leaddesk.gui.forms.ui_leaving_dialog import Ui_LeavingDialog
from leaddesk.gui.long_run import LongRun
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
_LEAVE, _CARRY_ON = "Leave the team", "Carry on"
_CANCEL, _STOP, _PUT_BACK = "Cancel", "Stop", "Put all back"


class LeavingDialog(FormDialog):
    """Shows who would get what, and lets the person leave; that can be stopped and carried on."""

    def __init__(self, ops: Ops, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(ops, parent)
        self._person = person
        self._run: LongRun | None = None
        self._view = LeavingView(0, 0, 0, ())
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
        self._view = view
        ui.what_label.setText(people.leaving(view))
        row_table.show(ui.shares_table, self._model, view.shares)
        ui.shares_table.setVisible(bool(view.shares))
        rows = min(len(view.shares), _ROWS_SHOWN) + 1
        ui.shares_table.setFixedHeight(rows * row_table.ROW_HEIGHT + 16)
        self.say(people.stuck(view))
        ui.save_button.setEnabled(not view.stuck)
        self.grow()

    # ------------------------------------------------------------------------- at work

    def _on_save(self) -> None:
        if self._run is not None:
            self._carry_on(self._run)
        else:
            self.submit(EditPerson(self._person.id, fields_of(self._person), active=False))

    @override
    def submit(self, command: object) -> None:
        # Beside the clicks: it may be many leads.
        if self._writing or not isinstance(command, EditPerson):
            return
        desk, who, at = self._ops.desk(), self._ops.person_id, self._ops.now()
        self._set_writing(True)
        self.say("")
        ui = self._ui
        ui.progress.setRange(0, max(1, self._view.leads))
        ui.progress.setValue(0)
        ui.progress.show()
        self._face(_STOP, _LEAVE)
        ui.what_label.setText(people.sharing_out(0, self._view.leads))
        self.grow()
        self._run = self._ops.run_long(
            lambda run: desk.change_person(
                command, who, at, report=run.report, cancelled=run.is_cancelled
            ),
            changes=_CHANGES,
            progress=self._on_progress,
            done=self._on_shared,
            failed=self._on_stopped,
        )

    def _carry_on(self, run: LongRun) -> None:
        run.carry_on()
        self._face(_STOP, _LEAVE)
        self._ui.save_button.setEnabled(False)
        self._on_progress(run.rows)
        self._ui.cancel_button.setFocus()

    def _on_progress(self, rows: int) -> None:
        """Say how far it is; what came meanwhile may be more than was looked at."""
        run, ui = self._run, self._ui
        if run is None:
            return
        ui.progress.setValue(min(rows, ui.progress.maximum()))
        say = people.stopped_sharing if run.paused else people.sharing_out
        ui.what_label.setText(say(rows, max(rows, self._view.leads)))

    def _on_shared(self, done: Done) -> None:
        self._run = None
        self._on_done(done)

    def _on_stopped(self, error: LeadDeskError) -> None:
        self._run = None
        ui = self._ui
        ui.progress.hide()
        self._face(_CANCEL, _LEAVE)
        ui.what_label.setText(people.leaving(self._view))
        self._on_failed(error)

    def _face(self, cancel: str, save: str) -> None:
        self._ui.cancel_button.setText(cancel)
        self._ui.save_button.setText(save)

    @override
    def reject(self) -> None:
        """Close; at work it stops first, and once stopped it puts everything back."""
        run = self._run
        if run is None:
            super().reject()
        elif run.paused:
            self._ui.what_label.setText(people.PUTTING_BACK)
            self._ui.save_button.setEnabled(False)
            run.cancel()
        elif not run.cancelled:
            run.pause()
            self._face(_PUT_BACK, _CARRY_ON)
            self._ui.save_button.setEnabled(True)
            self._ui.save_button.setFocus()
            self._on_progress(run.rows)
