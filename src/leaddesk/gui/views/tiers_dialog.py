# SPDX-License-Identifier: MIT
"""The tiers of the team: renamed, added, taken out; each change is in force at once."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import AddTier, RemoveTier, RenameTier
from leaddesk.desk.queries import AskTiers, TierRow
from leaddesk.domain.tier import LONGEST_NAME, MOST_TIERS
from leaddesk.gui.forms.ui_tiers_dialog import Ui_TiersDialog
from leaddesk.gui.models.people_rows import TIERS
from leaddesk.gui.ops import Ops
from leaddesk.gui.views import row_table
from leaddesk.gui.views.form_dialog import FormDialog
from leaddesk.words import tiers

SIZE = (640, 560)


class TiersDialog(FormDialog):
    """The list of tiers, the name of the chosen one, and a line for a new one."""

    def __init__(self, ops: Ops, parent: QWidget | None = None) -> None:
        super().__init__(ops, parent)
        self._choose = 0
        self._ui = Ui_TiersDialog()
        self._ui.setupUi(self)
        ui = self._ui
        row_table.dress(ui.tiers_table)
        self._model = row_table.fill(
            ui.tiers_table, TIERS, lambda row: row.tier.number, self._on_chosen, self
        )
        for edit in (ui.name_edit, ui.new_edit):
            edit.setMaxLength(LONGEST_NAME)
        self.wire(ui.add_button, ui.cancel_button, ui.problem)
        ui.tiers_table.activated.connect(lambda _index: self._name())
        ui.rename_button.clicked.connect(self._rename)
        ui.remove_button.clicked.connect(self._remove)
        ui.add_button.clicked.connect(self._add)
        ui.name_edit.returnPressed.connect(self._rename)
        ui.new_edit.returnPressed.connect(self._add)
        ui.name_edit.textChanged.connect(lambda _text: self._enable())
        ui.new_edit.textChanged.connect(lambda _text: self._enable())
        self.resize(*SIZE)
        self._enable()
        self._ask()
        ui.tiers_table.setFocus()

    @property
    def chosen(self) -> TierRow | None:
        """The chosen tier."""
        return row_table.chosen(self._ui.tiers_table, self._model)

    # ------------------------------------------------------------------------- what is shown

    def _ask(self) -> None:
        self._ops.ask(AskTiers(), slot=self, answer=self._show, failed=self.refused)

    def _show(self, rows: tuple[TierRow, ...]) -> None:
        ui = self._ui
        tiers.learn(row.tier for row in rows)
        row_table.show(ui.tiers_table, self._model, rows)
        numbers = [row.tier.number for row in rows]
        if self._choose in numbers:
            index = self._model.index(numbers.index(self._choose), 0)
            how = QItemSelectionModel.SelectionFlag.ClearAndSelect
            ui.tiers_table.selectionModel().setCurrentIndex(
                index, how | QItemSelectionModel.SelectionFlag.Rows
            )
        self._choose = 0
        kept = ui.like_combo.currentData() or max((row.tier.number for row in rows), default=0)
        ui.like_combo.clear()
        for row in rows:
            ui.like_combo.addItem(row.tier.name, row.tier.number)
        ui.like_combo.setCurrentIndex(max(0, ui.like_combo.findData(kept)))
        self._on_chosen()

    def _on_chosen(self) -> None:
        row, ui = self.chosen, self._ui
        ui.name_edit.setText(row.tier.name if row is not None else "")
        ui.stays_label.setText(tiers.why_it_stays(row) if row is not None else "")
        self._enable()

    def _enable(self) -> None:
        row, ui = self.chosen, self._ui
        typed = " ".join(ui.name_edit.text().split())
        ui.name_edit.setEnabled(row is not None)
        ui.rename_button.setEnabled(row is not None and typed not in {"", row.tier.name})
        ui.remove_button.setEnabled(row is not None and not tiers.why_it_stays(row))
        room = self._model.rowCount() < MOST_TIERS
        ui.new_edit.setEnabled(room)
        ui.add_button.setEnabled(room and bool(ui.new_edit.text().strip()))

    # ------------------------------------------------------------------------- what is done

    def _name(self) -> None:
        self._ui.name_edit.setFocus()
        self._ui.name_edit.selectAll()

    def _rename(self) -> None:
        row = self.chosen
        if row is not None and self._ui.rename_button.isEnabled():
            self._choose = row.tier.number
            self.submit(RenameTier(row.tier.number, self._ui.name_edit.text()))

    def _remove(self) -> None:
        row = self.chosen
        if row is not None and self._ui.remove_button.isEnabled():
            self.submit(RemoveTier(row.tier.number))

    def _add(self) -> None:
        ui = self._ui
        if ui.add_button.isEnabled():
            self.submit(AddTier(ui.new_edit.text(), int(ui.like_combo.currentData() or 1)))

    @override
    def after(self, done: Done) -> None:
        if done.made_id is not None:
            self._choose = done.made_id
            self._ui.new_edit.clear()
        self._ui.tiers_table.setFocus()
        self._ask()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        in_table = self._ui.tiers_table.hasFocus()
        if in_table and event.key() == Qt.Key.Key_Delete:
            self._remove()
        elif in_table and event.key() == Qt.Key.Key_F2:
            self._name()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
        else:
            super().keyPressEvent(event)
