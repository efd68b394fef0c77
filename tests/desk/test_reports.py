# SPDX-License-Identifier: MIT
"""Reports say what the journal says, and what the screens say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaddesk.desk.commands import AddAbsence, ReturnHandoff, SetGoals, TakeBack
from leaddesk.desk.queries import AskMyDay, AskReport, ReportLine, ReportView
from leaddesk.domain.errors import BadInput
from tests.factories import DAY, Office

TODAY = dt.date(2026, 5, 12)
MONDAY, SUNDAY = dt.date(2026, 5, 11), dt.date(2026, 5, 17)
OUTCOMES = ("no_answer", "not_now", "appointment_set", "do_not_call")


def report(
    office: Office, begins: dt.date = TODAY, ends: dt.date = TODAY, who: int = 0
) -> ReportView:
    return office.ask(AskReport(begins, ends, who))


def line(view: ReportView, name: str) -> ReportLine:
    return next(line for line in view.lines if line.name == name)


def sums(told: ReportLine) -> dict[str, tuple[int, int]]:
    return {one.metric: (one.done, one.target) for one in told.sums}


def log(office: Office, outcome: str, who: int = 0) -> str:
    more: dict[str, Any] = {"then_take": False}
    if outcome in {"not_now", "appointment_set"}:
        more["when"] = office.now + 30 * DAY
    if outcome == "not_now":
        more["reason"] = "budget_later"
    return office.log(office.lead(), outcome, who, **more).entry_id


def test_a_day_is_told_with_what_it_asked_for(office: Office) -> None:
    for _ in range(3):
        log(office, "no_answer")
    told = line(report(office), "Dana Whitfield")
    assert sums(told)["calls"] == (3, 80)
    assert sums(told)["new_lead_calls"] == (3, 40)
    assert (told.days, told.perfect) == (1, 0)
    cells = {cell.day: cell for cell in office.ask(AskMyDay(office.dana)).calendar}
    assert told.bar == cells[TODAY].score


def test_a_perfect_day_counts_and_past_days_keep_their_targets(office: Office) -> None:
    office.do(SetGoals(1, TODAY, (("calls", 1, True, 1.0),)))
    log(office, "no_answer")
    office.later(DAY)
    office.do(SetGoals(1, TODAY + DAY, (("calls", 9, True, 1.0),)))
    log(office, "no_answer")
    told = line(report(office, MONDAY, SUNDAY), "Dana Whitfield")
    # Monday had the eighty that ship, Tuesday one, Wednesday nine.
    assert sums(told)["calls"] == (2, 80 + 1 + 9)
    assert (told.days, told.perfect) == (3, 1)


def test_days_to_come_days_off_and_absences_ask_for_nothing(office: Office) -> None:
    week = report(office, MONDAY, SUNDAY)
    assert [day.day for day in week.days] == [MONDAY, TODAY]
    assert line(week, "Dana Whitfield").days == 2
    office.do(AddAbsence(office.dana, TODAY))
    assert line(report(office, MONDAY, SUNDAY), "Dana Whitfield").days == 1
    log(office, "no_answer")
    away = line(report(office), "Dana Whitfield")
    assert (away.days, sums(away)["calls"]) == (0, (1, 0))


def test_a_report_asks_for_what_remains_of_a_training_day(office: Office) -> None:
    office.do(AddAbsence(office.dana, TODAY, kind="training", share=0.25))
    told = line(report(office), "Dana Whitfield")
    assert (told.days, sums(told)["calls"], sums(told)["conversations"]) == (1, (0, 20), (0, 4))
    office.do(AddAbsence(office.dana, TODAY, kind="training"))
    assert line(report(office), "Dana Whitfield").days == 0


def test_handoffs_and_sales_are_told_by_who_gave_and_who_sold(office: Office) -> None:
    office.log(office.accepted(), "won", office.sam, amount=480_000)
    office.do(ReturnHandoff(office.hand_off(office.lead()), "other", "no budget"), office.sam)
    office.hand_off(office.lead())
    view = report(office)
    dana, sam = line(view, "Dana Whitfield"), line(view, "Sam Ortiz")
    assert (dana.given, dana.accepted, dana.came_back, dana.sales) == (3, 1, 1, 0)
    assert (sam.given, sam.sales, sam.revenue) == (0, 1, 480_000)
    total = view.total
    assert (total.given, total.accepted, total.sales, total.revenue) == (3, 1, 1, 480_000)


def test_one_person_is_told_alone(office: Office) -> None:
    log(office, "no_answer")
    log(office, "no_answer", office.person("Ben Cruz", "qualifier"))
    view = report(office, who=office.dana)
    assert view.person == "Dana Whitfield"
    assert [line.name for line in view.lines] == ["Dana Whitfield"]
    assert sums(view.total)["calls"][0] == 1


@pytest.mark.parametrize(
    "begins, ends", [(TODAY, MONDAY), (dt.date(2024, 1, 1), dt.date(2025, 6, 1))]
)
def test_a_span_that_can_not_be_is_refused(office: Office, begins: dt.date, ends: dt.date) -> None:
    with pytest.raises(BadInput, match="bad_span"):
        report(office, begins, ends)


CALLS = st.lists(
    st.tuples(st.sampled_from(OUTCOMES), st.integers(0, 1), st.booleans(), st.integers(0, 30)),
    max_size=12,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(calls=CALLS)
def test_a_report_equals_a_recount_of_the_journal(
    new_office: Callable[[], Office], calls: list[tuple[str, int, bool, int]]
) -> None:
    office = new_office()
    ben = office.person("Ben Cruz", "qualifier")
    for outcome, who, undone, hours in calls:
        person = (office.dana, ben)[who]
        office.later(dt.timedelta(hours=hours))
        entry = log(office, outcome, person)
        if undone:
            office.do(TakeBack(entry), person)
    day = office.now.astimezone(dt.UTC).date()
    view = report(office, TODAY, max(TODAY, day))
    rows = office.sql(
        "SELECT counted FROM journal WHERE voided_by = '' AND counted <> '' "
        "AND day >= :first AND day <= :last",
        first=TODAY.isoformat(), last=max(TODAY, day).isoformat(),
    )  # fmt: skip
    counted: dict[str, int] = {}
    for (told,) in rows:
        for metric in told.split(","):
            counted[metric] = counted.get(metric, 0) + 1
    done = {one.metric: one.done for one in view.total.sums if one.done}
    assert done == counted
