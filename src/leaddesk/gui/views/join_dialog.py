# SPDX-License-Identifier: MIT
"""Join a team later: somebody who worked alone until now."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from leaddesk.gui.forms.ui_join_dialog import Ui_JoinDialog
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.form_dialog import grow
from leaddesk.gui.views.join_form import JoinForm


class JoinDialog(QDialog):
    """The form to join with; `open_other(connect)` asks to open the team's database."""

    open_other = Signal(object)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = ui = Ui_JoinDialog()
        ui.setupUi(self)
        self.form = JoinForm(bench, self)
        ui.form_place.addWidget(self.form)
        self.form.joined.connect(self._on_joined)
        # Once the layout knows what is shown now.
        self.form.grown.connect(partial(grow, self), Qt.ConnectionType.QueuedConnection)
        self.form.busy.connect(lambda busy: ui.cancel_button.setEnabled(not busy))
        ui.cancel_button.clicked.connect(self.reject)
        QWidget.setTabOrder(self.form, ui.cancel_button)
        self.form.setFocus()

    def _on_joined(self, connect: object) -> None:
        self.accept()
        self.open_other.emit(connect)

    @override
    def reject(self) -> None:
        if self.form.go_on():
            return
        if self.form.is_busy:
            self.form.stop()
        if not self.form.is_busy:
            super().reject()
