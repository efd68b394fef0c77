# SPDX-License-Identifier: MIT
"""Erasing a person: nothing of them is left anywhere, and no list brings them back."""

from __future__ import annotations

import dataclasses

import pytest

from leaddesk.desk import erasing
from leaddesk.desk.commands import (
    AcceptHandoff,
    AddLead,
    AddNoCall,
    AddNote,
    AppealRejection,
    EditLead,
    ErasePerson,
    KeepApart,
    LeadFields,
    LiftErasure,
    MergeLeads,
    NotePersonExport,
    RejectHandoff,
    RemoveNoCall,
    RunClocks,
    SetSource,
    TakeBack,
)
from leaddesk.desk.queries import AskHandoffs, AskPersonData, AskPrivacy, AskSearch
from leaddesk.desk.unit import Store
from leaddesk.domain.erasure import ERASED_NAME
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_draft import DraftPhone
from leaddesk.storage.checking import check_database
from leaddesk.storage.tables import metadata
from tests.desk.test_imports import draft, run
from tests.factories import DAY, Office

NUMBER, EMAIL = "+16125550777", "zoe.quill@quillworks.com"
SHOWN = "612 555 0777"
PERSON = LeadFields(
    "Zoe", "Quill", "Quillworks", title="Chief of Everything", email=EMAIL, region="MN",
    country="US", city="Duluth", phones=((NUMBER, "mobile"),),
)  # fmt: skip
TRACES = ("quill", "zoe", NUMBER, "555-0777", "555 0777", "duluth", "everything", "secret words")


@pytest.fixture
def ruth(office: Office) -> int:
    """The team lead."""
    return office.person("Ruth Adeyemi", "team_lead")


@pytest.fixture
def zoe(office: Office) -> int:
    """A lead with everything: a call, notes, a handoff with its sheet, feedback, a search word."""
    lead = office.do(AddLead(PERSON, note="secret words of the adding")).lead_id
    assert lead is not None
    office.take(lead_id=lead)
    office.log(lead, "callback", when=office.now.replace(hour=23), note="secret words of a call")
    while office.desk.catch_up():
        pass
    return lead


def traces(office: Office) -> list[str]:
    """Return where any word of the person still stands, in any table."""
    found = []
    for table in metadata.sorted_tables:
        told = repr(office.sql(f"SELECT * FROM {table.name}")).casefold()
        found += [f"{table.name}: {word}" for word in TRACES if word.casefold() in told]
    return found


def erase(office: Office, ruth: int, *leads: int) -> None:
    office.do(ErasePerson(leads, "By e-mail"), ruth)


def test_nothing_of_an_erased_person_is_left_in_any_table(
    office: Office, ruth: int, zoe: int
) -> None:
    handoff = office.hand_off(zoe, note="secret words of a handoff")
    assert handoff
    assert traces(office)
    erase(office, ruth, zoe)
    assert traces(office) == []
    lead = office.lead_now(zoe)
    assert (lead.state, lead.name, lead.phone) == (LeadState.ERASED, ERASED_NAME, "")
    assert office.ask(AskSearch("quill")) == ()
    assert check_database(office.store.database).findings == ()


def test_nobody_owes_feedback_about_an_erased_person(office: Office, ruth: int) -> None:
    lead = office.lead()
    office.do(AcceptHandoff(office.hand_off(lead)), office.sam)
    office.log(lead, "appointment_set", office.sam, when=office.now + DAY)
    office.later(DAY)
    office.log(lead, "no_show", office.sam)
    assert office.ask(AskHandoffs(office.sam)).owed
    erase(office, ruth, lead)
    view = office.ask(AskHandoffs(office.sam))
    assert (view.owed, view.working) == ((), ())
    (sent,) = office.ask(AskHandoffs(office.dana)).sent
    assert (sent.name, sent.fate) == (ERASED_NAME, "erased")


def test_a_handoff_of_an_erased_person_has_no_clock(office: Office, ruth: int) -> None:
    lead = office.lead()
    office.hand_off(lead)
    erase(office, ruth, lead)
    office.later(30 * DAY)
    office.do(RunClocks())
    assert office.lead_now(lead).state is LeadState.ERASED
    assert office.sql("SELECT open, fate FROM handoff") == [(0, "erased")]


