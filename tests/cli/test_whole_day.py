# SPDX-License-Identifier: MIT
"""A team's day from the command line alone, on the real desk and a real file."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from leaddesk.bootstrap import program as bootstrap
from leaddesk.cli.run import run
from tests.cli.conftest import Told
from tests.cli.desk_at import MONDAY, DeskAt

LIST = """First Name;Last Name;Company;Phone;E-mail;State;Country;Do not call
Priya;Raman;Northfield Optics;612-555-0148;priya@northfield.example.com;MN;US;
Tom;Okafor;Halden Freight;(312) 555-0101;;IL;US;
Tom;Okafor;Halden Freight;312 555 0101;;IL;US;
Marta;Lindqvist;Brightwater Dental;555;;IL;US;
Ken;Abiola;Abiola Print;312 555 0133;;IL;US;yes
Ana;Ruiz;Loomis Textiles;312 555 0134;;IL;US;
"""


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> DeskAt:
    return DeskAt(tmp_path, capsys, monkeypatch)


@pytest.fixture(scope="module")
def made_team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a qualifier, a senior rep and an imported list, made once and copied."""
    folder = tmp_path_factory.mktemp("team")
    file = folder / "fair.csv"
    file.write_text(LIST, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bootstrap, "clock", lambda: MONDAY)
        for argv in (
            [
                "people",
                "add",
                "Dana Whitfield",
                "--roles",
                "qualifier",
                "--zone",
                "America/Chicago",
            ],
            [
                "people",
                "add",
                "Sam Ortiz",
                "--roles",
                "senior_rep,team_lead",
                "--zone",
                "US/Central",
            ],
            ["import", str(file), "--source", "fair"],
        ):
            assert run([*argv, "--database", str(folder / "team.db")], bootstrap) == 0
    return folder / "team.db"


@pytest.fixture
def team(desk: DeskAt, made_team: Path) -> DeskAt:
    """A qualifier, a senior rep and an imported list."""
    shutil.copy(made_team, desk.database)
    return desk


def test_a_first_import_needs_nothing_but_a_file(desk: DeskAt) -> None:
    file = desk.folder / "fair.csv"
    file.write_text(LIST, encoding="utf-8")
    counted = desk.ask("import", str(file), "--dry-run")
    assert desk.ask("people")["people"] == []
    assert desk.ask("leads")["leads"] == []
    done = desk.ask("import", str(file))
    keys = ("rows", "new", "duplicates_in_file", "duplicates_known", "bad_numbers", "do_not_call")
    assert {key: done[key] for key in keys} == {key: counted[key] for key in keys}
    assert {key: done[key] for key in keys} == {
        "rows": 6,
        "new": 4,
        "duplicates_in_file": 1,
        "duplicates_known": 0,
        "bad_numbers": 1,
        "do_not_call": 1,
    }
    assert "Tom" in Path(done["rejected_file"]).read_text(encoding="utf-8-sig")
    (person,) = desk.ask("people")["people"]
    assert person["name"] == "casey"
    again = desk.ask("import", str(file))
    # The row whose only number is bad can't be known again.
    assert (again["new"], again["duplicates_known"]) == (1, 4)


def test_an_import_is_taken_back_whole(team: DeskAt) -> None:
    (row,) = team.ask("lists")["lists"]
    assert team.ask("undo-import", "--list", str(row["id"]), "--as", "sam")["done"]
    assert team.ask("leads")["leads"] == []
    assert team("undo-import", "--list", str(row["id"]), "--as", "sam").code == 1


def test_the_queue_is_worked_and_taken_back(team: DeskAt) -> None:
    first = team.ask("next", "--as", "dana")
    assert first["phones"][0].startswith("+1")
    assert first["state"] == "queued"
    assert team.ask("next", "--as", "Dana Whitfield")["id"] == first["id"]
    logged = team.ask("log", "no_answer", "--lead", str(first["id"]), "--as", "dana", "--next")
    assert logged["undoable"]
    assert logged["next"]["id"] != first["id"]
    assert team.ask("progress", "--as", "dana")["goals"][0]["done"] == 1
    assert team.ask("undo", "--as", "dana")["done"] == "taken_back"
    assert team.ask("progress", "--as", "dana")["goals"][0]["done"] == 0
    assert team("undo", "--as", "dana").code == 1


def test_a_callback_comes_back_at_its_time(team: DeskAt) -> None:
    lead = team.ask("next", "--as", "dana")
    number = str(lead["id"])
    told = team.ask(
        "log", "callback", "--lead", number, "--as", "dana", "--when", "2026-05-11T13:30"
    )
    assert told["lead"]["why"] == "Callback agreed for 13:30"
    team.later(hours=3, minutes=31)
    due = team.ask("next", "--as", "dana")
    assert (due["id"], due["class"]) == (lead["id"], 1)


