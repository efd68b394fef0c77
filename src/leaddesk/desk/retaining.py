# SPDX-License-Identifier: MIT
"""Leads to which nothing happened for too long are closed and made anonymous."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from leaddesk.desk.again import again
from leaddesk.desk.book import Book
from leaddesk.desk.intake import Cancelled, Report
from leaddesk.desk.stores.no_call import DONE
from leaddesk.desk.unit import Store, Unit
from leaddesk.desk.work import Work, new_entry_id
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.person import Person

TIME_OVER = "retention"
"""Why a lead has nothing personal any more: its time was over."""

STEP = 50
"""Leads made anonymous in one transaction: a click in between hardly waits."""


BookOf = Callable[[Unit], Book]
"""Reads the team's book as it stands in a transaction."""


@dataclass(frozen=True, slots=True)
class RetentionResult:
    """How many leads were made anonymous."""

    leads: int


def next_overdue(
    unit: Unit, book: Book, at: dt.datetime, after: int
) -> tuple[tuple[int, ...], int]:
    """Return some leads above an id whose time is over by the rule in force, and how far it looked.

    Looks at a part of the leads; DONE at the end of all.
    """
    rule = book.rules.retention
    return unit.privacy.overdue(rule.limits(at), at, after, STEP) if rule.on else ((), DONE)


def anonymise(work: Work, lead_ids: Sequence[int]) -> int:
    """Empty everything personal of leads whose time is still over; return how many those were.

    Numbers on the do-not-call list stay there, without the name.
    """
    privacy = work.unit.privacy
    for lead_id in lead_ids:
        # Locked first: a colleague's call or note that is on its way is waited for, then seen.
        work.unit.leads.get(lead_id)
    due = privacy.still_overdue(work.rules.retention.limits(work.now), work.now, lead_ids)
    ids = privacy.merged_into(due)
    privacy.unlink(ids)
    privacy.blank(ids, TIME_OVER)
    return len(due)


def retain(
    store: Store,
    book_of: BookOf,
    who: Person,
    at: dt.datetime,
    report: Report,
    cancelled: Cancelled,
) -> RetentionResult:
    """Make every lead anonymous whose time is over, in short transactions, and note how many.

    Raises RuleBroken("retention_off") without a rule, and
    RuleBroken("retention_cancelled"); what was done until then stays. A rule that is changed
    meanwhile counts from then on.
    """
    with store.looking() as unit:
        if not book_of(unit).rules.retention.on:
            raise RuleBroken("retention_off")
    after = done = 0
    try:
        while after != DONE:
            if cancelled():
                raise RuleBroken("retention_cancelled")
            with store.looking() as unit:
                ids, after = next_overdue(unit, book_of(unit), at, after)
            if ids:
                done += again(partial(_step, store, book_of, who, at, ids))
            report(done)
        return RetentionResult(done)
    finally:
        if done:
            again(partial(_note, store, book_of, who, at, done))
            store.after_erasing()


def _note(store: Store, book_of: BookOf, who: Person, at: dt.datetime, leads: int) -> None:
    """Say in the journal how many leads were made anonymous."""
    with store.unit() as unit:
        Work(unit, who, at, book_of(unit), new_entry_id(at)).write(
            "retained", data={"leads": leads}
        )


def _step(store: Store, book_of: BookOf, who: Person, at: dt.datetime, ids: Sequence[int]) -> int:
    with store.unit() as unit:
        return anonymise(Work(unit, who, at, book_of(unit), new_entry_id(at)), ids)
