# SPDX-License-Identifier: MIT
"""The tie to the team's hub, brought to the GUI thread: the state, and what came."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal

from leaddesk.desk.changes import Kind
from leaddesk.desk.link import Heard, Link, Tie, TieState
from leaddesk.gui.ops import Ops
from leaddesk.gui.situation import When

SENDING_MS = 700
"""Sending that is over before this is not worth a flicker."""
GAP_MS = 150
"""What comes within this after screens were told is told together, so a busy team costs little."""

_TOLD = {Heard.WRITTEN: Kind.ALL, Heard.TEAM: Kind.TEAM}


class LinkWatch(QObject):
    """Follows the link of the desk that is open; `changed` comes with each new state.

    The service "link" returns the Link of the open desk, or None where somebody works alone.
    """

    changed = Signal()

    def __init__(self, ops: Ops, services: Mapping[str, Callable[..., object]]) -> None:
        super().__init__(ops)
        self._ops, self._services = ops, services
        self._link: Link | None = None
        self._state: TieState | None = None
        self._ends: list[Callable[[], None]] = []
        self._unsaid: TieState | None = None
        self._writes = 0
        self._patience = _timer(self, SENDING_MS, self._say_unsaid)
        self._pending = Kind.NONE
        self._gap = _timer(self, GAP_MS, self._announce)
        ops.busy.connect(self._on_busy)
        ops.opened.connect(self._begin)
        ops.closing.connect(self._stop)

    @property
    def state(self) -> TieState | None:
        """The state as it is to be shown, None where somebody works alone."""
        return self._state

    @property
    def situation(self) -> When:
        """What is the case for the actions that need a hub."""
        return When.IN_TEAM if self._state is not None else When.ALWAYS

    def fresh(self) -> TieState | None:
        """Return the state of this moment, with the seconds until the next try."""
        return self._link.state() if self._link is not None else None

    def try_now(self) -> None:
        """Try at once to reach the hub."""
        if self._link is not None:
            self._link.try_now()

    def _begin(self) -> None:
        self._stop()
        service = self._services.get("link")
        found = service() if service is not None else None
        if found is None:
            return
        self._link = link = cast("Link", found)
        self._ends = [link.watch(self._on_told_there), link.listen(self._on_heard_there)]
        self._show(link.state())

    def _stop(self) -> None:
        for end in self._ends:
            end()
        self._ends, self._link, self._pending = [], None, Kind.NONE
        self._patience.stop()
        self._gap.stop()
        if self._state is not None:
            self._state = None
            self.changed.emit()

    # ------------------------------------------------------------------------- on other threads

    def _on_told_there(self, state: TieState) -> None:
        self._ops.land(partial(self._on_told, state))

    def _on_heard_there(self, heard: Heard) -> None:
        self._ops.land(partial(self._on_heard, heard))

    # ------------------------------------------------------------------------- on this one

    def _on_told(self, state: TieState) -> None:
        if self._link is None:
            return
        shown = self._state
        if shown is not None and state.tie is Tie.SENDING and shown.tie is Tie.IN_STEP:
            self._unsaid = state
            if not self._patience.isActive():
                self._patience.start()
            return
        self._patience.stop()
        self._show(state)

    def _say_unsaid(self) -> None:
        if self._unsaid is not None and self._link is not None:
            self._show(self._unsaid)

    def _show(self, state: TieState) -> None:
        self._state, self._unsaid = state, None
        self.changed.emit()

    def _on_heard(self, heard: Heard) -> None:
        """Tell the screens at once; what follows closely waits for the others."""
        if self._link is None:
            return
        self._pending |= _TOLD[heard]
        if not self._gap.isActive():
            self._announce()

    def _on_busy(self, writes: int) -> None:
        """Wake the link when a write of this window ended; a click doesn't wait for it."""
        if writes < self._writes and self._link is not None:
            self._link.wake()
        self._writes = writes

    def _announce(self) -> None:
        kinds, self._pending = self._pending, Kind.NONE
        if kinds and self._ops.is_open:
            self._gap.start()
            self._ops.announce(kinds, None)


def _timer(parent: QObject, after: int, slot: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after)
    timer.timeout.connect(slot)
    return timer
