# SPDX-License-Identifier: MIT
"""Dry-up guard: which week will bring too few qualified leads, by the calls already made.

Domain reference 7. What is qualified this week was called for the first time in the weeks before.
So first calls that were not made are missed later, by so many weeks as qualifying usually takes,
and by then it is too late to make them. The forecast takes for granted that from now on everybody
makes the calls their day asks for: what falls short then, falls short by what lies behind.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from leaddesk.domain.errors import BadInput

LAG_SHARES = (0.40, 0.25, 0.20, 0.10, 0.05)
"""Which share of the qualified leads is handed over so many weeks after the first call: an attempt
ladder takes up to four working weeks."""
FEWEST_LAGS = 30
"""From so many handoffs on the weeks are those of the team, drawn to the rule."""
RULE_WEIGHT = 50.0
"""The rule counts like so many handoffs."""
SHORT_SHARE = 0.10
"""So much under what is asked for may be chance: a week falls short from here on."""
FEWEST = 1.0
"""A week falls short by one qualified lead at least."""
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DryUpRule:
    """How a team's first calls become qualified leads, and from when a week is short.

    Raises BadInput("bad_dry_up").
    """

    lag_shares: tuple[float, ...] = LAG_SHARES
    short_share: float = SHORT_SHARE

    def __post_init__(self) -> None:
        """Refuse shares that are none."""
        shares = self.lag_shares
        whole = bool(shares) and min(shares) >= 0 and math.isclose(sum(shares), 1, abs_tol=1e-6)
        if not whole or not 0 <= self.short_share < 1:
            raise BadInput("bad_dry_up", detail=f"{shares}, {self.short_share:g}")

    @property
    def weeks(self) -> int:
        """Return over how many weeks first calls bring qualified leads, with their own."""
        return len(self.lag_shares)


def measured(rule: DryUpRule, weeks: Sequence[int]) -> DryUpRule:
    """Return the rule with the shares of weeks that handoffs took, each from its first call.

    What took longer than the rule looks at counts as its last week. Too few handoffs leave the
    rule as it is.
    """
    if len(weeks) < FEWEST_LAGS:
        return rule
    last = rule.weeks - 1
    counts = Counter(min(max(0, week), last) for week in weeks)
    whole = len(weeks) + RULE_WEIGHT
    shares = [
        (counts[week] + RULE_WEIGHT * share) / whole for week, share in enumerate(rule.lag_shares)
    ]
    return replace(rule, lag_shares=tuple(shares))


@dataclass(frozen=True, slots=True)
class CallWeek:
    """First calls to new leads in a week so far: how many were made, how many were asked for."""

    made: int
    asked: int


@dataclass(frozen=True, slots=True)
class WeekForecast:
    """Qualified leads of the week from `monday` on: how many are likely, how many are asked for."""

    monday: dt.date
    likely: float
    asked: float


def monday_of(day: dt.date) -> dt.date:
    """Return the day a week begins with."""
    return day - dt.timedelta(days=day.weekday())


def forecast(
    weeks: Mapping[dt.date, CallWeek],
    today: dt.date,
    a_week: int,
    share: float,
    rule: DryUpRule,
) -> tuple[WeekForecast, ...]:
    """Return the qualified leads of this week and of each one that past calls still reach.

    `weeks` are by their Monday, a missing one asked for nothing; `a_week` is how many first calls
    a whole week asks for, and `share` (0 to 1) how many of them are qualified in the end.
    """
    first = monday_of(today)
    found = []
    for ahead in range(rule.weeks):
        monday = first + ahead * _WEEK
        missing = sum(
            part * (known.asked - known.made)
            for lag, part in enumerate(rule.lag_shares)
            if (known := weeks.get(monday - lag * _WEEK)) is not None
        )
        found.append(WeekForecast(monday, share * max(0.0, a_week - missing), share * a_week))
    return tuple(found)


def first_short(forecasts: Sequence[WeekForecast], rule: DryUpRule) -> WeekForecast | None:
    """Return the first week that falls short; None when none does."""
    for week in forecasts:
        if week.asked - week.likely >= max(FEWEST, rule.short_share * week.asked):
            return week
    return None


def days_below(made: Sequence[int], target: int) -> int:
    """Return how many of the last days, given oldest first, in a row were below the target."""
    below = 0
    for count in reversed(made):
        if count >= target:
            break
        below += 1
    return below
