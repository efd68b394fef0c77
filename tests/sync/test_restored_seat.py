# SPDX-License-Identifier: MIT
"""A backup put in the place of a workstation's file: an old copy, and nothing is doubled by it."""

from __future__ import annotations

from pathlib import Path

from leaddesk.desk import commands
from leaddesk.storage import backup
from leaddesk.storage.membership import notes_of
from leaddesk.storage.opening import open_store
from leaddesk.storage.own_notes import OwnNotes
from tests.factories import MINUTE, NOON
from tests.sync.small_team import SmallTeam, Workstation


def device(seat: Workstation) -> str:
    return str(seat.sql("SELECT value FROM membership WHERE name = 'device'")[0][0])


def calls(team: SmallTeam) -> list[tuple[int, str]]:
    rows = team.office.sql("SELECT lead_id, outcome FROM journal WHERE kind = 'call' ORDER BY seq")
    return [(row[0], row[1]) for row in rows]


def back_up(seat: Workstation) -> Path:
    target = seat.file.with_name("kept.db")
    backup.make_backup(seat.file, target)
    return target


def put_back(seat: Workstation, kept: Path) -> Path:
    """Put a backup in place as `leaddesk restore` does, and start again."""
    seat.desk.close()
    aside = backup.restore(kept, seat.file, seat.now + MINUTE).moved_aside
    assert aside is not None
    seat.open_again()
    return aside


def test_a_lead_that_was_logged_after_the_backup_is_not_offered_again(
    team: SmallTeam, dana: Workstation
) -> None:
    """Nothing left this computer since the backup: neither hub nor guard know that it is old."""
    kept = back_up(dana)
    guard = dana.guard.read()
    lead = dana.take()
    assert lead is not None
    dana.cable.away = True
    dana.log(lead, "no_answer", then_take=False)
    assert dana.guard.read() == guard
    put_back(dana, kept)
    assert dana.hand() == []
    assert dana.take() is None
    assert dana.side.workable() == []
    dana.cable.away = False
    assert dana.sync()
    assert calls(team) == []


def test_it_takes_a_new_identity_before_it_sends_anything(
    team: SmallTeam, dana: Workstation
) -> None:
    lead = dana.take()
    assert lead is not None
    dana.log(lead, "no_answer", then_take=False)
    before, kept = device(dana), back_up(dana)
    dana.sync()
    put_back(dana, kept)
    assert device(dana) != before
    dana.do(commands.AddNote(lead, "after the backup"))
    dana.sync()
    dana.sync()
    assert calls(team) == [(lead, "no_answer")]
    assert {state for _, state in dana.log_states()} == {"done"}
    notes = team.office.sql("SELECT note FROM journal WHERE kind = 'note'")
    assert notes == [("after the backup",)]


def test_it_begins_anew_once_and_not_at_each_start(dana: Workstation) -> None:
    put_back(dana, back_up(dana))
    first = device(dana)
    dana.sync()
    dana.open_again()
    assert device(dana) == first
    assert dana.hand() != []


def test_a_file_that_works_alone_is_put_back_as_it_was(tmp_path: Path) -> None:
    file, kept = tmp_path / "alone.db", tmp_path / "kept.db"
    store = open_store(str(file), NOON)
    OwnNotes(store.database).write("screen_lock", "{}")
    backup.make_backup(file, kept)
    store.close()
    backup.restore(kept, file, NOON)
    assert notes_of(file) == {"screen_lock": "{}"}
