# SPDX-License-Identifier: MIT
"""Notices from the command line: published, acknowledged, changed, withdrawn, refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.desk_at import DeskAt

PUBLISH = ("notices", "publish", "--kind", "product", "--title", "New prices", "--words",
           "From June.", "--as", "sam")  # fmt: skip


@pytest.fixture
def team(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> DeskAt:
    desk = DeskAt(tmp_path, capsys, monkeypatch)
    for name, roles in (("Dana Whitfield", "qualifier"), ("Sam Ortiz", "senior_rep,team_lead")):
        assert desk("people", "add", name, "--roles", roles, "--zone", "America/Chicago").code == 0
    return desk


def test_a_notice_is_published_and_acknowledged(team: DeskAt) -> None:
    assert team("notices", "list", "--as", "dana").out.strip() == "There are no notices."
    done = team(*PUBLISH)
    assert (done.code, done.out.strip()) == (0, "Published: New prices")
    told = team("notices", "list", "--as", "dana").out
    assert "to acknowledge" in told
    assert "From June." in told
    (row,) = team.ask("notices", "list", "--as", "sam")["in_force"]
    assert (row["asked"], row["acknowledged"], row["standing"]) == (1, 0, "open")
    assert row["missing"] == ["Dana Whitfield"]
    assert team("notices", "acknowledge", "1", "--as", "dana").code == 0
    (row,) = team.ask("notices", "list", "--as", "sam")["in_force"]
    assert (row["standing"], row["missing"]) == ("covered", [])
    assert "1 of 1, covered" in team("notices", "list", "--as", "sam").out


def test_a_change_asks_again_and_a_withdrawal_ends_it(team: DeskAt) -> None:
    team(*PUBLISH, "--for", "1")
    team("notices", "acknowledge", "1", "--as", "dana")
    team.later(minutes=5)
    assert team("notices", "edit", "1", "--title", "Prices", "--ask-again", "--as", "sam").code == 0
    (row,) = team.ask("notices", "list", "--as", "dana")["waiting"]
    assert (row["title"], row["words"], row["tiers"]) == ("Prices", "From June.", [1])
    team("notices", "edit", "1", "--for", "everybody", "--as", "sam")
    assert team.ask("notices", "list", "--as", "dana")["waiting"][0]["tiers"] == []
    assert team("notices", "withdraw", "1", "--as", "sam").code == 0
    assert team.ask("notices", "list", "--as", "dana") == {"waiting": [], "in_force": []}
    assert team("undo", "--as", "sam").code == 0
    assert team.ask("notices", "list", "--as", "dana")["waiting"]


@pytest.mark.parametrize(
    "argv, code, words",
    [
        (("notices", "withdraw", "1", "--as", "dana"), 1, "Only a team lead"),
        (("notices", "acknowledge", "9", "--as", "dana"), 1, "There is no notice 9"),
        ((*PUBLISH, "--for", "reps"), 2, "--for takes"),
        ((*PUBLISH, "--for", "7"), 1, "Nobody works in tier 7"),
        (("notices",), 2, "Say what to do"),
    ],
)
def test_what_can_not_be_is_told(
    team: DeskAt, argv: tuple[str, ...], code: int, words: str
) -> None:
    team(*PUBLISH)
    told = team(*argv)
    assert told.code == code
    assert words in told.err
