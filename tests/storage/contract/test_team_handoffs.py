# SPDX-License-Identifier: MIT
"""The team's handoffs page by page, and their figures, as both databases count them."""

from __future__ import annotations

import random
import statistics
from dataclasses import replace

import pytest

from leaddesk.desk.commands import (
    AcceptHandoff,
    ChangeRule,
    RejectHandoff,
    ReturnHandoff,
    ScoreHandoff,
)
from leaddesk.desk.queries import AskHandoffFigures, AskTeamHandoffs, HandoffFilter, HandoffRow
from leaddesk.desk.rules import encode_rule
from leaddesk.domain.handoff_quality import DEFAULT_CRITERIA, QualityRule
from tests.factories import HOUR, MINUTE, NOON, Office
from tests.storage.conftest import Place

MARKS = tuple((criterion.key, 3) for criterion in DEFAULT_CRITERIA)


@pytest.fixture
def office(place: Place) -> Office:
    """A desk on either database, in the morning."""
    office = Office(place.open())
    office.now = NOON - 3 * HOUR
    return office


def walk(office: Office, ruth: int, wanted: HandoffFilter, limit: int) -> list[HandoffRow]:
    rows: list[HandoffRow] = []
    question = AskTeamHandoffs(ruth, wanted, limit=limit)
    while True:
        page = office.ask(question)
        rows += page.rows
        if page.next_after is None:
            assert page.total == len(rows)
            return rows
        question = replace(question, after=page.next_after)


def given(office: Office, sam: int, ines: int) -> list[int]:
    """Hand off a day's worth of leads; most of them are answered."""
    dice = random.Random(4)
    made = []
    for n in range(18):
        to = (sam, ines)[n % 2]
        handoff = office.hand_off(office.lead(), receiver_id=to, hot=n % 5 == 0)
        made.append(handoff)
        office.later(dice.randrange(1, 20) * MINUTE)
        if n % 6 < 3:
            office.do(AcceptHandoff(handoff), to)
        elif n % 6 == 3:
            office.do(RejectHandoff(handoff, "duplicate"), to)
        elif n % 6 == 4:
            office.do(ReturnHandoff(handoff, "who signs?", "no_authority"), to)
    return made


def test_pages_of_any_size_give_every_handoff_once_and_in_order(office: Office) -> None:
    sam = office.sam
    ines = office.person("Ines Roth", "senior_rep")
    ruth = office.person("Ruth Aldana", "team_lead")
    made = given(office, sam, ines)
    office.do(ChangeRule("handoff.quality", encode_rule("handoff.quality", QualityRule(0.5))), ruth)
    office.do(ScoreHandoff(made[0], MARKS, "line"), ruth)

    whole = walk(office, ruth, HandoffFilter(), 100)
    assert sorted(row.id for row in whole) == made
    waiting = [row.accept_by for row in whole if row.state == "offered"]
    assert waiting == sorted(waiting)
    assert [row.state for row in whole[: len(waiting)]] == ["offered"] * len(waiting)
    for wanted in (
        HandoffFilter(), HandoffFilter("rejected"), HandoffFilter(receiver_id=ines),
        HandoffFilter("to_score"), HandoffFilter("scored"), HandoffFilter(source_id=1),
        HandoffFilter("working", giver_id=1, offered_from=office.now - 2 * HOUR),
    ):  # fmt: skip
        told = walk(office, ruth, wanted, 100)
        assert walk(office, ruth, wanted, 3) == told
        assert walk(office, ruth, wanted, 1) == told


def test_figures_are_what_the_rows_say(office: Office) -> None:
    sam = office.sam
    ines = office.person("Ines Roth", "senior_rep")
    ruth = office.person("Ruth Aldana", "team_lead")
    given(office, sam, ines)
    rows = walk(office, ruth, HandoffFilter(), 100)

    told = office.ask(AskHandoffFigures(ruth))

    for line in told.receivers:
        mine = [row for row in rows if row.receiver_id == line.receiver_id]
        accepted = [row for row in mine if row.state == "accepted"]
        assert line.counts.decided == sum(row.state != "offered" for row in mine)
        assert line.counts.accepted == line.timed == len(accepted)
        took = [int((row.fate_at - row.offered_at).total_seconds() // 60) for row in accepted]
        assert line.minutes == statistics.median(took)
    assert told.team.counts.accepted == sum(line.counts.accepted for line in told.pairs)
    assert sum(one.count for one in told.reasons) == sum(
        row.state in {"returned", "rejected"} for row in rows
    )
    later = office.ask(AskHandoffFigures(ruth, since=office.now + HOUR))
    assert later.team.counts.decided == 0
    assert later.team.minutes is None
    assert not later.pairs
