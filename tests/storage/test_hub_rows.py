# SPDX-License-Identifier: MIT
"""The hub's own rows: leases that are one's alone, operations once, ids that only grow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage import feed
from leaddesk.storage.engine import Session
from leaddesk.storage.hub_rows import HubRows, number_key
from tests.factories import Office
from tests.storage.conftest import Place


@pytest.fixture
def office(place: Place) -> Office:
    return Office(place.open())


@pytest.fixture
def rows(office: Office) -> Iterator[HubRows]:
    with office.store.database.writing() as session:
        _begin(session)
        yield HubRows(session)


def _begin(session: Session) -> None:
    session.run(feed._FIRST)
    HubRows(session).found("hub", "epoch", "print", "secret")


def lend(rows: HubRows, lease: int, lead: int, phone: str = "", who: str = "w1") -> bool:
    return rows.grant(lease, lead, phone, who, 1, at=10, until=20)


def test_a_lead_and_a_number_are_lent_to_one(rows: HubRows) -> None:
    assert lend(rows, 1, 11, "+1")
    assert not lend(rows, 2, 11, "+2", "w2")
    assert not lend(rows, 3, 12, "+1", "w2")
    rows.end(1, 11, 1, "worked")
    assert lend(rows, 4, 12, "+1", "w2")
    assert [row[0] for row in rows.live("w2")] == [4]
    assert rows.live("w1") == []


def test_leads_without_a_number_are_told_apart(rows: HubRows) -> None:
    assert lend(rows, 1, 11)
    assert lend(rows, 2, 12, "", "w2")
    assert number_key(11, "") != number_key(12, "")
    assert number_key(11, "+1") == number_key(12, "+1")


def test_a_lease_that_ended_before_stands_in_nobodys_way(rows: HubRows) -> None:
    assert rows.grant(1, 11, "+1", "w1", 1, at=10, until=20, why="rebuilt")
    assert lend(rows, 2, 11, "+1", "w2")
    newest = rows.newest(11)
    assert newest is not None
    assert newest[0] == 2
    assert not rows.grant(2, 13, "+3", "w1", 1, at=10, until=20, why="rebuilt")


def test_ids_of_leases_follow_the_clock_and_never_fall(rows: HubRows) -> None:
    def one(least: int) -> int:
        return rows.next_lease(lambda last: max(last + 1, least))

    assert [one(1000), one(1000), one(500)] == [1000, 1001, 1002]
    rows.rise(5000)
    rows.rise(3000)
    assert [one(1000), one(9000)] == [5001, 9000]


def test_leases_that_are_over_are_found_the_longest_first(rows: HubRows) -> None:
    for number, until in ((1, 30), (2, 20), (3, 40)):
        rows.grant(number, number, "", "w1", 1, at=10, until=until)
    assert [row[0] for row in rows.overdue(40)] == [2, 1]
    rows.renew(2, 50)
    rows.end(1, 1, 1, "expired")
    assert rows.overdue(40) == []


def test_what_ended_without_a_call_counts_from_a_moment_on(rows: HubRows) -> None:
    for number, why in enumerate(("worked", "expired", "left", "rebuilt"), 1):
        lend(rows, number, number)
        rows.end(number, number, 1, why)
    lend(rows, 5, 5)
    assert rows.unworked(1, 10) == 2
    assert rows.unworked(1, 11) == 0
    assert rows.unworked(2, 0) == 0


def test_a_lease_ends_once_with_its_first_reason(rows: HubRows) -> None:
    lend(rows, 1, 11)
    rows.end(1, 11, 1, "worked")
    rows.end(1, 11, 1, "expired")
    assert rows.unworked(1, 0) == 0


def kept(**more: object) -> dict[str, object]:
    told = {"id": "op", "at": 0, "kind": "LogCall", "state": "done", "mark": 7, "answer": ""}
    return told | {"other": 0} | more


def test_an_operation_is_kept_once_and_again_under_another_identity(rows: HubRows) -> None:
    rows.keep("d1", 1, kept())
    rows.keep("d2", 1, kept(other=1))
    assert rows.kept("d1", 1) == ("op", "done", 7, "", 0, None)
    assert rows.kept("d2", 1) == ("op", "done", 7, "", 1, None)
    assert rows.kept_by_id("op") == ("op", "done", 7, "", 0, None)
    assert rows.kept("d1", 2) is None


def test_an_operation_is_not_done_twice_by_two_at_once(office: Office) -> None:
    with pytest.raises(StoreUnavailable):
        _keep_twice(office)
    assert office.sql("SELECT COUNT(*) FROM done_operation") == [(0,)]


def _keep_twice(office: Office) -> None:
    with office.store.database.writing() as session:
        HubRows(session).keep("d1", 1, kept())
        HubRows(session).keep("d2", 1, kept())


def test_a_device_is_added_once(rows: HubRows) -> None:
    rows.add_device("d1", "w1")
    rows.add_device("d1", "w2")
    rows.advance("d1", 5)
    assert rows.device("d1", hold=True) == ("d1", "w1", 5)
    assert rows.device("d2", hold=False) is None


def test_the_hub_remembers_its_standing(rows: HubRows) -> None:
    rows.set_standing("later", "other", 5, 6)
    assert rows.standing() == ("hub", "later", "other", "secret", 5, 6)


def test_what_is_in_a_hand_is_not_held_for_a_workstation(office: Office) -> None:
    first, second = office.lead(), office.lead()
    taken = office.take()
    now = int(office.now.timestamp() * 1000)
    with office.store.database.writing() as session:
        held = HubRows(session).hold([first, second], now)
    assert set(held) == {first, second} - {taken}


def test_who_is_lent_a_lead_is_told_when_it_comes_and_goes(office: Office) -> None:
    lead = office.lead()
    with office.store.database.writing() as session:
        _begin(session)
        rows = HubRows(session)
        assert lend(rows, 1, lead)
        rows.write_rest()
    with office.store.database.writing() as session:
        HubRows(session).end(1, lead, 1, "worked")
    assert office.sql("SELECT person_id, key FROM feed") == [(1, str(lead))] * 2
