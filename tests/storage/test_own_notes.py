# SPDX-License-Identifier: MIT
"""Notes of a computer are kept in its database."""

from __future__ import annotations

import contextlib
from pathlib import Path

from leaddesk.storage.opening import open_store
from leaddesk.storage.own_notes import OwnNotes
from tests.factories import NOON as NOW


def test_a_note_is_there_after_a_restart_until_it_is_empty(tmp_path: Path) -> None:
    file = str(tmp_path / "team.db")
    with contextlib.closing(open_store(file, NOW)) as store:
        notes = OwnNotes(store.database)
        assert notes.read("screen_lock") == ""
        notes.write("screen_lock", "first")
        notes.write("screen_lock", "second")
    with contextlib.closing(open_store(file, NOW)) as store:
        notes = OwnNotes(store.database)
        assert notes.read("screen_lock") == "second"
        notes.write("screen_lock", "")
        assert notes.read("screen_lock") == ""
