# SPDX-License-Identifier: MIT
"""Rows into drafts: nothing reachable is lost, nothing unclean comes through."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.cleaning import LIMITS
from leaddesk.domain.drafting import draft_rows, says_do_not_call
from leaddesk.domain.lead_details import employee_count
from leaddesk.domain.lead_draft import DraftOptions, DraftPhone, LeadDraft, RejectedRow
from leaddesk.domain.lead_layout import ColumnMapping, recognise

_HEADER = [
    "First Name",
    "Last Name",
    "Company",
    "Phone",
    "Mobile",
    "Email",
    "State",
    "DNC",
    "Notes",
]


def _drafts(
    *rows: Sequence[str], header: Sequence[str] = _HEADER, options: DraftOptions | None = None
) -> list[LeadDraft | RejectedRow]:
    mapping = recognise([header])
    assert mapping is not None
    return list(draft_rows(enumerate([header, *rows], 1), mapping, options or DraftOptions()))


def _one(*cells: str, header: Sequence[str] = _HEADER) -> LeadDraft:
    (draft,) = _drafts(cells, header=header)
    assert isinstance(draft, LeadDraft)
    return draft


def test_a_row_becomes_a_clean_draft() -> None:
    draft = _one(
        " Ann ", "Lee\u200b", "Acme  Inc", "(612) 555-0148 x9", "6125550149", "ANN@Acme.example",
        "mn", "", "likes\nmornings",
    )  # fmt: skip
    assert (draft.row, draft.first_name, draft.last_name, draft.company) == (
        2,
        "Ann",
        "Lee",
        "Acme Inc",
    )
    assert draft.phones == (
        DraftPhone("+16125550148", "direct", "9"),
        DraftPhone("+16125550149", "mobile"),
    )
    assert draft.email == "ann@acme.example"
    assert (draft.zones, draft.zone_origin) == (("America/Chicago",), "address")
    assert draft.note == "likes\nmornings"
    assert not draft.do_not_call


def test_a_number_stands_once_even_if_two_columns_hold_it() -> None:
    draft = _one("Ann", "Lee", "", "612-555-0148", "+1 612 555 0148", "", "", "", "")
    assert draft.phones == (DraftPhone("+16125550148", "direct"),)


def test_a_lead_with_a_bad_number_only_is_not_lost() -> None:
    draft = _one("Ann", "Lee", "", "555-0148", "", "", "", "", "")
    assert draft.phones == ()
    assert draft.bad_phones == ("555-0148",)


def test_words_for_no_number_are_no_bad_number() -> None:
    draft = _one("Ann", "Lee", "Acme", "N/A", "-", "none", "", "", "")
    assert (draft.bad_phones, draft.email, draft.bad_email) == ((), "", "")


def test_a_bad_address_is_told() -> None:
    assert _one("Ann", "Lee", "Acme", "", "", "ann@@acme", "", "", "").bad_email == "ann@@acme"


@pytest.mark.parametrize(
    "cells, reason",
    [
        (["", "", "", "", "", "", "MN", "", "a note"], "empty"),
        (["Ann", "Lee", "", "N/A", "", "", "MN", "", ""], "nobody"),
        (["Ann", "Lee", "Acme", "", "", "", "", "", "", "spilled"], None),
    ],
)
def test_refused_rows(cells: list[str], reason: str | None) -> None:
    (row,) = _drafts(cells)
    if reason is None:
        assert isinstance(row, LeadDraft)
        assert row.note == ", spilled"
    else:
        assert row == RejectedRow(2, reason, "", tuple(cells))


def test_a_row_with_more_cells_than_the_header_is_refused() -> None:
    (row,) = _drafts(["Ann", "Lee", "612-555-0148", "9"], header=["First", "Last", "Phone"])
    assert isinstance(row, RejectedRow)
    assert row.reason == "too_many_cells"
    (fine,) = _drafts(["Ann", "Lee", "612-555-0148", " ", ""], header=["First", "Last", "Phone"])
    assert isinstance(fine, LeadDraft)


def test_blank_rows_are_nothing_and_short_rows_are_rows() -> None:
    rows = _drafts([], ["", ""], ["  ", " "], ["Ann", "Lee", "Acme"])
    assert [row.row for row in rows] == [5]


@pytest.mark.parametrize(
    "cell", ["1", "yes", "X", "true", "DNC", "2026-01-05", "on", "Do not call"]
)
def test_a_mark_forbids_calling(cell: str) -> None:
    assert says_do_not_call(cell)
    assert _one("Ann", "Lee", "Acme", "", "", "", "", cell, "").do_not_call


@pytest.mark.parametrize("cell", ["", " ", "0", "no", "FALSE", "N", "0.0", "None"])
def test_a_clear_no_allows_calling(cell: str) -> None:
    assert not says_do_not_call(cell)


def test_a_company_in_the_name_is_the_company() -> None:
    header = ["Name", "Company", "Phone"]
    alone = _one("Bay Plumbing LLC", "", "612-555-0148", header=header)
    assert (alone.first_name, alone.last_name, alone.company) == ("", "", "Bay Plumbing LLC")
    twice = _one("Bay Plumbing", "Bay Plumbing", "612-555-0148", header=header)
    assert (twice.last_name, twice.company) == ("", "Bay Plumbing")
    other = _one("Bay Plumbing LLC", "Acme", "", header=header)
    assert (other.last_name, other.company) == ("Bay Plumbing LLC", "Acme")


def test_an_extension_stands_in_a_column_of_its_own_or_with_the_number() -> None:
    header = ["Name", "Phone", "Ext", "Mobile"]
    draft = _one("Ann Lee", "612-555-0148", "204", "612-555-0149", header=header)
    assert [phone.extension for phone in draft.phones] == ["204", ""]
    assert _one("Ann Lee", "612-555-0148 x9", "204", "", header=header).phones[0].extension == "9"


def test_the_rows_country_reads_its_numbers() -> None:
    header = ["Name", "Phone", "Country"]
    german = _one("Jan Berg", "030 1234567", "Germany", header=header)
    assert german.phones[0].e164 == "+49301234567"
    assert (german.country, german.zones) == ("DE", ("Europe/Berlin",))


def test_options_fill_what_rows_leave_open() -> None:
    options = DraftOptions(region="DE", source="Fair", campaign="Spring")
    (draft,) = _drafts(
        ["Jan Berg", "030 1234567", ""], header=["Name", "Phone", "Source"], options=options
    )
    assert isinstance(draft, LeadDraft)
    assert (draft.phones[0].e164, draft.source, draft.campaign) == (
        "+49301234567",
        "Fair",
        "Spring",
    )


@pytest.mark.parametrize(
    "site, kept",
    [
        ("acme.example", "acme.example"),
        ("https://acme.example/x", "https://acme.example/x"),
        ("acme.example:8080", "acme.example:8080"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("see our card", ""),
    ],
)
def test_only_web_addresses_are_kept_as_websites(site: str, kept: str) -> None:
    assert _one("Ann Lee", "Acme", site, header=["Name", "Company", "Website"]).website == kept


def test_several_street_columns_are_joined_in_order() -> None:
    header = ["Name", "Company", "Address 1", "Address 2"]
    assert (
        _one("Ann Lee", "Acme", "9 Main St", "Suite 4", header=header).street
        == "9 Main St, Suite 4"
    )


@given(
    st.lists(
        st.text(st.one_of(st.characters(), st.sampled_from("\x00\n\u202e'=612-5")), max_size=300),
        max_size=11,
    )
)
def test_whatever_a_row_holds_its_draft_is_bounded(cells: list[str]) -> None:
    for row in _drafts(cells):
        if isinstance(row, LeadDraft):
            for field in ("first_name", "last_name", "company", "region", "note", "email"):
                assert len(getattr(row, field)) <= LIMITS[field]
            assert all(len(bad) <= LIMITS["phone"] for bad in row.bad_phones)
            assert "\x00" not in repr(row)


def test_no_columns_mapped_gives_no_lead() -> None:
    rows = list(draft_rows([(1, ["Ann"])], ColumnMapping("by_hand", (), -1), DraftOptions()))
    assert rows == [RejectedRow(1, "empty", "", ("Ann",))]


@pytest.mark.parametrize(
    "cell, count", [("11-50", 11), ("1,200", 1200), ("1203²0", 12030), ("9" * 400, 10_000_000)]
)
def test_any_text_names_a_number_of_employees_or_none(cell: str, count: int) -> None:
    assert employee_count(cell) == count
