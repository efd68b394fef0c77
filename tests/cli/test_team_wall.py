# SPDX-License-Identifier: MIT
"""The team's wall as text, and as one JSON object for scripts."""

from __future__ import annotations

from tests.cli.conftest import Prompt


def test_the_wall_is_told_in_lines(prompt: Prompt) -> None:
    told = prompt("team").out

    assert told.startswith("Team's day ")
    assert "Handoffs accepted · returned · waiting: 21 · 4 · 6" in told
    dana = next(line for line in told.splitlines() if line.startswith("Dana Whitfield"))
    assert "60/80" in dana
    assert "on a call, 3 min" in dana
    assert "2 handoffs past their time. Hale Robotics and Marin Logistics" in told
    assert told.index("past their time") < told.index("New-lead calls are drying up")


def test_the_wall_is_told_to_scripts(prompt: Prompt) -> None:
    data = prompt("team", "--json").data

    people = {one["person"]: one for one in data["people"]}
    assert people["Ben Cruz"]["presence"] == "idle"
    assert people["Sam Ortiz"]["last_logged"] is None
    assert data["figures"]["ready"] == 1208
    assert [one["kind"] for one in data["needs"]][:2] == ["late_handoffs", "missed_callbacks"]
    assert data["needs"][1]["lead_id"] == 7


def test_a_team_without_anybody_who_calls_says_so(prompt: Prompt) -> None:
    prompt.doors.desk.team = ()
    assert prompt("team").out.startswith("Nobody works a tier yet.")
