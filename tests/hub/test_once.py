# SPDX-License-Identifier: MIT
"""A request that is sent again gets its first answer, for a day and within bounds."""

from __future__ import annotations

import datetime as dt

import pytest

from leaddesk.domain.errors import RuleBroken
from leaddesk.hub.once import KEPT, Once

NOON = dt.datetime(2026, 5, 12, 17, tzinfo=dt.UTC)


class Clock:
    """A clock that a test turns, and a work that counts how often it is done."""

    def __init__(self) -> None:
        self.at = NOON
        self.done = 0

    def now(self) -> dt.datetime:
        return self.at

    def work(self) -> bytes:
        self.done += 1
        return str(self.done).encode()


def test_the_first_answer_is_kept_for_a_day() -> None:
    clock = Clock()
    once = Once(clock.now)
    assert [once.once(1, "a", clock.work) for _ in range(3)] == [b"1"] * 3
    clock.at += KEPT
    assert once.once(1, "a", clock.work) == b"1"
    clock.at += dt.timedelta(seconds=1)
    assert once.once(1, "a", clock.work) == b"2"


def test_the_same_id_of_somebody_else_is_another_request() -> None:
    clock = Clock()
    once = Once(clock.now)
    assert once.once(1, "a", clock.work) != once.once(2, "a", clock.work)


def test_no_more_is_kept_than_there_is_room_for() -> None:
    clock = Clock()
    once = Once(clock.now, most=2)
    for request in "abc":
        once.once(1, request, clock.work)
    assert once.once(1, "c", clock.work) == b"3"
    assert once.once(1, "a", clock.work) == b"4"


def test_what_failed_may_be_tried_again() -> None:
    clock = Clock()
    once = Once(clock.now)

    def refuse() -> bytes:
        raise RuleBroken("tier_in_use")

    for _ in range(2):
        with pytest.raises(RuleBroken, match="tier_in_use"):
            once.once(1, "a", refuse)
    assert once.once(1, "a", clock.work) == b"1"
