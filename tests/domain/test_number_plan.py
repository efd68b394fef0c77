# SPDX-License-Identifier: MIT
"""Columns of numbers: their kinds, the labels beside them, extensions in a column of their own."""

from __future__ import annotations

import pytest

from leaddesk.domain.lead_layout import recognise
from leaddesk.domain.number_plan import extension_in, kind_by_label, number_columns


def _columns(*header: str) -> list[tuple[str, int, int, int]]:
    mapping = recognise([header])
    assert mapping is not None
    return [(c.kind, c.column, c.label, c.extension) for c in number_columns(mapping)]


def test_each_column_has_its_kind() -> None:
    header = ("Company", "Phone", "Mobile", "Switchboard", "Home Phone", "Direct Dial")
    assert _columns(*header) == [
        ("direct", 1, -1, -1), ("direct", 5, -1, -1), ("mobile", 2, -1, -1),
        ("company", 3, -1, -1), ("other", 4, -1, -1),
    ]  # fmt: skip


def test_a_column_of_extensions_belongs_to_the_first_number() -> None:
    assert _columns("Company", "Phone", "Ext.", "Mobile", "Email") == [
        ("direct", 1, -1, 2), ("mobile", 3, -1, -1),
    ]  # fmt: skip


def test_google_says_beside_a_number_what_it_is() -> None:
    header = ("First Name", "Phone 1 - Label", "Phone 1 - Value", "Phone 2 - Type",
              "Phone 2 - Value", "E-mail 1 - Value")  # fmt: skip
    assert _columns(*header) == [("direct", 2, 1, -1), ("other", 4, 3, -1)]


@pytest.mark.parametrize(
    "label, kind",
    [("Mobile", "mobile"), ("* Work", "direct"), ("Work Fax", ""), ("Home", "other"),
     ("Main", "company"), ("", "direct"), ("grandCentral", "direct")],
)  # fmt: skip
def test_labels(label: str, kind: str) -> None:
    assert kind_by_label(label, "direct") == kind


@pytest.mark.parametrize(
    "cell, extension",
    [("123", "123"), ("x123", "123"), ("123.0", "123"), ("", ""), ("n/a", ""), ("1 or 2", "")],
)
def test_extensions_of_their_own(cell: str, extension: str) -> None:
    assert extension_in(cell) == extension
