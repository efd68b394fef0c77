# SPDX-License-Identifier: MIT
"""No lead and no number is ever in two hands, and no hand holds two leads, however many reach."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest

from leaddesk.desk.commands import LogCall, TakeBack, TakeNext
from leaddesk.desk.desk import Desk
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.holiday_calendar import NoHolidays
from tests.factories import MINUTE, NOON, Office
from tests.storage.conftest import Place

PEOPLE = 4
ROUNDS = 6


@pytest.fixture
def crew(place: Place) -> tuple[Office, list[int]]:
    """A desk with more people, and fewer leads than they will ask for."""
    office = Office(place.open())
    people = [office.person(f"Person {n}", "qualifier") for n in range(PEOPLE)]
    for _ in range(PEOPLE * ROUNDS - 4):
        office.lead()
    return office, people


def together(*works: Callable[[], None]) -> None:
    """Run all at the same time and raise what one of them raised."""
    raised: list[BaseException] = []
    ready = threading.Barrier(len(works))

    def run(work: Callable[[], None]) -> None:
        try:
            ready.wait()
            work()
        except BaseException as error:  # noqa: BLE001 - told to the test below
            raised.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]


def held(office: Office) -> list[tuple[int, str, int]]:
    rows = office.sql("SELECT lead_id, phone, person_id FROM lease ORDER BY lead_id")
    return [(row[0], row[1], row[2]) for row in rows]


def test_many_windows_never_take_the_same_lead(
    place: Place, crew: tuple[Office, list[int]]
) -> None:
    office, people = crew
    # Every second lead shares its number with the one before.
    office.write("UPDATE lead SET phone = '+1612555' || (9000 + id / 2)")
    worked: list[int] = []

    def work(person: int) -> Callable[[], None]:
        desk = place.desk()

        def run() -> None:
            at = NOON
            for _ in range(ROUNDS):
                lead_id = desk.do(TakeNext(1), person, at).lead_id
                if lead_id is None:
                    return
                worked.append(lead_id)
                at += MINUTE
                desk.do(LogCall(lead_id, "no_answer", then_take=False), person, at)

        return run

    together(*(work(person) for person in people))
    calls = office.sql("SELECT lead_id FROM journal WHERE kind = 'call'")
    assert Counter(worked) == Counter(row[0] for row in calls)
    assert max(Counter(worked).values()) == 1
    assert held(office) == []


def test_one_person_in_two_windows_holds_one_lead(
    place: Place, crew: tuple[Office, list[int]]
) -> None:
    office, people = crew

    def take(desk: Desk) -> Callable[[], None]:
        def run() -> None:
            for _ in range(5):
                desk.do(TakeNext(1), people[0], NOON)

        return run

    together(*(take(place.desk()) for _ in range(3)))
    assert len(held(office)) == 1


def test_log_and_take_back_among_many_end_where_they_began(
    place: Place, crew: tuple[Office, list[int]]
) -> None:
    office, people = crew
    before = office.sql("SELECT id, state, kind, due_at, attempts FROM lead ORDER BY id")

    def work(person: int) -> Callable[[], None]:
        desk = place.desk()

        def run() -> None:
            for n in range(4):
                lead_id = desk.do(TakeNext(1), person, NOON).lead_id
                if lead_id is not None:
                    desk.do(LogCall(lead_id, "voicemail" if n % 2 else "busy"), person, NOON)
                    desk.do(TakeBack(), person, NOON)

        return run

    together(*(work(person) for person in people))
    assert office.sql("SELECT id, state, kind, due_at, attempts FROM lead ORDER BY id") == before
    assert office.sql("SELECT person_id, metric, n FROM counter WHERE n <> 0") == []
    holders = [person for _, _, person in held(office)]
    numbers = [phone for _, phone, _ in held(office)]
    assert len(set(holders)) == len(holders)
    assert len(set(numbers)) == len(numbers)


def test_the_same_people_suppressed_from_both_ends_at_once(place: Place) -> None:
    """Two calls that touch the same leads in opposite order; one waits or is done again."""
    office = Office(place.open())
    eve = office.person("Eve Stone", "qualifier")
    for _ in range(5):
        first, second = office.lead(), office.lead()
        numbers = [n.e164 for lead_id in (first, second) for n in office.numbers(lead_id)]
        for lead_id, e164 in ((first, numbers[1]), (second, numbers[0])):
            office.write(
                f"INSERT INTO phone (lead_id, position, e164) VALUES ({lead_id}, 5, '{e164}')"
            )
        refused: list[str] = []

        def ask(desk: Desk, person: int, lead_id: int, refused: list[str] = refused) -> None:
            try:
                desk.do(LogCall(lead_id, "do_not_call", then_take=False), person, NOON)
            except RuleBroken as error:
                refused.append(error.key)

        one, two = place.desk(), place.desk()
        together(
            partial(ask, one, office.dana, first),
            partial(ask, two, eve, second),
        )
        assert set(refused) <= {"suppressed"}
        states = office.sql(f"SELECT state FROM lead WHERE id IN ({first}, {second})")
        assert states == [(4,), (4,)]


def test_a_lease_that_ran_out_is_free_for_others(office: Office) -> None:
    lead_id = office.lead()
    assert office.take() == lead_id
    eve = office.person("Eve Stone", "qualifier")
    assert office.take(eve) is None
    office.later(dt.timedelta(minutes=31))
    assert office.take(eve) == lead_id
    assert office.take() is None


WORKER = """
import datetime as dt, sys
from leaddesk.desk.commands import LogCall, TakeNext
from leaddesk.desk.desk import Desk
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.opening import open_store
at = dt.datetime(2026, 5, 12, 17, 0, tzinfo=dt.timezone.utc)
desk = Desk(open_store(sys.argv[1], at), NoHolidays())
person = int(sys.argv[2])
while (lead := desk.do(TakeNext(1), person, at).lead_id) is not None:
    print(lead, flush=True)
    at += dt.timedelta(seconds=1)
    desk.do(LogCall(lead, "no_answer", then_take=False), person, at)
desk.close()
"""


def test_processes_share_a_queue_without_doubles(
    place: Place, crew: tuple[Office, list[int]]
) -> None:
    office, people = crew
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, place.url, str(person)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for person in people[:2]
    ]
    told = [process.communicate(timeout=50) for process in running]
    assert [process.returncode for process in running] == [0, 0], told
    worked = [int(line) for out, _ in told for line in out.split()]
    ready = office.sql("SELECT COUNT(*) FROM lead")[0][0]
    assert len(worked) == len(set(worked)) == ready
    assert Desk(office.store, NoHolidays()).do(TakeNext(1), people[2], NOON).lead_id is None
