# SPDX-License-Identifier: MIT
"""Times as people type them are read on the clock of the prospect, and always lie ahead."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.gui.models import when_choices
from leaddesk.gui.typed_time import read_time

# A Tuesday.
NOW = dt.datetime(2026, 5, 12, 10, 42)  # noqa: DTZ001 - a clock on the wall has no zone


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("14:30", "2026-05-12 14:30"),
        ("14.30", "2026-05-12 14:30"),
        ("2pm", "2026-05-12 14:00"),
        ("2:15 pm", "2026-05-12 14:15"),
        ("12 am", "2026-05-13 00:00"),
        ("9:00", "2026-05-13 09:00"),
        ("fri 14:30", "2026-05-15 14:30"),
        ("Friday", "2026-05-15 10:00"),
        ("friday at 9", "2026-05-15 09:00"),
        ("tue 9:00", "2026-05-19 09:00"),
        ("tomorrow", "2026-05-13 10:00"),
        ("tomorrow 8:15", "2026-05-13 08:15"),
        ("tomorrow afternoon", "2026-05-13 14:30"),
        ("day after tomorrow 11", "2026-05-14 11:00"),
        ("today 17:00", "2026-05-12 17:00"),
        ("in 2 h", "2026-05-12 12:42"),
        ("45 min", "2026-05-12 11:27"),
        ("in 3 days", "2026-05-15 10:00"),
        ("2 weeks", "2026-05-26 10:00"),
        ("12 june 9:00", "2026-06-12 09:00"),
        ("june 12", "2026-06-12 10:00"),
        ("3 feb", "2027-02-03 10:00"),
        ("Wed 12 May 2027 11:45", "2027-05-12 11:45"),
        ("2026-06-01", "2026-06-01 10:00"),
        ("Mon 2026-06-01 16:00", "2026-06-01 16:00"),
        ("1.6.2026 16:00", "2026-06-01 16:00"),
        ("6/1 16:00", "2026-06-01 16:00"),
    ],
)
def test_what_people_type_is_read(typed: str, meant: str) -> None:
    found = read_time(typed, NOW)
    assert found is not None
    assert f"{found:%Y-%m-%d %H:%M}" == meant


@pytest.mark.parametrize(
    "typed",
    ["", "some day", "25:00", "12:75", "today 9:00", "2020-01-01", "31 feb", "fri lunch"],
)
def test_what_is_no_time_ahead_is_none(typed: str) -> None:
    assert read_time(typed, NOW) is None


@given(st.text(max_size=40))
def test_nothing_that_is_typed_breaks_it_or_lies_behind(typed: str) -> None:
    found = read_time(typed, NOW)
    assert found is None or found > NOW


@given(
    st.datetimes(dt.datetime(2026, 5, 13), dt.datetime(2027, 5, 10))  # noqa: DTZ001
)
def test_what_the_field_shows_is_read_as_the_same_moment(moment: dt.datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    assert read_time(when_choices._typed(moment, NOW.date()), NOW) == moment


@pytest.mark.parametrize("zone", ["America/Chicago", "Asia/Kolkata", "Europe/Berlin", ""])
@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_every_choice_that_is_offered_can_be_taken(zone: str, hour: int) -> None:
    for day in range(11, 18):
        now = dt.datetime(2026, 5, day, hour, 17, tzinfo=dt.UTC)
        choices = (
            *when_choices.call_times(now, zone), *when_choices.later_dates(now, zone),
            *when_choices.step_dates(now, zone), *when_choices.contract_ends(now, zone),
        )  # fmt: skip
        for choice in choices:
            meant = when_choices.meant(choice.text, now, zone)
            assert meant is not None
            assert meant > now


def test_a_callback_is_suggested_on_a_working_day() -> None:
    friday = dt.datetime(2026, 5, 15, 21, 0, tzinfo=dt.UTC)
    first = when_choices.call_times(friday, "America/Chicago")[0]
    assert first.text == "Mon 18 May 10:00"
