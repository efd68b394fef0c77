# SPDX-License-Identifier: MIT
"""Likely duplicates from the command line: found, merged, kept apart, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.desk_at import DeskAt


@pytest.fixture
def team(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> DeskAt:
    """A team lead with the same person twice, and somebody else."""
    desk = DeskAt(tmp_path, capsys, monkeypatch)
    desk.ask("people", "add", "Sam Ortiz", "--roles", "qualifier,team_lead", "--zone", "US/Central")
    for first, company, more in (
        ("Jordan", "Acme, Inc.", ("--phone", "612 555 0148")),
        ("J.", "ACME", ("--phone", "612 555 0149", "--title", "Owner", "--email", "j@acme.com")),
        ("Ana", "Blue Foods", ("--phone", "612 555 0150")),
    ):
        desk.ask("add-lead", "--as", "sam", "--first-name", first, "--last-name", "Rivera",
                 "--company", company, *more)  # fmt: skip
    return desk


def test_a_pair_is_shown_merged_and_taken_back(team: DeskAt) -> None:
    told = team("duplicates").out
    assert "Same last name, initial fits" in told
    assert "1 pair" in told
    (pair,) = team.ask("duplicates")["pairs"]
    assert (pair["leads"], pair["why"]) == ([1, 2], ["initial", "same_company"])
    merged = team.ask("merge", "--keep", "1", "--drop", "2", "--as", "sam")
    assert merged["lead"]["name"] == "Jordan Rivera"
    assert len(merged["lead"]["phones"]) == 2
    assert team.ask("duplicates")["pairs"] == []
    assert len(team.ask("leads")["leads"]) == 2
    assert [lead["id"] for lead in team.ask("leads", "--state", "merged")["leads"]] == [1]
    assert team("merge", "--keep", "1", "--drop", "2", "--as", "sam").code == 1
    team.ask("undo", "--as", "sam")
    assert len(team.ask("duplicates")["pairs"]) == 1


def test_a_field_is_taken_by_its_name(team: DeskAt) -> None:
    data = team.ask("merge", "--keep", "1", "--drop", "2", "--as", "sam", "--take", "name",
                    "--take", "company")  # fmt: skip
    assert (data["lead"]["name"], data["lead"]["company"]) == ("J. Rivera", "ACME")
    assert team("merge", "--keep", "1", "--drop", "3", "--as", "sam", "--take", "shoes").code == 2


def test_two_are_kept_apart_for_good(team: DeskAt) -> None:
    team.ask("not-duplicates", "--lead", "2", "--other", "1", "--as", "sam")
    assert team("duplicates").out.strip() == "No likely duplicates."
