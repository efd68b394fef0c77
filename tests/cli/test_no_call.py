# SPDX-License-Identifier: MIT
"""The lists and calling hours from the command line, over a real desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.desk_at import DeskAt

BOSS = ("--as", "Lee")
DANA = ("--as", "Dana")


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> DeskAt:
    """A team with a lead of it, a qualifier, and a lead of Acme."""
    made = DeskAt(tmp_path, capsys, monkeypatch)
    made.ask("people", "add", "Lee Boss", "--roles", "team_lead")
    made.ask("people", "add", "Dana Whitfield", "--roles", "qualifier")
    made.ask(
        "add-lead", *DANA, "--first-name", "Ann", "--company", "Acme Inc", "--region", "MN",
        "--country", "US", "--phone", "+16125551001",
    )  # fmt: skip
    return made


def test_an_entry_is_added_shown_and_taken_off_with_a_reason(desk: DeskAt) -> None:
    added = desk("dnc", "add", "Acme", "--reason", "asked by letter", *DANA)
    assert (added.code, added.out) == (0, "Not to be called: Acme, 1 lead held back\n")
    shown = desk("dnc", "list")
    assert "Acme" in shown.out
    assert "asked by letter" in shown.out
    assert desk.ask("dnc", "list", "--search", "acm")["entries"][0]["leads"] == 1
    refused = desk("dnc", "remove", "Acme", "--reason", "why not", *DANA)
    assert (refused.code, "Only a team lead" in refused.err) == (1, True)
    assert desk("dnc", "remove", "Acme", *BOSS).code == 2
    back = desk("dnc", "remove", "Acme", "--reason", "asked us to call", *BOSS)
    assert back.out == "May be called again: Acme, 1 lead back\n"
    assert desk("dnc").out == "The list is empty.\n"


def test_a_person_is_put_on_the_list_by_the_leads_id(desk: DeskAt) -> None:
    assert desk("dnc", "add", "1", "--kind", "person", *DANA).code == 0
    assert {one["kind"] for one in desk.ask("dnc")["entries"]} == {"person", "number"}
    assert desk("dnc", "remove", "1", "--kind", "person", "--reason", "asked", *BOSS).code == 0
    assert desk.ask("leads")["leads"][0]["state"] == "queued"


def test_a_national_list_is_imported_and_bound(desk: DeskAt) -> None:
    file = desk.folder / "2026-05-10_612.txt"
    file.write_text("612,5551001\n612,5550000\n", encoding="ascii")
    told = desk.ask("dnc", "import", str(file), "--registry", "us", *BOSS)
    assert (told["numbers"], told["dated"], told["held"], told["binds"]) == (
        2,
        "2026-05-10",
        0,
        False,
    )
    assert desk("dnc", "bind", "us", "yes", *BOSS).code == 0
    assert desk.ask("leads")["leads"][0]["state"] == "suppressed"
    assert "good until 10 Jun" in desk("dnc", "registries").out
    assert desk.ask("dnc", "rescrub", *BOSS)["leads"] == 1
    assert desk("dnc", "bind", "us", "no", *BOSS).code == 0
    assert desk.ask("leads")["leads"][0]["state"] == "queued"


@pytest.mark.parametrize(
    "name, text, words",
    [
        ("list.txt", "612,5551001\n", "The day of the file is missing"),
        ("2026-05-10.txt", "612,5551001\nhello\n", "Row 2 holds no telephone number"),
        ("2027-05-10.txt", "612,5551001\n", "lies in the future"),
    ],
)
def test_a_file_that_can_not_be_used_is_refused_with_words(
    desk: DeskAt, name: str, text: str, words: str
) -> None:
    (desk.folder / name).write_text(text, encoding="ascii")
    told = desk("dnc", "import", str(desk.folder / name), "--registry", "us", *BOSS)
    assert (told.code, words in told.err) == (1, True)
    assert desk.ask("dnc", "registries")["registries"][0]["dated"] is None


def test_hours_of_places_are_shown_confirmed_and_changed(desk: DeskAt) -> None:
    shown = desk("calling-hours").out
    assert "every day 8:00–20:00, at most 3 calls in 24 hours" in shown
    assert "Mon–Fri 10:00–13:00 and 14:00–20:00, not on holidays" in shown
    assert desk("calling-hours", "confirm", "us-fl", *DANA).code == 1
    assert desk("calling-hours", "confirm", "us-fl", *BOSS).code == 0
    assert "Confirmed by Lee Boss" in desk("calling-hours", "list", "--country", "us").out
    hours = ("--hours", "mon-thu,sat 10:00-16:00", "--source", "a law")
    assert desk("calling-hours", "set", "GB", *hours, *BOSS).code == 0
    rows = desk.ask("calling-hours", "list", "--country", "gb")["places"]
    assert rows[0]["hours"] == "Mon, Tue, Wed, Thu, Sat 10:00–16:00, not on holidays"
    assert rows[0]["confirmed_by"] == "Lee Boss"
    assert desk("calling-hours", "unconfirm", "GB", *BOSS).code == 0
    refused = desk("calling-hours", "set", "GB", "--hours", "someday 9-5", *hours[2:], *BOSS)
    assert (refused.code, "mon-fri 9:00-17:30" in refused.err) == (1, True)
