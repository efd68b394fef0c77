# SPDX-License-Identifier: MIT
"""Versions of a plan, what everybody did by day, and how far handoffs came, on both databases."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from leaddesk.desk.commands import (
    AcceptHandoff,
    DiscardPlanDraft,
    KeepPlanDraft,
    PutPlanInForce,
    ReturnHandoff,
    TakeBack,
)
from leaddesk.desk.queries import AskGoals, AskPlan
from leaddesk.desk.records import DayCount, PlanVersion
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.plan import Draft
from tests.factories import DAY, HOUR, NOON, Office

FIRST, LAST = dt.date(2026, 4, 1), dt.date(2026, 6, 30)
TODAY = dt.date(2026, 5, 12)


def version(plan: Draft, why: str) -> PlanVersion:
    return PlanVersion(0, plan, plan, TODAY, NOON, 1, why)


def test_versions_are_kept_by_period_newest_first(office: Office) -> None:
    spring = Draft(FIRST, LAST, 100, 10, (("calls", 0.5),), ((1, "calls", 8),))
    summer = Draft(dt.date(2026, 7, 1), dt.date(2026, 9, 30), 200)
    with office.store.unit() as unit:
        for plan, why in ((spring, "first"), (summer, "ahead"), (spring, "second")):
            unit.plans.add(version(plan, why))
    with office.store.looking() as unit:
        kept = unit.plans.versions(FIRST, LAST)
        assert [(one.why, one.plan, one.made_at) for one in kept] == [
            ("second", spring, NOON), ("first", spring, NOON),
        ]  # fmt: skip
        latest = unit.plans.latest(TODAY)
        assert latest is not None
        assert latest.why == "second"
        assert unit.plans.latest(dt.date(2027, 1, 1)) is None


def test_a_draft_is_kept_for_its_person_until_it_is_dropped(office: Office) -> None:
    ruth = office.person("Ruth Adeyemi", "team_lead")
    lou = office.person("Lou Hale", "team_lead")
    spring = Draft(FIRST, LAST, 100, 10, (("calls", 0.5),), ((1, "calls", 8),))
    for goal in (90, 100):
        office.do(KeepPlanDraft(replace(spring, goal=goal)), ruth)
    with office.store.looking() as unit:
        assert (unit.plans.draft(ruth), unit.plans.draft(lou)) == (spring, None)
    assert office.ask(AskPlan(own=True), who=ruth).draft == spring
    assert office.ask(AskPlan(own=True), who=ruth).is_kept
    assert office.ask(AskPlan(), who=ruth).draft.goal == 0
    assert not office.ask(AskPlan(own=True), who=lou).is_kept

    office.do(DiscardPlanDraft(), ruth)
    assert not office.ask(AskPlan(own=True), who=ruth).is_kept
    with pytest.raises(RuleBroken, match="no_plan_draft"):
        office.do(DiscardPlanDraft(), ruth)
    office.do(TakeBack(), ruth)
    assert office.ask(AskPlan(own=True), who=ruth).draft == spring

    office.do(KeepPlanDraft(None), ruth)
    assert not office.ask(AskPlan(own=True), who=ruth).is_kept


def test_a_draft_ends_when_it_is_put_in_force_or_its_period_is_over(office: Office) -> None:
    ruth = office.person("Ruth Adeyemi", "team_lead")
    typed = Draft(FIRST, LAST, 42_000_000)
    office.do(KeepPlanDraft(typed), ruth)
    view = office.ask(AskPlan(own=True), who=ruth)
    office.do(PutPlanInForce(view.plan, view.draft, TODAY, "The quarter"), ruth)
    assert not office.ask(AskPlan(own=True), who=ruth).is_kept
    office.do(TakeBack(), ruth)
    assert office.ask(AskPlan(own=True), who=ruth).is_kept
    office.later(dt.timedelta(days=90))
    assert not office.ask(AskPlan(own=True), who=ruth).is_kept


def test_a_plan_and_the_goals_of_one_day_are_written_twice_and_taken_back(office: Office) -> None:
    ruth = office.person("Ruth Adeyemi", "team_lead")
    goals = office.ask(AskGoals(1))
    told = []
    for goal in (100_000_000, 200_000_000):
        view = office.ask(AskPlan(Draft(FIRST, LAST, goal)))
        told.append(office.do(PutPlanInForce(view.plan, view.draft, TODAY, "why"), ruth))
    for done in reversed(told):
        assert office.ask(AskGoals(1)) != goals
        office.do(TakeBack(done.entry_id), ruth)
    assert office.ask(AskGoals(1)) == goals


def test_counts_of_all_people_come_by_day(office: Office) -> None:
    ben = office.person("Ben Cruz", "qualifier")
    for who in (office.dana, ben, ben):
        office.log(office.lead(), "no_answer", who, then_take=False)
    office.later(DAY)
    undone = office.log(office.lead(), "no_answer", ben, then_take=False)
    office.do(TakeBack(undone.entry_id), ben)
    with office.store.looking() as unit:
        found = [row for row in unit.reads.day_counts("2026-05-12", "2026-05-13")
                 if row.metric == "calls"]  # fmt: skip
        assert sorted(found, key=lambda row: row.person_id) == [
            DayCount(office.dana, "2026-05-12", 1, "calls", 1),
            DayCount(ben, "2026-05-12", 1, "calls", 2),
        ]
        assert unit.reads.day_counts("2026-05-13", "2026-05-13") == []


def test_handoffs_come_with_how_far_they_went(office: Office) -> None:
    won, returned, waiting = (office.lead() for _ in range(3))
    office.do(AcceptHandoff(office.hand_off(won)), office.sam)
    office.do(ReturnHandoff(office.hand_off(returned), "other", "no budget"), office.sam)
    office.hand_off(waiting)
    at = office.later(HOUR)
    office.log(won, "won", office.sam, amount=700)
    with office.store.looking() as unit:
        found = {one.handoff_id: one for one in unit.reads.journeys(NOON)}
        assert unit.reads.journeys(NOON + HOUR) == []
    one, two, three = (found[key] for key in sorted(found))
    assert (one.accepted_at, one.presented_at, one.won_at, one.amount) == (NOON, at, at, 700)
    assert (one.working, one.decided) == (False, True)
    assert (two.accepted_at, two.working, two.decided) == (None, False, True)
    assert (three.accepted_at, three.working, three.decided) == (None, False, False)
