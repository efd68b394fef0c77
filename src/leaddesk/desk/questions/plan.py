# SPDX-License-Identifier: MIT
"""The plan: questions and the rows they are answered with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.desk.questions.query import Query
from leaddesk.domain.conversion import Conversion
from leaddesk.domain.plan import Draft


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage: the share that counts (0-1), what was measured, and what it has to bring.

    `followed` is the share that counts while nobody types one, `was` that of the plan in force,
    None without one. `last_day` is the last on which its
    work still can become a sale in the period, None when that is over; `per_day` for one person.
    """

    name: str
    share: float
    followed: float
    is_typed: bool
    was: float | None
    measured: Conversion
    lag: dt.timedelta
    needed: float
    last_day: dt.date | None
    per_day: float | None


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target of a tier's day: what counts, what the plan works out, what is in force today."""

    metric: str
    target: int
    worked_out: int
    today: int
    is_typed: bool


@dataclass(frozen=True, slots=True)
class TierDay:
    """A tier's Perfect Day by the plan, and how many people work it."""

    tier: int
    people: int
    targets: tuple[TargetRow, ...]


@dataclass(frozen=True, slots=True)
class GainRow:
    """What a stage could bring: the share that somebody reaches, and how much more revenue."""

    name: str
    person: str
    share: float
    reachable: float
    revenue: float


@dataclass(frozen=True, slots=True)
class ChanceView:
    """What may come of the plan: the chance 0-1 to reach the goal, and draws by revenue.

    `columns` lie evenly from `low` to `high` (minor units), those from `marked_from` on reach the
    goal; `middle` is the revenue that is as likely missed as reached.
    """

    chance: float
    low: float
    high: float
    middle: float
    columns: tuple[int, ...]
    marked_from: int


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of the plan for this period."""

    id: int
    plan: Draft
    typed: Draft
    effective_from: dt.date
    made_at: dt.datetime
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan as it stands: what is typed, what that comes to, what was measured.

    `plan` is the draft with nothing left open. Amounts in minor units; `open_worth` is what is open
    by the chance that it is won in the period.
    """

    draft: Draft
    plan: Draft
    today: dt.date
    working_days: int
    sales: int
    measured_sale: int | None
    booked: int
    open_worth: float
    open_deals: int
    sales_needed: float
    stages: tuple[StageRow, ...]
    days: tuple[TierDay, ...]
    chance: ChanceView
    gains: tuple[GainRow, ...]
    versions: tuple[VersionRow, ...]
    differs: bool
    is_kept: bool = False
    """Whether the draft was kept of whoever asks."""


@dataclass(frozen=True, slots=True)
class AskPlan(Query[PlanView]):
    """What a draft comes to; without one, the newest plan for today's period, or a new one.

    With `own`, the draft that is kept of whoever asks goes before these.
    """

    draft: Draft | None = None
    own: bool = False
