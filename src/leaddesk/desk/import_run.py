# SPDX-License-Identifier: MIT
"""An import at work: judge each draft, stage what is new, then show all of it or nothing."""

from __future__ import annotations

import datetime as dt
import json
from array import array
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Sequence
from functools import partial

from leaddesk.desk.again import again
from leaddesk.desk.book import Book
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import ImportOptions, UndoImport
from leaddesk.desk.erased_people import erased_of
from leaddesk.desk.holding import settle
from leaddesk.desk.intake import (
    Cancelled,
    Chunk,
    ImportCount,
    ImportResult,
    Report,
    StagedLead,
    TurnedDown,
)
from leaddesk.desk.judge import Judge, keys_of
from leaddesk.desk.new_leads import arrival_fields, calling_area
from leaddesk.desk.roles import check_may
from leaddesk.desk.stores.privacy import Erasure
from leaddesk.desk.suppressing import suppress
from leaddesk.desk.unit import Store, Unit
from leaddesk.desk.work import NOBODY, Work, new_entry_id
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken
from leaddesk.domain.lead import SourceKind
from leaddesk.domain.lead_details import employee_count
from leaddesk.domain.lead_draft import LeadDraft, RejectedRow

STAGE_ROWS = 2000
SHOW_ROWS = 4000
LOOK_ROWS = 1000
"""Rows per write transaction: fewer make an import slower, more let a click in between wait."""
TIDY_ROWS = 16_000

STALE = dt.timedelta(minutes=10)
STAGING = "staging"

_NAME = LIMITS["list_name"]


class ImportCancelled(RuleBroken):
    """The person stopped the import; nothing of it is left."""


