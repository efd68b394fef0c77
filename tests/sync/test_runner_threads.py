# SPDX-License-Identifier: MIT
"""The runner's threads: they stop while calls hang, and hear pokes again after a lost line."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from typing_extensions import override

from leaddesk.desk.link import Heard
from leaddesk.domain.errors import HubAway
from leaddesk.sync.runner import STOP_S, Runner
from leaddesk.sync.runner_ports import Around, Ends, Ties
from tests.sync.runner_stage import MadeUpTime, Stage, no_thread


class Hanging(Stage):
    """A hub whose answer does not come before the line is closed, or never comes at all."""

    @override
    def __post_init__(self) -> None:
        """Make what hangs first: the runner may ask at once."""
        self.asked, self.closed = threading.Event(), threading.Event()
        self.poked: list[str] = []
        self.lost = threading.Event()
        super().__post_init__()

    @override
    def sync(self, target: int) -> None:
        del target
        self.asked.set()
        assert self.closed.wait(30)
        raise HubAway("closed")

    @override
    def close(self) -> None:
        self.closed.set()


def threaded(
    stage: Stage, begin: Callable[[str, Callable[[], None]], Ends] | None = None
) -> Runner:
    ties = Ties(stage, stage, stage.seat, stage, stage.turn, None)
    now = stage.time.now
    around = Around(stage.time, now) if begin is None else Around(stage.time, now, begin=begin)
    return Runner(ties, around)


def test_it_stops_while_a_call_hangs_and_the_turn_is_free_then() -> None:
    stage = Hanging()
    begun: list[threading.Thread] = []

    def begin(name: str, work: Callable[[], None]) -> Ends:
        thread = threading.Thread(target=work, name=name)
        thread.start()
        begun.append(thread)
        return thread

    runner = threaded(stage, begin)
    runner.start()
    assert stage.asked.wait(30)
    runner.stop()
    for thread in begun:
        thread.join(30)
        assert not thread.is_alive()
    assert stage.turn.shared.held is None


def test_nothing_is_done_apart_and_no_turn_taken_once_it_was_stopped() -> None:
    stage = Stage()
    done: list[str] = []
    stage.runner.apart(lambda: done.append("before"))
    stage.runner.stop()
    assert stage.turn.shared.held is None
    with pytest.raises(HubAway, match="hub_other_window"):
        stage.runner.apart(lambda: done.append("after"))
    assert (done, stage.turn.shared.held) == (["before"], None)


def test_what_is_done_apart_while_it_stops_ends_with_the_turn_let_go() -> None:
    stage = Stage()
    at_it, over = threading.Event(), threading.Event()

    def work() -> None:
        at_it.set()
        assert over.wait(30)

    apart = threading.Thread(target=stage.runner.apart, args=(work,))
    apart.start()
    assert at_it.wait(30)
    stage.runner.stop()
    assert stage.turn.shared.held is stage.turn
    over.set()
    apart.join(30)
    assert stage.turn.shared.held is None


def test_a_call_that_never_ends_is_waited_for_one_second_in_all() -> None:
    time = MadeUpTime()

    class Endless:
        def join(self, timeout: float | None = None) -> None:
            assert timeout is not None
            time.at += timeout

    stage = Stage(time=time)
    ties = Ties(stage, stage, stage.seat, stage, stage.turn)
    around = Around(time, time.now, time.awake, begin=lambda _name, _work: Endless())
    runner = Runner(ties, around)
    runner.start()
    before = time.at
    runner.stop()
    assert time.at - before <= STOP_S


def test_a_try_that_fails_behind_the_stop_keeps_nobody_waiting_for_pokes() -> None:
    stage = Stage(fault=HubAway("closed"))
    stage.runner.stop()
    stage.runner.turn()
    # Whoever looked before the stop waits for this now.
    assert stage.runner._met.is_set()


class Poking(Stage):
    """A hub that pokes twice, loses the line, and pokes again."""

    @override
    def __post_init__(self) -> None:
        """Make the line first."""
        self.lines = 0
        self.over = threading.Event()
        super().__post_init__()

    @override
    def sync(self, target: int) -> None:
        self.targets.append(target)

    @override
    def pokes(self) -> Iterator[str]:
        self.lines += 1
        if self.lines > 3:
            self.over.wait(30)
            return
        yield "team"
        raise HubAway("line_lost")

    @override
    def close(self) -> None:
        self.over.set()


def test_pokes_are_heard_again_after_the_line_was_lost() -> None:
    stage = Poking()
    heard: list[Heard] = []
    third = threading.Event()

    def hear(what: Heard) -> None:
        heard.append(what)
        if len(heard) == 3:
            third.set()

    runner = threaded(stage)
    runner.listen(hear)
    runner.start()
    assert third.wait(30)
    runner.stop()
    assert heard == [Heard.TEAM] * 3


def test_a_poke_reaches_the_screens_with_no_pause_between() -> None:
    """No timer lies between the line and who listens: it is one call."""
    stage = Stage()
    told: list[str] = []
    runner = Runner(
        Ties(stage, stage, stage.seat, stage, stage.turn),
        Around(stage.time, stage.time.now, begin=no_thread),
    )
    runner.listen(lambda what: told.append(f"{threading.current_thread().name}: {what}"))
    runner._on_poke("team")
    assert told == [f"{threading.current_thread().name}: team"]


class Returning(Stage):
    """A hub that is away for the second try, and whose pokes are lost meanwhile."""

    @override
    def __post_init__(self) -> None:
        """Make the line first."""
        self.lines = 0
        self.listened, self.over = threading.Event(), threading.Event()
        self.failed = threading.Event()
        super().__post_init__()

    @override
    def sync(self, target: int) -> None:
        self.targets.append(target)
        if len(self.targets) == 2:
            self.failed.set()
            raise HubAway("no_answer")

    @override
    def pokes(self) -> Iterator[str]:
        self.lines += 1
        yield "team"
        if self.lines == 2:
            self.listened.set()
            self.over.wait(30)
        raise HubAway("line_lost")

    @override
    def close(self) -> None:
        self.over.set()


def test_a_hub_that_is_back_is_listened_to_at_once_however_long_the_pause_was() -> None:
    stage = Returning()
    paused = threading.Event()

    def longest(_least: float, most: float) -> float:
        if threading.current_thread().name == "pokes":
            paused.set()
            return 3600.0
        return min(most, 0.01)

    ties = Ties(stage, stage, stage.seat, stage, stage.turn, None)
    runner = Runner(ties, Around(stage.time, stage.time.now, chance=longest))
    runner.start()
    assert paused.wait(30)
    runner.try_now()
    assert stage.failed.wait(30)
    runner.try_now()
    assert stage.listened.wait(30)
    runner.stop()