def test_a_number_is_found_in_any_spelling(team: DeskAt) -> None:
    for typed in ("612 555 0148", "6125550148", "+1 (612) 555-0148", "raman north"):
        (found,) = team.ask("leads", "--search", typed)["leads"]
        assert (found["name"], found["time_zone"]) == ("Priya Raman", "America/Chicago")


def hand_off(team: DeskAt) -> str:
    """Hand the next lead of Dana off and return the handoff's id."""
    lead = team.ask("next", "--as", "dana")
    answers = [f"--answer={key}=told" for key in ("fit", "need", "budget", "authority")]
    done = team.ask(
        "handoff", "--lead", str(lead["id"]), "--as", "dana", *answers,
        "--note", "Prefers mornings", "--next-step", "Call about the demo",
    )  # fmt: skip
    assert done["handoff"]["receiver"] == "Sam Ortiz"
    return str(done["handoff_id"])


def test_a_handoff_goes_all_the_way_to_feedback(team: DeskAt) -> None:
    handoff = hand_off(team)
    (waiting,) = team.ask("handoffs", "--as", "sam")["to_accept"]
    assert waiting["answered"] == 4
    team.ask("accept", "--handoff", handoff, "--as", "sam", "--call")
    lead = str(waiting["lead_id"])
    team.ask("log", "appointment_set", "--lead", lead, "--as", "sam", "--when", "2026-05-11T14:00")
    team.later(hours=5)
    team.ask("log", "presentation_held", "--lead", lead, "--as", "sam", "--when", "2026-05-13")
    (owed,) = team.ask("handoffs", "--as", "sam")["owed"]
    assert owed["giver"] == "Dana Whitfield"
    given = ("--line", "The need was in their own words", "--rating", "5")
    team.ask("feedback", "--as", "sam", "--handoff", handoff, *given)
    dana = team.ask("handoffs", "--as", "dana")
    assert dana["received"][0]["rating"] == 5
    assert dana["sent"][0]["fate_line"] == "Presentation held today"
    team.ask("log", "won", "--lead", lead, "--as", "sam", "--amount", "18400")
    assert team.ask("handoffs", "--as", "dana")["sent"][0]["amount"] == 1_840_000


def test_a_returned_lead_comes_back_with_its_words(team: DeskAt) -> None:
    handoff = hand_off(team)
    team.ask("return", "--handoff", handoff, "--as", "sam", "--words", "Budget is missing")
    back = team.ask("next", "--as", "dana")
    assert back["class"] == 2
    assert "Budget is missing" in back["why"]


def test_a_handoff_nobody_accepts_comes_back_though_no_window_was_open(team: DeskAt) -> None:
    hand_off(team)
    team.later(days=21)
    sent = team.ask("handoffs", "--as", "dana")["sent"]
    assert sent[0]["state"] == "expired"
    assert sent[0]["fate_line"].startswith("Nobody accepted in time")
    assert team.ask("next", "--as", "dana")["class"] == 2


def test_two_people_never_hold_the_same_lead(team: DeskAt) -> None:
    team.ask("people", "add", "Ben Cruz", "--roles", "qualifier", "--zone", "America/Chicago")
    dana, ben = team.ask("next", "--as", "dana"), team.ask("next", "--as", "ben")
    assert dana["id"] != ben["id"]
    told = team("log", "no_answer", "--lead", str(dana["id"]), "--as", "ben")
    assert told.code == 1
    assert "Dana Whitfield" in told.err


def test_an_incomplete_sheet_is_refused_with_what_is_missing(team: DeskAt) -> None:
    lead = str(team.ask("next", "--as", "dana")["id"])
    told = team("handoff", "--lead", lead, "--as", "dana", "--next-step", "demo")
    assert told.code == 1
    assert "Need is named" in told.err


@pytest.mark.parametrize(
    "argv",
    [
        ["log", "nonsense", "--lead", "1", "--as", "dana"],
        ["log", "no_answer", "--lead", "9999", "--as", "dana"],
        ["log", "not_interested", "--lead", "1", "--as", "dana"],
        ["log", "no_answer", "--lead", "1", "--as", "dana", "--at", "2030-01-01T10:00"],
        ["accept", "--handoff", "99", "--as", "sam"],
        ["feedback", "--as", "sam", "--handoff", "99", "--line", "x", "--rating", "1"],
        ["skip", "--lead", "9999", "--as", "dana", "--reason", "x"],
        ["undo-import", "--list", "99", "--as", "sam"],
        ["add-lead", "--as", "dana", "--phone", "612 555 0148"],
        ["add-lead", "--as", "dana", "--first-name", "X", "--phone", "call me"],
        ["add-lead", "--as", "dana", "--first-name", "X", "--email", "not an address"],
        ["add-lead", "--as", "dana", "--first-name", "X", "--time-zone", "Mars/Base"],
        ["people", "add", "dana whitfield", "--roles", "qualifier"],
        ["people", "add", "X", "--roles", "qualifier", "--zone", "Nowhere"],
        ["next", "--as", "dana", "--tier", "2"],
        ["merge", "--keep", "1", "--drop", "2", "--as", "dana"],
        ["merge", "--keep", "1", "--drop", "1", "--as", "sam"],
        ["merge", "--keep", "1", "--drop", "99", "--as", "sam"],
        ["not-duplicates", "--lead", "1", "--other", "1", "--as", "sam"],
    ],
)
def test_what_the_rules_refuse_ends_with_1_and_a_sentence(team: DeskAt, argv: list[str]) -> None:
    told = team(*argv)
    assert (told.code, told.out) == (1, "")
    assert told.err.strip().endswith(".")
    assert "send the report" not in told.err


