# SPDX-License-Identifier: MIT
"""Work that only a damaged or replaced file of this workstation had, done again in the new one."""

from __future__ import annotations

from collections.abc import Sequence

from leaddesk.desk.book import Book, BookKeeper
from leaddesk.desk.operations import Operation
from leaddesk.desk.rebasing import rebase_in
from leaddesk.desk.unit import Unit
from leaddesk.domain.calling_hours import HolidayCalendar
from leaddesk.storage.store import SqlStore


def bring_back(store: SqlStore, holidays: HolidayCalendar, operations: Sequence[Operation]) -> int:
    """Let operations wait again and do them over the rows that are here; return how many were new.

    One that can't be done over them waits for the hub's word without showing. What the hub has
    already is known there by its id, and not done twice. Raises StoreUnavailable.
    """
    keeper = BookKeeper(holidays)
    brought = 0

    def book_of(unit: Unit) -> Book:
        return keeper.book(unit.team)

    with store.syncing() as (unit, rows):

        def write() -> None:
            nonlocal brought
            brought = rows.bring_back(operations)

        rebase_in(unit, book_of, write)
    return brought
