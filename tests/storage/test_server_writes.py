# SPDX-License-Identifier: MIT
"""Writes of one process on a server: how many go on at once, and that others notice each."""

from __future__ import annotations

import threading

import pytest

from leaddesk.storage.engine import Database, Sql
from leaddesk.storage.server_writes import ServerWrites
from tests.storage.conftest import Place

_NOTE = Sql("INSERT INTO membership (name, value) VALUES (:name, 'x')")


def test_one_write_waits_for_the_other_until_more_are_allowed() -> None:
    writes = ServerWrites()
    came = threading.Event()

    def write() -> None:
        with writes.turn():
            came.set()

    waiting = threading.Thread(target=write)
    with writes.turn() as first:
        waiting.start()
        assert not came.is_set()
        writes.allow(2)
        waiting.join()
        assert came.is_set()
        with writes.turn() as second:
            assert first != second
            assert first.startswith(writes.name)
            assert second.startswith(writes.name)


def test_a_write_that_fails_gives_its_turn_back() -> None:
    writes = ServerWrites()
    with pytest.raises(ZeroDivisionError), writes.turn():
        raise ZeroDivisionError
    with writes.turn():
        pass


@pytest.mark.postgres
def test_each_of_two_writes_at_once_is_noticed_by_others_and_none_by_oneself(
    postgres_place: Place,
) -> None:
    postgres_place.open()
    ours, theirs = Database(postgres_place.url), Database(postgres_place.url)
    ours.write_at_once(2)
    before, own = theirs.others_mark(), ours.others_mark()
    with ours.writing() as first:
        first.run(_NOTE, name="first")
        # In one row for both, this commit would wait for the other one for good.
        with ours.writing() as second:
            second.run(_NOTE, name="second")
        between = theirs.others_mark()
    assert between != before
    assert theirs.others_mark() not in (before, between)
    assert ours.others_mark() == own
    for database in (ours, theirs):
        database.close()
