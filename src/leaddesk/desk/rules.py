# SPDX-License-Identifier: MIT
"""The team's rules: data in the database, with a default for each that ships."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from leaddesk.desk.registry_rules import DEFAULT_REGISTRIES, Registry
from leaddesk.domain.cadence import DEFAULT_LADDERS, OUTBOUND, AfterCall, Ladder
from leaddesk.domain.calling_hours import B2B, WIDEST_LEGAL, CallingProfile
from leaddesk.domain.dry_up import DryUpRule
from leaddesk.domain.errors import BadInput
from leaddesk.domain.handoff import HandoffClocks, HandoffReasons
from leaddesk.domain.handoff_quality import QualityRule
from leaddesk.domain.lending import LendingRule
from leaddesk.domain.outcome import (
    DEFAULT_OUTCOMES,
    OUTCOMES_LIKE,
    TIER_3,
    Next,
    Outcome,
    copied,
    keeping_names,
    names_of,
)
from leaddesk.domain.qualification import BANT, Sheet
from leaddesk.domain.queue import (
    DEFAULT_LIKE,
    DEFAULT_STEPS,
    IdealProfile,
    QueueRules,
    Step,
)
from leaddesk.domain.retention import RetentionRule
from leaddesk.domain.talk_first import TalkRule
from leaddesk.domain.tier import DEFAULT_TIERS, SELLING, Tier, after, found
from leaddesk.domain.yardsticks import Yardsticks

ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class TeamRule:
    """What the team is: its region for numbers, zone and hours, and currency (ISO 4217)."""

    name: str = "My team"
    region: str = "US"
    time_zone: str = "America/New_York"
    currency: str = "USD"
    opens: str = "09:00"
    closes: str = "17:30"
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """Every rule a handler asks, read once per version of the rules."""

    team: TeamRule
    tiers: tuple[Tier, ...]
    queue: QueueRules
    steps: dict[int, tuple[Step, ...]]
    ladders: dict[str, Ladder]
    ladder_of_kind: dict[str, str]
    after_call: AfterCall
    calling: CallingProfile
    lawful: CallingProfile
    outcomes: dict[tuple[int, str], Outcome]
    retired: dict[tuple[int, str], Outcome]
    outcome_names: dict[str, str]
    sheet: Sheet
    clocks: HandoffClocks
    reasons: HandoffReasons
    ideal: IdealProfile
    registries: tuple[Registry, ...]
    by_place: bool
    retention: RetentionRule
    dry_up: DryUpRule
    quality: QualityRule
    talk: TalkRule
    yardsticks: Yardsticks
    lending: LendingRule

    def ladder(self, name: str) -> Ladder:
        """Return a ladder by name; one that is gone counts as the team's outbound ladder."""
        return self.ladders.get(name) or self.ladders.get(OUTBOUND.name, OUTBOUND)

    def outcome(self, tier: int, name: str) -> Outcome | None:
        """Return an outcome by its id, one no longer on the pad as well."""
        return self.outcomes.get((tier, name)) or self.retired.get((tier, name))

    def pad(self, tier: int) -> tuple[Outcome, ...]:
        """Return the outcomes of a tier by their places; the last tier hands nothing off."""
        is_last = after(self.tiers, tier) is None
        mine = [
            outcome
            for (of, _), outcome in self.outcomes.items()
            if of == tier and not (is_last and outcome.next is Next.HANDOFF)
        ]
        return tuple(sorted(mine, key=lambda outcome: outcome.position))

    def handoff(self, tier: int) -> Outcome | None:
        """Return the outcome of a tier that hands off, None where there is none or no next tier."""
        handing = [one for one in self.pad(tier) if one.next is Next.HANDOFF]
        return min(handing, key=lambda one: one.id != "qualified", default=None)

    def is_selling(self, tier: int) -> bool:
        """Tell whether leads of a tier are somebody's, as those of senior reps are."""
        one = found(self.tiers, tier)
        return one is not None and one.works_like == SELLING


_LADDER_OF_KIND = {
    "inbound": "inbound",
    "trade_show": "inbound",
    "referral": "inbound",
    "list": "outbound",
}

