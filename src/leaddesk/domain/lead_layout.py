# SPDX-License-Identifier: MIT
"""Which column of a list holds what: known exports by their signature, others by synonyms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

FIELDS: tuple[str, ...] = (
    "first_name", "last_name", "full_name", "company", "title", "email",
    "phone", "mobile", "company_phone", "other_phone", "phone_code",
    "street", "city", "region", "postal_code", "country",
    "website", "industry", "employees", "note", "source", "campaign",
    "time_zone", "do_not_call", "external_id",
)  # fmt: skip
"""What a column can be mapped to; phone fields, note and street may take several columns."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which 0-based column feeds which field, kept per header; `fields` are (field, column) pairs."""

    name: str
    fields: tuple[tuple[str, int], ...]
    header_row: int = 0
    """0-based row of the header, -1 when the file has none; data starts after it."""
    footer: str = ""
    """Rule that ends the data: '' none, 'salesforce'."""
    header: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the mapping as plain JSON values."""
        raise NotImplementedError

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> ColumnMapping:
        """Return the mapping kept as JSON; raises BadInput("mapping.damaged")."""
        raise NotImplementedError


def recognise(rows: Sequence[Sequence[str]]) -> ColumnMapping | None:
    """Return the mapping for the first rows of a list, or None: then the person maps the columns.

    `name` is 'zoominfo', 'apollo', 'hubspot', 'salesforce', 'linkedin', 'vicidial', 'outlook',
    'google', 'meta', 'vcard' or 'synonyms'.
    """
    raise NotImplementedError


def header_key(header: Sequence[str]) -> str:
    """Return a stable fingerprint of a header, to keep a mapping for it."""
    raise NotImplementedError
