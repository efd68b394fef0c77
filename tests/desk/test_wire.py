# SPDX-License-Identifier: MIT
"""What workstation and hub say to each other is the same after the way, as JSON."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from leaddesk.desk.wire import (
    Granted,
    Hand,
    Held,
    Hello,
    LeadRows,
    News,
    Pushed,
    Result,
    Sent,
    Welcome,
)

NOON = dt.datetime(2026, 5, 12, 17, tzinfo=dt.UTC)
ROWS = LeadRows(7, {"lead": [[7, 1, "Ann", 0.1 + 0.2, None]], "phone": []})


@pytest.mark.parametrize(
    "said",
    [
        Hello(1, 12, "proof", (Held(2**41, 7, 3600.5),)),
        Welcome("hub", "epoch", "boot", NOON, 12),
        Sent(1, "ab", NOON, "LogCall", 1, '{"lead_id":7}', 7, 7, 2**41),
        Pushed(3, "proof", (Result(3, "late", 9), Result(4, "gap", expected=2))),
        News("boot", 4, 5, more=True, leads=(ROWS, LeadRows(8, None)), own={"counter": [[1]]}),
        Hand((Granted(2**41, 14_400.0, ROWS),)),
    ],
)
def test_it_is_the_same_after_the_way(said: object) -> None:
    assert msgspec.json.decode(msgspec.json.encode(said), type=type(said)) == said


def test_what_a_newer_one_adds_is_passed_over() -> None:
    told = b'{"version":1,"acknowledged":0,"token":"","held":[],"mood":"good"}'
    assert msgspec.json.decode(told, type=Hello) == Hello(1, 0, "")
