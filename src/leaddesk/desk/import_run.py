# SPDX-License-Identifier: MIT
"""An import at work: judge each draft, stage what is new, then show all of it or nothing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from leaddesk.desk.book import Book
from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.intake import Cancelled, Chunk, ImportCount, ImportResult, Report, StagedLead
from leaddesk.desk.new_leads import arrival_fields, calling_area
from leaddesk.desk.suppressing import suppress
from leaddesk.desk.switchboards import Switchboards
from leaddesk.desk.unit import Store, Unit
from leaddesk.desk.work import NOBODY, Work, new_entry_id
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.lead import SourceKind
from leaddesk.domain.lead_details import employee_count
from leaddesk.domain.lead_draft import LeadDraft, RejectedRow
from leaddesk.domain.lead_keys import LeadKeys, lead_keys

STAGE_ROWS = 2000
SHOW_ROWS = 4000
"""Rows per write transaction: fewer make an import slower, more let a click in between wait."""

STALE = dt.timedelta(minutes=10)
STAGING = "staging"

_NAME = LIMITS["list_name"]


class ImportCancelled(RuleBroken):
    """The person stopped the import; nothing of it is left."""


@dataclass(slots=True)
class Judge:
    """Decides for each draft: new, a duplicate, not to be called; counts and keeps the refused."""

    rows: int = 0
    new: int = 0
    in_file: int = 0
    known: int = 0
    bad_numbers: int = 0
    do_not_call: int = 0
    research: int = 0
    rejected: int = 0
    refused: list[RejectedRow] = field(default_factory=list)
    forbidden_numbers: set[str] = field(default_factory=set)
    forbidden_emails: set[str] = field(default_factory=set)
    _numbers: set[int] = field(default_factory=set)
    _emails: set[int] = field(default_factory=set)
    _boards: Switchboards = field(default_factory=Switchboards)

    def keep(self, chunk: Chunk, unit: Unit) -> list[LeadDraft]:
        """Return the drafts of a chunk that are new here, in order."""
        drafts = [one for one in chunk if isinstance(one, LeadDraft)]
        for one in chunk:
            if isinstance(one, RejectedRow):
                self.rejected += 1
                self.refused.append(one)
        self.rows += len(chunk)
        numbers = [phone.e164 for draft in drafts for phone in draft.phones]
        emails = [draft.email for draft in drafts if draft.email]
        known_numbers, known_emails = unit.lists.known(numbers, emails)
        listed = unit.team.suppressed("number", numbers)
        listed_emails = unit.team.suppressed("email", emails)
        kept = []
        for draft in drafts:
            reason = self._reason(draft, known_numbers, known_emails, listed, listed_emails)
            if reason.startswith("duplicate"):
                shared = self._shared(draft, known_numbers, known_emails, unit)
                if shared is not None:
                    self._count_duplicate(reason, -1)
                    reason, draft = "", shared  # noqa: PLW2901 - the same row, marked
            if reason:
                self.refused.append(RejectedRow(draft.row, reason, "", cells_of(draft)))
                continue
            self._remember(draft)
            kept.append(draft)
        return kept

    def count(self) -> ImportCount:
        """Return the counts so far."""
        return ImportCount(
            rows=self.rows,
            new=self.new,
            duplicates_in_file=self.in_file,
            duplicates_known=self.known,
            bad_numbers=self.bad_numbers,
            do_not_call=self.do_not_call,
            research=self.research,
            rejected=self.rejected,
        )

    def _reason(
        self,
        draft: LeadDraft,
        known_numbers: frozenset[str],
        known_emails: frozenset[str],
        listed: frozenset[str],
        listed_emails: frozenset[str],
    ) -> str:
        numbers, email = [phone.e164 for phone in draft.phones], draft.email
        if draft.bad_phones:
            self.bad_numbers += 1
        if draft.do_not_call or email in listed_emails or not listed.isdisjoint(numbers):
            self.do_not_call += 1
            if draft.do_not_call:
                self.forbidden_numbers.update(numbers)
                self.forbidden_emails.update([email] if email else [])
            return "do_not_call"
        if (email and hash(email) in self._emails) or not self._numbers.isdisjoint(
            map(hash, numbers)
        ):
            self._count_duplicate("duplicate_in_file", 1)
            return "duplicate_in_file"
        if email in known_emails or not known_numbers.isdisjoint(numbers):
            self._count_duplicate("duplicate_known", 1)
            return "duplicate_known"
        return ""

    def _count_duplicate(self, reason: str, by: int) -> None:
        if reason == "duplicate_in_file":
            self.in_file += by
        else:
            self.known += by

    def _shared(
        self,
        draft: LeadDraft,
        known_numbers: frozenset[str],
        known_emails: frozenset[str],
        unit: Unit,
    ) -> LeadDraft | None:
        """Return a draft that has nothing but a company's number in common with another lead."""
        if draft.email and (hash(draft.email) in self._emails or draft.email in known_emails):
            return None
        return self._boards.shared(draft, self._numbers, known_numbers, unit)

    def _remember(self, draft: LeadDraft) -> None:
        self.new += 1
        self._boards.remember(draft)
        if all(phone.bad for phone in draft.phones) or not draft.zones:
            self.research += 1
        self._numbers.update(hash(phone.e164) for phone in draft.phones)
        if draft.email:
            self._emails.add(hash(draft.email))


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
        self._judge = Judge()
        self._areas: dict[tuple[tuple[str, ...], str, str], int] = {}
        self._kind = SourceKind(options.source_kind)
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
        return ImportResult(self._judge.count(), None, tuple(self._judge.refused))

    def run(self, chunks: Iterable[Chunk], report: Report, cancelled: Cancelled) -> ImportResult:
        """Stage every new lead unseen, then show them; trouble before that leaves nothing."""
        list_id = self._open()
        try:
            for chunk in chunks:
                for part in _parts(chunk):
                    _stop_if(cancelled)
                    self._stage(part, list_id)
                report(self._judge.rows)
            _stop_if(cancelled)
        except BaseException:
            self._abandon(list_id)
            raise
        with self._store.unit() as unit:
            _check_ours(unit, list_id)
            self._keep_forbidden(unit)
            counts = {name: getattr(self._judge.count(), name) for name in ImportCount.__slots__}
            unit.lists.set_status(list_id, "showing", json.dumps(counts))
        finish(self._store, list_id, "showing")
        return ImportResult(self._judge.count(), list_id, tuple(self._judge.refused))

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
            self._source_ids[""] = source_id
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
        with self._store.unit() as unit:
            _check_ours(unit, list_id)
            drafts = self._judge.keep(chunk, unit)
            unit.lists.stage(list_id, [self._staged(draft, unit) for draft in drafts], self._at)

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
            *(draft.keys or _keys_of(draft)),
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
        key = (draft.industry, draft.employees, draft.title, draft.source)
        found = self._arrivals.get(key)
        if found is None:
            details = {"industry": draft.industry, "employees": employee_count(draft.employees)}
            told = arrival_fields(
                self._book, self._kind, self._at, details, draft.title, draft.source
            )
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
        with self._store.unit() as unit:
            unit.lists.set_status(list_id, "abandoned")
        finish(self._store, list_id, "abandoned")


