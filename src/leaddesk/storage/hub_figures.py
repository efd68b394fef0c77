# SPDX-License-Identifier: MIT
"""What a hub's keeper measures in the team's database, and whose turn it is to do its jobs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Final

from leaddesk.storage.engine import Database, Sql

_LIVE = Sql("SELECT COUNT(*) FROM team_lease WHERE live = 1")
_GRANTED = Sql("SELECT COUNT(*) FROM team_lease")
_PAGES = Sql("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
_BYTES = Sql("SELECT pg_database_size(current_database())")
_JOBS: Final = 513_400_926
_TURN = Sql(f"SELECT pg_try_advisory_xact_lock({_JOBS})")


def figures(database: Database) -> tuple[int, int, int]:
    """Return the leases granted so far, those live now, and the bytes of the database.

    Raises StoreUnavailable.
    """
    with database.reading() as session:
        found = [
            session.one(what)
            for what in (_GRANTED, _LIVE, _PAGES if database.is_sqlite else _BYTES)
        ]
    granted, live, size = (int(row[0]) if row else 0 for row in found)
    return granted, live, size


@contextlib.contextmanager
def turn_for_jobs(database: Database) -> Iterator[bool]:
    """Tell whether the jobs are this process's to do, until the end of the block.

    A server's database may have several hubs; the one that is killed loses its turn with its
    connection. Raises StoreUnavailable.
    """
    if database.is_sqlite:
        yield True
        return
    with database.reading() as session:
        row = session.one(_TURN)
        yield bool(row and row[0])