def test_an_empty_queue_explains_itself(team: DeskAt) -> None:
    team.now = team.now.replace(hour=3)
    told = team("next", "--as", "dana")
    assert told.code == 1
    assert "for local hours, the next opens Mon 09:00" in told.err


def test_backup_and_restore_bring_the_day_back(team: DeskAt) -> None:
    before = team.ask("leads")["leads"]
    made = team.ask("backup")
    assert Path(made["backup"]).parent == team.folder / "backups"
    lead = str(team.ask("next", "--as", "dana")["id"])
    team.ask("log", "do_not_call", "--lead", lead, "--as", "dana")
    restored = team.ask("restore", "latest")
    assert Path(restored["moved_aside"]).exists()
    assert team.ask("leads")["leads"] == before


def test_a_check_recounts_the_journal(team: DeskAt) -> None:
    lead = str(team.ask("next", "--as", "dana")["id"])
    team.ask("log", "no_answer", "--lead", lead, "--as", "dana")
    assert team.ask("check")["ok"] is True
    connection = sqlite3.connect(team.database)
    connection.execute("UPDATE counter SET n = 9 WHERE metric = 'calls'").close()
    connection.commit()
    connection.close()
    told = team("check")
    assert told.code == 1
    assert "Dana Whitfield, 2026-05-11, tier 1: 9 calls are counted, the journal says 1" in told.err


def test_a_restore_without_backups_says_so(team: DeskAt) -> None:
    told = team("restore", "latest")
    assert told.code == 1
    assert "There are no backups" in told.err


def refused(desk: DeskAt, database: str) -> Told:
    desk.database = Path(database)
    told = desk("leads")
    assert (told.code, told.out) == (1, "")
    assert "not touched" in told.err or "Nothing was made" in told.err or "safe" in told.err
    return told


def test_a_file_that_is_no_database_is_left_alone(desk: DeskAt) -> None:
    file = desk.folder / "list.csv"
    file.write_text(LIST, encoding="utf-8")
    refused(desk, str(file))
    assert file.read_text(encoding="utf-8") == LIST


def test_a_database_of_another_program_is_left_alone(desk: DeskAt) -> None:
    connection = sqlite3.connect(desk.folder / "songs.db")
    connection.execute("CREATE TABLE songs (id INTEGER)").close()
    connection.close()
    before = (desk.folder / "songs.db").read_bytes()
    refused(desk, str(desk.folder / "songs.db"))
    assert (desk.folder / "songs.db").read_bytes() == before


def test_folders_and_missing_parents_are_refused(desk: DeskAt) -> None:
    refused(desk, str(desk.folder))
    refused(desk, str(desk.folder / "nowhere" / "team.db"))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_refused(desk: DeskAt) -> None:
    folder = desk.folder / "locked"
    folder.mkdir(mode=0o500)
    refused(desk, str(folder / "team.db"))


@pytest.mark.skipif(os.name != "posix", reason="file rights of POSIX")
def test_a_new_database_is_its_owners_only(team: DeskAt) -> None:
    assert stat.S_IMODE(team.database.stat().st_mode) == 0o600


@pytest.mark.parametrize("file", ["missing.csv", ".", "empty.csv", "picture.png"])
def test_what_is_no_list_is_refused_and_nothing_is_imported(team: DeskAt, file: str) -> None:
    (team.folder / "empty.csv").touch()
    (team.folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    told = team("import", str(team.folder / file))
    assert told.code == 1
    assert "Nothing was imported" in told.err
    assert len(team.ask("lists")["lists"]) == 1


def test_every_answer_is_one_json_object(team: DeskAt) -> None:
    for argv in (
        ["people"],
        ["leads"],
        ["lists"],
        ["handoffs", "--as", "sam"],
        ["why-empty", "--as", "dana"],
        ["progress", "--as", "sam"],
        ["next", "--as", "dana", "--peek"],
    ):
        assert isinstance(team.ask(*argv), dict)
