# SPDX-License-Identifier: MIT
"""Turns the rows of a list into drafts: cleaning, numbers, zones, do-not-call, rejections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from leaddesk.domain.cleaning import LIMITS, clean_email, clean_text
from leaddesk.domain.country import country_code
from leaddesk.domain.layout_table import FOOTER_STARTS
from leaddesk.domain.lead_details import details_json, employee_count
from leaddesk.domain.lead_draft import DraftOptions, DraftPhone, LeadDraft, RejectedRow
from leaddesk.domain.lead_keys import lead_keys
from leaddesk.domain.lead_layout import ColumnMapping
from leaddesk.domain.phone_reader import PhoneReader
from leaddesk.domain.row_plan import RowPlan
from leaddesk.domain.time_zone import resolve_zones

_KINDS: Final = (
    ("phone", "direct"),
    ("mobile", "mobile"),
    ("company_phone", "company"),
    ("other_phone", "other"),
)
_CLEAR_NO: Final = frozenset(
    ("", "0", "0.0", "false", "no", "n", "f", "nein", "non", "-", "none", "null", "n/a", "na", "[]",
     "off", "unchecked", "not set", "ok", "ok to call", "callable")
)  # fmt: skip
_KEPT_CELLS = 256
_KEPT_CELL = 4000
_NUMBERS_A_LEAD = 12
_REMEMBERED = 4096
_META_PREFIX = re.compile(r"^(?:l|f|c|ag|as|p|z):", re.IGNORECASE)
_WEB_SCHEME = re.compile(r"^(?!https?://)[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)


def draft_rows(
    rows: Iterable[tuple[int, Sequence[str]]], mapping: ColumnMapping, options: DraftOptions
) -> Iterator[LeadDraft | RejectedRow]:
    """Yield one draft or one rejection per data row, in order; rows are (number from 1, cells).

    Rows up to the header, blank rows and the footer yield nothing.
    """
    drafter = Drafter(mapping, options)
    first = mapping.header_row + 2
    after_blank = False
    for number, cells in rows:
        if number < first:
            continue
        filled = any(cells)
        if mapping.footer and filled and _is_footer(cells, after_blank=after_blank):
            return
        after_blank = not filled
        if filled:
            draft = drafter.draft(number, cells)
            if draft is not None:
                yield draft


def _is_footer(cells: Sequence[str], *, after_blank: bool) -> bool:
    """Tell whether the lines after a report's data begin here: one lone cell at the left."""
    start = cells[0].strip().casefold()
    if not start or any(cell.strip() for cell in cells[1:]):
        return False
    return after_blank or start.startswith(FOOTER_STARTS)


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
            (kind, column) for field, kind in _KINDS for column in mapping.columns(field)
        )
        self._region = options.region
        self._reader = PhoneReader(options.region)
        self._countries: dict[str, str] = {"": ""}
        self._meta = mapping.name == "meta"
        self._default_country = options.country or options.region

    def draft(self, row: int, cells: Sequence[str]) -> LeadDraft | RejectedRow | None:
        """Return the draft of one row, its rejection, or None when nothing is in it."""
        clean = self._plan.clean(cells)
        if clean is None:
            return rejected(row, "too_many_cells", cells, str(len(cells)))
        (
            first, last, full, company, title, street, city, region, postal_code, country,
            website, industry, employees, note, source, campaign, time_zone, external_id,
        ) = self._plan.texts(clean)  # fmt: skip
        if full and not (first or last):
            first, last = split_name(full)
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
        external_id = _META_PREFIX.sub("", external_id) if self._meta else external_id
        details = details_json({
            "street": street, "city": city, "region": region, "postal_code": postal_code,
            "country": country, "website": website, "industry": industry,
            "employees": employee_count(employees) if employees else 0,
            "external_id": external_id, "note": note, "bad_phones": bad_phones,
        })  # fmt: skip
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
        for kind, column in self._numbers:
            text = cells[column]
            if not text:
                continue
            if self._codes and kind == "direct":
                text = _with_code(text, cells[self._codes[0]], region)
            numbers = self._reader.read_cell(text, region)
            for number in numbers:
                if number.e164 not in found and len(found) < _NUMBERS_A_LEAD:
                    found[number.e164] = DraftPhone(number.e164, kind, number.extension)
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


def _with_code(text: str, code: str, region: str) -> str:
    """Return a bare number with its dialling code, unless it has one or it is the region's."""
    code = code.strip().lstrip("+")
    if not code.isdigit() or text.strip().startswith("+") or (code == "1" and region == "US"):
        return text
    return f"+{code} {text}"


def split_name(full: str) -> tuple[str, str]:
    """Return (first, last) of a full name; 'Last, First' is turned, one word is a last name."""
    last, comma, first = full.partition(",")
    if comma and first.strip() and last.strip():
        pair = first.strip(), last.strip()
    else:
        head, _, tail = full.rstrip(", ").rpartition(" ")
        pair = head.strip(), tail.strip()
    return pair[0][: LIMITS["first_name"]].rstrip(), pair[1][: LIMITS["last_name"]].rstrip()


def rejected(row: int, reason: str, cells: Sequence[str], detail: str = "") -> RejectedRow:
    """Return a rejection that keeps the row's cells, bounded, for the file given back."""
    kept = tuple(cell[:_KEPT_CELL] for cell in cells[:_KEPT_CELLS])
    return RejectedRow(row, reason, detail, kept)
