# SPDX-License-Identifier: MIT
"""The team's wall: everybody's day, the team's figures, and what needs the team lead."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import (
    AcceptHandoff,
    AddAbsence,
    ReturnHandoff,
    RunClocks,
    SetGoals,
    StartCall,
    TakeBack,
)
from leaddesk.desk.queries import (
    AskProgress,
    AskTeamDay,
    AskTeamWall,
    DryUp,
    NeedRow,
    TeamWall,
    WallRow,
)
from leaddesk.domain.team_wall import NeedKind, Presence
from tests.factories import DAY, HOUR, MINUTE, NOON, Office

SMALL = (
    ("calls", 4, True, 0.5),
    ("new_lead_calls", 4, True, 0.5),
    ("handoffs", 2, True, 0.1),
)


def wall(office: Office) -> TeamWall:
    return office.ask(AskTeamWall())


def row(office: Office, who: int = 0) -> WallRow:
    wanted = who or office.dana
    return next(one for one in wall(office).rows if one.person.id == wanted)


def need(office: Office, kind: NeedKind) -> NeedRow | None:
    return next((one for one in wall(office).needs if one.kind is kind), None)


def call(office: Office, who: int = 0) -> None:
    office.log(office.lead(), "no_answer", who, then_take=False)


def test_the_wall_says_of_each_what_their_own_day_says(office: Office) -> None:
    office.person("Lee Novak", "team_lead")
    eve = office.person("Eve Stone", "qualifier", "senior_rep")
    call(office)
    call(office, eve)
    found = wall(office)

    assert [one.person.name for one in found.rows] == ["Dana Whitfield", "Eve Stone", "Sam Ortiz"]
    for one in found.rows:
        assert one.day == office.ask(AskProgress(one.person.id, one.tier))
    assert found.team == office.ask(AskTeamDay())


def test_a_call_begun_is_seen_until_it_is_logged(office: Office) -> None:
    lead = office.lead()
    office.lead()
    office.take(lead_id=lead)
    assert row(office).presence is Presence.AT_WORK
    office.later(MINUTE)
    office.do(StartCall(lead))
    office.later(25 * MINUTE)
    office.do(StartCall(lead + 1))  # Not in her hand: nothing happens.

    on_call = row(office)
    assert (on_call.presence, on_call.since) == (Presence.ON_CALL, NOON + MINUTE)

    office.log(lead, "no_answer")
    after = row(office)
    assert (after.presence, after.last_logged) == (Presence.AT_WORK, office.now)


def test_whoever_logs_nothing_is_idle_and_then_stuck(office: Office) -> None:
    office.later(HOUR)  # After lunch.
    call(office)
    office.later(12 * MINUTE)
    assert row(office).presence is Presence.IDLE
    stuck = [one for one in wall(office).needs if one.kind is NeedKind.STUCK]
    assert office.dana not in {one.person_id for one in stuck}
    office.later(20 * MINUTE)

    stuck = [one for one in wall(office).needs if one.kind is NeedKind.STUCK]

    assert {one.person_id: one.minutes for one in stuck}[office.dana] == 32
    assert stuck[0].person_id == office.sam  # All day without a log is worse.


def test_an_absence_a_break_and_the_evening_are_away(office: Office) -> None:
    assert row(office).presence is Presence.AWAY  # Noon is her break.
    office.later(HOUR)
    assert row(office).presence is Presence.IDLE
    office.do(AddAbsence(office.dana, NOON.date()))
    office.later(20 * MINUTE)
    assert row(office).presence is Presence.AWAY
    assert row(office).day.pace.kind == "day_off"
    assert all(one.person_id != office.dana for one in wall(office).needs)
    office.later(8 * HOUR)
    assert row(office, office.sam).presence is Presence.AWAY


def test_the_figures_tell_of_today(office: Office) -> None:
    office.accepted()
    returned = office.hand_off(office.lead())
    office.do(ReturnHandoff(returned, "not_a_fit", "They are a school."), office.sam)
    office.hand_off(office.lead())
    for _ in range(3):
        office.lead()

    figures = wall(office).figures

    assert (figures.accepted, figures.returned, figures.waiting) == (1, 1, 1)
    assert figures.ready == 3  # The one that came back waits for Dana by name.
    assert figures.speed is None
    office.later(DAY)
    tomorrow = wall(office).figures
    assert (tomorrow.accepted, tomorrow.returned, tomorrow.waiting) == (0, 0, 1)


def test_feedback_is_a_share_of_what_was_given_and_what_is_late(office: Office) -> None:
    for days, given in ((40, 1), (5, 1), (4, 5), (9, 0)):
        due = NOON - days * DAY
        at = 0 if not given else int((due + (given - 3) * DAY).timestamp() * 1000)
        office.write(
            "INSERT INTO feedback (handoff_id, lead_id, giver_id, receiver_id, cause, since, "
            "due_at, given_at) VALUES (1, 1, :giver, :receiver, 'appointment_held', 0, :due, :at)",
            giver=office.dana, receiver=office.sam, due=int(due.timestamp() * 1000), at=at,
        )  # fmt: skip

    figures = wall(office).figures

    assert (figures.feedback_given, figures.feedback_due) == (1, 3)


def test_a_clock_that_ran_out_needs_the_team_lead_until_somebody_accepts(office: Office) -> None:
    lead = office.lead(company="Hale Robotics")
    handoff = office.hand_off(lead)
    office.later(4 * DAY)
    office.do(RunClocks())  # Nobody else is there: it stays with Sam until the hard stop.

    late = need(office, NeedKind.LATE_HANDOFFS)
    assert late is not None
    assert (late.count, late.names, late.since) == (1, ("Hale Robotics",), NOON)

    office.do(AcceptHandoff(handoff), office.sam)
    assert need(office, NeedKind.LATE_HANDOFFS) is None


def test_an_agreed_call_is_missed_a_while_after_its_time(office: Office) -> None:
    lead = office.lead("Okafor")
    office.log(lead, "callback", when=NOON + HOUR, then_take=False)
    office.later(HOUR + 14 * MINUTE)
    assert need(office, NeedKind.MISSED_CALLBACKS) is None
    office.later(2 * MINUTE)

    missed = need(office, NeedKind.MISSED_CALLBACKS)
    assert missed is not None
    assert (missed.count, missed.names, missed.lead_id) == (1, ("Ann Okafor",), lead)

    office.take(lead_id=lead)  # In hand: it is being called.
    assert need(office, NeedKind.MISSED_CALLBACKS) is None


def test_an_empty_queue_is_told_with_its_reasons_while_somebody_waits_for_it(
    office: Office,
) -> None:
    office.lead(phones=(), email="ann@acme.example")
    assert need(office, NeedKind.EMPTY_QUEUE) is None  # Lunch: nobody waits.
    office.later(HOUR)

    empty = [one for one in wall(office).needs if one.kind is NeedKind.EMPTY_QUEUE]

    assert [one.tier for one in empty] == [1, 2]
    assert wall(office).needs[0].kind is NeedKind.EMPTY_QUEUE
    assert empty[0].empty is not None
    assert (empty[0].names, empty[0].empty.research) == (("Dana Whitfield",), 1)
    office.lead()
    assert [one.tier for one in wall(office).needs if one.kind is NeedKind.EMPTY_QUEUE] == [2]


def test_the_first_week_that_will_bring_too_few_is_named(office: Office) -> None:
    office.do(SetGoals(1, (NOON - 60 * DAY).date(), SMALL), at=NOON - 60 * DAY)
    _calls(office, dict.fromkeys(range(1, 40), 4))
    assert need(office, NeedKind.DRY_UP) is None
    _calls(office, {days: 4 if days > 4 else 0 for days in range(1, 7)})

    dry = need(office, NeedKind.DRY_UP)

    assert dry is not None
    assert dry.dry_up is not None
    found = dry.dry_up
    assert found.monday == dt.date(2026, 5, 11)
    assert found.likely < found.asked
    assert (found.name, found.made, found.target) == ("Dana Whitfield", 0, 4)
    assert found.days_below == 2  # Friday and Monday; the days between are days off.


def test_the_weeks_to_a_handoff_are_the_teams_own_once_there_are_enough(office: Office) -> None:
    office.do(SetGoals(1, (NOON - 60 * DAY).date(), SMALL), at=NOON - 60 * DAY)
    _calls(office, {days: 4 if days > 4 else 0 for days in range(1, 40)})
    usual = _dry(office)
    assert usual.lags == 0
    for _ in range(30):
        office.accepted()
    week = int(7 * DAY / dt.timedelta(milliseconds=1))
    office.write("UPDATE handoff SET first_offered_at = first_offered_at - :week", week=week)
    office.write("UPDATE journal SET at = at - :week", week=week)
    _calls(office, {30: 5})
    found = _dry(office)
    assert found.lags == 30
    # All of them were handed over in the week of their first call: what is missing is missed now.
    assert found.likely < usual.likely


def test_speed_to_lead_is_a_recount_of_todays_first_calls(office: Office) -> None:
    calls: list[Done] = []
    for minutes in (1, 3, 4, 9, 30):
        lead = office.lead(source="Web", source_kind="inbound")
        office.now += minutes * MINUTE
        calls.append(office.log(lead, "no_answer", then_take=False))
        office.now -= minutes * MINUTE
    speed = wall(office).figures.speed
    assert speed is not None
    assert (speed.calls, speed.within) == (5, 3)
    assert 4 * MINUTE <= speed.median <= 5 * MINUTE
    office.do(TakeBack(calls[-1].entry_id))
    again = wall(office).figures.speed
    assert again is not None
    assert (again.calls, again.within) == (4, 3)
    office.later(DAY)
    assert wall(office).figures.speed is None


def _dry(office: Office) -> DryUp:
    found = need(office, NeedKind.DRY_UP)
    assert found is not None
    assert found.dry_up is not None
    return found.dry_up


def test_a_correction_of_the_past_changes_the_forecast(office: Office) -> None:
    office.do(SetGoals(1, (NOON - 60 * DAY).date(), SMALL), at=NOON - 60 * DAY)
    _calls(office, {days: 4 if days > 4 else 0 for days in range(1, 40)})
    assert need(office, NeedKind.DRY_UP) is not None
    _calls(office, dict.fromkeys(range(1, 5), 6))
    assert need(office, NeedKind.DRY_UP) is None


def test_a_team_that_begins_today_is_not_short(office: Office) -> None:
    call(office)
    assert need(office, NeedKind.DRY_UP) is None


def test_taking_back_moves_the_wall_back(office: Office) -> None:
    call(office)
    assert row(office).day.goals[0].done == 1
    office.do(TakeBack())
    assert row(office).day.goals[0].done == 0


def _calls(office: Office, made: dict[int, int]) -> None:
    """Count Dana's first calls so many days ago, a quarter of them handed over."""
    for days, calls in made.items():
        day = NOON.date() - dt.timedelta(days=days)
        if day.weekday() >= 5:
            continue
        for metric, n in (("new_lead_calls", calls), ("handoffs", calls // 2)):
            office.write(
                "INSERT INTO counter (person_id, day, tier, metric, n) "
                "VALUES (:person, :day, 1, :metric, :n) "
                "ON CONFLICT (person_id, day, tier, metric) DO UPDATE SET n = excluded.n",
                person=office.dana, day=day.isoformat(), metric=metric, n=n,
            )  # fmt: skip
