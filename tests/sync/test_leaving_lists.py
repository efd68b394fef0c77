# SPDX-License-Identifier: MIT
"""Leaving a team with lists that wait: counted, sent first, and never sent by surprise later."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddesk.desk.commands import ImportOptions
from leaddesk.domain.errors import NotFound, RuleBroken
from leaddesk.sync import membership
from leaddesk.sync.membership import Place
from leaddesk.sync.waiting_lists import WaitingLists
from tests.factories import NOON
from tests.sync.member_stage import MadeHub, Secrets, away, join, wait


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return a computer that is in no team yet."""
    return Place(tmp_path, Secrets(), lambda: NOON)


def list_waits(file: Path, name: str = "Fair") -> WaitingLists:
    """Let a list wait beside a file."""
    lists = WaitingLists(file.parent)
    held = lists.hold(name, [(1, b"x")], lambda _rows: None, lambda: False)
    lists.keep(held, ImportOptions(name), 7, NOON)
    return lists


def test_a_list_that_waits_is_not_left_behind_unasked(place: Place) -> None:
    made = join(place, MadeHub())
    wait(made.file, 3)
    lists = list_waits(made.file)
    hub = MadeHub()
    with pytest.raises(RuleBroken) as refused:
        membership.leave(place, hub, away)
    assert (refused.value.key, refused.value.fields["number"]) == ("work_waits", "4")
    assert membership.waiting(place) == (3, 1)
    assert hub.left == []
    assert len(lists.waiting()) == 1


def test_only_a_list_waits_and_the_hub_is_away(place: Place) -> None:
    made = join(place, MadeHub())
    list_waits(made.file)
    with pytest.raises(RuleBroken, match="work_waits"):
        membership.leave(place, MadeHub(), away)


def test_a_list_that_is_sent_before_leaving_holds_nobody_back(place: Place) -> None:
    made = join(place, MadeHub())
    lists = list_waits(made.file)
    hub = MadeHub()
    membership.leave(place, hub, lists.drop_all)
    assert hub.left == ["d" * 32]


def test_who_leaves_anyway_leaves_no_list_for_the_next_time_in_the_team(place: Place) -> None:
    made = join(place, MadeHub())
    lists = list_waits(made.file)
    list_waits(made.file, "let go before")
    lists.let_go("let go before")
    membership.leave(place, MadeHub(away=True), away, anyway=True)
    assert lists.waiting() == ()
    with pytest.raises(NotFound):
        lists.bring_back("let go before")
    membership.tidy(place)
    join(place, MadeHub())
    assert membership.waiting(place) == (0, 0)
