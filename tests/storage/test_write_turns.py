# SPDX-License-Identifier: MIT
"""Two programs write into one file: nobody is kept out, nobody waits for ever."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage.engine import Database
from leaddesk.storage.opening import open_store
from leaddesk.storage.write_turns import WriteTurns
from tests.factories import NOON

TURNS = 40
LONG_SECONDS = 0.03


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "team.db"
    open_store(str(path), NOON).close()
    return path


def test_who_writes_without_a_pause_lets_others_in(file: Path) -> None:
    busy, other = Database(str(file)), Database(str(file))
    turns: list[int] = []
    begun, held = threading.Event(), threading.Event()

    def write_on_and_on() -> None:
        for turn in range(TURNS):
            with busy.writing():
                turns.append(turn)
                begun.set()
                held.wait(LONG_SECONDS)

    writer = threading.Thread(target=write_on_and_on)
    writer.start()
    begun.wait(5)
    waited = []
    for _ in range(4):
        before = len(turns)
        with other.writing():
            waited.append(len(turns) - before)
    writer.join()
    assert len(turns) == TURNS
    assert max(waited) <= 3
    busy.close()
    other.close()


def test_a_wait_ends_with_the_drivers_word(file: Path) -> None:
    holder, waiting = (sqlite3.connect(file, isolation_level=None) for _ in range(2))
    waiting.execute("PRAGMA busy_timeout=0")
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        WriteTurns(0.05).begin(waiting)
    with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
        WriteTurns(5.0).begin(holder)
    holder.execute("ROLLBACK")
    WriteTurns(0.05).begin(waiting)
    waiting.close()
    holder.close()


def test_only_a_long_turn_is_followed_by_a_pause() -> None:
    turns, pauses, cursor = WriteTurns(1.0), list[float](), _Cursor()
    turns._pause.wait = pauses.append  # type: ignore[assignment, method-assign]
    with turns.taken():
        turns.begin(cursor)
    turns.give_way()
    assert not pauses
    with turns.taken():
        threading.Event().wait(0.025)  # what waiting takes is no turn
        turns.begin(cursor)
    turns.give_way()
    assert not pauses
    with turns.taken():
        turns.begin(cursor)
        threading.Event().wait(0.025)
    turns.give_way()
    assert len(pauses) == 1
    assert 0 < pauses[0] <= 0.004


def test_what_the_commit_takes_belongs_to_the_turn(file: Path) -> None:
    database = Database(str(file))
    turns = database._turns
    with turns.taken(), database._transaction(_Cursor(), turns.begin):
        pass
    assert turns._long_until == 0.0
    with turns.taken(), database._transaction(_Cursor(0.025), turns.begin):
        pass
    assert turns._long_until > 0.0
    database.close()


class _Cursor:
    """A cursor whose commit takes its time."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._seconds = seconds

    def execute(self, statement: str) -> None:
        if statement == "COMMIT" and self._seconds:
            threading.Event().wait(self._seconds)

    def close(self) -> None:
        """Have nothing to close."""


def test_a_writer_that_finds_no_file_any_more_says_so_in_our_words(file: Path) -> None:
    database = Database(str(file))
    file.unlink()
    file.mkdir()
    for _ in range(2):
        with pytest.raises(StoreUnavailable, match="cannot_open"), database.writing():
            pass
    database.close()
