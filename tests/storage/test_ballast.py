# SPDX-License-Identifier: MIT
"""When the disk is full the ballast goes, and the outcome that did not fit is logged after all."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from leaddesk.desk.again import again
from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage import ballast
from leaddesk.storage.opening import open_store
from leaddesk.storage.own_notes import OwnNotes
from tests.factories import NOON


def test_the_ballast_takes_room_and_is_thrown_off_once(tmp_path: Path) -> None:
    file = tmp_path / "team.db"
    assert ballast.keep(file)
    assert ballast.keep(file)
    assert ballast.ballast_of(file).stat().st_size == ballast.BYTES
    assert ballast.free(file)
    assert not ballast.free(file)


def test_without_room_no_ballast_is_put_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballast, "ENOUGH", 2**62)
    assert not ballast.keep(tmp_path / "team.db")
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_found_the_disk_full_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page limit of SQLite stands for the disk: it is as full as a disk, and as sudden."""
    file = tmp_path / "team.db"
    with contextlib.closing(open_store(str(file), NOON)) as store:
        ballast.keep(file)
        notes, database = OwnNotes(store.database), store.database
        full = [True]
        freed = ballast.free

        def free(path: Path) -> bool:
            full[0] = False
            return freed(path)

        monkeypatch.setattr(ballast, "free", free)
        own_writer = database._own_writer

        def writer() -> Any:
            made = own_writer()
            made.cursor().execute(f"PRAGMA max_page_count={1 if full[0] else 2**30}").fetchall()
            return made

        monkeypatch.setattr(database, "_own_writer", writer)
        again(lambda: notes.write("long", "x" * 1_000_000))
        assert len(notes.read("long")) == 1_000_000
        assert not ballast.ballast_of(file).exists()


def test_without_ballast_a_full_disk_is_said(tmp_path: Path) -> None:
    file = tmp_path / "team.db"
    with contextlib.closing(open_store(str(file), NOON)) as store:
        store.database._own_writer().cursor().execute("PRAGMA max_page_count=1").fetchall()
        with pytest.raises(StoreUnavailable) as refused:
            again(lambda: OwnNotes(store.database).write("long", "x" * 1_000_000))
        assert refused.value.key == "disk_full"
    with contextlib.closing(sqlite3.connect(file)) as found:
        assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
