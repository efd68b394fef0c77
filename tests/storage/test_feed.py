# SPDX-License-Identifier: MIT
"""The feed tells every change once to whom it concerns, whoever writes at the same time."""

from __future__ import annotations

import contextlib
import random
import threading
from collections.abc import Iterator
from functools import partial

import pytest

from leaddesk.desk.commands import AddNote
from leaddesk.storage import feed, feed_triggers, reach
from leaddesk.storage.engine import Database, Session, Sql
from leaddesk.storage.feed_triggers import LEAD, TELL_LEAD
from leaddesk.storage.hub_rows import HubRows
from leaddesk.storage.moments import to_ms
from tests.factories import DAY, NOON, Office
from tests.storage.conftest import Place
from tests.storage.contract.test_leases import together
from tests.storage.servers import wait_for_a_lock

ANN = 7001
"""Somebody who is told of leads by being shown them."""

WRITERS = 5
ROUNDS = 30


@pytest.fixture
def hub(place: Place) -> Iterator[Office]:
    """Return an office whose changes are told."""
    office = Office(place.open())
    with office.store.database.writing() as session:
        assert feed.install(session)
    yield office
    if not office.store.database.is_sqlite:
        _unhook(office)


@pytest.fixture
def server_hub(postgres_place: Place) -> Iterator[Office]:
    """Return the same on a server."""
    office = Office(postgres_place.open())
    with office.store.database.writing() as session:
        feed.install(session)
    yield office
    _unhook(office)


def _unhook(office: Office) -> None:
    with office.store.database.writing() as session:
        for trigger in feed_triggers.for_server():
            session.sql(f"DROP FUNCTION IF EXISTS {trigger.name} CASCADE")


def show(office: Office, *leads: int) -> None:
    with office.store.database.writing() as session:
        for lead in leads:
            reach.show(session, [(ANN, lead)])


def page(office: Office, cursor: int = 0, most: int = 500, person: int = ANN) -> feed.Page:
    with office.store.database.reading() as session:
        return feed.page(session, person, cursor, most)


def touch(session: Session, lead: int) -> None:
    session.run(Sql("UPDATE lead SET attempts = attempts + 1 WHERE id = :id"), id=lead)


def touch_and_fail(database: Database, *leads: int) -> None:
    with database.writing() as session:
        for lead in leads:
            touch(session, lead)
        raise KeyError


def test_everything_that_belongs_to_a_lead_is_told_to_whoever_was_shown_it(hub: Office) -> None:
    mine, other = hub.lead(), hub.lead()
    show(hub, mine)
    cursor = page(hub).cursor
    for statement in (
        "UPDATE lead SET title = 'CTO' WHERE id = :lead",
        "UPDATE phone SET bad = 'dead' WHERE lead_id = :lead",
        "DELETE FROM phone WHERE lead_id = :lead",
        "INSERT INTO hold (lead_id, since, place) VALUES (:lead, 0, '')",
        "INSERT INTO sale (lead_id, person_id, at, amount) VALUES (:lead, 1, 0, 0)",
    ):
        hub.write(statement, lead=other)
        assert page(hub, cursor).leads == ()
        hub.write(statement, lead=mine)
        told = page(hub, cursor)
        assert told.leads == (mine,), statement
        cursor = told.cursor
    hub.do(AddNote(mine, "spoke to her"))
    assert page(hub, cursor).leads == (mine,)


def test_a_row_that_goes_to_another_lead_is_told_of_both(hub: Office) -> None:
    first, second = hub.lead(), hub.lead()
    show(hub, first, second)
    cursor = page(hub).cursor
    hub.write("UPDATE journal SET lead_id = :to WHERE lead_id = :lead", lead=first, to=second)
    assert set(page(hub, cursor).leads) == {first, second}


def test_whose_a_lead_was_and_is_are_both_told(hub: Office) -> None:
    lead = hub.lead()
    before = page(hub, person=8).cursor, page(hub, person=9).cursor
    hub.write("UPDATE lead SET owner_id = 8 WHERE id = :lead", lead=lead)
    hub.write("UPDATE lead SET owner_id = 9 WHERE id = :lead", lead=lead)
    assert page(hub, before[0], person=8).leads == (lead,)
    assert page(hub, before[1], person=9).leads == (lead,)


def test_what_is_rolled_back_is_told_to_nobody(hub: Office) -> None:
    lead = hub.lead()
    show(hub, lead)
    cursor = page(hub).cursor
    with pytest.raises(KeyError):
        touch_and_fail(hub.store.database, lead)
    assert page(hub, cursor).leads == ()


