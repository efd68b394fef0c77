# SPDX-License-Identifier: MIT
"""The tiers of the team: renamed, added at the end of the row, taken out when nothing is in them.

Each is a change of rules: versioned, told in the journal and taken back like any other.
"""

from __future__ import annotations

from collections.abc import Mapping

from leaddesk.desk.asking import Asking
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.changing_rules import put_rules
from leaddesk.desk.commands import AddTier, RemoveTier, RenameTier
from leaddesk.desk.queries import AskTiers, TierRow
from leaddesk.desk.rules import decode_rule, encode_rule
from leaddesk.desk.tier_use import give_goals, row_of
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import clean_text
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.outcome import Outcome, copied
from leaddesk.domain.queue import Step
from leaddesk.domain.tier import (
    KEPT,
    LONGEST_NAME,
    MOST_TIERS,
    Tier,
    added,
    found,
    removed,
    renamed,
)

CHANGES = Kind.RULES | Kind.QUEUE | Kind.PROGRESS | Kind.PEOPLE | Kind.LEADS


def answer_tiers(_query: AskTiers, asking: Asking) -> tuple[TierRow, ...]:
    """Return the tiers in order, with how much stands in each."""
    people = asking.book.people.values()
    return tuple(row_of(asking.unit, tier, people) for tier in asking.rules.tiers)


def add_tier(command: AddTier, work: Work) -> Done:
    """Add a tier with copies of what another one has: its pad, its queue and its goals.

    Raises BadInput: "needs_name", "tier_name_taken", "unknown_tier", "too_many_tiers".
    """
    rules = work.rules
    like = _tier(work, command.like)
    name = _name(work, command.name)
    if len(rules.tiers) >= MOST_TIERS:
        raise BadInput("too_many_tiers", where="name", detail=str(MOST_TIERS))
    tier = added(rules.tiers, name, like, {one.tier for one in work.book.definitions})
    steps: dict[int, tuple[Step, ...]] = decode_rule("queue.steps", _kept(work, "queue.steps"))
    pads: tuple[Outcome, ...] = decode_rule("outcomes", _kept(work, "outcomes"))
    pad = [one for (of, _), one in rules.outcomes.items() if of == like.number]
    give_goals(work.unit, tier.number, like.number, work.book.today(work.now))
    _put(
        work,
        {
            "tiers": (*rules.tiers, tier),
            "queue.steps": steps | {tier.number: rules.steps[like.number]},
            "outcomes": (*pads, *copied(pad, tier.number)),
        },
    )
    return work.done(CHANGES, "tier_added", undoable=True, made_id=tier.number, name=name)


def rename_tier(command: RenameTier, work: Work) -> Done:
    """Call a tier by another name; nothing else changes.

    Raises BadInput: "needs_name", "tier_name_taken", "unknown_tier".
    """
    tier = _tier(work, command.tier)
    name = _name(work, command.name, but=tier.number)
    if name == tier.name:
        return work.done(Kind.NONE, "tier_same", name=name)
    _put(work, {"tiers": renamed(work.rules.tiers, tier.number, name)})
    return work.done(CHANGES, "tier_renamed", undoable=True, name=name, was=tier.name)


def remove_tier(command: RemoveTier, work: Work) -> Done:
    """Take a tier out; its pad, its queue and its goals are kept, and come back with it.

    Raises BadInput("unknown_tier"), RuleBroken("tier_stays") for the first two, and
    RuleBroken("tier_in_use").
    """
    tier = _tier(work, command.tier)
    if tier.number in KEPT:
        raise RuleBroken("tier_stays", name=tier.name)
    _put(work, {"tiers": removed(work.rules.tiers, tier.number)})
    return work.done(CHANGES, "tier_removed", undoable=True, name=tier.name)


def _tier(work: Work, number: int) -> Tier:
    tier = found(work.rules.tiers, number)
    if tier is None:
        raise BadInput("unknown_tier", where="tier", detail=str(number)[:20])
    return tier


def _name(work: Work, typed: str, but: int = 0) -> str:
    """Return a tier's name as it is kept; every tier has one of its own."""
    name = clean_text(typed, LONGEST_NAME)
    if not name:
        raise BadInput("needs_name", where="name")
    others = {one.name.casefold() for one in work.rules.tiers if one.number != but}
    if name.casefold() in others:
        raise BadInput("tier_name_taken", where="name", detail=name)
    return name


def _kept(work: Work, key: str) -> str:
    return work.unit.team.rule(key) or ""


def _put(work: Work, values: Mapping[str, object]) -> None:
    told = tuple((key, encode_rule(key, value)) for key, value in values.items())
    put_rules(work, told, "")
