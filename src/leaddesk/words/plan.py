# SPDX-License-Identifier: MIT
"""A plan in words: its period, its stages, what each has to bring, and how likely the goal is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from leaddesk.desk.queries import GainRow, PlanView, StageRow, TierDay, VersionRow
from leaddesk.domain.plan import months_on, quarter
from leaddesk.words import goals, leads, numbers, shares, tiers, times

_STAGES: Final = {
    "calls": ("Call → conversation", "calls"),
    "conversations": ("Conversation → handoff", "conversations"),
    "handoffs": ("Handoff → presentation", "accepted handoffs"),
    "presentations": ("Presentation → customer", "presentations"),
}
_ONE = {
    "calls": "call", "conversations": "conversation", "handoffs": "accepted handoff",
    "presentations": "presentation",
}  # fmt: skip
FIRST = "Type the period’s revenue goal to see what each day needs."
_THOUSAND, _MILLION = 100_000, 100_000_000
_MANY = 10


def stage(name: str) -> str:
    """Return a stage with what it leads to: 'Handoff → presentation'."""
    return _STAGES.get(name, (name, name))[0]


def period(begins: dt.date, ends: dt.date) -> str:
    """Return a period as people say it: Q1 2027, Apr 2027, 2027, 12 May – 5 Aug 2026."""
    if (begins, ends) == quarter(begins):
        return f"Q{(begins.month + 2) // 3} {begins.year}"
    last = ends + dt.timedelta(days=1)
    if begins.day == 1 and last == months_on(begins, 1):
        return f"{times.MONTHS[begins.month - 1]} {begins.year}"
    if (begins.month, begins.day) == (1, 1) and last == months_on(begins, 12):
        return str(begins.year)
    year = f" {begins.year}" if begins.year != ends.year else ""
    first = f"{begins.day} {times.MONTHS[begins.month - 1]}{year}"
    return f"{first} – {ends.day} {times.MONTHS[ends.month - 1]} {ends.year}"


def short_money(minor: float, currency: str) -> str:
    """Return an amount for the end of an axis: $310k, $1.2m."""
    amount = abs(minor)
    for unit, mark in ((_MILLION, "m"), (_THOUSAND, "k")):
        if amount >= unit:
            part = minor / unit
            shown = f"{part:.1f}".removesuffix(".0") if abs(part) < _MANY else f"{part:.0f}"
            return numbers.money(0, currency).replace("0", shown + mark)
    return numbers.money(round(minor), currency)


def range_of(row: StageRow) -> str:
    """Return the 80 % range of what was measured, with how often: '41–51 % of 210'."""
    return shares.range_of(row.measured)


def measured(row: StageRow) -> str:
    """Return the share that was measured: 'measured 46 %'; empty for none."""
    counted = row.measured
    if not counted.entered:
        return ""
    return f"measured {numbers.percent(counted.went_on / counted.entered)}"


def needed(row: StageRow) -> str:
    """Return what a stage has to bring: '398 accepted handoffs'."""
    if not row.needed:
        return "no more needed"
    count = round(row.needed)
    one, many = _ONE.get(row.name, row.name), _STAGES.get(row.name, (row.name, row.name))[1]
    return numbers.count(count, one, many)


def per_day(row: StageRow, today: dt.date) -> str:
    """Return what that is for a person on a day, or that it is too late."""
    if row.last_day is None:
        lag = times.duration(row.lag) if row.lag else ""
        tail = f": it takes {lag} to the next" if lag else ""
        return f"too late to move this period{tail}"
    if not row.needed:
        return ""
    if row.per_day is None:
        return "nobody works it"
    told = f"{row.per_day:.1f}" if row.per_day >= 1 else f"{row.per_day:.2f}"
    until = f", until {times.date(row.last_day, today)}" if row.lag else ""
    return f"{told} per person and day{until}"


def frame(view: PlanView) -> str:
    """Return what the plan has to work with: '62 working days, 8 qualifiers, 4 senior reps'."""
    days = numbers.count(view.working_days, "working day")
    people = [_people(day) for day in view.days]
    return ", ".join([days, *people])


def _people(day: TierDay) -> str:
    return f"{numbers.number(day.people)} {tiers.within(day.tier)}"


def there(view: PlanView, currency: str) -> str:
    """Return what counts towards the goal already."""
    booked = f"{numbers.money(view.booked, currency)} booked"
    if not view.open_deals:
        return f"{booked}, nothing open"
    worth = numbers.money(round(view.open_worth / 100) * 100, currency)
    deals = numbers.count(view.open_deals, "open deal")
    return f"{booked}, {worth} expected of {deals}"


def customers(view: PlanView) -> str:
    """Return how many more sales reach the goal: '44 customers'."""
    if not view.sales_needed:
        return "the goal is reached"
    return numbers.count(max(1, round(view.sales_needed)), "customer")


def sale(view: PlanView, currency: str) -> str:
    """Return the average sale that was measured: 'measured $9,240'."""
    if view.measured_sale is None:
        return "nothing sold yet"
    return f"measured {numbers.money(view.measured_sale, currency)}"


def chance(view: PlanView, currency: str) -> str:
    """Return how likely the goal is: 'goal $420k · 63 % likely'."""
    share = view.chance.chance
    return f"goal {short_money(view.draft.goal, currency)} · {numbers.percent(share)} likely"


def outlook(view: PlanView, currency: str) -> str:
    """Return the chance as a sentence, for who does not see the columns."""
    low, middle, high = (
        short_money(value, currency)
        for value in (view.chance.low, view.chance.middle, view.chance.high)
    )
    goal = numbers.money(view.draft.goal, currency)
    return (
        f"{numbers.percent(view.chance.chance)} likely to reach {goal} if everybody does these "
        f"days. As likely above as below {middle}; nearly always between {low} and {high}."
    )


def gain(rows: Sequence[GainRow]) -> str:
    """Return where most is to be gained, in one sentence; empty where nobody stands out."""
    if not rows:
        return ""
    row = rows[0]
    return (
        f"Most to gain: {stage(row.name)}. {row.person} reaches {100 * row.reachable:.1f} % where "
        f"the plan has {100 * row.share:.1f} %; all as good would be "
        f"{numbers.percent(row.revenue)} more revenue."
    )


def target(metric: str) -> str:
    """Return what a target of the day counts: 'of them to new leads'."""
    return "of them to new leads" if metric == "new_lead_calls" else goals.title(metric)


def differences(view: PlanView) -> tuple[str, ...]:
    """Return what putting the plan in force changes in each tier's day."""
    found = []
    for day in view.days:
        changed = [
            f"{goals.title(row.metric)} {row.today} → {row.target}"
            for row in day.targets
            if row.today != row.target
        ]
        if changed:
            found.append(f"{leads.tier(day.tier)}: {', '.join(changed)}")
    return tuple(found)


def version(row: VersionRow, now: dt.datetime, zone: str, currency: str) -> str:
    """Return a version in one line: goal, since when, by whom."""
    goal = numbers.money(row.plan.goal, currency)
    since = times.date(row.effective_from, times.local(now, zone).date())
    return f"{goal}, from {since}, by {row.by} {times.day(row.made_at, now, zone)}"