def test_one_transaction_comes_whole_and_once_a_thing(hub: Office) -> None:
    leads = [hub.lead() for _ in range(6)]
    show(hub, *leads)
    cursor = page(hub).cursor
    with hub.store.database.writing() as session:
        feed.begin(session)
        for lead in leads * 2:
            touch(session, lead)
        feed.end(session)
    told = page(hub, cursor, most=2)
    assert (set(told.leads), told.more) == (set(leads), False)
    found = hub.sql("SELECT COUNT(*) FROM feed WHERE mark > :c AND entity = 'lead' "
                    "AND person_id = :ann", c=cursor, ann=ANN)  # fmt: skip
    assert found == [(len(leads),)]


def test_pages_go_on_where_the_one_before_ended(hub: Office) -> None:
    leads = [hub.lead() for _ in range(7)]
    show(hub, *leads)
    cursor = page(hub).cursor
    for lead in leads:
        hub.write("UPDATE lead SET title = 'CTO' WHERE id = :lead", lead=lead)
    seen: list[int] = []
    more = True
    while more:
        told = page(hub, cursor, most=3)
        seen, cursor, more = [*seen, *told.leads], told.cursor, told.more
    assert seen == leads
    assert page(hub, cursor).leads == ()


def test_a_mark_is_covered_when_a_page_says_so(hub: Office) -> None:
    lead = hub.lead()
    show(hub, lead)
    with hub.store.database.writing() as session:
        feed.begin(session)
        touch(session, lead)
        mark = feed.mark(session)
        feed.end(session)
    assert page(hub).mark >= mark
    with hub.store.database.writing() as session:
        feed.begin(session)
        touch(session, lead)
        assert page(hub).mark < feed.mark(session)
        feed.end(session)


def test_triggers_are_made_once_and_anew_when_one_is_missing_or_another_one(hub: Office) -> None:
    def install() -> bool:
        with hub.store.database.writing() as session:
            return feed.install(session)

    def since() -> str:
        with hub.store.database.reading() as session:
            return feed.since(session)

    first = since()
    assert (install(), since()) == (False, first)
    if hub.store.database.is_sqlite:
        hub.write("DROP TRIGGER feed_lead_update")
    else:
        hub.write("DROP TRIGGER feed_lead ON lead")
    lead = hub.lead()
    assert install()
    assert since() != first
    show(hub, lead)
    cursor = page(hub).cursor
    hub.write("UPDATE lead SET title = 'CTO' WHERE id = :lead", lead=lead)
    assert page(hub, cursor).leads == (lead,)
    if not hub.store.database.is_sqlite:
        body = TELL_LEAD.replace("made > 0", "made > 1")
        with hub.store.database.writing() as session:
            feed._function(session, feed_triggers.TELL_LEAD_HEAD, "void", body)
        assert install()
    assert not install()


def test_what_waits_for_people_before_the_hub_begins_is_told_as_well(place: Place) -> None:
    office = Office(place.open())
    accepted = office.accepted()
    with office.store.database.writing() as session:
        feed.install(session)
    office.do(AddNote(accepted, "rang in"))
    told = {page(office, person=one).leads for one in (office.dana, office.sam)}
    if not office.store.database.is_sqlite:
        _unhook(office)
    assert told == {(accepted,)}


def test_pruning_leaves_what_anybody_still_has_to_hear(hub: Office) -> None:
    leads = [hub.lead() for _ in range(3)]
    show(hub, *leads)
    behind = page(hub).cursor
    for lead in leads * 3:
        hub.write("UPDATE lead SET attempts = attempts + 1 WHERE id = :lead", lead=lead)
    with hub.store.database.writing() as session:
        assert feed.prune(session) >= 6
    told = page(hub, behind)
    assert (set(told.leads), told.stale) == (set(leads), False)
    with hub.store.database.writing() as session:
        feed.prune(session, 1)
    assert page(hub, behind).stale
    with hub.store.database.reading() as session:
        fresh = feed.newest(session, ANN)
    assert not page(hub, fresh.cursor).stale


def test_a_cursor_of_a_history_that_is_lost_is_stale(hub: Office) -> None:
    show(hub, hub.lead())
    assert page(hub, page(hub).mark + 1_000_000).stale


def test_a_person_is_no_longer_told_of_what_is_out_of_reach(hub: Office) -> None:
    lead = hub.lead()
    show(hub, lead)
    cursor = page(hub).cursor
    with hub.store.database.writing() as session:
        assert reach.watching(session)[-1] == ANN
        assert reach.tidy(session, ANN, NOON, NOON - DAY) == 1
    told = page(hub, cursor)
    assert told.leads == (lead,)
    hub.write("UPDATE lead SET title = 'CTO' WHERE id = :lead", lead=lead)
    assert page(hub, told.cursor).leads == ()


