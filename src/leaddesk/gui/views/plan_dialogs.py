# SPDX-License-Identifier: MIT
"""Putting a plan in force, and the versions that were."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDialog, QListWidgetItem, QWidget
from typing_extensions import override

from leaddesk.desk.commands import PutPlanInForce
from leaddesk.desk.queries import PlanView
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.forms.ui_plan_force_dialog import Ui_PlanForceDialog
from leaddesk.gui.forms.ui_plan_versions_dialog import Ui_PlanVersionsDialog
from leaddesk.gui.ops import Ops
from leaddesk.gui.views.field_problems import FieldProblems
from leaddesk.gui.views.form_dialog import FormDialog
from leaddesk.words import errors, plan

WIDTH = 520
_KEEPS = (
    "Past days keep the targets they had. Ctrl+Z takes it back until a day has counted with it."
)
_SAME = "The targets of the day stay as they are."


class PlanForceDialog(FormDialog):
    """From which day a plan counts, and why; it says what changes in whose day."""

    def __init__(self, ops: Ops, view: PlanView, parent: QWidget | None = None) -> None:
        super().__init__(ops, parent)
        self._view = view
        self._ui = Ui_PlanForceDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        changes = plan.differences(view) or (_SAME,)
        ui.what_label.setText("\n".join((*changes, "", _KEEPS)))
        first, last = (_qdate(day) for day in (view.today, view.draft.ends))
        ui.from_edit.setMinimumDate(first)
        ui.from_edit.setMaximumDate(max(first, last))
        ui.from_edit.setDate(_qdate(max(view.today, view.draft.begins)))
        self._problems = FieldProblems({"why": (ui.why_edit, ui.why_edit_problem)})
        ui.why_edit.textChanged.connect(lambda _text: self._problems.say("why", ""))
        ui.save_button.clicked.connect(self._on_save)
        ui.why_edit.setFocus()
        self.setMinimumWidth(WIDTH)
        layout = self.layout()
        if layout is not None:
            self.resize(WIDTH, layout.totalHeightForWidth(WIDTH))

    def _on_save(self) -> None:
        day = self._ui.from_edit.date()
        begins = dt.date(day.year(), day.month(), day.day())
        self.submit(
            PutPlanInForce(self._view.plan, self._view.draft, begins, self._ui.why_edit.text())
        )

    @override
    def refused(self, error: LeadDeskError) -> None:
        if error.fields.get("where") == "why":
            self._problems.show_all({"why": errors.say(error)})
            self.grow()
        else:
            super().refused(error)


class PlanVersionsDialog(QDialog):
    """The versions of a plan, newest first; `chosen` carries the draft of the one to go on from."""

    chosen = Signal(object)

    def __init__(
        self, view: PlanView, now: dt.datetime, zone: str, currency: str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._view = view
        self._ui = Ui_PlanVersionsDialog()
        self._ui.setupUi(self)
        ui = self._ui
        period = plan.period(view.draft.begins, view.draft.ends)
        if view.versions:
            ui.what_label.setText(f"Every plan for {period} that was put in force, newest first.")
        else:
            ui.what_label.setText(f"No plan for {period} was put in force yet.")
        for row in view.versions:
            told = plan.version(row, now, zone, currency)
            item = QListWidgetItem(f"{told}\n{row.why}", ui.version_list)
            item.setToolTip(row.why)
        ui.version_list.setCurrentRow(0)
        ui.take_button.setEnabled(bool(view.versions))
        ui.take_button.clicked.connect(self._on_take)
        ui.version_list.itemActivated.connect(lambda _item: self._on_take())
        ui.cancel_button.clicked.connect(self.reject)
        self.setMinimumWidth(WIDTH)

    def _on_take(self) -> None:
        place = self._ui.version_list.currentRow()
        if 0 <= place < len(self._view.versions):
            self.chosen.emit(self._view.versions[place].typed)
            self.accept()


def _qdate(day: dt.date) -> QDate:
    return QDate(day.year, day.month, day.day)
