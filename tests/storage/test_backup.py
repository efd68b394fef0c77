# SPDX-License-Identifier: MIT
"""A backup is whole or not there; a restore verifies first and never deletes what it replaces."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import stat
from pathlib import Path

import pytest

from leaddesk.domain.errors import BadInput, StoreUnavailable
from leaddesk.storage import backup, hub_prints
from leaddesk.storage.opening import open_store

NOW = dt.datetime(2026, 5, 12, 15, 42, tzinfo=dt.UTC)


def connect(path: Path) -> sqlite3.Connection:
    """A connection as LeadDesk keeps them: WAL, and transactions by hand."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL").close()
    return connection


def database(path: Path, rows: int = 500) -> Path:
    """A database with a table of leads."""
    connection = connect(path)
    connection.execute("CREATE TABLE lead (id INTEGER PRIMARY KEY, name TEXT)").close()
    connection.execute("BEGIN").close()
    connection.executemany("INSERT INTO lead (name) VALUES (?)", [("Priya",)] * rows).close()
    connection.execute("COMMIT").close()
    connection.close()
    return path


def count(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("SELECT count(*) FROM lead").fetchone()[0])
    finally:
        connection.close()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_holds_what_is_committed_while_the_database_is_in_use(tmp_path: Path) -> None:
    live = database(tmp_path / "team.db")
    (tmp_path / "backups").mkdir()
    target = tmp_path / "backups" / "copy.db"
    writer = connect(live)
    writer.execute("INSERT INTO lead (name) VALUES ('Tom')").close()
    writer.execute("BEGIN IMMEDIATE").close()
    writer.execute("INSERT INTO lead (name) VALUES ('unsaid')").close()
    rows = backup.make_backup(live, target)
    writer.execute("ROLLBACK").close()
    writer.close()
    assert rows == count(target) == 501
    assert names(tmp_path / "backups") == ["copy.db"]


@pytest.mark.skipif(os.name != "posix", reason="file rights of POSIX")
def test_a_backup_is_its_owners_only(tmp_path: Path) -> None:
    live = database(tmp_path / "team.db")
    backup.make_backup(live, tmp_path / "copy.db")
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600


def test_nothing_is_written_over(tmp_path: Path) -> None:
    live = database(tmp_path / "team.db")
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(StoreUnavailable) as refused:
        backup.make_backup(live, tmp_path / "copy.db")
    assert refused.value.key == "backup.exists"
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_a_damaged_database_leaves_no_backup(tmp_path: Path) -> None:
    live = database(tmp_path / "team.db", rows=20_000)
    damage(live)
    with pytest.raises(StoreUnavailable):
        backup.make_backup(live, tmp_path / "copy.db")
    assert [name for name in names(tmp_path) if name.startswith("copy")] == []


