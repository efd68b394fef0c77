# SPDX-License-Identifier: MIT
"""Decides for each row of a list whether it comes in, and counts what became of all of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from leaddesk.desk.erased_people import erased_of
from leaddesk.desk.intake import Chunk, ImportCount
from leaddesk.desk.refused_rows import RefusedRows
from leaddesk.desk.stores.privacy import ErasedTrait
from leaddesk.desk.switchboards import Switchboards
from leaddesk.desk.unit import Unit
from leaddesk.domain.erasure import traits
from leaddesk.domain.lead_draft import LeadDraft, RejectedRow
from leaddesk.domain.lead_keys import LeadKeys, lead_keys

_COUNTS = ("rows", "new", "in_file", "known", "bad_numbers", "do_not_call", "research", "rejected")


@dataclass(slots=True)
class Judge:
    """Decides for each draft: new, a duplicate, not to be called; counts and keeps the refused.

    `home` is the country of rows that name none.
    """

    home: str = ""
    rows: int = 0
    new: int = 0
    in_file: int = 0
    known: int = 0
    bad_numbers: int = 0
    do_not_call: int = 0
    research: int = 0
    rejected: int = 0
    refused: RefusedRows = field(default_factory=RefusedRows)
    forbidden_numbers: set[str] = field(default_factory=set)
    forbidden_emails: set[str] = field(default_factory=set)
    _seen: set[int] = field(default_factory=set)
    """What stands for the numbers and addresses of earlier rows, in a third of their memory."""
    _added: list[int] = field(default_factory=list)
    _boards: Switchboards = field(init=False)

    def __post_init__(self) -> None:
        self._boards = Switchboards(self.home)

    def keep(self, chunk: Chunk, unit: Unit) -> list[LeadDraft]:
        """Return the drafts of a chunk that are new here, in order."""
        drafts = self._drafts(chunk)
        numbers = [phone.e164 for draft in drafts for phone in draft.phones]
        emails = [draft.email for draft in drafts if draft.email]
        known_numbers, known_emails = unit.lists.known(numbers, emails)
        keys = [keys_of(draft) for draft in drafts]
        listed = unit.no_call.listed(
            {
                "number": numbers,
                "email": emails,
                "company": [told.company_key for told in keys if told.company_key],
                "site": [told.site for told in keys if told.site],
            }
        )
        erased = _erased(drafts, keys, unit)
        is_any = any(listed.values())
        kept = []
        for draft, told, gone in zip(drafts, keys, erased, strict=True):
            if gone:
                self.do_not_call += 1
                self.refused.append(RejectedRow(draft.row, "erased", "", cells_of(draft)))
                continue
            on_list = is_any and _is_listed(draft, told, listed)
            shorts = _shorts_of(draft)
            reason = self._reason(draft, shorts, known_numbers, known_emails, on_list=on_list)
            if reason.startswith("duplicate"):
                shared = self._shared(draft, known_numbers, known_emails, unit)
                if shared is not None:
                    self._count_duplicate(reason, -1)
                    reason, draft = "", shared  # noqa: PLW2901 - the same row, marked
            if reason:
                self.refused.append(RejectedRow(draft.row, reason, "", cells_of(draft)))
                continue
            self._remember(draft, shorts)
            kept.append(draft)
        return kept

    def _drafts(self, chunk: Chunk) -> list[LeadDraft]:
        """Return the rows of a chunk that may come in; the others are refused already."""
        self.rows += len(chunk)
        drafts = []
        for one in chunk:
            if isinstance(one, LeadDraft):
                drafts.append(one)
            else:
                self.rejected += 1
                self.refused.append(one)
        return drafts

    def overtaken(self, row: int, by: str, *, research: bool) -> None:
        """Count a row as known after all: somebody else brought that number or address first."""
        self.new -= 1
        self.known += 1
        self.research -= research
        self.refused.append(RejectedRow(row, "duplicate_known", "", ("", "", "", "", "", by)))

    def erased(self, row: int, *, research: bool) -> None:
        """Count a row as not to be called after all: the person was erased in between."""
        self.new -= 1
        self.do_not_call += 1
        self.research -= research
        self.refused.append(RejectedRow(row, "erased", "", ()))

    @contextlib.contextmanager
    def undone_on_error(self) -> Iterator[None]:
        """Judge as if it had not happened what ends in an error: it is done again, or never was."""
        counts = {name: getattr(self, name) for name in _COUNTS}
        self.refused.begin()
        forbidden = set(self.forbidden_numbers), set(self.forbidden_emails)
        self._added = []
        self._boards.begin()
        try:
            yield
        except BaseException:
            for name, value in counts.items():
                setattr(self, name, value)
            self.refused.undo()
            self.forbidden_numbers, self.forbidden_emails = forbidden
            self._seen.difference_update(self._added)
            self._boards.undo()
            raise

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
        shorts: Sequence[int],
        known_numbers: frozenset[str],
        known_emails: frozenset[str],
        *,
        on_list: bool,
    ) -> str:
        if draft.bad_phones:
            self.bad_numbers += 1
        if draft.do_not_call or on_list:
            self.do_not_call += 1
            if draft.do_not_call:
                self.forbidden_numbers.update(phone.e164 for phone in draft.phones)
                self.forbidden_emails.update([draft.email] if draft.email else [])
            return "do_not_call"
        if not self._seen.isdisjoint(shorts):
            self._count_duplicate("duplicate_in_file", 1)
            return "duplicate_in_file"
        if draft.email in known_emails or any(p.e164 in known_numbers for p in draft.phones):
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
        if draft.email and (_short(draft.email) in self._seen or draft.email in known_emails):
            return None
        in_file = {p.e164 for p in draft.phones if _short(p.e164) in self._seen}
        return self._boards.shared(draft, in_file, known_numbers, unit)

    def _remember(self, draft: LeadDraft, shorts: Sequence[int]) -> None:
        self.new += 1
        self._boards.remember(draft)
        if not draft.zones or all(phone.bad for phone in draft.phones):
            self.research += 1
        for short in shorts:
            if short not in self._seen:
                self._seen.add(short)
                self._added.append(short)


def _short(value: str) -> int:
    """Return a number that stands for a telephone number or an address within one import.

    Sixty bits of the hash: of millions of values hardly ever two have the same.
    """
    return hash(value) & 0xFFF_FFFF_FFFF_FFFF


def _shorts_of(draft: LeadDraft) -> list[int]:
    """Return what stands for the numbers and the address of a draft."""
    shorts = [_short(phone.e164) for phone in draft.phones]
    if draft.email:
        shorts.append(_short(draft.email))
    return shorts


def keys_of(draft: LeadDraft) -> LeadKeys:
    """Return what a draft is compared with, made with it or now."""
    if draft.keys is not None:
        return draft.keys
    names = (draft.first_name, draft.last_name, draft.company, draft.email)
    return lead_keys(names, draft.website)


def _erased(
    drafts: Sequence[LeadDraft], keys: Sequence[LeadKeys], unit: Unit
) -> list[ErasedTrait | None]:
    """Return for each draft how that person was erased; nothing is worked out where nobody was."""
    if not unit.privacy.secrets():
        return [None] * len(drafts)
    people = [
        traits(
            [phone.e164 for phone in draft.phones],
            draft.email,
            told.name_key if draft.first_name or draft.last_name else "",
            told.company_key,
        )
        for draft, told in zip(drafts, keys, strict=True)
    ]
    return erased_of(unit, people)


def _is_listed(draft: LeadDraft, keys: LeadKeys, listed: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a draft's number, address or company is on the do-not-call list."""
    return (
        draft.email in listed["email"]
        or keys.company_key in listed["company"]
        or keys.site in listed["site"]
        or any(phone.e164 in listed["number"] for phone in draft.phones)
    )


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


CELL_NAMES = ("First name", "Last name", "Company", "Title", "Email", "Phone")
"""The header of `cells_of`."""
