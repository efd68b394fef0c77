# SPDX-License-Identifier: MIT
"""A made-up plan: what a desk would answer, worked out from the draft by the domain's formulas."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.queries import (
    AskPlan,
    ChanceView,
    GainRow,
    PlanView,
    StageRow,
    TargetRow,
    TierDay,
    VersionRow,
)
from leaddesk.domain.conversion import Conversion
from leaddesk.domain.perfect_day import DEFAULT_DEFINITIONS
from leaddesk.domain.plan import STAGES, Draft, targets_of

TODAY = dt.date(2027, 1, 4)
Q1 = Draft(dt.date(2027, 1, 1), dt.date(2027, 3, 31), 42_000_000, 960_000)
EMPTY = Draft(dt.date(2027, 1, 1), dt.date(2027, 3, 31), 0)
MEASURED = {
    "calls": Conversion(3_000, 510),
    "conversations": Conversion(500, 105),
    "handoffs": Conversion(200, 92),
    "presentations": Conversion(25, 6),
}
_WAS = {"handoffs": 0.52}
_DAYS = {1: 8 * 62.0, 2: 4 * 62.0}


def version(why: str = "A new quarter", plan: Draft = Q1) -> VersionRow:
    """A plan that was put in force by the team lead."""
    at = dt.datetime(2027, 1, 4, 15, tzinfo=dt.UTC)
    return VersionRow(1, plan, plan, TODAY, at, "Ruth Calloway", why)


def answer(query: AskPlan, *versions: VersionRow, late: str = "") -> PlanView:
    """Return what a plan comes to; `late` names a stage that can't move the period any more."""
    draft = query.draft or EMPTY
    sale = draft.average_sale or 924_000
    needed = sales = draft.goal / sale
    rows: list[StageRow] = []
    for stage in reversed(STAGES):
        counted = MEASURED[stage.name]
        followed = counted.went_on / counted.entered
        typed = draft.share(stage.name)
        share = typed or followed
        needed /= share
        too_late = stage.name == late
        rows.append(
            StageRow(
                stage.name, share, followed, typed is not None,
                _WAS.get(stage.name) if versions else None, counted,
                dt.timedelta(days=9) if stage.name == "handoffs" else dt.timedelta(), needed,
                None if too_late else draft.ends, None if too_late else needed / _DAYS[stage.tier],
            )
        )  # fmt: skip
    stages = tuple(reversed(rows))
    chance = 0.63 if draft.goal < 50_000_000 else 0.2
    return PlanView(
        draft=draft, plan=draft, today=TODAY, working_days=62, sales=44, measured_sale=924_000,
        booked=1_200_000, open_worth=300_000.0, open_deals=3, sales_needed=sales, stages=stages,
        days=_days(draft, stages),
        chance=ChanceView(chance, 31_000_000, 54_000_000, 43_000_000, (1, 4, 9, 4, 1), 3),
        gains=(GainRow("handoffs", "Sam Ortiz", 0.46, 0.52, 0.13),), versions=versions,
        differs=not versions or draft != versions[0].typed,
    )  # fmt: skip


def _days(draft: Draft, stages: tuple[StageRow, ...]) -> tuple[TierDay, ...]:
    need = {stage.metric.value: row.per_day for stage, row in zip(STAGES, stages, strict=True)}
    found = []
    for definition, people in zip(DEFAULT_DEFINITIONS[:2], (8, 4), strict=True):
        rows = []
        for metric, worked_out in targets_of(definition, need if draft.goal else {}):
            typed = draft.target(definition.tier, metric)
            today = next(goal.target for goal in definition.goals if goal.metric == metric)
            target = worked_out if typed is None else typed
            rows.append(TargetRow(metric, target, worked_out, today, typed is not None))
        found.append(TierDay(definition.tier, people, tuple(rows)))
    return tuple(found)
