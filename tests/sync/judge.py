# SPDX-License-Identifier: MIT
"""What must hold at the end of a walk: nothing lost, nothing doubled, the same rows everywhere."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from leaddesk.desk.operations import UNCONFIRMED, State

if TYPE_CHECKING:
    from tests.sync.world import World


class Violation(AssertionError):
    """The promise was broken."""


def demand(holds: object, words: str) -> None:
    """Raise when something that must hold does not."""
    if not holds:
        raise Violation(words)


def finish(world: World) -> None:
    """Heal everything, and judge."""
    for _ in range(4):
        for n in range(len(world.files)):
            world.sync(n)
    for n in range(len(world.files)):
        world.open_again(n)
        for _ in range(3):
            world.sides[n].sync(target=0)
    _nothing_is_lost_or_doubled(world)
    _every_lead_is_as_its_calls_say(world)
    _everybody_sees_the_same(world)


def _nothing_is_lost_or_doubled(world: World) -> None:
    there = {sent.id: kept for sent, kept in world.store.data.operations.values()}
    for op_id, (_, kind) in world.promised.items():
        demand(op_id in there, f"{op_id} ({kind}) is lost")
        if kind == "log_call":
            demand(there[op_id].state is not State.REFUSED, f"{op_id} was refused")
            times = len(world.store.data.calls.get(op_id, ()))
            demand(times == 1, f"{op_id} was done {times} times")


def _every_lead_is_as_its_calls_say(world: World) -> None:
    calls = [call for calls in world.store.data.calls.values() for call in calls]
    counts = Counter(call.lead_id for call in calls)
    for lead in world.store.data.leads.values():
        demand(lead.attempts == counts[lead.id], f"lead {lead.id} counts other attempts")
        moved = [c for c in calls if c.lead_id == lead.id and not c.late]
        if moved and lead.stage != "dnc":
            newest = max(moved, key=lambda call: call.lease_id)
            demand(lead.last == newest.outcome, "an old holder overwrote a newer one")


def _everybody_sees_the_same(world: World) -> None:
    for n, file in enumerate(world.files):
        live = [o for o in world.store.data.leases.values() if o.live]
        mine = {o.lead_id for o in live if o.family == world.families[n]}
        demand(set(file.file.base) == mine, f"{n} sees {set(file.file.base)}, not {mine}")
        for lead_id in mine:
            told = world.store.data.leads[lead_id].told()
            demand(file.shown(lead_id) == told, f"lead {lead_id} differs at {n}")
        left = [o for o in file.file.log if o.state in UNCONFIRMED]
        demand(not left, f"{n} still has {len(left)} to send")
