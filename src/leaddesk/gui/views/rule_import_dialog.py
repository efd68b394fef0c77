# SPDX-License-Identifier: MIT
"""Rules of a file, looked at before they are put in force: what differs, and what it would do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtWidgets import QWidget

from leaddesk.desk.commands import ChangeRules
from leaddesk.desk.queries import AskRuleChange, RulePreview, RuleRow
from leaddesk.desk.rule_file import RuleFile
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.forms.ui_rule_import_dialog import Ui_RuleImportDialog
from leaddesk.gui.ops import Ops
from leaddesk.gui.views.form_dialog import FormDialog
from leaddesk.words import errors, numbers, rules
from leaddesk.words.rule_parts import differences


class RuleImportDialog(FormDialog):
    """Puts the rules of a file in force, all of them or none."""

    def __init__(
        self,
        ops: Ops,
        name: str,
        file: object,
        rows: Mapping[str, RuleRow],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(ops, parent)
        self._file = cast("RuleFile", file)
        self._rows = rows
        self._ui = Ui_RuleImportDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        ui.title_label.setText(f"Import rules from {name}")
        ui.about_label.setText(
            f"{numbers.count(len(self._file.values), 'rule')} in the file. Rules that are not in "
            "it stay as they are."
        )
        ui.preview_text.setText("Working out what this would do…")
        ui.save_button.setEnabled(False)
        ui.reason_edit.setText(f"From the file {name}"[:500])
        ui.save_button.clicked.connect(self._on_save)
        ops.ask(AskRuleChange(self._file.values), slot="rules.import", answer=self._show,
                failed=self._failed)  # fmt: skip

    def _show(self, preview: RulePreview) -> None:
        ui = self._ui
        values = dict(preview.values)
        wrong = [rules.located(one, values.get(one.rule, "")) for one in preview.problems]
        lines = (
            []
            if wrong
            else [
                f"{rules.rule_name(key)}: {line}"
                for key in preview.changed
                for line in differences(key, self._rows[key].value, values[key])
            ]
        )
        told = [] if wrong else [*lines, *rules.effects(preview)]
        if self._file.unknown:
            told.append(f"Left out, because no rule here is called so: {self._unknown()}.")
        ui.preview_text.setText(rules.listed(told))
        head = ["Nothing of this file can be put in force before this is mended in it:"]
        ui.problem_text.setText("\n".join([*head, *wrong]) if wrong else "")
        ui.save_button.setEnabled(bool(preview.changed) and not wrong)

    def _unknown(self) -> str:
        return numbers.joined(f"“{name}”" for name in self._file.unknown[:8])

    def _failed(self, error: LeadDeskError) -> None:
        self._ui.preview_text.setText("")
        self.say(errors.say(error))

    def _on_save(self) -> None:
        reason = self._ui.reason_edit.text().strip()
        if not reason:
            self.say("Say why, in a few words: it stands in the versions of the rules.")
            self._ui.reason_edit.setFocus()
            return
        self.submit(ChangeRules(self._file.values, reason))