def damage(path: Path) -> None:
    """Write nonsense over the middle of a file."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xa5" * 20_000)


def test_a_damaged_database_is_named_and_brought_back_without_a_restart(tmp_path: Path) -> None:
    live, copy = tmp_path / "team.db", tmp_path / "copy.db"
    open_store(str(live), NOW).close()
    backup.make_backup(live, copy)
    with live.open("r+b") as file:
        file.seek(100)
        file.write(b"\xa5" * 4000)
    torn = live.read_bytes()

    with pytest.raises(StoreUnavailable) as refused:
        open_store(str(live), NOW)

    assert refused.value.key == "damaged"
    assert live.read_bytes() == torn
    backup.restore(copy, live, NOW)
    open_store(str(live), NOW).close()


def test_a_restore_brings_back_and_keeps_what_was_there(tmp_path: Path) -> None:
    live = database(tmp_path / "team.db", rows=10)
    backup.make_backup(live, tmp_path / "copy.db")
    writer = connect(live)
    writer.execute("DELETE FROM lead").close()
    writer.close()
    done = backup.restore(tmp_path / "copy.db", live, NOW)
    assert done.moved_aside == tmp_path / "team.db.before-restore-20260512-154200"
    assert (count(live), count(done.moved_aside), done.rows) == (10, 0, 10)
    again = backup.restore(tmp_path / "copy.db", live, NOW)
    assert again.moved_aside == tmp_path / "team.db.before-restore-20260512-154200-2"


def test_a_restore_needs_no_database_to_replace(tmp_path: Path) -> None:
    copy = database(tmp_path / "copy.db", rows=3)
    (tmp_path / "team.db-wal").write_text("left over")
    done = backup.restore(copy, tmp_path / "team.db", NOW)
    assert done.moved_aside is None
    assert count(tmp_path / "team.db") == 3


def test_a_damaged_database_can_be_replaced_and_is_kept(tmp_path: Path) -> None:
    live = database(tmp_path / "team.db", rows=20_000)
    backup.make_backup(live, tmp_path / "copy.db")
    damage(live)
    damaged = live.read_bytes()
    done = backup.restore(tmp_path / "copy.db", live, NOW)
    assert done.moved_aside is not None
    assert len(done.moved_aside.read_bytes()) == len(damaged)
    assert count(live) == 20_000


def test_a_log_beside_the_old_database_never_meets_the_new_one(tmp_path: Path) -> None:
    live = tmp_path / "team.db"
    live.write_bytes(b"not a database at all, but it is kept")
    (tmp_path / "team.db-wal").write_text("its log")
    copy = database(tmp_path / "copy.db", rows=4)
    done = backup.restore(copy, live, NOW)
    assert done.moved_aside is not None
    assert done.moved_aside.with_name(done.moved_aside.name + "-wal").read_text() == "its log"
    assert not (tmp_path / "team.db-wal").exists()
    assert count(live) == 4


def test_nothing_is_replaced_while_somebody_has_it_open(tmp_path: Path) -> None:
    live = database(tmp_path / "team.db", rows=7)
    backup.make_backup(live, tmp_path / "copy.db")
    other = connect(live)
    other.execute("SELECT count(*) FROM lead").fetchone()
    with pytest.raises(StoreUnavailable) as refused:
        backup.restore(tmp_path / "copy.db", live, NOW)
    other.close()
    assert refused.value.key == "locked"
    assert names(tmp_path) == ["copy.db", "team.db"]
    assert count(live) == 7


@pytest.mark.parametrize(
    "content,key",
    [
        (None, "backup.missing"),
        (b"", "not_a_database"),
        (b"PK\x03\x04 a spreadsheet", "not_a_database"),
        (b"SQLite format 3\x00" + b"\xa5" * 4000, "backup.damaged"),
    ],
)
def test_what_is_no_backup_is_refused_before_anything_is_touched(
    tmp_path: Path, content: bytes | None, key: str
) -> None:
    live = database(tmp_path / "team.db", rows=2)
    bad = tmp_path / "bad.db"
    if content is not None:
        bad.write_bytes(content)
    with pytest.raises(StoreUnavailable) as refused:
        backup.restore(bad, live, NOW)
    assert refused.value.key == key
    assert count(live) == 2


def test_a_backup_with_a_flipped_page_is_refused(tmp_path: Path) -> None:
    live = database(tmp_path / "team.db", rows=20_000)
    backup.make_backup(live, tmp_path / "copy.db")
    damage(tmp_path / "copy.db")
    with pytest.raises(StoreUnavailable) as refused:
        backup.restore(tmp_path / "copy.db", live, NOW)
    assert refused.value.key == "backup.damaged"


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE songs (id INTEGER)").close()
    other.close()
    with pytest.raises(StoreUnavailable) as refused:
        backup.verify(tmp_path / "other.db")
    assert refused.value.key == "backup.not_ours"


def test_a_database_is_not_its_own_backup(tmp_path: Path) -> None:
    live = database(tmp_path / "team.db", rows=2)
    with pytest.raises(StoreUnavailable) as refused:
        backup.restore(live, live, NOW)
    assert refused.value.key == "backup.same_file"


def test_folders_are_refused(tmp_path: Path) -> None:
    live = database(tmp_path / "team.db", rows=2)
    for pair in ((tmp_path, live), (live, tmp_path)):
        with pytest.raises(StoreUnavailable) as refused:
            backup.restore(*pair, NOW)
        assert refused.value.key == "is_a_directory"


def test_postgresql_is_backed_up_by_its_own_tool_without_the_password() -> None:
    with pytest.raises(BadInput) as refused:
        backup.file_of("postgresql+psycopg://dana:secret@server/team?sslmode=require")
    assert refused.value.key == "backup.postgresql"
    told = str(refused.value.fields["detail"])
    assert told == (
        "pg_dump --format=custom --file=leaddesk.dump postgresql://dana@server/team?sslmode=require"
    )


def test_a_url_of_sqlite_names_its_file() -> None:
    assert backup.file_of("sqlite:///team.db") == Path("team.db")
    assert backup.file_of("lists/team.db") == Path("lists/team.db")


def test_the_mark_of_a_hub_stays_beside_its_file_and_tells_that_it_is_an_old_one(
    tmp_path: Path,
) -> None:
    live, kept = database(tmp_path / "hub.db"), tmp_path / "kept.db"
    backup.make_backup(live, kept)
    mark = hub_prints.FileMark(live)
    mark.begin("history", 7)
    mark.close()
    backup.restore(kept, live, NOW)
    assert mark.is_of("history", 7)
    assert not mark.is_of("history", 6)
