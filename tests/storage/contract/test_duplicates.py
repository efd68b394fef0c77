# SPDX-License-Identifier: MIT
"""Finding, merging and taking back on both databases; numbers that open leads share settled."""

from __future__ import annotations

import importlib
import threading
from typing import Any

import pytest

from leaddesk.desk.commands import AddNote, KeepApart, MergeLeads, TakeBack
from leaddesk.desk.queries import AskDuplicates, AskPair
from leaddesk.domain.errors import LeadDeskError, StaleLead
from leaddesk.domain.lead import LeadState
from leaddesk.storage import duplicate_finding
from tests.factories import NOON, Office
from tests.storage.conftest import Place


@pytest.fixture
def ruth(office: Office) -> int:
    """The team lead."""
    return office.person("Ruth Adeyemi", "team_lead")


def rivera(office: Office, company: str = "Acme", **fields: Any) -> int:
    return office.lead("Rivera", first_name="Jordan", company=company, **fields)


def found(office: Office, step: int = 100) -> list[tuple[int, int, int]]:
    """The open pairs after looking at every lead that waits for it."""
    while office.store.find_some(step):
        pass
    rows = office.ask(AskDuplicates()).pairs
    return [(row.first_id, row.second_id, round(row.score * 100)) for row in rows]


def test_pairs_are_found_by_name_company_site_and_address(office: Office) -> None:
    one = rivera(office, "Acme, Inc.", website="https://acme.com/about")
    two = rivera(office, "ACME")
    three = rivera(office, "Labs of A", email="jr@acme.com")
    four = office.lead(first_name="Rivera", last_name="Jordan", company="Acme")
    five = office.lead("Kim", first_name="Bo", company="Zeta Foods", city="Waco")
    office.lead("Kim", first_name="Bo", company="Other Name")
    pairs = {pair[:2] for pair in found(office)}
    assert pairs >= {(one, two), (one, three), (one, four), (two, four)}
    assert all(five not in pair for pair in pairs)


def test_the_size_of_a_step_makes_no_difference(place: Place) -> None:
    office = Office(place.open())
    for number in range(12):
        rivera(office, f"Acme {number % 3}")
    small = found(office, 1)
    office.write("DELETE FROM duplicate_pair")
    office.write("INSERT INTO duplicate_gap (first_id, last_id, marks) VALUES (1, 12, 1)")
    assert found(office, 5) == small
    office.write("DELETE FROM duplicate_pair")
    office.write("INSERT INTO duplicate_gap (first_id, last_id, marks) VALUES (1, 12, 1)")
    assert found(office, 1000) == small
    assert len(small) == 3 * 6


def test_what_changed_while_it_was_looked_at_is_looked_at_again(office: Office) -> None:
    one, two = rivera(office), rivera(office, "Zeta")
    with office.store.database.reading() as session:
        step = duplicate_finding.look_at(session, 100)
    assert step is not None
    with office.store.database.writing() as session:
        session.sql(f"UPDATE duplicate_gap SET marks = marks + 1 WHERE first_id = {step.first}")
    with office.store.database.writing() as session:
        duplicate_finding.keep(session, step)
    assert office.sql("SELECT COUNT(*) FROM duplicate_gap")[0][0] == two - one + 1


def test_two_windows_looking_at_once_find_each_pair_once(place: Place) -> None:
    office = Office(place.open())
    for _ in range(16):
        rivera(office)
    office.write("DELETE FROM duplicate_gap")
    office.write("INSERT INTO duplicate_gap (first_id, last_id, marks) VALUES (1, 16, 1)")
    other = place.open()
    errors: list[LeadDeskError] = []

    def look(find: object) -> None:
        try:
            while find(4):  # type: ignore[operator]
                pass
        except LeadDeskError as error:
            errors.append(error)

    threads = [
        threading.Thread(target=look, args=(store.find_some,)) for store in (office.store, other)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(found(office)) == 16 * 15 // 2


def test_a_name_that_everybody_has_is_passed_over(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicate_finding, "MOST", 3)
    ids = [office.lead("Kim", first_name=name, company="Big") for name in ("Bo", "B", "Ann", "Cy")]
    assert found(office) == []
    twin = office.lead("Kim", first_name="Bo", company="Big")
    assert [pair[:2] for pair in found(office)] == [(ids[0], twin)]


def test_a_merge_is_one_step_on_either_database(office: Office, ruth: int) -> None:
    keep, drop = rivera(office), rivera(office, title="Owner")
    office.do(AddNote(drop, "called us"))
    assert [pair[:2] for pair in found(office)] == [(keep, drop)]
    card = office.ask(AskPair(keep, drop))
    assert (card.left.id, card.right.id) == (keep, drop)
    office.do(MergeLeads(keep, drop, card.left.version, card.right.version, ("title",)), ruth)
    assert office.card(drop).id == keep
    assert office.card(keep).title == "Owner"
    assert len(office.numbers(keep)) == 2
    assert "called us" in {row.note for row in office.card(keep).history}
    assert found(office) == []
    office.do(TakeBack(), ruth)
    assert office.states()[drop] is LeadState.QUEUED
    assert [len(office.numbers(lead)) for lead in (keep, drop)] == [1, 1]
    assert [pair[:2] for pair in found(office)] == [(keep, drop)]
    office.do(KeepApart(keep, drop), ruth)
    assert found(office) == []


def test_of_two_windows_merging_the_same_pair_one_is_refused(place: Place) -> None:
    office = Office(place.open())
    ruth = office.person("Ruth Adeyemi", "team_lead")
    keep, drop = rivera(office), rivera(office)
    command = MergeLeads(keep, drop, 1, 1)
    told: list[str] = []

    def merge() -> None:
        try:
            place.desk().do(command, ruth, NOON)
            told.append("merged")
        except StaleLead as error:
            told.append(error.key)

    threads = [threading.Thread(target=merge) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["edited_since", "merged"]


def test_the_upgrade_leaves_a_number_with_its_oldest_open_lead(place: Place) -> None:
    office = Office(place.open())
    leads = [rivera(office, f"Firm {n}", phones=((f"+161255570{n:0>2}", "direct"),)) for n in "123"]
    office.write("UPDATE phone SET e164 = '+16125557001' WHERE lead_id <= 2")
    office.write("UPDATE lead SET phone = '+16125557001' WHERE id <= 2")
    step = importlib.import_module("leaddesk.storage.migrations.versions.0005_duplicates")
    with office.store.database.engine.begin() as connection:
        if office.store.database.is_sqlite:
            connection.exec_driver_sql("PRAGMA query_only=OFF")
        step._settle(connection)
    bad = [office.numbers(lead)[0].bad for lead in leads]
    assert bad == ["", "shared", ""]
    states = [office.lead_now(lead).state for lead in leads]
    assert states == [LeadState.QUEUED, LeadState.RESEARCH, LeadState.QUEUED]