class ImportRun:
    """One import from its first chunk to the flip that shows it."""

    def __init__(
        self, store: Store, book: Book, options: ImportOptions, person_id: int, at: dt.datetime
    ) -> None:
        self._store = store
        self._book = book
        self._options = options
        self._person_id = person_id
        self._at = at
        self._judge = Judge(options.default_region or self._book.rules.team.region)
        self._areas: dict[tuple[tuple[str, ...], str, str], int] = {}
        self._since = 0
        self._erased_before: tuple[Erasure, ...] = ()
        self._untidy = 0
        # Which row each staged lead is, as plain numbers: a list may bring a million.
        self._ids, self._rows = array("q"), array("L")
        self._kind = SourceKind(options.source_kind)
        self._source = ""
        self._source_ids: dict[str, int] = {}
        self._arrivals: dict[tuple[str, ...], tuple[int, int, float, str]] = {}

    def dry(self, chunks: Iterable[Chunk], report: Report, cancelled: Cancelled) -> ImportResult:
        """Count what an import would do; nothing is written."""
        for chunk in chunks:
            _stop_if(cancelled)
            with self._store.looking() as unit:
                for part in _parts(chunk):
                    self._judge.keep(part, unit)
            report(self._judge.rows)
        return self._result(None)

    def run(
        self,
        chunks: Iterable[Chunk],
        report: Report,
        cancelled: Cancelled,
        turned_down: TurnedDown = lambda _rows: None,
    ) -> ImportResult:
        """Stage every new lead unseen, then show them; trouble before that leaves nothing."""
        list_id = again(self._open)
        try:
            with self._store.bulk() as tidy_up:
                for chunk in chunks:
                    for part in _parts(chunk):
                        _stop_if(cancelled)
                        again(partial(self._stage, part, list_id))
                        self._untidy += len(part)
                    if self._untidy >= TIDY_ROWS:
                        self._untidy = 0
                        tidy_up()
                    report(self._judge.rows)
            _stop_if(cancelled)
            turned_down(self._judge.refused.so_far())
            while not again(partial(self._flip, list_id)):
                turned_down(self._judge.refused.so_far())
        except BaseException:
            self._abandon(list_id)
            raise
        finish(self._store, list_id, "showing", self._keep_off)
        return self._result(list_id)

    def _result(self, list_id: int | None) -> ImportResult:
        refused = self._judge.refused.so_far()
        return ImportResult(self._judge.count(), list_id, refused, refused.reasons)

    def _flip(self, list_id: int) -> bool:
        """Make the list count, in one transaction with all that is true from then on.

        False when others brought some of its leads meanwhile, or had them erased: these are out
        now, and it is asked again. Raises RuleBroken("file_known") when a file with the same
        content was quicker.
        """
        with self._judge.undone_on_error(), self._store.unit() as unit:
            _check_ours(unit, list_id)
            unit.lists.alone()
            if self._drop(unit, list_id):
                return False
            options = self._options
            if options.digest and not unit.arrivals.keep_digest(options.digest, list_id, self._at):
                raise RuleBroken("file_known")
            if options.take:
                unit.arrivals.set_file(options.take, self._at, state="done", list_id=list_id)
            self._keep_forbidden(unit)
            counts = {name: getattr(self._judge.count(), name) for name in ImportCount.__slots__}
            unit.lists.set_status(list_id, "showing", json.dumps(counts))
            return True

    def _drop(self, unit: Unit, list_id: int) -> int:
        """Take out again what others brought while this list was being read; return how many."""
        found = unit.lists.overtaken(list_id, self._since)
        unit.lists.drop([lead_id for lead_id, _why, _by in found])
        for lead_id, why, by in found:
            row = self._rows[bisect_left(self._ids, lead_id)]
            self._judge.overtaken(row, by, research=why != "new")
        return len(found) + self._drop_erased(unit)

    def _drop_erased(self, unit: Unit) -> int:
        """Take out again who was erased while this list was being read; return how many."""
        newest = unit.privacy.erasures(1)
        if newest == self._erased_before:
            return 0
        self._erased_before = newest
        gone: list[int] = []
        for start in range(0, len(self._ids), STAGE_ROWS):
            rows = unit.privacy.traits_of(self._ids[start : start + STAGE_ROWS].tolist())
            erased = erased_of(unit, [row.traits() for row in rows])
            gone += [row.lead_id for row, how in zip(rows, erased, strict=True) if how]
        for lead_id in gone:
            why = unit.leads.get(lead_id).why
            self._judge.erased(self._rows[bisect_left(self._ids, lead_id)], research=why != "new")
        unit.lists.drop(gone)
        return len(gone)

    def _keep_off(self, unit: Unit, first: int, last: int) -> None:
        """Hold back leads just shown, where a list may say so that was not asked before."""
        binds = any(state.binds and state.file for state in self._book.registries)
        if binds or unit.no_call.newer(self._at):
            hold_back_range(unit, self._book, self._at, first, last)

    def _keep_forbidden(self, unit: Unit) -> None:
        """Put what a list says not to call on the do-not-call list, for every list and for good."""
        who = self._book.people.get(self._person_id) or NOBODY
        work = Work(unit, who, self._at, self._book, new_entry_id(self._at))
        numbers, emails = self._judge.forbidden_numbers, self._judge.forbidden_emails
        suppress(work, sorted(numbers), sorted(emails), "list")

    def _open(self) -> int:
        options = self._options
        with self._store.unit() as unit:
            name = clean_text(options.name, _NAME) or "List"
            source = clean_text(options.source, LIMITS["source"]) or name[: LIMITS["source"]]
            source_id = unit.team.source(source, options.source_kind).id
            self._source_ids[""], self._source = source_id, source
            self._since = unit.lists.horizon()
            self._erased_before = unit.privacy.erasures(1)
            return unit.lists.open(
                {
                    "name": name,
                    "source_id": source_id,
                    "campaign": clean_text(options.campaign, LIMITS["campaign"]),
                    "imported_at": self._at,
                    "person_id": self._person_id,
                }
            )

    def _stage(self, chunk: Chunk, list_id: int) -> None:
        areas, sources = dict(self._areas), dict(self._source_ids)
        try:
            with self._judge.undone_on_error():
                # Judged before the write begins, so that nobody waits for it; what becomes known
                # in between is found by the flip.
                with self._store.looking() as seen:
                    drafts = self._judge.keep(chunk, seen)
                with self._store.unit() as unit:
                    _check_ours(unit, list_id)
                    staged = [self._staged(draft, unit) for draft in drafts]
                    ids = unit.lists.stage(list_id, staged, self._at)
        except BaseException:
            # What was made in a transaction that is no more has no id either.
            self._areas, self._source_ids = areas, sources
            raise
        self._ids.extend(ids)
        self._rows.extend(draft.row for draft in drafts)

    def _staged(self, draft: LeadDraft, unit: Unit) -> StagedLead:
        phones = draft.phones
        good = [one.e164 for one in phones if not one.bad]
        if good:
            why, phone = ("new" if draft.zones else "no_zone"), good[0]
        else:
            why, phone = "no_number", ""
        inbound, half_life, rank, ladder = self._arrival(draft)
        return (
            self._options.tier,
            why,
            inbound,
            half_life,
            rank,
            ladder,
            self._source_id(draft, unit),
            draft.campaign or self._options.campaign,
            self._area_id(draft, unit),
            phone,
            draft.first_name,
            draft.last_name,
            draft.company,
            draft.title,
            draft.email,
            draft.details,
            *keys_of(draft),
        ), phones

    def _area_id(self, draft: LeadDraft, unit: Unit) -> int:
        country = draft.country or self._options.default_region or self._book.rules.team.region
        key = (draft.zones, country, draft.region)
        found = self._areas.get(key)
        if found is None:
            found = unit.team.area_id(calling_area(draft.zones, country, draft.region))
            self._areas[key] = found
        return found

    def _arrival(self, draft: LeadDraft) -> tuple[int, int, float, str]:
        """Return what the order is made of, worked out once per kind of draft."""
        source = self._options.source or draft.source or self._source
        key = (draft.industry, draft.employees, draft.title, source)
        found = self._arrivals.get(key)
        if found is None:
            details = {"industry": draft.industry, "employees": employee_count(draft.employees)}
            told = arrival_fields(self._book, self._kind, self._at, details, draft.title, source)
            found = (told["inbound"], told["half_life"], told["rank"], told["ladder"])
            self._arrivals[key] = found
        return found

    def _source_id(self, draft: LeadDraft, unit: Unit) -> int:
        name = "" if self._options.source else draft.source
        found = self._source_ids.get(name)
        if found is None:
            found = unit.team.source(name, self._options.source_kind).id
            self._source_ids[name] = found
        return found

    def _abandon(self, list_id: int) -> None:
        def abandon() -> None:
            with self._store.unit() as unit:
                unit.lists.set_status(list_id, "abandoned")

        again(abandon)
        finish(self._store, list_id, "abandoned")


