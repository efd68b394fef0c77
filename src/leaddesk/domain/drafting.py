# SPDX-License-Identifier: MIT
"""Turns the rows of a list into drafts: cleaning, numbers, zones, do-not-call, rejections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from leaddesk.domain.cleaning import LIMITS, clean_email, clean_text
from leaddesk.domain.country import country_code
from leaddesk.domain.data_rows import data_rows
from leaddesk.domain.full_name import looks_like_company, split_name, without_degrees
from leaddesk.domain.lead_details import ListedDetails, employee_count
from leaddesk.domain.lead_draft import DraftOptions, DraftPhone, LeadDraft, RejectedRow
from leaddesk.domain.lead_keys import lead_keys
from leaddesk.domain.lead_layout import ColumnMapping
from leaddesk.domain.number_plan import (
    NumberColumn,
    extension_in,
    kind_by_label,
    number_columns,
)
from leaddesk.domain.phone_reader import PhoneReader
from leaddesk.domain.row_plan import RowPlan
from leaddesk.domain.time_zone import resolve_zones

_CLEAR_NO: Final = frozenset(
    ("", "0", "0.0", "false", "no", "n", "f", "nein", "non", "-", "none", "null", "n/a", "na", "[]",
     "off", "unchecked", "not set", "ok", "ok to call", "callable")
)  # fmt: skip
_KEPT_CELLS = 256
_KEPT_CELL = 4000
_NUMBERS_A_LEAD = 12
_REMEMBERED = 4096
_META_PREFIX = re.compile(r"^(?:l|f|c|ag|as|p|z):", re.IGNORECASE)
_TEST_LEAD = "<test lead"
_WEB_SCHEME = re.compile(r"^(?!https?://)[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)


def draft_rows(
    rows: Iterable[tuple[int, Sequence[str]]], mapping: ColumnMapping, options: DraftOptions
) -> Iterator[LeadDraft | RejectedRow]:
    """Yield one draft or one rejection per data row, in order; rows are (number from 1, cells).

    Rows up to the header, blank rows and what a report says around its data yield nothing.
    """
    drafter = Drafter(mapping, options)
    for number, cells in data_rows(rows, mapping):
        draft = drafter.draft(number, cells)
        if draft is not None:
            yield draft


def says_do_not_call(cell: str) -> bool:
    """Tell whether a do-not-call cell forbids calling; all but a clear no does."""
    return cell.strip().casefold() not in _CLEAR_NO


class Drafter:
    """Makes drafts of the rows of one list; remembers what lists repeat."""

    def __init__(self, mapping: ColumnMapping, options: DraftOptions) -> None:
        self._options = options
        self._plan = RowPlan(mapping)
        self._dnc = mapping.columns("do_not_call")
        self._emails = mapping.columns("email")
        self._codes = mapping.columns("phone_code")
        self._numbers = tuple(
            (found.kind, found.column, found if found.label >= 0 or found.extension >= 0 else None)
            for found in number_columns(mapping)
        )
        self._region = options.region
        self._reader = PhoneReader(options.region)
        self._countries: dict[str, str] = {"": ""}
        self._meta = mapping.name == "meta"
        self._default_country = options.country or options.region

    def draft(self, row: int, cells: Sequence[str]) -> LeadDraft | RejectedRow | None:
        """Return the draft of one row, its rejection, or None when nothing is in it."""
        if self._meta:
            cells = ["" if cell.startswith(_TEST_LEAD) else cell for cell in cells]
        clean = self._plan.clean(cells)
        if clean is None:
            return rejected(row, "too_many_cells", cells, str(len(cells)))
        (
            first, last, full, company, title, street, city, region, postal_code, country,
            website, industry, employees, note, source, campaign, time_zone, external_id,
        ) = self._plan.texts(clean)  # fmt: skip
        if full and not (first or last):
            first, last, company = _who(full, company)
        elif "," in last:
            last = without_degrees(first, last)
        if self._meta:
            external_id, postal_code = _bare(external_id), _bare(postal_code)
        if country:
            country = self._country(country)
        phones, bad_phones, phone_zones = self._phones(clean, country)
        email, bad_email = self._email(clean)
        if not (phones or email or bad_phones or company):
            return _refused(row, cells, named=bool(first or last))
        zones = resolve_zones(
            time_zone, country, region, phone_zones, self._default_country, postal_code
        )
        website = _web_address(website) if website else ""
        details = ListedDetails(
            street, city, region, postal_code, country, website, industry,
            employee_count(employees) if employees else 0, external_id, note, bad_phones,
        ).json()  # fmt: skip
        return LeadDraft(
            row, first, last, company, title, email, phones, bad_phones,
            street, city, region, postal_code, country,
            website, industry, employees,
            zones.zones, zones.origin, bool(self._dnc) and self._do_not_call(clean), note,
            source or self._options.source, campaign or self._options.campaign,
            external_id, bad_email, details, lead_keys((first, last, company, email), website),
        )  # fmt: skip

    def _country(self, text: str) -> str:
        """Return the ISO2 code of a country cell, remembered; '' when it says nothing known."""
        try:
            return self._countries[text]
        except KeyError:
            code = country_code(text)
            if len(self._countries) < _REMEMBERED:
                self._countries[text] = code
            return code

    def _phones(
        self, cells: Sequence[str], country: str
    ) -> tuple[tuple[DraftPhone, ...], tuple[str, ...], tuple[str, ...]]:
        """Return the numbers of a row, the cells that hold none, and the best number's zones."""
        found: dict[str, DraftPhone] = {}
        bad: tuple[str, ...] = ()
        zones: tuple[str, ...] = ()
        region = country or self._region
        for usual, column, besides in self._numbers:
            text = cells[column]
            if not text:
                continue
            kind, extension = _told_besides(usual, besides, cells) if besides else (usual, "")
            if not kind:
                continue
            if self._codes:
                text = _with_code(text, cells[self._codes[0]], region)
            numbers = self._reader.read_cell(text, region)
            for number in numbers:
                if number.e164 not in found and len(found) < _NUMBERS_A_LEAD:
                    own = number.extension or extension
                    found[number.e164] = DraftPhone(number.e164, kind, own)
                    zones = zones or number.zones
            if not numbers and any(c.isdigit() for c in text):
                bad = (*bad, clean_text(text, LIMITS["phone"]))
        return tuple(found.values()), bad, zones

    def _email(self, cells: Sequence[str]) -> tuple[str, str]:
        """Return the first good address, and what looked like one but is not."""
        bad = ""
        for column in self._emails:
            if text := cells[column]:
                email = clean_email(text)
                if email:
                    return email, ""
                bad = bad or (text if "@" in text else "")
        return "", bad

    def _do_not_call(self, cells: Sequence[str]) -> bool:
        """Tell whether any do-not-call column forbids calling."""
        return any(says_do_not_call(cells[column]) for column in self._dnc)


