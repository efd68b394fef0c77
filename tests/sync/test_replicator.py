# SPDX-License-Identifier: MIT
"""One workstation and its hub, step by step: what is sent, written, held and let go."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import pytest

from leaddesk.desk.operations import State
from leaddesk.desk.wire import Hand, News, Pushed, Sent
from leaddesk.domain.errors import HubAway, LeadDeskError, RuleBroken
from leaddesk.hub import hub as hub_module
from leaddesk.hub.leasing import Terms
from leaddesk.sync import replicator
from leaddesk.sync.holding_time import is_alive, over_at
from leaddesk.sync.ports import HeldLease, SeatUnit
from leaddesk.sync.replicator import RENEW
from tests.sync.judge import finish
from tests.sync.world import World


@pytest.fixture
def world() -> World:
    return World(seed=1, leads=6, seats=2)


def log(world: World, n: int = 0, outcome: str = "no_answer") -> int:
    """Log a call at a workstation and return its lead."""
    lease = world.workable(n)[0]
    world.work(n, 0, outcome)
    return lease.lead_id


def states(world: World, n: int = 0) -> list[State]:
    return [one.state for one in world.files[n].file.log]


def test_a_call_waits_until_the_hub_has_it_and_its_rows_are_back(world: World) -> None:
    world.sync(0)
    lead = log(world)
    shown = world.files[0].shown(lead)
    assert states(world) == [State.WAITING]
    world.sync(0, "answer", 1)  # the push was answered; what was pulled is lost
    assert states(world) == [State.DONE_THERE]
    assert world.files[0].shown(lead) == shown
    world.sync(0)
    assert states(world) == [State.DONE]


def test_a_lost_answer_changes_nothing_but_the_time(world: World) -> None:
    world.sync(0)
    lead = log(world)
    world.sync(0, "answer", 1)
    world.sync(0)
    assert world.store.data.leads[lead].attempts == 1
    assert states(world) == [State.DONE]


def test_a_full_hand_is_asked_for_to_renew_it_and_not_with_every_click(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    plain = world.wires[0].top_up

    def top_up(device: str, target: int) -> Hand:
        asked.append(target)
        return plain(device, target)

    monkeypatch.setattr(world.wires[0], "top_up", top_up)
    side = world.sides[0]
    side.sync(2)
    side.sync(2)
    assert asked == [2]
    log(world)
    side.sync(2)
    assert asked == [2, 2]
    side.sync(2)
    world.at += Terms().lasts.total_seconds() * (RENEW + 0.01)
    side.sync(2)
    assert asked == [2, 2, 2]
    assert len(side.workable()) == 2


def test_what_waited_long_is_sent_in_parts_so_that_others_come_between(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    plain = world.wires[0].push

    def push(device: str, sent: Sequence[Sent]) -> Pushed:
        sizes.append(len(sent))
        return plain(device, sent)

    monkeypatch.setattr(world.wires[0], "push", push)
    world.sides[0].sync(5)
    while world.workable(0):
        log(world)
    done = len(states(world))
    assert done > 2
    world.sides[0].sync(0, most=2)
    assert (max(sizes), sum(sizes)) == (2, done)
    assert set(states(world)) == {State.DONE}


def test_work_goes_on_without_the_hub_and_is_sent_later(world: World) -> None:
    world.sync(0)
    first, second = log(world), log(world)
    assert first != second
    assert world.workable(0) == []
    world.sync(0)
    assert states(world) == [State.DONE, State.DONE]
    assert len(world.workable(0)) == 2


def test_after_a_start_of_the_machine_the_hand_is_shut_until_the_hub_was_heard(
    world: World,
) -> None:
    world.sync(0)
    held = {one.lease_id for one in world.workable(0)}
    world.reboot(0)
    assert world.workable(0) == []
    world.sync(0)
    assert {one.lease_id for one in world.workable(0)} == held


def test_an_old_copy_of_the_file_lets_go_of_its_hand(world: World) -> None:
    world.sync(0)
    world.copy_file(0)
    log(world)
    world.sync(0)
    world.put_copy_back(0)
    assert world.workable(0) == []
    world.sync(0)
    assert world.files[0].file.notes["device"] != world.families[0]
    finish(world)


def test_what_is_in_reach_is_read_in_parts(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.sync(0)
    seen = set(world.files[0].file.base)
    monkeypatch.setattr(hub_module, "PAGE", 1)
    world.files[0].file.base = {99: [99, "+19", 1, "open", 0, ""]}
    world.files[0].file.notes["stale"] = "1"
    world.sync(0)
    assert set(world.files[0].file.base) == seen
    assert len(seen) == 2


@pytest.mark.parametrize("together", [1, 2, 100])
def test_parts_of_the_news_are_written_together(
    world: World, monkeypatch: pytest.MonkeyPatch, together: int
) -> None:
    """What waits is taken back and done again once for several parts."""
    monkeypatch.setattr(replicator, "TOGETHER", together)
    parts, written = news_in_parts(world, monkeypatch)
    world.sides[0].sync(0)
    assert len(parts) > 2
    assert len(written) == math.ceil(len(parts) / together)
    assert set(states(world)) == {State.DONE}


def test_parts_that_came_before_the_line_broke_stay(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts, written = news_in_parts(world, monkeypatch)
    world.sync(0, "request", 3)  # a push and two parts went well
    assert written == parts[1:2]
    world.sides[0].sync(0)
    assert set(states(world)) == {State.DONE}


def news_in_parts(world: World, monkeypatch: pytest.MonkeyPatch) -> tuple[list[int], list[int]]:
    """Let leads have changed, told one by one; return the cursors that came and that were kept."""
    world.sides[0].sync(3)
    for _ in range(3):
        log(world)
    monkeypatch.setattr(hub_module, "NEWS", 1)
    parts: list[int] = []
    written: list[int] = []
    file, wire = world.files[0], world.wires[0]
    plain_rebase, plain_pull = file.rebase, wire.pull

    def rebase(write: Callable[[SeatUnit], None], *, brings: bool = True) -> bool:
        before = file.file.notes["cursor"]
        found = plain_rebase(write, brings=brings)
        if file.file.notes["cursor"] != before:
            written.append(int(file.file.notes["cursor"]))
        return found

    def pull(device: str, cursor: int) -> News:
        news = plain_pull(device, cursor)
        parts.append(news.cursor)
        return news

    monkeypatch.setattr(file, "rebase", rebase)
    monkeypatch.setattr(wire, "pull", pull)
    return parts, written


def test_it_knows_by_the_last_word_of_the_hub_why_the_hand_is_short(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[LeadDeskError | None] = []
    hand = Hand((), "lent_enough", 120)
    for answer in (Hand(()), hand, Hand(())):
        monkeypatch.setattr(world.wires[0], "top_up", lambda *_asked, answer=answer: answer)
        world.sides[0].sync(2)
        told.append(world.sides[0].short)
    before, short, after = told
    assert (before, after) == (None, None)
    assert short is not None
    assert (short.key, short.fields["detail"]) == ("lent_enough", 120)


def test_the_hub_is_told_to_be_away(world: World) -> None:
    world.wires[0].fault, world.wires[0].at = "request", 0
    with pytest.raises(HubAway):
        world.sides[0].sync(target=2)


def test_a_lease_is_over_early_and_only_on_the_clock_of_its_boot(world: World) -> None:
    clock = world.clocks[0]
    lease = HeldLease(1, 1, clock.boot(), over_at(clock.seconds(), 1000.0))
    world.advance(949.0)
    assert is_alive(lease, clock)
    world.advance(2.0)
    assert not is_alive(lease, clock)
    assert not is_alive(HeldLease(1, 1, "another boot", 1e9), clock)


def test_a_chosen_lead_comes_into_the_hand_beside_the_others() -> None:
    world = World(seed=1, leads=9, seats=2)
    world.sync(0)
    world.sync(1)
    mine = {one.lead_id for one in world.workable(0)}
    theirs = {one.lead_id for one in world.workable(1)}
    held = {world.phone(lead) for lead in mine | theirs}
    free = next(lead for lead in world.store.data.leads if world.phone(lead) not in held)
    world.sides[0].take(free)
    assert {one.lead_id for one in world.workable(0)} == mine | {free}
    with pytest.raises(RuleBroken, match="in_other_hand"):
        world.sides[0].take(min(theirs))
    world.sync(0)
    assert free in {one.lead_id for one in world.workable(0)}


@pytest.mark.parametrize("most", [1, 500])
def test_a_hub_from_before_what_is_kept_gets_all_that_is_here(world: World, most: int) -> None:
    world.sync(0)
    world.backup()
    first, second = log(world), log(world)
    world.sync(0)
    assert world.store.data.leads[second].attempts == 1
    # So long ago that its row is forgotten.
    world.files[0].file.log = world.files[0].file.log[1:]
    assert world.kept is not None
    world.store.restore(world.kept)
    world.open_again(0)
    with pytest.raises(HubAway) as forked:
        world.sides[0].sync(2, most)
    assert forked.value.key == "hub_forked"
    world.sides[0].sync(2, most)
    assert world.store.data.leads[second].attempts == 1
    assert world.store.data.leads[first].attempts == 0
    assert states(world) == [State.DONE]