KeepOff = Callable[[Unit, int, int], None]
"""Holds back leads just shown that must not be called, from one id to another."""


def hold_back_range(unit: Unit, book: Book, at: dt.datetime, first: int, last: int) -> None:
    """Hold back leads between two ids that stand on a list."""
    work = Work(unit, NOBODY, at, book, new_entry_id(at))
    while ids := tuple(n for n in unit.no_call.next_leads(first - 1, LOOK_ROWS) if n <= last):
        settle(work, ids)
        first = ids[-1] + 1


def note(options: ImportOptions, work: Work, *, result: ImportResult) -> Done:
    """Note an import in the journal."""
    told = {"list": options.name, "id": result.list_id, "new": result.count.new}
    work.write("imported", data=told)
    return work.done(Kind.NONE, "imported")


def undo(command: UndoImport, work: Work) -> Done:
    """Begin to take a list back; `finish` carries it through.

    Raises NotFound("list"), and RuleBroken("team_lead_only") for a list that somebody else brought.
    """
    brought_by = work.unit.lists.importer(command.list_id)
    check_may(UndoImport, work.who, about_others=brought_by != work.who.id)
    if work.unit.lists.status(command.list_id) != "live":
        raise NotFound("list", what=command.list_id)
    work.unit.lists.set_status(command.list_id, "undoing")
    work.unit.arrivals.forget_digest(command.list_id)
    work.write("import_undone", data={"id": command.list_id})
    return work.done(Kind.LEADS | Kind.QUEUE | Kind.LISTS, "import_undone")


def finish(store: Store, list_id: int, status: str, keep_off: KeepOff | None = None) -> None:
    """Carry a list's flip through to its last lead; a crash is carried on from later.

    What must not be called is held back in the same transaction that shows it.
    """

    def step(after: int) -> int:
        with store.unit() as unit:
            some = unit.lists.show_some if status == "showing" else unit.lists.drop_some
            last = some(list_id, after, SHOW_ROWS)
            if last and keep_off is not None and status == "showing":
                keep_off(unit, after + 1, last)
            if not last:
                unit.lists.set_status(list_id, _ENDS[status])
            return last

    after = again(partial(step, 0))
    while after:
        after = again(partial(step, after))


_ENDS = {"showing": "live", "undoing": "undone", "abandoned": "dropped"}


def finish_all(store: Store, at: dt.datetime, keep_off: KeepOff | None = None) -> int:
    """Carry on what an earlier run left unfinished, and return how many lists that were.

    A list being staged counts as abandoned when nothing was added to it for a while: the window
    that was at it is gone.
    """
    with store.looking() as unit:
        unfinished = unit.lists.unfinished(at - STALE)
    for list_id, status in unfinished:
        if status == STAGING:
            with store.unit() as unit:
                if unit.lists.status(list_id) != STAGING:
                    continue
                # Told before anything is dropped: a slow import that lives after all stops at once.
                unit.lists.set_status(list_id, "abandoned")
        finish(store, list_id, "abandoned" if status == STAGING else status, keep_off)
    return len(unfinished)


def _check_ours(unit: Unit, list_id: int) -> None:
    """Stop when somebody took this import for dead and cleared it away: never half a list."""
    if unit.lists.status(list_id) != STAGING:
        raise ImportCancelled("import_cancelled")


def check_options(options: ImportOptions, tiers: Container[int]) -> None:
    """Refuse options that mean nothing; raises BadInput."""
    if options.source_kind not in set(SourceKind):
        raise BadInput("unknown_kind", where="kind", detail=options.source_kind[:40])
    if options.tier not in tiers:
        raise BadInput("unknown_tier", where="tier", detail=str(options.tier)[:20])


def _parts(chunk: Chunk) -> Iterable[Sequence[LeadDraft | RejectedRow]]:
    return (chunk[start : start + STAGE_ROWS] for start in range(0, len(chunk), STAGE_ROWS))


def _stop_if(cancelled: Cancelled) -> None:
    if cancelled():
        raise ImportCancelled("import_cancelled")
