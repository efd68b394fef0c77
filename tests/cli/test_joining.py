# SPDX-License-Identifier: MIT
"""Joining at the prompt compares the hub's certificate before the code leaves."""

from __future__ import annotations

import pytest

from leaddesk.cli.run import run
from tests.cli.stub_doors import StubDoors

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
