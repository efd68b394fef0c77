# SPDX-License-Identifier: MIT
"""Long work on the lists in the background: importing a national one, comparing every lead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from leaddesk.desk.changes import Kind
from leaddesk.desk.commands import RegistryOptions
from leaddesk.desk.night import RescrubResult
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.import_run import ImportRun
from leaddesk.gui.screen import Bench
from leaddesk.words import numbers

CHANGES = Kind.LEADS | Kind.QUEUE | Kind.RULES | Kind.NO_CALL


class RegistryImport(QObject):
    """At most one import or comparison at a time.

    `progressed(words, share)` on the way, share below 0 where it is not known; `ended(words)` at
    the end, `failed(error)` instead.
    """

    progressed = Signal(str, float)
    ended = Signal(str)
    failed = Signal(object)

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._run: ImportRun | None = None

    @property
    def running(self) -> bool:
        """Whether something is under way."""
        return self._run is not None

    def cancel(self) -> None:
        """Stop; the list before stays in force, what was compared stays as it is."""
        if self._run is not None:
            self._run.cancel()

    def import_file(self, path: Path, calling_code: str, options: RegistryOptions) -> None:
        """Import a national list, then compare every lead with it."""
        bench = self._bench
        desk, person = bench.ops.desk(), bench.seat.person_id

        def work(run: ImportRun) -> RescrubResult:
            source = bench.machine.read_registry(path, calling_code)
            run.reads(source)
            try:
                desk.import_registry(
                    source, options, person, bench.ops.now(),
                    report=run.report, cancelled=lambda: run.cancelled,
                )  # fmt: skip
            finally:
                source.close()
            return desk.rescrub(person, bench.ops.now(), cancelled=lambda: run.cancelled)

        self._start(work, "row", "Reading the file")

    def rescrub(self) -> None:
        """Compare every lead with every list."""
        bench = self._bench
        desk, person = bench.ops.desk(), bench.seat.person_id

        def work(run: ImportRun) -> RescrubResult:
            return desk.rescrub(
                person, bench.ops.now(), report=run.report, cancelled=lambda: run.cancelled
            )

        self._start(work, "lead", "Comparing every lead")

    def _start(self, work: Callable[[ImportRun], RescrubResult], what: str, words: str) -> None:
        if self._run is not None:
            return

        def progress(rows: int) -> None:
            run = self._run
            share = run.share if run is not None and what == "row" else -1.0
            self.progressed.emit(f"{words}: {numbers.count(rows, what)}", share)

        def done(result: RescrubResult) -> None:
            self._run = None
            self.ended.emit(
                f"{numbers.count(result.leads, 'lead')} compared: {result.held} held back, "
                f"{result.freed} may be called again"
            )

        def failed(error: LeadDeskError) -> None:
            self._run = None
            self.failed.emit(error)

        self.progressed.emit(words, 0.0)
        begun = self._bench.ops.run_long(
            work, changes=CHANGES, progress=progress, done=done, failed=failed
        )
        if not begun.ended:
            self._run = begun
