# SPDX-License-Identifier: MIT
"""A form is read like the row of a list, and whatever fits no field is kept in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.errors import BadInput
from leaddesk.domain.inquiry import read_inquiry
from leaddesk.domain.lead_draft import DraftOptions

US = DraftOptions(region="US", country="US")


def test_fields_go_by_the_names_of_columns() -> None:
    found = read_inquiry([("Vorname", "Ann"), ("nachname", "Lee"), ("TEL", "612 555 0148")], US)
    assert (found.draft.first_name, found.draft.last_name) == ("Ann", "Lee")
    assert found.draft.phones[0].e164 == "+16125550148"
    assert found.note == ""


def test_the_company_that_was_written_is_kept() -> None:
    assert read_inquiry([("company", "Acme"), ("email", "a@b.io")], US).draft.company == "Acme"
    assert read_inquiry([("email", "a@b.io")], US).draft.company == ""


def test_whatever_else_was_written_is_told() -> None:
    found = read_inquiry([("name", "Ann"), ("message", "Hello"), ("seats", "12"), ("x", "")], US)
    assert found.note == "Hello\nseats: 12"


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=60)), max_size=12))
def test_no_form_can_do_harm(pairs: list[tuple[str, str]]) -> None:
    try:
        found = read_inquiry(pairs, US)
    except BadInput:
        return
    assert "\0" not in found.note + found.draft.first_name + found.draft.company


def test_an_empty_form_is_nothing() -> None:
    with pytest.raises(BadInput):
        read_inquiry([], US)
