# SPDX-License-Identifier: MIT
"""What a plan comes to: each stage, each tier's day, and the chance to reach the goal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from leaddesk.desk.asking import Asking
from leaddesk.desk.plan_chance import chance_of
from leaddesk.desk.plan_days import days_of, goals_of, people_of, working_days
from leaddesk.desk.plan_measure import MOMENT, Measured, measure, open_deals
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
from leaddesk.desk.records import PlanVersion
from leaddesk.domain.goal_chance import OpenDeal, Step
from leaddesk.domain.local_day import day_span, local_date
from leaddesk.domain.perfect_day import Metric
from leaddesk.domain.plan import (
    STAGES,
    USUAL_SALE,
    USUAL_SHARES,
    USUAL_WEIGHT,
    Draft,
    quarter,
    targets_of,
)
from leaddesk.domain.revenue_plan import (
    RevenueGoal,
    Stage,
    StageNeed,
    gains,
    needs,
)

_SURE = 1e-3
"""The least that a parameter of a beta distribution is."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A draft worked through: what was measured, what each stage has to bring, what stands open."""

    draft: Draft
    measured: Measured
    shares: Mapping[str, float]
    average_sale: int
    booked: int
    deals: tuple[OpenDeal, ...]
    goal: RevenueGoal
    needs: tuple[StageNeed, ...]
    today: dt.date
    weight: float


def answer_plan(query: AskPlan, asking: Asking) -> PlanView:
    """Return what a draft comes to at the moment of asking."""
    today = local_date(asking.rules.team.time_zone, asking.now)
    kept = asking.unit.plans.draft(asking.who_id) if query.own else None
    if kept is not None and kept.ends < today:
        kept = None
    draft = query.draft or kept or first_draft(asking, today)
    worked = work_out(draft, asking)
    days = tier_days(worked, asking)
    versions = asking.unit.plans.versions(draft.begins, draft.ends)
    plan = settled(worked, days)
    return PlanView(
        draft=draft,
        plan=plan,
        today=today,
        working_days=working_days(max(today, draft.begins), draft.ends, asking),
        sales=worked.measured.sales,
        measured_sale=worked.measured.average_sale,
        booked=worked.booked,
        open_worth=worked.goal.pipeline,
        open_deals=len(worked.deals),
        sales_needed=worked.goal.sales_needed,
        stages=_stage_rows(worked, versions),
        days=days,
        chance=_chance(worked, days),
        gains=_gain_rows(worked, asking),
        versions=tuple(_version_row(version, asking) for version in versions),
        differs=_differs(plan, days, versions),
        is_kept=kept is not None and draft == kept,
    )


def first_draft(asking: Asking, today: dt.date) -> Draft:
    """Return what a plan begins with: the one for today as it was typed, or this quarter."""
    kept = asking.unit.plans.latest(today)
    if kept is not None:
        return kept.typed
    begins, ends = quarter(today)
    before = asking.unit.plans.latest(begins - dt.timedelta(days=1))
    return Draft(begins, ends, before.plan.goal if before else 0)


def work_out(draft: Draft, asking: Asking) -> Worked:
    """Work a draft through; what it leaves open is measured, or usual where nothing was."""
    zone, measured = asking.rules.team.time_zone, measure(asking)
    today = local_date(zone, asking.now)
    start = max(today, draft.begins)
    shares = {stage.name: _share(draft, measured, stage.name) for stage in STAGES}
    sale = draft.average_sale or measured.average_sale or USUAL_SALE
    begins, ends = day_span(zone, draft.begins)[0], day_span(zone, draft.ends)[1]
    until = min(ends, asking.now + MOMENT)
    booked = sum(one.amount for one in asking.unit.sales.between(begins, until))
    deals = open_deals(measured, shares, asking, ends, sale)
    worth = sum(deal.value * deal.chance for deal in deals)
    goal = RevenueGoal(draft.goal, sale, draft.ends, booked, worth)
    way = [Stage(s.name, shares[s.name], measured.stages[s.name].lag) for s in STAGES]
    people = {tier: days_of(tier, start, asking) for tier in {stage.tier for stage in STAGES}}
    found = needs(goal, way, start, [people[stage.tier] for stage in STAGES])
    weight = asking.rules.yardsticks.team_weight
    return Worked(draft, measured, shares, sale, booked, deals, goal, found, today, weight)


def tier_days(worked: Worked, asking: Asking) -> tuple[TierDay, ...]:
    """Return the day that a plan asks of each tier."""
    found = []
    for tier in sorted({stage.tier for stage in STAGES}):
        definition = goals_of(tier, worked.today, asking)
        if definition is None:
            continue
        out = dict(targets_of(definition, _needs_of(tier, worked)))
        rows = []
        for goal in definition.goals:
            typed = worked.draft.target(tier, goal.metric)
            target = out[goal.metric] if typed is None else typed
            row = TargetRow(goal.metric, target, out[goal.metric], goal.target, typed is not None)
            rows.append(row)
        found.append(TierDay(tier, len(people_of(tier, asking)), tuple(rows)))
    return tuple(found)


