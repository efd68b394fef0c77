# SPDX-License-Identifier: MIT
"""Many units in one transaction: what is built in it is there as a whole, or not at all."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from leaddesk.desk.reads import ReadUnit
from leaddesk.desk.stores.privacy import Erasures
from leaddesk.desk.unit import Unit
from leaddesk.storage import duplicate_finding, search
from leaddesk.storage.engine import Session
from leaddesk.storage.store import SqlStore, SqlUnit

DEVICE = "demo"
"""What the journal names as the device of rows written here."""


class Building:
    """`desk.unit.Store` whose units all belong to one transaction and see each other's work.

    A unit that fails ends the whole: the error has to leave `building`.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    @contextlib.contextmanager
    def unit(self) -> Iterator[Unit]:
        """Begin a part of the work."""
        yield SqlUnit(self._session, DEVICE)

    @contextlib.contextmanager
    def looking(self) -> Iterator[ReadUnit]:
        """Look at what was built so far."""
        yield SqlUnit(self._session, DEVICE)

    def changed_elsewhere(self) -> bool:
        """Nobody else writes while this is being built."""
        return False

    @contextlib.contextmanager
    def bulk(self) -> Iterator[Callable[[], None]]:
        """Begin writes of very many rows; all of it is one transaction here."""
        yield lambda: None

    def index_some(self, limit: int) -> int:
        """Make up to `limit` imported leads searchable; return how many."""
        if not self._session.is_sqlite or not search.has_gap(self._session):
            return 0
        return search.close_some(self._session, limit)

    def find_some(self, limit: int) -> int:
        """Look for duplicates of up to `limit` leads; return how many."""
        step = duplicate_finding.look_at(self._session, limit)
        if step is None:
            return 0
        duplicate_finding.keep(self._session, step)
        return step.read

    def after_erasing(self) -> None:
        """Have nothing to do: nobody is erased while a database is being built."""

    def missed_erasures(self) -> Erasures | None:
        """Return none: a database that is being built has missed nothing."""
        return None

    def is_seat(self) -> bool:
        """Tell that this is no workstation of a team."""
        return False

    def close(self) -> None:
        """Leave the transaction to `building`."""


@contextlib.contextmanager
def building(store: SqlStore) -> Iterator[Building]:
    """Work in one transaction: committed at the end of the block, undone on any error.

    Raises StoreUnavailable when the database can't be written.
    """
    with store.database.writing() as session:
        yield Building(session)
