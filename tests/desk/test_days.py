# SPDX-License-Identifier: MIT
"""Tests for a person's day: goals, progress, the calendar, reminders, and midnight."""

from __future__ import annotations

import datetime as dt

import pytest

from leaddesk.desk.commands import (
    AddAbsence,
    EditPerson,
    PersonFields,
    RunClocks,
    SaveSheet,
    SetGoals,
    TakeBack,
)
from leaddesk.desk.queries import (
    AskGoals,
    AskMyDay,
    AskProgress,
    AskReminders,
    AskStaff,
    AskTeamDay,
)
from leaddesk.domain.absence import Absence, AbsenceKind
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken
from leaddesk.domain.pace import DayProgress, PaceKind
from leaddesk.domain.perfect_day import Metric
from tests.factories import DAY, HOUR, MINUTE, NOON, Office

SMALL = (("calls", 2, True, 0.5), ("new_lead_calls", 1, True, 0.5))


def progress(office: Office, who: int = 0, at: dt.datetime | None = None) -> DayProgress:
    return office.ask(AskProgress(who or office.dana), at)


def done(office: Office, at: dt.datetime | None = None) -> dict[str, int]:
    return {goal.metric: goal.done for goal in progress(office, at=at).goals}


def work(office: Office, calls: int) -> None:
    for _ in range(calls):
        office.log(office.lead(), "no_answer", then_take=False)


def test_the_default_day_of_each_tier_is_that_of_the_rules(office: Office) -> None:
    first = {g.metric: (g.target, g.required) for g in progress(office).goals}
    second = {g.metric: g.target for g in progress(office, office.sam).goals}

    assert first == {
        "calls": (80, True),
        "new_lead_calls": (40, True),
        "conversations": (15, True),
        "handoffs": (5, True),
        "feedback_owed": (0, True),
    }
    assert second == {"calls": 40, "new_lead_calls": 12, "presentations": 3, "feedback_owed": 0}


def test_speed_to_lead_is_told_in_business_time(office: Office) -> None:
    office.write("INSERT INTO source (name, kind) VALUES ('Web', 'inbound')")
    office.now = NOON - 7 * HOUR  # Before the team's day: its clock starts at nine, in New York.
    early = office.lead(source="Web")
    office.now = NOON - 4 * HOUR + 3 * MINUTE
    office.log(early, "no_answer")
    late = office.lead(source="Web")
    office.later(20 * MINUTE)
    office.log(late, "voicemail")
    qualified = office.lead(source="Web")
    office.later(4 * MINUTE)
    office.hand_off(qualified)
    office.log(office.lead(), "no_answer")
    office.log(early, "no_answer")

    speed = office.ask(AskMyDay(office.dana)).speed

    assert speed is not None
    assert (speed.calls, speed.median, speed.within) == (3, 4 * MINUTE, 2)
    for _ in range(4):
        office.do(TakeBack())
    assert office.ask(AskMyDay(office.dana)).speed is None
    assert office.ask(AskMyDay(office.sam)).speed is None


def test_the_word_speed_on_a_sheet_or_in_a_note_is_no_first_call(office: Office) -> None:
    lead = office.lead()
    office.do(SaveSheet(lead, (("need", "speed"), ("fit", "Speed"))))
    office.log(lead, "no_answer", note='asked about "speed"')

    assert office.ask(AskMyDay(office.dana)).speed is None


def test_the_clock_of_a_fresh_lead_stands_while_the_team_is_closed(office: Office) -> None:
    office.write("INSERT INTO source (name, kind) VALUES ('Web', 'inbound')")
    office.now = NOON - 4 * HOUR - 30 * MINUTE
    lead = office.lead(source="Web")
    office.later(10 * MINUTE)
    assert office.card(lead).speed_started == office.now
    office.later(25 * MINUTE)
    assert office.card(lead).speed_started == office.now - 5 * MINUTE


