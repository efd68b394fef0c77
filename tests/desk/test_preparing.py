# SPDX-License-Identifier: MIT
"""What is worked out ahead is what a first look would work out, and looks find it there."""

from __future__ import annotations

import json
import random

import pytest

from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskFunnel, AskPlan, AskTeamWall
from leaddesk.domain.funnel import Span
from leaddesk.domain.holiday_calendar import NoHolidays
from tests.desk.test_funnel import some_days
from tests.factories import DAY, HOUR, Office

NAMES = {"habits", "lags", "plan", *(f"handed.{span}" for span in Span)}


def prepared(office: Office) -> int:
    """Prepare all that is to do; return how many figures that were."""
    steps = 0
    while office.desk.prepare(office.now):
        steps += 1
    return steps


def another(office: Office) -> Desk:
    """Return the desk of another process: it remembers nothing."""
    return Desk(office.store, NoHolidays())


def looks(office: Office) -> list[object]:
    desk = another(office)
    return [
        *(desk.ask(AskFunnel(span), office.now) for span in Span),
        desk.ask(AskPlan(), office.now),
        desk.ask(AskTeamWall(), office.now),
    ]


@pytest.mark.parametrize("seed", range(3))
def test_a_look_at_what_was_prepared_is_that_of_one_who_works_it_out(
    office: Office, seed: int
) -> None:
    some_days(office, seed)
    before = looks(office)
    assert prepared(office) == len(NAMES)
    assert looks(office) == before


def test_figures_are_prepared_once_a_day_and_again_when_people_change(office: Office) -> None:
    some_days(office, 4)
    assert prepared(office) == len(NAMES)
    assert {row[0] for row in office.sql("SELECT name FROM prepared")} == NAMES
    assert prepared(office) == 0
    assert not another(office).prepare(office.now)
    office.later(DAY)
    assert prepared(office) == len(NAMES)
    office.person("Nia Obi", "qualifier")
    # What somebody is used to does not hang on rules and people.
    assert prepared(office) == len(NAMES) - 1


def test_what_was_prepared_is_what_is_looked_at(office: Office) -> None:
    office.accepted()
    office.later(DAY)
    prepared(office)
    office.write("UPDATE handoff SET decided_at = 0, state = 'returned'")
    assert another(office).ask(AskFunnel(), office.now).reached[3] == 1
    office.write("UPDATE prepared SET data = '[]' WHERE name LIKE 'handed%'")
    assert another(office).ask(AskFunnel(), office.now).reached[3] == 0


def a_habit(office: Office, days: int) -> None:
    """Let somebody call in the afternoon alone, so many days."""
    chance = random.Random(days)
    for _ in range(days):
        office.log(office.lead(), "no_answer", then_take=False)
        office.later(chance.randrange(1, 3) * HOUR)
        office.now = office.now.replace(hour=20, minute=0) + DAY


def share_of(desk: Desk, office: Office) -> float:
    rows = desk.ask(AskTeamWall(), office.now).rows
    return next(row.day.expected_score for row in rows if row.person.id == office.dana)


def forget(office: Office) -> None:
    """Let what was prepared say that nobody has a habit."""
    ((told,),) = office.sql("SELECT data FROM prepared WHERE name = 'habits'")
    rows = [row | {"share": None} for row in json.loads(told)]
    office.write("UPDATE prepared SET data = :data WHERE name = 'habits'", data=json.dumps(rows))


def test_until_a_new_habit_is_there_the_one_before_is_gone_by(office: Office) -> None:
    a_habit(office, 40)
    desk = another(office)
    while desk.prepare(office.now):
        pass
    forget(office)
    office.later(DAY)
    before = share_of(desk, office)
    assert share_of(another(office), office) == before
    while desk.prepare(office.now):
        pass
    after = share_of(desk, office)
    office.write("DELETE FROM prepared")
    assert share_of(another(office), office) == after != before


def test_a_habit_of_long_ago_is_learned_anew(office: Office) -> None:
    a_habit(office, 40)
    prepared(office)
    forget(office)
    office.later(8 * DAY)
    old = share_of(another(office), office)
    office.write("DELETE FROM prepared")
    assert share_of(another(office), office) == old


def test_where_nobody_is_nothing_is_prepared(office: Office) -> None:
    office.write("DELETE FROM person")
    assert not another(office).prepare(office.now)
