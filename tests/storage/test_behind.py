# SPDX-License-Identifier: MIT
"""Statements that are said later: in their order, before whoever may ask, and all or none."""

from __future__ import annotations

import contextlib

import pytest

from leaddesk.domain.errors import BadInput, StoreUnavailable
from leaddesk.storage import behind
from leaddesk.storage.behind import Behind, Saying, TakenBack, failed_in_haste
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.statements import Build, rows_text
from tests.factories import Office

_ADD = Sql("INSERT INTO mapping (header_key, value) VALUES (:key, :value)")
_ALL = Sql("SELECT header_key, value FROM mapping ORDER BY header_key")
_SET = Sql("UPDATE mapping SET value = :value WHERE header_key = :key")


def _rows(office: Office) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in office.sql(_ALL.text)]


def _told(number: int) -> dict[str, object]:
    return {"key": f"k{number:02}", "value": str(number)}


def test_what_is_sent_in_haste_is_there_for_whoever_asks_and_after_the_end(office: Office) -> None:
    with office.store.database.writing() as session:
        session.behind.hasty = True
        session.send(_ADD, **_told(1))
        session.send(_SET, key="k01", value="one")
        assert session.rows(_ALL) == [("k01", "one")]
        session.send(_ADD, **_told(2))
        session.send_rows(_ADD, [_told(3)], last=True)
    assert _rows(office) == [("k01", "one"), ("k02", "2"), ("k03", "3")]


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 16, 21])
@pytest.mark.parametrize("hasty", [False, True])
def test_any_number_of_rows_is_written(office: Office, count: int, *, hasty: bool) -> None:
    with office.store.database.writing() as session:
        session.behind.hasty = hasty
        session.send_rows(_ADD, [_told(number) for number in range(count)])
    assert _rows(office) == [(f"k{number:02}", str(number)) for number in range(count)]


def test_nothing_stays_of_what_fails_behind(office: Office) -> None:
    def write() -> None:
        with office.store.database.writing() as session:
            session.behind.hasty = True
            session.send(_ADD, **_told(1))
            session.send(_ADD, **_told(1))
            session.send(_ADD, **_told(2))

    with pytest.raises(StoreUnavailable) as caught:
        write()
    assert failed_in_haste(caught.value)
    assert _rows(office) == []
    assert not failed_in_haste(StoreUnavailable("disk_full"))


def _write(session: Session) -> None:
    session.send(_ADD, **_told(1))


def _add(session: Session) -> None:
    session.run(_ADD, **_told(1))


def _write_rows(session: Session) -> None:
    session.send_rows(_ADD, [_told(1)])


@pytest.mark.parametrize("write", [_write, _write_rows, _add])
def test_a_part_that_wrote_in_haste_ends_all(office: Office, write: object) -> None:
    def fail(session: Session, *, first: bool) -> None:
        session.behind.hasty = True
        with session.part():
            if first and callable(write):
                write(session)
            raise BadInput("bad_operation")

    with pytest.raises(BadInput), office.store.database.writing() as session:
        fail(session, first=False)
    with pytest.raises(TakenBack) as caught, office.store.database.writing() as session:
        fail(session, first=True)
    assert failed_in_haste(caught.value)
    assert _rows(office) == []


def test_what_the_database_refuses_in_haste_ends_all_though_nothing_was_written(
    office: Office,
) -> None:
    def ask(session: Session) -> None:
        session.behind.hasty = True
        with session.part():
            session.rows(Sql("SELECT nothing_like_it FROM mapping"))

    with pytest.raises(TakenBack), office.store.database.writing() as session:
        ask(session)


def test_what_was_looked_up_ahead_counts_until_something_is_written(office: Office) -> None:
    with office.store.database.writing() as session:
        session.behind.hasty = True
        session.behind.known = {("lead", 1): ("ahead",), ("tie", 1): None, ("lead", 2): ("two",)}
        session.send(_ADD, **_told(1))
        assert session.known(("lead", 1), _ALL) == ("ahead",)
        assert session.known(("tie", 1), _ALL) is None
        assert session.known(("lead", 3), _ALL) == ("k01", "1")
        session.behind.forget_lead(1)
        assert session.known(("lead", 1), _ALL) == ("k01", "1")
        assert session.known(("tie", 1), _ALL) == ("k01", "1")
        assert session.known(("lead", 2), _ALL) == ("two",)
        session.run(_SET, key="k01", value="one")
        assert session.known(("lead", 2), _ALL) == ("k01", "one")


def test_several_questions_are_answered_in_their_order(office: Office) -> None:
    with office.store.database.writing() as session:
        session.behind.hasty = True
        session.send(_ADD, **_told(1))
        found = session.together((_ALL, {}), (Sql("SELECT COUNT(*) FROM mapping"), {}))
    assert found == [[("k01", "1")], [(1,)]]


def test_an_insert_is_told_for_several_rows() -> None:
    text = "INSERT INTO t (a, b) VALUES (:a, f((:b))) ON CONFLICT (a) DO NOTHING"
    assert rows_text(text, 1) == text.replace(":a", ":a_0").replace(":b", ":b_0")
    assert " VALUES (:a_0, f((:b_0))), (:a_1, f((:b_1))) ON CONFLICT" in rows_text(text, 2)
    assert behind.numbered([{"a": 1}, {"a": 2}]) == {"a_0": 1, "a_1": 2}


def test_what_was_collected_is_said_before_the_end(office: Office) -> None:
    with office.store.database.writing() as session:
        session.behind.hasty = True
        waiting = [_told(1)]

        def gather() -> None:
            session.send_rows(_ADD, [waiting.pop() for _ in list(waiting)])

        session.behind.gather = gather
        assert session.rows(_ALL) == [("k01", "1")]


class Heard:
    """A driver's cursor and connection that take notes."""

    def __init__(self) -> None:
        self.connection, self.texts = self, list[str]()

    def pipeline(self) -> contextlib.AbstractContextManager[None]:
        return contextlib.nullcontext()

    def execute(self, text: str, _params: object) -> None:
        self.texts.append(text)


def test_what_all_others_wait_for_is_said_just_before_the_commit() -> None:
    heard, rest = Heard(), Behind()
    rest.gather = lambda: rest.sent.append(("gathered", None))
    rest.sent.append(("sent", None))
    rest.last.append(("last", None))
    rest.end(heard, ("count", None))
    assert heard.texts == ["sent", "gathered", "count", "last", "COMMIT"]


class Server:
    """A server's words, as they are told."""

    is_sqlite = False

    def text(self, build: Build) -> str:
        return str(getattr(build, "text", ""))


@pytest.mark.parametrize("hasty", [False, True])
def test_rows_that_all_others_wait_for_are_kept_for_the_end_with_and_without_haste(
    *, hasty: bool
) -> None:
    heard, rest = Heard(), Behind()
    rest.hasty = hasty
    saying = Saying(Server(), heard, rest)
    saying.send_rows(_ADD, [_told(1)], last=True)
    assert (len(rest.last), len(rest.sent), len(heard.texts)) == (1, 0, 0)
    saying.send_rows(_ADD, [_told(2)])
    assert (len(rest.last), len(rest.sent), len(heard.texts)) == (1, int(hasty), int(not hasty))
