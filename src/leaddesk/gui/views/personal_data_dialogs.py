# SPDX-License-Identifier: MIT
"""The forms of the Personal data screen: a source's basis, letting in again, anonymous now."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from leaddesk.desk.commands import LiftErasure, SetSource
from leaddesk.desk.queries import Overdue, SourceRow
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.legal_basis import LegalBasis, basis_of
from leaddesk.gui.forms.ui_let_in_dialog import Ui_LetInDialog
from leaddesk.gui.forms.ui_retain_dialog import Ui_RetainDialog
from leaddesk.gui.forms.ui_source_dialog import Ui_SourceDialog
from leaddesk.gui.ops import Ops
from leaddesk.gui.views.field_problems import FieldProblems
from leaddesk.gui.views.form_dialog import FormDialog
from leaddesk.words import errors, leads, numbers, personal_data

WIDTH, FOUND_HEIGHT = 520, 150
_SAVES = "Save the rule"
_EMPTIED = (
    "Names, numbers, addresses, notes and answers are emptied. Dates and counts stay, numbers on "
    "the do-not-call list stay there."
)
_WHEN = "The first time is soon after you save it, when it has not run today, then each night."


class SourceDialog(FormDialog):
    """Says on which basis leads of a source are kept, and where the source has them from."""

    def __init__(self, ops: Ops, row: SourceRow, parent: QWidget | None = None) -> None:
        super().__init__(ops, parent)
        self._row = row
        self._ui = Ui_SourceDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        ui.what_label.setText(
            f"{row.name}: {leads.source_kind(row.kind)}. Every lead of this source shows it."
        )
        usual = basis_of("", row.kind).value
        ui.basis_combo.addItem(f"As its kind: {personal_data.basis(usual)}", "")
        for one in LegalBasis:
            ui.basis_combo.addItem(personal_data.basis(one.value), one.value)
        kept = row.basis if row.is_set else ""
        ui.basis_combo.setCurrentIndex(max(0, ui.basis_combo.findData(kept)))
        ui.origin_edit.setText(row.origin)
        ui.basis_combo.setFocus()
        ui.save_button.clicked.connect(self._on_save)

    def _on_save(self) -> None:
        ui = self._ui
        self.submit(
            SetSource(self._row.id, str(ui.basis_combo.currentData()), ui.origin_edit.text())
        )


class LetInDialog(FormDialog):
    """Lets an erased person in again; what is refused is said at its field."""

    def __init__(self, ops: Ops, parent: QWidget | None = None) -> None:
        super().__init__(ops, parent)
        self._ui = Ui_LetInDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        ui.what_label.setText(
            "When somebody who was erased comes back by themselves. What was erased stays gone; "
            "they may be added and imported again."
        )
        self._problems = FieldProblems(
            {
                "text": (ui.text_edit, ui.text_edit_problem),
                "reason": (ui.reason_edit, ui.reason_edit_problem),
            }
        )
        ui.text_edit.textChanged.connect(lambda _text: self._problems.say("text", ""))
        ui.reason_edit.textChanged.connect(lambda _text: self._problems.say("reason", ""))
        ui.save_button.clicked.connect(self._on_save)
        ui.text_edit.setFocus()

    def _on_save(self) -> None:
        self.submit(LiftErasure(self._ui.text_edit.text(), self._ui.reason_edit.text()))

    @override
    def refused(self, error: LeadDeskError) -> None:
        """Say it at the line it is about."""
        if error.key == "not_erased" or error.fields.get("where") == "text":
            field = "text"
        elif error.fields.get("where") == "reason":
            field = "reason"
        else:
            super().refused(error)
            return
        self._problems.show_all({field: errors.say(error)})
        self.grow()


class RetainDialog(QDialog):
    """Asks before leads are made anonymous: by hand, or by a rule that is saved (`saves`).

    Cancel is what Enter presses.
    """

    def __init__(
        self, found: Overdue, parent: QWidget | None = None, *, saves: bool = False
    ) -> None:
        super().__init__(parent)
        self._ui = Ui_RetainDialog()
        self._ui.setupUi(self)
        ui = self._ui
        leads_told = numbers.count(found.leads, "lead")
        rule = f"{personal_data.rule(found.rule)} Old enough already: " if saves else ""
        when = f" {_WHEN}" if saves else ""
        ui.what_label.setText(f"{rule}{leads_told}. {_EMPTIED}{when}")
        ui.found_text.setPlainText("\n".join(personal_data.overdue(found)[1:]))
        ui.found_text.setFixedHeight(FOUND_HEIGHT)
        ui.warning_label.setText("This can’t be undone.")
        if saves:
            self.setWindowTitle(_SAVES)
            ui.title_label.setText(_SAVES)
        ui.save_button.setText(_SAVES if saves else f"Make {leads_told} anonymous")
        ui.save_button.clicked.connect(self.accept)
        ui.cancel_button.clicked.connect(self.reject)
        ui.cancel_button.setFocus()
        self.resize(WIDTH, ui.column.totalHeightForWidth(WIDTH))
