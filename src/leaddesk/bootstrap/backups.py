# SPDX-License-Identifier: MIT
"""Backups of a database: made, put back, made each day behind the window; and its check."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from pathlib import Path
from typing import NamedTuple

from leaddesk.bootstrap import desks
from leaddesk.bootstrap.restoring import LATEST, PutBack, restore
from leaddesk.domain.errors import BadInput, LeadDeskError
from leaddesk.system import paths

__all__ = [
    "LATEST",
    "Kept",
    "PutBack",
    "Standing",
    "back_up",
    "back_up_leaving",
    "check",
    "choose_second",
    "keep_backup",
    "regular_backup",
    "restore",
    "standing",
]

BACKUP_LOOK_SECONDS = 300
BEFORE_RISK = dt.timedelta(minutes=10)
"""How old the last backup may be before much is brought in, changed or erased."""
LEAVING_AFTER = dt.timedelta(minutes=2)
"""Closing the window again and again does not push older backups out."""


class Kept(NamedTuple):
    """A backup that was made: where it is, its rows, its copy in the second folder if any."""

    path: Path
    rows: int
    also: Path | None = None


class Standing(NamedTuple):
    """Both folders and the last backup in each; `away`: the second one fails now, or did last."""

    folder: Path
    last: dt.datetime | None
    second: Path | None = None
    copied: dt.datetime | None = None
    away: bool = False


_ONE_AT_A_TIME = threading.Lock()


def back_up(database: str | None, folder: Path | None) -> Kept:
    """Make a verified backup of a SQLite database in use; raises StoreUnavailable and BadInput.

    One in the database's own folder is copied to the second folder, too, when that is there. For
    PostgreSQL raises BadInput("backup.postgresql") with the command that does it.
    """
    from leaddesk.storage import backup as copies
    from leaddesk.system import backup

    desks.use_keys()
    file = copies.file_of(desks.database_name(database))
    into = folder.absolute() if folder else paths.backup_folder(file)
    desks.made(into)
    target = backup.backup_name(into, desks.clock(), file)
    rows = copies.make_backup(file, target)
    return Kept(target, rows, None if folder else _bring_up(into, file))


def choose_second(database: str | None, folder: Path | None) -> Kept:
    """Keep a second folder that backups are copied to, None for none, and back up at once.

    Raises StoreUnavailable("backup.no_folder") where it can't be written, and as `back_up`.
    """
    from leaddesk.storage import backup as copies
    from leaddesk.system import second_folder

    file = copies.file_of(desks.database_name(database))
    into = paths.backup_folder(file)
    second_folder.choose(into, folder.absolute() if folder else None)
    return back_up(database, None)


def standing(database: str | None) -> Standing:
    """Return how the backups of a database stand; raises BadInput("backup.postgresql")."""
    from leaddesk.storage import backup as copies
    from leaddesk.system import backup, second_folder

    file = copies.file_of(desks.database_name(database))
    into = paths.backup_folder(file)
    folder = second_folder.chosen(into)
    room = second_folder.room_in(folder, file) if folder is not None else None
    lasts = [
        next((one.made_at for one in backup.backup_files(where)), None) if where else None
        for where in (into, room)
    ]
    return Standing(into, lasts[0], folder, lasts[1], second_folder.is_away(into))


def _bring_up(into: Path, file: Path) -> Path | None:
    """Copy the newest backup to the second folder; one that is away is told at the next start."""
    import logging

    from leaddesk.system import second_folder

    try:
        return second_folder.bring_up(into, file, desks.clock())
    except OSError:
        logging.getLogger(__name__).warning("The second folder of backups could not be reached.")
        return None


def regular_backup(
    database: str | None,
    *,
    every: dt.timedelta | None = None,
    folder: Path | None = None,
) -> Path | None:
    """Make the automatic backup when something was written and the last is half an hour old.

    `every` says another age. It goes into a folder of the database's own by default, and the newest
    one to the second folder. None when it is not due and for PostgreSQL, whose server has its own.
    Old ones go afterwards. Raises StoreUnavailable.
    """
    from leaddesk.storage import backup as copies
    from leaddesk.system import backup

    desks.use_keys()
    try:
        file = copies.file_of(desks.database_name(database))
    except BadInput:
        return None
    if not file.exists():
        return None
    into = folder.absolute() if folder else paths.backup_folder(file)
    desks.made(into)

    def make(target: Path) -> None:
        copies.make_backup(file, target)

    changed = backup.written_at(file)
    with _ONE_AT_A_TIME:
        found = backup.regular_backup(
            into, desks.clock(), make, changed, every or backup.EVERY, file
        )
        _bring_up(into, file)
    return found


def keep_backup(database: str | None) -> None:
    """Make the regular backups behind the window; a failure is logged and costs nothing else."""
    import logging

    while True:
        try:
            regular_backup(database)
        except (LeadDeskError, OSError):
            logging.getLogger(__name__).exception("The regular backup did not work.")
        threading.Event().wait(BACKUP_LOOK_SECONDS)


def back_up_leaving(database: str | None) -> None:
    """Back up what was written when the window closes; a failure is logged."""
    import logging

    try:
        regular_backup(database, every=LEAVING_AFTER)
    except (LeadDeskError, OSError):
        logging.getLogger(__name__).exception("The backup at the end did not work.")


def check(database: str | None) -> dict[str, object]:
    """Look a database through and return what is wrong as sentences, with what was counted.

    Raises StoreUnavailable for what can't be opened.
    """
    from leaddesk.desk.queries import AskPeople
    from leaddesk.storage.checking import check_database
    from leaddesk.storage.opening import open_store
    from leaddesk.words import checking

    with contextlib.closing(desks.open_desk(database)) as desk:
        names = {person.id: person.name for person in desk.ask(AskPeople(), desks.clock())}
    with contextlib.closing(open_store(desks.database_name(database), desks.clock())) as store:
        found = check_database(store.database)
    drifts = [
        checking.drift(
            names.get(d.person_id, str(d.person_id)), d.day, d.tier, d.metric,
            kept=d.kept, told=d.told,
        )
        for d in found.drifts
    ]  # fmt: skip
    problems = [
        *map(checking.damage, found.damage),
        *map(checking.orphan, found.orphans),
        *(checking.finding(f.key, f.count, f.detail) for f in found.findings),
        *checking.few(drifts),
        *checking.few(
            [
                checking.tally(
                    t.facet, t.day, t.tier, sum(t.kept), sum(t.told),
                    names.get(t.person_id, str(t.person_id)) if t.person_id else "",
                )
                for t in found.tallies
            ]
        ),
    ]  # fmt: skip
    return {"problems": problems, "leads": found.leads, "entries": found.entries}
