# SPDX-License-Identifier: MIT
"""Rows of a list turned into clean drafts of leads, or into rejected rows with their reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from leaddesk.domain.lead_layout import ColumnMapping


@dataclass(frozen=True, slots=True)
class DraftPhone:
    """A number of a draft: kind is 'direct', 'mobile', 'company' or 'other'."""

    e164: str
    kind: str
    extension: str = ""


@dataclass(frozen=True, slots=True)
class LeadDraft:
    """One clean row: every text bounded, numbers in E.164, `row` as a spreadsheet counts (from 1)."""

    row: int
    first_name: str
    last_name: str
    company: str
    title: str
    email: str
    phones: tuple[DraftPhone, ...]
    bad_phones: tuple[str, ...]
    street: str
    city: str
    region: str
    postal_code: str
    country: str
    """ISO2 code, or '' when the row does not say."""
    website: str
    industry: str
    employees: str
    zones: tuple[str, ...]
    zone_origin: str
    do_not_call: bool
    note: str
    source: str
    campaign: str
    external_id: str
    bad_email: str = ""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that can't become a lead: `reason` is a key, 'empty', 'nobody' or 'too_many_cells'."""

    row: int
    reason: str
    detail: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftOptions:
    """How to read a list: what the file can't tell or what the person chose in the preview."""

    region: str = "US"
    """ISO2 region that reads national numbers when the row names no country."""
    country: str = ""
    """ISO2 country of rows that name none; used for the time zone, last of all."""
    source: str = ""
    campaign: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: int = 0


def draft_rows(
    rows: Iterable[tuple[int, Sequence[str]]], mapping: ColumnMapping, options: DraftOptions
) -> Iterator[LeadDraft | RejectedRow]:
    """Yield one draft or one rejection per data row, in order; rows are (number, cells)."""
    raise NotImplementedError
