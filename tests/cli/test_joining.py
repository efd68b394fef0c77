# SPDX-License-Identifier: MIT
"""A team at the prompt: joining compares the certificate first, what waits for the hub is told."""

from __future__ import annotations

import json

import pytest

from leaddesk.cli.answers import utc
from leaddesk.cli.run import run
from leaddesk.desk.link import Tie, TieState
from leaddesk.desk.queries import WaitingListRow
from leaddesk.domain.errors import BadInput, HubAway
from leaddesk.words import sync
from tests.cli.stub_doors import StubDoors
from tests.words.samples import NOW

PRINT = "ab" * 32


def test_the_code_is_sent_to_the_hub_that_was_compared(capsys: pytest.CaptureFixture[str]) -> None:
    doors = StubDoors()
    typed = " ".join(PRINT[n : n + 4] for n in range(0, 64, 4)).upper()
    assert run(["join", "hub:8443", "ABCD-EFGHJK", "--fingerprint", typed], doors) == 0
    assert doors.team.joined == [("hub:8443", "ABCD-EFGHJK", "", PRINT)]
    said = capsys.readouterr().out
    assert "Acme" in said
    assert "lies in a file" in said


@pytest.mark.parametrize("told", [(), ("--fingerprint", "cd" * 32)])
def test_without_the_right_fingerprint_no_code_is_sent(
    capsys: pytest.CaptureFixture[str], told: tuple[str, ...]
) -> None:
    doors = StubDoors()
    assert run(["join", "hub:8443", "ABCD-EFGHJK", *told], doors) != 0
    assert doors.team.joined == []
    assert "abab abab" in capsys.readouterr().err


def test_leaving_says_where_the_copy_is(capsys: pytest.CaptureFixture[str]) -> None:
    doors = StubDoors()
    assert run(["leave"], doors) == 0
    assert run(["leave", "--anyway"], doors) == 0
    assert doors.team.left == [False, True]
    assert "left teams" in capsys.readouterr().out


def test_the_made_up_team_opens_windows_unless_told_otherwise() -> None:
    doors = StubDoors()
    assert run(["team-demo", "--no-windows"], doors) == 0
    assert run(["team-demo"], doors) == 0
    assert doors.opened == ["team demo in None, windows False", "team demo in None, windows True"]


def test_lists_that_wait_for_the_hub_are_told_with_since_when_and_why(
    capsys: pytest.CaptureFixture[str],
) -> None:
    doors = StubDoors()
    assert run(["lists", "--json"], doors) == 0
    assert json.loads(capsys.readouterr().out)["waiting"] == []
    doors.team.waiting = (
        WaitingListRow("a", "fair.csv", "Fair", "Spring", 53, NOW),
        WaitingListRow("b", "old.csv", "", "", 2, NOW, BadInput("unknown_tier", detail="7")),
    )
    doors.team.state = TieState(Tie.AWAY, why=HubAway("hub_gone"))
    assert run(["lists"], doors) == 0
    *_, waits, failed = capsys.readouterr().out.splitlines()
    assert "“fair.csv” is safe on this computer since" in waits
    assert "with 53 rows" in waits
    assert sync.why(doors.team.state) in waits
    assert "did not take “old.csv”" in failed
    assert run(["lists", "--json"], doors) == 0
    first, second = json.loads(capsys.readouterr().out)["waiting"]
    assert (first["name"], first["rows"], first["since"]) == ("fair.csv", 53, utc(NOW))
    assert (first["source"], first["campaign"], first["refused"]) == ("Fair", "Spring", None)
    assert second["refused"] in failed
