# SPDX-License-Identifier: MIT
"""What the team's hub refused or kept late: why, done once more, or let go."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from leaddesk.desk.changes import Kind
from leaddesk.desk.queries import AskAttention, AttentionRow, AttentionView
from leaddesk.gui.forms.ui_attention_dialog import Ui_AttentionDialog
from leaddesk.gui.models.rows_model import Column
from leaddesk.gui.screen import Bench
from leaddesk.gui.views import row_table
from leaddesk.gui.views.tray_deeds import TrayDeeds
from leaddesk.words import sync, times

WIDTH, HEIGHT, LOW = 780, 540, 200
"""Without anything to show it needs less height."""


class AttentionDialog(QDialog):
    """Enter opens the lead, R repeats, L lets go, U takes that back."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._ui = Ui_AttentionDialog()
        self._ui.setupUi(self)
        ui, ops, seat = self._ui, bench.ops, bench.seat
        columns: tuple[Column[AttentionRow], ...] = (
            Column("at", "When", lambda row: times.sentence_start(
                times.moment(row.what.at, ops.now(), seat.time_zone)), width=118),
            Column("what", "What", lambda row: sync.operation(row.what), width=250),
            Column("state", "", lambda row: "kept late" if row.late else "not done", width=80),
            Column("why", "Why", sync.attention, width=260),
        )  # fmt: skip
        row_table.dress(ui.rows_table)
        self._model = row_table.fill(
            ui.rows_table, columns, lambda row: row.what.list_id or row.what.seq,
            self._show_chosen, self,
        )  # fmt: skip
        self._deeds = TrayDeeds(bench, self, ui.told_label, ui.undo_button)
        self._deeds.written.connect(self._ask)
        ui.open_button.clicked.connect(self._on_open)
        ui.repeat_button.clicked.connect(self._on_repeat)
        ui.let_go_button.clicked.connect(self._on_let_go)
        ui.cancel_button.clicked.connect(self.reject)
        for key, button in (
            ("R", ui.repeat_button), ("L", ui.let_go_button), ("U", ui.undo_button),
            ("Ctrl+Z", ui.undo_button),
        ):  # fmt: skip
            QShortcut(QKeySequence(key), self, button.click)
        ops.changed.connect(self._on_changed)
        ops.closing.connect(self.reject)
        if bench.link is not None:
            bench.link.changed.connect(self._ask)
        link = bench.link.state if bench.link is not None else None
        self.resize(WIDTH, HEIGHT if link is None or link.attention else LOW)
        self._show(AttentionView((), 0))
        self._ask()

    # ------------------------------------------------------------------------- what is shown

    def _ask(self) -> None:
        ops = self._bench.ops
        if ops.is_open:
            question = AskAttention(self._bench.seat.person_id)
            ops.ask(question, slot="sync.attention", answer=self._show)

    def _show(self, view: AttentionView) -> None:
        ui = self._ui
        late = sum(row.late for row in view.rows)
        ui.title_label.setText(sync.attention_title(view.total))
        ui.about_label.setText(sync.attention_about(view.total - late, late))
        ui.rows_table.setVisible(bool(view.rows))
        if view.rows and self.height() <= LOW:
            self.resize(self.width(), HEIGHT)
        row_table.show(ui.rows_table, self._model, view.rows)
        if view.rows and not ui.rows_table.hasFocus():
            ui.rows_table.setFocus()
        elif not view.rows:
            ui.cancel_button.setFocus()
        self._show_chosen()

    def _show_chosen(self) -> None:
        ui, row = self._ui, self._chosen()
        ui.why_label.setText(sync.attention(row) if row is not None else "")
        ui.why_label.setVisible(row is not None)
        ui.open_button.setEnabled(row is not None and bool(row.what.lead_id))
        ui.repeat_button.setEnabled(row is not None and row.can_repeat)
        ui.let_go_button.setEnabled(row is not None)

    def _chosen(self) -> AttentionRow | None:
        return row_table.chosen(self._ui.rows_table, self._model)

    # ------------------------------------------------------------------------- what is done

    def _on_open(self) -> None:
        row = self._chosen()
        if row is not None and row.what.lead_id:
            self.accept()
            self._bench.frame.show_lead(row.what.lead_id)

    def _on_repeat(self) -> None:
        row = self._chosen()
        if row is not None and row.can_repeat:
            self._deeds.repeat(row.what)

    def _on_let_go(self) -> None:
        row = self._chosen()
        if row is not None:
            self._deeds.let_go(row.what)

    def _on_changed(self, kinds: Kind, initiator: object) -> None:
        if kinds & Kind.SYNC and initiator is not self._deeds:
            self._ask()
