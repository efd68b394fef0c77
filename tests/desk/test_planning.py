# SPDX-License-Identifier: MIT
"""From the revenue goal to the day, with what the team measured; put in force and taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from leaddesk.desk.commands import AddAbsence, PutPlanInForce, SetGoals, TakeBack
from leaddesk.desk.queries import AskGoals, AskMyDay, AskPlan, PlanView, StageRow
from leaddesk.domain.errors import BadInput, LeadDeskError, RuleBroken
from leaddesk.domain.plan import USUAL_SHARES, Draft
from tests.factories import DAY, HOUR, NOON, Office

# The vector of domain reference 8: 62 working days, five people, the way in four steps.
BEGINS, ENDS = dt.date(2026, 5, 12), dt.date(2026, 8, 5)
VECTOR = Draft(
    BEGINS, ENDS, 18_000_000, 600_000,
    (("calls", 0.08), ("conversations", 0.12), ("handoffs", 0.8), ("presentations", 0.25)),
)  # fmt: skip


@pytest.fixture
def ruth(office: Office) -> int:
    """The team lead."""
    return office.person("Ruth Adeyemi", "team_lead")


def five(office: Office) -> None:
    """Make Dana one of five qualifiers."""
    for name in ("Ben", "Ines", "Yusuf", "Lena"):
        office.person(name, "qualifier")


def plan(office: Office, draft: Draft | None = None) -> PlanView:
    return office.ask(AskPlan(draft))


def stage(view: PlanView, name: str) -> StageRow:
    return next(row for row in view.stages if row.name == name)


def put(office: Office, who: int, draft: Draft, begins: dt.date, why: str = "a new quarter") -> Any:
    view = plan(office, draft)
    return office.do(PutPlanInForce(view.plan, view.draft, begins, why), who)


def targets(view: PlanView, tier: int) -> dict[str, int]:
    day = next(day for day in view.days if day.tier == tier)
    return {row.metric: row.target for row in day.targets}


def test_the_way_back_from_the_goal_is_that_of_the_reference(office: Office) -> None:
    five(office)
    view = plan(office, VECTOR)
    assert view.working_days == 62
    assert [round(row.needed, 6) for row in view.stages] == [15_625, 1_250, 150, 120]
    assert view.sales_needed == 30
    per_day = [row.per_day or 0.0 for row in view.stages]
    assert per_day[:3] == pytest.approx([50.4, 4.03, 0.48], abs=0.005)
    # Sam alone works the second tier.
    assert per_day[3] == pytest.approx(120 / 62)


def test_what_is_booked_and_open_is_taken_off(office: Office) -> None:
    five(office)
    office.log(office.accepted(), "won", office.sam, amount=3_000_000)
    for _ in range(5):  # five open ones of a chance of 0.2 each: a sale
        office.accepted()
    view = plan(office, VECTOR)
    assert (view.booked, view.open_deals) == (3_000_000, 5)
    assert view.open_worth == pytest.approx(5 * 0.2 * 600_000)
    assert view.sales_needed == pytest.approx((18_000_000 - 3_000_000 - 600_000) / 600_000)
    assert stage(view, "calls").needed == pytest.approx(24 / (0.08 * 0.12 * 0.8 * 0.25))


def test_sales_of_another_period_are_not_booked(office: Office) -> None:
    office.log(office.accepted(), "won", office.sam, amount=3_000_000)
    office.later(DAY)
    later = replace(VECTOR, begins=office.now.date() + DAY, ends=office.now.date() + 30 * DAY)
    assert plan(office, later).booked == 0


def test_what_is_typed_counts_and_what_is_not_is_measured(office: Office) -> None:
    for _ in range(4):
        office.log(office.lead(), "no_answer")
    office.log(office.lead(), "not_now", when=NOON + 30 * DAY, reason="budget_later")
    office.later(DAY)
    view = plan(office, Draft(BEGINS, ENDS, 1_000_000))
    calls = stage(view, "calls")
    assert (calls.measured.entered, calls.measured.went_on, calls.is_typed) == (5, 1, False)
    assert calls.share == pytest.approx((1 + 10 * USUAL_SHARES["calls"]) / 15)
    typed = plan(office, Draft(BEGINS, ENDS, 1_000_000, shares=(("calls", 0.3),)))
    assert (stage(typed, "calls").share, stage(typed, "calls").is_typed) == (0.3, True)


def test_stages_are_measured_by_who_had_the_time_to_go_on(office: Office) -> None:
    shown = office.accepted()
    waiting = office.accepted()
    office.later(2 * DAY)
    office.log(shown, "presentation_held", office.sam, when=office.now + DAY)
    office.later(3 * DAY)
    young = office.accepted()
    office.later(HOUR)
    view = plan(office, Draft(BEGINS, ENDS, 1_000_000))
    handoffs = stage(view, "handoffs")
    assert (handoffs.measured.entered, handoffs.measured.went_on) == (2, 1)
    assert handoffs.lag == 2 * DAY
    talks = stage(view, "conversations")
    assert (talks.measured.entered, talks.measured.went_on) == (2, 2)
    assert {waiting, young} == {lead for lead in (waiting, young) if lead}


def test_the_average_sale_is_measured_over_a_year(office: Office) -> None:
    for amount in (400_000, 600_000):
        office.log(office.accepted(), "won", office.sam, amount=amount)
    assert plan(office, Draft(BEGINS, ENDS, 1_000_000)).measured_sale is None
    office.later(DAY)
    view = plan(office, Draft(BEGINS, ENDS, 1_000_000))
    assert (view.measured_sale, view.sales, view.plan.average_sale) == (500_000, 2, 500_000)
    office.later(400 * DAY)
    assert plan(office, Draft(BEGINS, ENDS, 1_000_000)).measured_sale is None


def test_a_stage_that_comes_too_late_says_so(office: Office) -> None:
    for _ in range(3):
        lead = office.accepted()
        office.later(HOUR)
        office.log(lead, "presentation_held", office.sam, when=office.now + DAY)
        office.now += 20 * DAY
        office.log(lead, "won", office.sam, amount=100)
        office.now -= 20 * DAY
    office.later(40 * DAY)
    today = office.now.date()
    view = plan(office, Draft(today, today + 10 * DAY, 900_000_000))
    assert [row.last_day for row in view.stages] == [None] * 4
    assert all(row.per_day is None for row in view.stages)
    longer = plan(office, Draft(today, today + 30 * DAY, 900_000_000))
    assert stage(longer, "presentations").last_day == today + 10 * DAY


def test_absence_makes_the_day_longer(office: Office) -> None:
    before = stage(plan(office, VECTOR), "calls").per_day
    for n in range(1, 12):
        office.do(AddAbsence(office.dana, BEGINS + n * DAY))
    after = stage(plan(office, VECTOR), "calls").per_day
    assert before is not None
    assert after is not None
    assert after == pytest.approx(before * 62 / (62 - 8))
    for n in range(1, 12):
        office.do(AddAbsence(office.dana, BEGINS + n * DAY, kind="training", share=0.25))
    trained = stage(plan(office, VECTOR), "calls").per_day
    assert trained == pytest.approx(before * 62 / (62 - 8 * 0.75))


def test_the_day_follows_the_plan_and_typed_targets_stand(office: Office) -> None:
    five(office)
    view = plan(office, VECTOR)
    assert targets(view, 1) == {
        "calls": 51, "new_lead_calls": 40, "conversations": 4, "handoffs": 1, "feedback_owed": 0,
    }  # fmt: skip
    typed = plan(office, replace(VECTOR, targets=((1, "calls", 70),)))
    calls = typed.days[0].targets[0]
    assert (calls.target, calls.worked_out, calls.today, calls.is_typed) == (70, 51, 80, True)
    # More calls than it takes make the goal likelier.
    assert typed.chance.chance > view.chance.chance


def test_the_chance_is_the_same_each_time_and_its_columns_hold_all_draws(office: Office) -> None:
    five(office)
    view, again = plan(office, VECTOR), plan(office, VECTOR)
    assert view.chance == again.chance
    assert sum(view.chance.columns) == 10_000
    reach = sum(view.chance.columns[view.chance.marked_from :]) / 10_000
    assert reach == pytest.approx(view.chance.chance, abs=0.1)
    assert plan(office, replace(VECTOR, goal=0)).chance.chance == 1.0


def test_who_does_a_stage_best_tells_what_it_could_bring(office: Office) -> None:
    ben = office.person("Ben Cruz", "qualifier")
    for who, talks in ((office.dana, 10), (ben, 30)):
        for n in range(40):
            more: dict[str, Any] = {"when": NOON + 30 * DAY, "reason": "budget_later"}
            outcome = "not_now" if n < talks else "no_answer"
            office.log(office.lead(), outcome, who, **(more if n < talks else {}), then_take=False)
    office.later(DAY)
    gain = plan(office, Draft(BEGINS, ENDS, 1)).gains[0]
    assert (gain.name, gain.person) == ("calls", "Ben Cruz")
    team = (40 + 10 * USUAL_SHARES["calls"]) / 90
    best = (30 + 50 * team) / 90
    assert gain.reachable == pytest.approx(best)
    assert gain.revenue == pytest.approx(best / team - 1)


def test_a_plan_put_in_force_sets_the_goals_from_its_day_on(office: Office, ruth: int) -> None:
    five(office)
    begins = BEGINS + 2 * DAY
    done = put(office, ruth, VECTOR, begins, "the new quarter")
    assert done.undoable
    view = plan(office)
    assert view.draft == VECTOR
    version = view.versions[0]
    assert (version.by, version.why, version.effective_from) == (
        "Ruth Adeyemi", "the new quarter", begins,
    )  # fmt: skip
    assert office.ask(AskGoals(1))[0].target == 80
    office.later(2 * DAY)
    assert [goal.target for goal in office.ask(AskGoals(1))] == [51, 40, 4, 1, 0]


def test_a_draft_tells_when_it_differs_from_what_is_in_force(office: Office, ruth: int) -> None:
    five(office)
    assert plan(office, VECTOR).differs
    put(office, ruth, VECTOR, BEGINS)
    assert not plan(office, VECTOR).differs
    assert plan(office, replace(VECTOR, goal=17_000_000)).differs
    assert plan(office, replace(VECTOR, targets=((2, "calls", 41),))).differs
    assert stage(plan(office, replace(VECTOR, shares=())), "handoffs").was == 0.8


def test_past_days_keep_the_targets_they_had(office: Office, ruth: int) -> None:
    office.log(office.lead(), "no_answer")
    before = office.ask(AskMyDay(office.dana)).calendar
    five(office)
    office.later(DAY)
    done = put(office, ruth, VECTOR, BEGINS + DAY)
    told = {cell.day: cell for cell in office.ask(AskMyDay(office.dana)).calendar}
    first = next(cell for cell in before if cell.day == BEGINS)
    assert told[BEGINS].score == first.score
    office.later(DAY)
    with pytest.raises(RuleBroken, match="goals_counted"):
        office.do(TakeBack(done.entry_id), ruth)


def test_a_plan_is_taken_back_with_its_goals(office: Office, ruth: int) -> None:
    five(office)
    goals = office.ask(AskGoals(1))
    done = put(office, ruth, VECTOR, BEGINS)
    assert office.ask(AskGoals(1)) != goals
    again = put(office, ruth, replace(VECTOR, goal=36_000_000), BEGINS)
    assert [version.plan.goal for version in plan(office, VECTOR).versions] == [
        36_000_000,
        18_000_000,
    ]
    office.do(TakeBack(again.entry_id), ruth)
    office.do(TakeBack(done.entry_id), ruth)
    assert office.ask(AskGoals(1)) == goals
    assert plan(office, VECTOR).versions == ()


def test_goals_set_by_hand_are_taken_back_as_well(office: Office, ruth: int) -> None:
    goals = office.ask(AskGoals(1))
    done = office.do(SetGoals(1, BEGINS, (("calls", 60, True, 1.0),)), ruth)
    assert [goal.target for goal in office.ask(AskGoals(1))] == [60]
    office.do(TakeBack(done.entry_id), ruth)
    assert office.ask(AskGoals(1)) == goals


@pytest.mark.parametrize(
    "more, error",
    [
        ({"who": 1}, RuleBroken("team_lead_only")),
        ({"begins": BEGINS - DAY}, RuleBroken("goals_in_past")),
        ({"begins": ENDS + DAY}, RuleBroken("plan_ended")),
        ({"why": "  "}, BadInput("needs_why")),
        ({"draft": replace(VECTOR, goal=0)}, BadInput("plan_open")),
    ],
)
def test_what_can_not_be_put_in_force_is_refused_and_changes_nothing(
    office: Office, ruth: int, more: dict[str, Any], error: LeadDeskError
) -> None:
    told: dict[str, Any] = {"who": ruth, "draft": VECTOR, "begins": BEGINS}
    with pytest.raises(type(error), match=str(error)):
        put(office, **(told | more))
    assert plan(office, VECTOR).versions == ()


def test_a_plan_that_leaves_something_open_is_refused(office: Office, ruth: int) -> None:
    for open_one in (replace(VECTOR, average_sale=None), replace(VECTOR, shares=())):
        with pytest.raises(BadInput, match="plan_open"):
            office.do(PutPlanInForce(open_one, open_one, BEGINS, "why"), ruth)


def test_a_new_team_begins_with_this_quarter_and_what_is_usual(office: Office) -> None:
    view = plan(office)
    assert (view.draft.begins, view.draft.ends) == (dt.date(2026, 4, 1), dt.date(2026, 6, 30))
    assert view.draft.goal == 0
    assert {row.name: row.share for row in view.stages} == pytest.approx(dict(USUAL_SHARES))
    assert view.sales_needed == 0
    assert all(row.target == row.today for day in view.days for row in day.targets)


def test_the_next_quarter_begins_with_the_goal_of_the_last(office: Office, ruth: int) -> None:
    put(office, ruth, Draft(dt.date(2026, 4, 1), dt.date(2026, 6, 30), 5_000_000), BEGINS)
    office.now = dt.datetime(2026, 7, 2, 16, tzinfo=dt.UTC)
    view = plan(office)
    assert (view.draft.begins, view.draft.goal) == (dt.date(2026, 7, 1), 5_000_000)
