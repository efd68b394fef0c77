# SPDX-License-Identifier: MIT
"""The command line as its users meet it: processes, exit codes, words, one JSON object."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk.bootstrap import program as bootstrap
from tests.e2e.conftest import LIST, NEW_LEADS
from tests.e2e.program import Place
from tests.storage.servers import Server, running

pytestmark = pytest.mark.e2e

LEAD_FIELDS = {
    "id", "name", "company", "phones", "time_zone", "tier", "state", "class", "why",
}  # fmt: skip
IMPORT_FIELDS = (
    "rows", "new", "duplicates_in_file", "duplicates_known", "bad_numbers", "do_not_call",
)  # fmt: skip
ANSWERS = [f"--answer={key}=told" for key in ("fit", "need", "budget", "authority", "timing")]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running(bootstrap.clock()) as started:
        yield started


def test_a_day_from_the_command_line(place: Place, sheet: Path) -> None:
    for name, roles in (("Dana Whitfield", "qualifier"), ("Sam Ortiz", "senior_rep,team_lead")):
        place.ask("people", "add", name, "--roles", roles, "--zone", "UTC")
    assert [one["name"] for one in place.ask("people")["people"]] == ["Dana Whitfield", "Sam Ortiz"]

    counted = place.ask("import", str(sheet), "--as", "sam", "--dry-run")
    assert place.ask("leads")["leads"] == []
    done = place.ask("import", str(sheet), "--as", "sam")
    assert [done[key] for key in IMPORT_FIELDS] == [6, NEW_LEADS, 1, 0, 0, 1]
    assert [counted[key] for key in IMPORT_FIELDS] == [done[key] for key in IMPORT_FIELDS]
    assert "Abiola" in Path(done["rejected_file"]).read_text(encoding="utf-8-sig")

    lead = place.ask("next", "--as", "dana")
    assert lead.keys() >= LEAD_FIELDS
    assert all(number.startswith("+1") and number[1:].isdigit() for number in lead["phones"])
    logged = place.ask(
        "log", "no_answer", "--lead", str(lead["id"]), "--as", "dana", "--note", "Rang out"
    )
    assert logged["lead"]["id"] == lead["id"]
    assert place.ask("progress", "--as", "dana")["goals"][0]["done"] == 1
    hand_off_and_back(place)
    assert place.ask("why-empty", "--as", "dana").keys() >= {"ready", "at"}
    told = place.run("progress", "--as", "dana")
    assert (told.code, told.err) == (0, "")
    assert "Dana Whitfield" in told.out
    assert not told.out.startswith("{")


def hand_off_and_back(place: Place) -> None:
    """Hand two leads off; one is accepted and one is returned."""
    handoffs = []
    for _ in range(2):
        lead = str(place.ask("next", "--as", "dana")["id"])
        step = ("--next-step", "A presentation")
        given = place.ask("handoff", "--lead", lead, "--as", "dana", *step, *ANSWERS)
        handoffs.append(str(given["handoff_id"]))
    assert place.ask("accept", "--handoff", handoffs[0], "--as", "sam")["done"] == "accepted"
    back = ("--words", "Who signs is missing")
    assert place.ask("return", "--handoff", handoffs[1], "--as", "sam", *back)["done"] == "returned"
    returned = place.ask("next", "--as", "dana")
    assert returned["class"] == 2
    assert "Who signs is missing" in returned["why"]


def test_upkeep_from_the_command_line(place: Place, sheet: Path) -> None:
    place.hire("Dana Whitfield", "qualifier")
    place.ask("import", str(sheet))
    before = names(place)
    made = place.ask("backup")
    assert Path(made["backup"]).is_file()
    place.ask("undo-import", "--list", "1", "--as", "dana")
    assert names(place) == []
    place.close()
    assert Path(place.ask("restore", "latest")["moved_aside"]).is_file()
    assert names(place) == before
    assert place.ask("check")["ok"] is True


def names(place: Place) -> list[str]:
    """Return who is in the database."""
    return [lead["name"] for lead in place.ask("leads")["leads"]]


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["next"],
        ["log", "no_answer", "--as", "dana"],
        ["log", "no_answer", "--lead", "x", "--as", "dana"],
        ["log", "no_answer", "--lead", "9" * 40, "--as", "dana"],
        ["progress", "--as", "dana", "--at", "when the cows come home"],
        ["progress", "--as", "dana", "--at", "0001-01-01"],
        ["why-empty", "--as", "dana", "--at", "9999-12-31"],
        ["import"],
    ],
)
def test_wrong_use_ends_with_2_and_says_how(place: Place, arguments: list[str]) -> None:
    place.hire("Dana Whitfield", "qualifier")
    told = place.run(*arguments)
    assert (told.code, told.out) == (2, "")
    assert told.err.strip()


@pytest.mark.parametrize(
    "arguments",
    [
        ["next", "--as", "dana"],
        ["next", "--as", "nobody"],
        ["log", "no_answer", "--lead", "99", "--as", "dana"],
        ["accept", "--handoff", "99", "--as", "dana"],
        ["import", "."],
        ["import", "missing.csv"],
        ["import", "picture.csv"],
        ["import", "quotes.csv"],
        ["leads", "--database", "missing/folder/team.db"],
        ["leads", "--database", "postgresql://nobody@127.0.0.1:1/none"],
        ["restore", "missing.db"],
    ],
)
def test_what_is_refused_ends_with_1_and_a_reason(place: Place, arguments: list[str]) -> None:
    place.hire("Dana Whitfield", "qualifier")
    (place.folder / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    (place.folder / "quotes.csv").write_text('Name,Phone\n"Ann,312 555 0100\nBo,1\n' * 3)
    told = place.plain("--database", place.database, *arguments)
    assert (told.code, told.out) == (1, ""), told
    assert told.err.strip().endswith(".")
    assert "report" not in told.err


def test_hostile_texts_are_cleaned_and_bounded_on_the_way_in(place: Place) -> None:
    place.hire("Dana Whitfield", "qualifier")
    huge = "A" * 90_000
    lead = place.ask(
        "add-lead", "--as", "dana", "--first-name", "Ann\u202eevil\u0007", "--last-name", huge,
        "--company", huge, "--phone", "+1 312 555 0100,,,9#", "--note", huge,
    )  # fmt: skip
    assert "\u202e" not in lead["name"]
    assert len(lead["name"]) < 300
    assert len(lead["company"]) < 300
    assert all(number[1:].isdigit() for number in lead["phones"])
    number = str(lead["id"])
    place.ask("log", "no_answer", "--lead", number, "--as", "dana", "--note", huge)
    assert place.run("leads", "--search", huge).code in {0, 1}
    assert place.run("people", "add", huge, "--roles", "qualifier").code in {0, 1}


@pytest.mark.postgres
def test_the_same_commands_work_on_postgresql(tmp_path: Path, server: Server) -> None:
    name = server.fresh()
    place = Place(tmp_path / "desk", server.url(name))
    try:
        place.open_hours()
        file = place.folder / "fair.csv"
        file.write_text(LIST, encoding="utf-8")
        done = place.ask("import", str(file), "--as", "dana")
        assert [done[key] for key in IMPORT_FIELDS] == [6, NEW_LEADS, 1, 0, 0, 1]
        lead = place.ask("next", "--as", "dana")
        assert lead.keys() >= LEAD_FIELDS
        done = place.ask("log", "no_answer", "--lead", str(lead["id"]), "--as", "dana", "--next")
        assert done["next"]["id"] != lead["id"]
        assert place.ask("progress", "--as", "dana")["goals"][0]["done"] == 1
        assert place.ask("check")["ok"] is True
    finally:
        place.close()
        server.drop(name)