def finish(store: Store, list_id: int, status: str) -> None:
    """Carry a list's flip through to its last lead; a crash is carried on from later."""
    after = 0
    while True:
        with store.unit() as unit:
            step = unit.lists.show_some if status == "showing" else unit.lists.drop_some
            after = step(list_id, after, SHOW_ROWS)
            if not after:
                unit.lists.set_status(list_id, _ENDS[status])
                return


_ENDS = {"showing": "live", "undoing": "undone", "abandoned": "dropped"}


def finish_all(store: Store, at: dt.datetime) -> int:
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
        finish(store, list_id, "abandoned" if status == STAGING else status)
    return len(unfinished)


def _check_ours(unit: Unit, list_id: int) -> None:
    """Stop when somebody took this import for dead and cleared it away: never half a list."""
    if unit.lists.status(list_id) != STAGING:
        raise ImportCancelled("import_cancelled")


def check_options(options: ImportOptions) -> None:
    """Refuse options that mean nothing; raises BadInput."""
    if options.source_kind not in set(SourceKind):
        raise BadInput("unknown_kind", where="kind", detail=options.source_kind[:40])
    if options.tier not in range(1, 10):
        raise BadInput("unknown_tier", where="tier", detail=str(options.tier)[:20])


def cells_of(draft: LeadDraft) -> tuple[str, ...]:
    """Return a draft as cells for the file of rows that were turned down."""
    return (
        draft.first_name,
        draft.last_name,
        draft.company,
        draft.title,
        draft.email,
        " / ".join((*(phone.e164 for phone in draft.phones), *draft.bad_phones)),
    )


def _keys_of(draft: LeadDraft) -> LeadKeys:
    names = (draft.first_name, draft.last_name, draft.company, draft.email)
    return lead_keys(names, draft.website)


CELL_NAMES = ("First name", "Last name", "Company", "Title", "Email", "Phone")
"""The header of `cells_of`."""


def _parts(chunk: Chunk) -> Iterable[Sequence[LeadDraft | RejectedRow]]:
    return (chunk[start : start + STAGE_ROWS] for start in range(0, len(chunk), STAGE_ROWS))


def _stop_if(cancelled: Cancelled) -> None:
    if cancelled():
        raise ImportCancelled("import_cancelled")
