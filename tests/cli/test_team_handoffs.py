# SPDX-License-Identifier: MIT
"""Handoffs of the whole team from the command line, over a real file."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddesk.domain.handoff_quality import DEFAULT_CRITERIA
from tests.cli.desk_at import DeskAt

MARKS = [f"--mark={criterion.key}=4" for criterion in DEFAULT_CRITERIA]


@pytest.fixture
def team(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> DeskAt:
    """A team with a lead who works in no tier, and two handoffs to Sam."""
    team = DeskAt(tmp_path, capsys, monkeypatch)
    for name, role in (
        ("Dana Whitfield", "qualifier"), ("Sam Ortiz", "senior_rep"),
        ("Robin Vale", "senior_rep"), ("Ruth Aldana", "team_lead"),
    ):  # fmt: skip
        team.ask("people", "add", name, "--roles", role, "--zone", "America/Chicago")
    for n in range(2):
        lead = team.ask(
            "add-lead", "--as", "dana", "--first-name", "Ann", "--last-name", f"Lee{n}",
            "--phone", f"+1612555010{n}", "--region", "MN", "--country", "US", "--source", "Fair",
        )  # fmt: skip
        team.ask(
            "handoff", "--lead", str(lead["id"]), "--as", "dana", "--to", "sam",
            *(f"--answer={key}=told" for key in ("fit", "need", "budget", "timing")),
            "--next-step", "demo",
        )  # fmt: skip
    return team


def states(team: DeskAt, *argv: str) -> dict[int, str]:
    rows = team.ask("handoffs", "--as", "ruth", "--all", *argv)["handoffs"]
    return {row["id"]: row["state"] for row in rows}


def test_everybodys_handoffs_are_filtered_and_paged(team: DeskAt) -> None:
    team.ask("reject", "--handoff", "1", "--as", "sam", "--reason", "duplicate")
    assert states(team) == {2: "offered", 1: "rejected"}
    for argv, expected in (
        (("--state", "rejected"), [1]), (("--giver", "dana", "--receiver", "sam"), [2, 1]),
        (("--receiver", "robin"), []), (("--source", "fair"), [2, 1]),
        (("--within", "1"), [2, 1]), (("--older", "1"), []),
    ):  # fmt: skip
        assert list(states(team, *argv)) == expected
    first = team.ask("handoffs", "--as", "ruth", "--all", "--limit", "1")
    assert (first["total"], len(first["handoffs"])) == (2, 1)
    assert list(states(team, "--limit", "1", "--after", first["next_after"])) == [1]
    told = team("handoffs", "--as", "ruth", "--all")
    assert "1  Ann Lee0, from Dana Whitfield: Rejected by Sam Ortiz" in told.out
    assert "2 handoffs, 0 past their time" in told.out


def test_a_team_lead_reassigns_pulls_back_decides_and_scores(team: DeskAt) -> None:
    told = team.ask("reassign", "--handoff", "1", "--as", "ruth", "--to", "robin")
    assert told["handoff"]["receiver"] == "Robin Vale"
    told = team.ask("pull-back", "--handoff", "1", "--as", "ruth", "--words", "They called back")
    assert told["handoff"]["state"] == "withdrawn"
    told = team.ask(
        "decide", "--handoff", "2", "--as", "ruth", "--decision", "accepted", "--words", "Go on"
    )
    assert told["handoff"]["fate_line"].startswith("Accepted by Ruth Aldana for Sam Ortiz")
    told = team.ask("score", "--handoff", "2", "--as", "ruth", "--line", "Clear", *MARKS)
    assert told["message"] == "Score saved for Ann Lee1"
    assert states(team, "--state", "scored") == {2: "accepted"}
    team.ask("undo", "--as", "ruth")
    assert states(team, "--state", "scored") == {}


def test_figures_say_what_they_rest_on(team: DeskAt) -> None:
    team.later(hours=1)
    team.ask("accept", "--handoff", "1", "--as", "sam")
    team.ask("reject", "--handoff", "2", "--as", "sam", "--reason", "duplicate")
    data = team.ask("handoff-figures", "--as", "ruth")
    assert data["team"]["acceptance"] == {
        "n": 2, "count": 1, "share": 0.5, "few": True,
        "low": pytest.approx(0.16, abs=0.01), "high": pytest.approx(0.84, abs=0.01),
    }  # fmt: skip
    assert data["pairs"][0]["giver"] == "Dana Whitfield"
    assert data["reasons"] == [{"state": "rejected", "reason": "duplicate", "count": 1}]
    told = team("handoff-figures", "--as", "ruth", "--days", "30")
    assert "The team: accepted 50 % (1 of 2, 16–84 %, few), in 1 h" in told.out
    assert "Duplicate (rejected): 1 · 100 % · 100 % so far" in told.out


@pytest.mark.parametrize(
    "argv, words",
    [
        (["handoffs", "--all"], "team lead"),
        (["handoff-figures"], "team lead"),
        (["reassign", "--handoff", "1", "--to", "robin"], "team lead"),
        (["pull-back", "--handoff", "1", "--words", "x"], "team lead"),
        (["decide", "--handoff", "1", "--decision", "accepted", "--words", "x"], "team lead"),
        (["score", "--handoff", "1", "--line", "x", *MARKS], "team lead"),
    ],
)
def test_it_is_refused_in_words_to_anybody_else(team: DeskAt, argv: list[str], words: str) -> None:
    told = team(*argv, "--as", "sam")
    assert told.code == 1
    assert words in told.err


@pytest.mark.parametrize(
    "argv, code, words",
    [
        (["handoffs", "--all", "--after", "x"], 2, "not where a page ended"),
        (["handoffs", "--all", "--source", "Moon"], 1, "Moon"),
        (["score", "--handoff", "1", "--line", "x", "--mark", "need=good"], 2, "no mark"),
        (["score", "--handoff", "1", "--line", "x", "--mark", "need=4"], 1, "mark is missing"),
    ],
)
def test_what_can_not_be_meant_is_told(
    team: DeskAt, argv: list[str], code: int, words: str
) -> None:
    told = team(*argv, "--as", "ruth")
    assert told.code == code
    assert words in told.err