def _refused(row: int, cells: Sequence[str], *, named: bool) -> RejectedRow | None:
    """Return why a row without number, address and company is no lead; None for blank rows."""
    if named:
        return rejected(row, "nobody", cells)
    return rejected(row, "empty", cells) if any(cell.strip() for cell in cells) else None


def _web_address(text: str) -> str:
    """Return the site when it is a web address; other schemes could start a program."""
    return "" if " " in text or _WEB_SCHEME.match(text) else text


def _bare(cell: str) -> str:
    """Return a cell of a lead form without the letter that says what it is."""
    return _META_PREFIX.sub("", cell)


def _told_besides(kind: str, column: NumberColumn, cells: Sequence[str]) -> tuple[str, str]:
    """Return (kind, extension) of a number as other columns tell them; no kind for a fax."""
    if column.label >= 0:
        kind = kind_by_label(cells[column.label], kind)
    return kind, extension_in(cells[column.extension]) if column.extension >= 0 else ""


def _with_code(text: str, code: str, region: str) -> str:
    """Return a bare number with its dialling code, unless it has one or it is the region's."""
    code = code.strip().lstrip("+")
    if not code.isdigit() or text.strip().startswith("+") or (code == "1" and region == "US"):
        return text
    return f"+{code} {text}"


def _who(full: str, company: str) -> tuple[str, str, str]:
    """Return (first, last, company) of a full name, which may be the company's."""
    if full == company or (not company and looks_like_company(full)):
        return "", "", full[: LIMITS["company"]].rstrip()
    return *split_name(full), company


def rejected(row: int, reason: str, cells: Sequence[str], detail: str = "") -> RejectedRow:
    """Return a rejection that keeps the row's cells, bounded, for the file given back."""
    kept = tuple(cell[:_KEPT_CELL] for cell in cells[:_KEPT_CELLS])
    return RejectedRow(row, reason, detail, kept)
