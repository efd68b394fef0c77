# SPDX-License-Identifier: MIT
"""Why a queue is empty: a workstation has only what it may work, so its team's hub is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

from leaddesk.desk.link import Tie, TieState
from leaddesk.desk.queries import AskWhyEmpty, EmptyReasons
from leaddesk.gui.screen import Bench
from leaddesk.words import sync

SLOT: Final = "queue.why"
EVERY: Final = dt.timedelta(seconds=60)
"""The hub counts a whole tier for an answer, and many may wait for the morning at once."""
SOON: Final = dt.timedelta(seconds=5)
"""Where there is nothing to count yet, a list may come in at any moment."""


class WhyNone:
    """Knows why somebody has no lead; `show` is called when the hub told something newer."""

    def __init__(self, bench: Bench, show: Callable[[], None]) -> None:
        self._bench = bench
        self._show = show
        self._asked: AskWhyEmpty | None = None
        self._at: dt.datetime | None = None
        self._told: EmptyReasons | None = None

    def reasons(self, here: EmptyReasons) -> EmptyReasons | None:
        """Return why there is no lead, None while it is asked for; `here` is what the file says."""
        link = self._bench.link
        if link is None or link.state is None or self.apart(here) is not None:
            return here
        self._ask(AskWhyEmpty(self._bench.seat.person_id, here.tier))
        return self._told

    def apart(self, here: EmptyReasons) -> TieState | None:
        """Return how this computer stands to a hub that the leads wait for; None for none."""
        state = self._bench.link.state if self._bench.link is not None else None
        there = state is None or state.tie in {Tie.IN_STEP, Tie.SENDING}
        return state if here.unheard or not there else None

    def short(self) -> str:
        """Return in words what keeps the hub from lending leads, empty for nothing."""
        state = self._bench.link.state if self._bench.link is not None else None
        return sync.why(state) if state is not None and state.tie is Tie.IN_STEP else ""

    def forget(self) -> None:
        """Ask anew next time: leads came, or another person."""
        self._asked = self._told = self._at = None

    def _ask(self, question: AskWhyEmpty) -> None:
        now = self._bench.ops.now()
        pause = SOON if self._told is not None and not self._told.total else EVERY
        if question == self._asked and self._at is not None and now - self._at < pause:
            return
        if question != self._asked:
            self._told = None
        self._asked, self._at = question, now

        def landed(told: EmptyReasons) -> None:
            if question == self._asked:
                self._told = told
                self._show()

        # Why it can't be told is said by the tie; the next look asks again.
        self._bench.ops.ask(question, slot=SLOT, answer=landed, failed=lambda _why: None)
