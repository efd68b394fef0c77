# SPDX-License-Identifier: MIT
"""Absences from the command line: marked, listed, cleared, refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.desk_at import DeskAt

ABSENCES = ("people", "absences")


@pytest.fixture
def team(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> DeskAt:
    desk = DeskAt(tmp_path, capsys, monkeypatch)
    for name, roles in (("Dana Whitfield", "qualifier"), ("Ruth Calloway", "team_lead")):
        assert desk("people", "add", name, "--roles", roles, "--zone", "America/Chicago").code == 0
    return desk


def listed(team: DeskAt, *more: str) -> list[tuple[str, str, str, int]]:
    told = team.ask(*ABSENCES, "list", "--day", "2026-05-18", "--as", "ruth", *more)
    return [(row["day"], row["name"], row["kind"], row["remains"]) for row in told["absences"]]


def test_days_are_marked_listed_and_made_whole_again(team: DeskAt) -> None:
    done = team(*ABSENCES, "set", "Dana", "Ruth", "--from", "2026-05-18", "--to", "2026-05-19",
                "--as", "ruth")  # fmt: skip
    assert done.code == 0
    team(*ABSENCES, "set", "Dana", "--from", "2026-05-26", "--kind", "training", "--as", "ruth")
    team(*ABSENCES, "set", "Dana", "--from", "2026-05-27", "--kind", "training", "--remains", "25%",
         "--as", "ruth")  # fmt: skip
    assert listed(team) == [
        ("2026-05-18", "Dana Whitfield", "away", 0),
        ("2026-05-18", "Ruth Calloway", "away", 0),
        ("2026-05-19", "Dana Whitfield", "away", 0),
        ("2026-05-19", "Ruth Calloway", "away", 0),
        ("2026-05-26", "Dana Whitfield", "training", 50),
        ("2026-05-27", "Dana Whitfield", "training", 25),
    ]
    told = team(*ABSENCES, "list", "--day", "2026-05-18", "--of", "dana", "--as", "ruth").out
    assert "2026-05-27  Dana Whitfield  Training, 25 % of the goals" in told
    assert "Ruth" not in told
    team(*ABSENCES, "clear", "Dana", "--from", "2026-05-18", "--to", "2026-05-31", "--as", "ruth")
    assert [row[:2] for row in listed(team)] == [
        ("2026-05-18", "Ruth Calloway"), ("2026-05-19", "Ruth Calloway"),
    ]  # fmt: skip
    assert team("undo", "--as", "ruth").code == 0
    assert len(listed(team)) == 6
    assert team(*ABSENCES, "list", "--day", "2026-07-01", "--as", "ruth").out.startswith("No day")


@pytest.mark.parametrize(
    "argv, code, words",
    [
        (("set", "Dana", "--from", "2026-05-18", "--as", "dana"), 1, "Only a team lead"),
        (("set", "Nina", "--from", "2026-05-18", "--as", "ruth"), 1, "Nina"),
        (("set", "Dana", "--from", "tomorrow", "--as", "ruth"), 2, "is not a day"),
        (("set", "Dana", "--from", "2026-05-18", "--remains", "20", "--as", "ruth"), 1, "away"),
        (
            ("set", "Dana", "--from", "2026-05-18", "--remains", "120", "--as", "ruth"),
            2,
            "0 to 100",
        ),
        (("set", "Dana", "--from", "2026-05-18", "--to", "2026-05-01", "--as", "ruth"), 1, ""),
        (("list", "--as", "dana"), 1, "Only a team lead"),
        ((), 2, "Say what to do"),
    ],
)
def test_what_can_not_be_is_told(
    team: DeskAt, argv: tuple[str, ...], code: int, words: str
) -> None:
    told = team(*ABSENCES, *argv)
    assert told.code == code
    assert words in told.err
    assert listed(team) == []
