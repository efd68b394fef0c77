# SPDX-License-Identifier: MIT
"""Counts the notices that wait for whoever sits here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from leaddesk.desk.changes import Kind
from leaddesk.desk.queries import AskWaitingNotices
from leaddesk.gui.ops import Ops
from leaddesk.gui.seat import Seat

_KINDS = Kind.NOTICES | Kind.PEOPLE | Kind.CLOCK


class NoticeWatch(QObject):
    """Asks after each write to notices and each minute; `shown` takes how many wait."""

    def __init__(self, ops: Ops, seat: Seat, parent: QObject, shown: Callable[[int], None]) -> None:
        super().__init__(parent)
        self._ops, self._seat, self._shown = ops, seat, shown
        ops.changed.connect(self._on_changed)
        seat.changed.connect(self.look)

    def look(self) -> None:
        """Ask how many there are."""
        if not (self._seat.person_id and self._ops.is_open):
            self._shown(0)
            return
        self._ops.ask(
            AskWaitingNotices(self._seat.person_id), slot="notices.count", answer=self._shown,
            failed=lambda _error: None,
        )  # fmt: skip

    def _on_changed(self, kinds: Kind, _initiator: object) -> None:
        if kinds & _KINDS:
            self.look()
