# SPDX-License-Identifier: MIT
"""What is done in a dialog to what waits or was refused: said there, with a way back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import LetGo, RepeatOperation, TakeBack
from leaddesk.desk.queries import OperationRow
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.screen import Bench
from leaddesk.words import done as done_words
from leaddesk.words import errors, sync


class TrayDeeds(QObject):
    """One deed at a time; `written` comes after each.

    What was let go is brought back in the dialog, the last one first. Once the dialog is closed the
    window offers it as everything else that was done.
    """

    written = Signal()

    def __init__(
        self, bench: Bench, dialog: QDialog, told_label: QLabel, undo_button: QPushButton
    ) -> None:
        super().__init__(dialog)
        self._bench, self._label, self._button = bench, told_label, undo_button
        self._gone: list[Done] = []
        self._writing = False
        undo_button.clicked.connect(self.undo)
        # Before the dialog goes with its desk: another one knows nothing of it.
        bench.ops.closing.connect(self._gone.clear)
        dialog.finished.connect(self._on_finished)
        self._say("")

    def let_go(self, row: OperationRow) -> None:
        """Let go of something."""
        self._do(LetGo(row.seq, row.list_id), sync.let_go(row), row)

    def repeat(self, row: OperationRow) -> None:
        """Do something once more."""
        self._do(RepeatOperation(row.seq, row.list_id), sync.repeated(row), row)

    def undo(self) -> None:
        """Bring back what was let go last."""
        if self._gone:
            self._do(TakeBack(self._gone[-1].entry_id), "")

    def _do(self, command: object, words: str, row: OperationRow | None = None) -> None:
        if self._writing or not self._bench.ops.is_open:
            return
        self._writing = True
        done = partial(self._on_done, command, words)
        failed = partial(self._on_failed, row)
        self._bench.ops.do(command, initiator=self, done=done, failed=failed)

    def _on_done(self, command: object, words: str, done: Done) -> None:
        self._writing = False
        if isinstance(command, LetGo) and done.undoable:
            self._gone.append(done)
        elif isinstance(command, TakeBack):
            self._gone.pop()
        self._say(words or done_words.label(done))
        self.written.emit()

    def _on_failed(self, row: OperationRow | None, error: LeadDeskError) -> None:
        self._writing = False
        self._say(errors.say(error) if row is None else sync.refusal(error, row))
        self.written.emit()

    def _say(self, words: str) -> None:
        """Say what was done, with a way back for what was let go."""
        self._label.setText(words)
        self._label.setVisible(bool(words))
        self._button.setVisible(bool(words) and bool(self._gone))

    def _on_finished(self, _result: int) -> None:
        if self._gone:
            self._bench.frame.told(self._gone[-1])
