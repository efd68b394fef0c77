# SPDX-License-Identifier: MIT
"""What the queue does about the hub: leads that may not be called before it was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from leaddesk.gui.screen import Bench
from leaddesk.gui.views.lead_panel import NEXT

if TYPE_CHECKING:
    from leaddesk.gui.views.queue_view import QueueScreen


class QueueTie(QObject):
    """Asks again when leases ended or live again, and offers what helps meanwhile."""

    def __init__(self, bench: Bench, screen: QueueScreen) -> None:
        super().__init__(screen)
        self._link, self._frame, self._screen = bench.link, bench.frame, screen
        self._over = self._leases_over()
        screen.lead.way_on.connect(self._on_way_on)
        if bench.link is not None:
            bench.link.changed.connect(self._on_changed)

    def take_next(self) -> None:
        """Take the next lead that may be called into hand."""
        if self._screen.following_id:
            self._screen.take(self._screen.following_id)

    def _on_way_on(self, way: str) -> None:
        if way == NEXT and self._screen.following_id:
            self.take_next()
        else:
            self._frame.act("sync.try")

    def _on_changed(self) -> None:
        over = self._leases_over()
        self._screen.show_age()
        if over != self._over:
            self._over = over
            self._screen.refresh_soon()

    def _leases_over(self) -> int:
        state = self._link.state if self._link is not None else None
        return state.over if state is not None else 0
