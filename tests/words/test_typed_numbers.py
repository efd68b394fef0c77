# SPDX-License-Identifier: MIT
"""Amounts and shares are read as people type them."""

from __future__ import annotations

import pytest

from leaddesk.words.typed_numbers import read_amount, read_percent


@pytest.mark.parametrize(
    "typed, minor",
    [
        ("18,400", 1_840_000),
        ("18.400", 1_840_000),
        ("18400", 1_840_000),
        ("$18,400.50", 1_840_050),
        ("18 400,5", 1_840_050),
        ("7", 700),
        ("", 0),
        ("a lot", 0),
        ("-5", 0),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, minor: int) -> None:
    assert read_amount(typed) == minor


@pytest.mark.parametrize(
    "typed, share",
    [
        ("24", 0.24),
        (" 24 % ", 0.24),
        ("24%", 0.24),
        ("4,5 %", 0.045),
        ("100", 1.0),
        ("0", None),
        ("101", None),
        ("a third", None),
        ("-4", None),
        ("", None),
    ],
)
def test_shares_are_typed_in_percent(typed: str, share: float | None) -> None:
    assert read_percent(typed) == (pytest.approx(share) if share else None)
