# SPDX-License-Identifier: MIT
"""Erasing and letting go on both databases: found, emptied, known again."""

from __future__ import annotations

import datetime as dt

import pytest

from leaddesk.desk.commands import (
    AddLead,
    AddNoCall,
    ChangeRule,
    EditLead,
    ErasePerson,
    KeepApart,
    LeadFields,
    LogCall,
    MergeLeads,
    SetSource,
    TakeBack,
    TakeInquiry,
)
from leaddesk.desk.erasure_list import decode, encode
from leaddesk.desk.queries import AskOverdue, AskPersonData, AskPrivacy
from leaddesk.desk.rules import encode_rule
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.lead import LeadState
from leaddesk.domain.retention import RetentionRule
from leaddesk.storage import erasure_file
from leaddesk.storage.checking import check_database
from leaddesk.storage.tables import metadata
from tests.factories import Office
from tests.storage.conftest import Place

NUMBER, EMAIL = "+16125550777", "zoe.quill@quillworks.com"
TRACES = ("Quill", "Zoe", EMAIL, NUMBER, "secret words")
DAY = dt.timedelta(days=1)


@pytest.fixture
def ruth(office: Office) -> int:
    """The team lead."""
    return office.person("Ruth Adeyemi", "team_lead")


def add_zoe(office: Office, email: str = "") -> int:
    fields = LeadFields(
        "Zoe", "Quill", "Quillworks", email=email, phones=((NUMBER, "mobile"),), region="MN",
        country="US",
    )  # fmt: skip
    lead = office.do(AddLead(fields, note="secret words")).lead_id
    assert lead is not None
    return lead


def traces(office: Office) -> set[str]:
    told = [office.sql(f"SELECT * FROM {table.name}") for table in metadata.sorted_tables]
    return {word for word in TRACES if word in repr(told)}


def test_an_erased_person_is_gone_from_every_table(office: Office, ruth: int) -> None:
    zoe, twin = add_zoe(office, email=EMAIL), office.lead("Quill", email="z@quill.example")
    other = office.lead("Berg")
    office.do(KeepApart(other, twin), ruth)
    office.do(LogCall(other, "no_answer", note=f"Better {NUMBER}", then_take=False))
    kept, dropped = office.lead_now(zoe), office.lead_now(twin)
    office.do(MergeLeads(zoe, twin, kept.version, dropped.version), ruth)
    handoff = office.hand_off(zoe, note="secret words")
    assert traces(office) == set(TRACES)
    office.do(ErasePerson((twin,), "By e-mail"), ruth)
    assert traces(office) == set()
    assert {office.states()[lead] for lead in (zoe, twin)} == {LeadState.ERASED}
    assert office.sql("SELECT open, fate FROM handoff WHERE id = :id", id=handoff) == [
        (0, "erased")
    ]
    assert office.sql("SELECT COUNT(*) FROM feedback WHERE given_at = 0") == [(0,)]
    assert check_database(office.store.database).findings == ()
    with pytest.raises(RuleBroken, match="erased_before"):
        add_zoe(office)


def test_what_a_person_had_before_goes_as_well(office: Office, ruth: int) -> None:
    zoe, other = add_zoe(office, email=EMAIL), office.lead("Berg")
    office.log(other, "no_answer", note=f"Better {NUMBER} or {EMAIL}", then_take=False)
    now = office.lead_now(zoe)
    fields = LeadFields("Zoe", "Quill", "Quillworks", email="new@quill.example", region="MN",
                        country="US", phones=(("+16125550888", "mobile"),))  # fmt: skip
    office.do(EditLead(zoe, now.version, fields))
    office.do(ErasePerson((zoe,), "By e-mail"), ruth)
    assert traces(office) == set()
    # A number that somebody had once may be another one's now.
    assert office.lead("Berg", phones=((NUMBER, "direct"),))


def test_nothing_of_them_lies_in_the_file_either(place: Place) -> None:
    office = Office(place.open())
    file = office.store.database.path
    if file is None:
        return  # A server's pages are its own affair.
    ruth = office.person("Ruth Adeyemi", "team_lead")
    zoe = add_zoe(office, email=EMAIL)
    office.do(ErasePerson((zoe,), "By e-mail"), ruth)
    for path in file.parent.glob(f"{file.name}*"):
        told = path.read_bytes()
        assert [word for word in TRACES if word.encode() in told] == [], path.name
    kept = decode(erasure_file.file_in(file.parent, file).read_bytes())
    assert kept == office.desk.erasures() == erasure_file.told_by(file)


def test_a_database_that_forgot_who_was_erased_does_not_hide_it(place: Place) -> None:
    office = Office(place.open())
    file = office.store.database.path
    if file is None:
        return
    ruth = office.person("Ruth Adeyemi", "team_lead")
    office.do(ErasePerson((add_zoe(office, email=EMAIL),), "By e-mail"), ruth)
    told = office.desk.erasures()
    # As in a new database, and in a backup whose restore stopped before it erased anybody.
    for table in ("erased_trait", "erasure", "erasure_secret"):
        office.write(f"DELETE FROM {table}")
    assert erasure_file.latest(file, file.parent / "copy.db") == told


def test_the_same_person_is_found_by_address_and_by_name_with_number(
    office: Office, ruth: int
) -> None:
    zoe = add_zoe(office, email=EMAIL)
    by_address, by_number = office.lead("Quill", first_name="Zoe"), office.lead("X")
    colleague, same_mailbox = office.lead("Berg"), office.lead("Berg")
    for lead in (by_address, same_mailbox):
        office.write("UPDATE lead SET email = :email WHERE id = :id", email=EMAIL, id=lead)
    office.write("UPDATE lead SET name_key = 'quill zoe' WHERE id = :id", id=by_number)
    for lead in (by_number, colleague):
        office.write("UPDATE phone SET e164 = :n WHERE lead_id = :id", n=NUMBER, id=lead)
    assert set(office.ask(AskPersonData(zoe)).lead_ids) == {zoe, by_address, by_number}
    assert office.ask(AskPersonData(zoe)).lead_ids[0] == zoe


