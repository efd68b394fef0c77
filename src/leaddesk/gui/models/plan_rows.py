# SPDX-License-Identifier: MIT
"""A plan as the rows of its screen, and what is typed there as a draft again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from leaddesk.desk.queries import PlanView
from leaddesk.domain.plan import MAX_GOAL, MAX_TARGET, Draft, months_on, quarter
from leaddesk.words import numbers, plan
from leaddesk.words.typed_numbers import read_amount, read_percent

GOAL, SALE = "goal", "sale"
_AMOUNT = "Type an amount, such as 420,000."
_SHARE = "Type a share above 0 and at most 100 %."
_COUNT = f"Type a whole number, {MAX_TARGET:,} at most."


@dataclass(frozen=True, slots=True)
class WayRow:
    """One row on the way: its field (`key`), the value followed, what is typed, and the words."""

    key: str
    title: str
    followed: str
    typed: str
    was: str = ""
    measured: str = ""
    range: str = ""
    result: str = ""
    detail: str = ""
    is_late: bool = False
    is_other: bool = False


def way(view: PlanView, currency: str) -> tuple[WayRow, ...]:
    """Return the rows from the revenue goal to the calls."""
    draft = view.draft
    goal = numbers.money(draft.goal, currency) if draft.goal else ""
    own_sale = numbers.money(draft.average_sale, currency) if draft.average_sale else ""
    sale = numbers.money(view.plan.average_sale or 0, currency)
    rows = [
        WayRow(
            GOAL, "Revenue goal", numbers.money(0, currency), goal, result=plan.frame(view),
            detail=plan.there(view, currency),
        ),
        WayRow(
            SALE, "÷ average sale", sale, own_sale, measured=plan.sale(view, currency),
            range=f"of {numbers.count(view.sales, 'sale')}" if view.sales else "",
            result=f"→ {plan.customers(view)}" if draft.goal else plan.FIRST,
        ),
    ]  # fmt: skip
    for row in reversed(view.stages):
        shown = numbers.percent(row.share)
        was = numbers.percent(row.was) if row.was is not None else ""
        rows.append(
            WayRow(
                row.name, plan.stage(row.name), numbers.percent(row.followed),
                shown if row.is_typed else "",
                was=f"was {was}" if was and was != shown else "",
                measured=plan.measured(row), range=plan.range_of(row),
                result=f"→ {plan.needed(row)}" if draft.goal else "",
                detail=plan.per_day(row, view.today) if draft.goal else "",
                is_late=bool(draft.goal) and row.last_day is None,
                is_other=bool(was) and was != numbers.percent(row.followed),
            )
        )  # fmt: skip
    return tuple(rows)


def with_typed(draft: Draft, key: str, text: str) -> tuple[Draft, str]:
    """Return a draft with what was typed into a field of the way, and what is wrong with it.

    An empty text follows again; what can't be read changes nothing.
    """
    if key in {GOAL, SALE}:
        amount = read_amount(text)
        if text.strip() and not 0 < amount <= MAX_GOAL:
            return draft, _AMOUNT
        if key == GOAL:
            return replace(draft, goal=amount), ""
        return replace(draft, average_sale=amount or None), ""
    share = read_percent(text)
    if text.strip() and share is None:
        return draft, _SHARE
    others = tuple(pair for pair in draft.shares if pair[0] != key)
    return replace(draft, shares=others if share is None else (*others, (key, share))), ""


def with_target(draft: Draft, tier: int, metric: str, text: str) -> tuple[Draft, str]:
    """Return a draft with a target that was typed; an empty text follows the plan again."""
    told = text.strip().replace(",", "")
    if told and not (told.isdecimal() and int(told) <= MAX_TARGET):
        return draft, _COUNT
    others = tuple(one for one in draft.targets if one[:2] != (tier, metric))
    targets = (*others, (tier, metric, int(told))) if told else others
    return replace(draft, targets=targets), ""


Period = tuple[dt.date, dt.date]
PERIODS: tuple[tuple[str, Callable[[dt.date], Period]], ...] = (
    ("This month", lambda day: _months(day, 0, 1)),
    ("Next month", lambda day: _months(day, 1, 1)),
    ("This quarter", quarter),
    ("Next quarter", lambda day: quarter(quarter(day)[1] + dt.timedelta(days=1))),
    ("This year", lambda day: _months(day.replace(month=1), 0, 12)),
    ("Next year", lambda day: _months(day.replace(month=1), 12, 12)),
)
"""The periods that are offered, each from today."""


def _months(day: dt.date, ahead: int, length: int) -> Period:
    first = months_on(day.replace(day=1), ahead)
    return first, months_on(first, length) - dt.timedelta(days=1)


def on_period(draft: Draft, begins: dt.date, ends: dt.date) -> Draft:
    """Return a draft for another period: the goal stays, targets follow again."""
    return replace(draft, begins=begins, ends=ends, targets=())
