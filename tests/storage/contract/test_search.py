# SPDX-License-Identifier: MIT
"""Search finds the same leads on both databases, whatever somebody types."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaddesk.desk.commands import EditLead, LeadFields, TakeBack
from leaddesk.domain.cleaning import clean_text
from leaddesk.storage import search
from leaddesk.storage.store import SqlStore
from tests.factories import Office
from tests.storage.conftest import Place

PEOPLE = {
    "renee": {"first_name": "Renée", "last_name": "Müller-Lüdenscheidt", "company": "Café Zürich"},
    "ann": {"first_name": "Ann", "last_name": "Lee", "email": "ann_b.lee+work@blue-sky.example"},
    "obrien": {"first_name": "Seán", "last_name": "O’Brien", "company": "A/B Testing & Sons"},
    "ivan": {"first_name": "Иван", "last_name": "Йовков", "company": "Acme.com 3M"},
    "strasse": {"first_name": "Uwe", "last_name": "Straße", "company": "<b>R2-D2</b> 007"},
    "lukasz": {"first_name": "Łukasz", "last_name": "Żółć", "company": "Ørsted"},
}
FINDS = {
    "renee": ["renee"],
    "RENÉE": ["renee"],
    "Rene\u0301e": ["renee"],
    "mull zur": ["renee"],
    "ludenscheidt": ["renee"],
    "cafe": ["renee"],
    "lee": ["ann"],
    "ann_b": ["ann"],
    "sky": ["ann"],
    "work blue": ["ann"],
    "ann_b.lee+work@blue-sky.example": ["ann"],
    "brien": ["obrien"],
    "o'brien": ["obrien"],
    "sean sons": ["obrien"],
    "testing": ["obrien"],
    "иван": ["ivan"],
    "ИВАН йов": ["ivan"],
    "com": ["ivan"],
    "3m": ["ivan"],
    "straße": ["strasse"],
    "d2": ["strasse"],
    "007": ["strasse"],
    "zołc": ["lukasz"],
    "łuk": ["lukasz"],
    "zoł": ["lukasz"],
    "ø": ["lukasz"],
    "a": ["ann", "obrien", "ivan"],
    "a a a a a a a a": ["ann", "obrien", "ivan"],
    "xyzzy": [],
    "renee xyzzy": [],
    "": [],
    " -- ": [],
}
HOSTILE = (
    '"', "'", "*", "a*", '"a', "a AND", "NOT a", "a OR b", "NEAR(a b)", "words:a", "^a", "(a", "a)",
    "{a b}:c", "a & b", "a | b", "!a", "a <-> b", ":*", "a:*", "\\", "a\\", "%", "_", "a%", "\0a",
    "a\n\tb", "\u19b0", "a\u19b0b", "😀", "हिन्दी", "x" * 400, "'; DROP TABLE lead; --", "\ufeffa",
)  # fmt: skip


@pytest.fixture
def crowd(office: Office) -> dict[str, int]:
    """Leads by short name."""
    return {name: office.lead(**_fields(told)) for name, told in PEOPLE.items()}


def _fields(told: dict[str, str]) -> dict[str, Any]:
    return {"company": ""} | told


def found(store: SqlStore, text: str, limit: int = 50) -> list[int]:
    with store.looking() as unit:
        return unit.reads.search_words(text, limit)


def test_words_are_found_as_people_write_them(office: Office, crowd: dict[str, int]) -> None:
    names = {lead_id: name for name, lead_id in crowd.items()}
    told = {text: [names[lead_id] for lead_id in found(office.store, text)] for text in FINDS}
    assert told == FINDS


@pytest.mark.usefixtures("crowd")
def test_nothing_typed_is_taken_for_more_than_words(office: Office) -> None:
    for text in HOSTILE:
        assert found(office.store, text, 3) is not None


def test_a_limit_is_kept_and_the_first_come_first(office: Office, crowd: dict[str, int]) -> None:
    assert found(office.store, "a", 2) == [crowd["ann"], crowd["obrien"]]


def test_what_is_edited_is_found_anew_and_what_is_taken_back_as_before(office: Office) -> None:
    lead_id = office.lead("Before", company="Old")
    fields = LeadFields(first_name="Zoë", last_name="After", company="New")
    version = office.lead_now(lead_id).version
    office.do(EditLead(lead_id, version, fields))
    assert found(office.store, "before") == []
    assert found(office.store, "zoe after new") == [lead_id]
    office.do(TakeBack())
    assert found(office.store, "before old") == [lead_id]
    assert found(office.store, "after") == []


def test_a_lead_added_and_taken_back_is_not_found_and_its_id_not_used_again(
    office: Office,
) -> None:
    gone = office.lead("Gone")
    office.do(TakeBack())
    assert found(office.store, "gone") == []
    assert office.lead("Next") > gone


def test_numbers_are_found_by_how_they_begin(office: Office) -> None:
    one = office.lead(phones=(("+16125550148", "direct"), ("+442071838750", "main")))
    two = office.lead(phones=(("+16125550149", "direct"),))
    with office.store.looking() as unit:
        assert unit.reads.search_numbers(["+1612555014"], 9) == [one, two]
        assert unit.reads.search_numbers(["+16125550149", "+44"], 9) == [two, one]
        assert unit.reads.search_numbers(["+1612555014"], 1) == [one]
        assert unit.reads.search_numbers(["+49"], 9) == []


# Without what only one tokenizer takes for letters: a young capital, small numbers, fractions.
LETTERS = st.characters(
    min_codepoint=0x20,
    max_codepoint=0x527,
    exclude_characters="\u037f²³¹¼½¾",
    exclude_categories=["Cc"],
)
NAMES = st.text(LETTERS, min_size=1, max_size=12).map(lambda text: clean_text(text, 80))


@pytest.mark.postgres
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NAMES, NAMES)
def test_both_databases_find_alike(
    sqlite_place: Place, postgres_place: Place, name: str, typed: str
) -> None:
    answers = []
    for place in (sqlite_place, postgres_place):
        store = place.first()
        with store.database.writing() as session:
            session.sql("DELETE FROM lead")
            if session.is_sqlite:
                session.sql("INSERT INTO lead_search (lead_search) VALUES ('delete-all')")
        with store.unit() as unit:
            unit.leads.add(_named(name), [])
        answers.append((bool(found(store, name)), bool(found(store, typed))))
    assert answers[0] == answers[1]
    assert answers[0][0] == bool(search.split(name))


def _named(name: str) -> dict[str, object]:
    return {
        "tier": 1, "state": 0, "kind": 0, "arrived_at": None, "inbound": 0, "half_life": 24,
        "rank": 1.0, "ladder": "outbound", "area_id": 1, "last_name": name,
    }  # fmt: skip
