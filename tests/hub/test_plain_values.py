# SPDX-License-Identifier: MIT
"""What a database can't hold is told before it is asked to."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from leaddesk.desk.commands import AddNote, LogCall
from leaddesk.hub.plain_values import is_plain

NOW = dt.datetime(2026, 5, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "value",
    [
        "a\0b",
        "\ud800",
        2**63,
        -(2**63) - 1,
        1e300,
        NOW.replace(tzinfo=None),
        NOW.replace(year=1),
        ["x", {"y": ("\0",)}],
        {"\0": 1},
        AddNote(1, "a\0b"),
        LogCall(2**63, "busy"),
        msgspec.Raw(b'{"a":"\\u0000"}'),
    ],
)
def test_it_is_found_wherever_it_stands(value: object) -> None:
    assert not is_plain(value)


@pytest.mark.parametrize("value", ["é✓", 2**63 - 1, 1.5, None, NOW, AddNote(1, "a\nb"), [True]])
def test_what_can_be_held_is_plain(value: object) -> None:
    assert is_plain(value)
