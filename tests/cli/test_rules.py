# SPDX-License-Identifier: MIT
"""The rules from the command line: shown, tried, put in force with a reason, kept in a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.desk_at import DeskAt

BAD_LADDER = json.dumps(
    {
        "leaddesk_rules": 1,
        "rules": {"ladders": [{"name": "inbound", "rungs": [{"days": -1}], "rest_days": 3}]},
    }
)


@pytest.fixture
def team(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> DeskAt:
    """A qualifier, a team lead, and one lead."""
    desk = DeskAt(tmp_path, capsys, monkeypatch)
    desk.ask("people", "add", "Dana Whitfield", "--roles", "qualifier", "--zone", "US/Central")
    desk.ask("people", "add", "Ruth Adeyemi", "--roles", "team_lead", "--zone", "US/Central")
    desk.ask("add-lead", "--as", "dana", "--last-name", "Quill", "--phone", "612 555 0777")
    return desk


def put(team: DeskAt, *args: str, by: str = "ruth") -> int:
    return team("rule", *args, "--as", by, "--reason", "We tried it").code


def test_a_rule_is_tried_then_put_in_force_then_brought_back(team: DeskAt) -> None:
    lives = '{"half_life_hours": [["list", 24], ["inbound", 6]]}'
    told = team.ask("rule", "queue", "--set", lives, "--try")
    assert next(e for e in told["effects"] if e["what"] == "scores")["moved"] == 1
    assert len(team.ask("rule", "queue")["versions"]) == 1

    assert put(team, "queue", "--set", lives, by="dana") == 1
    assert put(team, "queue", "--set", lives) == 0
    shown = team("rule", "queue").out
    assert "Ruth Adeyemi" in shown
    assert "We tried it" in shown
    rows = {row["rule"]: row for row in team.ask("rules")["rules"]}
    assert (rows["queue"]["default"], rows["sheet"]["default"]) == (False, True)
    assert put(team, "queue", "--back", "0") == 0
    assert put(team, "queue", "--back", "7") == 1
    assert team.ask("rule", "queue")["value"]["half_life_hours"][0] == ["inbound", 24]


def test_a_change_needs_who_and_why(team: DeskAt) -> None:
    told = team("rule", "queue", "--default", "--as", "ruth")
    assert told.code == 2
    assert "--reason" in told.err


def test_what_is_wrong_says_where(team: DeskAt) -> None:
    told = team("rule", "queue", "--set", '{"skips_a_day": 900}', "--try")
    assert told.code == 1
    assert "Score and picks, skips a day: This goes from 0 to 100." in told.err
    assert put(team, "queue", "--set", '{"skips_a_day": 900}') == 1


def test_rules_travel_in_a_file_to_another_team(team: DeskAt) -> None:
    path = team.folder / "rules.json"
    put(team, "queue", "--set", '{"skips_a_day": 9}')
    team.ask("rules-export", str(path))
    assert team("rules-export", str(path)).code == 1
    put(team, "queue", "--default")

    tried = team("rules-import", str(path), "--try").out
    assert "Score and picks: Skips a day: 5 → 9" in tried
    import_ = ("rules-import", str(path), "--as", "ruth", "--reason", "As the others")
    assert team(*import_).code == 0
    assert team.ask("rule", "queue")["value"]["skips_a_day"] == 9
    assert team(*import_).code == 1
    assert "team" not in json.loads(path.read_text())["rules"]


@pytest.mark.parametrize(
    "text, words",
    [
        ("{\n  oops", "line 2"),
        ('{"leaddesk_rules": 99, "rules": {"queue": {}}}', "newer LeadDesk"),
        ('{"rules": {}}', "not a file of rules"),
        (
            BAD_LADDER,
            "Inbound ladder, wait 1, days: This goes from 0 to 365.",
        ),
        ('{"leaddesk_rules": 1, "rules": {"sheet": 4}}', "Qualification sheet: This can't be read"),
    ],
)
def test_a_bad_file_is_refused_with_the_place(team: DeskAt, text: str, words: str) -> None:
    path = team.folder / "rules.json"
    path.write_text(text)
    told = team("rules-import", str(path), "--as", "ruth", "--reason", "x")
    assert told.code == 1
    assert words in told.err
    assert all(row["default"] for row in team.ask("rules")["rules"])
