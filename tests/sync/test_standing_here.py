# SPDX-License-Identifier: MIT
"""What the desk asks of the runner: away or not, since when, and one lead brought between tries."""

from __future__ import annotations

import threading

import pytest

from leaddesk.domain.errors import HubAway
from leaddesk.sync.standing_here import StandingHere
from tests.sync.runner_stage import Shared, Stage, Turn


class Engine:
    """Notes which leads were brought."""

    def __init__(self) -> None:
        self.brought: list[int] = []

    def take(self, lead_id: int) -> None:
        self.brought.append(lead_id)


def here(stage: Stage, engine: Engine) -> StandingHere:
    return StandingHere(stage.runner, engine, lambda lead: lead == 1, lambda entry: entry == "e1")


def test_it_is_away_after_tries_that_failed_and_tells_since_when() -> None:
    stage = Stage()
    found = here(stage, Engine())
    assert not found.is_away()
    assert found.heard() is None
    stage.go(0)
    heard = found.heard()
    assert heard == stage.time.now()
    stage.fault = HubAway("no_answer")
    stage.go(60)
    assert found.is_away()
    assert found.heard() == heard


def test_what_was_done_at_the_hub_is_fetched_at_once() -> None:
    stage = Stage()
    stage.go(0)
    here(stage, Engine()).poke()
    stage.go(0)
    assert len(stage.tries) == 2


def test_one_lead_is_brought_by_the_window_that_has_the_turn() -> None:
    shared, engine = Shared(), Engine()
    first, second = Stage(turn=Turn(shared)), Stage(turn=Turn(shared))
    here(first, engine).bring(7)
    assert engine.brought == [7]
    with pytest.raises(HubAway) as refused:
        here(second, engine).bring(8)
    assert refused.value.key == "hub_other_window"
    assert engine.brought == [7]


def test_no_lead_is_brought_in_the_middle_of_a_try() -> None:
    stage, engine = Stage(), Engine()
    free: list[bool] = []

    def look() -> None:
        free.append(stage.runner._engine.acquire(blocking=False))

    def from_another_thread() -> None:
        other = threading.Thread(target=look)
        other.start()
        other.join()

    stage.meanwhile = from_another_thread
    stage.go(0)
    assert free == [False]
    here(stage, engine).bring(7)
    assert engine.brought == [7]


def test_leads_and_operations_are_asked_of_the_file() -> None:
    found = here(Stage(), Engine())
    assert found.may_work(1)
    assert not found.may_work(2)
    assert found.is_operation("e1")
    assert not found.is_operation("e2")
