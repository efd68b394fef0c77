# SPDX-License-Identifier: MIT
"""Asks what a source of leads or a campaign costs per month."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from leaddesk.desk.commands import SetCampaignCost, SetSourceCost
from leaddesk.desk.queries import CampaignValue, SourceValue
from leaddesk.gui.forms.ui_source_cost_dialog import Ui_SourceCostDialog
from leaddesk.gui.ops import Ops
from leaddesk.gui.views.form_dialog import FormDialog
from leaddesk.words import numbers
from leaddesk.words.typed_numbers import read_amount

WIDTH = 420
_ZERO = frozenset("0.,")
_WRONG = "That is no amount. Type a number, such as 1,500."


class SourceCostDialog(FormDialog):
    """One amount; an empty one says that it is not known."""

    def __init__(
        self,
        ops: Ops,
        source: SourceValue | CampaignValue,
        command: Callable[[int | None], SetSourceCost | SetCampaignCost],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(ops, parent)
        self._command = command
        self._ui = Ui_SourceCostDialog()
        self._ui.setupUi(self)
        ui = self._ui
        ui.title.setText(f"What {source.name} costs")
        if source.month_cost is not None:
            ui.cost_edit.setText(numbers.money(source.month_cost))
            ui.cost_edit.selectAll()
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        ui.save_button.clicked.connect(self._on_save)
        self.resize(WIDTH, self.sizeHint().height())

    def _on_save(self) -> None:
        typed = self._ui.cost_edit.text().strip()
        cost = read_amount(typed) if typed else None
        if cost == 0 and not _ZERO.issuperset(typed):
            self.say(_WRONG)
            return
        self.submit(self._command(cost))