def test_nobody_offers_an_erased_person_again(office: Office, ruth: int) -> None:
    lead = office.lead()
    handoff = office.hand_off(lead)
    office.do(RejectHandoff(handoff, "incomplete", "no budget"), office.sam)
    erase(office, ruth, lead)
    with pytest.raises(RuleBroken, match="erased_already"):
        office.do(AppealRejection(handoff, "they have one"))
    assert office.lead_now(lead).state is LeadState.ERASED


def test_what_was_counted_stays(office: Office, ruth: int, zoe: int) -> None:
    before = office.done_today()
    assert before["calls"] == 1
    erase(office, ruth, zoe)
    assert office.done_today() == before


def test_only_a_team_lead_erases_and_only_with_a_reason(
    office: Office, ruth: int, zoe: int
) -> None:
    before = office.dump()
    with pytest.raises(RuleBroken, match="team_lead_only"):
        office.do(ErasePerson((zoe,), "By e-mail"))
    with pytest.raises(BadInput, match="needs_words"):
        office.do(ErasePerson((zoe,), "  "), ruth)
    with pytest.raises(NotFound, match="lead"):
        office.do(ErasePerson((9999,), "By e-mail"), ruth)
    assert office.dump() == before
    erase(office, ruth, zoe)
    with pytest.raises(RuleBroken, match="erased_already"):
        erase(office, ruth, zoe)


def test_the_reason_of_an_erasure_says_nothing_of_the_person(
    office: Office, ruth: int, zoe: int
) -> None:
    office.do(ErasePerson((zoe,), f"ZOE QUILL wrote from {EMAIL}"), ruth)
    assert traces(office) == []
    (row,) = office.ask(AskPrivacy()).erasures
    assert row.reason == f"{ERASED_NAME} wrote from {ERASED_NAME}"


def test_no_list_brings_an_erased_person_back(office: Office, ruth: int, zoe: int) -> None:
    erase(office, ruth, zoe)
    rows = [
        draft(1, phones=(DraftPhone(NUMBER, "direct"),), email="other@else.org"),
        draft(2, email=EMAIL),
        draft(3, first_name="ZOE", last_name="Quill", company="Quillworks Inc.", email=""),
        draft(4, company="Quillworks", email="someone@quillworks.com"),
    ]
    result = run(office, rows)
    assert [(row.row, row.reason) for row in result.turned_down] == [
        (1, "erased"), (2, "erased"), (3, "erased"),
    ]  # fmt: skip
    assert (result.count.new, result.count.do_not_call) == (1, 3)


def test_nobody_types_an_erased_person_in_again(office: Office, ruth: int, zoe: int) -> None:
    other = office.lead()
    erase(office, ruth, zoe)
    before = office.dump()
    with pytest.raises(RuleBroken, match="erased_before"):
        office.do(AddLead(PERSON))
    now = office.lead_now(other)
    fields = LeadFields(last_name="Lee", phones=((SHOWN, ""),), region="MN", country="US")
    with pytest.raises(RuleBroken, match="erased_before"):
        office.do(EditLead(other, now.version, fields))
    assert office.dump() == before


def test_no_lead_gets_the_name_and_company_of_an_erased_person(
    office: Office, ruth: int, zoe: int
) -> None:
    other = office.lead("Berg")
    erase(office, ruth, zoe)
    version = office.lead_now(other).version
    with pytest.raises(RuleBroken, match="erased_before"):
        office.do(EditLead(other, version, LeadFields("ZOE", "Quill", "Quillworks Inc.")))
    office.do(EditLead(other, version, LeadFields("Zoe", "Quill", "Elsewhere")))


def test_a_number_that_was_somebody_elses_keeps_nobody_out(office: Office, ruth: int) -> None:
    lead = office.lead("Quill", phones=((SHOWN, ""),))
    office.log(lead, "wrong_number")
    erase(office, ruth, lead)
    assert office.lead("Berg", phones=((SHOWN, ""),))


def test_a_team_lead_lets_somebody_in_again_who_came_back(
    office: Office, ruth: int, zoe: int
) -> None:
    erase(office, ruth, zoe)
    with pytest.raises(RuleBroken, match="team_lead_only"):
        office.do(LiftErasure(SHOWN, "Called us"))
    with pytest.raises(RuleBroken, match="not_erased"):
        office.do(LiftErasure("612 555 0199", "Called us"), ruth)
    office.do(LiftErasure(SHOWN, "Called us"), ruth)
    assert office.do(AddLead(PERSON)).lead_id
    assert office.ask(AskPrivacy()).erasures == ()


