# SPDX-License-Identifier: MIT
"""Leads made anonymous by hand: a long run in the background that can be stopped."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from leaddesk.desk.changes import Kind
from leaddesk.desk.retaining import RetentionResult
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.long_run import LongRun
from leaddesk.gui.screen import Bench
from leaddesk.words import numbers

WORDS = "Making leads anonymous"


class RetentionRun(QObject):
    """At most one run at a time: `progressed(words, share)`, then `ended(words)` or `failed`."""

    progressed = Signal(str, float)
    ended = Signal(str)
    failed = Signal(object)

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._run: LongRun | None = None
        self._busy = False

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return self._busy

    def cancel(self) -> None:
        """Stop at the next step; what is anonymous by then stays so."""
        if self._run is not None:
            self._run.cancel()
            self.progressed.emit("Stopping…", 0.0)

    def start(self, leads: int) -> None:
        """Make leads anonymous by the rule in force; `leads` is how many were counted before."""
        if self._busy:
            return
        bench = self._bench
        desk, person = bench.ops.desk(), bench.seat.person_id

        def work(run: LongRun) -> RetentionResult:
            return desk.retain(
                person, bench.ops.now(), report=run.report, cancelled=run.is_cancelled
            )

        def progress(done: int) -> None:
            words = f"{WORDS}: {numbers.number(done)} of {numbers.number(max(done, leads))}"
            self.progressed.emit(words, min(1.0, done / max(1, leads)))

        self._busy = True
        self.progressed.emit(WORDS, 0.0)
        run = bench.ops.run_long(
            work, changes=Kind.ALL, progress=progress, done=self._on_done, failed=self._on_failed
        )
        # Where work runs at once it is done by now.
        self._run = run if self._busy else None

    def _on_done(self, result: RetentionResult) -> None:
        self._run, self._busy = None, False
        self.ended.emit(f"{numbers.count(result.leads, 'lead')} made anonymous")

    def _on_failed(self, error: LeadDeskError) -> None:
        self._run, self._busy = None, False
        self.failed.emit(error)
