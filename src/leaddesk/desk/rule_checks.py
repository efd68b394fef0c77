# SPDX-License-Identifier: MIT
"""What a rule may say: every number in its bounds, every name known, and rules that fit together.

A problem names the place in the value by a path ("ladders.0.rungs.2.days"), so that a form can say
it beside the field and a file by its line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import available_timezones

from leaddesk.desk.outcome_checks import outcomes_problems
from leaddesk.desk.rule_bounds import BOUNDS, YEAR_HOURS
from leaddesk.desk.rules import RULE_TYPES, Rules, TeamRule, decode_rule
from leaddesk.desk.tier_checks import tiers_problems
from leaddesk.desk.value_checks import (
    LONGEST_NAME,
    LONGEST_WORD,
    Found,
    bounds,
    joined,
    twice,
    words,
)
from leaddesk.domain.cadence import NO_SHOW, OUTBOUND, Ladder
from leaddesk.domain.calling_hours import CallingProfile
from leaddesk.domain.errors import BadInput
from leaddesk.domain.handoff import HandoffClocks, HandoffReasons
from leaddesk.domain.handoff_quality import QualityRule
from leaddesk.domain.lead import SourceKind
from leaddesk.domain.qualification import Sheet
from leaddesk.domain.queue import DEFAULT_LIKE, DEFAULT_STEPS, IdealProfile, QueueRules, Step
from leaddesk.domain.tier import DEFAULT_TIERS, LAST_NUMBER, Tier, found
from leaddesk.domain.yardsticks import Yardsticks

_LONGEST_ID = 30
"""Letters of an outcome's id: a closed lead keeps it as the reason."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: an error key with its fields, the rule, and the path in it."""

    key: str
    rule: str
    path: str
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The rule and the place in it."""
        return f"{self.rule}: {self.path}" if self.path else self.rule


def check_rule(key: str, value: Any) -> tuple[Problem, ...]:
    """Return what is wrong with a rule's value by itself."""
    check = _CHECKS.get(key)
    found = (*bounds(value, BOUNDS.get(key, {})), *(check(value) if check else ()))
    return tuple(Problem(f"rule.{code}", key, path, fields) for path, code, fields in found)


