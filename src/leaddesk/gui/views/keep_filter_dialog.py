# SPDX-License-Identifier: MIT
"""Keeps a filter and its order under a name."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from leaddesk.desk.commands import KeepFilter
from leaddesk.domain.lead_filter import LeadFilter, LeadSort
from leaddesk.gui.forms.ui_keep_filter_dialog import Ui_KeepFilterDialog
from leaddesk.gui.ops import Ops
from leaddesk.gui.views.form_dialog import FormDialog

WIDTH = 420


class KeepFilterDialog(FormDialog):
    """Asks for the name; a team lead may keep it for everybody."""

    def __init__(
        self,
        ops: Ops,
        wanted: LeadFilter,
        sort: LeadSort,
        parent: QWidget | None = None,
        *,
        may_share: bool,
    ) -> None:
        super().__init__(ops, parent)
        self._wanted, self._sort = wanted, sort
        self._ui = Ui_KeepFilterDialog()
        self._ui.setupUi(self)
        ui = self._ui
        ui.team_check.setVisible(may_share)
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        ui.save_button.clicked.connect(self._on_save)
        self.resize(WIDTH, self.sizeHint().height())

    def _on_save(self) -> None:
        ui = self._ui
        self.submit(
            KeepFilter(
                ui.name_edit.text(), self._wanted, self._sort, for_team=ui.team_check.isChecked()
            )
        )
