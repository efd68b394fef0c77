# SPDX-License-Identifier: MIT
"""Reports: what a team or a person did in a span of days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.desk.questions.query import Query


@dataclass(frozen=True, slots=True)
class MetricSum:
    """How often something was done in the span, and how often the goals of its days asked it."""

    metric: str
    done: int
    target: int


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One person in one tier, or all together (`person_id` 0): their days and what came of them.

    `days` are those that asked for goals, `perfect` of them were; `bar` is the mean of their bars,
    0-100. Handoffs are counted by the day they were first offered, `came_back` are those returned,
    rejected or expired. `revenue` in minor units.
    """

    person_id: int
    name: str
    tier: int
    days: int
    perfect: int
    bar: float
    sums: tuple[MetricSum, ...]
    given: int
    accepted: int
    came_back: int
    sales: int
    revenue: int


@dataclass(frozen=True, slots=True)
class ReportDay:
    """One day of the span: how many days of people asked for goals, how many were perfect."""

    day: dt.date
    asked: int
    perfect: int
    bar: float
    sums: tuple[MetricSum, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """What was done from one day to another; `person` is empty for the whole team."""

    begins: dt.date
    ends: dt.date
    team: str
    person: str
    currency: str
    lines: tuple[ReportLine, ...]
    total: ReportLine
    days: tuple[ReportDay, ...]


@dataclass(frozen=True, slots=True)
class AskReport(Query[ReportView]):
    """What the team (`person_id` 0) or one person did from one day to another, both included.

    Raises BadInput("bad_span").
    """

    begins: dt.date
    ends: dt.date
    person_id: int = 0
