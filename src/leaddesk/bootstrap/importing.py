# SPDX-License-Identifier: MIT
"""The window's desk: long lists are imported by a process of its own, with a desk of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from leaddesk.bootstrap import desks
from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.desk import Desk
from leaddesk.desk.intake import Cancelled, Chunk, ImportResult, Report, TurnedDown
from leaddesk.desk.unit import Store
from leaddesk.domain.calling_hours import HolidayCalendar
from leaddesk.domain.errors import StoreUnavailable

if TYPE_CHECKING:
    from leaddesk.system.child_process import Pipe
    from leaddesk.system.import_worker import ImportWorker


class WindowDesk(Desk):
    """A desk that leaves long lists to another process: the clicks beside it stay quick."""

    def __init__(self, database: str, store: Store, holidays: HolidayCalendar) -> None:
        """Take the name of the database that the store is over."""
        super().__init__(store, holidays)
        self._database = database
        self._worker: ImportWorker | None = None

    @override
    def import_list(
        self,
        chunks: Iterable[Chunk],
        options: ImportOptions,
        person_id: int,
        at: dt.datetime,
        *,
        dry_run: bool = False,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
        turned_down: TurnedDown = lambda _rows: None,
    ) -> ImportResult:
        """Import as the desk does; raises StoreUnavailable("import_died") besides."""
        from leaddesk.system.list_files import FileDrafts  # A window that imports has it.

        if not isinstance(chunks, FileDrafts) or chunks.short:
            return super().import_list(
                chunks, options, person_id, at,
                dry_run=dry_run, report=report, cancelled=cancelled, turned_down=turned_down,
            )  # fmt: skip
        try:
            return self._importer().import_list(
                chunks, options, person_id, at,
                dry_run=dry_run, report=report, cancelled=cancelled, turned_down=turned_down,
            )  # fmt: skip
        except StoreUnavailable as error:
            if error.key == "import_died":
                self.carry_on(at)  # A list that was being shown already is shown to its end.
            raise

    @override
    def close(self) -> None:
        """End the process and let go of the database."""
        if self._worker is not None:
            self._worker.close()
        super().close()

    def _importer(self) -> ImportWorker:
        if self._worker is None:
            from leaddesk.system.import_worker import ImportWorker

            self._worker = ImportWorker(serve_imports, self._database)
        return self._worker


def open_window_desk(database: str | None) -> Desk:
    """Open a team's database for a window; raises as `desks.open_desk`."""
    return desks.open_desk(database, partial(WindowDesk, desks.database_name(database)))


def serve_imports(pipe: Pipe, database: str) -> None:
    """Import lists into a database as long as a window wants it; runs in the child."""
    from leaddesk.system.import_worker import serve

    serve(pipe, partial(desks.open_as_it_is, database), desks.report)
