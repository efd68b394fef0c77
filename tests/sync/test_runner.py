# SPDX-License-Identifier: MIT
"""A workstation keeps itself in step: soon, without storms, and whatever fails in which order."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from typing_extensions import override

from leaddesk.desk.link import Heard, Tie, TieCounts
from leaddesk.domain.errors import HubAway, LeadDeskError, RuleBroken, StoreUnavailable
from leaddesk.sync.next_try import BARRED_S, BARS, MOST_S, POLL_S
from leaddesk.sync.runner import REFILL_BELOW, TARGET, target_of
from tests.sync.runner_stage import Notes, Shared, Stage, Turn

HOUR = 3600.0


def in_step() -> Stage:
    stage = Stage()
    stage.go(0)
    return stage


def test_it_is_in_step_right_after_the_start() -> None:
    stage = Stage()
    assert stage.runner.state().tie is Tie.SENDING
    stage.go(0)
    state = stage.runner.state()
    assert (state.tie, state.hub, state.workstation) == (Tie.IN_STEP, "Acme", "Dana’s laptop")
    assert state.heard == stage.time.now()
    assert stage.lists_sent == 1


def test_in_step_it_says_what_keeps_the_hand_from_being_full() -> None:
    stage = Stage()
    stage.short = RuleBroken("hub_restored")
    stage.go(0)
    state = stage.runner.state()
    assert (state.tie, state.why) == (Tie.IN_STEP, stage.short)
    stage.short = None
    stage.write()
    stage.go(0)
    assert stage.runner.state().why is None


def test_left_alone_it_asks_every_ten_to_twenty_seconds() -> None:
    stage = in_step()
    stage.go(HOUR)
    pauses = [after - before for before, after in zip(stage.tries, stage.tries[1:], strict=False)]
    assert min(pauses) >= POLL_S[0]
    assert max(pauses) <= POLL_S[1] + stage.takes + 1e-6
    assert len({round(pause, 3) for pause in pauses}) > 100


def test_what_is_done_here_is_sent_at_once() -> None:
    stage = in_step()
    stage.write()
    stage.go(0)
    assert stage.waiting == 0
    assert len(stage.tries) == 2


def test_what_is_done_during_a_try_is_sent_by_the_next_one_at_once() -> None:
    stage = in_step()

    def once() -> None:
        stage.meanwhile = None
        stage.write()

    stage.meanwhile = once
    stage.write()
    assert stage.runner.turn() > 0
    assert stage.waiting == 1
    stage.runner.turn()
    assert stage.waiting == 0


def test_a_poke_is_followed_at_once() -> None:
    stage = in_step()
    stage.runner._on_poke("you")
    stage.go(0)
    assert len(stage.tries) == 2


def test_a_change_in_the_team_is_told_without_a_call() -> None:
    stage = in_step()
    stage.runner._on_poke("team")
    assert stage.heard == [Heard.TEAM]
    stage.go(0)
    assert len(stage.tries) == 1


def test_screens_hear_of_rows_that_came_and_only_of_these() -> None:
    stage = in_step()
    assert stage.heard == []
    stage.brings = True
    stage.runner.try_now()
    stage.go(0)
    assert stage.heard == [Heard.WRITTEN]


def test_one_lost_call_is_made_again_before_anybody_hears_of_it() -> None:
    stage = in_step()
    stage.fault = HubAway("no_answer")
    stage.runner.try_now()
    stage.runner.turn()
    assert stage.runner.state().tie is Tie.IN_STEP
    stage.go(0.5)
    assert stage.runner.state().tie is Tie.AWAY


def test_away_it_says_why_what_waits_and_when_it_tries_again() -> None:
    stage = in_step()
    stage.fault = HubAway("no_answer")
    for _ in range(3):
        stage.write()
    stage.go(60)
    state = stage.runner.state()
    assert (state.tie, state.waiting) == (Tie.AWAY, 3)
    assert state.why is stage.fault
    assert 0 < state.again_s <= MOST_S
    assert state.heard is not None
    assert state.heard < stage.time.now()


def test_a_click_counts_while_it_is_away_without_another_call() -> None:
    stage = in_step()
    stage.fault = HubAway("no_answer")
    stage.go(600)
    stage.runner.turn()
    tried = len(stage.tries)
    if stage.runner.state().again_s > 0:
        stage.write()
        stage.runner.turn()
        assert len(stage.tries) == tried
        assert stage.runner.state().waiting == 1


def test_a_person_who_wants_it_now_gets_it_now() -> None:
    stage = in_step()
    stage.fault = HubAway("no_answer")
    stage.go(600)
    stage.fault = None
    stage.write()
    stage.runner.try_now()
    stage.runner.turn()
    assert stage.runner.state().tie is Tie.IN_STEP


def test_after_a_sleep_it_is_tried_at_once() -> None:
    stage = in_step()
    stage.fault = RuleBroken("workstation_blocked")
    stage.runner.try_now()
    stage.go(0)
    tried = len(stage.tries)
    stage.sleep(30.0)
    stage.runner.turn()
    assert len(stage.tries) == tried + 1


def test_in_another_network_it_is_tried_at_once_and_without_one_it_is_not() -> None:
    stage = in_step()
    stage.fault = HubAway("hub_no_network")
    stage.go(600.0)
    for address, more in (("", 0), ("192.168.1.4", 1), ("192.168.1.4", 0), ("10.0.0.7", 1)):
        tried, stage.address = len(stage.tries), address
        stage.runner._standing = replace(stage.runner._standing, due=stage.time.at + 50.0)
        stage.runner.turn()
        assert len(stage.tries) == tried + more


@pytest.mark.parametrize("key, tie", BARS.items())
def test_what_trying_does_not_heal_is_tried_every_five_minutes(key: str, tie: Tie) -> None:
    stage = in_step()
    stage.fault = RuleBroken(key)
    stage.go(30)
    assert stage.runner.state().tie is tie
    tried = len(stage.tries)
    for _ in range(60):
        stage.write()
        stage.runner._on_poke("you")
        stage.go(HOUR / 60)
    assert len(stage.tries) - tried <= HOUR / BARRED_S
    stage.fault = None
    stage.go(BARRED_S)
    assert stage.runner.state().tie is Tie.IN_STEP


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), clicks=st.integers(0, 120), pokes=st.integers(0, 60))
def test_an_hour_offline_is_no_storm(seed: int, clicks: int, pokes: int) -> None:
    stage = Stage(chance=random.Random(seed))
    stage.fault = HubAway("no_answer")
    for minute in range(60):
        for _ in range(clicks // 60 + (minute < clicks % 60)):
            stage.write()
        stage.go(HOUR / 60)
    # A pause is half a minute on the average once it has grown.
    assert 60 <= len(stage.tries) <= 220
    for _ in range(pokes):
        stage.runner._on_poke("you")
        stage.go(0)
    assert len(stage.tries) <= 222


def test_a_fault_nobody_expected_is_reported_and_tried_again() -> None:
    stage = in_step()
    stage.fault = ZeroDivisionError("x")
    stage.go(30)
    assert stage.reported
    assert set(map(type, stage.reported)) == {ZeroDivisionError}
    why = stage.runner.state().why
    assert why is not None
    assert why.key == "sync_fault"
    stage.fault = None
    stage.go(MOST_S)
    assert stage.runner.state().tie is Tie.IN_STEP


def test_the_hand_is_filled_when_it_grows_short_and_else_renewed_as_it_is() -> None:
    stage = Stage(file=TieCounts(held=REFILL_BELOW - 1))
    stage.go(0)
    stage.file = TieCounts(held=REFILL_BELOW)
    stage.runner.try_now()
    stage.go(0)
    assert stage.targets == [TARGET, REFILL_BELOW]
    assert target_of(0) == TARGET
    assert target_of(25) == 25


def test_a_second_window_reads_the_state_and_takes_over_when_the_first_one_closes() -> None:
    shared, seat = Shared(), Notes()
    first = Stage(turn=Turn(shared), seat=seat)
    second = Stage(turn=Turn(shared), seat=seat)
    first.go(0)
    second.go(0)
    assert second.tries == []
    assert second.runner.state().tie is Tie.IN_STEP
    assert second.runner.state().heard == first.runner.state().heard
    first.fault = HubAway("no_answer")
    first.go(60)
    second.waiting = 2
    second.go(0)
    state = second.runner.state()
    assert (state.tie, state.waiting) == (Tie.AWAY, 2)
    assert state.why is not None
    assert state.why.key == "no_answer"
    first.turn.let_go()
    second.go(0)
    assert second.tries
    assert second.runner.state().tie is Tie.IN_STEP


def test_try_now_of_a_second_window_reaches_the_one_that_has_the_turn() -> None:
    shared, seat = Shared(), Notes()
    first = Stage(turn=Turn(shared), seat=seat)
    second = Stage(turn=Turn(shared), seat=seat)
    first.go(0)
    second.runner.try_now()
    second.runner.turn()
    tried = len(first.tries)
    first.runner.turn()
    assert len(first.tries) == tried + 1


def test_the_file_is_not_written_again_for_each_try() -> None:
    stage = in_step()
    for _ in range(50):
        stage.write()
        stage.go(1)
    assert stage.seat.writes <= 3


def test_who_no_longer_watches_is_not_told() -> None:
    stage = Stage()
    seen: list[Tie] = []
    end = stage.runner.watch(lambda state: seen.append(state.tie))
    stage.go(0)
    end()
    stage.fault = HubAway("no_answer")
    stage.runner.try_now()
    stage.go(5)
    assert seen[-1] is Tie.IN_STEP


class Trouble(RuleBasedStateMachine):
    """Anything may fail in any order; once nothing fails any more it is in step."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = Stage()

    @rule(seed=st.integers(0, 99))
    def chance(self, seed: int) -> None:
        self.stage.chance.seed(seed)

    @rule()
    def write(self) -> None:
        self.stage.write()

    @rule()
    def write_during_the_next_try(self) -> None:
        def once() -> None:
            self.stage.meanwhile = None
            self.stage.write()

        self.stage.meanwhile = once

    @rule(
        fault=st.sampled_from(
            [
                None,
                HubAway("no_answer"),
                HubAway("hub_forked"),
                RuleBroken("workstation_blocked"),
                RuleBroken("anything"),
                StoreUnavailable("disk_full"),
                ValueError("x"),
            ]
        )
    )
    def fail(self, fault: Exception | None) -> None:
        self.stage.fault = fault

    @rule(takes=st.sampled_from([0.0, 0.2, 30.0]))
    def be_slow(self, takes: float) -> None:
        self.stage.takes = takes

    @rule(poke=st.sampled_from(["you", "team", "something new"]))
    def poke(self, poke: str) -> None:
        self.stage.runner._on_poke(poke)

    @rule()
    def ask(self) -> None:
        self.stage.runner.try_now()

    @rule(seconds=st.sampled_from([1.0, 70.0, 4000.0]))
    def sleep(self, seconds: float) -> None:
        self.stage.sleep(seconds)

    @rule(seconds=st.sampled_from([0.0, 0.3, 7.0, 100.0]))
    def go(self, seconds: float) -> None:
        self.stage.go(seconds)

    @invariant()
    def nothing_is_said_to_be_in_step_that_waits(self) -> None:
        stage = self.stage
        stage.runner._look()
        if stage.waiting:
            assert stage.runner.state().tie is not Tie.IN_STEP

    @override
    def teardown(self) -> None:
        self.stage.fault, self.stage.takes = None, 0.1
        self.stage.go(BARRED_S + POLL_S[1])
        assert self.stage.waiting == 0
        assert self.stage.runner.state().tie is Tie.IN_STEP


TestTrouble = Trouble.TestCase
TestTrouble.settings = settings(max_examples=120, stateful_step_count=30, deadline=None)


def test_a_file_that_can_not_be_read_ends_nothing() -> None:
    stage = in_step()

    def broken() -> TieCounts:
        raise StoreUnavailable("disk_full")

    held, stage.counts = stage.counts, broken  # type: ignore[method-assign]
    assert stage.runner._safe_turn() > 0
    stage.counts = held  # type: ignore[method-assign]
    stage.go(MOST_S)
    assert stage.runner.state().tie is Tie.IN_STEP


def test_the_moment_it_was_heard_is_known_to_the_next_start() -> None:
    seat = Notes()
    stage = Stage(seat=seat)
    stage.go(0)
    heard = stage.runner.state().heard
    after = Stage(seat=seat)
    after.fault = LeadDeskError("no_answer")
    after.time.at += 3600
    after.go(1)
    state = after.runner.state()
    assert (state.tie, state.heard) == (Tie.AWAY, heard)
    assert heard is not None
    assert heard < after.time.now() - dt.timedelta(minutes=59)
