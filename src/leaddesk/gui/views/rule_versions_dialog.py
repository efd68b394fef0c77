# SPDX-License-Identifier: MIT
"""The versions of a rule: who changed it when and why, two compared, an older one brought back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QWidget

from leaddesk.desk.queries import AskRuleVersions, RuleVersion
from leaddesk.gui.forms.ui_rule_versions_dialog import Ui_RuleVersionsDialog
from leaddesk.gui.models.rows_model import Column
from leaddesk.gui.screen import Bench
from leaddesk.gui.views import row_table
from leaddesk.words import rules
from leaddesk.words.rule_parts import differences

WIDTH, HEIGHT = 760, 560


class RuleVersionsDialog(QDialog):
    """`chosen` carries the version that is to be brought back into the form."""

    chosen = Signal(object)

    def __init__(self, bench: Bench, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._ui = Ui_RuleVersionsDialog()
        self._ui.setupUi(self)
        ui, ops, seat = self._ui, bench.ops, bench.seat
        ui.title_label.setText(f"Versions: {rules.rule_name(key)}")
        ui.about_label.setText(
            "Choose one to see how it differs from what is in force; with Ctrl or Shift a second "
            "one, to compare the two."
        )
        columns: tuple[Column[RuleVersion], ...] = (
            Column("name", "Version", rules.version_name, width=150),
            Column("state", "", rules.version_state, width=88),
            Column("when", "When", lambda row: rules.version_when(row, ops.now(), seat.time_zone),
                   width=118),
            Column("by", "By", lambda row: row.by, width=130),
            Column("why", "Why", lambda row: row.reason, width=220),
        )  # fmt: skip
        row_table.dress(ui.versions_table)
        self._model = row_table.fill(
            ui.versions_table, columns, lambda row: row.number, lambda: None, self
        )
        ui.versions_table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        ui.versions_table.selectionModel().selectionChanged.connect(lambda *_parts: self._compare())
        ui.cancel_button.clicked.connect(self.reject)
        ui.save_button.clicked.connect(self._on_save)
        ui.save_button.setEnabled(False)
        self.resize(WIDTH, HEIGHT)
        ops.ask(AskRuleVersions(key), slot="rules.versions", answer=self._show)

    def _show(self, versions: tuple[RuleVersion, ...]) -> None:
        row_table.show(self._ui.versions_table, self._model, versions)
        self._ui.versions_table.setFocus()
        self._compare()

    def _selected(self) -> list[RuleVersion]:
        rows = self._model.rows
        indexes = self._ui.versions_table.selectionModel().selectedRows()
        return sorted((rows[one.row()] for one in indexes), key=lambda one: one.number)

    def _compare(self) -> None:
        ui, chosen = self._ui, self._selected()
        in_force = next((one for one in self._model.rows if one.in_force), None)
        ui.save_button.setEnabled(len(chosen) == 1 and not chosen[0].in_force)
        if not chosen or in_force is None:
            return
        pair = (chosen[0], chosen[-1]) if len(chosen) > 1 else (in_force, chosen[0])
        names = [rules.version_name(one).lower() for one in pair]
        names[0] = "what is in force" if pair[0] is in_force else names[0]
        ui.compare_title.setText(f"From {names[0]} to {names[1]}")
        lines = differences(self._key, pair[0].value, pair[1].value)
        ui.compare_text.setText(rules.listed(lines))
        ui.compare_note.setText("" if lines else "Nothing differs.")

    def _on_save(self) -> None:
        chosen = self._selected()
        if len(chosen) == 1:
            self.accept()
            self.chosen.emit(chosen[0])
