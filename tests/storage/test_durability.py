# SPDX-License-Identifier: MIT
"""What was acknowledged is there: after a kill, a power cut, a full disk; nothing is half-done."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk.desk.commands import AddNote, LogCall
from leaddesk.desk.desk import Desk
from leaddesk.desk.unit import Unit
from leaddesk.domain.errors import NotFound, StoreUnavailable
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.connecting import LOG_PAGES
from leaddesk.storage.engine import Database
from leaddesk.storage.opening import open_store
from leaddesk.storage.store import SqlStore
from leaddesk.storage.write_turns import WriteTurns
from tests.factories import NOON, Office, open_copy

IMPORTS = """
import datetime as dt, os, signal, sys
from leaddesk.desk.commands import AddNote
from leaddesk.desk.desk import Desk
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.opening import open_store

def work(parent):
    at = dt.datetime(2026, 5, 12, 17, 0, tzinfo=dt.timezone.utc)
    desk = Desk(open_store(sys.argv[1], at), NoHolidays())
    for n in range(100_000):
        if os.getppid() != parent:
            break
        entry = desk.do(AddNote(1, f"note {n} " + "x" * (n % 3000)), 1, at).entry_id
        os.write(1, f"{os.getpid()} {entry}\\n".encode())
"""
NURSERY = (
    IMPORTS
    + """
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
nursery = os.getpid()
for _ in sys.stdin:
    if os.fork() == 0:
        work(nursery)
        os._exit(0)
"""
)
"""Imports once and begins a worker for each line it reads; they stop when it is gone."""
KILLS = 12


@pytest.fixture
def team(template: Database) -> Iterator[Path]:
    """A file with Dana, Sam and one lead, in memory where that is possible.

    What a process that is killed has written is kept by the system, whatever lies below; a disk
    that others keep busy would only make each of the many syncs slow.
    """
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    below = memory if os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=below) as folder:
        assert template.path is not None
        file = Path(folder) / "data" / "team.db"
        file.parent.mkdir()
        shutil.copyfile(template.path, file)
        office = Office(open_store(str(file), NOON))
        office.lead()
        office.store.close()
        yield file


@pytest.fixture
def working(team: Path) -> Iterator[SqlStore]:
    store = open_store(str(team), NOON)
    yield store
    store.close()


def entries(file: Path) -> set[str]:
    """Read the journal with a plain SQLite that recovers what there is; the file is whole."""
    plain = sqlite3.connect(file)
    try:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {row[0] for row in plain.execute("SELECT id FROM journal")}
    finally:
        plain.close()


@pytest.mark.skipif(os.name != "posix", reason="forks its workers")
def test_nothing_acknowledged_is_lost_when_processes_are_killed(team: Path) -> None:
    chance = random.Random(11)
    told: set[str] = set()
    nursery = subprocess.Popen(
        [sys.executable, "-c", NURSERY, str(team)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    killed: set[str] = set()
    nursery.stdin.write("go\n" * 2)
    nursery.stdin.flush()
    while len(killed) < KILLS:
        pid = ""
        for _ in range(chance.randrange(2, 9)):
            pid, entry = nursery.stdout.readline().split()
            told.add(entry)
        if pid not in killed:
            os.kill(int(pid), signal.SIGKILL)
            killed.add(pid)
            nursery.stdin.write("go\n")
            nursery.stdin.flush()
            if len(killed) % 4 == 0:
                assert told <= entries(team)
    os.kill(nursery.pid, signal.SIGKILL)
    rest, _ = nursery.communicate()
    told |= {line.split()[1] for line in rest.split("\n")[:-1]}
    assert told <= entries(team)
    assert len(told) > KILLS


def test_every_connection_waits_for_the_disk(working: SqlStore) -> None:
    database = working.database
    for pragma, wanted in (
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
    ):
        with database.writing() as session:
            assert session.sql(f"PRAGMA {pragma}") == [(wanted,)]
        with database.reading() as session, database.reading() as other:
            assert session.sql(f"PRAGMA {pragma}") == other.sql(f"PRAGMA {pragma}") == [(wanted,)]


def test_a_power_cut_after_the_answer_loses_nothing(team: Path, working: SqlStore) -> None:
    """Keep what was synced when the answer came; of later bytes any part may be on the disk."""
    chance = random.Random(3)
    desk = Desk(working, NoHolidays())
    told: set[str] = set()
    lost = team.parent / "after"
    log = team.with_name(team.name + "-wal")
    for number in range(12):
        told.add(desk.do(AddNote(1, "before the cut " * (number + 1)), 1, NOON).entry_id)
        synced = log.stat().st_size
        kept = log.read_bytes()[:synced], team.read_bytes()
        desk.do(AddNote(1, "not answered yet" * 50), 1, NOON)
        more = bytearray(log.read_bytes()[synced:])
        for place in range(0, len(more), 512):
            if chance.random() < 0.5:
                more[place : place + 512] = bytes(len(more[place : place + 512]))
        lost.mkdir()
        (lost / team.name).write_bytes(kept[1])
        (lost / log.name).write_bytes(kept[0] + bytes(more))
        assert told <= entries(lost / team.name)
        shutil.rmtree(lost)


def limit(store: SqlStore, pages: int) -> None:
    """Let the file grow by so many pages and no more, as on a full disk."""
    with store.database._write:
        cursor = store.database._own_writer().cursor()
        now = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count={now + pages}").fetchall()
        cursor.close()


def test_a_full_disk_refuses_in_words_and_lets_work_go_on_after(
    team: Path, working: SqlStore
) -> None:
    desk = Desk(working, NoHolidays())
    told = [desk.do(AddNote(1, "x"), 1, NOON).entry_id]
    limit(working, 3)
    with pytest.raises(StoreUnavailable) as refused:
        told.extend(desk.do(AddNote(1, "x" * 3900), 1, NOON).entry_id for _ in range(50))
    assert refused.value.key == "disk_full"
    assert set(told) <= entries(team)
    told.append(desk.do(LogCall(1, "no_answer", then_take=False), 1, NOON).entry_id)
    assert set(told) <= entries(team)


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full and limits of Linux")
def test_a_file_that_may_not_grow_loses_nothing(team: Path) -> None:
    """A real limit of the system, met in the middle of a write."""
    script = (
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (420_000, 420_000))\n"
        + IMPORTS
        + "work(os.getppid())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(team)], capture_output=True, text=True, check=False
    )
    assert "StoreUnavailable: disk" in done.stderr, done.stderr
    told = {line.split()[1] for line in done.stdout.split("\n")[:-1]}
    assert told
    assert told <= entries(team)


def test_a_locked_file_is_told_and_comes_back(team: Path, working: SqlStore) -> None:
    desk = Desk(working, NoHolidays())
    working.database._turns = WriteTurns(0.02)
    other = sqlite3.connect(team, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable) as refused:
        desk.do(AddNote(1, "not now"), 1, NOON)
    assert refused.value.key == "locked"
    other.execute("ROLLBACK")
    other.close()
    assert desk.do(AddNote(1, "now"), 1, NOON).entry_id in entries(team)


OPENED = """
import datetime as dt, os, sys
from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage.opening import open_store
import leaddesk.storage.schema, sqlalchemy.dialects.sqlite.pysqlite
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    open_store(sys.argv[1], dt.datetime(2026, 5, 12, tzinfo=dt.timezone.utc))
except StoreUnavailable as error:
    print(error.key)
