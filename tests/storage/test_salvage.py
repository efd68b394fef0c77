# SPDX-License-Identifier: MIT
"""What a damaged file still tells beyond its backup, whichever of its pages is gone."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from leaddesk.storage import backup, salvage
from leaddesk.storage.opening import open_store
from tests.factories import NOON

ENTRIES = 3_000
MINUTE_MS = 60_000
BEGUN = int(NOON.timestamp() * 1000)
_ENTRY = (
    "INSERT INTO journal (seq, id, at, written_at, person_id, device, kind, note) "
    "VALUES (?, ?, ?, 0, 1, 'desk', 'note', ?)"
)
_OPERATION = (
    "INSERT INTO operation (seq, id, at, person_id, kind, format, told, state) "
    "VALUES (?, ?, ?, 1, 'AddNote', 1, ?, ?)"
)


def write(file: Path, first: int, last: int, state: str = "waiting") -> None:
    """Write entries of the journal a minute apart, with an operation for each."""
    with contextlib.closing(sqlite3.connect(file)) as plain, plain:
        plain.executemany(
            _ENTRY,
            [(n, f"{n:032}", BEGUN + n * MINUTE_MS, "rang out" * 5) for n in range(first, last)],
        )
        told = '{"lead_id": 7, "text": "mine"}'
        plain.executemany(
            _OPERATION,
            [(n, f"{n:032}", BEGUN + n * MINUTE_MS, told, state) for n in range(first, last)],
        )


def tear(file: Path, table: str, which: int) -> None:
    """Write nonsense over one leaf of a table, counted from its beginning."""
    with contextlib.closing(sqlite3.connect(file)) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        pages = plain.execute(
            "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path", (table,)
        ).fetchall()
        size = plain.execute("PRAGMA page_size").fetchone()[0]
    with file.open("r+b") as torn:
        torn.seek((pages[which][0] - 1) * size)
        torn.write(b"\xa5" * size)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A file with a hundred entries in its backup, and many more in itself."""
    file, kept = tmp_path / "desk.db", tmp_path / "kept.db"
    open_store(str(file), NOON).close()
    write(file, 1, 101, state="done")
    backup.make_backup(file, kept)
    write(file, 101, ENTRIES + 1)
    return file, kept


def test_of_a_whole_file_everything_newer_is_told(pair: tuple[Path, Path]) -> None:
    found = salvage.newer_in(*pair)
    assert found.entries == len(found.operations) == ENTRIES - 100
    assert (found.first, found.last) == (
        NOON + dt.timedelta(minutes=101), NOON + dt.timedelta(minutes=ENTRIES)
    )  # fmt: skip
    assert not found.holes
    assert [one.seq for one in found.operations] == list(range(101, ENTRIES + 1))


@pytest.mark.parametrize("which", [10, 40, -1])
@pytest.mark.parametrize("table", ["journal", "operation"])
def test_around_a_damaged_page_everything_else_is_found(
    pair: tuple[Path, Path], table: str, which: int
) -> None:
    tear(pair[0], table, which)
    found = salvage.newer_in(*pair)
    assert found.holes
    missing = 2 * (ENTRIES - 100) - found.entries - len(found.operations)
    assert 0 < missing < 60
    whole = found.entries if table == "operation" else len(found.operations)
    assert whole == ENTRIES - 100


@pytest.mark.parametrize("index", ["sqlite_autoindex_journal_1", "sqlite_autoindex_operation_1"])
def test_an_index_is_not_needed(pair: tuple[Path, Path], index: str) -> None:
    tear(pair[0], index, 3)
    found = salvage.newer_in(*pair)
    assert (found.entries, len(found.operations)) == (ENTRIES - 100, ENTRIES - 100)


def test_a_file_that_says_nothing_has_holes(pair: tuple[Path, Path]) -> None:
    pair[0].write_bytes(b"\xa5" * 8192)
    assert salvage.newer_in(*pair) == salvage.Newer(holes=True)
    assert salvage.unsent_in(pair[0]) == ()
    assert salvage.notes_in(pair[0]) == {}


def test_work_that_the_hub_has_or_that_cannot_be_read_is_left_out(
    pair: tuple[Path, Path],
) -> None:
    with contextlib.closing(sqlite3.connect(pair[0])) as plain, plain:
        plain.execute("UPDATE operation SET state = 'done' WHERE seq < 2990")
        plain.execute("UPDATE operation SET told = '{' WHERE seq = 2995")
    found = salvage.newer_in(*pair)
    assert [one.seq for one in found.operations] == [n for n in range(2990, 3001) if n != 2995]
    assert found.holes
