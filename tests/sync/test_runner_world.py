# SPDX-License-Identifier: MIT
"""Three runners over the real replicators and one hub: whatever was lost, all end in step."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from leaddesk.desk.link import Tie, TieCounts
from leaddesk.desk.operations import State
from leaddesk.domain.errors import HubAway, LeadDeskError
from leaddesk.sync.holding_time import is_alive
from leaddesk.sync.next_try import MOST_S
from leaddesk.sync.replicator import Replicator
from leaddesk.sync.runner import Runner
from leaddesk.sync.runner_ports import Around, Ties
from tests.sync.judge import finish
from tests.sync.runner_stage import Turn, no_thread
from tests.sync.world import OUTCOMES, WEIGHTS, World

if TYPE_CHECKING:
    from tests.sync.machines import Wire

AnswerT = TypeVar("AnswerT")


class Network:
    """The line of one workstation: down, or losing every so-many-th request or answer."""

    def __init__(self, wire: Wire, chance: random.Random) -> None:
        self._wire, self._chance = wire, chance
        self.loses = 0.0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return a call of the line, which may be lost on both of its ways."""
        call = getattr(self._wire, name)

        def shaky(*told: object) -> object:
            if self._chance.random() < self.loses:
                raise HubAway("no_answer")
            answer = call(*told)
            if self._chance.random() < self.loses:
                raise HubAway("no_answer")
            return answer

        return shaky

    def pokes(self) -> Iterator[str]:
        return iter(())

    def close(self) -> None:
        """Have nothing to close."""


class Workstation:
    """One runner over the file, the clock and the replicator of a made-up team."""

    def __init__(self, world: World, n: int, chance: random.Random) -> None:
        self._world, self._n = world, n
        self.network = Network(world.wires[n], chance)
        world.wires[n] = self.network  # type: ignore[call-overload]
        world.open_again(n)
        ties = Ties(self, self.network, world.files[n], self, Turn())
        clock = world.clocks[n]
        self.runner = Runner(
            ties, Around(clock, world.now, lambda: world.at, chance.uniform, no_thread)
        )

    @property
    def wrote(self) -> bool:
        return self._world.sides[self._n].wrote

    @property
    def short(self) -> LeadDeskError | None:
        return self._world.sides[self._n].short

    def sync(self, target: int) -> None:
        self._world.sides[self._n].sync(target)

    def counts(self) -> TieCounts:
        file = self._world.files[self._n].file
        waiting = sum(one.state is State.WAITING for one in file.log)
        clock = self._world.clocks[self._n]
        held = sum(is_alive(lease, clock) for lease in file.leases)
        return TieCounts(waiting, held=held, over=len(file.leases) - held)


def go(world: World, team: list[Workstation], seconds: float) -> None:
    """Let time pass in small steps; each runner takes a turn in each."""
    end = world.at + seconds
    while world.at < end:
        world.advance(min(1.0, end - world.at))
        for one in team:
            one.runner.turn()


@pytest.mark.parametrize("seed", range(12))
def test_when_the_network_is_there_again_nothing_waits_and_nothing_is_lost(seed: int) -> None:
    chance = random.Random(seed)
    world = World(seed, leads=9)
    team = [Workstation(world, n, chance) for n in range(3)]
    went_wrong = 0
    for _ in range(40):
        n = chance.randrange(3)
        team[n].network.loses = chance.choice((0.0, 0.2, 1.0))
        world.work(n, chance.randrange(9), chance.choices(OUTCOMES, WEIGHTS)[0])
        team[n].runner.wake()
        go(world, team, chance.choice((1.0, 5.0, 90.0)))
        went_wrong += sum(one.runner.state().why is not None for one in team)
    assert went_wrong
    for one in team:
        one.network.loses = 0.0
    go(world, team, MOST_S + 30)
    for one in team:
        assert one.counts().waiting == 0
        assert one.runner.state().tie is Tie.IN_STEP
    finish(world)


def test_a_try_tells_whether_it_brought_anything_that_screens_show() -> None:
    world = World(1, leads=9)
    side = world.sides[0]
    side.sync(2)
    assert _brought(side)
    _settle(side)
    assert not _brought(side)
    world.work(0, 0, "no_answer")
    side.sync(2)
    assert _brought(side)
    _settle(side)
    assert not _brought(side)


def _settle(side: Replicator) -> None:
    """Have the feed told what the last leases changed."""
    for _ in range(3):
        side.sync(2)


def _brought(side: Replicator) -> bool:
    return side.wrote
