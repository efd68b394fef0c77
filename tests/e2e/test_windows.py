# SPDX-License-Identifier: MIT
"""Two windows on one file, and windows that end as in a power cut."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from leaddesk.bootstrap import program as bootstrap
from leaddesk.desk.commands import AddLead, LeadFields
from tests.e2e.display import Display
from tests.e2e.patience import until
from tests.e2e.program import Place, Window

pytestmark = pytest.mark.e2e

ROWS = 20_000
A_SECOND = 3.0  # one for the promise, two for a busy machine


@pytest.fixture
def dana(place: Place) -> int:
    return place.hire("Dana Whitfield", "qualifier")


@pytest.fixture
def ben(place: Place, dana: int) -> int:
    return place.hire("Ben Cruz", "qualifier")


def add_lead(place: Place, number: int, by: int) -> int:
    """Add one lead by hand and return its id."""
    fields = LeadFields(
        first_name=f"Lead {number}", company="Halden Freight",
        phones=((f"+1 312 555 01{number:02}", "direct"),), country="US", region="IL",
    )  # fmt: skip
    done = place.desk.do(AddLead(fields, 1, ""), by, bootstrap.clock())
    assert done.made_id is not None
    return done.made_id


def sit(place: Place, screen: Display, name: str, *keys: str) -> Window:
    """Open a window of its own settings and let somebody sit down."""
    settings = {"LEADDESK_DATA": str(place.folder / name)}
    window = place.open_window(screen, settings)
    window.sit_down(*keys)
    return window


def test_two_people_at_two_windows_see_each_others_work_and_never_hold_one_lead(
    place: Place, screen: Display, dana: int, ben: int
) -> None:
    leads = {add_lead(place, number, dana) for number in range(3)}
    danas = sit(place, screen, "dana", "Down", "Return")
    bens = sit(place, screen, "ben", "Return")
    danas.wait_for("Queue · Dana Whitfield")
    bens.wait_for("Queue · Ben Cruz")
    until("two leads in two hands", lambda: place.held(dana) and place.held(ben))
    first, second = place.held(dana), place.held(ben)
    assert first != second
    (third,) = leads - {first, second}

    danas.press("1")
    until("the third lead", lambda: place.held(dana) == third)
    assert place.held(ben) == second
    bens.press("1")
    until("Ben to have nothing left", lambda: not place.held(ben))
    # Nobody touches Ben's window: it learns by itself of what somebody else writes.
    fourth = add_lead(place, 4, dana)
    until("Ben's window to take it", lambda: place.held(ben) == fourth, patience=A_SECOND)
    assert place.held(dana) == third
    # Whoever leaves lets go of the lead in hand; the other calls on.
    bens.press("1")
    until("Ben to have nothing left", lambda: not place.held(ben))
    danas.quit()
    until("Ben's window to take it", lambda: place.held(ben) == third, patience=A_SECOND)
    bens.quit()
    assert place.ask("check")["ok"] is True


def test_an_outcome_survives_kill_9(place: Place, screen: Display, dana: int) -> None:
    for number in range(6):
        add_lead(place, number, dana)
    window = place.open_window(screen)
    window.wait_for("Queue · Dana Whitfield")
    for count in range(1, 4):
        until("a lead in hand", lambda: place.held(dana))
        held = place.held(dana)
        window.press("1")
        until("the next lead", lambda held=held: place.held(dana) not in {0, held})  # type: ignore[misc]
        assert place.done_today(dana) == count
    kept = place.held(dana)
    window.press("3")
    until("the outcome", lambda: place.done_today(dana) == 4)
    window.kill()

    again = place.open_window(screen)
    again.wait_for("Queue · Dana Whitfield")
    until("a lead in hand", lambda: place.held(dana) not in {0, kept})
    # The lead that was lost with the window is not lost for the team, and undo goes back to it.
    again.press("ctrl+z")
    until("the lead to come back", lambda: place.held(dana) == kept)
    again.quit()
    assert place.ask("progress", "--as", "dana")["goals"][0]["done"] == 3
    assert place.ask("check")["ok"] is True


def test_an_import_that_is_killed_leaves_nothing_behind(place: Place, dana: int) -> None:
    file, log = place.folder / "big.csv", Path(f"{place.database}-wal")
    head = "First Name,Last Name,Company,Phone,State,Country\n"
    rows = (
        f"Lead,Number {n},Company {n},+1 312 {555 + n // 10000} {n % 10000:04},IL,US\n"
        for n in range(ROWS)
    )
    file.write_text(head + "".join(rows), encoding="utf-8")
    place.desk.catch_up()
    before = log.stat().st_size
    process = place.start("import", str(file), "--as", "dana")
    until("the import to write", lambda: log.stat().st_size > before + 100_000)
    process.kill()
    process.wait(timeout=10)
    assert place.ask("leads")["leads"] == []
    assert place.ask("why-empty", "--as", "dana")["ready"] == 0
    assert place.ask("check")["ok"] is True


@pytest.mark.parametrize("what", ["folder", "text", "other program", "newer"])
def test_a_database_that_cannot_be_opened_says_why_and_stays_as_it_is(
    place: Place, screen: Display, dana: int, what: str
) -> None:
    file = place.folder / "other.db"
    if what == "folder":
        file.mkdir()
    elif what == "text":
        file.write_text("not a database\n" * 100, encoding="utf-8")
    elif what == "other program":
        connection = sqlite3.connect(file)
        connection.execute("CREATE TABLE songs (id INTEGER)").close()
        connection.commit()
        connection.close()
    else:
        told = place.ask("backup", "--folder", str(place.folder))
        Path(told["backup"]).replace(file)
        connection = sqlite3.connect(file)
        connection.execute(
            "UPDATE alembic_version SET version_num = '9999_from_the_future'"
        ).close()
        connection.commit()
        connection.close()
    before = file.read_bytes() if file.is_file() else b""
    place.database = str(file)
    window = place.open_window(screen)
    window.wait_for("could not open")
    window.quit()
    assert (file.read_bytes() if file.is_file() else b"") == before
    refused = place.run("people")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.strip()
