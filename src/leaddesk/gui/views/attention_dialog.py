# SPDX-License-Identifier: MIT
"""What the team's hub refused or kept late: why, done once more, or let go."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import BringBack, LetGo, RepeatOperation
from leaddesk.desk.queries import AskAttention, AttentionRow, AttentionView
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.forms.ui_attention_dialog import Ui_AttentionDialog
from leaddesk.gui.models.rows_model import Column
from leaddesk.gui.screen import Bench
from leaddesk.gui.views import row_table
from leaddesk.words import errors, sync, times

WIDTH, HEIGHT = 780, 540


class AttentionDialog(QDialog):
    """Enter opens the lead, R repeats, L lets go, U takes that back."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._gone: list[AttentionRow] = []
        self._writing = False
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
            ui.rows_table, columns, lambda row: row.what.seq, self._show_chosen, self
        )
        ui.open_button.clicked.connect(self._on_open)
        ui.repeat_button.clicked.connect(self._on_repeat)
        ui.let_go_button.clicked.connect(self._on_let_go)
        ui.undo_button.clicked.connect(self._on_undo)
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
        self._say("")
        self.resize(WIDTH, HEIGHT)
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

    def _say(self, words: str) -> None:
        """Say what was done, with a way back for what was let go."""
        ui = self._ui
        ui.told_label.setText(words)
        ui.told_label.setVisible(bool(words))
        ui.undo_button.setVisible(bool(words) and bool(self._gone))

    # ------------------------------------------------------------------------- what is done

    def _on_open(self) -> None:
        row = self._chosen()
        if row is not None and row.what.lead_id:
            self.accept()
            self._bench.frame.show_lead(row.what.lead_id)

    def _on_repeat(self) -> None:
        row = self._chosen()
        if row is not None and row.can_repeat:
            self._do(RepeatOperation(row.what.seq), row, sync.repeated(row.what))

    def _on_let_go(self) -> None:
        row = self._chosen()
        if row is not None:
            self._do(LetGo(row.what.seq), row, sync.let_go(row.what))

    def _on_undo(self) -> None:
        if self._gone:
            row = self._gone[-1]
            self._do(BringBack(row.what.seq), row, f"Back again: {sync.operation(row.what)}")

    def _do(self, command: object, row: AttentionRow, words: str) -> None:
        if self._writing or not self._bench.ops.is_open:
            return
        self._writing = True
        done = partial(self._on_done, command, row, words)
        self._bench.ops.do(command, initiator=self, done=done, failed=self._on_failed)

    def _on_done(self, command: object, row: AttentionRow, words: str, _done: Done) -> None:
        self._writing = False
        if isinstance(command, LetGo):
            self._gone.append(row)
        elif isinstance(command, BringBack):
            self._gone.remove(row)
        self._say(words)
        self._ask()

    def _on_failed(self, error: LeadDeskError) -> None:
        self._writing = False
        self._say(errors.say(error))

    def _on_changed(self, kinds: Kind, initiator: object) -> None:
        if kinds & Kind.SYNC and initiator is not self:
            self._ask()
