# SPDX-License-Identifier: MIT
"""After a crash the file is looked through before anybody works in it, but not for long."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage.opening import open_store
from leaddesk.storage.own_notes import OwnNotes
from leaddesk.storage.unclean_end import check_after
from tests.factories import NOON


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """A file with its log, as a crash leaves them."""
    live, left = tmp_path / "live.db", tmp_path / "left.db"
    with closing(open_store(str(live), NOON)) as store:
        OwnNotes(store.database).write("note", "told")
        for ending in ("", "-wal"):
            shutil.copyfile(f"{live}{ending}", f"{left}{ending}")
    return left


def test_a_whole_file_is_read_through_after_a_crash(crashed: Path) -> None:
    assert check_after(crashed)


def test_a_file_that_was_closed_is_not_read_through(tmp_path: Path) -> None:
    file = tmp_path / "team.db"
    open_store(str(file), NOON).close()
    assert not check_after(file)
    assert not check_after(tmp_path / "nowhere.db")


def test_what_takes_too_long_is_left(crashed: Path) -> None:
    assert not check_after(crashed, seconds=-1)


def test_damage_is_told_before_anybody_works_in_the_file(crashed: Path) -> None:
    log = crashed.with_name(crashed.name + "-wal")
    kept = log.read_bytes()
    with closing(sqlite3.connect(crashed)) as found:
        found.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        size = found.execute("PRAGMA page_size").fetchone()[0]
        page = found.execute("SELECT rootpage FROM sqlite_master WHERE name = 'lead'").fetchone()[0]
    with crashed.open("r+b") as torn:
        torn.seek((page - 1) * size)
        torn.write(b"\xa5" * size)
    log.write_bytes(kept[:32])  # the head of a log, with nothing in it that would mend the page
    with pytest.raises(StoreUnavailable) as refused:
        check_after(crashed)
    assert refused.value.key == "damaged"
