# SPDX-License-Identifier: MIT
"""How this workstation stands to its team's hub: what waits, why, when it is tried again."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from leaddesk.desk.changes import Kind
from leaddesk.desk.link import Tie, TieState
from leaddesk.desk.queries import AskWaiting, OperationRow, WaitingView
from leaddesk.gui.forms.ui_sync_dialog import Ui_SyncDialog
from leaddesk.gui.models.rows_model import Column
from leaddesk.gui.screen import Bench
from leaddesk.gui.views import row_table
from leaddesk.gui.views.fact_list import FactList
from leaddesk.gui.views.form_dialog import grow, needed_height
from leaddesk.gui.views.tray_deeds import TrayDeeds
from leaddesk.words import sync, times

WIDTH, HEIGHT, LOW = 640, 560, 360
"""Without anything that waits it needs less height."""
SECOND_MS = 1000


class SyncDialog(QDialog):
    """Live while it is open; `attention_wanted` asks for what needs attention."""

    attention_wanted = Signal()

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._asked: tuple[int, object] | None = None
        self._ui = Ui_SyncDialog()
        self._ui.setupUi(self)
        ui, ops, seat = self._ui, bench.ops, bench.seat
        self._facts = FactList(self)
        ui.facts_column.addWidget(self._facts)
        columns: tuple[Column[OperationRow], ...] = (
            Column("at", "When", lambda row: times.sentence_start(
                times.moment(row.at, ops.now(), seat.time_zone)), width=130),
            Column("what", "What", sync.operation, width=380),
        )  # fmt: skip
        row_table.dress(ui.waiting_table)
        self._model = row_table.fill(
            ui.waiting_table, columns, lambda row: row.list_id or row.seq, self._show_chosen, self
        )
        self._deeds = TrayDeeds(bench, self, ui.told_label, ui.undo_button)
        self._deeds.written.connect(self._ask)
        self._wire()
        self._second = QTimer(self)
        self._second.setInterval(SECOND_MS)
        self._second.timeout.connect(self._show_state)
        self._second.start()
        waits = bench.link is not None and bench.link.state is not None and bench.link.state.waiting
        self._show_state()
        self._show_chosen()
        self.resize(WIDTH, max(HEIGHT if waits else LOW, needed_height(self, WIDTH)))
        if not waits:
            (ui.try_button if ui.try_button.isEnabled() else ui.cancel_button).setFocus()

    def _wire(self) -> None:
        ui, ops, link = self._ui, self._bench.ops, self._bench.link
        ui.remove_button.clicked.connect(self._on_remove)
        ui.try_button.clicked.connect(self._on_try)
        ui.cancel_button.clicked.connect(self.reject)
        ui.attention_button.clicked.connect(self.attention_wanted)
        QShortcut(QKeySequence("T"), self, self._on_try)
        for key, button in (
            ("A", ui.attention_button), ("L", ui.remove_button), ("U", ui.undo_button),
            ("Ctrl+Z", ui.undo_button),
        ):  # fmt: skip
            QShortcut(QKeySequence(key), self, button.click)
        if link is not None:
            link.changed.connect(self._show_state)
        ops.changed.connect(self._on_changed)
        ops.closing.connect(self.reject)

    def _show_state(self) -> None:
        """Say where it stands this moment."""
        link = self._bench.link
        state = link.fresh() if link is not None else None
        if state is None:
            self.reject()
            return
        ui, now, zone = self._ui, self._bench.ops.now(), self._bench.seat.time_zone
        ui.title_label.setText(sync.title(state, now, zone))
        ui.about_label.setText(sync.means(state))
        why = sync.why(state)
        ui.why_label.setText(why)
        ui.why_label.setVisible(bool(why))
        self._facts.show_facts(sync.facts(state, now, zone))
        ui.attention_button.setText(f"Needs attention · {state.attention} (A)")
        ui.attention_button.setVisible(state.attention > 0)
        ui.try_button.setEnabled(state.tie is not Tie.IN_STEP or bool(state.waiting))
        self._show_table(state)
        grow(self)

    def _show_table(self, state: TieState) -> None:
        """Ask for what waits, when that is something else than before."""
        self._ui.waiting_title.setVisible(bool(state.waiting))
        self._ui.waiting_table.setVisible(bool(state.waiting))
        now = (state.waiting, state.since)
        if now != self._asked:
            self._asked = now
            self._ask()

    def _ask(self) -> None:
        ops = self._bench.ops
        if ops.is_open:
            question = AskWaiting(self._bench.seat.person_id)
            ops.ask(question, slot="sync.waiting", answer=self._on_waiting)

    def _on_waiting(self, view: WaitingView) -> None:
        row_table.show(self._ui.waiting_table, self._model, view.rows)
        self._show_chosen()

    def _chosen(self) -> OperationRow | None:
        return row_table.chosen(self._ui.waiting_table, self._model)

    def _show_chosen(self) -> None:
        """Offer to remove a list; what was logged is sent whatever happens."""
        row = self._chosen()
        self._ui.remove_button.setVisible(row is not None and bool(row.list_id))

    def _on_remove(self) -> None:
        row = self._chosen()
        if row is not None and row.list_id:
            self._deeds.let_go(row)

    def _on_changed(self, kinds: Kind, initiator: object) -> None:
        if kinds & Kind.SYNC and initiator is not self._deeds:
            self._ask()

    def _on_try(self) -> None:
        if self._bench.link is not None and self._ui.try_button.isEnabled():
            self._bench.link.try_now()
