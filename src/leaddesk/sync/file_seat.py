# SPDX-License-Identifier: MIT
"""The workstation's own file as the replicator uses it."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence

from leaddesk.desk.book import Book, BookKeeper
from leaddesk.desk.operations import State
from leaddesk.desk.rebasing import rebase_in
from leaddesk.desk.unit import Unit
from leaddesk.desk.wire import News, Sent
from leaddesk.domain.calling_hours import HolidayCalendar
from leaddesk.storage.seat_rows import GONE, LeaseRow, LogStanding, SeatRows
from leaddesk.storage.store import SqlStore
from leaddesk.sync.holding_time import is_alive
from leaddesk.sync.ports import BootClock, HeldLease

KEPT = dt.timedelta(days=30)
"""How long a settled operation is kept: a hub that comes back from a backup is given it again."""


class FileUnit:
    """`SeatUnit` over one transaction."""

    def __init__(self, rows: SeatRows) -> None:
        self._rows = rows

    def note(self, name: str) -> str:
        """Return what was noted under a name, empty for nothing."""
        return self._rows.note(name)

    def set_note(self, name: str, value: str) -> None:
        """Note something under a name."""
        self._rows.set_note(name, value)

    def last_seq(self) -> int:
        """Return the number of the newest operation, 0 for none."""
        return self._rows.last_seq()

    def acknowledged(self) -> int:
        """Return the number of the newest operation that the hub acknowledged, 0 for none."""
        return self._rows.acknowledged()

    def to_send(self, most: int) -> Sequence[Sent]:
        """Return the oldest operations that wait, as many as fit into one push."""
        return self._rows.to_send(most)

    def settle(self, seq: int, state: State, mark: int, answer: str) -> None:
        """Say what became of an operation that waited."""
        self._rows.settle(seq, state, mark, answer)

    def confirm(self, mark: int | None) -> None:
        """Count operations as back that the hub has up to a mark, all it has with None."""
        self._rows.confirm(mark)

    def wait_again(self, after: int) -> None:
        """Let every operation after a number wait to be sent."""
        self._rows.wait_again(after)

    def renumber(self) -> None:
        """Number what waits from 1 on under a new identity; what is settled is history."""
        self._rows.renumber()

    def leases(self) -> Sequence[HeldLease]:
        """Return the leases of this workstation that no operation of its log has ended."""
        return [HeldLease(o.id, o.lead_id, o.boot, o.over) for o in self._rows.leases()]

    def set_leases(self, leases: Collection[HeldLease]) -> None:
        """Write the leases of this workstation: these and no others."""
        self._rows.set_leases(LeaseRow(o.lease_id, o.lead_id, o.boot, o.over) for o in leases)

    def write(self, news: News, keep: Collection[int] | None = None) -> None:
        """Write rows of the hub; with `keep`, leads that are not among these are gone."""
        self._rows.write(news, keep)


class FileSeat:
    """`Seat` over a workstation's file; safe from any thread, writes come one at a time.

    It may share its store with the desk. `written` is called after each transaction that may have
    changed what a screen shows: the desk itself doesn't notice writes of its own store.
    """

    def __init__(
        self,
        store: SqlStore,
        holidays: HolidayCalendar,
        written: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._holidays = holidays
        self._written = written

    @contextlib.contextmanager
    def unit(self) -> Iterator[FileUnit]:
        """Begin a transaction; committed at the end of the block, rolled back on an error."""
        with self._store.syncing() as (_, rows):
            yield FileUnit(rows)

    def rebase(self, write: Callable[[FileUnit], None], *, brings: bool = True) -> bool:
        """Write rows of the hub under what it has not confirmed, in one transaction.

        Returns whether screens may show something else now: when it `brings` what was not here, a
        lead that was to go went, or not the same operations are shown as they were done here.

        The book is read anew each time, and kept by nobody: one that was read in a transaction
        that came to nothing must not live on.
        """
        keeper = BookKeeper(self._holidays)

        def book_of(unit: Unit) -> Book:
            return keeper.book(unit.team)

        with self._store.syncing() as (unit, rows):
            before = rows.shown_own(), rows.note(GONE)
            rebase_in(unit, book_of, lambda: write(FileUnit(rows)))
            shown = brings or before != (rows.shown_own(), rows.note(GONE))
        if shown:
            self._written()
        return shown

    def note(self, name: str) -> str:
        """Return what was noted under a name, empty for nothing; no writer is waited for."""
        with self._store.syncing_view() as rows:
            return rows.note(name)

    def held(self) -> Sequence[HeldLease]:
        """Return the leases of this workstation as `FileUnit.leases`; no writer is waited for."""
        with self._store.syncing_view() as rows:
            return FileUnit(rows).leases()

    def may_call(self, lead_id: int) -> bool:
        """Tell whether a lead may be called from here now."""
        with self._store.looking() as unit:
            return unit.queue.may_call(lead_id)

    def knows(self, operation_id: str) -> bool:
        """Tell whether an operation of this workstation has an id."""
        with self._store.syncing_view() as rows:
            return rows.knows(operation_id)

    def has_rows(self) -> bool:
        """Tell whether the hub's rows are here: without anybody in the team they are not."""
        with self._store.looking() as unit:
            return bool(unit.team.people())

    def standing(self) -> LogStanding:
        """Return how many operations wait, since when, and how many need attention."""
        with self._store.syncing_view() as rows:
            return rows.standing()

    def forget_settled(self, now: dt.datetime) -> int:
        """Forget what was settled long ago; return how many operations that were."""
        with self._store.syncing() as (_, rows):
            return rows.forget_settled(now - KEPT)


def work_under(store: SqlStore, clock: BootClock) -> None:
    """Let a store offer only leads of leases that live by this clock, and own ones."""
    store.work_under(lambda boot, over: is_alive(HeldLease(0, 0, boot, over), clock))
