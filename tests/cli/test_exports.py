# SPDX-License-Identifier: MIT
"""Exports from the command line, over a real file, read back as anybody would."""

from __future__ import annotations

import csv
import io
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest

from leaddesk.cli import arguments_lists
from leaddesk.words import exports
from tests.cli.desk_at import DeskAt


@pytest.fixture
def at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> DeskAt:
    """A team of a lead and a qualifier, with two leads."""
    at = DeskAt(tmp_path, capsys, monkeypatch)
    at("people", "add", "Ruth Calloway", "--roles", "team_lead,qualifier")
    at("people", "add", "Dana Whitfield", "--roles", "qualifier")
    for last, name in enumerate(("Raman", "Ortiz")):
        number = f"direct=+1612555014{last}"
        at("add-lead", "--as", "Dana", "--first-name", "=Ann", "--last-name", name,
           "--phone", number, "--region", "MN", "--country", "US")  # fmt: skip
    return at


def rows(path: Path) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def test_leads_are_written_for_their_owner_only(at: DeskAt) -> None:
    path = at.folder / "leads.csv"
    told = at("export", "leads", "--to", str(path), "--as", "Ruth")
    assert (told.code, told.out) == (0, f"2 leads exported to {path}\n")
    assert [(row["First name"], row["Last name"]) for row in rows(path)] == [
        ("'=Ann", "Raman"),
        ("'=Ann", "Ortiz"),
    ]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = at("export", "leads", "--to", str(path), "--as", "Ruth", "--search", "ortiz")
    assert (again.code, len(rows(path))) == (1, 2)
    assert "There is a file leads.csv already." in again.err
    data = at.ask("export", "leads", "--to", str(path), "--as", "Ruth", "--search", "ortiz",
                  "--overwrite", "--columns", "last_name,tier")  # fmt: skip
    assert data == {"what": "leads", "file": str(path), "format": "csv", "rows": 1}
    assert rows(path) == [{"Last name": "Ortiz", "Tier": "1"}]


def test_a_qualifier_is_refused_in_words_and_no_file_is_left(at: DeskAt) -> None:
    before = set(at.folder.iterdir())
    for what in ("leads", "journal", "counts", "all"):
        told = at("export", what, "--to", str(at.folder / what), "--as", "Dana")
        assert told.code == 1
        assert told.err == (
            "Only a team lead may take this out of LeadDesk. Nothing was exported. "
            "Ask your team lead to do it.\n"
        )
    assert set(at.folder.iterdir()) == before


def test_what_was_exported_imports_into_another_database(at: DeskAt) -> None:
    path = at.folder / "leads.xlsx"
    assert at.ask("export", "leads", "--to", str(path), "--as", "Ruth")["format"] == "xlsx"
    at.database = at.folder / "other.db"
    data = at.ask("import", str(path))
    assert (data["new"], data["rejected"]) == (2, 0)
    names = [lead["name"] for lead in at.ask("leads")["leads"]]
    assert sorted(names) == ["=Ann Ortiz", "=Ann Raman"]


def test_journal_and_counts_by_day_and_person(at: DeskAt) -> None:
    at("log", "no_answer", "--lead", "1", "--as", "Dana")
    at.later(days=1)
    at("log", "voicemail", "--lead", "2", "--as", "Ruth")
    journal, counts = at.folder / "journal.csv", at.folder / "counts.csv"
    at.ask("export", "journal", "--to", str(journal), "--as", "Ruth", "--kind", "call",
           "--from", "2026-05-12", "--until", "2026-05-12")  # fmt: skip
    assert [(row["Person"], row["What happened"], row["Lead"]) for row in rows(journal)] == [
        ("Ruth Calloway", "Left voicemail", "'=Ann Ortiz")
    ]
    data = at.ask("export", "counts", "--to", str(counts), "--as", "Dana", "--person", "Dana")
    told = {(row["Metric (code)"], row["Count"], row["Day"]) for row in rows(counts)}
    assert told == {("calls", "1", "2026-05-11"), ("new_lead_calls", "1", "2026-05-11")}
    assert data["rows"] == 2


def test_the_calendar_of_a_qualifier(at: DeskAt) -> None:
    at("log", "callback", "--lead", "1", "--as", "Dana", "--when", "2026-05-13T10:00")
    path = at.folder / "mine.ics"
    told = at("export", "calendar", "--to", str(path), "--as", "Dana")
    assert told.out == f"1 appointment or callback exported to {path}\n"
    text = path.read_text("utf-8")
    assert "SUMMARY:Call back =Ann Raman" in text
    assert "DTSTART;TZID=America/Chicago:20260513T100000" in text


def test_everything_is_one_documented_file(at: DeskAt) -> None:
    path = at.folder / "all.zip"
    at.ask("export", "all", "--to", str(path), "--as", "Ruth")
    with zipfile.ZipFile(path) as pack:
        names = pack.namelist()
        leads = list(csv.DictReader(io.StringIO(pack.read("lead.csv").decode(), newline="")))
    assert {"README.txt", "schema.json", "lead.csv", "journal.csv", "person.csv"} <= set(names)
    assert [row["first_name"] for row in leads] == ["'=Ann", "'=Ann"]


@pytest.mark.parametrize(
    "typed, words",
    [
        (("leads", "--columns", "nose"), "There is no column “nose”."),
        (("journal", "--from", "May"), "--from wants a date like 2026-05-12, not “May”."),
        (("all", "--format", "xlsx"), "--format does not go with all: it is zip."),
        (("fish",), "fish"),
    ],
)
def test_wrong_use_is_told(at: DeskAt, typed: tuple[str, ...], words: str) -> None:
    told = at("export", *typed, "--to", "x.csv", "--as", "Ruth")
    assert told.code == 2
    assert words in told.err


def test_the_command_line_knows_every_kind_of_export() -> None:
    assert arguments_lists.KINDS == exports.KINDS
