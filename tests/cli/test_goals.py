# SPDX-License-Identifier: MIT
"""Goals of one person from the command line: shown, changed from what holds, given back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.desk_at import DeskAt

GOALS = ("people", "goals")


@pytest.fixture
def team(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> DeskAt:
    desk = DeskAt(tmp_path, capsys, monkeypatch)
    for name, roles in (("Dana Whitfield", "qualifier"), ("Ruth Calloway", "team_lead")):
        assert desk("people", "add", name, "--roles", roles, "--zone", "America/Chicago").code == 0
    return desk


def shown(team: DeskAt) -> tuple[bool, dict[str, tuple[int, bool, int]]]:
    told = team.ask(*GOALS, "show", "Dana", "--as", "ruth")
    return told["own"], {
        g["metric"]: (g["target"], g["required"], g["part"]) for g in told["goals"]
    }


def test_goals_are_changed_from_what_holds_and_given_back(team: DeskAt) -> None:
    before = shown(team)
    assert before[0] is False
    assert before[1]["calls"][0] == 80
    done = team(*GOALS, "set", "Dana", "--goal", "calls=60", "--goal", "appointments=2",
                "--part", "appointments=10", "--drop", "new-lead-calls",
                "--optional", "conversations", "--required", "appointments",
                "--as", "ruth")  # fmt: skip
    assert done.code == 0
    own, goals = shown(team)
    assert own
    assert goals["calls"][:2] == (60, before[1]["calls"][1])
    assert goals["appointments"][:2] == (2, True)
    assert goals["conversations"][:2] == (before[1]["conversations"][0], False)
    assert "new_lead_calls" not in goals
    assert 98 <= sum(part for _, _, part in goals.values()) <= 102
    told = team(*GOALS, "show", "Dana", "--as", "ruth").out
    assert told.startswith("Dana Whitfield: Goals of their own of tier 1\n")
    assert "appointments" in told
    assert team(*GOALS, "clear", "Dana", "--as", "ruth").code == 0
    assert shown(team) == before
    assert team("undo", "--as", "ruth").code == 0
    assert shown(team) == (own, goals)


@pytest.mark.parametrize(
    "argv, code, words",
    [
        (("set", "Dana", "--goal", "calls=60", "--as", "dana"), 1, "Only a team lead"),
        (("set", "Dana", "--goal", "talks=60", "--as", "ruth"), 2, "“talks” is no goal"),
        (("set", "Dana", "--goal", "calls=many", "--as", "ruth"), 2, "METRIC=NUMBER"),
        (("set", "Dana", "--part", "won=5", "--as", "ruth"), 2, "won is no goal here"),
        (("set", "Dana", "--goal", "calls=60", "--tier", "2", "--as", "ruth"), 2, "tier 2"),
        (("set", "Ruth", "--goal", "calls=60", "--as", "ruth"), 2, "does not work in tier"),
        (("set", "Dana", "--goal", "calls=6", "--from", "2001-01-01", "--as", "ruth"), 1, "past"),
        ((), 2, "Say what to do"),
    ],
)
def test_what_can_not_be_is_told(
    team: DeskAt, argv: tuple[str, ...], code: int, words: str
) -> None:
    before = shown(team)
    told = team(*GOALS, *argv)
    assert told.code == code
    assert words in told.err
    assert shown(team) == before


def test_at_least_one_goal_is_required_and_part_of_the_bar(team: DeskAt) -> None:
    optional = [word for metric in shown(team)[1] for word in ("--optional", metric)]
    told = team(*GOALS, "set", "Dana", *optional, "--as", "ruth")
    assert (told.code, "has to be required" in told.err) == (2, True)
    without = [word for metric in shown(team)[1] for word in ("--part", f"{metric}=0")]
    told = team(*GOALS, "set", "Dana", *without, "--as", "ruth")
    assert (told.code, "part of the bar" in told.err) == (2, True)
