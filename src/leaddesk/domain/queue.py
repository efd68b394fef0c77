# SPDX-License-Identifier: MIT
"""Who is next: classes of a tier's queue, their order as data, and the score of a new lead."""

from __future__ import annotations

import datetime as dt
import enum
import math
from dataclasses import dataclass

from leaddesk.domain.lead import ANYONE, QueueKind, SourceKind


class Order(enum.StrEnum):
    """The order inside a class (domain reference 3)."""

    DUE = "due"
    NEWEST = "newest"
    SCORE = "score"
    LONGEST = "longest"
    """Longest since the last call or touch; never called first of all."""


class Whose(enum.StrEnum):
    """Whose leads a step of the queue looks at."""

    MINE = "mine"
    ANYONE = "anyone"


class Window(enum.StrEnum):
    """Which calling window a step obeys: the team's, or only the lawful one."""

    TEAM = "team"
    LAWFUL = "lawful"


@dataclass(frozen=True, slots=True)
class Step:
    """One look into the queue; steps are asked in order and the first lead found is next.

    `number` is the class people see. `fresh` restricts new leads to inbound ones younger than
    `QueueRules.fresh_minutes`; `floor` shows the step only until the day's floor of new leads.
    """

    number: int
    kind: QueueKind
    whose: Whose
    order: Order
    window: Window
    fresh: bool = False
    floor: bool = False


SKIP_REASONS = ("bad_time", "wrong_language", "know_them", "preparing", "other")
"""Keys of the reasons to skip a lead that ship; a team's own are its words."""


@dataclass(frozen=True, slots=True)
class QueueRules:
    """The numbers behind a queue, all of them data (domain reference 3).

    `fit_share` and `value_share` are the parts of the merit; every lead has what they leave.
    """

    fresh_minutes: int = 60
    every_longest: int = 5
    skips_a_day: int = 5
    half_life_hours: tuple[tuple[str, int], ...] = (
        (SourceKind.INBOUND.value, 24),
        (SourceKind.TRADE_SHOW.value, 72),
        (SourceKind.REFERRAL.value, 72),
        (SourceKind.LIST.value, 336),
    )
    lease_minutes: int = 30
    count_again_hours: int = 4
    fit_share: float = 0.5
    value_share: float = 0.3
    skip_reasons: tuple[str, ...] = SKIP_REASONS

    def half_life(self, kind: SourceKind) -> int:
        """Return the half-life in hours of leads that arrive as `kind`."""
        return dict(self.half_life_hours).get(kind.value, 336)


SHIPPED = QueueRules()
_MINE, _ANY = Whose.MINE, Whose.ANYONE
_TEAM, _LAWFUL = Window.TEAM, Window.LAWFUL

TIER_1_STEPS = (
    Step(1, QueueKind.CALLBACK, _MINE, Order.DUE, _LAWFUL),
    Step(1, QueueKind.CALLBACK, _ANY, Order.DUE, _LAWFUL),
    Step(2, QueueKind.RETURNED, _MINE, Order.DUE, _TEAM),
    Step(2, QueueKind.RETURNED, _ANY, Order.DUE, _TEAM),
    Step(3, QueueKind.NEW, _ANY, Order.NEWEST, _TEAM, fresh=True),
    Step(4, QueueKind.RETRY, _ANY, Order.DUE, _TEAM),
    Step(5, QueueKind.NEW, _ANY, Order.SCORE, _TEAM),
    Step(6, QueueKind.REST, _ANY, Order.LONGEST, _TEAM),
)
TIER_2_STEPS = (
    Step(1, QueueKind.CALLBACK, _MINE, Order.DUE, _LAWFUL),
    Step(1, QueueKind.CALLBACK, _ANY, Order.DUE, _LAWFUL),
    Step(2, QueueKind.ACCEPTED, _MINE, Order.DUE, _TEAM),
    Step(3, QueueKind.NEXT_STEP, _MINE, Order.DUE, _TEAM),
    Step(4, QueueKind.NEW, _ANY, Order.SCORE, _TEAM, floor=True),
    Step(5, QueueKind.TOUCH, _MINE, Order.LONGEST, _TEAM),
    Step(5, QueueKind.RETRY, _ANY, Order.DUE, _TEAM),
    Step(6, QueueKind.NEW, _ANY, Order.SCORE, _TEAM),
    Step(6, QueueKind.REST, _ANY, Order.LONGEST, _TEAM),
)
DEFAULT_STEPS = {1: TIER_1_STEPS, 2: TIER_2_STEPS, 3: TIER_2_STEPS}


