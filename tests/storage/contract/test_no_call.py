# SPDX-License-Identifier: MIT
"""The do-not-call list and national lists as both databases keep them."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from leaddesk.desk.commands import AddNoCall, RegistryOptions, RemoveNoCall, SetRegistry, TakeBack
from leaddesk.desk.queries import AskNoCall
from leaddesk.desk.registry_run import RegistryChunk
from leaddesk.desk.stores.no_call import DONE, Entry, Night
from leaddesk.domain.lead import LeadState
from leaddesk.domain.place_hours_table import SHIPPED
from leaddesk.domain.registry_block import holds
from tests.factories import MINUTE, NOON, Office
from tests.storage.conftest import Place

DAY = NOON.date()


@pytest.fixture
def office(place: Place) -> Office:
    """A desk on either database."""
    return Office(place.open())


def test_entries_are_found_paged_and_taken_off(office: Office) -> None:
    entries = [
        Entry(kind, f"{kind}{n}", f"{kind} {n}", NOON + (n % 2) * MINUTE, 1, "why", 0)
        for kind in ("number", "email", "company", "site")
        for n in range(6)
    ]
    with office.store.unit() as unit:
        assert all(unit.no_call.add(entry) for entry in entries)
        assert not unit.no_call.add(entries[0])
    with office.store.looking() as unit:
        seen: list[Entry] = []
        after = None
        while page := unit.no_call.page(after, 5):
            seen += page
            after = (page[-1].since, page[-1].kind, page[-1].value)
        assert {(one.kind, one.value) for one in seen} == {(e.kind, e.value) for e in entries}
        assert len(seen) == len(entries)
        assert [one.since for one in seen] == sorted((o.since for o in seen), reverse=True)
        assert [one.value for one in unit.no_call.find("email", "email", 3)] == [
            "email0",
            "email1",
            "email2",
        ]
        listed = unit.no_call.listed({"email": ["email1", "x"], "site": ["site2"]})
        assert {kind: sorted(values) for kind, values in listed.items() if values} == {
            "email": ["email1"],
            "site": ["site2"],
        }
        assert unit.no_call.newer(NOON + MINUTE)
        assert not unit.no_call.newer(NOON + 2 * MINUTE)
    with office.store.unit() as unit:
        unit.no_call.remove(entries[0])
        assert unit.no_call.entry("number", "number0") is None
        assert unit.no_call.size() == len(entries) - 1


def test_leads_are_found_by_whatever_they_are_known_by(office: Office) -> None:
    lead = office.lead(company="Acme Inc", email="ann@acme.com")
    number = office.lead_now(lead).phone
    other = office.lead()
    with office.store.looking() as unit:
        for kind, value in (
            ("number", number), ("email", "ann@acme.com"), ("company", "acme"),
            ("site", "acme.com"), ("person", str(lead)),
        ):  # fmt: skip
            assert unit.no_call.leads_of(kind, value, 0, 9) == (lead,), kind
            assert unit.no_call.leads_of(kind, value, lead, 9) == ()
        known = {one.lead_id: one for one in unit.no_call.identities([lead, other])}
        assert (known[lead].company_key, known[lead].site) == ("acme", "acme.com")
        assert known[lead].numbers == ((number, ""),)
        assert unit.no_call.next_leads(lead, 9) == (other,)


def test_a_lead_is_held_back_let_go_and_taken_back_on_both(office: Office) -> None:
    boss = office.person("Lee Boss", "team_lead")
    lead = office.lead(company="Acme Inc")
    office.do(AddNoCall("Acme"))
    assert office.lead_now(lead).state is LeadState.SUPPRESSED
    removed = office.do(RemoveNoCall("company", "acme", "asked"), boss)
    assert office.lead_now(lead).state is LeadState.QUEUED
    office.do(TakeBack(removed.entry_id), boss)
    assert office.lead_now(lead).state is LeadState.SUPPRESSED
    assert office.ask(AskNoCall()).rows[0].leads == 1


def test_blocks_of_a_file_merge_copy_take_force_and_leave(office: Office) -> None:
    with office.store.unit() as unit:
        first = unit.registries.open_file("us", DAY, 1, NOON)
        assert unit.registries.merge(first, {1612555: [1, 2], 1612556: range(5000)}, {}, NOON) == (
            5002
        )
        assert unit.registries.merge(first, {1612555: [2, 3]}, {1612556: range(5000)}, NOON) == (
            -4999
        )
        unit.registries.put_in_force(first, 3)
        second = unit.registries.open_file("us", DAY, 1, NOON)
        assert unit.registries.copy_some(first, second, 0, 10) == 1612555
        assert unit.registries.copy_some(first, second, 1612555, 10) == 0
        unit.registries.put_in_force(second, 3)
        assert [file.id for file in unit.team.registry_files()] == [second]
        assert unit.registries.leaving(NOON) == (first,)
        assert unit.registries.drop_some(first, 10)
        assert not unit.registries.drop_some(first, 10)
        assert unit.registries.status(first) == ""
    with office.store.looking() as unit:
        block = unit.registries.blocks(second, [1612555, 999])[1612555]
        assert [holds(block, ending) for ending in (0, 1, 2, 3)] == [False, True, True, True]


def test_a_registry_holds_back_on_both(office: Office) -> None:
    boss = office.person("Lee Boss", "team_lead")
    lead = office.lead()
    number = office.lead_now(lead).phone
    office.do(SetRegistry("us", "yes", 31), boss)
    chunk = RegistryChunk(1, {int(number[1:-4]): [int(number[-4:])]}, {})
    office.desk.import_registry([chunk], RegistryOptions("us", DAY), boss, office.now)
    assert office.desk.rescrub(boss, office.now).held == 1
    assert office.lead_now(lead).why == "registry"


def test_a_night_is_one_processs_until_it_leaves_it(office: Office) -> None:
    day, until = DAY.isoformat(), NOON + 2 * MINUTE
    with office.store.unit() as unit:
        mine = unit.no_call.begin_night("rescrub", day, "a", NOON, until)
        assert mine == Night(day, 0, "")
        assert unit.no_call.begin_night("rescrub", day, "b", NOON, until) is None
        assert unit.no_call.go_on("rescrub", "a", Night(day, 7, "{}"), until)
        left = NOON + dt.timedelta(minutes=3)
        assert unit.no_call.begin_night("rescrub", day, "b", left, left + MINUTE) == Night(
            day, 7, "{}"
        )
        assert not unit.no_call.go_on("rescrub", "a", Night(day, 9, "{}"), until)
        assert unit.no_call.go_on("rescrub", "b", Night(day, DONE, json.dumps({"leads": 1})), left)
        assert unit.no_call.begin_night("rescrub", day, "a", left + DAY_LATER, until) is None
        tomorrow = (DAY + dt.timedelta(days=1)).isoformat()
        assert unit.no_call.begin_night("rescrub", tomorrow, "a", left, until) == Night(
            tomorrow, 0, ""
        )
        unit.no_call.forget_night()
        assert unit.no_call.last_night("rescrub") is None


DAY_LATER = dt.timedelta(hours=9)


def test_hours_of_places_come_back_as_they_went_in(office: Office) -> None:
    with office.store.unit() as unit:
        for place in SHIPPED:
            unit.registries.set_place(place)
        unit.registries.set_place(SHIPPED[0])
        assert {place.key: place for place in unit.team.places()} == {p.key: p for p in SHIPPED}
