# SPDX-License-Identifier: MIT
"""A process that was asked to stop is ended once, and only when what had to end did not."""

from __future__ import annotations

import threading

import pytest

from leaddesk.system.last_moment import LastMoment


@pytest.mark.parametrize("times", [1, 3])
def test_what_does_not_end_is_ended_however_often_it_was_asked(times: int) -> None:
    ended: list[str] = []
    last = LastMoment(0.0, lambda: ended.append("now"))
    for _ in range(times):
        last.asked()
    last.run()
    assert ended == ["now"]


@pytest.mark.parametrize("asked", [False, True])
def test_what_ended_in_time_is_left_alone(*, asked: bool) -> None:
    ended: list[str] = []
    last = LastMoment(3600.0, lambda: ended.append("now"))
    if asked:
        last.asked()
    last.over()
    last.run()
    assert ended == []


def test_it_watches_beside_everything_else() -> None:
    ended = threading.Event()
    last = LastMoment(0.0, ended.set)
    last.watch()
    assert not ended.is_set()
    last.asked()
    assert ended.wait(60)
