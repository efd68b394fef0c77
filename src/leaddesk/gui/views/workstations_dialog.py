# SPDX-License-Identifier: MIT
"""The team's workstations: renamed, locked out, let in; and invitations, withdrawn or renewed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QTableView, QWidget
from typing_extensions import override

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import (
    BlockWorkstation,
    RenameWorkstation,
    UnblockWorkstation,
    WithdrawInvitation,
)
from leaddesk.desk.queries import AskWorkstations, InvitationRow, WorkstationRow, WorkstationsView
from leaddesk.desk.workstations import LONGEST_NAME
from leaddesk.gui.forms.ui_workstations_dialog import Ui_WorkstationsDialog
from leaddesk.gui.models.workstation_rows import (
    INVITATION_ORDER,
    STATION_ORDER,
    invitations,
    stations,
)
from leaddesk.gui.screen import Bench
from leaddesk.gui.views import row_table
from leaddesk.gui.views.form_dialog import FormDialog
from leaddesk.gui.views.row_order import RowOrder
from leaddesk.words import joining

SIZE = (820, 600)


class WorkstationsDialog(FormDialog):
    """Two lists with what can be done to the chosen row of each; a change is in force at once.

    `again(row)` comes when who had that invitation is to be invited once more; it is not open then.
    """

    again = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench.ops, parent)
        self._now = bench.machine.now()
        self._renewing: InvitationRow | None = None
        person = bench.seat.person
        zone = person.time_zone if person is not None else "UTC"
        self._ui = ui = Ui_WorkstationsDialog()
        ui.setupUi(self)
        for table in (ui.stations_table, ui.invitations_table):
            row_table.dress(table)
        self._view = WorkstationsView((), ())
        columns, of_invitations = stations(self._now, zone), invitations(self._now, zone)
        self._stations = row_table.fill(
            ui.stations_table, columns, lambda row: row.id, self._on_chosen, self
        )
        self._invitations = row_table.fill(
            ui.invitations_table, of_invitations, lambda row: row.handle, self._enable, self
        )
        self._orders = (
            RowOrder(ui.stations_table, columns, STATION_ORDER, self._sort),
            RowOrder(ui.invitations_table, of_invitations, INVITATION_ORDER, self._sort),
        )
        ui.name_edit.setMaxLength(LONGEST_NAME)
        self.wire(ui.rename_button, ui.cancel_button, ui.problem)
        ui.name_edit.returnPressed.connect(self._rename)
        ui.name_edit.textChanged.connect(lambda _text: self._enable())
        ui.rename_button.clicked.connect(self._rename)
        ui.block_button.clicked.connect(self._block)
        ui.unblock_button.clicked.connect(self._unblock)
        ui.withdraw_button.clicked.connect(self._withdraw)
        ui.renew_button.clicked.connect(self._renew)
        self._give_keys()
        self.resize(*SIZE)
        self._enable()
        self._ask()
        ui.stations_table.setFocus()

    def _give_keys(self) -> None:
        """Let letters do things in the tables, which would search by them otherwise."""
        ui = self._ui
        keys: dict[QTableView, dict[str, Callable[[], None]]] = {
            ui.stations_table: {
                "B": self._block, "U": self._unblock, "N": self._name, "F2": self._name,
                "O": self._orders[0].next,
            },
            ui.invitations_table: {
                "W": self._withdraw, "Del": self._withdraw, "I": self._renew,
                "O": self._orders[1].next,
            },
        }  # fmt: skip
        for table, known in keys.items():
            for key, does in known.items():
                shortcut = QShortcut(QKeySequence(key), table, does)
                # Given as an argument it is lost, and O means nothing with two tables.
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    @property
    def station(self) -> WorkstationRow | None:
        """The chosen workstation."""
        return row_table.chosen(self._ui.stations_table, self._stations)

    @property
    def invitation(self) -> InvitationRow | None:
        """The chosen invitation."""
        return row_table.chosen(self._ui.invitations_table, self._invitations)

    # ------------------------------------------------------------------------- what is shown

    def _ask(self) -> None:
        self._ops.ask(AskWorkstations(), slot=self, answer=self._show, failed=self.refused)

    def _sort(self) -> None:
        self._show(self._view)

    def _show(self, view: WorkstationsView) -> None:
        ui, self._view = self._ui, view
        station, invitation = self.station, self.invitation
        of_stations, of_invitations = self._orders
        found = of_stations.ordered(view.workstations)
        invited = of_invitations.ordered(view.invitations)
        row_table.show(ui.stations_table, self._stations, found)
        row_table.show(ui.invitations_table, self._invitations, invited)
        _choose(ui.stations_table, [row.id for row in found], station.id if station else None)
        handles = [row.handle for row in invited]
        _choose(ui.invitations_table, handles, invitation.handle if invitation else None)
        still_open = sum(row.is_open(self._now) for row in view.invitations)
        ui.foot_label.setText(joining.counted(len(view.workstations), still_open))
        self._on_chosen()

    def _on_chosen(self) -> None:
        row = self.station
        self._ui.name_edit.setText(row.name if row is not None else "")
        self._enable()

    def _enable(self) -> None:
        row, ui, invited = self.station, self._ui, self.invitation
        typed = " ".join(ui.name_edit.text().split())
        ui.name_edit.setEnabled(row is not None)
        ui.rename_button.setEnabled(row is not None and typed not in {"", row.name})
        ui.block_button.setEnabled(row is not None and row.blocked_at is None)
        ui.unblock_button.setEnabled(row is not None and row.blocked_at is not None)
        ui.renew_button.setEnabled(
            invited is not None and invited.used_at is None and invited.person_id > 0
        )
        ui.withdraw_button.setEnabled(invited is not None and invited.is_open(self._now))

    # ------------------------------------------------------------------------- what is done

    def _name(self) -> None:
        self._ui.name_edit.setFocus()
        self._ui.name_edit.selectAll()

    def _rename(self) -> None:
        row = self.station
        if row is not None and self._ui.rename_button.isEnabled():
            self.submit(RenameWorkstation(row.id, self._ui.name_edit.text()))

    def _block(self) -> None:
        row = self.station
        if row is not None and self._ui.block_button.isEnabled():
            self.submit(BlockWorkstation(row.id))

    def _unblock(self) -> None:
        row = self.station
        if row is not None and self._ui.unblock_button.isEnabled():
            self.submit(UnblockWorkstation(row.id))

    def _withdraw(self) -> None:
        row = self.invitation
        if row is not None and self._ui.withdraw_button.isEnabled():
            self._renewing = None
            self.submit(WithdrawInvitation(row.handle))

    def _renew(self) -> None:
        """Withdraw a code that is still open first: there is one for each person."""
        row = self.invitation
        if row is None or not self._ui.renew_button.isEnabled():
            return
        if row.is_open(self._now):
            self._renewing = row
            self.submit(WithdrawInvitation(row.handle))
        else:
            self.again.emit(row)

    def look_again(self) -> None:
        """Show what there is by now."""
        self._ask()

    @override
    def after(self, done: Done) -> None:
        row, self._renewing = self._renewing, None
        if row is not None and done.label == "invitation_withdrawn":
            self.again.emit(row)
        if done.label == "workstation_renamed":
            self._ui.stations_table.setFocus()
        self._ask()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
        else:
            super().keyPressEvent(event)


def _choose(table: QTableView, keys: list[str], wanted: str | None) -> None:
    """Choose the row that was chosen before, where it is still there."""
    if wanted in keys:
        index = table.model().index(keys.index(wanted), 0)
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect
        table.selectionModel().setCurrentIndex(index, how | QItemSelectionModel.SelectionFlag.Rows)
