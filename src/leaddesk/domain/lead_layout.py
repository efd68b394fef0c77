# SPDX-License-Identifier: MIT
"""Which column of a list holds what: known exports by their signature, others by synonyms."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from leaddesk.domain.cleaning import clean_text
from leaddesk.domain.country import plain_key
from leaddesk.domain.errors import BadInput
from leaddesk.domain.layout_table import SIGNATURES, SPECIAL, SYNONYMS, VICIDIAL
from leaddesk.domain.report_words import looks_like_report_line

FIELDS: Final[tuple[str, ...]] = (
    "first_name", "last_name", "full_name", "company", "title", "email",
    "phone", "mobile", "company_phone", "other_phone", "phone_code",
    "street", "city", "region", "postal_code", "country",
    "website", "industry", "employees", "note", "source", "campaign",
    "time_zone", "do_not_call", "external_id",
)  # fmt: skip
"""What a column can be mapped to; a field may take several columns.

Phone fields keep every number, street and note join their columns, others take the first filled.
"""

NUMBER_FIELDS: Final = ("phone", "mobile", "company_phone", "other_phone")
_HEADER_WITHIN = 20
_MOST_COLUMNS = 256
_NAMES = frozenset({"first_name", "last_name", "full_name"})
REACH_FIELDS: Final = frozenset({*NUMBER_FIELDS, "email"})
_VICIDIAL_CODE = re.compile(r"\d{1,4}", re.ASCII).fullmatch
_VICIDIAL_PHONE = re.compile(r"\d{6,16}", re.ASCII).fullmatch
_VICIDIAL_FEWEST = 9
_FAX_WORDS = frozenset({"fax", "telefax"})


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which 0-based column feeds which field; `fields` are (field, column) pairs, best first.

    `header_row` is the 0-based row of the header, -1 when the file has none; data starts after it.
    `footer` names a product whose reports end in lines of their own, '' for none. `header` holds
    the header's cells.
    """

    name: str
    fields: tuple[tuple[str, int], ...]
    header_row: int = 0
    footer: str = ""
    header: tuple[str, ...] = ()

    def columns(self, field: str) -> tuple[int, ...]:
        """Return the columns that feed a field, best first."""
        return tuple(column for name, column in self.fields if name == field)

    def to_json(self) -> dict[str, Any]:
        """Return the mapping as plain JSON values."""
        return {
            "name": self.name,
            "fields": [[field, column] for field, column in self.fields],
            "header_row": self.header_row,
            "footer": self.footer,
            "header": list(self.header),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ColumnMapping:
        """Return the mapping kept as JSON; raises BadInput("mapping.damaged")."""
        try:
            fields = tuple((str(field), int(column)) for field, column in data["fields"])
            mapping = cls(
                str(data["name"]),
                fields,
                int(data["header_row"]),
                str(data["footer"]),
                tuple(str(cell) for cell in data["header"]),
            )
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise BadInput("mapping.damaged", where="mapping", detail=str(error)[:80]) from None
        for field, column in fields:
            if field not in FIELDS or not 0 <= column < _MOST_COLUMNS:
                raise BadInput("mapping.damaged", where=field[:40], detail=str(column)[:40])
        return mapping


@functools.cache
def _field_of() -> dict[str, tuple[str, int]]:
    """Return folded header → (field, its rank among the field's synonyms)."""
    found: dict[str, tuple[str, int]] = {}
    for field, names in SYNONYMS.items():
        for rank, name in enumerate(names.split("|")):
            found.setdefault(name, (field, rank))
    return found


def folded_header(cells: Sequence[str]) -> tuple[str, ...]:
    """Return header cells as they are compared: no case, BOM, accents or punctuation."""
    return tuple(plain_key(clean_text(cell, 120)) for cell in cells[:_MOST_COLUMNS])


def header_key(header: Sequence[str]) -> str:
    """Return a stable fingerprint of a header, to keep a mapping for it; 32 hex digits."""
    text = "\n".join(folded_header(header))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def recognise(rows: Sequence[Sequence[str]]) -> ColumnMapping | None:
    """Return the mapping for the first rows of a list, or None: then the person maps the columns.

    `name` is 'zoominfo', 'apollo', 'hubspot', 'salesforce', 'linkedin', 'vicidial', 'outlook',
    'google', 'meta', 'vcard' or 'synonyms' (any header that names who and how to reach).
    """
    first = [(row, folded_header(cells)) for row, cells in enumerate(rows[:_HEADER_WITHIN])]
    for row, keys in first:
        present = set(keys)
        for name, signature in SIGNATURES:
            if present.issuperset(signature):
                return _mapped(name, row, rows[row], keys)
    if _is_vicidial(rows):
        fields = tuple((field, column) for column, field in enumerate(VICIDIAL) if field)
        return ColumnMapping("vicidial", fields, header_row=-1)
    best: ColumnMapping | None = None
    for row, keys in first:
        if any("@" in cell for cell in rows[row]):
            if sum(map(bool, keys)) > 1 and not looks_like_report_line(rows[row][0].strip()):
                break
            continue
        found = _mapped("synonyms", row, rows[row], keys)
        if _is_enough(found) and (best is None or len(found.fields) > len(best.fields)):
            best = found
    return best


def map_columns(header: Sequence[str], header_row: int = 0) -> ColumnMapping:
    """Return what the synonyms make of a header, however little; a start for mapping by hand."""
    return _mapped("by_hand", header_row, header, folded_header(header))


def _mapped(name: str, row: int, cells: Sequence[str], keys: Sequence[str]) -> ColumnMapping:
    """Map the columns of a header by the layout's own rules and the synonyms."""
    special = SPECIAL.get(name, {})
    ranked: list[tuple[int, int, str]] = []
    for column, key in enumerate(keys):
        if not key or _FAX_WORDS.intersection(key.split(" ")):
            continue
        if key in special:
            if special[key]:
                ranked.append((0, column, special[key]))
            continue
        field, rank = _field_of().get(key, ("", 0))
        if field:
            ranked.append((_rank(field, rank), column, field))
    ranked.sort()
    footer = "salesforce" if name == "salesforce" else ""
    fields = tuple((field, column) for _, column, field in ranked)
    header = tuple(clean_text(cell, 120) for cell in cells[:_MOST_COLUMNS])
    return ColumnMapping(name, fields, row, footer, header)


def _rank(field: str, rank: int) -> int:
    """Return the order among columns of one field; joined fields keep the order of the file."""
    return 0 if field in ("street", "note") else rank


def _is_enough(mapping: ColumnMapping) -> bool:
    """Tell whether the mapping names who it is and how to reach them, or person and company."""
    found = {field for field, _ in mapping.fields}
    who = bool(found & _NAMES) + ("company" in found)
    return who == 2 or (who == 1 and bool(found & REACH_FIELDS))  # noqa: PLR2004 - both of two


def _is_vicidial(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether rows have a dialling code in column 4 and a bare number in column 5."""
    filled = [row for row in rows if any(row)]
    return bool(filled) and all(
        len(row) >= _VICIDIAL_FEWEST
        and _VICIDIAL_CODE(row[3].strip() or "1")
        and _VICIDIAL_PHONE(row[4].strip())
        for row in filled
    )
