# SPDX-License-Identifier: MIT
"""Tests for hours as people type them: what is told can be read again, nonsense is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from leaddesk.domain.calling_profile import CallingProfile
from leaddesk.domain.errors import BadInput
from leaddesk.domain.place_hours_table import SHIPPED
from leaddesk.words import typed_hours


@pytest.mark.parametrize(
    "text, days, hours",
    [
        ("mon-fri 9:00-17:30", (0, 1, 2, 3, 4), ["9:00-17:30"]),
        ("Mon, Wed: 9 - 12 and 13-17", (0, 2), ["9:00-12:00", "13:00-17:00"]),
        ("every day 8.00–24:00", (0, 1, 2, 3, 4, 5, 6), ["8:00-24:00"]),
        ("sat-mon 10-11", (0, 5, 6), ["10:00-11:00"]),
    ],
)
def test_hours_are_read(text: str, days: tuple[int, ...], hours: list[str]) -> None:
    found = typed_hours.read(text)
    profile = CallingProfile(
        "x", frozenset(found.weekdays), found.opens, found.closes, skips_holidays=False,
        own_hours=found.own_hours,
    )  # fmt: skip
    assert found.weekdays == days
    assert typed_hours.told(profile).partition(" ")[2] == " ".join(hours)


def test_all_that_ships_comes_back_as_it_was_told() -> None:
    for row in SHIPPED:
        found = typed_hours.read(typed_hours.told(row.profile))
        again = CallingProfile(
            "x", frozenset(found.weekdays), found.opens, found.closes, skips_holidays=False,
            own_hours=found.own_hours,
        )  # fmt: skip
        assert [again.hours_on(d) for d in range(7)] == [row.profile.hours_on(d) for d in range(7)]


def test_days_may_differ() -> None:
    found = typed_hours.read("mon-fri 9:00-20:00\nsat 9:00-17:00")
    assert (5, dt.time(9), dt.time(17)) in found.own_hours


@pytest.mark.parametrize("text", ["", "9-17", "mon", "someday 9-17", "mon 25-26", "mon 9-17 x"])
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="bad_typed_hours"):
        typed_hours.read(text)
