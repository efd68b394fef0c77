# SPDX-License-Identifier: MIT
"""Who was erased, kept beside a database and its backups: a restore erases them once more.

The files hold digests and the secret they were made with, nothing that names anybody.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from leaddesk.desk.erasure_list import decode, encode
from leaddesk.desk.stores.privacy import ErasedTrait, Erasure, Erasures
from leaddesk.domain.errors import BadInput, StoreUnavailable
from leaddesk.storage import sqlite_files
from leaddesk.storage.moments import from_ms

_SUFFIX = ".erased.json"


def file_in(folder: Path, database: Path) -> Path:
    """Return where a folder keeps who was erased from a database."""
    return folder / f"{database.name}{_SUFFIX}"


def keep(told: Erasures, folder: Path, database: Path) -> None:
    """Write who was erased into a folder, whole or not at all; raises OSError."""
    target = file_in(folder, database)
    if not told.secrets:
        return
    part = target.with_name(target.name + ".tmp")
    part.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(encode(told))
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def beside(database: Path) -> Erasures:
    """Return who was erased as the file beside a database says; nothing when there is none."""
    with contextlib.suppress(OSError, BadInput):
        return decode(file_in(database.parent, database).read_bytes())
    return Erasures()


def latest(database: Path, backup: Path) -> Erasures:
    """Return who was erased until now: as the database and the file beside it say.

    Both: a database may be a new one, or a backup itself whose erasing was interrupted. Where
    neither knows of any, the file beside the backup; nothing when none of them can be read.
    """
    told = beside(database)
    with contextlib.suppress(*sqlite_files.errors(), StoreUnavailable):
        told = _joined(told_by(database), told)
    return told if told.secrets else beside(backup.with_name(database.name))


def _joined(told: Erasures, more: Erasures) -> Erasures:
    erasures = {one.id: one for one in (*more.erasures, *told.erasures)}
    traits = {one.digest: one for one in (*more.traits, *told.traits)}
    return Erasures(
        tuple(dict.fromkeys((*told.secrets, *more.secrets))),
        tuple(erasures.values()),
        tuple(traits.values()),
    )


def told_by(database: Path) -> Erasures:
    """Return who was erased as a SQLite file says; raises the driver's error, StoreUnavailable."""
    with sqlite_files.opened(database, "ro", key=sqlite_files.key_of(database)) as found:
        secrets = found.execute("SELECT value FROM erasure_secret ORDER BY made_at, value")
        erasures = found.execute("SELECT id, at, person_id, reason, leads FROM erasure ORDER BY at")
        traits = found.execute("SELECT digest, erasure_id, no_call FROM erased_trait")
        return Erasures(
            tuple(str(row[0]) for row in secrets),
            tuple(Erasure(row[0], from_ms(row[1]), *row[2:]) for row in erasures),
            tuple(ErasedTrait(row[0], row[1], bool(row[2])) for row in traits),
        )
