# SPDX-License-Identifier: MIT
"""The form of a notice: publishing one, or changing one that is there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.desk.commands import EditNotice, NoticeFields, PublishNotice
from leaddesk.desk.queries import NoticeRow
from leaddesk.domain.cleaning import LIMITS
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.notice import NoticeKind
from leaddesk.gui.forms.ui_notice_dialog import Ui_NoticeDialog
from leaddesk.gui.ops import Ops
from leaddesk.gui.views.audience_chips import AudienceChips
from leaddesk.gui.views.field_problems import FieldProblems
from leaddesk.gui.views.form_dialog import FormDialog
from leaddesk.words import errors, notices, tiers, times

WIDTH = 560
_NEW = (
    "It stands on top of the Notices screen of whoever it is for, until they acknowledge it. "
    "Enough is 95 % within two working days."
)
_CHANGE = "Who has acknowledged it stays so, unless you ask again."


class NoticeDialog(FormDialog):
    """The form of one notice; without a row it publishes one."""

    def __init__(
        self, ops: Ops, parent: QWidget | None = None, *, row: NoticeRow | None = None
    ) -> None:
        super().__init__(ops, parent)
        self._row = row
        self._ui = Ui_NoticeDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        self._audience = AudienceChips(self)
        ui.audience_column.addWidget(self._audience)
        self._audience.setAccessibleName("For whom")
        ui.audience_label.setBuddy(self._audience)
        self._problems = FieldProblems(
            {
                "kind": (ui.kind_combo, ui.kind_combo_problem),
                "title": (ui.title_edit, ui.title_edit_problem),
                "words": (ui.words_edit, ui.words_edit_problem),
                "tiers": (self._audience, ui.audience_problem),
            }
        )
        for kind in NoticeKind:
            ui.kind_combo.addItem(notices.kind(kind.value), kind.value)
        self._audience.offer(
            (tier, times.sentence_start(notices.audience((tier,))))
            for _name, tier in tiers.choices()
        )
        self._audience.stand_between(ui.words_edit, ui.again_check)
        ui.title_edit.setMaxLength(LIMITS["notice_title"])
        ui.what_label.setText(_NEW if row is None else _CHANGE)
        ui.again_check.setVisible(row is not None)
        if row is not None:
            self._fill(row)
        ui.title_edit.textChanged.connect(lambda _text: self._problems.say("title", ""))
        ui.words_edit.textChanged.connect(lambda: self._problems.say("words", ""))
        ui.save_button.clicked.connect(self._on_save)
        self.setMinimumWidth(WIDTH)
        ui.title_edit.setFocus()

    def _fill(self, row: NoticeRow) -> None:
        ui = self._ui
        self.setWindowTitle("Change a notice")
        ui.title_label.setText("Change a notice")
        ui.save_button.setText("Save")
        ui.kind_combo.setCurrentIndex(max(0, ui.kind_combo.findData(row.kind)))
        self._audience.choose(row.tiers)
        ui.title_edit.setText(row.title)
        ui.words_edit.setPlainText(row.words)

    def _on_save(self) -> None:
        ui = self._ui
        fields = NoticeFields(
            str(ui.kind_combo.currentData()), ui.title_edit.text(), ui.words_edit.toPlainText(),
            self._audience.tiers,
        )  # fmt: skip
        row = self._row
        if row is None:
            self.submit(PublishNotice(fields))
        else:
            self.submit(EditNotice(row.id, row.edited_at, fields, ui.again_check.isChecked()))

    @override
    def refused(self, error: LeadDeskError) -> None:
        where = str(error.fields.get("where", ""))
        if where in {"kind", "title", "words", "tiers"}:
            self._problems.show_all({where: errors.say(error)})
            self.grow()
        else:
            super().refused(error)
