# SPDX-License-Identifier: MIT
"""Leave the team: what waits is sent first; what can't be sent is told before it is left behind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from leaddesk.domain.errors import HubAway, LeadDeskError
from leaddesk.gui.forms.ui_leave_dialog import Ui_LeaveDialog
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.form_dialog import grow, needed_height
from leaddesk.words import errors, joining

LEAVE = "leave_team"
"""The service that leaves: it is given whether to leave anyway, and returns how this computer's own
database is opened."""
WAITING = "waiting_work"
"""The service that tells how many entries and how many lists the hub does not have."""
WIDTH = 560


class LeaveDialog(QDialog):
    """A question with its price; `open_other(connect)` asks to open one's own database again."""

    open_other = Signal(object)

    def __init__(self, bench: Bench, team: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._team = bench, team
        self._busy = self._gone = False
        self.finished.connect(self._on_finished)
        self._ui = ui = Ui_LeaveDialog()
        ui.setupUi(self)
        ui.anyway_button.hide()
        ui.about_label.setText(joining.about_leaving(team, 0))
        ui.cancel_button.clicked.connect(self.reject)
        ui.leave_button.clicked.connect(partial(self._leave, anyway=False))
        ui.anyway_button.clicked.connect(partial(self._leave, anyway=True))
        ui.cancel_button.setFocus()
        self.resize(WIDTH, needed_height(self, WIDTH))
        self._count(self._say_what_waits)

    def _say_what_waits(self, entries: int, lists: int) -> None:
        self._ui.about_label.setText(joining.about_leaving(self._team, entries, lists))
        grow(self)

    def _count(self, then: Callable[[int, int], None]) -> None:
        """Ask how much waits; where that can't be read nothing is said about it."""
        tell = self._bench.services.get(WAITING)
        if tell is None:
            return

        def told(unsent: object) -> None:
            if not self._gone:
                then(*cast("tuple[int, int]", unsent))

        self._bench.ops.run_apart(tell, done=told, failed=lambda _error: None)

    def _on_finished(self, _result: int) -> None:
        self._gone = True

    def _leave(self, *, anyway: bool) -> None:
        if self._busy:
            return
        self._set_busy(True)
        leave = self._bench.services[LEAVE]
        self._bench.ops.run_apart(lambda: leave(anyway), done=self._on_left, failed=self._on_failed)

    def _on_left(self, connect: object) -> None:
        self._set_busy(False)
        self.accept()
        self.open_other.emit(connect)

    def _on_failed(self, error: LeadDeskError) -> None:
        self._set_busy(False)
        ui = self._ui
        ui.problem.setText(errors.say(error))
        ui.problem.show()
        grow(self)
        if isinstance(error, HubAway) or error.key == "work_waits":
            self._count(self._offer_anyway)

    def _offer_anyway(self, entries: int, lists: int) -> None:
        ui = self._ui
        ui.anyway_label.setText(joining.leave_anyway(entries, lists))
        ui.anyway_label.show()
        ui.anyway_button.show()
        grow(self)
        ui.cancel_button.setFocus()

    def _set_busy(self, busy: bool) -> None:  # noqa: FBT001 - one switch, one meaning
        ui, self._busy = self._ui, busy
        ui.progress_label.setText("Sending what waits, and leaving…" if busy else "")
        ui.progress_label.setVisible(busy)
        ui.problem.hide()
        ui.anyway_label.hide()
        for button in (ui.leave_button, ui.anyway_button, ui.cancel_button):
            button.setEnabled(not busy)
        grow(self)

    @override
    def reject(self) -> None:
        if not self._busy:
            super().reject()
