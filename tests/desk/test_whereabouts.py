# SPDX-License-Identifier: MIT
"""Where a team does what: every command, question and long run has its place, and one only."""

from __future__ import annotations

import inspect

import pytest

from leaddesk.desk import commands, door, queries
from leaddesk.desk.operations import KINDS
from leaddesk.desk.roles import LEADS, PERMITS
from leaddesk.desk.routes import ANSWERS, HANDLERS
from leaddesk.desk.whereabouts import (
    COMMANDS,
    MADE_BY_RUN,
    QUERIES,
    RUNS,
    Done,
    Run,
    Told,
    told_where,
)

LOCAL = {
    "do", "ask", "expect_list", "erasures", "tend", "prepare", "carry_on", "changed_elsewhere",
    "catch_up", "close",
}  # fmt: skip
"""What of the door is no work of many steps for a person."""


def test_every_question_has_its_place() -> None:
    assert set(QUERIES) == set(ANSWERS)


def test_every_command_has_its_place() -> None:
    without_handler = {kind for kind in PERMITS if isinstance(kind, type)} - set(QUERIES)
    deeds = {kind for kind in without_handler if kind.__module__.startswith("leaddesk.desk.deeds")}
    assert set(COMMANDS) == deeds
    assert set(HANDLERS) <= set(COMMANDS)


def test_every_long_run_of_the_door_has_its_place() -> None:
    methods = {name for name, _ in inspect.getmembers(door.Desk, inspect.isfunction)}
    methods = {name for name in methods if not name.startswith("_")}
    assert methods - LOCAL == {run.value for run in Run}
    assert set(RUNS) == set(Run)


def test_what_travels_as_an_operation_is_what_is_done_on_both_sides() -> None:
    both = {kind for kind, where in COMMANDS.items() if where is Done.HERE_AND_THERE}
    assert both == set(KINDS.values())


def test_what_the_program_does_by_itself_is_never_done_for_a_workstation() -> None:
    for kind, where in COMMANDS.items():
        if PERMITS[kind].seatless and where is Done.AT_HUB:
            # Team leads do these from a screen, and everybody brings lists and settles files.
            by_people = {commands.ImportOptions, commands.SettleFile}
            assert PERMITS[kind].own == LEADS or kind in by_people
    assert {kind for kind in MADE_BY_RUN if COMMANDS[kind] is not Done.AT_HUB} == set()


@pytest.mark.parametrize(
    "query, where",
    [
        (queries.AskQueue(1, 1), Told.HERE),
        (queries.AskQueue(2, 1), Told.AT_HUB),
        (queries.AskMyDay(2), Told.AT_HUB),
        (queries.AskGoals(1), Told.HERE),
        (queries.AskTeam(), Told.HERE),
        (queries.AskLead(7), Told.HERE_FIRST),
        (queries.AskReport(None, None, 1), Told.AT_HUB),  # type: ignore[arg-type]
        (queries.AskPersonData(7), Told.ONLY_THERE),
    ],
)
def test_what_is_about_a_colleague_is_asked_at_the_hub(query: object, where: Told) -> None:
    assert told_where(query, 1) is where
