# SPDX-License-Identifier: MIT
"""Says across every screen that a national list which binds the team has run out."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from leaddesk.desk.changes import Kind
from leaddesk.desk.queries import AskRegistries, RegistryRow
from leaddesk.gui.ops import Ops
from leaddesk.gui.seat import Seat
from leaddesk.words import no_call

_KINDS = Kind.RULES | Kind.NO_CALL | Kind.CLOCK


class NoCallWatch(QObject):
    """Asks each minute and whenever lists change; `run_out(words)`, empty when all is well."""

    run_out = Signal(str)

    def __init__(self, ops: Ops, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._ops, self._seat = ops, seat
        ops.changed.connect(lambda kinds, _initiator: self.look(kinds))
        seat.changed.connect(self.look)

    def look(self, kinds: Kind = Kind.ALL) -> None:
        """Ask how the lists stand, as far as these kinds of change touch them."""
        if kinds & _KINDS and self._ops.is_open and self._seat.person is not None:
            self._ops.ask(
                AskRegistries(), slot="registries", answer=self._tell, failed=lambda _error: None
            )

    def _tell(self, rows: tuple[RegistryRow, ...]) -> None:
        names = tuple(row.name for row in rows if row.has_run_out)
        self.run_out.emit(no_call.run_out(names) if names else "")