# ------------------------------------------------------------- several at once, on a server


def naive(office: Office, cursor: int) -> list[tuple[int, int]]:
    """Read the feed as one would who trusts the order of marks."""
    found = "SELECT mark, key FROM feed WHERE person_id = :ann AND mark > :c AND entity = :lead"
    rows = office.sql(f"{found} ORDER BY mark", ann=ANN, c=cursor, lead=LEAD)
    return [(row[0], int(row[1])) for row in rows]


@pytest.mark.postgres
def test_a_transaction_that_ends_after_a_later_one_is_not_lost(
    server_hub: Office, postgres_place: Place
) -> None:
    """Twice the same reading: as it is, and as it must not be, which loses the first lead."""
    first, second = server_hub.lead(), server_hub.lead()
    show(server_hub, first, second)
    cursor = page(server_hub).cursor
    later = postgres_place.open().database
    with server_hub.store.database.writing() as early:
        touch(early, first)
        with later.writing() as late:
            touch(late, second)
        held_back = page(server_hub, cursor)
        trusted = naive(server_hub, cursor)
    assert held_back.leads == ()
    assert [lead for _, lead in trusted] == [second]
    assert page(server_hub, held_back.cursor).leads == (first, second)
    assert naive(server_hub, trusted[-1][0]) == []  # the first one is never seen


@pytest.mark.postgres
def test_a_lead_is_not_shown_while_somebody_writes_of_it(
    server_hub: Office, postgres_place: Place
) -> None:
    """What they write would be told to those who were shown it before, and to nobody else."""
    lead = server_hub.lead()
    other = postgres_place.open().database
    with server_hub.store.database.writing() as early:
        early.run(Sql("UPDATE journal SET note = 'x' WHERE lead_id = :lead"), lead=lead)
        with other.writing() as late:
            assert HubRows(late).hold([lead], to_ms(NOON)) == {}
    with other.writing() as late:
        assert set(HubRows(late).hold([lead], to_ms(NOON))) == {lead}


@pytest.mark.postgres
def test_who_writes_of_a_lead_waits_until_it_is_shown_and_tells_then(
    server_hub: Office, postgres_place: Place
) -> None:
    lead = server_hub.lead()
    other = postgres_place.open().database

    def write() -> None:
        with other.writing() as late:
            late.run(Sql("UPDATE journal SET note = 'x' WHERE lead_id = :lead"), lead=lead)

    writer = threading.Thread(target=write)
    with server_hub.store.database.writing() as early:
        HubRows(early).hold([lead], to_ms(NOON))
        reach.show(early, [(ANN, lead)])
        shown = feed.mark(early)
        writer.start()
        wait_for_a_lock(server_hub, writer)
    writer.join()
    assert page(server_hub, shown).leads == (lead,)


def write_at_random(database: Database, leads: list[int], chance: random.Random) -> None:
    """Write many times; every fifth time it comes to nothing."""
    for _ in range(ROUNDS):
        some = sorted(chance.sample(leads, 2))
        if chance.random() < 0.2:
            with contextlib.suppress(KeyError):
                touch_and_fail(database, *some)
            continue
        with database.writing() as session:
            for lead in some:
                touch(session, lead)


def read_on(database: Database, cursor: int, copy: dict[int, int]) -> int:
    """Bring a copy of the leads' attempts up to date by what the feed tells; return the cursor."""
    with database.reading() as session:
        told = feed.page(session, ANN, cursor, 500)
        for lead in told.leads:
            row = session.one(Sql("SELECT attempts FROM lead WHERE id = :id"), id=lead)
            assert row is not None
            copy[lead] = row[0]
    return told.cursor


@pytest.mark.postgres
def test_many_writers_lose_nothing(server_hub: Office, postgres_place: Place) -> None:
    leads = [server_hub.lead() for _ in range(8)]
    show(server_hub, *leads)
    copy: dict[int, int] = {}
    over = threading.Event()

    def read() -> None:
        cursor = 0
        while not over.is_set():
            cursor = read_on(server_hub.store.database, cursor, copy)
        read_on(server_hub.store.database, cursor, copy)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        together(
            *(
                partial(write_at_random, postgres_place.open().database, leads, random.Random(n))
                for n in range(WRITERS)
            )
        )
    finally:
        over.set()
        reader.join()
    assert copy == dict(server_hub.sql("SELECT id, attempts FROM lead"))
    assert sum(copy.values()) > WRITERS * ROUNDS
