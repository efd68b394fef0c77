# SPDX-License-Identifier: MIT
"""The runner over a workstation's real file and a hub with a real desk."""

from __future__ import annotations

from collections.abc import Iterator

from leaddesk.desk.link import Heard, Tie
from leaddesk.desk.queries import AskQueue
from leaddesk.sync.next_try import MOST_S, POLL_S
from leaddesk.sync.runner import Runner
from leaddesk.sync.runner_ports import Around, Ties
from leaddesk.sync.tie_counts import SeatCounts
from tests.sync.runner_stage import Turn, no_thread
from tests.sync.small_team import SmallTeam, Workstation

LEASE_S = 4 * 3600.0


class NoPokes:
    """A line whose pokes say nothing."""

    def pokes(self) -> Iterator[str]:
        return iter(())

    def close(self) -> None:
        """Have nothing to close."""


def runner_of(seat: Workstation) -> Runner:
    counts = SeatCounts(seat.seat, seat.clock)
    ties = Ties(seat.side, NoPokes(), seat.seat, counts, Turn())
    around = Around(
        seat.clock, lambda: seat.now, lambda: seat.clock.now, lambda _low, high: high, no_thread
    )
    return Runner(ties, around)


def pass_time(seat: Workstation, runner: Runner, seconds: float) -> None:
    end = seat.clock.now + seconds
    while seat.clock.now < end:
        seat.clock.now += max(0.1, min(runner.turn(), end - seat.clock.now))
    runner.turn()


def test_a_day_offline_is_counted_and_sent_when_the_hub_is_back(
    team: SmallTeam, dana: Workstation
) -> None:
    runner = runner_of(dana)
    heard: list[Heard] = []
    runner.listen(heard.append)
    runner.turn()
    assert runner.state().tie is Tie.IN_STEP
    dana.cable.away = True
    lead = dana.take()
    assert lead is not None
    dana.log(lead, "no_answer", then_take=False)
    runner.wake()
    pass_time(dana, runner, 120)
    state = runner.state()
    assert (state.tie, state.waiting, state.since) == (Tie.AWAY, 1, dana.now)
    assert team.office.lead_now(lead).attempts == 0
    dana.cable.away = False
    heard.clear()
    pass_time(dana, runner, MOST_S + POLL_S[1])
    assert (runner.state().tie, runner.state().waiting) == (Tie.IN_STEP, 0)
    assert team.office.lead_now(lead).attempts == 1
    assert Heard.WRITTEN in heard


def test_leases_that_are_over_are_counted_and_the_queue_says_so(dana: Workstation) -> None:
    runner = runner_of(dana)
    runner.turn()
    held = runner.state().held
    assert held
    dana.cable.away = True
    dana.take()
    pass_time(dana, runner, LEASE_S)
    assert (runner.state().held, runner.state().over) == (0, held)
    view = dana.desk.ask(AskQueue(dana.me, 1), dana.now, dana.me)
    assert view.lease_over
