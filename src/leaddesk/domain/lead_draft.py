# SPDX-License-Identifier: MIT
"""Rows of a list turned into clean drafts of leads, or into rejected rows with their reason."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from leaddesk.domain.lead_keys import LeadKeys


class DraftPhone(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A number of a draft: kind is 'direct', 'mobile', 'company' or 'other'.

    `bad` says why it can't be called from this lead, as with `lead.Number`.
    """

    e164: str
    kind: str
    extension: str = ""
    bad: str = ""


class LeadDraft(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="draft"):
    """One clean row: every text bounded, numbers in E.164, `row` as a spreadsheet counts (from 1).

    `country` is an ISO2 code or ''; `bad_phones` and `bad_email` are what could not be read as a
    number or address; `zone_origin` is as in `time_zone.ZoneAnswer`.
    """

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
    details: str = ""
    """What only the card shows, as it is kept (`lead_details`); made with the draft."""
    keys: LeadKeys | None = None
    """What the lead is compared with, where it was made with the draft."""


class RejectedRow(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="rejected"):
    """A row that can't become a lead; `reason` is 'empty', 'nobody' or 'too_many_cells'.

    empty: no name, company, number or address. nobody: a name alone, with nothing to reach or find
    the person by. too_many_cells: more cells than the header has, so what is what can't be told.
    """

    row: int
    reason: str
    detail: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftOptions:
    """How to read a list: what the file can't tell, or what the person chose in the preview.

    `region` (ISO2) reads national numbers of rows that name no country; `country` (ISO2) is where
    such rows are taken to be. `source` and `campaign` fill rows that name none. `encoding`,
    `delimiter` and `sheet` overrule what the file looks like.
    """

    region: str = "US"
    country: str = ""
    source: str = ""
    campaign: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: int = 0