"""


@pytest.mark.skipif(os.name != "posix", reason="file rights of POSIX")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_not_be_written_is_refused_and_not_touched(team: Path, what: str) -> None:
    """The superuser may write anywhere, so somebody else looks, in a folder open to all."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "team.db"
        shutil.copyfile(team, file)
        file.chmod(0o444 if what == "file" else 0o666)
        folder.chmod(0o777 if what == "file" else 0o555)
        before = file.read_bytes()
        done = subprocess.run(
            [sys.executable, "-c", OPENED, str(file)], capture_output=True, text=True, check=True
        )
        assert file.read_bytes() == before
        assert [path.name for path in folder.iterdir()] == ["team.db"]
        folder.chmod(0o700)
    assert done.stdout == "read_only\n"


@pytest.mark.parametrize(
    "content, key",
    [(b"PK\x03\x04 a spreadsheet", "not_a_database"), (b"SQLite format 3\x00 torn", "damaged")],
)
def test_what_is_no_database_is_refused_and_not_touched(
    tmp_path: Path, content: bytes, key: str
) -> None:
    file = tmp_path / "team.db"
    file.write_bytes(content)
    with pytest.raises(StoreUnavailable) as refused:
        open_store(str(file), NOON)
    assert refused.value.key.startswith(key)
    assert file.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["team.db"]


def _half(unit: Unit) -> None:
    unit.team.source("Fair", "list")
    unit.leads.change(unit.leads.get(1), last_name="Half")
    unit.leads.get(999)


def test_a_write_that_fails_leaves_nothing(working: SqlStore) -> None:
    def state() -> list[object]:
        with working.database.reading() as session:
            tables = ("lead", "journal", "source", "counter", "phone")
            return [session.sql(f"SELECT COUNT(*) FROM {table}") for table in tables]

    before = state()
    with pytest.raises(NotFound), working.unit() as unit:
        _half(unit)
    assert state() == before
    assert Office(working).lead_now(1).last_name != "Half"


def test_looking_can_not_write(working: SqlStore) -> None:
    with pytest.raises(StoreUnavailable), working.looking() as unit:
        unit.team.keep_mapping("k", "v")


def test_many_writes_are_in_the_file_itself_when_they_end(
    template: Database, tmp_path: Path
) -> None:
    store = open_copy(template, tmp_path / "bulk.db")
    with store.bulk() as tidy_up:
        for number in range(3):
            with store.database.writing() as session:
                session.sql("INSERT INTO mapping VALUES (:key, 'x')", {"key": f"m{number}"})
            tidy_up()
    shutil.copyfile(tmp_path / "bulk.db", tmp_path / "alone.db")
    with store.database.writing() as session:
        assert session.sql("PRAGMA wal_autocheckpoint") == [(LOG_PAGES,)]
    store.close()

    with contextlib.closing(sqlite3.connect(tmp_path / "alone.db")) as alone:
        assert alone.execute("SELECT COUNT(*) FROM mapping").fetchone() == (3,)
