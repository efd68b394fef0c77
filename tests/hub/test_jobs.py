# SPDX-License-Identifier: MIT
"""The hub's jobs: each when it is due, some at night, and no failure stops them."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import threading
from collections.abc import Iterator

import pytest

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.hub.jobs import Job, Jobs, Means


class Scene:
    """Clocks that a test turns."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.local = dt.datetime(2026, 5, 12, 12, tzinfo=dt.UTC)
        self.mine = True
        self.away = False
        self.done: list[str] = []
        self.reported: list[BaseException] = []

    def means(self) -> Means:
        return Means(lambda: self.local, self.turn, self.reported.append, lambda: self.seconds)

    @contextlib.contextmanager
    def turn(self) -> Iterator[bool]:
        if self.away:
            raise StoreUnavailable("database")
        yield self.mine

    def job(self, name: str, seconds: float = 60.0, *, nightly: bool = False) -> Job:
        return Job(name, lambda: self.done.append(name), seconds, nightly)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_job_is_done_when_it_is_due_and_not_before(scene: Scene) -> None:
    jobs = Jobs([scene.job("a"), scene.job("b", 120.0)], (), scene.means())
    for _ in range(5):
        jobs.tick()
        scene.seconds += 30
    assert scene.done == ["a", "b", "a", "a", "b"]


def test_what_belongs_to_the_night_is_done_once_in_each(scene: Scene) -> None:
    jobs = Jobs([scene.job("night", nightly=True)], (), scene.means())
    for _ in range(48 * 4):
        jobs.tick()
        scene.local += dt.timedelta(minutes=15)
    assert scene.done == ["night", "night"]


def test_only_the_one_whose_turn_it_is_does_anything(scene: Scene) -> None:
    scene.mine = False

    def idle() -> bool:
        scene.done.append("idle")
        return False

    jobs = Jobs([scene.job("a")], [idle], scene.means())
    assert not jobs.tick()
    assert scene.done == []
    scene.mine = True
    jobs.tick()
    assert scene.done[0] == "a"


def test_a_job_that_fails_is_told_once_and_tried_again(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        scene.done.append("tried")
        raise StoreUnavailable("database")

    def explode() -> None:
        raise ZeroDivisionError("Dana Whitfield")

    jobs = Jobs([Job("Failing", fail), Job("Exploding", explode), scene.job("a")], (),
                scene.means())  # fmt: skip
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            jobs.tick()
            scene.seconds += 60
    assert scene.done == ["tried", "a"] * 3
    assert len(caplog.records) == 2
    assert len(scene.reported) == 1
    assert "Dana" not in caplog.text


def test_a_database_that_is_away_is_waited_for(scene: Scene) -> None:
    jobs = Jobs([scene.job("a")], (), scene.means())
    scene.away = True
    assert not jobs.tick()
    scene.away = False
    jobs.tick()
    assert scene.done == ["a"]


def test_an_idle_step_that_fails_is_reported_once_and_ends_nothing(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    def explode() -> bool:
        raise ZeroDivisionError("Dana Whitfield")

    jobs = Jobs([scene.job("a")], [explode], scene.means())
    for _ in range(3):
        assert not jobs.tick()
        scene.seconds += 60
    assert scene.done == ["a"] * 3
    assert len(scene.reported) == len(caplog.records) == 1
    assert "Dana" not in caplog.text


def test_idle_steps_take_turns_until_their_time_is_over(scene: Scene) -> None:
    def step(name: str, left: int) -> object:
        counts = iter(range(left, -1, -1))

        def one() -> bool:
            scene.done.append(name)
            scene.seconds += 0.01
            return next(counts) > 0

        return one

    jobs = Jobs((), [step("x", 2), step("y", 1)], scene.means())  # type: ignore[list-item]
    assert not jobs.tick()
    assert scene.done == ["x", "y", "x", "y", "x"]

    def endless_step() -> bool:
        scene.seconds += 0.05
        return True

    endless = Jobs((), [endless_step], scene.means())
    began = scene.seconds
    assert endless.tick()
    assert scene.seconds - began < 0.5


def test_jobs_run_on_a_thread_and_stop_between_steps(scene: Scene) -> None:
    begun = threading.Event()
    jobs = Jobs([Job("a", begun.set)], (), scene.means())
    jobs.start()
    assert begun.wait(20)
    jobs.stop()
    assert jobs.is_stopped()
