# SPDX-License-Identifier: MIT
"""The plan from the command line: worked out, put in force, and refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.desk_at import DeskAt

VECTOR = (
    "plan", "--begins", "2026-05-12", "--ends", "2026-08-05", "--goal", "180000",
    "--sale", "6,000", "--share", "calls=8", "--share", "conversations=12 %",
    "--share", "handoffs=80", "--share", "presentations=25",
)  # fmt: skip


@pytest.fixture
def team(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> DeskAt:
    desk = DeskAt(tmp_path, capsys, monkeypatch)
    for name, roles in (("Dana Whitfield", "qualifier"), ("Sam Ortiz", "senior_rep,team_lead")):
        assert desk("people", "add", name, "--roles", roles, "--zone", "America/Chicago").code == 0
    return desk


def test_a_goal_is_worked_back_to_the_day(team: DeskAt) -> None:
    told = team.ask(*VECTOR)
    assert [stage["needed"] for stage in told["stages"]] == [15_625, 1_250, 150, 120]
    words = team(*VECTOR).out
    assert "15,625 calls" in words
    assert "30 customers at $6,000 each" in words
    assert "likely to reach $180,000" in words


def test_a_plan_is_put_in_force_shown_and_taken_back(team: DeskAt) -> None:
    done = team(*VECTOR, "--target", "1.calls=70", "--from", "2026-05-12", "--why", "New", "--as",
                "sam")  # fmt: skip
    assert (done.code, done.out.strip()) == (0, "The plan counts from 2026-05-12")
    team.later(days=1)
    shown = team.ask("plan")
    assert shown["goal"] == 18_000_000
    calls = next(row for row in shown["targets"] if (row["tier"], row["goal"]) == (1, "calls"))
    assert (calls["target"], calls["today"]) == (70, 70)
    assert team.ask("progress", "--as", "dana")["goals"][0]["target"] == 70
    assert team("undo", "--as", "sam").code == 0
    assert team.ask("progress", "--as", "dana")["goals"][0]["target"] == 80


@pytest.mark.parametrize(
    "more, words",
    [
        (("--share", "dials=8"), "--share takes STAGE=PERCENT"),
        (("--share", "calls=0"), "--share takes STAGE=PERCENT"),
        (("--target", "calls=80"), "--target takes TIER.GOAL=N"),
        (("--begins", "2026-05-12"), "--begins and --ends go together"),
        (("--from", "2026-05-12", "--why", "x"), "Say who puts the plan in force"),
        (("--from", "tomorrow", "--as", "sam", "--why", "x"), "is not a day"),
        (("--why", "x"), "--why goes with --from"),
    ],
)
def test_wrong_use_is_told(team: DeskAt, more: tuple[str, ...], words: str) -> None:
    told = team("plan", "--goal", "1000", *more)
    assert told.code == 2
    assert words in told.err


def test_only_a_team_lead_puts_a_plan_in_force(team: DeskAt) -> None:
    told = team(*VECTOR, "--from", "2026-05-12", "--why", "New", "--as", "dana")
    assert told.code == 1
    assert "Only a team lead may do this" in told.err
