# SPDX-License-Identifier: MIT
"""What is left to do is done: by a crash when a database is opened, by imports step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from leaddesk.desk import bulk_run, erasing, import_run, rating
from leaddesk.desk.book import Book
from leaddesk.desk.unit import Store, Unit
from leaddesk.desk.work import NOBODY

INDEX_STEP = 500
FIND_STEP = 80


def carry_on(store: Store, book_of: Callable[[Unit], Book], at: dt.datetime) -> int:
    """Finish erasing after a restore, imports and changes of many leads; return how many.

    At a workstation of a team there are none: what it knows of such work is the hub's.
    """
    if store.is_seat():
        return 0
    with store.looking() as unit:
        book = book_of(unit)

    def keep_off(unit: Unit, first: int, last: int) -> None:
        import_run.hold_back_range(unit, book, at, first, last)

    missed = store.missed_erasures()
    if missed is not None:
        erasing.erase_again(store, missed, book, NOBODY, at)
    lists = import_run.finish_all(store, at, keep_off)
    if lists:
        # Who read them may have rated by rules that are no longer in force, and told nobody.
        rating.rate_anew(store, book.rules)
    return lists + bulk_run.finish_all(store, at) + (missed is not None)


def catch_up(store: Store, book_of: Callable[[Unit], Book]) -> bool:
    """Do one small step of upkeep (rating, search, duplicates); True while more is left."""
    if rating.rate_some(store, book_of):
        return True
    return store.index_some(INDEX_STEP) > 0 or store.find_some(FIND_STEP) > 0
