# SPDX-License-Identifier: MIT
"""A copy of a damaged database that is only looked at; it goes away when it is closed."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from typing import NoReturn

from typing_extensions import override

from leaddesk.bootstrap import desks
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import RunClocks
from leaddesk.desk.desk import Desk
from leaddesk.desk.unit import Store
from leaddesk.domain.calling_hours import HolidayCalendar
from leaddesk.domain.errors import RuleBroken, StoreUnavailable
from leaddesk.storage.store import SqlStore

_PREFIX = "look-"


class LookStore(SqlStore):
    """A store in which nothing is written."""

    @override
    def unit(self) -> NoReturn:
        """Refuse to write; raises RuleBroken("looking_only")."""
        raise RuleBroken("looking_only")

    @override
    def bulk(self) -> NoReturn:
        """Refuse to write; raises RuleBroken("looking_only")."""
        raise RuleBroken("looking_only")

    @override
    def index_some(self, limit: int) -> int:
        """Leave the copy as it is."""
        return 0

    @override
    def find_some(self, limit: int) -> int:
        """Leave the copy as it is."""
        return 0


class LookDesk(Desk):
    """A desk over a copy that is deleted when it is closed."""

    def __init__(self, store: Store, holidays: HolidayCalendar, folder: Path) -> None:
        """Take the folder that holds nothing but the copy."""
        super().__init__(store, holidays)
        self._folder = folder

    @override
    def do(self, command: object, person_id: int, at: dt.datetime, *, entry_id: str = "") -> Done:
        """Refuse every command; the clocks of handoffs stand still and nobody is told."""
        if isinstance(command, RunClocks):
            return Done(Kind.NONE, "clocks_run")
        return super().do(command, person_id, at, entry_id=entry_id)

    @override
    def close(self) -> None:
        """Let go of the copy and delete it."""
        super().close()
        shutil.rmtree(self._folder, ignore_errors=True)


def look(database: str | None) -> Desk:
    """Open a copy of a database, read-only; screens about its damaged pages say that they are.

    Raises StoreUnavailable where too much is damaged, and where there is no room.
    """
    from leaddesk.storage import sqlite_files
    from leaddesk.system.holiday_source import PackageHolidays

    desks.use_keys()
    file = Path(desks.database_name(database))
    _forget_older(file.parent)
    try:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=file.parent))
        copy = folder / file.name
        for path in (file, file.with_name(file.name + "-wal"), sqlite_files.note_of(file)):
            if path.is_file():
                shutil.copyfile(path, folder / path.name)
                (folder / path.name).chmod(0o600)
    except OSError as error:
        raise StoreUnavailable("read_only", where=str(file.parent)) from error
    try:
        return LookDesk(_opened(copy), PackageHolidays(), folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _opened(copy: Path) -> SqlStore:
    """Open the copy, its schema brought up to date; nothing else is written into it."""
    from leaddesk.storage.opening import open_store

    store = open_store(str(copy), desks.clock())
    return LookStore(store.database, store.device)


def _forget_older(folder: Path) -> None:
    """Delete copies of windows that ended without closing them."""
    for left in folder.glob(f"{_PREFIX}*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
