# SPDX-License-Identifier: MIT
"""Says above every screen that a national list which binds the team has run out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from leaddesk.desk.changes import Kind
from leaddesk.desk.queries import AskRegistries, RegistryRow
from leaddesk.gui.ops import Ops
from leaddesk.gui.seat import Seat
from leaddesk.gui.theme import Tone
from leaddesk.gui.views.banner_board import BannerBoard, Notice
from leaddesk.words import no_call

_KINDS = Kind.RULES | Kind.NO_CALL | Kind.CLOCK
SUBJECT = "no_call"
SHOW = "Show the lists"


class NoCallNotice(QObject):
    """Asks each minute and whenever lists change; `show` goes to where they are imported."""

    def __init__(self, ops: Ops, seat: Seat, board: BannerBoard, show: Callable[[], None]) -> None:
        super().__init__(board)
        self._ops, self._seat, self._board, self._show = ops, seat, board, show
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
        if names:
            words = no_call.run_out(names)
            self._board.put(SUBJECT, Notice(words, Tone.BAD, {SHOW: self._show}, weight=6))
        else:
            self._board.settle(SUBJECT)
