# SPDX-License-Identifier: MIT
"""Counts the likely duplicates for whoever decides on them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from leaddesk.desk.changes import Kind
from leaddesk.desk.queries import AskDuplicates, DuplicatesView
from leaddesk.gui.ops import Ops
from leaddesk.gui.seat import Seat

_KINDS = Kind.LEADS | Kind.LISTS | Kind.CLOCK


class DuplicateWatch(QObject):
    """Asks after each write to leads and each minute; `shown` takes how many pairs are open."""

    def __init__(self, ops: Ops, seat: Seat, parent: QObject, shown: Callable[[int], None]) -> None:
        super().__init__(parent)
        self._ops, self._seat, self._shown = ops, seat, shown
        ops.changed.connect(self._on_changed)
        seat.changed.connect(self.look)

    def look(self) -> None:
        """Ask how many there are."""
        if not self._seat.may(AskDuplicates) or not self._ops.is_open:
            self._shown(0)
            return
        self._ops.ask(
            AskDuplicates(limit=1), slot="duplicates.count", answer=self._count,
            failed=lambda _error: None,
        )  # fmt: skip

    def _on_changed(self, kinds: Kind, _initiator: object) -> None:
        if kinds & _KINDS:
            self.look()

    def _count(self, view: DuplicatesView) -> None:
        self._shown(view.total)
