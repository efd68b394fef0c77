# SPDX-License-Identifier: MIT
"""The funnel from the command line, and what sources cost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.desk_at import DeskAt


@pytest.fixture
def team(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> DeskAt:
    desk = DeskAt(tmp_path, capsys, monkeypatch)
    for name, roles in (("Dana Whitfield", "qualifier"), ("Sam Ortiz", "senior_rep,team_lead")):
        assert desk("people", "add", name, "--roles", roles, "--zone", "America/Chicago").code == 0
    return desk


def test_a_team_without_calls_is_told_so(team: DeskAt) -> None:
    told = team("funnel", "--look", "hours")
    assert told.code == 0
    assert "Nothing was counted in these days" in told.out
    assert team.ask("funnel", "--days", "90")["reached"]["calls"] == 0


def test_a_cost_of_no_source_is_refused(team: DeskAt) -> None:
    refused = team("funnel", "--cost", "Fair=500", "--as", "sam")
    assert refused.code != 0
    assert "No source is called" in refused.err
    assert "--as" in team("funnel", "--cost", "Fair=500").err


def test_one_person_and_the_cost_of_a_campaign(team: DeskAt, tmp_path: Path) -> None:
    file = tmp_path / "fair.csv"
    file.write_text("name,phone,region\nAnn Lee,+16125552000,MN\n")
    assert team("import", str(file), "--campaign", "Spring", "--as", "sam").code == 0
    assert "Nobody called" in team("funnel", "--of", "Dana Whitfield").err
    refused = team("funnel", "--campaign-cost", "Autumn=300", "--as", "sam")
    assert "No campaign is called" in refused.err
    assert "--as" in team("funnel", "--campaign-cost", "Spring=300").err
