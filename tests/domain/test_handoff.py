# SPDX-License-Identifier: MIT
"""Tests for handoffs: clocks in business hours, moves between states, packets, receivers."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.business_hours import BusinessHours
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.handoff import (
    HandoffClocks,
    HandoffState,
    check_move,
    deadlines,
    next_receiver,
    packet,
    stages_until,
)

ZONE = ZoneInfo("America/New_York")
HOURS = BusinessHours("America/New_York")
MOMENTS = st.integers(0, 3 * 365 * 24 * 60).map(
    lambda minutes: dt.datetime(2025, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
)
MAY = dt.datetime(2026, 5, 12, 10, tzinfo=ZONE)
"""A Tuesday; business hours are from 9:00 to 17:30, 8.5 hours a day."""


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 5, day, hour, minute, tzinfo=ZONE)


def test_a_hot_handoff_has_two_business_hours() -> None:
    ends = deadlines(HandoffClocks(), MAY, hot=True, hours=HOURS)

    assert (ends.remind_at, ends.accept_by) == (at(12, 11), at(12, 12))
    assert ends.hard_stop_at == at(22, 14)


def test_a_normal_one_has_24_and_reminds_at_half() -> None:
    ends = deadlines(HandoffClocks(), MAY, hot=False, hours=HOURS)

    assert (ends.remind_at, ends.accept_by) == (at(13, 13, 30), at(14, 17))


def test_clocks_stand_still_at_night_and_over_the_weekend() -> None:
    ends = deadlines(HandoffClocks(), at(15, 17), hot=True, hours=HOURS)

    assert (ends.remind_at, ends.accept_by) == (at(18, 9, 30), at(18, 10, 30))


@given(offered=MOMENTS, hot=st.booleans())
def test_reminder_deadline_and_hard_stop_follow_each_other(
    offered: dt.datetime,
    hot: bool,  # noqa: FBT001 - drawn by name
) -> None:
    clocks = HandoffClocks()
    ends = deadlines(clocks, offered, hot=hot, hours=HOURS)

    assert offered < ends.remind_at < ends.accept_by < ends.hard_stop_at
    limit = clocks.hot_hours if hot else clocks.normal_hours
    assert HOURS.between(offered, ends.accept_by) == dt.timedelta(hours=limit)
    assert HOURS.between(offered, ends.hard_stop_at) == dt.timedelta(hours=72)


def test_only_an_offer_is_decided_what_is_open_withdrawn_a_rejection_offered_again() -> None:
    allowed = {
        (HandoffState.OFFERED, HandoffState.ACCEPTED),
        (HandoffState.OFFERED, HandoffState.RETURNED),
        (HandoffState.OFFERED, HandoffState.REJECTED),
        (HandoffState.OFFERED, HandoffState.EXPIRED),
        (HandoffState.OFFERED, HandoffState.WITHDRAWN),
        (HandoffState.ACCEPTED, HandoffState.WITHDRAWN),
        (HandoffState.REJECTED, HandoffState.OFFERED),
    }
    for state in HandoffState:
        for to in HandoffState:
            if (state, to) in allowed:
                check_move(state, to)
            else:
                with pytest.raises(RuleBroken, match="handoff_state"):
                    check_move(state, to)


def test_a_packet_is_the_same_whatever_the_order_and_the_blanks() -> None:
    one = packet({"need": "calls", "fit": "yes"}, "note", "demo")

    assert one == packet({"fit": " yes", "need": "calls ", "budget": ""}, " note\n", "demo ")
    assert len(one) == 32


@given(
    answers=st.dictionaries(st.sampled_from(("fit", "need")), st.text(min_size=1, max_size=5)),
    note=st.text(max_size=5),
    word=st.text("abc", min_size=1),
)
def test_a_packet_changes_with_anything_that_is_said(
    answers: dict[str, str], note: str, word: str
) -> None:
    whole = packet(answers, note, "demo")

    assert packet(answers | {"budget": word}, note, "demo") != whole
    assert packet(answers, note, f"demo {word}") != whole
    assert packet(answers, f"{note}{word}", "demo") != whole


@pytest.mark.parametrize(
    "loads, tried, expected",
    [
        ({}, (), None),
        ({3: 1}, (3,), None),
        ({3: 1, 2: 1}, (), 2),
        ({3: 0, 2: 1}, (), 3),
        ({3: 0, 2: 1}, (3,), 2),
    ],
)
def test_the_next_receiver_has_the_fewest_open_and_did_not_have_it_before(
    loads: dict[int, int], tried: tuple[int, ...], expected: int | None
) -> None:
    assert next_receiver(loads, tried) == expected


@pytest.mark.parametrize(
    "fate, reached",
    [
        ("accepted", ()),
        ("held", ("held_at",)),
        ("proposal", ("held_at", "presented_at", "proposed_at")),
        ("won", ("held_at", "presented_at", "proposed_at", "won_at")),
        ("lost", ()),
    ],
)
def test_a_stage_brings_those_that_were_passed_over(fate: str, reached: tuple[str, ...]) -> None:
    assert stages_until(fate) == reached
