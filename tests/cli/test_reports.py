# SPDX-License-Identifier: MIT
"""Reports from the command line: shown, and as files that are what they say."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from leaddesk.bootstrap import program
from leaddesk.gui.models.report_orders import KEY, Order, decode, encode
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


def test_a_workbook_and_a_paper_are_written(team: DeskAt, qapp: QApplication) -> None:
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


def order(folder: Path, **more: object) -> Order:
    told = {"span": "day", "person_id": 0, "name": "My team", "format": "pdf", "by": 1}
    return Order(**{**told, "folder": str(folder), "until": "2026-05-10", **more})  # type: ignore[arg-type] # one helper for all


def test_what_was_ordered_in_the_window_is_written_once_it_is_due(
    team: DeskAt, tmp_path: Path, qapp: QApplication
) -> None:
    out = tmp_path / "reports"
    out.mkdir()
    orders = (order(out), order(out, format="xlsx", span="week", until="2026-05-03"))
    kept = program.window_settings()
    kept.write(KEY, encode(orders))
    assert team("reports-due").out.splitlines() == [
        f"Report written: {out / 'My team week 2026-05-04.xlsx'}"
    ]
    team.later(days=1)
    assert team.ask("reports-due")["files"] == [str(out / "My team day 2026-05-11.pdf")]
    assert team("reports-due").out.strip() == "No report is due."
    assert [one.until for one in decode(kept.read(KEY))] == ["2026-05-11", "2026-05-10"]
    assert (out / "My team day 2026-05-11.pdf").read_bytes().startswith(b"%PDF-")


def test_what_can_not_be_written_is_told_and_stays_due(
    team: DeskAt, tmp_path: Path, qapp: QApplication
) -> None:
    gone, here = order(tmp_path / "gone", name="Gone"), order(tmp_path, name="Here")
    other = order(tmp_path, name="Other", by=2, person_id=0)
    program.window_settings().write(KEY, encode((gone, other, here)))
    team.later(days=1)
    told = team("reports-due", "--as", "sam")
    assert told.code == 1
    assert "The report of Gone was not written." in told.err
    assert "Other" not in told.err
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["Here day 2026-05-11.pdf"]
    told = team("reports-due")
    assert "The report of Gone was not written." in told.err
    assert "The report of Other was not written. Only a team lead" in told.err
