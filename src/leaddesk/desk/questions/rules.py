# SPDX-License-Identifier: MIT
"""The rules that are data: what is in force, its versions, and what a change would do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from leaddesk.desk.questions.query import Query
from leaddesk.desk.rule_checks import Problem
from leaddesk.domain.tier import DEFAULT_TIERS, Tier


@dataclass(frozen=True, slots=True)
class AskRule(Query[str]):
    """One rule of the team as JSON; raises NotFound for an unknown key."""

    key: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule in force as JSON; `at` and `by` tell the change that put it in force, if any did."""

    key: str
    value: str
    is_default: bool
    at: dt.datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class AskRules(Query[tuple[RuleRow, ...]]):
    """The rules that team leads change, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """One version of a rule: what was put in force, when, by whom and why.

    `number` counts from 1 for the first change; 0 is what was in force before it. `value` is JSON,
    empty for the default that ships. A version that was taken back stays in the history.
    """

    number: int
    value: str
    at: dt.datetime | None = None
    by: str = ""
    reason: str = ""
    taken_back: bool = False
    in_force: bool = False


@dataclass(frozen=True, slots=True)
class AskRuleVersions(Query[tuple[RuleVersion, ...]]):
    """The versions of one rule, newest first; raises NotFound for an unknown key."""

    key: str


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """One thing that a change would do now, worked out against the database.

    `code` keys the words; `before` and `after` are counts where there are two, `moved` is how many
    leads it is about. `least`: there were too many to look at all of them.
    """

    code: str
    tier: int = 0
    moved: int = 0
    before: int = 0
    after: int = 0
    least: bool = False


@dataclass(frozen=True, slots=True)
class RulePreview:
    """What values would do if they were put in force now; `changed` are the rules that differ."""

    values: tuple[tuple[str, str], ...]
    changed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    effects: tuple[RuleEffect, ...] = ()


@dataclass(frozen=True, slots=True)
class AskRuleChange(Query[RulePreview]):
    """What a change of rules would do: pairs of key and JSON, empty for the default."""

    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The team's own names: of outcomes by id, those no longer on a pad too, ladders and tiers."""

    outcomes: Mapping[str, str]
    ladders: Mapping[str, str]
    tiers: tuple[Tier, ...] = DEFAULT_TIERS


@dataclass(frozen=True, slots=True)
class AskOwnWords(Query[OwnWords]):
    """What the team calls things itself."""
