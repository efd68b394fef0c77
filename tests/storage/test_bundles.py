# SPDX-License-Identifier: MIT
"""Rows that travelled from one database to another are the same there, and found there."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from leaddesk.desk.commands import (
    AcceptHandoff,
    AddNote,
    ChangeRule,
    WriteCoachingNote,
)
from leaddesk.desk.rules import TeamRule, encode_rule
from leaddesk.desk.wire import LeadRows, Rows
from leaddesk.storage import bundles
from tests.factories import DAY, Office, make_template, open_copy


@pytest.fixture
def hub(tmp_path: Path) -> Office:
    """Return the team's database, with a lead that was called, handed over and accepted."""
    return Office(open_copy(make_template(tmp_path / "template.db"), tmp_path / "hub.db"))


@pytest.fixture
def seat(tmp_path: Path, hub: Office) -> Office:
    """Return a workstation's file as it is before anything came."""
    del hub
    return Office(open_copy(make_template(tmp_path / "other.db"), tmp_path / "seat.db"))


def on_the_way(rows: Rows) -> Rows:
    """Return rows as they are after the way."""
    return msgspec.json.decode(msgspec.json.encode(rows), type=Rows)


def bring(hub: Office, seat: Office, *leads: int) -> None:
    """Bring shared tables and leads from one to the other."""
    with hub.store.database.reading() as session:
        shared = on_the_way(bundles.read_shared(session))
        own = on_the_way(bundles.read_own(session, seat.dana))
        told = [LeadRows(lead, on_the_way(bundles.read_lead(session, lead))) for lead in leads]
    with seat.store.database.writing() as session:
        bundles.write_shared(session, shared)
        bundles.write_own(session, own, seat.dana)
        bundles.write_leads(session, told)


def worked(hub: Office) -> int:
    """Return a lead with a history."""
    lead = hub.lead("Featherstone", email="jo@featherstone.io")
    hub.do(AddNote(lead, "asked for the brochure"))
    hub.log(lead, "no_answer", then_take=False)
    hub.later(DAY)
    hub.do(AcceptHandoff(hub.hand_off(lead)), hub.sam)
    hub.log(lead, "appointment_set", hub.sam, when=hub.now + 2 * DAY, then_take=False)
    return lead


def rows_of(office: Office, lead: int) -> Rows:
    with office.store.database.reading() as session:
        return bundles.read_lead(session, lead)


def test_a_lead_comes_whole_and_is_found_by_its_words(hub: Office, seat: Office) -> None:
    lead = worked(hub)
    bring(hub, seat, lead)
    assert rows_of(seat, lead) == rows_of(hub, lead)
    seat.now = hub.now
    assert seat.card(lead) == hub.card(lead)
    assert [row[1] for row in seat.searchable() if row[0] == "featherstone"] == [lead]


def test_brought_again_it_is_the_same_and_what_is_gone_is_gone(hub: Office, seat: Office) -> None:
    lead = worked(hub)
    bring(hub, seat, lead)
    hub.write("DELETE FROM phone WHERE lead_id = :lead AND position > 0", lead=lead)
    hub.write("UPDATE lead SET last_name = 'Norwood' WHERE id = :lead", lead=lead)
    bring(hub, seat, lead)
    bring(hub, seat, lead)
    assert rows_of(seat, lead) == rows_of(hub, lead)
    words = {word for word, _ in seat.searchable()}
    assert "norwood" in words
    with seat.store.database.writing() as session:
        bundles.write_leads(session, [LeadRows(lead, None)])
    assert seat.sql("SELECT COUNT(*) FROM lead") == [(0,)]
    assert not any(rows for rows in rows_of(seat, lead).values())
    assert "norwood" not in {word for word, _ in seat.searchable()}


def test_a_rule_that_changed_there_holds_here(hub: Office, seat: Office) -> None:
    hub.do(ChangeRule("team", encode_rule("team", TeamRule(name="North team"))))
    bring(hub, seat)
    with seat.store.looking() as unit:
        assert seat.desk._book_of(unit).rules.team.name == "North team"
    assert hub.names() == seat.names()
    with seat.store.database.reading() as session:
        assert session.sql("PRAGMA foreign_key_check") == []


def test_of_coaching_notes_only_those_that_were_shared_travel(hub: Office, seat: Office) -> None:
    hub.do(WriteCoachingNote(hub.dana, "keep between us"), hub.boss)
    hub.do(WriteCoachingNote(hub.dana, "well done", shared=True), hub.boss)
    bring(hub, seat)
    assert seat.sql("SELECT words FROM coaching_note") == [("well done",)]
    counted = hub.done_today()
    assert seat.done_today() == counted


def test_leads_that_are_not_kept_go(hub: Office, seat: Office) -> None:
    first, second = worked(hub), hub.lead()
    bring(hub, seat, first, second)
    with seat.store.database.writing() as session:
        bundles.drop_others(session, {second})
    assert seat.sql("SELECT id FROM lead") == [(second,)]
    assert seat.sql("SELECT COUNT(*) FROM handoff") == [(0,)]
