# SPDX-License-Identifier: MIT
"""A write that changes several leads of a server holds them in one order, so none waits in a ring.

Somebody else holds the lead with the lowest id: the write waits for that one, and has no other yet.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable

import pytest

from leaddesk.desk.commands import (
    AcceptHandoff,
    AddNoCall,
    EditPerson,
    ErasePerson,
    LogCall,
    MergeLeads,
    PersonFields,
    RemoveNoCall,
    RunClocks,
    TakeBack,
)
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.lead import LeadState
from leaddesk.storage.engine import Sql
from tests.factories import Office
from tests.storage.conftest import Place
from tests.storage.servers import wait_for_a_lock

pytestmark = pytest.mark.postgres

_FREE = Sql("SELECT id FROM lead WHERE id <> :lowest ORDER BY id FOR UPDATE SKIP LOCKED")
_HOLD = Sql("SELECT id FROM lead WHERE id = :lowest FOR UPDATE")


@pytest.fixture
def three(postgres_place: Place) -> tuple[Office, int, int, int]:
    """Return an office with three leads that have a number and an address in common."""
    office = Office(postgres_place.open())
    leads = [office.lead() for _ in range(3)]
    e164 = office.numbers(leads[2])[0].e164
    for lead_id in leads[:2]:
        office.write(
            "INSERT INTO phone (lead_id, position, e164, bad) "
            f"VALUES ({lead_id}, 5, '{e164}', 'shared')"
        )
    office.write("UPDATE lead SET email = 'front@office.example'")
    return office, leads[0], leads[1], leads[2]


def _listed(office: Office, lead_id: int) -> None:
    office.log(lead_id, "do_not_call", then_take=False)


def _call(outcome: str) -> Callable[[Office, int], object]:
    return lambda _office, highest: LogCall(highest, outcome, then_take=False)


def _add_person(_office: Office, highest: int) -> object:
    return AddNoCall(str(highest), kind="person")


def _remove(office: Office, highest: int) -> object:
    _listed(office, highest)
    return RemoveNoCall("person", str(highest), "They called us.")


def _take_back(office: Office, highest: int) -> object:
    _listed(office, highest)
    return TakeBack()


def _merge(office: Office, highest: int) -> object:
    _listed(office, highest)
    kept, dropped = office.lead_now(highest - 1), office.lead_now(highest)
    return MergeLeads(kept.id, dropped.id, kept.version, dropped.version)


@pytest.mark.parametrize(
    "wish",
    [_call("do_not_call"), _call("disconnected"), _add_person, _remove, _take_back, _merge],
    ids=["do_not_call", "disconnected", "add_person", "remove", "take_back", "merge"],
)
def test_what_is_true_of_a_number_is_written_in_the_order_of_its_leads(
    three: tuple[Office, int, int, int],
    postgres_place: Place,
    wish: Callable[[Office, int], object],
) -> None:
    office, lowest, *others, highest = three
    command = wish(office, highest)
    who = 0 if isinstance(command, LogCall | TakeBack) else office.boss
    free = _free_while_it_waits(office, postgres_place, lowest, lambda: office.do(command, who))
    assert free == [*others, highest]


def test_entries_are_written_once_their_leads_are_held(
    three: tuple[Office, int, int, int], postgres_place: Place
) -> None:
    """Two that put the same on the list would wait for each other's entry and lead otherwise."""
    office, lowest, *_ = three
    number = office.numbers(lowest)[0].e164

    def add_too() -> None:
        with postgres_place.open().database.writing() as session:
            session.sql("SET LOCAL lock_timeout = '2s'")
            session.sql(
                "INSERT INTO suppression (kind, value, label, since, person_id, reason, lead_id) "
                f"VALUES ('number', '{number}', '', 0, 0, '', 0)"
            )
            session.sql("ROLLBACK")

    _free_while_it_waits(
        office, postgres_place, lowest,
        lambda: office.do(AddNoCall(number, kind="number"), office.boss), add_too,
    )  # fmt: skip


def test_handoffs_that_ran_out_are_ended_in_the_order_of_their_leads(
    postgres_place: Place,
) -> None:
    office = Office(postgres_place.open())
    lowest, highest = office.lead(), office.lead()
    for lead_id in (highest, lowest):
        office.hand_off(lead_id)
        office.later(dt.timedelta(minutes=1))
    office.later(dt.timedelta(days=30))
    run = RunClocks()
    assert _free_while_it_waits(office, postgres_place, lowest, lambda: office.do(run)) == [highest]
    assert office.lead_now(highest).state is LeadState.QUEUED


def test_a_handoff_is_held_after_its_lead(postgres_place: Place) -> None:
    office = Office(postgres_place.open())
    lead_id = office.lead()
    handoff_id = office.hand_off(lead_id)

    def hold_handoff() -> None:
        with postgres_place.open().database.writing() as session:
            assert session.sql("SELECT id FROM handoff FOR UPDATE SKIP LOCKED") == [(handoff_id,)]

    _free_while_it_waits(
        office, postgres_place, lead_id,
        lambda: office.do(AcceptHandoff(handoff_id), office.sam), hold_handoff,
    )  # fmt: skip


def test_who_leaves_hands_their_leads_on_in_order(postgres_place: Place) -> None:
    office = Office(postgres_place.open())
    lowest, highest = office.lead(), office.lead()
    for lead_id in (highest, lowest):
        office.do(AcceptHandoff(office.hand_off(lead_id)), office.sam)
    office.person("Ann Lee", "senior_rep")
    gone = EditPerson(office.sam, PersonFields("Sam Ortiz", ("senior_rep",), "UTC"), active=False)
    assert _free_while_it_waits(
        office, postgres_place, lowest, lambda: office.do(gone, office.boss)
    ) == [highest]


def test_who_was_merged_is_erased_in_order(postgres_place: Place) -> None:
    office = Office(postgres_place.open())
    lowest, highest = office.lead(), office.lead()
    kept, dropped = office.lead_now(lowest), office.lead_now(highest)
    merge = MergeLeads(lowest, highest, kept.version, dropped.version)
    office.do(merge, office.boss)
    erase = ErasePerson((highest,), "They asked.")
    assert _free_while_it_waits(
        office, postgres_place, lowest, lambda: office.do(erase, office.boss)
    ) == [highest]


def _free_while_it_waits(
    office: Office,
    place: Place,
    lowest: int,
    write: Callable[[], object],
    look: Callable[[], None] = lambda: None,
) -> list[int]:
    """Return the leads that a write does not hold while it waits for the lowest, and finish it."""
    failed: list[LeadDeskError] = []

    def run() -> None:
        try:
            write()
        except LeadDeskError as error:
            failed.append(error)

    writer = threading.Thread(target=run)
    with place.open().database.writing() as holder:
        holder.rows(_HOLD, lowest=lowest)
        writer.start()
        wait_for_a_lock(office, writer)
        assert writer.is_alive(), failed
        with place.open().database.writing() as other:
            free = [row[0] for row in other.rows(_FREE, lowest=lowest)]
        look()
    writer.join()
    assert failed == []
    return free
