# SPDX-License-Identifier: MIT
"""Reports from the command line: shown, and as files that are what they say."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.desk_at import DeskAt


@pytest.fixture
def team(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> DeskAt:
    desk = DeskAt(tmp_path, capsys, monkeypatch)
    for name, roles in (("Sam Ortiz", "senior_rep,team_lead"), ("Dana Whitfield", "qualifier")):
        assert desk("people", "add", name, "--roles", roles, "--zone", "America/Chicago").code == 0
    lead = desk.ask("add-lead", "--as", "dana", "--last-name", "Raman", "--phone", "6125550148",
                    "--region", "MN", "--country", "US")["id"]  # fmt: skip
    desk.ask("log", "no_answer", "--lead", str(lead), "--as", "dana")
    return desk


def test_a_day_is_shown_with_what_was_done(team: DeskAt) -> None:
    told = team("report", "--as", "sam").out
    assert "My team: Monday, 11 May 2026" in told
    assert "Dana Whitfield" in told
    data = team.ask("report", "--as", "sam", "--span", "week", "--of", "dana")
    assert (data["begins"], data["ends"]) == ("2026-05-11", "2026-05-17")
    assert data["total"]["sums"][0] == {"metric": "calls", "done": 1, "target": 80}


def test_a_workbook_and_a_paper_are_written(team: DeskAt) -> None:
    sheet, paper = team.folder / "day.xlsx", team.folder / "day.pdf"
    for path in (sheet, paper):
        assert team("report", "--as", "sam", "--to", str(path)).code == 0
    assert openpyxl.load_workbook(sheet).sheetnames[:2] == ["Report", "Goals"]
    assert paper.read_bytes().startswith(b"%PDF-")
    again = team("report", "--as", "sam", "--to", str(paper))
    assert again.code == 1


def test_who_leads_nobody_sees_their_own_alone(team: DeskAt) -> None:
    assert team("report", "--as", "dana").code == 1
    assert team("report", "--as", "dana", "--of", "dana").code == 0
    assert team("report", "--as", "dana", "--of", "sam").code == 1


@pytest.mark.parametrize("more", [("--to", "day.txt"), ("--day", "yesterday"), ("--span", "year")])
def test_wrong_use_is_told(team: DeskAt, more: tuple[str, ...]) -> None:
    assert team("report", "--as", "sam", *more).code == 2