def test_an_erasure_tells_when_by_whom_and_why_but_not_who(
    office: Office, ruth: int, zoe: int
) -> None:
    erase(office, ruth, zoe)
    (row,) = office.ask(AskPrivacy()).erasures
    assert (row.at, row.person, row.reason, row.leads) == (
        office.now, "Ruth Adeyemi", "By e-mail", 1,
    )  # fmt: skip


def test_a_switchboard_does_not_keep_colleagues_out(office: Office, ruth: int) -> None:
    board = DraftPhone("+16125550700", "company")
    run(office, [draft(1, phones=(board,), company="Acme", email="a@acme.com")])
    erase(office, ruth, 1)
    again = run(office, [draft(2, phones=(board,), company="Acme", email="b@acme.com")])
    assert again.count.new == 1


def test_merged_leads_are_erased_with_the_one_that_stayed(
    office: Office, ruth: int, zoe: int
) -> None:
    other = office.lead("Quill", email="zoe@quill.example")
    kept, dropped = office.lead_now(zoe), office.lead_now(other)
    office.do(MergeLeads(zoe, other, kept.version, dropped.version), ruth)
    erase(office, ruth, zoe)
    assert traces(office) == []
    assert [office.lead_now(lead).state for lead in (zoe, other)] == [LeadState.ERASED] * 2
    assert check_database(office.store.database).findings == ()


def test_what_others_leads_say_of_an_erased_person_goes_too(
    office: Office, ruth: int, zoe: int
) -> None:
    other = office.lead("Berg")
    office.do(KeepApart(other, zoe), ruth)
    office.log(other, "no_answer", note=f"Ask {EMAIL} instead, or {NUMBER}", then_take=False)
    erase(office, ruth, zoe)
    assert traces(office) == []
    assert "instead" in repr(office.sql("SELECT note FROM journal"))


def test_what_others_leads_tell_by_name_of_an_erased_person_goes_too(
    office: Office, ruth: int
) -> None:
    other = office.lead("Berg")
    office.log(other, "referred", person_name="Zoe Quill")
    zoe = max(office.states())
    office.do(KeepApart(other, zoe), ruth)
    kept, dropped = office.lead_now(other), office.lead_now(zoe)
    office.do(MergeLeads(other, zoe, kept.version, dropped.version), ruth)
    office.do(TakeBack(), ruth)
    erase(office, ruth, zoe)
    assert traces(office) == []
    assert {row.kind for row in office.card(other).history} >= {"call", "kept_apart"}


