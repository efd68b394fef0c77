# SPDX-License-Identifier: MIT
"""A file that leaves its team forgets everything noted of the team, and nothing else."""

from __future__ import annotations

from pathlib import Path

from leaddesk.storage import membership as member_file
from leaddesk.storage.engine import Database
from leaddesk.storage.own_notes import OwnNotes
from leaddesk.storage.seat_rows import GONE, PERSON
from leaddesk.sync.replicator import (
    ACKNOWLEDGED,
    CURSOR,
    DEVICE,
    GENERATION,
    RESTORED,
    STALE,
)
from leaddesk.sync.replicator import HUB as HUB_NOTE
from leaddesk.sync.replicator import TOKEN as TOKEN_NOTE
from leaddesk.sync.tie_note import TIE, WANTED
from tests.factories import NOON


def test_leaving_keeps_what_this_computer_noted_for_itself(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    member_file.make_member(file, {"device": "d"}, NOON)
    of_seat = (DEVICE, GENERATION, HUB_NOTE, CURSOR, ACKNOWLEDGED, TOKEN_NOTE, STALE, RESTORED)
    database = Database(str(file))
    notes = OwnNotes(database)
    for name in (*of_seat, PERSON, GONE, TIE, WANTED, "screen_lock", "recovery_code"):
        notes.write(name, notes.read(name) or "kept")
    database.close()
    member_file.let_go(file)
    assert set(member_file.notes_of(file)) == {"screen_lock", "recovery_code"}