def test_the_teams_day_is_that_of_whoever_works_a_tier_and_is_there(office: Office) -> None:
    office.do(SetGoals(1, NOON.date(), SMALL))
    office.do(SetGoals(2, NOON.date(), SMALL))
    office.person("Lee Novak", "team_lead")
    away = office.person("Mo Becker", "qualifier")
    office.do(AddAbsence(away, NOON.date()))
    work(office, 2)

    team = office.ask(AskTeamDay())

    assert (team.there, team.perfect, team.needed, team.reached) == (2, 1, 2, False)
    assert team.score == 50
    assert [(g.metric, g.done, g.target) for g in team.goals] == [
        ("calls", 2, 4),
        ("new_lead_calls", 2, 2),
    ]


def test_the_bar_moves_with_each_call_and_back_with_an_undo(office: Office) -> None:
    office.do(SetGoals(1, NOON.date(), SMALL))
    assert progress(office).score == 0

    work(office, 1)
    assert progress(office).score == 75
    office.log(office.lead(), "not_now", when=NOON + 30 * DAY, reason="budget_later")
    assert progress(office).score == 100
    assert progress(office).perfect
    assert progress(office).pace.kind is PaceKind.DONE
    office.do(TakeBack())
    assert progress(office).score == 75


def test_new_lead_calls_can_not_be_offset(office: Office) -> None:
    office.do(SetGoals(1, NOON.date(), (("calls", 1, True, 1.0), ("new_lead_calls", 3, True, 1.0))))
    lead = office.lead()
    for _ in range(6):
        office.log(lead, "no_answer", then_take=False)
        office.later(4 * HOUR)
    office.now = NOON

    assert not progress(office).perfect
    assert progress(office).score < 100


def test_the_day_ends_at_the_persons_own_midnight(office: Office) -> None:
    tokyo = office.person("Aiko Mori", "qualifier", zone="Asia/Tokyo")
    lead, other = office.lead(), office.lead()
    midnight = NOON.replace(hour=5) + DAY  # in Chicago
    office.now = midnight - MINUTE
    office.log(lead, "no_answer", at=midnight - MINUTE)
    office.log(other, "no_answer", tokyo, at=midnight - MINUTE)

    assert done(office)["calls"] == 1
    assert done(office, midnight)["calls"] == 0
    calls = {g.metric: g.done for g in progress(office, tokyo, midnight).goals}
    assert calls["calls"] == 1
    assert office.ask(AskMyDay(office.dana), midnight).day == dt.date(2026, 5, 13)


def test_past_days_keep_the_targets_they_had(office: Office) -> None:
    office.do(SetGoals(1, NOON.date(), SMALL))
    work(office, 2)
    office.later(DAY)
    office.do(SetGoals(1, office.now.date(), (("calls", 50, True, 1.0),)))

    day = office.ask(AskMyDay(office.dana))

    yesterday = next(cell for cell in day.calendar if cell.day == NOON.date())
    assert yesterday.score == 100
    assert day.streak == 1
    assert {g.metric: g.target for g in day.progress.goals} == {"calls": 50}
    with pytest.raises(RuleBroken, match="goals_in_past"):
        office.do(SetGoals(1, NOON.date(), SMALL))


def test_a_person_may_have_goals_of_their_own(office: Office) -> None:
    other = office.person("Mo Becker", "qualifier")
    office.do(SetGoals(1, NOON.date(), SMALL, person_id=other))

    assert progress(office, other).goals[0].target == 2
    assert progress(office).goals[0].target == 80


@pytest.mark.parametrize(
    "goal", [("calls", -1, True, 1.0), ("naps", 3, True, 1.0), ("calls", 5, True, -1.0)]
)
def test_a_goal_that_means_nothing_is_refused(
    office: Office, goal: tuple[str, int, bool, float]
) -> None:
    with pytest.raises(BadInput, match="bad_goal"):
        office.do(SetGoals(1, NOON.date(), (goal,)))
    assert progress(office).goals[0].target == 80


