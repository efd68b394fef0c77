# SPDX-License-Identifier: MIT
"""Notes on people, meetings and what was agreed, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaddesk.desk.commands import (
    Agreed,
    DropCoachingNote,
    HoldMeeting,
    SettleAction,
    ShareCoachingNote,
    TakeBack,
    WriteCoachingNote,
)
from leaddesk.desk.queries import AskMeeting, AskPersonPage
from leaddesk.desk.stores.coaching import Action, CoachingNote, Meeting
from leaddesk.domain.coaching import Figure
from leaddesk.domain.errors import NotFound
from tests.factories import DAY, HOUR, NOON, Office

FIGURES = (Figure("calls", 10, 700, 10, 640, 66.5), Figure("won", 0, 0, 0, 0))
NOTE = CoachingNote(0, 1, 2, NOON, "100 % “better”\nünïcode", shared=False, figures=FIGURES)
ACTION = Action(0, 1, 1, 2, "Call them", NOON.date(), NOON)


def test_a_note_comes_back_with_its_figures(office: Office) -> None:
    with office.store.unit() as unit:
        first = unit.coaching.add_note(NOTE)
        second = unit.coaching.add_note(replace(NOTE, at=NOON + HOUR, figures=()))
        unit.coaching.add_note(replace(NOTE, person_id=2))
        unit.coaching.share_note(unit.coaching.note(first), shared=True)
        unit.coaching.edit_note(unit.coaching.note(second), "Other words", NOON + DAY)
    with office.store.looking() as unit:
        kept = unit.coaching.notes(1, 10)
        assert [one.id for one in kept] == [second, first]
        assert kept[1] == replace(NOTE, id=first, shared=True)
        assert (kept[0].words, kept[0].edited_at) == ("Other words", NOON + DAY)
        assert [one.id for one in unit.coaching.notes(1, 1)] == [second]
        with pytest.raises(NotFound):
            unit.coaching.note(second + 9)


def test_the_last_meeting_of_each_is_known_and_actions_stay_open_until_settled(
    office: Office,
) -> None:
    with office.store.unit() as unit:
        unit.coaching.add_meeting(Meeting(0, 1, 2, NOON))
        last = unit.coaching.add_meeting(Meeting(0, 1, 2, NOON + HOUR))
        team = unit.coaching.add_meeting(Meeting(0, 0, 2, NOON))
        late = unit.coaching.add_action(ACTION)
        soon = unit.coaching.add_action(replace(ACTION, due=NOON.date() - DAY))
    with office.store.looking() as unit:
        assert {(one.id, one.person_id) for one in unit.coaching.last_meetings()} == {
            (last, 1), (team, 0),
        }  # fmt: skip
        assert [one.id for one in unit.coaching.open_actions()] == [soon, late]
    with office.store.unit() as unit:
        unit.coaching.settle(unit.coaching.action(late), NOON + HOUR)
    with office.store.looking() as unit:
        assert [one.id for one in unit.coaching.open_actions()] == [soon]
        (done,) = unit.coaching.settled(1, NOON, 5)
        assert done == replace(ACTION, id=late, done_at=NOON + HOUR)
        assert list(unit.coaching.settled(1, NOON + 2 * HOUR, 5)) == []
        assert list(unit.coaching.settled(0, NOON, 5)) == []
        with pytest.raises(NotFound):
            unit.coaching.action(late + 9)


def test_all_of_coaching_is_taken_back_step_by_step(office: Office) -> None:
    ruth = office.person("Ruth Adeyemi", "team_lead")
    office.log(office.lead(), "no_answer", then_take=False)
    office.later(DAY)
    shown = [office.ask(AskPersonPage(office.dana))]
    agreed = (Agreed(office.dana, "Call earlier", office.now.date()),)
    for command in (
        WriteCoachingNote(office.dana, "Note", ("calls", "perfect_days")),
        ShareCoachingNote(1, shared=True),
        HoldMeeting(office.dana, agreed),
        SettleAction(1),
        DropCoachingNote(1),
    ):
        office.do(command, ruth)
        shown.append(office.ask(AskPersonPage(office.dana)))
    assert len({repr(one) for one in shown}) == len(shown)
    for before in reversed(shown[:-1]):
        office.do(TakeBack(), ruth)
        assert office.ask(AskPersonPage(office.dana)) == before
    week = office.ask(AskMeeting())
    assert [row.done for row in week.did if row.metric == "calls" and row.tier == 1] == [1]
