# SPDX-License-Identifier: MIT
"""Personal data from the command line: passed on, erased, let in again, let go, with a reason."""

from __future__ import annotations

import json
import stat
import zipfile
from pathlib import Path

import pytest

from tests.cli.desk_at import DeskAt

NUMBER = "612 555 0777"


@pytest.fixture
def team(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> DeskAt:
    """A qualifier, a team lead, and one lead."""
    desk = DeskAt(tmp_path, capsys, monkeypatch)
    desk.ask("people", "add", "Dana Whitfield", "--roles", "qualifier", "--zone", "US/Central")
    desk.ask("people", "add", "Ruth Adeyemi", "--roles", "team_lead", "--zone", "US/Central")
    add(desk)
    return desk


def add(team: DeskAt) -> None:
    team.ask("add-lead", "--as", "dana", "--first-name", "Zoe", "--last-name", "Quill <b>",
             "--company", "Quillworks", "--phone", NUMBER, "--email", "zoe@quillworks.com",
             "--note", "Met at the fair")  # fmt: skip


def test_everything_about_a_person_is_a_file_for_programs_and_one_to_read(team: DeskAt) -> None:
    path = team.folder / "zoe.zip"
    assert team("person-export", "--lead", "1", "--to", str(path), "--as", "dana").code == 1
    assert not path.exists()
    assert team.ask("person-export", "--lead", "1", "--to", str(path), "--as", "ruth")["leads"] == [
        1
    ]
    with zipfile.ZipFile(path) as bundle:
        told = json.loads(bundle.read("person.json"))
        page = bundle.read("person.html").decode()
    (lead,) = told["leads"]
    assert told["format"] == "leaddesk.person.1"
    assert lead["card"]["email"] == "zoe@quillworks.com"
    assert lead["card"]["phones"][0]["e164"] == "+16125550777"
    assert lead["card"]["history"][0]["note"] == "Met at the fair"
    for words in (
        "Quill &lt;b&gt;",
        "Legitimate interest, GDPR Article 6(1)(f)",
        "Met at the fair",
    ):
        assert words in page
    assert "<b>" not in page
    again = team("person-export", "--lead", "1", "--to", str(path), "--as", "ruth")
    assert (again.code, "exists" in again.err or "already" in again.err) == (1, True)


def test_a_person_is_erased_only_when_it_is_said_twice(team: DeskAt) -> None:
    asked = ("person-erase", "--lead", "1", "--reason", "By e-mail", "--as", "ruth")
    first = team(*asked)
    assert (first.code, "--yes" in first.err, "Zoe Quill" in first.err) == (1, True, True)
    assert team.ask("leads")["leads"]
    assert team(*asked, "--yes").out.strip() == "Erased for good: 1 lead"
    assert team.ask("leads")["leads"] == []
    refused = team("add-lead", "--as", "dana", "--last-name", "Q", "--phone", NUMBER)
    assert (refused.code, "erased because they asked" in refused.err) == (1, True)
    (row,) = team.ask("erasures")["erasures"]
    assert (row["person"], row["reason"], row["leads"]) == ("Ruth Adeyemi", "By e-mail", 1)


def test_somebody_who_came_back_is_let_in(team: DeskAt) -> None:
    team("person-erase", "--lead", "1", "--reason", "Letter", "--as", "ruth", "--yes")
    team.ask("person-let-in", NUMBER, "--reason", "Called us", "--as", "ruth")
    add(team)
    assert team("erasures").out.strip() == "Nobody was erased."


def test_the_list_of_the_erased_is_kept_and_applied(team: DeskAt) -> None:
    file = str(team.folder / "erased.json")
    team("person-erase", "--lead", "1", "--reason", "Letter", "--as", "ruth", "--yes")
    ruth = ("--as", "ruth")
    assert team("erasures", "--save", file).code == 2
    assert team("erasures", "--save", file, "--as", "dana").code == 1
    assert team.ask("erasures", "--save", file, *ruth)["erasures"] == 1
    assert stat.S_IMODE(Path(file).stat().st_mode) == 0o600
    assert team("erasures", "--save", file, *ruth).code == 1
    assert team.ask("erasures", "--apply", file, *ruth)["erased"] == 0
    assert team("erasures", "--apply", str(team.folder / "none.json"), *ruth).code == 1
    assert team("erasures", "--save", str(team.folder / "no" / "x.json"), *ruth).code == 1


def test_retention_tells_before_it_does(team: DeskAt) -> None:
    assert team("retention").out.strip() == "Nothing is made anonymous by itself."
    team.later(days=70)
    told = team("retention", "--worked", "2")
    assert "Not in force" in told.out
    assert "1 lead would be made anonymous" in told.out
    assert team("retention", "--run").code == 2
    assert team("retention", "--run", "--worked", "2", "--as", "ruth").code == 2
    assert team("retention", "--save", "--worked", "2", "--as", "dana").code == 1
    assert team("retention", "--worked", "999").code == 2
    saved = team.ask("retention", "--save", "--worked", "2", "--as", "ruth")
    assert (saved["in_force"], saved["would"]) == (True, 1)
    assert team.ask("retention", "--run", "--as", "ruth")["anonymised"] == 1
    assert team.ask("retention")["would"] == 0


def test_sources_have_a_basis_that_a_team_lead_sets(team: DeskAt) -> None:
    (row,) = team.ask("sources")["sources"]
    assert (row["basis"], row["set"]) == ("legitimate_interest", False)
    assert team("sources", "--set", "1", "--basis", "consent").code == 2
    team.ask("sources", "--set", "1", "--basis", "consent", "--origin", "Form", "--as", "ruth")
    (row,) = team.ask("sources")["sources"]
    assert (row["basis"], row["origin"]) == ("consent", "Form")
    team.ask("undo", "--as", "ruth")
    assert not team.ask("sources")["sources"][0]["set"]
