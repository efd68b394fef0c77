# SPDX-License-Identifier: MIT
"""Counting and importing one list in the background; an older count never answers a newer one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from leaddesk.desk.intake import ImportResult
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.import_run import ImportRun
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.import_preview import Planned


class ListImport(QObject):
    """At most one count or one import at a time.

    `counted(result)` and `imported(planned, result)` come at the end, `counting(rows)` on the way,
    `failed(error)` instead.
    """

    counting = Signal(int)
    counted = Signal(object)
    imported = Signal(object, object)
    failed = Signal(object)

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._run: ImportRun | None = None
        self._number = 0
        self._importing = False

    @property
    def importing(self) -> bool:
        """Whether leads are being written."""
        return self._importing

    @property
    def share(self) -> float:
        """How much of the file was read, 0 to 1."""
        return self._run.share if self._run is not None else 0.0

    @property
    def rows(self) -> int:
        """How many rows were handled."""
        return self._run.rows if self._run is not None else 0

    def count(self, planned: Planned) -> None:
        """Count what an import would bring; a count under way is let go."""
        self.stop()
        self._start(planned, dry_run=True, done=self.counted.emit)

    def import_list(self, planned: Planned) -> None:
        """Import; a count under way is let go."""
        self.stop()
        self._importing = True
        self._start(planned, dry_run=False, done=partial(self.imported.emit, planned))

    def cancel(self) -> None:
        """Ask the import to stop; `failed` says that it did, `imported` that it was done before."""
        if self._importing and self._run is not None:
            self._run.cancel()

    def stop(self) -> None:
        """Let go of what is under way and of its answer."""
        self._number += 1
        self._importing = False
        run, self._run = self._run, None
        if run is not None:
            run.cancel()

    def _start(
        self, planned: Planned, *, dry_run: bool, done: Callable[[ImportResult], object]
    ) -> None:
        number = self._number

        def ended(result: ImportResult) -> None:
            if number == self._number:
                self._forget()
                done(result)

        def missed(error: LeadDeskError) -> None:
            if number == self._number:
                self._forget()
                self.failed.emit(error)

        def progress(rows: int) -> None:
            if number == self._number and dry_run:
                self.counting.emit(rows)

        read = partial(
            self._bench.machine.read_drafts, planned.preview.path, planned.mapping, planned.reading
        )
        run = self._bench.ops.import_list(
            read, planned.options, dry_run=dry_run, progress=progress, done=ended, failed=missed
        )
        if number == self._number:
            self._run = run

    def _forget(self) -> None:
        """Nothing is under way any more; what still comes in is of the past."""
        self._number += 1
        self._run = None
        self._importing = False
