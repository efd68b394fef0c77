# SPDX-License-Identifier: MIT
"""A change to many leads at work: short steps that clicks pass between, all of it or nothing."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from leaddesk.desk.asking import Asking
from leaddesk.desk.book import Book
from leaddesk.desk.browsing import cut_of
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import BulkWish, ChangeLeads
from leaddesk.desk.intake import Cancelled, Report
from leaddesk.desk.reads import ReadUnit
from leaddesk.desk.unit import Store, Unit
from leaddesk.desk.work import Work, new_entry_id
from leaddesk.domain.bulk_change import (
    BulkChange,
    BulkKind,
    Circumstances,
    Fields,
    LeftOut,
    bulk_fields,
)
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.lead import Lead, SourceKind
from leaddesk.domain.person import Person

STEP = 1000
"""Leads per write transaction: fewer make a change slower, more let a click in between wait."""
STALE = dt.timedelta(minutes=30)
WORKING = "working"


class BulkStopped(RuleBroken):
    """The person stopped the change; nothing of it is left."""


class BulkRun:
    """One change from the first lead to the last."""

    def __init__(
        self,
        store: Store,
        book: Book,
        command: ChangeLeads,
        who: Person,
        at: dt.datetime,
        entry_id: str = "",
    ) -> None:
        self._store, self._book = store, book
        self._command = command
        self._who, self._at = who, at
        self._entry_id = entry_id or new_entry_id(at)
        self._left: Counter[LeftOut] = Counter()
        self._changed = 0

    def run(self, report: Report, cancelled: Cancelled) -> Done:
        """Change every lead that is meant; trouble or a stop takes back what was changed."""
        with self._store.looking() as unit:
            ids = self._ids(unit)
        with self._store.unit() as unit:
            change = self._change(unit)
            bulk_id = unit.bulks.open(self._entry_id, self._at)
        try:
            for start in range(0, len(ids), STEP):
                stop_if(cancelled)
                with self._store.unit() as unit:
                    self._step(unit, bulk_id, ids[start : start + STEP], change)
                report(min(start + STEP, len(ids)))
        except BaseException:
            self._abandon(bulk_id)
            raise
        return self._end(bulk_id, len(ids))

    def _ids(self, unit: ReadUnit) -> tuple[int, ...]:
        """Return the leads that are meant: those named, or all that pass a filter now."""
        wish = self._command
        if wish.filter is None:
            return tuple(sorted(set(wish.lead_ids)))
        cut = cut_of(wish.filter, Asking(unit, self._book, self._at))
        return tuple(unit.reads.browse_ids(cut))

    def _change(self, unit: Unit) -> BulkChange:
        """Return the change with its source made when it is new; raises BadInput, NotFound."""
        wish = self._command.change
        text = clean_text(wish.text, LIMITS["campaign"])
        source_id = 0
        if wish.kind is BulkKind.TIER and wish.tier not in self._book.rules.steps:
            raise BadInput("unknown_tier", where="tier", detail=str(wish.tier)[:20])
        if wish.kind is BulkKind.OWNER and wish.person_id:
            self._book.person(wish.person_id)
        if wish.kind is BulkKind.SOURCE:
            if not text:
                raise BadInput("needs_name", where="source")
            source_id = unit.team.source(text, wish.source_kind or SourceKind.LIST).id
        return BulkChange(
            wish.kind, wish.tier, wish.person_id, source_id, text, clean_text(wish.reason, 80)
        )

    def _step(self, unit: Unit, bulk_id: int, ids: tuple[int, ...], change: BulkChange) -> None:
        if unit.bulks.touch(bulk_id, self._at) != WORKING:
            raise BulkStopped("bulk_stopped")
        tiers = self._book.people[change.person_id].tiers if change.person_id else ()
        writes = []
        reopening = _Reopening(unit, ids) if change.kind is BulkKind.REOPEN else None
        for found in unit.bulks.leads(ids, self._at):
            around = Circumstances(found.in_hand, found.open_handoff, tiers)
            fields = bulk_fields(found.lead, change, around, self._at)
            if reopening is not None and not isinstance(fields, LeftOut):
                fields = reopening.checked(found.lead, fields)
            if isinstance(fields, LeftOut):
                self._left[fields] += 1
            else:
                writes.append((found.lead, fields))
        late = unit.bulks.write(bulk_id, writes)
        self._left[LeftOut.CHANGED] += len(late)
        self._changed += len(writes) - len(late)

    def _end(self, bulk_id: int, meant: int) -> Done:
        wish = self._command.change
        with self._store.unit() as unit:
            if unit.bulks.touch(bulk_id, self._at) != WORKING:
                raise BulkStopped("bulk_stopped")
            unit.bulks.set_status(bulk_id, "done")
            work = Work(unit, self._who, self._at, self._book, self._entry_id)
            left = {reason.value: n for reason, n in self._left.items() if n}
            told = self._told(wish)
            work.write(
                "bulk",
                data={
                    "what": wish.kind.value,
                    "value": told,
                    "n": self._changed,
                    "left": left,
                },
                note=clean_text(wish.reason, LIMITS["reason"]),
                undoable=True,
            )
            return work.done(
                Kind.LEADS | Kind.QUEUE,
                "bulk_changed",
                undoable=True,
                what=wish.kind.value,
                to=told,
                count=str(self._changed),
                left=str(meant - self._changed),
            )

    def _told(self, wish: BulkWish) -> str:
        """Return what was chosen, as words for the journal and the toast."""
        if wish.kind is BulkKind.TIER:
            return str(wish.tier)
        if wish.kind is BulkKind.OWNER:
            return self._book.name(wish.person_id)
        return clean_text(wish.text, LIMITS["campaign"])

    def _abandon(self, bulk_id: int) -> None:
        with self._store.unit() as unit:
            unit.bulks.set_status(bulk_id, "undoing")
        put_back(self._store, bulk_id)


class _Reopening:
    """Leaves closed leads closed whose number another open lead calls by now."""

    def __init__(self, unit: Unit, ids: tuple[int, ...]) -> None:
        self._calls = unit.duplicates.calls(ids)
        numbers = {e164 for called in self._calls.values() for e164 in called}
        self._callers = unit.duplicates.callers(numbers)

    def checked(self, lead: Lead, fields: Fields) -> Fields | LeftOut:
        """Return the fields, or that another lead has the number; the first one opened keeps it."""
        called = self._calls.get(lead.id, frozenset())
        if not lead.is_open and any(self._callers.get(e164, lead.id) != lead.id for e164 in called):
            return LeftOut.OTHER_LEAD
        self._callers |= dict.fromkeys(called, lead.id)
        return fields


def stop_if(cancelled: Cancelled) -> None:
    """Raise BulkStopped once somebody asked to stop."""
    if cancelled():
        raise BulkStopped("bulk_stopped")


def put_back(store: Store, bulk_id: int) -> int:
    """Put every lead of a change back that nobody worked on since; return how many had moved on."""
    moved = 0
    while True:
        with store.unit() as unit:
            looked_at, moved_on = unit.bulks.restore_some(bulk_id, STEP)
            moved += moved_on
            if not looked_at:
                unit.bulks.set_status(bulk_id, "undone")
                return moved


def finish_all(store: Store, at: dt.datetime) -> int:
    """Take back the changes that a crash interrupted, and return how many there were."""
    with store.looking() as unit:
        unfinished = unit.bulks.unfinished(at - STALE)
    for bulk_id in unfinished:
        with store.unit() as unit:
            unit.bulks.set_status(bulk_id, "undoing")
        put_back(store, bulk_id)
    return len(unfinished)
