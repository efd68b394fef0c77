# SPDX-License-Identifier: MIT
"""The funnel: the question and the rows it is answered with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from leaddesk.desk.questions.query import Query
from leaddesk.domain.conversion import Conversion
from leaddesk.domain.funnel import Span


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """The funnel of the team, a person, a source or a campaign.

    `steps` are the shares from each stage to the next, of entries that had their time.
    """

    id: int
    name: str
    steps: tuple[Conversion, ...]


@dataclass(frozen=True, slots=True)
class HourCell:
    """Calls within an hour of a weekday (0 = Monday) at the prospect, and who was reached."""

    weekday: int
    hour: int
    reached: Conversion


@dataclass(frozen=True, slots=True)
class TryRow:
    """Calls that were this try in a row; 0 at a time that was agreed."""

    attempt: int
    reached: Conversion


@dataclass(frozen=True, slots=True)
class StayRow:
    """How long a lead usually stays in a status, from `n` that left it; None without any."""

    status: str
    median: dt.timedelta | None
    n: int


@dataclass(frozen=True, slots=True)
class SourceStays:
    """How long leads of a source stayed in each status, the team's order of statuses."""

    source_id: int
    name: str
    stays: tuple[StayRow, ...]


@dataclass(frozen=True, slots=True)
class CampaignValue:
    """What a campaign brought in the span, and what it costs; amounts in minor units.

    `month_cost` is None where nobody said it; `cost` is that of the span.
    """

    name: str
    won: int
    revenue: int
    month_cost: int | None
    cost: int


@dataclass(frozen=True, slots=True)
class SourceValue:
    """The same of a source."""

    source_id: int
    name: str
    won: int
    revenue: int
    month_cost: int | None
    cost: int


@dataclass(frozen=True, slots=True)
class FunnelView:
    """The funnel of a span of days, which ends yesterday, of everybody or of one person.

    `reached` counts what happened at each stage within the span; `team` holds the shares of the
    person that was asked about. Of one person there are sources and hours, and nothing else.
    `people` are those who can be asked about, by name.
    """

    span: Span
    first: dt.date
    last: dt.date
    reached: tuple[int, ...]
    team: FunnelRow
    by: Mapping[str, tuple[FunnelRow, ...]]
    hours: tuple[HourCell, ...]
    tries: tuple[TryRow, ...]
    stays: tuple[StayRow, ...]
    stays_by: tuple[SourceStays, ...]
    sources: tuple[SourceValue, ...]
    campaigns: tuple[CampaignValue, ...]
    currency: str
    person_id: int = 0
    people: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AskFunnel(Query[FunnelView]):
    """What becomes of calls, by person, source and campaign; or of one person by source."""

    span: Span = Span.MONTH
    person_id: int = 0
