# SPDX-License-Identifier: MIT
"""Coaching at the desk: notes with numbers, who sees them, one-to-ones, actions carried over."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from leaddesk.desk.commands import (
    AddAbsence,
    Agreed,
    DropCoachingNote,
    EditCoachingNote,
    HoldMeeting,
    NoticeFields,
    PublishNotice,
    PutPlanInForce,
    ReturnHandoff,
    SettleAction,
    ShareCoachingNote,
    TakeBack,
    WriteCoachingNote,
)
from leaddesk.desk.queries import (
    AskCoached,
    AskMeeting,
    AskPersonPage,
    AskPlan,
    MeetingPage,
    PersonPage,
)
from leaddesk.domain.coaching import Figure
from leaddesk.domain.errors import BadInput, LeadDeskError, RuleBroken
from leaddesk.domain.plan import Draft
from tests.factories import DAY, HOUR, NOON, Office

TODAY = NOON.date()
CALL = Agreed(1, "Ask for the budget first", TODAY + 7 * DAY)


@pytest.fixture
def ruth(office: Office) -> int:
    """The team lead."""
    return office.person("Ruth Adeyemi", "team_lead")


def page(office: Office, viewer: int, who: int) -> PersonPage:
    return office.ask(AskPersonPage(who), who=viewer)


def meeting(office: Office, viewer: int) -> MeetingPage:
    return office.ask(AskMeeting(), who=viewer)


def figure(office: Office, viewer: int, who: int, metric: str) -> Figure:
    return next(one for one in page(office, viewer, who).figures if one.metric == metric)


def call(office: Office, times: int, who: int = 0) -> None:
    for _ in range(times):
        office.log(office.lead(), "no_answer", who, then_take=False)


def test_the_last_ten_working_days_stand_against_those_before_and_the_team(
    office: Office, ruth: int
) -> None:
    ben = office.person("Ben Cruz", "qualifier")
    call(office, 3)
    office.later(14 * DAY)  # ten working days on: the three calls are on the first of them
    call(office, 4)
    call(office, 6, ben)
    assert figure(office, ruth, office.dana, "calls").total == 3
    office.later(DAY)
    calls = figure(office, ruth, office.dana, "calls")
    assert (calls.days, calls.total, calls.days_before, calls.total_before) == (10, 4, 10, 3)
    assert calls.team == pytest.approx((4 + 6) / 20)


def test_a_day_away_is_no_working_day(office: Office, ruth: int) -> None:
    call(office, 3)
    office.later(14 * DAY)
    office.do(AddAbsence(office.dana, office.now.date() - DAY), ruth)
    office.later(DAY)
    assert figure(office, ruth, office.dana, "calls").total == 3


def test_a_note_keeps_the_numbers_as_they_were(office: Office, ruth: int) -> None:
    call(office, 4)
    office.later(DAY)
    command = WriteCoachingNote(office.dana, "Fewer calls.\nAsk why.", ("calls", "handoffs"))
    office.do(command, ruth)
    call(office, 9)
    office.later(DAY)
    (note,) = page(office, ruth, office.dana).notes
    assert (note.by, note.words, note.shared) == ("Ruth Adeyemi", "Fewer calls.\nAsk why.", False)
    assert [(one.metric, one.total) for one in note.figures] == [("calls", 4), ("handoffs", 0)]
    assert figure(office, ruth, office.dana, "calls").total == 13


def test_a_person_sees_what_is_shared_with_them_and_nothing_else(office: Office, ruth: int) -> None:
    made = office.do(WriteCoachingNote(office.dana, "Well done."), ruth).made_id
    assert made is not None
    assert page(office, office.dana, office.dana).notes == ()
    done = office.do(ShareCoachingNote(made, shared=True), ruth)
    mine = page(office, office.dana, office.dana)
    assert ([note.words for note in mine.notes], mine.mine) == (["Well done."], True)
    office.do(TakeBack(done.entry_id), ruth)
    assert page(office, office.dana, office.dana).notes == ()
    with pytest.raises(RuleBroken, match="team_lead_only"):
        page(office, office.sam, office.dana)
    assert [row.person_id for row in office.ask(AskCoached(office.dana), who=office.dana)] == [
        office.dana
    ]


def test_a_team_lead_sees_nothing_that_others_keep_about_them(office: Office, ruth: int) -> None:
    lena = office.person("Lena Park", "team_lead")
    made = office.do(WriteCoachingNote(lena, "Talks much."), ruth).made_id
    assert made is not None
    assert page(office, lena, lena).notes == ()
    assert len(page(office, ruth, lena).notes) == 1
    for command in (ShareCoachingNote(made, shared=True), DropCoachingNote(made)):
        with pytest.raises(RuleBroken, match="not_yours"):
            office.do(command, lena)


def test_a_note_that_is_taken_away_comes_back_with_undo(office: Office, ruth: int) -> None:
    made = office.do(WriteCoachingNote(office.dana, "One.", ("calls",)), ruth).made_id
    assert made is not None
    before = page(office, ruth, office.dana).notes
    done = office.do(DropCoachingNote(made), ruth)
    assert page(office, ruth, office.dana).notes == ()
    office.do(TakeBack(done.entry_id), ruth)
    assert page(office, ruth, office.dana).notes == before


def test_other_words_of_a_note_keep_its_numbers_and_the_earlier_ones_for_undo(
    office: Office, ruth: int
) -> None:
    made = office.do(WriteCoachingNote(office.dana, "One.", ("calls",)), ruth).made_id or 0
    (before,) = page(office, ruth, office.dana).notes
    office.later(HOUR)
    done = office.do(EditCoachingNote(made, " Two.\nThree. "), ruth)
    (after,) = page(office, ruth, office.dana).notes
    assert after == replace(before, words="Two.\nThree.", edited_at=office.now)
    kept = office.sql("SELECT data, reversal FROM journal WHERE id = :id", id=done.entry_id)
    assert "One." not in kept[0][0]
    assert "One." in kept[0][1]
    with pytest.raises(BadInput, match="note_words"):
        office.do(EditCoachingNote(made, " "), ruth)
    other = office.person("Lou Hale", "team_lead")
    with pytest.raises(RuleBroken, match="not_yours"):
        office.do(EditCoachingNote(made, "Mine."), other)
    office.do(TakeBack(done.entry_id), ruth)
    assert page(office, ruth, office.dana).notes == (before,)


def test_what_was_agreed_is_carried_over_until_it_is_done(office: Office, ruth: int) -> None:
    office.do(HoldMeeting(office.dana, (CALL,)), ruth)
    (action,) = page(office, ruth, office.dana).talks.open
    assert (action.owner, action.words, action.carried, action.is_late) == (
        "Dana Whitfield", CALL.words, False, False,
    )  # fmt: skip
    office.later(8 * DAY)
    office.do(HoldMeeting(office.dana), ruth)
    (action,) = page(office, ruth, office.dana).talks.open
    assert (action.carried, action.is_late) == (True, True)
    row = next(r for r in office.ask(AskCoached(ruth)) if r.person_id == office.dana)
    assert (row.open_actions, row.late_actions, row.last_held) == (1, 1, office.now)
    done = office.do(SettleAction(action.id), ruth)
    talks = page(office, ruth, office.dana).talks
    assert (talks.open, [one.id for one in talks.settled]) == ((), [action.id])
    with pytest.raises(RuleBroken, match="action_settled"):
        office.do(SettleAction(action.id), ruth)
    office.do(TakeBack(done.entry_id), ruth)
    assert page(office, ruth, office.dana).talks.open == (action,)


def test_a_one_to_one_is_taken_back_with_what_was_agreed(office: Office, ruth: int) -> None:
    before = page(office, ruth, office.dana)
    done = office.do(HoldMeeting(office.dana, (CALL, CALL)), ruth)
    assert page(office, ruth, office.dana).talks.last_held == office.now
    office.do(TakeBack(done.entry_id), ruth)
    assert page(office, ruth, office.dana) == before


def test_the_agenda_looks_back_to_the_last_one_to_one(office: Office, ruth: int) -> None:
    handoff = office.hand_off(office.lead("Moss"))
    office.do(ReturnHandoff(handoff, "Ask for it first", "no_budget"), office.sam)
    (back,) = page(office, ruth, office.dana).returns
    assert (back.reason, back.words, back.receiver) == (
        "no_budget", "Ask for it first", "Sam Ortiz",
    )  # fmt: skip
    office.later(dt.timedelta(minutes=1))
    office.do(HoldMeeting(office.dana), ruth)
    assert page(office, ruth, office.dana).returns == ()


def test_the_meeting_of_the_team_tells_the_last_seven_days(office: Office, ruth: int) -> None:
    call(office, 5)
    handoff = office.hand_off(office.lead())
    office.do(ReturnHandoff(handoff, "Ask for it first", "no_budget"), office.sam)
    office.do(PublishNotice(NoticeFields("market", "A rival", "Is sold.")), ruth)
    office.later(DAY)
    week = meeting(office, ruth)
    assert (week.first, week.last) == (TODAY - 6 * DAY, TODAY)
    calls = next(row for row in week.did if (row.tier, row.metric) == (1, "calls"))
    assert (calls.done, calls.asked) == (6, 5 * 80)
    assert (week.returns, week.uncovered, week.plan) == (
        (("no_budget", 1),), (("A rival", 0, 2),), None,
    )  # fmt: skip
    assert [(row.name, row.perfect, row.worked) for row in week.people] == [
        ("Dana Whitfield", 0, 5), ("Sam Ortiz", 0, 5),
    ]  # fmt: skip
    office.later(7 * DAY)
    assert next(row for row in meeting(office, ruth).did if row.metric == "calls").done == 0
    with pytest.raises(RuleBroken, match="team_lead_only"):
        meeting(office, office.dana)


def test_the_meeting_tells_where_the_plan_in_force_stands(office: Office, ruth: int) -> None:
    office.log(office.accepted(), "won", office.sam, amount=3_000_000)
    draft = Draft(TODAY, TODAY + 60 * DAY, 18_000_000, 600_000)
    view = office.ask(AskPlan(draft))
    office.do(PutPlanInForce(view.plan, view.draft, TODAY, "A new quarter"), ruth)
    office.later(DAY)
    line = meeting(office, ruth).plan
    assert line is not None
    assert (line.begins, line.goal, line.booked) == (TODAY, 18_000_000, 3_000_000)
    assert 0 < line.chance < 1


def test_the_meeting_of_the_team_carries_its_own_actions(office: Office, ruth: int) -> None:
    office.do(HoldMeeting(office.dana, (CALL,)), ruth)
    office.do(HoldMeeting(0, (Agreed(ruth, "Order headsets", TODAY),)), ruth)
    office.later(DAY)
    talks = meeting(office, ruth).talks
    assert [(one.owner, one.is_late) for one in talks.open] == [("Ruth Adeyemi", True)]
    office.do(HoldMeeting(0), ruth)
    assert [one.carried for one in meeting(office, ruth).talks.open] == [True]


@pytest.mark.parametrize(
    "command, key, kind",
    [
        (WriteCoachingNote(1, " \n"), "note_words", BadInput),
        (WriteCoachingNote(1, "x", ("luck",)), "unknown_metric", BadInput),
        (HoldMeeting(3), "own_one_to_one", RuleBroken),
        (HoldMeeting(1, (Agreed(1, " ", TODAY),)), "action_words", BadInput),
        (HoldMeeting(1, (Agreed(1, "x", TODAY - DAY),)), "action_past", BadInput),
        (HoldMeeting(1, (CALL,) * 51), "many_actions", BadInput),
    ],
)
def test_what_can_not_be_is_refused_whole(
    office: Office, ruth: int, command: object, key: str, kind: type[LeadDeskError]
) -> None:
    before = page(office, ruth, office.dana)
    with pytest.raises(kind) as refused:
        office.do(command, ruth)
    assert refused.value.key == key
    assert page(office, ruth, office.dana) == before


def test_only_a_team_lead_coaches(office: Office, ruth: int) -> None:
    note = office.do(WriteCoachingNote(office.dana, "x"), ruth).made_id or 0
    office.do(HoldMeeting(office.dana, (CALL,)), ruth)
    action = page(office, ruth, office.dana).talks.open[0].id
    for command in (
        WriteCoachingNote(office.dana, "x"),
        ShareCoachingNote(note, shared=True),
        EditCoachingNote(note, "y"),
        DropCoachingNote(note),
        HoldMeeting(office.dana),
        SettleAction(action),
    ):
        with pytest.raises(RuleBroken, match="team_lead_only"):
            office.do(command, office.dana)
