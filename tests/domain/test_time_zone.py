# SPDX-License-Identifier: MIT
"""Where a lead's clock stands, and that the tables behind it agree with the zone database."""

from __future__ import annotations

import csv
import datetime as dt
import importlib.resources
import zoneinfo
from pathlib import Path

import pytest

from leaddesk.domain.phone import read_numbers
from leaddesk.domain.region_table import POSTAL_CLOCKS, REGIONS, ZONE_WORDS
from leaddesk.domain.time_zone import (
    ZoneAnswer,
    clocks_of_country,
    clocks_of_region,
    resolve_zones,
    same_clock,
    zone_name,
)
from leaddesk.domain.zone_alias_table import ZONE_ALIASES
from leaddesk.domain.zone_table import COUNTRY_ZONES

_OFFICES = Path(__file__).parents[1] / "fixtures" / "lists" / "district_offices.csv"
_CHICAGO, _DENVER, _NEW_YORK = "America/Chicago", "America/Denver", "America/New_York"


@pytest.mark.parametrize(
    "asked, zones, origin",
    [
        (("US/Eastern", "US", "TX", (_CHICAGO,)), (_NEW_YORK,), "lead"),
        (("europe/berlin", "", "", ()), ("Europe/Berlin",), "lead"),
        (("Pacific Time", "", "", ()), ("America/Los_Angeles",), "lead"),
        (("(UTC-06:00) Central Time (US & Canada)", "US", "", ()), (_CHICAGO,), "lead"),
        (("CST", "China", "", ()), ("Asia/Shanghai", "Asia/Urumqi"), None),
        (("", "USA", "Minnesota", (_NEW_YORK,)), (_CHICAGO,), "address"),
        (("", "US", "TX", (_DENVER,)), (_DENVER,), "address"),
        (("", "US", "TX", (_NEW_YORK,)), (_CHICAGO, _DENVER), "address"),
        (("", "", "Minn.", ()), (_CHICAGO,), "address"),
        (("", "US", "US-MN", ()), (_CHICAGO,), "address"),
        (("", "Canada", "Québec", ("America/Toronto",)), ("America/Toronto",), "address"),
        (("", "AU", "WA", ()), ("Australia/Perth",), "address"),
        (("", "Brasil", "Sao Paulo", ()), ("America/Sao_Paulo",), "address"),
        (("", "MX", "Jalisco", ()), ("America/Mexico_City",), "address"),
        (("", "US", "GU", ()), ("Pacific/Guam",), "address"),
        (("", "US", "Nowhere", (_CHICAGO,)), (_CHICAGO,), "number"),
        (("", "", "", ("Asia/Calcutta",)), ("Asia/Kolkata",), "number"),
        (("", "GB", "Kent", ("Europe/Jersey", "Europe/London")), ("Europe/London",), "number"),
        (("", "Germany", "", (_CHICAGO,)), ("Europe/Berlin",), "country"),
        (("", "US", "", ()), (), ""),
        (("", "", "", ()), (), ""),
        (("", "", "", ("Mars/Olympus",)), (), ""),
    ],
)
def test_zones(
    asked: tuple[str, str, str, tuple[str, ...]], zones: tuple[str, ...], origin: str | None
) -> None:
    if origin is None:
        assert resolve_zones(*asked) == ZoneAnswer()
    else:
        assert resolve_zones(*asked) == ZoneAnswer(zones, origin)  # type: ignore[arg-type]


def test_the_teams_country_answers_last_and_only_with_one_clock() -> None:
    assert resolve_zones("", "", "", (), "DE") == ZoneAnswer(("Europe/Berlin",), "country")
    assert resolve_zones("", "", "", (_CHICAGO,), "DE") == ZoneAnswer((_CHICAGO,), "number")
    assert resolve_zones("", "", "", (), "US") == ZoneAnswer()
    assert resolve_zones("", "", "WA", (), "AU").zones == ("Australia/Perth",)
    assert resolve_zones("", "", "WA", (), "US").zones == ("America/Los_Angeles",)


