# SPDX-License-Identifier: MIT
"""A push of several operations comes to what they come to one by one, whatever fails in it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from leaddesk.desk import commands
from leaddesk.desk.operations import State
from leaddesk.desk.wire import Result, Sent
from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.hub_rows import HubRows
from tests.factories import ANSWERS
from tests.hub.stand import Stand, Workstation, reason
from tests.storage.conftest import Place
from tests.storage.servers import wait_for_a_lock


@pytest.fixture
def stand(place: Place) -> Iterator[Stand]:
    made = Stand(place)
    yield made
    made.close()


def _sent(stand: Stand, dana: Workstation) -> list[Sent]:
    """Return operations that have to do with each other, and one that clashes with a row."""
    leads = [stand.office.lead() for _ in range(4)]
    taken = str(stand.office.sql("SELECT id FROM journal ORDER BY seq LIMIT 1")[0][0])
    dana.hand()
    first, second, third, fourth = leads
    made = [
        dana.sent(commands.LogCall(first, "no_answer")),
        dana.sent(commands.AddNote(first, "Rang twice.")),
        dana.sent(commands.LogCall(first, "no_answer")),
        dana.sent(commands.LogCall(second, "no_answer"), id=taken),
        dana.sent(commands.LogCall(third, "not_interested", reason="x")),
        dana.sent(commands.HandOff(third, ANSWERS, "asked for a demo", "demo call")),
        dana.sent(commands.AddNote(third, "Handed on.")),
        dana.sent(commands.LogCall(fourth, "no_answer")),
    ]
    return [*made, replace(made[-1], seq=made[-1].seq + 1)]


_DONE, _LATE = (State.DONE, "", False), (State.LATE, "needs_reason", False)
_CLASHES = (State.REFUSED, "operation_clashes", False)
_OUTCOMES = [_DONE, _DONE, _DONE, _CLASHES, _LATE, _DONE, _DONE, _DONE, (State.DONE, "", True)]
_COUNTERS = {"calls": 3, "connects": 1, "conversations": 1, "handoffs": 1, "new_lead_calls": 3}


@pytest.mark.parametrize("at_once, careful", [(1, True), (1, False), (2, False), (9, False)])
def test_it_comes_to_the_same(stand: Stand, at_once: int, *, careful: bool) -> None:
    dana = stand.workstation(stand.office.dana)
    sent = _sent(stand, dana)
    before = stand.office.sql("SELECT COUNT(*) FROM journal")[0][0]
    found: list[Result] = []
    for first in range(0, len(sent), at_once):
        stand.store._at.careful = careful
        found += dana.push(*sent[first : first + at_once]).results
    keys = [reason(one) if one.answer else "" for one in found]
    told = zip(found, keys, strict=True)
    assert [(one.state, key, one.elsewhere) for one, key in told] == _OUTCOMES
    office = stand.office
    assert office.sql("SELECT COUNT(*) FROM team_lease WHERE live = 1") == [(0,)]
    assert office.sql("SELECT COUNT(*) FROM done_operation") == [(len(sent),)]
    assert office.sql("SELECT COUNT(*) FROM journal") == [(before + 7,)]
    assert dict(office.sql("SELECT metric, n FROM counter WHERE n <> 0")) == _COUNTERS
    assert office.sql("SELECT SUM(calls) FROM tally WHERE facet = 'attempt'") == [(3,)]


def test_what_failed_in_haste_is_done_with_care_and_the_next_in_haste(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways: list[tuple[bool, bool]] = []
    part = Session.part

    def noted(session: Session) -> object:
        ways.append((session.behind.hasty, session.behind.careful))
        return part(session)

    monkeypatch.setattr(Session, "part", noted)
    dana = stand.workstation(stand.office.dana)
    sent = _sent(stand, dana)
    dana.push(*sent[:2])
    assert ways == [(True, False)] * 2
    ways.clear()
    dana.push(*sent[2:4])
    hasty, careful = ways.count((True, False)), ways.count((False, True))
    assert hasty == 2
    assert careful >= 2
    assert len(ways) == hasty + careful
    ways.clear()
    dana.push(replace(sent[6], seq=5))
    assert ways == [(True, False)]


def test_what_fails_with_care_is_not_done_again(stand: Stand) -> None:
    stand.store._at.careful = True
    with pytest.raises(StoreUnavailable, match="unexpected"), stand.store.unit():
        raise StoreUnavailable("unexpected")


def test_what_was_refused_and_comes_twice_in_a_push_needs_no_care(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []
    look = HubRows.look_ahead

    def noted(rows: HubRows, *told: Any) -> None:
        looked.append(rows._session.behind.careful)
        look(rows, *told)

    monkeypatch.setattr(HubRows, "look_ahead", noted)
    mo = stand.workstation(stand.office.person("Mo Me", "qualifier"), "mo")
    once = mo.sent(commands.AddNote(stand.office.lead(), "never theirs"))
    results = mo.push(once, replace(once, seq=once.seq + 1)).results
    assert [(one.state, one.elsewhere) for one in results] == [
        (State.REFUSED, False), (State.REFUSED, True),
    ]  # fmt: skip
    assert looked == [False]


@pytest.mark.postgres
@pytest.mark.parametrize("outcomes", [("no_answer", "no_answer"), ("no_answer", "do_not_call")])
@pytest.mark.parametrize("careful", [True, False])
def test_its_leads_are_held_in_the_order_of_their_ids(
    postgres_place: Place, outcomes: tuple[str, str], *, careful: bool
) -> None:
    """With those of the same address, where a call says something of them; no two pushes block."""
    stand = Stand(postgres_place)
    leads = [stand.office.lead() for _ in range(3)]
    kin = "do_not_call" in outcomes
    if kin:
        stand.office.write("UPDATE lead SET email = 'front@office.example'")
    dana = stand.workstation(stand.office.dana)
    dana.hand()
    called = leads[:0:-1] if kin else [leads[2], leads[0]]
    sent = [
        dana.sent(commands.LogCall(lead_id, outcome))
        for lead_id, outcome in zip(called, outcomes, strict=True)
    ]

    def push() -> None:
        stand.store._at.careful = careful
        dana.push(*sent)

    writer = threading.Thread(target=push)
    with postgres_place.open().database.writing() as holder:
        holder.rows(Sql("SELECT id FROM lead WHERE id = :id FOR UPDATE"), id=leads[0])
        writer.start()
        wait_for_a_lock(stand.office, writer)
        with postgres_place.open().database.writing() as other:
            free = other.sql("SELECT id FROM lead ORDER BY id FOR UPDATE SKIP LOCKED")
    writer.join()
    stand.close()
    assert [row[0] for row in free] == leads[1:]