def test_a_copy_from_before_is_erased_once_more(place: Place) -> None:
    office = Office(place.open())
    ruth = office.person("Ruth Adeyemi", "team_lead")
    zoe, other = add_zoe(office, email=EMAIL), office.lead("Berg")
    office.do(ErasePerson((zoe,), "By e-mail"), ruth)
    told = office.desk.erasures()
    for table in ("erased_trait", "erasure", "erasure_secret"):
        office.write(f"DELETE FROM {table}")
    back = add_zoe(office, email=EMAIL)
    # The copy is one from before: what is in it had come before the person asked.
    office.write("UPDATE lead SET arrived_at = arrived_at - 1000 WHERE id = :id", id=back)
    assert office.desk.erase_again(decode(encode(told)), 0, office.now) == 1
    assert office.states()[back] is LeadState.ERASED
    assert office.lead_now(other).last_name == "Berg"
    assert traces(office) == set()
    assert office.desk.erasures() == told
    assert office.desk.erase_again(told, 0, office.now) == 0


def test_a_copy_in_which_others_had_the_number_too_keeps_them(office: Office, ruth: int) -> None:
    zoe, other = add_zoe(office, email=EMAIL), office.lead("Berg")
    office.do(ErasePerson((zoe,), "By e-mail"), ruth)
    told = office.desk.erasures()
    back, colleague = office.lead("Zoe"), office.lead("Cole")
    office.write("UPDATE lead SET email = :email WHERE id = :id", email=EMAIL, id=back)
    for lead in (back, other, colleague):
        office.write("UPDATE phone SET e164 = :n WHERE lead_id = :id", n=NUMBER, id=lead)
    assert office.desk.erase_again(told, 0, office.now) == 1
    states = office.states()
    assert states[back] is LeadState.ERASED
    assert {states[other], states[colleague]} == {LeadState.QUEUED}


def test_who_came_back_after_being_erased_stays(office: Office, ruth: int) -> None:
    zoe = add_zoe(office, email=EMAIL)
    office.do(ErasePerson((zoe,), "By e-mail"), ruth)
    told = office.desk.erasures()
    office.write("DELETE FROM erased_trait")
    office.later(DAY)
    again = add_zoe(office, email=EMAIL)
    assert office.desk.erase_again(told, 0, office.now) == 0
    assert office.lead_now(again).last_name == "Quill"


def test_who_came_back_and_asked_for_no_calls_then_stays_out(office: Office, ruth: int) -> None:
    wrote = (("name", "Zoe Quill"), ("email", EMAIL))
    office.do(ErasePerson((add_zoe(office, email=EMAIL),), "By e-mail"), ruth)
    back = office.do(TakeInquiry(wrote, key="first")).lead_id
    assert back is not None
    office.do(AddNoCall(str(back), kind="person"), ruth)
    office.do(ErasePerson((back,), "By e-mail"), ruth)
    done = office.do(TakeInquiry(wrote, key="second"))
    assert (done.lead_id, dict(done.facts)["result"]) == (None, "kept_out")


def test_digests_of_two_copies_are_both_known(office: Office, ruth: int) -> None:
    zoe = add_zoe(office, email=EMAIL)
    office.do(ErasePerson((zoe,), "By e-mail"), ruth)
    told = office.desk.erasures()
    for table in ("erased_trait", "erasure", "erasure_secret"):
        office.write(f"DELETE FROM {table}")
    office.do(ErasePerson((office.lead("Berg"),), "By e-mail"), ruth)
    office.desk.erase_again(told, 0, office.now)
    assert len(office.desk.erasures().secrets) == 2
    with pytest.raises(RuleBroken, match="erased_before"):
        add_zoe(office)
    office.do(ErasePerson((office.lead("Third"),), "By e-mail"), ruth)
    assert len(office.desk.erasures().erasures) == 3


def test_leads_are_let_go_by_the_months_of_their_state(office: Office, ruth: int) -> None:
    worked, over, agreed = office.lead(), office.lead(), office.lead()
    office.log(over, "unqualified", reason="no_fit", then_take=False)
    office.take(lead_id=agreed)
    office.log(agreed, "callback", when=office.now + 70 * DAY, then_take=False)
    rule = RetentionRule(2, 1)
    office.do(ChangeRule("retention", encode_rule("retention", rule)), ruth)
    office.later(40 * DAY)
    assert [(row.state, row.leads) for row in office.ask(AskOverdue()).rows] == [
        (LeadState.CLOSED, 1)
    ]
    assert office.desk.retain(ruth, office.now).leads == 1
    office.later(25 * DAY)
    assert office.desk.retain(ruth, office.now).leads == 1
    states = office.states()
    assert (states[worked], states[over]) == (LeadState.ERASED, LeadState.ERASED)
    assert states[agreed] is LeadState.QUEUED
    assert check_database(office.store.database).findings == ()


def test_the_basis_of_a_source_is_kept_and_taken_back(office: Office, ruth: int) -> None:
    office.lead()
    (row,) = office.ask(AskPrivacy()).sources
    office.do(SetSource(row.id, "consent", "Web page"), ruth)
    (row,) = office.ask(AskPrivacy()).sources
    assert (row.basis, row.is_set, row.origin) == ("consent", True, "Web page")
    office.do(TakeBack(), ruth)
    (row,) = office.ask(AskPrivacy()).sources
    assert (row.is_set, row.origin) == (False, "")