def check_together(rules: Rules, wanted: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return what is wrong with values (JSON by key) put in force over the rules there are.

    Raises BadInput for a key that is none and a value that can't be read.
    """
    values = {key: decode_rule(key, told) for key, told in wanted.items()}
    problems = [one for key, value in values.items() for one in check_rule(key, value)]
    if not problems:
        problems.extend(_between(rules, values))
    return tuple(problems)


def read_problem(key: str, error: BadInput) -> Problem:
    """Return the problem of a value that can't be read at all."""
    return Problem(error.key, key, "", dict(error.fields))


# ------------------------------------------------------------------------- one rule each


_MOST_SHARES = 0.95
"""Fit and value together leave something to every lead: the score of none is 0."""


def _queue(value: QueueRules) -> Found:
    if value.fit_share + value.value_share > _MOST_SHARES:
        yield "value_share", "shares", {"high": round(_MOST_SHARES * 100)}
    yield from words(value.skip_reasons, "skip_reasons")
    if not value.skip_reasons:
        yield "skip_reasons", "no_reasons", {}
    kinds = set(SourceKind)
    for number, (kind, hours) in enumerate(value.half_life_hours):
        if kind not in kinds:
            yield joined("half_life_hours", number, 0), "unknown", {"name": kind}
        if not 1 <= hours <= YEAR_HOURS:
            yield joined("half_life_hours", number, 1), "bounds", {"low": 1, "high": YEAR_HOURS}
    yield from twice((kind for kind, _ in value.half_life_hours), "half_life_hours", "0")


def _shape(step: Step) -> tuple[object, ...]:
    return (step.kind, step.whose, step.order, step.fresh, step.floor)


def _steps(value: Mapping[int, tuple[Step, ...]]) -> Found:
    for tier, shipped in DEFAULT_STEPS.items():
        yield from _steps_of(tier, value.get(tier, ()), shipped)
    for tier in value:
        if not 1 <= tier <= LAST_NUMBER:
            yield str(tier), "unknown", {"name": str(tier)}


def _steps_of(tier: int, steps: tuple[Step, ...], shipped: tuple[Step, ...]) -> Found:
    known = {_shape(step) for step in shipped}
    for number, step in enumerate(steps):
        path = joined(tier, number)
        if _shape(step) not in known:
            yield path, "unknown", {"name": step.kind.name.lower()}
        if not 1 <= step.number <= len(shipped):
            yield joined(path, "number"), "bounds", {"low": 1, "high": len(shipped)}
    yield from twice((_shape(step) for step in steps), str(tier))
    for kind in {step.kind for step in shipped} - {step.kind for step in steps}:
        yield str(tier), "never_next", {"name": kind.name.lower()}


_RUNG = {"minutes": (0, 1440), "days": (0, 365), "working_days": (0, 90)}
_MOST_RUNGS = 20
_LONGEST_LADDER = 20
"""Letters of a ladder's name: the column of a lead."""


def _ladders(value: tuple[Ladder, ...]) -> Found:
    yield from twice((ladder.name for ladder in value), "", "name")
    for number, ladder in enumerate(value):
        if not ladder.name or len(ladder.name) > _LONGEST_LADDER:
            yield joined(number, "title"), "word", {"high": LONGEST_NAME}
        yield from bounds(ladder, {"rest_days": (1, 730)}, str(number))
        if not 1 <= len(ladder.rungs) <= _MOST_RUNGS:
            yield joined(number, "rungs"), "rows", {"low": 1, "high": _MOST_RUNGS}
        for at, rung in enumerate(ladder.rungs):
            path = joined(number, "rungs", at)
            yield from bounds(rung, _RUNG, path)
            if not (rung.minutes or rung.days or rung.working_days):
                yield joined(path, "minutes"), "no_wait", {}
        if len(ladder.title) > LONGEST_NAME or ladder.title != ladder.title.strip():
            yield joined(number, "title"), "word", {"high": LONGEST_NAME}
    titles = (ladder.title.casefold() for ladder in value)
    yield from twice(titles, "", "title")
    if len(value) > _MOST_RUNGS:
        yield "", "too_many", {"high": _MOST_RUNGS}
    for name in (OUTBOUND.name, NO_SHOW.name):
        if name not in {one.name for one in value}:
            yield "", "gone", {"name": name}


def _of_kind(value: Mapping[str, str]) -> Found:
    for kind in sorted(set(value) - set(SourceKind)):
        yield kind, "unknown", {"name": kind}


def _profile(value: CallingProfile) -> Found:
    if not value.weekdays:
        yield "weekdays", "no_day", {}
    if not value.name or len(value.name) > LONGEST_WORD:
        yield "name", "word", {"high": LONGEST_WORD}


def _sheet(value: Sheet) -> Found:
    if not value.name.strip() or len(value.name) > LONGEST_WORD:
        yield "name", "word", {"high": LONGEST_WORD}
    most = 12
    if not 1 <= len(value.questions) <= most:
        yield "questions", "rows", {"low": 1, "high": most}
    if not 0 <= value.ready_at <= len(value.questions):
        yield "ready_at", "bounds", {"low": 0, "high": len(value.questions)}
    yield from twice((one.key for one in value.questions), "questions", "title")
    for number, one in enumerate(value.questions):
        path = joined("questions", number)
        if (
            not one.key
            or len(one.key) > _LONGEST_ID
            or not one.title.strip()
            or len(one.title) > LONGEST_WORD
        ):
            yield joined(path, "title"), "word", {"high": LONGEST_WORD}
        if len(one.hint) > LONGEST_WORD:
            yield joined(path, "hint"), "word", {"high": LONGEST_WORD}


def _quality(value: QualityRule) -> Found:
    titles = tuple(criterion.title for criterion in value.criteria)
    for number, title in enumerate(titles):
        if not title.strip() or len(title) > LONGEST_WORD:
            yield joined("criteria", number, "title"), "word", {"high": LONGEST_WORD}
    yield from twice(titles, "criteria", "title")


def _reasons(value: HandoffReasons) -> Found:
    for name in ("returns", "rejects"):
        reasons = getattr(value, name)
        yield from words(reasons, name)
        for number, reason in enumerate(reasons):
            if len(reason) > _LONGEST_ID:
                yield joined(name, number), "word", {"high": _LONGEST_ID}
        if not reasons:
            yield name, "no_reasons", {}
    if "other" not in value.returns:
        yield "returns", "gone", {"name": "other"}


def _clocks(value: HandoffClocks) -> Found:
    if value.normal_hours < value.hot_hours:
        yield "normal_hours", "order", {}
    if value.hard_stop_hours < value.normal_hours:
        yield "hard_stop_hours", "order", {}


def _yardsticks(value: Yardsticks) -> Found:
    for less, more in (("fast_minutes", "fair_minutes"), ("fair_minutes", "late_minutes")):
        if getattr(value, more) < getattr(value, less):
            yield more, "order", {}
    if value.fair_accepted > value.good_accepted:
        yield "fair_accepted", "order_down", {}


def _ideal(value: IdealProfile) -> Found:
    for name in ("industries", "titles", "sources"):
        yield from words(getattr(value, name), name)
    if value.max_employees and value.max_employees < value.min_employees:
        yield "max_employees", "order", {}


def _team(value: TeamRule) -> Found:
    if not value.name.strip() or len(value.name) > LONGEST_WORD:
        yield "name", "word", {"high": LONGEST_WORD}
    if len(value.region) != 2 or not value.region.isalpha():  # noqa: PLR2004 - ISO 3166
        yield "region", "country", {}
    if len(value.currency) != 3 or not value.currency.isalpha():  # noqa: PLR2004 - ISO 4217
        yield "currency", "currency", {}
    if value.time_zone not in available_timezones():
        yield "time_zone", "zone", {}
    if value.opens >= value.closes:
        yield "closes", "order", {}


_CHECKS: dict[str, Callable[[Any], Found]] = {
    "team": _team,
    "tiers": tiers_problems,
    "queue": _queue,
    "queue.steps": _steps,
    "ladders": _ladders,
    "ladders.of_kind": _of_kind,
    "calling": _profile,
    "calling.lawful": _profile,
    "outcomes": outcomes_problems,
    "sheet": _sheet,
    "handoff.clocks": _clocks,
    "handoff.reasons": _reasons,
    "handoff.quality": _quality,
    "ideal_profile": _ideal,
    "yardsticks": _yardsticks,
}
"""Rules without an entry are right when they can be read."""


# ------------------------------------------------------------------------- rules together


def _between(rules: Rules, values: Mapping[str, Any]) -> Iterator[Problem]:
    def value(key: str, in_force: object) -> Any:
        return values.get(key, in_force)

    names = {one.name for one in value("ladders", tuple(rules.ladders.values()))}
    for kind, name in value("ladders.of_kind", rules.ladder_of_kind).items():
        if name not in names and {"ladders", "ladders.of_kind"} & set(values):
            yield Problem("rule.ladder_used", "ladders.of_kind", kind, {"name": name})
    calling, lawful = value("calling", rules.calling), value("calling.lawful", rules.lawful)
    if {"calling", "calling.lawful"} & set(values) and not calling.narrowed_by(lawful).weekdays:
        key = "calling" if "calling" in values else "calling.lawful"
        yield Problem("rule.never_open", key, "opens")
    yield from _between_tiers(rules.tiers, value("tiers", rules.tiers), values)


def _between_tiers(
    before: tuple[Tier, ...], tiers: tuple[Tier, ...], values: Mapping[str, Any]
) -> Iterator[Problem]:
    """Hold tiers to how they work, and the steps of those that were added to what works so."""
    for number, one in enumerate(tiers):
        was = found(before, one.number) or found(DEFAULT_TIERS, one.number) or one
        if was.works_like != one.works_like:
            yield Problem("rule.works_like", "tiers", f"{number}.works_like")
        steps = values.get("queue.steps", {}).get(one.number)
        if steps and one.number not in DEFAULT_STEPS:
            for path, code, fields in _steps_of(one.number, steps, DEFAULT_LIKE[one.works_like]):
                yield Problem(f"rule.{code}", "queue.steps", path, fields)


MANAGED = tuple(key for key in RULE_TYPES if key not in {"registries", "retention"})
"""Rules of the Rules screen and of its file; the others have a screen that says what they do."""
