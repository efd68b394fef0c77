# SPDX-License-Identifier: MIT
"""Looking at how a database file begins never takes the file from whoever works with it here."""

from __future__ import annotations

import gc
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from leaddesk.storage import sqlite_files
from leaddesk.storage.addresses import SQLITE_MAGIC, check_file
from leaddesk.storage.file_heads import _HELD, head
from leaddesk.storage.opening import open_store
from tests.factories import NOON

ELSEWHERE = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1])
print(other.execute(f"SELECT COUNT(*) FROM {sys.argv[2]}").fetchone()[0])
other.close()
"""
needs_posix = pytest.mark.skipif(os.name != "posix", reason="only POSIX lets go of such locks")


def rows_elsewhere(path: Path, table: str = "probe") -> int:
    """Return what another process reads, which then closes as the last one would."""
    told = [sys.executable, "-c", ELSEWHERE, str(path), table]
    ran = subprocess.run(told, check=True, capture_output=True, text=True)
    return int(ran.stdout)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "team.db"


def made(file: Path, key: bytes | None = None) -> sqlite3.Connection:
    """Return a connection to a file with a log, which has no row yet."""
    connection = sqlite_files.connect(file, key)
    connection.execute("PRAGMA journal_mode=WAL").fetchall()
    connection.execute("CREATE TABLE probe (n)")
    return connection


@pytest.mark.parametrize(
    "look",
    [
        sqlite_files.is_plain,
        sqlite_files.is_encrypted,
        sqlite_files.is_database,
        sqlite_files.key_of,
        check_file,
        lambda path: head(path, 20),
    ],
)
def test_what_is_written_after_a_look_is_there_for_others_whoever_came_and_went(
    file: Path, look: Callable[[Path], object]
) -> None:
    connection = made(file)
    for n in range(3):
        look(file)
        assert rows_elsewhere(file) == n
        connection.execute("INSERT INTO probe VALUES (1)")
    connection.close()
    assert rows_elsewhere(file) == 3


@needs_posix
def test_a_store_that_is_opened_twice_keeps_its_log_when_others_come_and_go(file: Path) -> None:
    first = open_store(str(file), NOON)
    second = open_store(str(file), NOON)
    second.close()
    open_store(str(file), NOON).close()
    log = file.with_name("team.db-wal")
    before = log.stat().st_ino
    assert rows_elsewhere(file, "lead") == 0
    assert log.stat().st_ino == before
    first.close()


@needs_posix
@pytest.mark.parametrize("let_go", ["closed", "collected"])
def test_what_was_opened_to_look_is_closed_with_the_last_connection(
    file: Path, let_go: str
) -> None:
    first, second = made(file), sqlite_files.connect(file, None)
    before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(3):
        assert head(file, 16) == SQLITE_MAGIC
    told = file.stat()
    held = _HELD[told.st_dev, told.st_ino]
    assert (held.connections, held.descriptor is not None) == (2, True)
    second.close()
    second.close()
    assert held.connections == 1
    if let_go == "closed":
        first.close()
    else:
        del first
        gc.collect()
    assert (told.st_dev, told.st_ino) not in _HELD
    assert len(list(Path("/dev/fd").iterdir())) < before
    assert head(file, 16) == SQLITE_MAGIC


def test_a_file_that_is_not_there_has_no_head(file: Path) -> None:
    with pytest.raises(FileNotFoundError):
        head(file, 16)
    assert not sqlite_files.is_plain(file)
    with pytest.raises(sqlite3.OperationalError), sqlite_files.opened(file, "ro", key=None) as none:
        none.execute("SELECT 1 FROM probe")
