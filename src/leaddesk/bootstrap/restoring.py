# SPDX-License-Identifier: MIT
"""A backup put in place of a database, and what the replaced file has beyond it brought back."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leaddesk.bootstrap import desks
from leaddesk.domain.errors import StoreUnavailable
from leaddesk.system import paths

if TYPE_CHECKING:
    from leaddesk.desk.operations import Operation
    from leaddesk.desk.stores.privacy import Erasures
    from leaddesk.storage.salvage import Newer
    from leaddesk.system.backup import BackupFile

LATEST = "latest"
_BAD = frozenset({"backup.damaged", "not_a_database", "backup.not_ours", "backup.missing"})


class PutBack(NamedTuple):
    """A database in place again: from `source`, None for a team's file that is filled by its hub.

    `erased` leads came back with it and were erased once more. Of what the file `moved_aside` has
    beyond it, `entries` from `first` to `last` are missing now, and `brought` pieces of work wait
    for the hub again; `holes` tells that some of it could not be read. `zone` is this computer's.
    """

    path: Path
    rows: int
    moved_aside: Path | None = None
    source: Path | None = None
    erased: int = 0
    entries: int = 0
    first: dt.datetime | None = None
    last: dt.datetime | None = None
    brought: int = 0
    holes: bool = False
    of_team: bool = False
    zone: str = "UTC"


def restore(source: str, database: str | None) -> PutBack:
    """Put a backup in place; `latest` is the newest one beside the database that is whole.

    What was there is moved aside, never deleted. Who was erased since the backup was made is
    erased once more. A workstation's work that its hub may not know waits again; without any
    backup such a file is made anew and filled by the hub. Raises StoreUnavailable and BadInput.
    """
    from leaddesk.storage import backup as copies
    from leaddesk.storage import erasure_file, salvage

    desks.use_keys()
    file = copies.file_of(desks.database_name(database))
    path = Path(source).expanduser().absolute()
    if source == LATEST:
        found = _latest(file)
        if found is None:
            return _made_anew(file)
        path = found
    told = erasure_file.latest(file, path)
    with contextlib.suppress(OSError):  # so that a restore that is cut off is finished at opening
        erasure_file.keep(told, file.parent, file)
    done = copies.restore(path, file, desks.clock())
    newer = salvage.newer_in(done.moved_aside, file) if done.moved_aside else salvage.Newer()
    result = PutBack(done.database, done.rows, done.moved_aside, path, _erase_again(file, told))
    return _with_newer(result, newer)


def bring_rest(file: Path) -> None:
    """Bring back the work that a restore which was cut off left in the file that it moved aside.

    A workstation’s file is marked until it begins anew at its hub. Nothing is brought twice. Raises
    StoreUnavailable.
    """
    from leaddesk.storage import backup as copies
    from leaddesk.storage import membership, salvage

    aside = copies.last_aside(file) if membership.notes_of(file).get("restored") else None
    if aside is not None:
        operations = salvage.newer_in(aside, file).operations
        if operations:
            _bring_back(file, operations)


def _latest(file: Path) -> Path | None:
    """Return the newest whole backup, None where there is none and the hub has the rows.

    Raises StoreUnavailable where nothing helps.
    """
    from leaddesk.storage import backup as copies
    from leaddesk.storage import salvage

    trouble = StoreUnavailable("backup.none", where=str(paths.backup_folder(file)))
    for one in _backups(file):
        try:
            copies.verify(one.path)
        except StoreUnavailable as error:
            if error.key not in _BAD:
                raise
            trouble = error
        else:
            return one.path
    if salvage.notes_in(file).get("device"):
        return None
    raise trouble


def _backups(file: Path) -> list[BackupFile]:
    """Return the backups of a database, those in its second folder as well, newest first."""
    from leaddesk.system import backup, second_folder

    first = paths.backup_folder(file)
    found = list(backup.backup_files(first, file))
    second = second_folder.chosen(first)
    if second is not None:
        found += backup.backup_files(second_folder.room_in(second, file))
    return sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True)


def _made_anew(file: Path) -> PutBack:
    """Make a workstation's file anew with what it noted of its team; its hub fills it.

    Work that the old one can still tell waits in it. An encrypted one is encrypted again.
    """
    from leaddesk.storage import backup as copies
    from leaddesk.storage import encrypting, membership, salvage, sqlite_files

    notes, operations = salvage.notes_in(file), salvage.unsent_in(file)
    told = sqlite_files.note_of(file).read_bytes() if sqlite_files.is_encrypted(file) else b""
    part = file.with_name(file.name + ".anew")
    anew = {**notes, "restored": "1", "stale": "1", "cursor": "0"}
    code = anew.pop(encrypting.CODE_NOTE, "")
    part.unlink(missing_ok=True)
    try:
        lock = membership.Lock(told, code) if told else None
        membership.make_member(part, anew, desks.clock(), lock)
        _bring_back(part, operations)
        copies.alone(part)
        copies.alone(file)
        aside = copies.move_aside(file, desks.clock())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
        sqlite_files.note_of(part).unlink(missing_ok=True)
    newer = salvage.Newer(operations=operations)
    return _with_newer(PutBack(file, 0, aside), newer)


def _with_newer(done: PutBack, newer: Newer) -> PutBack:
    """Bring back what travels, and tell what does not."""
    from leaddesk.storage import membership
    from leaddesk.system.clock import local_zone

    zone = local_zone()
    if not membership.notes_of(done.path).get("device"):
        return done._replace(
            entries=newer.entries, first=newer.first, last=newer.last, holes=newer.holes, zone=zone
        )
    brought = len(newer.operations)
    if newer.operations and done.source is not None:
        _bring_back(done.path, newer.operations)
    return done._replace(brought=brought, holes=newer.holes, of_team=True, zone=zone)


def _bring_back(file: Path, operations: tuple[Operation, ...]) -> None:
    """Let operations wait in a workstation's file again; raises LeadDeskError."""
    from leaddesk.storage.opening import open_store
    from leaddesk.sync import salvaged
    from leaddesk.system.holiday_source import PackageHolidays

    with contextlib.closing(open_store(str(file), desks.clock())) as store:
        salvaged.bring_back(store, PackageHolidays(), operations)


def _erase_again(file: Path, told: Erasures) -> int:
    """Erase whoever is back with a backup; return how many leads that were."""
    if not told.traits:
        return 0
    with contextlib.closing(desks.open_as_it_is(str(file))) as desk:
        return desk.erase_again(told, 0, desks.clock())