def settled(worked: Worked, days: Sequence[TierDay]) -> Draft:
    """Return the plan with nothing left open."""
    return replace(
        worked.draft,
        average_sale=worked.average_sale,
        shares=tuple(worked.shares.items()),
        targets=tuple((day.tier, row.metric, row.target) for day in days for row in day.targets),
    )


def _share(draft: Draft, measured: Measured, stage: str) -> float:
    typed = draft.share(stage)
    if typed is not None:
        return typed
    return _followed(measured, stage)


def _followed(measured: Measured, stage: str) -> float:
    """Return a stage's share while nobody types one: the measured, drawn to the usual."""
    counted = measured.stages[stage].conversion
    return max(_SURE, counted.share(USUAL_SHARES[stage], USUAL_WEIGHT))


def _needs_of(tier: int, worked: Worked) -> dict[str, float | None]:
    """Return what a person of a tier has to bring a day; of handoffs, so many are accepted."""
    accepted = worked.measured.acceptance
    part = accepted.share(1.0) or 1.0
    found: dict[str, float | None] = {}
    for stage, need in zip(STAGES, worked.needs, strict=True):
        if stage.tier == tier:
            per_day = need.per_day
            if stage.metric is Metric.HANDOFFS and per_day is not None:
                per_day /= part
            found[stage.metric] = per_day
    return found


def _stage_rows(worked: Worked, versions: Sequence[PlanVersion]) -> tuple[StageRow, ...]:
    kept = versions[0].plan if versions else None
    return tuple(
        StageRow(
            name=need.stage.name,
            share=need.stage.share,
            followed=_followed(worked.measured, need.stage.name),
            is_typed=worked.draft.share(need.stage.name) is not None,
            was=kept.share(need.stage.name) if kept else None,
            measured=worked.measured.stages[need.stage.name].conversion,
            lag=need.stage.lag,
            needed=need.needed,
            last_day=need.last_day,
            per_day=need.per_day,
        )
        for need in worked.needs
    )


def _chance(worked: Worked, days: Sequence[TierDay]) -> ChanceView:
    """Draw what comes of the calls of the days left, and of what stands open."""
    calls = next(
        (row.target for day in days if day.tier == 1 for row in day.targets
         if row.metric == Metric.CALLS), 0,
    )  # fmt: skip
    steps = []
    for place, need in enumerate(worked.needs):
        entered = worked.measured.stages[need.stage.name].conversion.entered
        strength, share = entered + worked.weight, need.stage.share
        posterior = (max(_SURE, share * strength), max(_SURE, (1 - share) * strength))
        steps.append(Step(posterior, calls * need.person_days if place == 0 else 0.0))
    return chance_of(worked.draft.goal, steps, worked.average_sale, worked.booked, worked.deals)


def _gain_rows(worked: Worked, asking: Asking) -> tuple[GainRow, ...]:
    """Return what each stage could bring if all did it as whoever does it best, the most first."""
    way = [need.stage for need in worked.needs]
    best = {stage.name: _best(worked, stage) for stage in way}
    found = gains(way, [best[stage.name][1] for stage in way])
    return tuple(
        GainRow(
            gain.stage.name, asking.book.name(best[gain.stage.name][0]), gain.stage.share,
            gain.reachable, gain.revenue,
        )
        for gain in found
        if gain.revenue > 0
    )  # fmt: skip


def _best(worked: Worked, stage: Stage) -> tuple[int, float]:
    """Return who of those measured often enough does a stage best, and their share."""
    team = worked.shares[stage.name]
    told = [
        (one.share(team, worked.weight), -person)
        for person, one in worked.measured.by_person[stage.name].items()
        if not one.is_uncertain
    ]
    share, person = max(told, default=(0.0, 0))
    return -person, share


def _version_row(version: PlanVersion, asking: Asking) -> VersionRow:
    return VersionRow(
        version.id,
        version.plan,
        version.typed,
        version.effective_from,
        version.made_at,
        asking.book.name(version.person_id),
        version.why,
    )


def _differs(plan: Draft, days: Sequence[TierDay], versions: Sequence[PlanVersion]) -> bool:
    """Tell whether a plan is another than the one in force, as far as a person sees."""
    if any(row.target != row.today for day in days for row in day.targets):
        return True
    return not versions or _seen(plan) != _seen(versions[0].plan)


def _seen(plan: Draft) -> tuple[object, ...]:
    shares = tuple((name, round(share * 100)) for name, share in plan.shares)
    return plan.goal, plan.average_sale, shares