DEFAULT_LIKE = {1: TIER_1_STEPS, 2: TIER_2_STEPS}
"""The steps of a tier by how it works (`domain.tier.MODELS`)."""


def place_of(steps: tuple[Step, ...], kind: QueueKind, owner_id: int) -> QueueKind:
    """Return as what a lead has to stand in a tier's queue so that a step finds it.

    Not every tier looks for leads that came back or were accepted: such a lead stands with the
    next best kind that the tier looks for, its owner's if it has one.
    """
    if kind is QueueKind.NONE:
        return kind
    whose = Whose.ANYONE if owner_id == ANYONE else Whose.MINE
    looked_for = {step.kind for step in steps if step.whose is whose}
    return next((one for one in (kind, *_NEXT_BEST[whose]) if one in looked_for), kind)


_NEXT_BEST = {
    Whose.MINE: (QueueKind.NEXT_STEP, QueueKind.RETURNED, QueueKind.CALLBACK),
    Whose.ANYONE: (QueueKind.RETURNED, QueueKind.RETRY, QueueKind.CALLBACK),
}


def in_block_first(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the steps of a protected block: new leads up to the floor come before all else."""
    return tuple(s for s in steps if s.floor) + tuple(s for s in steps if not s.floor)


def merit(fit: float, value: float, rules: QueueRules = SHIPPED) -> float:
    """Return 0.20 + 0.50·Fit + 0.30·Value as it ships; both parts 0–1 (domain reference 3)."""
    fit_part = rules.fit_share * min(1.0, max(0.0, fit))
    value_part = rules.value_share * min(1.0, max(0.0, value))
    return 1 - rules.fit_share - rules.value_share + fit_part + value_part


def rank(merit_: float, arrived_at: dt.datetime, half_life: int) -> float:
    """Return log2(merit) + arrived/half-life (hours since 1970): the key that never changes.

    Within one half-life a higher rank has the higher score at every moment.
    """
    return math.log2(merit_) + arrived_at.timestamp() / 3600 / half_life


def score(rank_: float, half_life: int, at: dt.datetime) -> float:
    """Return S = 100·merit·2^(−age/half-life), 0–100, of a lead with this rank at a moment."""
    return min(100.0, 100.0 * 2 ** (rank_ - at.timestamp() / 3600 / half_life))


def value_of_sale(amount: float, largest: float = 100_000.0) -> float:
    """Return the log-scaled expected sale as 0–1; 0 and unknown give 0.5 of nothing known."""
    if amount <= 0:
        return 0.0
    return min(1.0, math.log1p(amount) / math.log1p(largest))


@dataclass(frozen=True, slots=True)
class IdealProfile:
    """The ideal customer of the team: a lead gets a point for each of the four that it meets."""

    industries: tuple[str, ...] = ()
    min_employees: int = 0
    max_employees: int = 0
    titles: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def fit(self, industry: str, employees: int, title: str, source: str) -> float:
        """Return the share of points met, 0–1; a part the team has not named counts as half."""
        points = (
            _names(self.industries, industry),
            self._size(employees),
            _names(self.titles, title),
            _names(self.sources, source),
        )
        return sum(points) / len(points)

    def _size(self, employees: int) -> float:
        if not (self.min_employees or self.max_employees) or not employees:
            return 0.5
        above = employees >= self.min_employees
        below = not self.max_employees or employees <= self.max_employees
        return 1.0 if above and below else 0.0


def _names(wanted: tuple[str, ...], found: str) -> float:
    if not wanted or not found:
        return 0.5
    low = found.casefold()
    return 1.0 if any(word.casefold() in low for word in wanted) else 0.0
