# SPDX-License-Identifier: MIT
"""What happens by itself while a desk is open: minutes, other windows' writes, upkeep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from leaddesk.desk.changes import Kind
from leaddesk.desk.commands import KeepLead, RunClocks
from leaddesk.domain.errors import LeadDeskError

if TYPE_CHECKING:
    from leaddesk.desk.door import Desk
    from leaddesk.gui.ops import Ops

POLL_MS = 400
"""How often another window's writes are looked for."""
STEP_MS = 20
"""Pause between two steps of the desk's upkeep, so that clicks go between them."""
REST_MS = 30_000
"""Pause after the upkeep has caught up."""
AHEAD_MS = 3_000
"""Pause before the figures of the day are worked out ahead: a window that opens comes first."""
JUMP = dt.timedelta(seconds=5)
"""A clock that moved further than this between two polls: the computer slept."""
MINUTE_MS = 60_000
LATE_MS = 5
"""So long after the full minute it is certainly that minute."""


class Pulse(QObject):
    """Four timers of one Ops; none of them runs before `start` and after `stop`."""

    def __init__(self, ops: Ops) -> None:
        super().__init__(ops)
        self._ops = ops
        self._polling = False
        self._last_seen = ops.now()
        self._poll = self._timer(POLL_MS, self.look)
        self._minute = self._timer(MINUTE_MS, self.tick, once=True)
        self._minute.setTimerType(Qt.TimerType.PreciseTimer)
        self._upkeep = self._timer(STEP_MS, self._on_upkeep, once=True)
        self._ahead = self._timer(AHEAD_MS, self._look_ahead, once=True)

    @property
    def next_minute_ms(self) -> int:
        """How long it is to the next minute, in milliseconds."""
        return self._minute.remainingTime()

    def start(self) -> None:
        """Begin: the clocks that ran out meanwhile take effect at once."""
        self._poll.start()
        self._upkeep.start(STEP_MS)
        self._ahead.start(AHEAD_MS)
        self._aim()

    def stop(self) -> None:
        """End every timer."""
        for timer in (self._poll, self._minute, self._upkeep, self._ahead):
            timer.stop()

    def catch_up(self) -> None:
        """Begin the upkeep again soon: there is something new."""
        self._upkeep.start(STEP_MS)

    def run_clocks(self) -> None:
        """Let clocks that ran out take effect, and go on holding the lead that is shown."""
        if self._ops.is_open and self._ops.person_id:
            self._ops.do(RunClocks(), failed=lambda _error: None)
            self._ops.do(KeepLead(), failed=lambda _error: None)

    def tick(self) -> None:
        """A minute began: run the clocks and tell everybody that the time moved."""
        self._aim()
        if self._ops.is_open:
            self.run_clocks()
            self._ops.announce(Kind.CLOCK, None)

    def look(self) -> None:
        """Look for writes of others; a jump of the clock means that the computer slept."""
        at = self._ops.now()
        slept = abs(at - self._last_seen) > JUMP
        self._last_seen = at
        if slept:
            self.tick()
        if self._polling or not self._ops.is_open:
            return
        self._polling = True
        desk = self._ops.desk()
        self._ops.run(
            self._ops.threads.readers, desk.changed_elsewhere, self._on_looked, self._on_not_looked
        )

    def _aim(self) -> None:
        at = self._ops.now()
        self._last_seen = at
        past = at.second * 1000 + at.microsecond // 1000
        self._minute.start(MINUTE_MS - past + LATE_MS)

    def _on_looked(self, wrote: bool) -> None:  # noqa: FBT001 - the desk's answer, as it comes
        self._polling = False
        if wrote:
            self._ops.announce(Kind.ALL, None)

    def _on_not_looked(self, _error: LeadDeskError) -> None:
        self._polling = False

    def _on_upkeep(self) -> None:
        if self._ops.is_open:
            ops = self._ops
            desk, at = ops.desk(), ops.now()
            # Search first: what was just imported is looked for at once.
            step = partial(_step, desk, at)
            ops.run(ops.threads.writer, step, self._on_step, self._on_no_step)

    def _on_step(self, more: bool) -> None:  # noqa: FBT001 - the desk's answer, as it comes
        self._upkeep.start(STEP_MS if more else REST_MS)

    def _on_no_step(self, _error: LeadDeskError) -> None:
        self._upkeep.start(REST_MS)

    def _look_ahead(self) -> None:
        """Work out a figure of the day, on a reader: clicks never wait for it."""
        if self._ops.is_open:
            ops = self._ops
            step = partial(ops.desk().prepare, ops.now())
            ops.run(ops.threads.readers, step, self._on_ahead, self._on_not_ahead)

    def _on_ahead(self, more: bool) -> None:  # noqa: FBT001 - the desk's answer, as it comes
        self._ahead.start(STEP_MS if more else REST_MS)

    def _on_not_ahead(self, _error: LeadDeskError) -> None:
        self._ahead.start(REST_MS)

    def _timer(self, every: int, slot: Callable[[], None], *, once: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(every)
        timer.setSingleShot(once)
        timer.timeout.connect(slot)
        return timer


def _step(desk: Desk, at: dt.datetime) -> bool:
    """Do one small step of upkeep; True while more is left."""
    return desk.catch_up() or desk.tend(at)
