# SPDX-License-Identifier: MIT
"""Putting a plan in force: a version of it, and the goals of each tier's day from a day on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import DiscardPlanDraft, KeepPlanDraft, PutPlanInForce
from leaddesk.desk.records import PlanVersion
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.perfect_day import definition_for
from leaddesk.domain.plan import STAGES, Draft


def put_plan_in_force(command: PutPlanInForce, work: Work) -> Done:
    """Keep a version of a plan, and let the goals of each tier follow it from a day on.

    Raises RuleBroken("goals_in_past"), RuleBroken("plan_ended"),
    BadInput("plan_open") for a plan that leaves something open and BadInput("needs_why").
    """
    plan, begins = command.plan, command.effective_from
    why = clean_text(command.why, LIMITS["reason"])
    if not why:
        raise BadInput("needs_why", where="why")
    if begins < work.book.today(work.now):
        raise RuleBroken("goals_in_past", day=begins.isoformat())
    if plan.ends < begins:
        raise RuleBroken("plan_ended", since=plan.ends.isoformat())
    _check_whole(plan)
    version = PlanVersion(0, command.typed, plan, begins, work.now, work.who.id, why)
    made = work.unit.plans.add(version)
    work.unit.plans.drop_draft(work.who.id)
    for tier in sorted({tier for tier, _, _ in plan.targets}):
        _set_goals(plan, tier, begins, work)
    work.write("plan", note=why, data={"plan": made, "from": begins.isoformat()}, undoable=True)
    return work.done(
        Kind.RULES | Kind.PROGRESS,
        "plan_in_force",
        undoable=True,
        made_id=made,
        day=begins.isoformat(),
    )


def keep_plan_draft(command: KeepPlanDraft, work: Work) -> Done:
    """Keep what somebody types at a plan, in place of what was kept of theirs before."""
    work.unit.plans.keep_draft(work.who.id, command.draft)
    return work.done(Kind.NONE, "plan_draft_kept")


def discard_plan_draft(command: DiscardPlanDraft, work: Work) -> Done:
    """Throw somebody's own draft away; raises RuleBroken("no_plan_draft")."""
    del command
    if not work.unit.plans.drop_draft(work.who.id):
        raise RuleBroken("no_plan_draft")
    work.write("plan_draft_dropped", undoable=True)
    return work.done(Kind.RULES, "plan_draft_dropped", undoable=True)


def _check_whole(plan: Draft) -> None:
    if not plan.goal:
        raise BadInput("plan_open", where="goal")
    missing = [stage.name for stage in STAGES if plan.share(stage.name) is None]
    if missing or plan.average_sale is None:
        raise BadInput("plan_open", where=", ".join(missing) or "average_sale")


def _set_goals(plan: Draft, tier: int, begins: dt.date, work: Work) -> None:
    """Put new targets into the goals of a tier; what each weighs and whether it must be stays."""
    now = definition_for(work.book.definitions, 0, tier, begins)
    if now is None:
        return
    goals = []
    for goal in now.goals:
        target = plan.target(tier, goal.metric)
        goals.append(goal if target is None else replace(goal, target=target))
    if tuple(goals) != now.goals:
        made = replace(now, person_id=None, effective_from=begins, goals=tuple(goals))
        work.unit.team.set_definition(made)
