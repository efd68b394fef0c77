# SPDX-License-Identifier: MIT
"""The hub over the team's own database: its transactions, its print, and what it was started on."""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
import threading
from collections.abc import Callable, Iterator

from leaddesk.desk.again import again
from leaddesk.desk.book import BookKeeper
from leaddesk.domain.calling_hours import HolidayCalendar
from leaddesk.domain.errors import StoreUnavailable
from leaddesk.hub.team_unit import TeamUnit
from leaddesk.storage import feed, hub_prints, reach, tallies
from leaddesk.storage.behind import Behind, failed_in_haste
from leaddesk.storage.engine import Session
from leaddesk.storage.hub_prints import FileMark
from leaddesk.storage.hub_rows import HubRows
from leaddesk.storage.store import SqlStore

WRITES_AT_ONCE = 8
"""Calls of workstations that a server's database does at once; more only wait there."""


class TeamHub:
    """`hub.ports.HubStore` over a database whose schema is up to date.

    Several may stand on one PostgreSQL. `now` is the clock by which leases are granted.
    """

    def __init__(
        self, store: SqlStore, holidays: HolidayCalendar, now: Callable[[], dt.datetime]
    ) -> None:
        """Begin to be a hub, or go on; raises StoreUnavailable when the database can't be written.

        From then on every write to the database is told, whoever makes it.
        """
        self._store = store
        self._keeper = BookKeeper(holidays)
        self._now = now
        self._at = threading.local()
        store.database.write_at_once(WRITES_AT_ONCE)
        path = store.database.path
        self._mark = FileMark(path) if path is not None else None
        again(self._install)
        self._print = self._look()

    # ---------------------------------------------------------------------------- the store

    @contextlib.contextmanager
    def unit(self) -> Iterator[TeamUnit]:
        """Begin a transaction; committed at the end of the block, rolled back on an error.

        What failed in haste is to be done again (`desk.again`), and is done with care then.
        """
        careful, self._at.careful = getattr(self._at, "careful", False), False
        behind = Behind()
        try:
            with self._unit(careful=careful) as (unit, behind):
                yield unit
        except Exception as error:
            if not behind.hasty or not failed_in_haste(error):
                raise
            self._at.careful = True
            raise StoreUnavailable("locked", again=True) from error

    @contextlib.contextmanager
    def _unit(self, *, careful: bool) -> Iterator[tuple[TeamUnit, Behind]]:
        with self._store.database.writing() as session:
            session.captures = False
            tallies.hold_back(session)
            mark, turn = feed.begin(session)
            rows = HubRows(session)
            sequences = rows.sequences()
            unit = TeamUnit(session, self._keeper, self._now, mark, writes=True)
            session.behind.careful = careful
            with self._working(session, unit):
                yield unit, session.behind
            unit.write_rest()
            rows.put_sequences(sequences)
            feed.end(session)
            tallies.write_held(session)
        if self._mark is not None:
            if unit.fingerprint == self._print:
                self._mark.begin(self._print, turn)
            else:
                self._mark.note(turn)

    @contextlib.contextmanager
    def looking(self) -> Iterator[TeamUnit]:
        """Begin a read on one consistent view."""
        with self._store.database.reading() as session:
            unit = TeamUnit(session, self._keeper, self._now, 0, writes=False)
            with self._working(session, unit):
                yield unit

    def fingerprint(self) -> str:
        """Return what is another one after the database came back from a backup."""
        return self._print if self._mark is not None else self._asked(_server_print)

    def boot(self) -> str:
        """Return what is another one when cursors of before may have missed something."""
        return self._asked(self._boot)

    # -------------------------------------------------------------------------- upkeep, pokes

    def told_since(self, mark: int | None) -> tuple[int, frozenset[int]]:
        """Return the newest mark, and the people something was told since another (0: everybody).

        None asks for the newest mark alone.
        """
        with self._store.database.reading() as session:
            return feed.told_since(session, mark)

    def tend(self) -> int:
        """Drop what the feed needs no more, and take leads away that are out of reach.

        Returns how many rows that were; to be asked every hour or so, and again while there are.
        """
        done = again(self._prune)
        with self._store.database.reading() as session:
            people = reach.watching(session)
        for person_id in people:
            done += again(lambda: self._tidy(person_id))  # noqa: B023 - called at once
        return done

    def close(self) -> None:
        """Let go of the mark beside the file; the database is its owner's."""
        if self._mark is not None:
            self._mark.close()

    def _prune(self) -> int:
        with self._store.database.writing() as session:
            return feed.prune(session)

    def _tidy(self, person_id: int) -> int:
        with self.unit() as unit:
            return unit.tidy(person_id)

    # ------------------------------------------------------------------------------- starting

    def _install(self) -> None:
        with self._store.database.writing() as session:
            feed.install(session)
            rows = HubRows(session)
            if rows.standing() is None:
                self._found(session, rows)

    def _found(self, session: Session, rows: HubRows) -> None:
        """Begin a hub's memory; the mark first, so that a crash in between is no restore."""
        made = hub_prints.fresh()
        if self._mark is None:
            made = hub_prints.of_server(session)
        else:
            self._mark.begin(made, 0)
        rows.found(hub_prints.fresh(), hub_prints.fresh(), made, secrets.token_hex(32))

    def _look(self) -> str:
        """Return the print of a file: what it was, or a new one when it is an older copy."""
        if self._mark is None:
            return ""
        with self._store.database.reading() as session:
            row, turn = HubRows(session).standing(), feed.turn(session)
        known = str(row[2]) if row else ""
        if not self._mark.is_of(known, turn):
            return hub_prints.fresh()
        self._mark.begin(known, turn)
        return known

    def _boot(self, session: Session, _unit: TeamUnit) -> str:
        began = self._print if self._mark is not None else hub_prints.started(session)
        return f"{began}.{feed.since(session)}"

    @contextlib.contextmanager
    def _working(self, session: Session, unit: TeamUnit) -> Iterator[None]:
        """Let what is asked of the store in a transaction be answered from it."""
        self._at.work = session, unit
        try:
            yield
        finally:
            self._at.work = None

    def _asked(self, answer: Callable[[Session, TeamUnit], str]) -> str:
        work: tuple[Session, TeamUnit] | None = getattr(self._at, "work", None)
        if work is not None:
            return answer(*work)
        with self.looking():
            return self._asked(answer)


def _server_print(session: Session, unit: TeamUnit) -> str:
    """Return the print that is kept, unless it can't be that of this database."""
    known, now = unit.standing().fingerprint, hub_prints.of_server(session)
    return known if hub_prints.same_server(known, now) else now
