# SPDX-License-Identifier: MIT
"""The window's desk: long lists are imported by a process of its own, with a desk of its own."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from typing_extensions import override

from leaddesk.bootstrap import desks
from leaddesk.bootstrap.careful import CarefulDesk
from leaddesk.bootstrap.local_file import known_keys
from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.desk import Desk
from leaddesk.desk.intake import Cancelled, Chunk, ImportResult, Report, TurnedDown
from leaddesk.desk.unit import Store
from leaddesk.domain.calling_hours import HolidayCalendar
from leaddesk.domain.errors import LeadDeskError, StoreUnavailable

if TYPE_CHECKING:
    from leaddesk.storage.store import SqlStore
    from leaddesk.system.child_process import Pipe
    from leaddesk.system.import_worker import ImportWorker


LOOK_SECONDS = 2.0
"""How often it is asked what others wrote while a list of our own is being written."""


class WindowDesk(CarefulDesk):
    """A desk that leaves long lists to another process: the clicks beside it stay quick."""

    def __init__(self, database: str, store: Store, holidays: HolidayCalendar) -> None:
        """Take the name of the database that the store is over."""
        super().__init__(database, store, holidays)
        self._workers: list[ImportWorker] = []
        self._changing = threading.Lock()
        self._writing = 0
        self._looked = 0.0

    @override
    def expect_list(self, path: Path) -> None:
        """Start a process for a long list while a person looks at its head."""
        from leaddesk.system.list_files import is_short

        with contextlib.suppress(OSError, StoreUnavailable):
            if path.is_file() and not is_short(path):
                with self._free_worker() as worker:
                    worker.wake()

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
        if not dry_run:
            desks.check_room(self._database)
            self._back_up()
        with self._importer() as worker:
            try:
                return worker.import_list(
                    chunks, options, person_id, at,
                    dry_run=dry_run, report=report, cancelled=cancelled, turned_down=turned_down,
                )  # fmt: skip
            except StoreUnavailable as error:
                if error.key == "import_died":
                    with contextlib.suppress(LeadDeskError):
                        self.carry_on(at)  # A list that was being shown is shown to its end.
                raise

    @override
    def changed_elsewhere(self) -> bool:
        """Tell whether others wrote; seldom while a list comes in, which nobody sees yet."""
        if self._writing and time.monotonic() - self._looked < LOOK_SECONDS:
            return False
        self._looked = time.monotonic()
        return super().changed_elsewhere()

    @override
    def close(self) -> None:
        """End the processes and let go of the database."""
        for worker in self._workers:
            worker.close()
        super().close()

    @contextlib.contextmanager
    def _importer(self) -> Iterator[ImportWorker]:
        """Give a process for one list, and spare the writes in between."""
        with self._changing:
            self._writing += 1
        try:
            # No click in between brings into the file what the list has written.
            with self._free_worker() as worker, self._store.bulk():
                yield worker
        finally:
            with self._changing:
                self._writing -= 1

    @contextlib.contextmanager
    def _free_worker(self) -> Iterator[ImportWorker]:
        """Give a worker that nobody has: a folder's list does not wait for one of this window."""
        from leaddesk.system.import_worker import ImportWorker

        with self._changing:
            worker = next((one for one in self._workers if one.take()), None)
            if worker is None:
                worker = ImportWorker(serve_imports, self._database, known_keys())
                worker.take()
                self._workers.append(worker)
        try:
            yield worker
        finally:
            worker.leave()


def open_window_desk(
    database: str | None, see: Callable[[SqlStore], None] = lambda _store: None
) -> Desk:
    """Open a team's database for a window, which may `see` what it is; raises as `open_desk`."""

    def make(store: Store, holidays: HolidayCalendar) -> Desk:
        from leaddesk.storage import ballast

        opened = cast("SqlStore", store)
        if opened.database.path is not None:
            ballast.keep(opened.database.path)
        see(opened)
        return WindowDesk(desks.database_name(database), store, holidays)

    name = desks.database_name(database)
    if "://" not in name:
        from leaddesk.storage.unclean_end import check_after

        desks.use_keys()
        check_after(Path(name))
    return desks.open_desk(database, make)


def serve_imports(pipe: Pipe, database: str, keys: dict[str, bytes] | None = None) -> None:
    """Import lists into a database as long as a window wants it; runs in the child.

    `keys` are those of encrypted files that the window has found.
    """
    from leaddesk.system.import_worker import serve

    if keys:
        from leaddesk.system import file_keys

        file_keys.learn(keys)

    serve(pipe, partial(_opened, database), desks.report)


def _opened(database: str) -> Desk:
    """Open the database that the window has open; never make a new one in its place."""
    if "://" not in database and not Path(database).exists():
        raise StoreUnavailable("cannot_open", where=database)
    return desks.open_as_it_is(database)
