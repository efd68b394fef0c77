# SPDX-License-Identifier: MIT
"""An answer that is shared is of now, or whoever got it is told to look once more."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from leaddesk.desk import queries
from leaddesk.domain.funnel import Span
from leaddesk.domain.person import Role
from leaddesk.hub.answering import FRESH
from tests.hub.answered import AnsweringHub

MOMENT = FRESH / 4
WALL = queries.AskTeamWall()


def later(answers: AnsweringHub, step: dt.timedelta) -> None:
    """Turn the clock by less than the day's own measures."""
    answers.office.now += step


def test_a_change_while_an_answer_is_worked_out_is_not_in_it(
    answers: AnsweringHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, desk = answers.office, answers.office.desk
    ask = desk.ask

    def slow(query: Any, *more: Any) -> Any:
        found = ask(query, *more)
        if query == WALL:
            answers.mark += 1
        return found

    monkeypatch.setattr(desk, "ask", slow)
    answers.ask(office.boss, WALL)
    monkeypatch.undo()
    # Whoever heard of the change asks, and gets the one from before it.
    later(answers, MOMENT)
    answers.ask(office.boss, WALL)
    assert not answers.answering.is_overtaken()
    later(answers, FRESH)
    assert answers.answering.is_overtaken()


def test_who_got_an_old_answer_is_told_also_when_somebody_had_it_worked_out_anew(
    answers: AnsweringHub,
) -> None:
    office, overtaken = answers.office, answers.answering.is_overtaken
    other = office.person("Lea Lead", Role.TEAM_LEAD)
    answers.ask(office.boss, WALL)
    answers.mark += 1
    later(answers, MOMENT)
    answers.ask(office.boss, WALL)
    later(answers, FRESH)
    answers.ask(other, WALL)
    assert (overtaken(), overtaken()) == (True, False)
    later(answers, 2 * FRESH)
    assert not overtaken()


def test_another_question_of_the_same_kind_has_its_own_answer(answers: AnsweringHub) -> None:
    office = answers.office
    quarter, month = queries.AskFunnel(Span.QUARTER), queries.AskFunnel(Span.MONTH)
    first = answers.ask(office.boss, quarter)
    assert answers.ask(office.boss, month) != first
    assert answers.ask(office.boss, quarter) == first
