# SPDX-License-Identifier: MIT
"""Coaching from the command line: agendas as text, notes, one-to-ones, actions, refusals."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.desk_at import DeskAt

RUTH = ("--as", "ruth")


@pytest.fixture
def team(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> DeskAt:
    desk = DeskAt(tmp_path, capsys, monkeypatch)
    for name, roles in (("Dana Whitfield", "qualifier"), ("Ruth Calloway", "team_lead")):
        assert desk("people", "add", name, "--roles", roles, "--zone", "America/Chicago").code == 0
    return desk


def test_an_agenda_is_text(team: DeskAt) -> None:
    told = team("coaching", "agenda", "dana", *RUTH).out
    assert told.startswith("Dana Whitfield\nQualifier · No one-to-one yet\n")
    assert "What moved most (last 10 working days)\n  • Nothing." in told
    assert team("coaching", "agenda", "team", *RUTH).out.startswith("Team meeting\n")


def test_what_is_agreed_stands_on_the_agenda_until_it_is_done(team: DeskAt) -> None:
    done = team("coaching", "held", "dana", "--action", "dana|2026-05-18|Ask first", *RUTH)
    assert (done.code, done.out.strip()) == (0, "One-to-one held with Dana Whitfield")
    team.later(days=8)
    (row,) = team.ask("coaching", "agenda", "dana", *RUTH)["open"]
    assert (row["owner"], row["words"], row["late"]) == ("Dana Whitfield", "Ask first", True)
    assert "Action 1: Ask first" in team("coaching", "agenda", "dana", *RUTH).out
    assert team("coaching", "done", "1", *RUTH).out.strip() == "Done: Ask first"
    assert team.ask("coaching", "agenda", "dana", *RUTH)["open"] == []
    assert team("coaching", "done", "1", "--reopen", *RUTH).code == 0
    assert len(team.ask("coaching", "agenda", "dana", *RUTH)["open"]) == 1


def test_a_note_is_seen_by_the_person_once_it_is_shared(team: DeskAt) -> None:
    team("coaching", "note", "dana", "--words", "Well done", "--metric", "calls", *RUTH)
    mine = ("coaching", "agenda", "dana", "--as", "dana")
    assert team.ask(*mine)["notes"] == []
    told = team("coaching", "edit", "1", "--words", "Other words.", *RUTH)
    assert (told.code, told.out.strip()) == (0, "Note changed: Dana Whitfield")
    team("undo", *RUTH)
    assert team("coaching", "share", "1", *RUTH).code == 0
    assert [note["words"] for note in team.ask(*mine)["notes"]] == ["Well done"]
    assert team("coaching", "share", "1", "--no-longer", *RUTH).code == 0
    assert team.ask(*mine)["notes"] == []


@pytest.mark.parametrize(
    "argv, code, words",
    [
        (("agenda", "ruth", "--as", "dana"), 1, "Only a team lead"),
        (("held", "ruth", *RUTH), 1, "takes two"),
        (("note", "dana", "--words", "x", "--metric", "luck", *RUTH), 1, "no number “luck”"),
        (("held", "dana", "--action", "later", *RUTH), 2, "--action takes"),
        ((), 2, "Say what to do"),
    ],
)
def test_what_can_not_be_is_told(
    team: DeskAt, argv: tuple[str, ...], code: int, words: str
) -> None:
    told = team("coaching", *argv)
    assert told.code == code
    assert words in told.err