RULE_TYPES: dict[str, tuple[Any, object]] = {
    "team": (TeamRule, TeamRule()),
    "tiers": (tuple[Tier, ...], DEFAULT_TIERS),
    "queue": (QueueRules, QueueRules()),
    "queue.steps": (dict[int, tuple[Step, ...]], DEFAULT_STEPS),
    "ladders": (tuple[Ladder, ...], DEFAULT_LADDERS),
    "ladders.of_kind": (dict[str, str], _LADDER_OF_KIND),
    "after_call": (AfterCall, AfterCall()),
    "calling": (CallingProfile, B2B),
    "calling.lawful": (CallingProfile, WIDEST_LEGAL),
    "outcomes": (tuple[Outcome, ...], DEFAULT_OUTCOMES),
    "sheet": (Sheet, BANT),
    "handoff.clocks": (HandoffClocks, HandoffClocks()),
    "handoff.reasons": (HandoffReasons, HandoffReasons()),
    "handoff.quality": (QualityRule, QualityRule()),
    "handoff.talk": (TalkRule, TalkRule()),
    "yardsticks": (Yardsticks, Yardsticks()),
    "ideal_profile": (IdealProfile, IdealProfile()),
    "calling.by_place": (bool, True),
    "retention": (RetentionRule, RetentionRule()),
    "dry_up": (DryUpRule, DryUpRule()),
    "registries": (tuple[Registry, ...], DEFAULT_REGISTRIES),
    "lending": (LendingRule, LendingRule()),
}
"""Every rule's key with its type and the default that ships."""


def read_rules(rule: Callable[[str], str | None]) -> Rules:
    """Return the rules in force; `rule` gives the JSON kept for a key, or None.

    Raises BadInput("bad_rule") when what is kept can't be read.
    """

    def value(key: str) -> Any:
        return decode_rule(key, rule(key) or "")

    tiers: tuple[Tier, ...] = value("tiers")
    outcomes: tuple[Outcome, ...] = value("outcomes")
    pads = outcomes_of(tiers, outcomes)
    return Rules(
        team=value("team"),
        tiers=tiers,
        queue=value("queue"),
        steps=steps_of(tiers, value("queue.steps")),
        ladders={ladder.name: ladder for ladder in value("ladders")},
        ladder_of_kind=value("ladders.of_kind"),
        after_call=value("after_call"),
        calling=value("calling"),
        lawful=value("calling.lawful"),
        outcomes={(one.tier, one.id): one for one in pads if not one.retired},
        retired={(one.tier, one.id): one for one in outcomes if one.retired},
        outcome_names=names_of(outcomes),
        sheet=value("sheet"),
        clocks=value("handoff.clocks"),
        reasons=value("handoff.reasons"),
        ideal=value("ideal_profile"),
        registries=value("registries"),
        by_place=value("calling.by_place"),
        retention=value("retention"),
        dry_up=value("dry_up"),
        quality=value("handoff.quality"),
        talk=value("handoff.talk"),
        yardsticks=value("yardsticks"),
        lending=value("lending"),
    )


def steps_of(
    tiers: Iterable[Tier], kept: Mapping[int, tuple[Step, ...]]
) -> dict[int, tuple[Step, ...]]:
    """Return the steps of every tier there is; one that has none of its own starts with a copy."""
    return {one.number: kept.get(one.number) or DEFAULT_LIKE[one.works_like] for one in tiers}


def outcomes_of(tiers: Iterable[Tier], kept: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return the pad of every tier there is; one that has none of its own starts with a copy."""
    pads: dict[int, list[Outcome]] = {}
    for outcome in kept:
        pads.setdefault(outcome.tier, []).append(outcome)
    return tuple(
        outcome
        for one in tiers
        for outcome in pads.get(one.number) or copied(OUTCOMES_LIKE[one.works_like], one.number)
    )


def is_same_rule(key: str, one: str, other: str) -> bool:
    """Tell whether two JSON texts say the same of a rule; an empty one is the default."""
    return bool(one == other or decode_rule(key, one) == decode_rule(key, other))


def settled(key: str, told: str, before: str) -> str:
    """Return the JSON of a rule to be put in force over another, empty for the default that ships.

    Outcomes that are left out are kept for their names. Raises BadInput when either can't be read.
    """
    value = decode_rule(key, told)
    if key == "outcomes":
        value = keeping_names(decode_rule(key, before), value)
    return "" if value == decode_rule(key, "") else encode_rule(key, value)


def encode_rule(key: str, value: object) -> str:
    """Return a rule's value as the JSON that is kept."""
    if key not in RULE_TYPES:
        raise BadInput("unknown_rule", where=key)
    return msgspec.json.encode(value).decode()


def decode_rule(key: str, told: str) -> Any:
    """Return a rule's value from JSON, the default for none; raises BadInput when it is not one."""
    if key not in RULE_TYPES:
        raise BadInput("unknown_rule", where=key)
    if not told:
        return RULE_TYPES[key][1]
    try:
        value = msgspec.json.decode(told, type=RULE_TYPES[key][0])
    except (msgspec.DecodeError, msgspec.ValidationError, ValueError) as error:
        raise BadInput("bad_rule", where=key, detail=str(error)[:200]) from error
    if key == "outcomes" and not any(outcome.tier == _LATER for outcome in value):
        # Kept before the third tier had a pad.
        value = (*value, *TIER_3)
    return value


_LATER = 3
