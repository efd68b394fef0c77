# SPDX-License-Identifier: MIT
"""An export at work: who may have it, its records page by page, and its entry in the journal.

Leads are chosen in one consistent view and then read a page at a time, each page in a short view of
its own: an export of a million leads keeps nobody waiting. A lead changed meanwhile goes out as it
is when its page is read, never twice; one that is gone by then is left out. The whole database goes
out in one view, so that its tables fit together.
"""

from __future__ import annotations

import datetime as dt
import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from leaddesk.desk import export_pages
from leaddesk.desk.asking import Asking
from leaddesk.desk.book import BookKeeper
from leaddesk.desk.exports import (
    CalendarWanted,
    CountsWanted,
    EverythingWanted,
    Exported,
    JournalWanted,
    LeadsWanted,
    Outlet,
    Wanted,
)
from leaddesk.desk.intake import Cancelled, Report
from leaddesk.desk.roles import check_wish
from leaddesk.desk.unit import Store
from leaddesk.desk.work import Work, new_entry_id
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.person import Person

PAGE = 1000
_KEPT_DAYS = 180
_MOST_TOLD_IDS = 20


class ExportCancelled(RuleBroken):
    """The person stopped the export; no file is left."""


class ExportRun:
    """One export from the question who may have it to the file that is kept."""

    def __init__(self, store: Store, keeper: BookKeeper, person_id: int, at: dt.datetime) -> None:
        self._store = store
        self._keeper = keeper
        self._at = at
        self._person_id = person_id
        self._facts: dict[str, Any] = {}

    def run(self, wanted: Wanted, outlet: Outlet, report: Report, cancelled: Cancelled) -> Exported:
        """Write all that is wanted, note it in the journal, then let the file be seen."""
        rows = 0
        try:
            with self._store.looking() as unit:
                self._who = self._keeper.book(unit.team).person(self._person_id)
            check_export(wanted, self._who)
            for page in self._pages(wanted):
                _stop_if(cancelled)
                outlet.write(page)
                rows += _count(page)
                report(rows)
            _stop_if(cancelled)
            outlet.finish()
            self._note(wanted, rows)
            outlet.keep()
        except BaseException:
            outlet.drop()
            raise
        return Exported(rows)

    def _pages(self, wanted: Wanted) -> Iterator[Sequence[Any]]:
        pages: dict[type, Callable[[Any], Iterator[Sequence[Any]]]] = {
            LeadsWanted: self._leads,
            JournalWanted: self._journal,
            CountsWanted: self._counts,
            CalendarWanted: self._calendar,
            EverythingWanted: self._everything,
        }
        return pages[type(wanted)](wanted)

    def _leads(self, wanted: LeadsWanted) -> Iterator[Sequence[Any]]:
        ids = self._ids(wanted)
        names: dict[int, str] = {}
        for start in range(0, len(ids), PAGE):
            with self._store.looking() as unit:
                asking = self._asking(unit)
                page = export_pages.leads_out(ids[start : start + PAGE], wanted, asking, names)
            # The view is over before the page is written: nothing of it is held meanwhile.
            yield page

    def _ids(self, wanted: LeadsWanted) -> Sequence[int]:
        """Return the leads that are wanted, chosen in one view, as compact as can be."""
        if wanted.ids is not None:
            return wanted.ids
        ids = array("q")
        with self._store.looking() as unit:
            asking = self._asking(unit)
            for some in export_pages.lead_ids(wanted, asking, export_pages.KEYS):
                ids.extend(some)
        return ids

    def _journal(self, wanted: JournalWanted) -> Iterator[Sequence[Any]]:
        since, until = export_pages.span(wanted.first, wanted.last, self._who)
        after = 0
        while True:
            with self._store.looking() as unit:
                asking = self._asking(unit)
                found = asking.unit.reads.entries_out(
                    after, PAGE, since, until, wanted.person_id, wanted.kinds
                )
                page = export_pages.entries_out(found, asking)
            if page:
                yield page
            if len(found) < PAGE:
                return
            after = found[-1].seq

    def _counts(self, wanted: CountsWanted) -> Iterator[Sequence[Any]]:
        after = (0, "", 0, "")
        first, last = (day.isoformat() if day else "" for day in (wanted.first, wanted.last))
        while True:
            with self._store.looking() as unit:
                asking = self._asking(unit)
                found = asking.unit.reads.counts_out(after, PAGE, first, last, wanted.person_id)
                page = export_pages.counts_out(found, asking)
            if page:
                yield page
            if len(found) < PAGE:
                return
            after = found[-1][:4]

    def _calendar(self, wanted: CalendarWanted) -> Iterator[Sequence[Any]]:
        with self._store.looking() as unit:
            asking = self._asking(unit)
            person = asking.person(wanted.person_id)
            since = self._at - dt.timedelta(days=_KEPT_DAYS)
            page = export_pages.agreed_out(wanted, person, asking, since)
        self._facts = export_pages.calendar_facts(page)
        yield page

    def _everything(self, _wanted: EverythingWanted) -> Iterator[Sequence[Any]]:
        with self._store.looking() as unit:
            for page in unit.reads.tables_out(PAGE):
                yield [page]

    def _asking(self, unit: Any) -> Asking:
        return Asking(unit, self._keeper.book(unit.team), self._at)

    def _note(self, wanted: Wanted, rows: int) -> None:
        data = {**told(wanted), **self._facts, "rows": rows}
        with self._store.unit() as unit:
            book = self._keeper.book(unit.team)
            work = Work(unit, self._who, self._at, book, new_entry_id(self._at))
            work.write("export", data=json.loads(json.dumps(data, default=str)))


def check_export(wanted: Wanted, who: Person) -> None:
    """Refuse what a person may not take out; raises RuleBroken."""
    if not who.active:
        raise RuleBroken("person_inactive", person=who.name)
    check_wish(wanted, who)


def told(wanted: Wanted) -> dict[str, Any]:
    """Return what was asked for as the journal keeps it: what, and how it was narrowed down."""
    data: dict[str, Any] = {"what": _NAMES[type(wanted)]}
    if isinstance(wanted, LeadsWanted):
        if wanted.ids is not None:
            data["chosen"] = len(wanted.ids)
            data["ids"] = list(wanted.ids[:_MOST_TOLD_IDS])
        else:
            data |= export_pages.filter_told(wanted.filter)
        data["columns"] = ",".join(wanted.columns)
    elif isinstance(wanted, JournalWanted | CountsWanted):
        data |= {"from": wanted.first, "until": wanted.last, "person": wanted.person_id}
    elif isinstance(wanted, CalendarWanted):
        data |= {"person": wanted.person_id, "lead": wanted.lead_id}
    if isinstance(wanted, JournalWanted):
        data["kinds"] = ",".join(wanted.kinds)
    return {name: value for name, value in data.items() if value not in (None, "", 0)}


_NAMES: dict[type, str] = {
    LeadsWanted: "leads",
    JournalWanted: "journal",
    CountsWanted: "counts",
    CalendarWanted: "calendar",
    EverythingWanted: "everything",
}


def _count(page: Sequence[Any]) -> int:
    return sum(len(one.rows) if hasattr(one, "rows") else 1 for one in page)


def _stop_if(cancelled: Cancelled) -> None:
    if cancelled():
        raise ExportCancelled("export_cancelled")
