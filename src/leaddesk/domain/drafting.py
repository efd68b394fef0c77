# SPDX-License-Identifier: MIT
"""Turns the rows of a list into drafts: cleaning, numbers, zones, do-not-call, rejections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from leaddesk.domain.cleaning import LIMITS, clean_email, clean_text
from leaddesk.domain.country import country_code
from leaddesk.domain.layout_table import FOOTER_STARTS
from leaddesk.domain.lead_draft import DraftOptions, DraftPhone, LeadDraft, RejectedRow
from leaddesk.domain.lead_layout import ColumnMapping
from leaddesk.domain.phone_reader import PhoneReader
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
            drafted = drafter.draft(number, cells)
            if drafted is not None:
                yield drafted


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
        self._columns = {field: mapping.columns(field) for field, _ in mapping.fields}
        self._width = 1 + max((column for _, column in mapping.fields), default=0)
        self._header_width = len(mapping.header)
        self._last_is_note = self._header_width - 1 in mapping.columns("note")
        self._numbers = tuple(
            (kind, column) for field, kind in _KINDS for column in mapping.columns(field)
        )
        self._reader = PhoneReader(options.region)
        self._countries: dict[str, str] = {"": ""}
        self._take = {field: self._taker(field) for field in LIMITS}
        self._meta = mapping.name == "meta"
        self._default_country = options.country or options.region

    def _taker(self, field: str) -> Callable[[Sequence[str]], str]:
        """Return how to read a field: nothing, one column, the first filled, or all joined."""
        columns = self._columns.get(field, ())
        limit = LIMITS[field]
        if not columns:
            return lambda _cells: ""
        if field in ("note", "street"):
            glue = "\n" if field == "note" else ", "
            multiline = field == "note"
            return lambda cells: glue.join(
                text for c in columns if (text := clean_text(cells[c], limit, multiline=multiline))
            )[:limit].rstrip()
        if len(columns) == 1:
            only = columns[0]
            return lambda cells: clean_text(cells[only], limit) if cells[only] else ""
        return lambda cells: next(
            (text for c in columns if (text := clean_text(cells[c], limit))), ""
        )

    def draft(self, row: int, cells: Sequence[str]) -> LeadDraft | RejectedRow | None:
        """Return the draft of one row, its rejection, or None when nothing is in it."""
        if len(cells) != self._header_width:
            fitted = self._fit(cells)
            if fitted is None:
                return rejected(row, "too_many_cells", cells, str(len(cells)))
            cells = fitted
        take, options = self._take, self._options
        first, last = self._name(cells)
        company = take["company"](cells)
        country, region = self._country(take["country"](cells)), take["region"](cells)
        phones, bad_phones, phone_zones = self._phones(cells, country)
        email, bad_email = self._email(cells)
        reach = bool(phones or email or bad_phones)
        if not (reach or company):
            return self._refused(row, cells, bool(first or last))
        postal_code = take["postal_code"](cells)
        place = resolve_zones(
            take["time_zone"](cells), country, region, phone_zones, self._default_country,
            postal_code,
        )  # fmt: skip
        return LeadDraft(
            row, first, last, company, take["title"](cells), email, phones, bad_phones,
            take["street"](cells), take["city"](cells), region, postal_code, country,
            self._website(cells), take["industry"](cells), take["employees"](cells),
            place.zones, place.origin, self._do_not_call(cells), take["note"](cells),
            take["source"](cells) or options.source, take["campaign"](cells) or options.campaign,
            self._external_id(cells), bad_email,
        )  # fmt: skip

    def _fit(self, cells: Sequence[str]) -> Sequence[str] | None:
        """Return the row as wide as needed; None when it spills over in a way nobody can read."""
        if len(cells) < self._width:
            return [*cells, *[""] * (self._width - len(cells))]
        spilled = cells[self._header_width :] if self._header_width else ()
        if not any(cell.strip() for cell in spilled):
            return cells
        if not self._last_is_note:
            return None
        last = self._header_width - 1
        return [*cells[:last], ", ".join(cells[last:])]

    def _refused(self, row: int, cells: Sequence[str], named: bool) -> RejectedRow | None:  # noqa: FBT001
        """Return why a row without number, address and company is no lead; None for blank rows."""
        if named:
            return rejected(row, "nobody", cells)
        return rejected(row, "empty", cells) if any(cell.strip() for cell in cells) else None

    def _name(self, cells: Sequence[str]) -> tuple[str, str]:
        """Return first and last name; a full name is divided when they are missing."""
        first, last = self._take["first_name"](cells), self._take["last_name"](cells)
        if first or last:
            return first, last
        full = self._take["full_name"](cells)
        return split_name(full) if full else ("", "")

    def _country(self, text: str) -> str:
        """Return the ISO2 code of a country cell, remembered; '' when it says nothing known."""
        try:
            return self._countries[text]
        except KeyError:
            code = country_code(text)
            if len(self._countries) < _KEPT_CELL:
                self._countries[text] = code
            return code

    def _phones(
        self, cells: Sequence[str], country: str
    ) -> tuple[tuple[DraftPhone, ...], tuple[str, ...], tuple[str, ...]]:
        """Return the numbers of a row, the cells that hold none, and the best number's zones."""
        found: dict[str, DraftPhone] = {}
        bad: list[str] = []
        zones: tuple[str, ...] = ()
        region = country or self._options.region
        codes = self._columns.get("phone_code")
        for kind, column in self._numbers:
            text = cells[column]
            if not text:
                continue
            if codes and kind == "direct":
                text = _with_code(text, cells[codes[0]], region)
            numbers = self._reader.read_cell(text, region)
            for number in numbers:
                if number.e164 not in found and len(found) < _NUMBERS_A_LEAD:
                    found[number.e164] = DraftPhone(number.e164, kind, number.extension)
                    zones = zones or number.zones
            if not numbers and any(c.isdigit() for c in text):
                bad.append(clean_text(text, LIMITS["phone"]))
        return tuple(found.values()), tuple(bad), zones

    def _email(self, cells: Sequence[str]) -> tuple[str, str]:
        """Return the first good address, and what looked like one but is not."""
        bad = ""
        for column in self._columns.get("email", ()):
            if text := cells[column]:
                email = clean_email(text)
                if email:
                    return email, ""
                bad = bad or (clean_text(text, LIMITS["email"]) if "@" in text else "")
        return "", bad

    def _do_not_call(self, cells: Sequence[str]) -> bool:
        """Tell whether any do-not-call column forbids calling."""
        return any(says_do_not_call(cells[c]) for c in self._columns.get("do_not_call", ()))

    def _website(self, cells: Sequence[str]) -> str:
        """Return the site when it is a web address; other schemes could start a program."""
        text = self._take["website"](cells)
        return "" if text and (" " in text or _WEB_SCHEME.match(text)) else text

    def _external_id(self, cells: Sequence[str]) -> str:
        """Return the list's own identifier, without the prefix of Meta's lead forms."""
        text = self._take["external_id"](cells)
        return _META_PREFIX.sub("", text) if self._meta else text


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