def test_a_toll_free_number_tells_no_place() -> None:
    (number,) = read_numbers("800-555-0100", "US")
    assert resolve_zones("", "US", "", number.zones) == ZoneAnswer()


@pytest.mark.parametrize(
    "state, postal_code, zone",
    [
        ("FL", "32502", _CHICAGO),
        ("FL", "33101", _NEW_YORK),
        ("IN", "46410", _CHICAGO),
        ("TN", "37402", _NEW_YORK),
        ("TX", "79901", _DENVER),
        ("KY", "42003-0001", _CHICAGO),
    ],
)
def test_a_zip_code_settles_a_split_state(state: str, postal_code: str, zone: str) -> None:
    for number in ((), (_NEW_YORK,), (_CHICAGO,)):
        assert resolve_zones("", "US", state, number, "", postal_code).zones == (zone,)


def test_a_zip_code_of_another_state_settles_nothing() -> None:
    assert resolve_zones("", "US", "TX", (), "", "10001").zones == (_CHICAGO, _DENVER)


def test_every_office_of_the_real_list_lies_in_a_zone_of_its_state() -> None:
    with _OFFICES.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 1280
    for row in rows:
        state = row["State/Region"]
        numbers = read_numbers(row["Phone Number"], "US")
        told = numbers[0].zones if numbers else ()
        found = resolve_zones("", "", state, told, "US", row["Postal Code"])
        assert found.origin == "address"
        assert found.zones
        assert set(found.zones) <= set(clocks_of_region("US", state)), row


@pytest.mark.parametrize(
    "city, zones",
    [
        ("Pensacola", (_CHICAGO,)),
        ("Evansville", (_CHICAGO,)),
        ("Chattanooga", (_NEW_YORK,)),
        ("Rapid City", (_DENVER,)),
        ("El Paso", (_DENVER,)),
        ("Paducah", (_CHICAGO,)),
        ("Juneau", ("America/Anchorage",)),
    ],
)
def test_offices_in_split_states(city: str, zones: tuple[str, ...]) -> None:
    with _OFFICES.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["City"] == city]
    assert rows
    for row in rows:
        numbers = read_numbers(row["Phone Number"], "US")
        found = resolve_zones(
            "", "US", row["State/Region"], numbers[0].zones, "US", row["Postal Code"]
        )
        assert found.zones == zones


def test_every_zone_of_the_tables_exists() -> None:
    named = {zone for line in COUNTRY_ZONES.split("\n") for zone in line.split(" ")[1:]}
    named |= {zone for line in ZONE_ALIASES.split("\n") for zone in line.split(" ") if zone}
    named |= {zone for _, zone in ZONE_WORDS}
    assert named <= zoneinfo.available_timezones()


def test_every_zone_a_rule_gives_stands_for_its_clock() -> None:
    given = {zone for regions in REGIONS.values() for _, _, zones in regions for zone in zones}
    given |= {zone for clocks in POSTAL_CLOCKS.values() for zone, _ in clocks}
    assert {zone for zone in given if same_clock(zone) != zone} == set()


def test_the_tables_know_every_country_zone_of_the_database() -> None:
    text = importlib.resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            assert zone_name(zone) == zone
            assert same_clock(zone) in clocks_of_country(country)


def test_zones_on_one_line_show_the_same_time() -> None:
    days = [
        dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC) + dt.timedelta(days=30 * n) for n in range(36)
    ]
    for line in filter(None, COUNTRY_ZONES.split("\n")):
        head, *same = line.split(" ")[1:]
        for zone in same:
            for day in days:
                there = day.astimezone(zoneinfo.ZoneInfo(zone)).utcoffset()
                assert there == day.astimezone(zoneinfo.ZoneInfo(head)).utcoffset(), (zone, day)
