# SPDX-License-Identifier: MIT
"""What is typed means one thing or is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.cli import readers
from leaddesk.cli.readers import WrongUse

CHICAGO = "America/Chicago"


@pytest.mark.parametrize(
    "typed,told",
    [
        ("2026-05-12T13:30", "2026-05-12T18:30:00+00:00"),
        ("2026-05-12 13:30", "2026-05-12T18:30:00+00:00"),
        ("2026-05-12T13:30:15", "2026-05-12T18:30:15+00:00"),
        ("2026-05-12T13:30Z", "2026-05-12T13:30:00+00:00"),
        ("2026-05-12T13:30+02:00", "2026-05-12T11:30:00+00:00"),
        ("2026-01-12", "2026-01-12T15:00:00+00:00"),
    ],
)
def test_a_moment_is_read_in_the_persons_zone(typed: str, told: str) -> None:
    assert readers.moment(typed, CHICAGO).isoformat() == told


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "now",
        "13:30",
        "20260512T1330",
        "2026-13-01T00:00",
        "2026-02-30",
        "2026-05-12T25:00",
        "2026-W20-2",
        "２０２６-05-12T13:30",
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:59",
    ],
)
def test_what_is_not_a_moment_is_refused(typed: str) -> None:
    with pytest.raises(WrongUse):
        readers.moment(typed, CHICAGO)


@pytest.mark.parametrize("typed", ["2026-03-08T02:30", "2026-11-01T01:30"])
def test_a_clock_time_that_a_zone_skips_or_repeats_needs_an_offset(typed: str) -> None:
    with pytest.raises(WrongUse, match="offset"):
        readers.moment(typed, CHICAGO)
    assert readers.moment(f"{typed}-05:00", CHICAGO).tzinfo is dt.UTC


@pytest.mark.parametrize("typed", ["0001-01-01", "1969-12-31T23:59", "9999-12-31T10:00Z"])
def test_a_year_that_no_team_works_in_is_a_typing_mistake(typed: str) -> None:
    with pytest.raises(WrongUse, match="not a time"):
        readers.moment(typed, CHICAGO)


@given(
    st.datetimes(dt.datetime.fromisoformat("1970-01-02"), dt.datetime.fromisoformat("2100-01-01"))
)
def test_what_is_written_with_an_offset_is_read_back(at: dt.datetime) -> None:
    moment = at.replace(tzinfo=dt.UTC, microsecond=0)
    assert readers.moment(moment.isoformat(), CHICAGO) == moment


@given(st.text(max_size=30))
def test_no_text_breaks_the_readers(typed: str) -> None:
    told = []
    for read in (
        lambda: readers.moment(typed, CHICAGO),
        lambda: readers.clock_time(typed),
        lambda: readers.amount(typed),
        lambda: readers.pair(typed, "--map"),
    ):
        try:
            told.append(str(read()))
        except WrongUse as wrong:
            told.append(wrong.message)
    assert all(told)


@pytest.mark.parametrize(
    "typed,minor",
    [("18400", 1_840_000), ("18400.5", 1_840_050), ("18,400.50", 1_840_050), ("0", 0)],
)
def test_an_amount_is_read_as_minor_units(typed: str, minor: int) -> None:
    assert readers.amount(typed) == minor


@pytest.mark.parametrize("typed", ["", "-1", "1.234", "1e99", "NaN", "inf", "$5"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(WrongUse):
        readers.amount(typed)