@pytest.mark.parametrize("meanwhile", ["merged", "noted", "numbered"])
def test_what_a_colleague_does_while_a_person_is_looked_for_is_erased_too(
    office: Office, ruth: int, zoe: int, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    other = office.lead("Cole", phones=())
    third = office.lead("Berg")
    office.do(AddNote(third, "or +16125550123"))
    look = erasing.look

    def slowly(store: Store, command: ErasePerson) -> erasing.Mentioned:
        found = look(store, command)
        now, there = office.lead_now(zoe), office.lead_now(other)
        if meanwhile == "merged":
            office.do(MergeLeads(other, zoe, there.version, now.version), ruth)
        elif meanwhile == "noted":
            office.do(AddNote(third, f"Ask {EMAIL}"))
            office.do(KeepApart(other, zoe), ruth)
        else:
            numbers = (*PERSON.phones, ("612 555 0123", ""))
            office.do(EditLead(zoe, now.version, dataclasses.replace(PERSON, phones=numbers)))
        return found

    monkeypatch.setattr(erasing, "look", slowly)
    erase(office, ruth, zoe)
    assert traces(office) == []
    assert ("0123" in repr(office.sql("SELECT note FROM journal"))) == (meanwhile != "numbered")
    assert check_database(office.store.database).findings == ()


def test_a_longer_address_or_number_is_somebody_elses(office: Office, ruth: int) -> None:
    fields = LeadFields("Al", "Moss", "Moss", email="al@moss.com", phones=(("+49301234567", ""),))
    lead = office.do(AddLead(fields)).lead_id
    assert lead is not None
    other = office.lead("Berg", email="cal@moss.com", phones=(("+4930123456789", ""),))
    told = "cal@moss.com, al@moss.com.au, +4930123456789"
    office.do(AddNote(other, f"{told}; not AL@Moss.com."))
    office.do(AddNoCall("cal@moss.com"), ruth)
    before = office.sql("SELECT data, reversal FROM journal WHERE kind IN ('added', 'dnc_added')")
    erase(office, ruth, lead)
    after = office.sql("SELECT data, reversal FROM journal WHERE kind IN ('added', 'dnc_added')")
    assert after[1:] == before[1:]
    notes = office.sql("SELECT note FROM journal WHERE kind = 'note'")
    assert notes == [(f"{told}; not {ERASED_NAME}.",)]


def test_do_not_call_entries_of_an_erased_person_are_digests_now(
    office: Office, ruth: int, zoe: int
) -> None:
    office.do(AddNoCall(str(zoe), kind="person"), ruth)
    office.do(AddNoCall("612 555 0123"), ruth)
    erase(office, ruth, zoe)
    assert traces(office) == []
    assert office.sql("SELECT value FROM suppression") == [("+16125550123",)]
    with pytest.raises(RuleBroken, match="erased_before"):
        office.do(AddLead(PERSON))


def test_what_a_colleague_has_as_well_is_not_called_either(office: Office, ruth: int) -> None:
    board, mail = "+16125550700", "office@acme.com"
    phones = (("+16125550777", "direct"), (board, "company"))
    lead = office.lead("Quill", email=mail, phones=phones)
    other = office.lead("Berg", phones=())
    fields = LeadFields(
        "Ann", "Berg", "Acme", email=mail, phones=((board, "company"),), region="MN", country="US"
    )
    office.do(AddNoCall(str(lead), kind="person"), ruth)
    office.do(EditLead(other, office.lead_now(other).version, fields))
    assert office.lead_now(other).state is LeadState.SUPPRESSED
    erase(office, ruth, lead)
    office.desk.rescrub(ruth, office.now)
    assert office.lead_now(other).state is LeadState.SUPPRESSED
    assert office.sql("SELECT kind, value, label, lead_id FROM suppression ORDER BY kind") == [
        ("email", mail, mail, 0), ("number", board, board, 0),
    ]  # fmt: skip


def test_an_entry_by_number_alone_goes_with_its_journal_row(
    office: Office, ruth: int, zoe: int
) -> None:
    office.do(AddNoCall(SHOWN), ruth)
    office.do(RemoveNoCall("number", NUMBER, "A slip"), ruth)
    erase(office, ruth, zoe)
    assert traces(office) == []


def test_an_erasure_is_not_taken_back(office: Office, ruth: int, zoe: int) -> None:
    erase(office, ruth, zoe)
    with pytest.raises(RuleBroken, match="nothing_to_undo"):
        office.do(TakeBack(), ruth)
    entries = office.sql("SELECT id FROM journal WHERE lead_id = :lead", lead=zoe)
    for (entry,) in entries:
        with pytest.raises(RuleBroken):
            office.do(TakeBack(entry))


def test_everything_about_a_person_is_told(office: Office, ruth: int, zoe: int) -> None:
    data = office.ask(AskPersonData(zoe))
    (lead,) = data.leads
    assert (data.name, lead.card.email, lead.details["city"]) == ("Zoe Quill", EMAIL, "Duluth")
    assert [row.note for row in lead.card.history] == [
        "secret words of a call", "secret words of the adding",
    ]  # fmt: skip
    twin = office.lead("Quill", first_name="Zoe")
    office.write("UPDATE lead SET email = :email WHERE id = :id", email=EMAIL, id=twin)
    assert set(office.ask(AskPersonData(zoe)).lead_ids) == {zoe, twin}
    office.do(NotePersonExport((zoe, twin)), ruth)
    assert office.card(zoe).history[0].kind == "person_exported"


def test_a_lead_shows_on_which_basis_it_is_kept(office: Office, ruth: int, zoe: int) -> None:
    assert office.card(zoe).basis == "legitimate_interest"
    source = office.lead_now(zoe).source_id
    with pytest.raises(RuleBroken, match="team_lead_only"):
        office.do(SetSource(source, "consent"))
    with pytest.raises(BadInput, match="unknown_basis"):
        office.do(SetSource(source, "because"), ruth)
    office.do(SetSource(source, "consent", "Newsletter form"), ruth)
    assert (office.card(zoe).basis, office.card(zoe).origin) == ("consent", "Newsletter form")
    office.do(TakeBack(), ruth)
    assert office.card(zoe).basis == "legitimate_interest"
