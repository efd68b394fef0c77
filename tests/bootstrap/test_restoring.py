# SPDX-License-Identifier: MIT
"""The latest whole backup comes back, and what the damaged file has beyond it is told or waits."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from leaddesk.bootstrap import backups, desks, restoring
from leaddesk.bootstrap.workstation import open_workstation
from leaddesk.desk.commands import AddPerson, PersonFields
from leaddesk.desk.queries import AskPeople
from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage import membership, overlay
from leaddesk.storage.engine import Database
from leaddesk.system import backup as backup_files
from leaddesk.words import machine
from tests.bootstrap.long_lists import NOW

DEVICE = "d" * 32


def people(database: Path) -> list[str]:
    with contextlib.closing(desks.open_desk(str(database))) as desk:
        return [person.name for person in desk.ask(AskPeople(), NOW)]


def add(database: Path, name: str, at: dt.datetime) -> None:
    with contextlib.closing(desks.open_desk(str(database))) as desk:
        desk.do(AddPerson(PersonFields(name, ("qualifier",), "UTC")), 0, at)


def tear(file: Path, at: int = 100) -> None:
    with file.open("r+b") as torn:
        torn.seek(at)
        torn.write(b"\xa5" * 4000)


def join(database: Path) -> None:
    """Make a database that of a workstation, with two notes that wait for the hub."""
    opened = Database(str(database))
    with opened.writing() as session:
        overlay.install(session)
    opened.close()
    with contextlib.closing(sqlite3.connect(database)) as plain, plain:
        plain.execute("INSERT INTO membership (name, value) VALUES ('device', ?)", (DEVICE,))
        plain.execute("INSERT INTO membership (name, value) VALUES ('team', 'Acme')")


def wait(database: Path, count: int) -> None:
    with contextlib.closing(sqlite3.connect(database)) as plain, plain:
        plain.executemany(
            "INSERT INTO operation (seq, id, at, person_id, kind, format, told, state) VALUES "
            "(?, ?, 0, 1, 'AddNote', 1, '{\"lead_id\": 7, \"text\": \"mine\"}', 'waiting')",
            [(n, f"{n:032}") for n in range(1, count + 1)],
        )


def waiting(database: Path) -> list[tuple[int, str]]:
    with contextlib.closing(sqlite3.connect(database)) as plain:
        return plain.execute("SELECT seq, id FROM operation WHERE state = 'waiting'").fetchall()


def test_a_damaged_backup_is_passed_over_for_the_one_before(database: Path) -> None:
    first = backups.back_up(str(database), None).path
    second = backup_files.backup_name(first.parent, desks.clock() + dt.timedelta(minutes=1))
    second.write_bytes(first.read_bytes())
    tear(second)
    done = restoring.restore(restoring.LATEST, str(database))
    assert done.source == first
    assert people(database) == ["Ruth"]


def test_the_latest_backup_of_a_hub_is_none_of_the_window_s(database: Path) -> None:
    hub = database.with_name("hub.db")
    add(database, "Window", NOW)
    add(hub, "Hub", NOW)
    backups.back_up(str(hub), None)
    backups.back_up(str(database), None)
    done = backups.restore(backups.LATEST, str(hub))
    assert done.source is not None
    assert done.source.name.startswith("hub-")
    assert people(hub) == ["Hub"]


def test_with_only_damaged_backups_that_is_told_and_nothing_moves(database: Path) -> None:
    tear(backups.back_up(str(database), None).path)
    with pytest.raises(StoreUnavailable) as refused:
        restoring.restore(restoring.LATEST, str(database))
    assert refused.value.key == "backup.damaged"
    assert people(database) == ["Ruth"]


def test_who_works_alone_is_told_what_is_newer_than_the_backup(database: Path) -> None:
    backups.back_up(str(database), None)
    add(database, "Casey", NOW + dt.timedelta(minutes=5))
    add(database, "Dana", NOW + dt.timedelta(minutes=27))
    done = restoring.restore(restoring.LATEST, str(database))
    assert people(database) == ["Ruth"]
    assert (done.entries, done.brought, done.holes) == (2, 0, False)
    assert (done.first, done.last) == (
        NOW + dt.timedelta(minutes=5), NOW + dt.timedelta(minutes=27)
    )  # fmt: skip
    assert done.moved_aside is not None
    assert people(done.moved_aside) == ["Casey", "Dana", "Ruth"]
    told = machine.restored(done._replace(zone="UTC"), NOW)
    assert "2 entries logged after it are not in it: from today" in told
    assert done.moved_aside.name in told


def test_a_workstations_work_waits_again_in_its_backup(database: Path) -> None:
    join(database)
    backups.back_up(str(database), None)
    wait(database, 3)
    done = restoring.restore(restoring.LATEST, str(database))
    assert (done.brought, done.of_team, done.entries) == (3, True, 0)
    assert [one for _, one in waiting(database)] == [f"{n:032}" for n in (1, 2, 3)]
    assert "3 pieces of work that the hub may not have wait to be sent" in (
        machine.restored(done, NOW)
    )


def test_work_that_a_restore_had_no_time_for_is_brought_back_at_the_next_start(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(database.parent / "state"))
    join(database)
    with contextlib.closing(sqlite3.connect(database)) as plain, plain:
        notes = [("workstation", "w1"), ("hub_url", "https://127.0.0.1:1")]
        plain.executemany("INSERT INTO membership (name, value) VALUES (?, ?)", notes)
    backups.back_up(str(database), None)
    restoring.restore(restoring.LATEST, str(database))
    wait(database, 3)

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(restoring, "_bring_back", cut_off)
        with pytest.raises(KeyboardInterrupt):
            restoring.restore(restoring.LATEST, str(database))
    assert waiting(database) == []
    for _ in range(2):
        open_workstation(database).close()
        assert [one for _, one in waiting(database)] == [f"{n:032}" for n in (1, 2, 3)]


def test_without_a_backup_a_workstation_begins_anew_with_what_waits(database: Path) -> None:
    join(database)
    wait(database, 2)
    with contextlib.closing(sqlite3.connect(database)) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        words = "SELECT rootpage FROM sqlite_master WHERE name = 'person'"
        page = plain.execute(words).fetchone()[0]
        size = plain.execute("PRAGMA page_size").fetchone()[0]
    tear(database, (page - 1) * size)
    done = restoring.restore(restoring.LATEST, str(database))
    assert (done.source, done.brought) == (None, 2)
    notes = membership.notes_of(database)
    assert (notes["device"], notes["team"]) == (DEVICE, "Acme")
    assert (notes["restored"], notes["stale"]) == ("1", "1")
    assert len(waiting(database)) == 2
    assert people(database) == []
    assert done.moved_aside is not None
    assert done.moved_aside.is_file()
    assert "the hub fills it" in machine.restored(done, NOW)


def test_who_works_alone_without_a_backup_is_told_so(database: Path) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        restoring.restore(restoring.LATEST, str(database))
    assert refused.value.key == "backup.none"
