# SPDX-License-Identifier: MIT
"""Tests for the night's walk: once a day, by one process, past every lead, told in the journal."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from leaddesk.desk import night
from leaddesk.desk.desk import Desk
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.domain.lead import LeadState
from tests.factories import DAY, HOUR, MINUTE, Office


def walks(office: Office) -> list[dict[str, int]]:
    """What each walk changed, oldest first."""
    rows = office.sql("SELECT data FROM journal WHERE kind = 'rescrubbed' ORDER BY seq")
    return [json.loads(row[0]) for row in rows]


def slip_by(office: Office, number: str) -> None:
    """Put a number on the list as a database of before would have it, with nobody held back."""
    office.write(
        "INSERT INTO suppression (kind, value, since, person_id) VALUES ('number', :n, 1, 1)",
        n=number,
    )


def tend(desk: Desk, at: dt.datetime) -> int:
    """Let a desk do its steps; return how many it did."""
    steps = 0
    while desk.tend(at):
        steps += 1
    return steps


@pytest.fixture(autouse=True)
def _short_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(night, "STEP", 2)


def test_every_lead_is_compared_once_a_day(office: Office) -> None:
    leads = [office.lead() for _ in range(5)]
    slip_by(office, office.lead_now(leads[4]).phone)
    assert tend(office.desk, office.now) == 3
    assert walks(office) == [{"leads": 5, "held": 1, "freed": 0, "moved": 0}]
    assert office.lead_now(leads[4]).state is LeadState.SUPPRESSED
    assert tend(office.desk, office.now) == 0
    office.later(13 * HOUR)
    assert tend(office.desk, office.now) == 0, "2:00 in New York belongs to the day before"
    office.later(2 * HOUR)
    assert tend(office.desk, office.now) == 3
    assert len(walks(office)) == 2


def test_two_processes_do_not_walk_twice(office: Office) -> None:
    for _ in range(5):
        office.lead()
    other = Desk(office.store, NoHolidays())
    assert office.desk.tend(office.now)
    assert tend(other, office.now) == 0
    assert tend(office.desk, office.now) == 2
    assert tend(other, office.now) == 0
    assert len(walks(office)) == 1


def test_a_walk_that_was_left_is_carried_on(office: Office) -> None:
    for _ in range(5):
        office.lead()
    other = Desk(office.store, NoHolidays())
    assert office.desk.tend(office.now)
    office.later(night.LEFT + MINUTE)
    assert tend(other, office.now) == 2
    assert walks(office)[0]["leads"] == 5
    assert tend(office.desk, office.now) == 0


def test_a_walk_may_be_asked_for_and_stopped(office: Office) -> None:
    leads = [office.lead() for _ in range(3)]
    slip_by(office, office.lead_now(leads[0]).phone)
    heard: list[int] = []
    with pytest.raises(RuleBroken, match="rescrub_cancelled"):
        office.desk.rescrub(office.boss, office.now, cancelled=lambda: True)
    result = office.desk.rescrub(office.boss, office.now, report=heard.append)
    assert (result.leads, result.held, heard) == (3, 1, [2, 3])
    office.later(DAY)
    assert tend(office.desk, office.now) == 2
