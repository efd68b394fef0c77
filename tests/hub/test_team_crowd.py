# SPDX-License-Identifier: MIT
"""Many workstations at once, several processes of the hub, and a server that crashes."""

from __future__ import annotations

import itertools
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from leaddesk.desk import commands
from leaddesk.desk.operations import State
from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage.engine import Sql
from leaddesk.storage.opening import open_store
from tests.factories import HOUR, NOON, Office, make_template, open_copy
from tests.hub.stand import Stand, Workstation, join
from tests.storage.conftest import Place
from tests.storage.contract.test_leases import together
from tests.storage.servers import Server, running, wait_for_a_lock

SEATS = 50
PROCESSES = 4
ROUNDS = 4


def crowd(stand: Stand) -> list[Workstation]:
    """Let many workstations join, at as many processes of the hub as one server serves."""
    office = stand.office
    hubs = [stand.hub]
    if not office.store.database.is_sqlite:
        hubs += [stand.hub_over(stand.another()) for _ in range(PROCESSES - 1)]
    people = [office.person(f"Person {n}", "qualifier") for n in range(4)]
    made = []
    for n in range(SEATS):
        person = people[n % len(people)]
        join(office, f"seat{n}", person)
        made.append(Workstation(stand, f"seat{n}", person))
        made[-1].hub = hubs[n % len(hubs)]
    return made


def lent(office: Office) -> list[tuple[int, str, int]]:
    rows = office.sql("SELECT lead_id, phone, live FROM team_lease")
    return [(row[0], row[1], row[2]) for row in rows]


def test_no_lead_and_no_number_is_ever_lent_to_two(stand: Stand) -> None:
    office = stand.office
    for _ in range(90):
        office.lead()
    # Every third lead has the number of the one before.
    shared = "CASE WHEN id - (id / 3) * 3 = 1 THEN 1 ELSE 0 END"
    office.write(f"UPDATE lead SET phone = '+1612777' || (1000 + id - ({shared}))")
    worked: list[int] = []

    def work(seat: Workstation) -> Callable[[], None]:
        def run() -> None:
            for _ in range(ROUNDS):
                for one in seat.hand(2).leases:
                    sent = seat.sent(commands.LogCall(one.lead.lead_id, "no_answer"))
                    assert [r.state for r in seat.push(sent).results] == [State.DONE]
                    worked.append(one.lead.lead_id)
            seat.hand(2)

        return run

    together(*(work(seat) for seat in crowd(stand)))
    live = [(lead, phone) for lead, phone, is_live in lent(office) if is_live]
    assert max(Counter(lead for lead, _ in live).values(), default=1) == 1
    assert max(Counter(phone for _, phone in live).values(), default=1) == 1
    assert max(Counter(worked).values()) == 1
    assert len(worked) >= 60
    calls = office.sql("SELECT lead_id FROM journal WHERE kind = 'call'")
    assert Counter(row[0] for row in calls) == Counter(worked)
    done = office.sql("SELECT COUNT(*) FROM done_operation")
    assert done == [(len(worked),)]


def test_the_same_push_sent_twice_at_once_is_done_once(stand: Stand) -> None:
    lead = stand.office.lead()
    dana = stand.workstation(stand.office.dana)
    dana.hand()
    sent = dana.sent(commands.LogCall(lead, "no_answer"))
    hubs = [stand.hub, stand.hub_over(stand.another())]
    results: list[str] = []

    def push(number: int) -> Callable[[], None]:
        def run() -> None:
            results.extend(one.state for one in hubs[number % 2].push(dana.caller, [sent]).results)

        return run

    together(*(push(n) for n in range(6)))
    assert results == [State.DONE] * 6
    assert stand.office.lead_now(lead).attempts == 1


# ----------------------------------------------------------------------- a server that crashes


@pytest.fixture
def crashing() -> Iterator[tuple[Server, Stand]]:
    with running(NOON) as server:
        place = Place(server.url("team"), lambda url: open_store(url, NOON))
        yield server, Stand(place)
        place.close()


@pytest.mark.postgres
def test_a_crash_of_the_server_loses_nothing_that_was_acknowledged_and_nothing_untold(
    crashing: tuple[Server, Stand], tmp_path: Path
) -> None:
    server, stand = crashing
    office = stand.office
    for _ in range(20):
        office.lead(by=office.boss)
    dana = stand.workstation(office.dana)
    dana.file = Office(open_copy(make_template(tmp_path / "template.db"), tmp_path / "seat.db"))
    boot = dana.hello().boot
    dana.snapshot()
    acknowledged: list[str] = []
    for round_ in range(3):
        for one in dana.hand(4).leases[:2]:
            sent = dana.sent(commands.LogCall(one.lead.lead_id, "no_answer"))
            dana.push(sent)
            acknowledged.append(sent.id)
            dana.leases.pop(one.lead.lead_id)
        dana.pull()
        _crash_while_somebody_writes(server, office, next(iter(dana.leases)))
        lost = dana.seq
        assert dana.hello().last_seq == lost
        assert (dana.hello().boot == boot) is False, round_
        boot = dana.hello().boot
        # Ids of transactions may be given again now; what follows is told all the same.
        office.do(commands.AddNote(next(iter(dana.leases)), f"after crash {round_}"), office.boss)
        dana.snapshot()
        assert dana.rows() == dana.rows_there()
    kept = {row[0] for row in office.sql("SELECT id FROM done_operation")}
    assert set(acknowledged) <= kept
    calls = office.sql("SELECT COUNT(*) FROM journal WHERE kind = 'call'")
    assert calls == [(len(acknowledged),)]


def _crash_while_somebody_writes(server: Server, office: Office, lead: int) -> None:
    with pytest.raises(StoreUnavailable):
        _write_and_crash(server, office, lead)
    assert office.sql("SELECT COUNT(*) FROM lead WHERE title = 'lost'") == [(0,)]


def _write_and_crash(server: Server, office: Office, lead: int) -> None:
    with office.store.database.writing() as session:
        session.run(Sql("UPDATE lead SET title = 'lost' WHERE id = :id"), id=lead)
        server.crash()


@pytest.mark.postgres
def test_processes_look_for_free_leads_one_after_the_other(postgres_place: Place) -> None:
    """The second one would find the head of the queue held, look farther and hold far more."""
    stand = Stand(postgres_place)
    leads = [stand.office.lead() for _ in range(12)]
    dana = stand.workstation(stand.office.dana)
    eve = stand.workstation(stand.office.person("Eve Stone", "qualifier"))
    eve.hub = stand.hub_over(stand.another())
    asking = threading.Thread(target=eve.hand, args=(3,))
    with stand.store.unit() as unit:
        device = unit.device(dana.caller)
        free = itertools.islice(unit.free(device, NOON, 2), 2)
        granted = {one.lead_id for one in free if unit.grant(device, one, NOON + HOUR)}
        asking.start()
        wait_for_a_lock(stand.office, asking)
        with postgres_place.open().database.writing() as other:
            rows = other.sql("SELECT id FROM lead FOR UPDATE SKIP LOCKED")
    asking.join()
    assert {row[0] for row in rows} == {*leads} - granted
    assert set(eve.leases).isdisjoint(granted)
    assert (len(granted), len(eve.leases)) == (2, 3)
    stand.close()
