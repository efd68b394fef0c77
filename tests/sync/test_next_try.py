# SPDX-License-Identifier: MIT
"""When the hub is tried next, as a decision without a clock."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.desk.link import Tie
from leaddesk.domain.errors import HubAway, LeadDeskError, RuleBroken
from leaddesk.sync.next_try import (
    BARRED_S,
    FIRST_S,
    HINT_S,
    MOST_S,
    Nudge,
    Standing,
    failed,
    nudged,
    pause,
    tie_of,
    worked,
)

NOW = dt.datetime(2026, 5, 12, 9, tzinfo=dt.UTC)
AWAY = HubAway("no_answer")
BLOCKED = RuleBroken("workstation_blocked")


def most(_least: float, most: float) -> float:
    return most


def after(*whys: LeadDeskError) -> Standing:
    """Return the standing after a try that worked at 0 and failures right after it."""
    standing = worked(Standing(0.0), 0.0, NOW, most)
    for why in whys:
        standing = failed(standing, why, 0.0, most)
    return standing


def test_pauses_double_up_to_a_minute_and_begin_anew_after_a_success() -> None:
    dues = [after(*[AWAY] * n).due for n in range(1, 10)]
    assert dues == [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]
    again = failed(worked(after(*[AWAY] * 9), 0.0, NOW, most), AWAY, 0.0, most)
    assert again.due == FIRST_S


@given(step=st.integers(0, 100_000))
def test_no_pause_is_longer_than_a_minute(step: int) -> None:
    assert FIRST_S <= pause(step) <= MOST_S


@given(share=st.floats(0, 1), fails=st.integers(1, 30))
def test_the_pause_is_drawn_from_nothing_to_its_most(share: float, fails: int) -> None:
    standing = Standing(0.0)
    for _ in range(fails):
        standing = failed(standing, AWAY, 100.0, lambda low, high: low + share * (high - low))
    assert 100.0 <= standing.due <= 100.0 + pause(fails - 1)


@pytest.mark.parametrize(
    "nudge, in_step, away, blocked",
    [
        (Nudge.WROTE, 3.0, 60.0, BARRED_S),
        (Nudge.POKED, 3.0, HINT_S, BARRED_S),
        (Nudge.ASKED, 3.0, 3.0, 3.0),
        (Nudge.RESUMED, 3.0, 3.0, 3.0),
    ],
)
def test_who_may_shorten_a_pause(nudge: Nudge, in_step: float, away: float, blocked: float) -> None:
    assert nudged(after(), nudge, 3.0).due == in_step
    assert nudged(after(*[AWAY] * 9), nudge, 3.0).due == away
    assert nudged(after(BLOCKED), nudge, 3.0).due == blocked


def test_a_nudge_never_puts_a_try_off() -> None:
    soon = worked(Standing(0.0), 0.0, NOW, lambda low, _high: low)
    assert nudged(soon, Nudge.WROTE, 50.0).due == soon.due


def test_after_a_sleep_the_pauses_are_short_again() -> None:
    woken = nudged(after(*[AWAY] * 9), Nudge.RESUMED, 0.0)
    assert failed(woken, AWAY, 0.0, most).due == FIRST_S
    assert tie_of(woken, 0) is Tie.AWAY


@pytest.mark.parametrize(
    "standing, waiting, tie",
    [
        (Standing(0.0), 0, Tie.SENDING),
        (after(), 0, Tie.IN_STEP),
        (after(), 2, Tie.SENDING),
        (after(AWAY), 0, Tie.IN_STEP),
        (after(AWAY, AWAY), 0, Tie.AWAY),
        (after(AWAY, AWAY), 3, Tie.AWAY),
        (failed(Standing(0.0), AWAY, 0.0, most), 0, Tie.AWAY),
        (after(BLOCKED), 1, Tie.BLOCKED),
        (after(RuleBroken("hub_too_old")), 0, Tie.TOO_OLD),
        (after(HubAway("hub_other_certificate")), 0, Tie.REPLACED),
    ],
)
def test_what_the_standing_is_called(standing: Standing, waiting: int, tie: Tie) -> None:
    assert tie_of(standing, waiting) is tie
