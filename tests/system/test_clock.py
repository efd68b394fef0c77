# SPDX-License-Identifier: MIT
"""The clock is in UTC, and the zone of this computer has a name the rules can use."""

from __future__ import annotations

import datetime as dt
import os
import time

import pytest

from leaddesk.domain.local_day import known_zone
from leaddesk.system import clock


def test_the_moment_is_in_utc_and_moves_on() -> None:
    first = clock.now()
    assert first.tzinfo is dt.UTC
    assert clock.now() >= first


def test_the_zone_of_this_computer_is_known() -> None:
    assert known_zone(clock.local_zone()) is not None


def test_a_zone_set_for_this_program_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", ":Europe/Berlin")
    assert clock.local_zone() == "Europe/Berlin"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="needs to set the zone of the process")
@pytest.mark.parametrize("zone", ["America/Chicago", "America/Phoenix", "Australia/Sydney"])
def test_a_zone_without_a_name_is_known_by_its_clock(
    monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert clock.with_same_clock(clock.now()) == zone
    finally:
        monkeypatch.undo()
        assert os.environ.get("TZ") == before
        time.tzset()
