# SPDX-License-Identifier: MIT
"""The demo team: all of it could have happened, and it is alive whenever it is opened."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaddesk.desk import queries
from leaddesk.desk.demo.making import DemoFacts, make_demo
from leaddesk.desk.demo.shift import shift_for
from leaddesk.desk.desk import Desk
from leaddesk.domain.calling_hours import B2B, CallingArea, is_open
from leaddesk.domain.errors import RuleBroken
from leaddesk.storage.building import building
from leaddesk.storage.opening import open_store
from leaddesk.system.holiday_source import PackageHolidays

NOW = dt.datetime(2026, 5, 14, 18, 50, tzinfo=dt.UTC)  # a Thursday, 13:50 in Chicago
LEADS = 500
HOLIDAYS = PackageHolidays()
MADE_UP = re.compile(r"\+1\d{3}55501\d\d|\+442079460\d{3}|\+493023125\d{3}")
Row = tuple[object, ...]


def make(file: Path, now: dt.datetime, leads: int = LEADS) -> tuple[Desk, DemoFacts]:
    store = open_store(str(file), now)
    with building(store) as whole:
        facts = make_demo(whole, HOLIDAYS, now, leads=leads)
    return Desk(store, HOLIDAYS), facts


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "demo.db"


@pytest.fixture(scope="module")
def desk(file: Path) -> Iterator[Desk]:
    """A demo with fewer leads than the real one, made once; nobody writes into it."""
    made, facts = make(file, NOW)
    assert (facts.people, facts.leads) == (7, LEADS)
    yield made
    made.close()


def rows(file: Path, sql: str) -> list[Row]:
    connection = sqlite3.connect(file)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def moment(ms: object) -> dt.datetime:
    return dt.datetime.fromtimestamp(int(str(ms)) / 1000, dt.UTC)


def test_counters_equal_a_recount_of_the_journal(desk: Desk, file: Path) -> None:
    counted: Counter[tuple[object, ...]] = Counter()
    for person, day, tier, metrics in rows(
        file, "SELECT person_id, day, tier, counted FROM journal WHERE voided_by = ''"
    ):
        for metric in str(metrics).split(","):
            if metric:
                counted[person, day, tier, metric] += 1
    kept = rows(file, "SELECT person_id, day, tier, metric, n FROM counter")
    assert {row[:4]: row[4] for row in kept} == dict(counted)
    assert len(counted) > 200


def test_everything_happened_in_order_and_nothing_in_the_future(desk: Desk, file: Path) -> None:
    found = rows(file, "SELECT at, written_at FROM journal ORDER BY seq")
    written = [moment(row[1]) for row in found]
    assert written == sorted(written)
    assert written[-1] <= NOW
    # A clock that ran out is dated when it did, not when it was noticed.
    assert all(moment(row[0]) <= moment(row[1]) for row in found)


def test_nobody_works_on_weekends_or_public_holidays(desk: Desk, file: Path) -> None:
    days = {
        moment(row[0]).astimezone(ZoneInfo("America/Chicago")).date()
        for row in rows(
            file, "SELECT at FROM journal WHERE kind IN ('call', 'handoff', 'accepted')"
        )
    }
    assert len(days) >= 23
    assert all(day.weekday() < 5 for day in days)
    assert not any(HOLIDAYS.is_holiday("US", "", day) for day in days)


def test_nobody_is_called_outside_office_hours(desk: Desk, file: Path) -> None:
    calls = rows(
        file,
        "SELECT journal.at, area.time_zones, area.country, area.region FROM journal "
        "JOIN lead ON lead.id = journal.lead_id JOIN area ON area.id = lead.area_id "
        "WHERE journal.kind = 'call' AND journal.tier = 1",
    )
    assert len(calls) > 500
    for at, zones, country, region in calls:
        area = CallingArea(tuple(str(zones).split("|")), str(country), str(region))
        assert is_open(area, B2B, HOLIDAYS, moment(at))


def test_every_number_is_made_up_and_nobody_shares_one(desk: Desk, file: Path) -> None:
    numbers = [str(row[0]) for row in rows(file, "SELECT e164 FROM phone")]
    assert all(MADE_UP.fullmatch(number) for number in numbers)
    assert len(set(numbers)) == len(numbers) >= LEADS


def test_the_queue_begins_with_who_waits(desk: Desk) -> None:
    view = desk.ask(queries.AskQueue(1, 1), NOW)
    assert view.card is not None
    assert (view.card.name, view.card.phone) == ("Priya Raman", "+16125550148")
    classes = [row.class_number for row in view.up_next if row.opens_at is None]
    assert classes == sorted(classes)
    assert {1, 2, 3} <= set(classes)
    assert "Tom Okafor" in {row.name for row in view.up_next}


def test_handoffs_wait_with_their_clocks_and_feedback_is_owed(desk: Desk) -> None:
    view = desk.ask(queries.AskHandoffs(4), NOW)
    offered = {row.name: row for row in view.to_accept}
    assert offered["Viktor Hale"].accept_by - NOW == dt.timedelta(minutes=12)
    assert {"Sofia Marin", "Ken Abiola"} <= offered.keys()
    assert {"Ian Sato", "Rose Delgado"} <= {row.name for row in view.owed}
    assert all(row.due_at > NOW for row in view.owed)
    amounts = {row.name: row.amount for row in view.working}
    assert (amounts["James Petrov"], amounts["Aiko Tanabe"]) == (1_840_000, 790_000)
    assert desk.ask(queries.AskHandoffs(1), NOW).received


def test_the_window_is_told_that_it_is_a_demo(desk: Desk) -> None:
    facts = desk.ask(queries.AskTeam(), NOW)
    assert facts.demo
    assert (facts.people, facts.leads) == (7, LEADS)


def test_every_lead_is_found(desk: Desk) -> None:
    assert not desk.catch_up()
    assert [lead.name for lead in desk.ask(queries.AskSearch("okafor halden"), NOW)] == [
        "Tom Okafor"
    ]


def test_days_away_are_marked_and_break_no_streak(desk: Desk) -> None:
    cells = desk.ask(queries.AskMyDay(1), NOW).calendar
    states = Counter(cell.state.value for cell in cells)
    assert states["away"] == 1
    assert states["today"] == 1


def test_a_team_that_works_is_never_overwritten(tmp_path: Path) -> None:
    made, _ = make(tmp_path / "d.db", NOW, leads=60)
    made.close()
    with pytest.raises(RuleBroken, match="demo_needs_empty"):
        make(tmp_path / "d.db", NOW, leads=60)


def test_stopping_leaves_nothing(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "d.db"), NOW)
    with pytest.raises(RuleBroken, match="demo_cancelled"), building(store) as whole:
        make_demo(whole, HOLIDAYS, NOW, leads=60, cancelled=lambda: True)
    desk = Desk(store, HOLIDAYS)
    assert desk.ask(queries.AskPeople(), NOW) == ()
    assert desk.ask(queries.AskTeam(), NOW).leads == 0
    desk.close()


@pytest.mark.parametrize(
    "now",
    [
        dt.datetime(2026, 11, 21, 22, 26, tzinfo=dt.UTC),  # Saturday evening
        dt.datetime(2026, 5, 13, 8, 5, tzinfo=dt.UTC),  # the middle of the American night
    ],
)
def test_it_is_alive_at_night_and_on_weekends(tmp_path: Path, now: dt.datetime) -> None:
    desk, _ = make(tmp_path / "d.db", now, 150)
    view = desk.ask(queries.AskQueue(1, 1), now)
    assert view.card is not None
    assert any(row.opens_at is None for row in view.up_next)
    progress = desk.ask(queries.AskProgress(1), now)
    assert 10 <= progress.score <= 80
    assert progress.goals[0].expected > 0
    desk.close()


@settings(max_examples=60, deadline=None)
@given(st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 12, 31)))  # noqa: DTZ001 - made aware below
def test_the_day_is_under_way_at_any_moment(at: dt.datetime) -> None:
    now = at.replace(tzinfo=dt.UTC)
    shift = shift_for(now, HOLIDAYS)
    assert 0.25 <= shift.share <= 0.92
    assert shift.hours.day_of(now) == shift.today
    assert shift.today.weekday() in shift.weekdays
