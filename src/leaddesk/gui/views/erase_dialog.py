# SPDX-License-Identifier: MIT
"""Erase a person for good: who, which leads, what goes and what stays, and two words before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import ErasePerson
from leaddesk.desk.queries import PersonData
from leaddesk.domain.cleaning import LIMITS
from leaddesk.gui.forms.ui_erase_dialog import Ui_EraseDialog
from leaddesk.gui.ops import Ops
from leaddesk.gui.views.form_dialog import FormDialog
from leaddesk.gui.views.person_leads import PersonLeads
from leaddesk.words import erasing

WIDTH = 580
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class EraseDialog(FormDialog):
    """Erases once it is told how they asked and the name was typed; Cancel is the default."""

    def __init__(self, ops: Ops, data: PersonData, parent: QWidget | None = None) -> None:
        super().__init__(ops, parent)
        self._data = data
        self._ui = Ui_EraseDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        ui.who_label.setText(erasing.who(data))
        ui.stays_label.setText(erasing.STAYS)
        ui.outside_label.setText(erasing.OUTSIDE)
        ui.warning_label.setText(erasing.NO_WAY_BACK)
        ui.reason_edit.setMaxLength(LIMITS["reason"])
        told = f"To confirm, type “{erasing.confirming(data)}”"
        ui.confirm_edit_label.setText(told.replace("type", "&type", 1).replace("&&", "&"))
        ui.confirm_edit.setAccessibleName(told)
        self._leads = PersonLeads(ui.leads_list, data, self._on_changed)
        ui.reason_edit.textChanged.connect(self._on_changed)
        ui.confirm_edit.textChanged.connect(self._on_changed)
        ui.save_button.clicked.connect(self._on_save)
        self._on_changed()
        self.resize(WIDTH, ui.column.totalHeightForWidth(WIDTH))
        (ui.leads_list if self._leads.several else ui.reason_edit).setFocus()

    @property
    def ready(self) -> bool:
        """Whether all is said that must be said before."""
        ui = self._ui
        return (
            bool(self._leads.chosen)
            and bool(ui.reason_edit.text().strip())
            and erasing.is_confirmed(self._data, ui.confirm_edit.text())
        )

    @property
    def lead_ids(self) -> tuple[int, ...]:
        """The chosen leads with those that were merged into them."""
        return tuple(lead.card.id for lead in self._leads.leads)

    def _on_changed(self) -> None:
        self._ui.gone_label.setText(erasing.gone(self._leads.leads))
        self._ui.save_button.setEnabled(self.ready)
        self.say("")

    def _on_save(self) -> None:
        if self.ready:
            self._ui.progress_bar.show()
            self.submit(ErasePerson(self._leads.chosen, self._ui.reason_edit.text().strip()))

    @override
    def _set_writing(self, writing: bool) -> None:
        super()._set_writing(writing)
        self._ui.progress_bar.setVisible(writing)
        for part in (self._ui.leads_list, self._ui.reason_edit, self._ui.confirm_edit):
            part.setEnabled(not writing)

    @override
    def after(self, done: Done) -> None:
        """Close; there is nothing left to be seen of the person."""
        self._ui.confirm_edit.clear()
        super().after(done)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter in a line go on to the next field: it neither erases nor drops what is said."""
        if event.key() in _ENTER and isinstance(self.focusWidget(), QLineEdit):
            self.focusNextChild()
            event.accept()
        else:
            super().keyPressEvent(event)