def test_an_absence_breaks_no_streak_and_asks_for_nothing(office: Office) -> None:
    office.do(SetGoals(1, NOON.date(), SMALL))
    work(office, 2)
    office.do(AddAbsence(office.dana, NOON.date() + DAY))
    office.now = NOON + DAY
    assert progress(office).pace.kind is PaceKind.DAY_OFF
    office.later(DAY)
    work(office, 2)

    day = office.ask(AskMyDay(office.dana))
    assert (day.streak, day.best_streak) == (2, 2)
    office.do(AddAbsence(office.dana, NOON.date() + DAY, away=False))
    assert office.ask(AskMyDay(office.dana)).streak == 1


def test_on_a_training_day_the_goals_are_those_of_what_remains_of_it(office: Office) -> None:
    before = {goal.metric: goal.target for goal in progress(office).goals}
    office.do(AddAbsence(office.dana, NOON.date(), kind="training", share=0.5))
    after = {goal.metric: goal.target for goal in progress(office).goals}

    assert after == {name: -(-target // 2) for name, target in before.items()}
    assert (before["conversations"], after["conversations"]) == (15, 8)
    day = office.ask(AskMyDay(office.dana))
    assert {goal.metric: goal.target for goal in day.progress.goals} == after
    assert day.curve[-1].expected == 40
    assert day.absence == Absence(AbsenceKind.TRAINING, 0.5)
    team = {goal.metric: goal.target for goal in office.ask(AskTeamDay()).goals}
    assert team["calls"] == 40 + 40
    office.do(TakeBack(), office.boss)
    assert {goal.metric: goal.target for goal in progress(office).goals} == before


def test_a_training_day_counts_towards_the_streak_by_what_remains(office: Office) -> None:
    office.do(SetGoals(1, NOON.date(), SMALL))
    work(office, 2)
    office.later(DAY)
    office.do(AddAbsence(office.dana, office.now.date(), kind="training", share=0.5))
    work(office, 1)
    office.later(DAY)
    assert office.ask(AskMyDay(office.dana)).streak == 2
    training = office.now.date() - DAY
    office.do(AddAbsence(office.dana, training, away=False))
    assert office.ask(AskMyDay(office.dana)).streak == 0
    office.do(AddAbsence(office.dana, training, kind="job_switch"))
    assert office.ask(AskMyDay(office.dana)).streak == 1
    office.do(AddAbsence(office.dana, training, kind="job_switch", share=0.5))
    office.later(DAY)
    assert office.ask(AskMyDay(office.dana)).streak == 0  # Nothing was done on the day after it.


def test_goals_of_ones_own_hold_from_a_day_on_until_given_back(office: Office) -> None:
    other = office.person("Eve Stone", "qualifier")
    office.do(SetGoals(1, NOON.date(), SMALL, office.dana))
    assert [goal.target for goal in progress(office).goals] == [2, 1]
    assert progress(office, other).goals[0].target == 80
    rows = {row.person.id: row.own for row in office.ask(AskStaff(), who=office.boss)}
    assert (rows[office.dana], rows[other]) == ((1,), ())
    work(office, 2)
    office.later(DAY)
    office.do(SetGoals(1, office.now.date(), (), office.dana))

    assert progress(office).goals[0].target == 80
    assert office.ask(AskMyDay(office.dana)).streak == 1  # Yesterday keeps its goals.
    rows = {row.person.id: row.own for row in office.ask(AskStaff(), who=office.boss)}
    assert rows[office.dana] == ()
    office.do(TakeBack(), office.boss)
    assert progress(office).goals[0].target == 2
    with pytest.raises(NotFound):
        office.do(SetGoals(1, office.now.date(), SMALL, 99))


def test_my_day_draws_the_calls_done_against_those_expected(office: Office) -> None:
    office.now = NOON.replace(hour=15)
    work(office, 3)
    office.now = NOON.replace(hour=21, minute=30)
    work(office, 2)

    day = office.ask(AskMyDay(office.dana))

    curve = {point.at: point for point in day.curve}
    assert curve[day.starts_at].done == 0
    assert curve[NOON.replace(hour=15)].done == 3
    assert curve[day.ends_at].done == 5
    assert curve[day.ends_at].expected == pytest.approx(80)
    # Noon to one is the break: nothing is expected of it.
    assert curve[NOON].expected == curve[NOON + HOUR].expected
    assert (day.starts_at, day.ends_at) == (NOON.replace(hour=14), NOON.replace(hour=22))


def test_a_correction_scores_its_own_day_again(office: Office) -> None:
    office.do(SetGoals(1, NOON.date(), SMALL))
    work(office, 2)
    office.later(DAY)
    assert office.ask(AskMyDay(office.dana)).streak == 1

    office.do(TakeBack())
    office.do(TakeBack())

    assert office.ask(AskMyDay(office.dana)).streak == 0


def test_a_callback_reminds_its_owner_shortly_before_and_until_it_is_made(office: Office) -> None:
    lead, lead2 = office.lead(), office.lead()
    other = office.person("Mo Becker", "qualifier")
    when = NOON + HOUR
    office.log(lead, "callback", when=when)
    office.log(lead2, "appointment_set", when=when - MINUTE)

    assert office.ask(AskReminders(office.dana), when - 4 * MINUTE) == ()
    told = office.ask(AskReminders(office.dana), when - 2 * MINUTE)
    assert [(row.kind, row.lead_id, row.at) for row in told] == [
        ("appointment", lead2, when - MINUTE),
        ("callback", lead, when),
    ]
    assert office.ask(AskReminders(other), when) == ()
    office.now = when + 2 * HOUR
    assert len(office.ask(AskReminders(office.dana))) == 2
    office.log(lead, "no_answer")
    office.log(lead2, "no_answer")
    assert office.ask(AskReminders(office.dana)) == ()


def test_the_day_of_nobody_is_not_there(office: Office) -> None:
    with pytest.raises(NotFound):
        progress(office, 99)


def test_hours_and_breaks_of_a_person_shape_what_is_expected(office: Office) -> None:
    fields = PersonFields(
        "Dana Whitfield",
        ("qualifier",),
        "America/Chicago",
        starts=dt.time(12),
        ends=dt.time(14),
        breaks=(),
    )
    office.do(EditPerson(office.dana, fields))

    goal = progress(office, at=NOON + HOUR).goals[0]
    assert goal.expected == pytest.approx(40)


def test_the_goals_in_force_are_told_as_they_were_set(office: Office) -> None:
    asked = office.ask(AskGoals(2))

    assert [goal.metric for goal in asked][:2] == [Metric.CALLS, Metric.NEW_LEAD_CALLS]
    assert [goal.weight for goal in asked if goal.metric == Metric.FEEDBACK_OWED] == [0.2]
    assert office.ask(AskGoals(9)) == ()


def test_a_callback_for_anyone_reminds_everybody_of_the_tier(office: Office) -> None:
    ben = office.person("Ben Cruz", "qualifier")
    lead = office.lead()
    when = office.now + 30 * MINUTE
    office.log(lead, "callback", when=when, for_anyone=True, then_take=False)

    office.later(30 * MINUTE)

    assert [row.lead_id for row in office.ask(AskReminders(ben))] == [lead]
    assert office.ask(AskReminders(office.sam)) == ()


def test_a_team_lead_hears_of_a_handoff_nobody_accepted(office: Office) -> None:
    boss = office.person("Lee Novak", "team_lead")
    office.person("Ines Roth", "senior_rep")
    lead = office.lead()
    office.hand_off(lead, hot=True)
    assert office.ask(AskReminders(boss)) == ()

    office.later(5 * HOUR)
    office.do(RunClocks())

    assert [(row.kind, row.lead_id) for row in office.ask(AskReminders(boss))] == [
        ("handoff_late", lead)
    ]


def test_my_day_tells_what_became_of_the_leads_that_were_passed_on(office: Office) -> None:
    won = office.accepted()
    waiting = office.hand_off(office.lead())
    office.later(DAY)
    office.log(won, "won", office.sam, amount=480_000)
    told = office.ask(AskMyDay(office.dana)).sent
    assert [(row.fate, row.amount) for row in told] == [("won", 480_000), ("offered", 0)]
    office.later(40 * DAY)
    assert [row.id for row in office.ask(AskMyDay(office.dana)).sent] == [waiting]
    assert office.ask(AskMyDay(office.sam, 2)).sent == ()
