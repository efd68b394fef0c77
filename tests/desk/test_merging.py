# SPDX-License-Identifier: MIT
"""Two leads become one: nothing of either is lost, and taking it back gives both back exactly."""

from __future__ import annotations

import datetime as dt

import pytest

from leaddesk.desk.commands import (
    AcceptHandoff,
    AddNote,
    BulkWish,
    ChangeLeads,
    EditLead,
    KeepApart,
    LeadFields,
    LogCall,
    MergeLeads,
    TakeBack,
    TakeNext,
)
from leaddesk.desk.queries import (
    AskDuplicates,
    AskLeadCount,
    AskLeads,
    AskPair,
    AskSearch,
    PairCard,
)
from leaddesk.domain.bulk_change import BulkKind
from leaddesk.domain.errors import BadInput, LeadDeskError, NotFound, RuleBroken, StaleLead
from leaddesk.domain.lead import LeadState, QueueKind
from leaddesk.domain.lead_filter import LeadFilter
from tests.factories import DAY, HOUR, Office


@pytest.fixture
def ruth(office: Office) -> int:
    """The team lead."""
    return office.person("Ruth Adeyemi", "team_lead")


def pair(office: Office, left: int, right: int) -> PairCard:
    return office.ask(AskPair(left, right, left))


def merge(office: Office, who: int, keep: int, drop: int, *fields: str) -> None:
    """Merge two leads as they are now."""
    versions = [office.lead_now(lead).version for lead in (keep, drop)]
    office.do(MergeLeads(keep, drop, versions[0], versions[1], fields), who)


def found(office: Office) -> list[tuple[int, int]]:
    """The open pairs once the upkeep has caught up."""
    while office.desk.catch_up():
        pass
    return [(row.first_id, row.second_id) for row in office.ask(AskDuplicates()).pairs]


def test_numbers_history_and_chosen_fields_of_both_are_kept(office: Office, ruth: int) -> None:
    keep = office.lead("Rivera", company="Acme", title="Owner", city="Austin", website="acme.com")
    drop = office.lead("Rivera", company="Acme Inc", email="a@acme.com", industry="Dental")
    numbers = {n.e164 for lead in (keep, drop) for n in office.numbers(lead)}
    office.do(AddNote(drop, "asked for a brochure"))
    office.do(AddNote(keep, "prefers mornings"))
    before = office.dump()
    merge(office, ruth, keep, drop, "email", "company", "industry")
    card = office.card(keep)
    assert (card.company, card.email, card.title) == ("Acme Inc", "a@acme.com", "Owner")
    assert (card.city, card.website, card.industry) == ("Austin", "acme.com", "Dental")
    assert {phone.e164 for phone in card.phones} == numbers
    assert {row.note for row in card.history} >= {"asked for a brochure", "prefers mornings"}
    assert [row.kind for row in card.history].count("added") == 2
    gone = office.lead_now(drop)
    assert (gone.state, gone.kind, gone.merged_into) == (LeadState.MERGED, QueueKind.NONE, keep)
    assert office.numbers(drop) == ()
    office.do(TakeBack(), ruth)
    assert office.dump() == before


def test_a_merged_lead_leads_to_the_one_that_stays(office: Office, ruth: int) -> None:
    keep, drop = office.lead("Rivera"), office.lead("Rivero", email="old@rivero.io")
    number = office.lead_now(drop).phone
    merge(office, ruth, keep, drop)
    assert office.card(drop).id == keep
    assert [row.id for row in office.ask(AskSearch("rivero"))] == [keep]
    assert [row.id for row in office.ask(AskSearch(number))] == [keep]
    assert [row.id for row in office.ask(AskLeads()).rows] == [keep]
    assert office.ask(AskLeadCount()) == 1
    assert office.ask(AskLeadCount(LeadFilter(text="rivero"))) == 1
    merged = LeadFilter(states=(LeadState.MERGED,))
    assert [row.id for row in office.ask(AskLeads(merged)).rows] == [drop]
    for command in (LogCall(drop, "no_answer"), TakeNext(1, drop), EditLead(drop, 1, LeadFields())):
        with pytest.raises(RuleBroken, match="merged_away"):
            office.do(command)
    with pytest.raises(RuleBroken, match="duplicate_lead") as refused:
        office.lead(email="old@rivero.io")
    assert refused.value.fields["id"] == keep
    done = office.do(ChangeLeads(BulkWish(BulkKind.CAMPAIGN, text="May"), (drop,)), ruth)
    assert dict(done.facts)["left"] == "1"
    assert office.take() == keep
    assert office.take() != drop


def test_merges_one_after_the_other_lead_to_the_last(office: Office, ruth: int) -> None:
    first, second, third = (office.lead() for _ in range(3))
    for lead in (first, second, third):
        office.do(AddNote(lead, f"note {lead}"))
    before = office.dump()
    merge(office, ruth, second, first)
    between = office.dump()
    merge(office, ruth, third, second)
    assert office.card(first).id == office.card(second).id == third
    assert len(office.numbers(third)) == 3
    notes = {row.note for row in office.card(third).history}
    assert notes >= {f"note {lead}" for lead in (first, second, third)}
    last, earlier = office.sql("SELECT id FROM journal WHERE kind = 'merged' ORDER BY seq DESC")
    with pytest.raises(StaleLead, match="moved_on"):
        office.do(TakeBack(earlier[0]), ruth)
    office.do(TakeBack(last[0]), ruth)
    assert office.dump() == between
    office.do(TakeBack(earlier[0]), ruth)
    assert office.dump() == before


def test_an_agreed_call_is_kept_the_earlier_one(office: Office, ruth: int) -> None:
    keep, drop = office.lead(), office.lead()
    soon, later = office.now + 2 * HOUR, office.now + DAY
    office.log(keep, "no_answer", then_take=False)
    office.later(HOUR)
    office.log(drop, "callback", when=soon, then_take=False)
    merge(office, ruth, keep, drop)
    lead = office.lead_now(keep)
    assert (lead.kind, lead.due_at, lead.owner_id) == (QueueKind.CALLBACK, soon, office.dana)
    assert (lead.attempts, lead.last_outcome, lead.last_call_at) == (1, "callback", office.now)
    third = office.lead()
    office.log(third, "callback", when=later, then_take=False)
    merge(office, ruth, third, keep)
    assert office.lead_now(third).due_at == soon


def test_nobody_is_new_who_was_called(office: Office, ruth: int) -> None:
    new, refused = office.lead(), office.lead()
    office.log(refused, "not_interested", reason="no_need", then_take=False)
    merge(office, ruth, new, refused)
    assert office.lead_now(new).state is LeadState.CLOSED
    inbound, again = office.lead(source="Web", source_kind="inbound"), office.lead()
    office.log(again, "not_interested", reason="no_need", then_take=False)
    merge(office, ruth, inbound, again)
    assert office.lead_now(inbound).kind is QueueKind.NEW


def test_a_number_brings_a_lead_without_one_into_the_queue(office: Office, ruth: int) -> None:
    keep, drop = office.lead(phones=()), office.lead(region="", country="")
    assert office.lead_now(keep).state is LeadState.RESEARCH
    merge(office, ruth, keep, drop)
    lead = office.lead_now(keep)
    assert (lead.state, bool(lead.phone)) == (LeadState.QUEUED, True)


@pytest.mark.parametrize("asked_on", ["keep", "drop"])
def test_if_one_must_not_be_called_neither_may_be(office: Office, ruth: int, asked_on: str) -> None:
    keep, drop = office.lead(email="a@a.io"), office.lead(email="b@b.io")
    numbers = [n.e164 for lead in (keep, drop) for n in office.numbers(lead)]
    office.log(keep if asked_on == "keep" else drop, "do_not_call", then_take=False)
    before = office.dump()
    merge(office, ruth, keep, drop)
    assert office.lead_now(keep).state is LeadState.SUPPRESSED
    assert office.lead_now(drop).state is LeadState.MERGED
    assert all(n.bad for n in office.numbers(keep))
    listed = {row[0] for row in office.sql("SELECT value FROM suppression")}
    assert listed - {str(drop)} == {*numbers, str(keep), "a@a.io", "b@b.io"}
    assert office.take() is None
    office.do(TakeBack(), ruth)
    assert office.dump() == before


def test_a_bad_number_stays_bad(office: Office, ruth: int) -> None:
    keep = office.lead(phones=(("+16125550001", "direct"), ("+16125550002", "mobile")))
    drop = office.lead()
    office.log(keep, "wrong_number", number="+16125550001", then_take=False)
    merge(office, ruth, drop, keep)
    bad = {n.e164: n.bad for n in office.numbers(drop)}
    assert bad["+16125550001"] == "wrong_number"
    assert office.lead_now(drop).phone not in {"", "+16125550001"}


def test_handoffs_and_feedback_go_along(office: Office, ruth: int) -> None:
    worked, new = office.lead(), office.lead()
    handoff = office.hand_off(worked, then_take=False)
    with pytest.raises(RuleBroken, match="merge_offered") as refused:
        merge(office, ruth, new, worked)
    assert refused.value.fields["person"] == "Sam Ortiz"
    office.do(AcceptHandoff(handoff), office.sam)
    office.log(worked, "appointment_set", office.sam, when=office.now + DAY, then_take=False)
    office.later(DAY + HOUR)
    office.log(worked, "appointment_held", office.sam, then_take=False)
    before = office.dump()
    merge(office, ruth, new, worked)
    assert office.sql("SELECT DISTINCT lead_id FROM handoff") == [(new,)]
    assert office.sql("SELECT DISTINCT lead_id FROM feedback") == [(new,)]
    assert office.card(new).handoff_id == handoff
    assert (office.lead_now(new).tier, office.lead_now(new).owner_id) == (2, office.sam)
    office.do(TakeBack(), ruth)
    assert office.dump() == before
    assert pair(office, new, worked).left.id == new
    assert office.ask(AskPair(new, worked)).left.id == worked


def test_colleagues_who_work_on_both_are_not_merged_over(office: Office, ruth: int) -> None:
    one, two = office.accepted(), office.accepted()
    with pytest.raises(RuleBroken, match="merge_two_handoffs"):
        merge(office, ruth, one, two)


def test_refusals_change_nothing(office: Office, ruth: int) -> None:
    one, two = office.lead(), office.lead()
    before = office.dump()

    def refused(command: MergeLeads, who: int, kind: type[LeadDeskError], key: str) -> None:
        with pytest.raises(kind, match=key):
            office.do(command, who)
        assert office.dump() == before

    refused(MergeLeads(one, two, 1, 1), office.dana, RuleBroken, "team_lead_only")
    refused(MergeLeads(one, one, 1, 1), ruth, BadInput, "same_lead")
    refused(MergeLeads(one, two, 1, 1, ("shoe_size",)), ruth, BadInput, "unknown_field")
    refused(MergeLeads(one, two, 1, 2), ruth, StaleLead, "edited_since")
    refused(MergeLeads(one, 99, 1, 1), ruth, NotFound, "lead")
    office.take(lead_id=two)
    refused(MergeLeads(one, two, 1, 1), ruth, RuleBroken, "in_other_hand")


def test_pairs_are_found_merged_and_kept_apart(office: Office, ruth: int) -> None:
    one = office.lead("Rivera", first_name="Jordan", company="Acme Inc.")
    two = office.lead("Rivera", first_name="J.", company="ACME")
    three = office.lead("Rivera", first_name="Jordan", company="Acme Ltd")
    office.lead("Rivera", first_name="Jordan", company="Blue Foods")
    assert set(found(office)) == {(one, two), (one, three), (two, three)}
    office.do(KeepApart(two, one), ruth)
    assert (one, two) not in found(office)
    merge(office, ruth, three, two)
    assert found(office) == [(one, three)]
    office.do(TakeBack(), ruth)
    assert set(found(office)) == {(one, three), (two, three)}
    office.do(TakeBack(), ruth)
    assert (one, two) in found(office)
    with pytest.raises(RuleBroken, match="team_lead_only"):
        office.do(KeepApart(one, two))


def test_a_pair_is_looked_at_again_when_a_lead_is_edited(office: Office, ruth: int) -> None:
    one = office.lead("Rivera", first_name="Jordan", company="Acme")
    two = office.lead("Rivera", first_name="Jordan", company="Blue Foods")
    assert found(office) == []
    version = office.lead_now(two).version
    fields = LeadFields("Jordan", "Rivera", "Acme, Inc.", phones=(("+16125559999", ""),))
    office.do(EditLead(two, version, fields))
    assert found(office) == [(one, two)]
    office.do(TakeBack())
    assert found(office) == []


def test_two_leads_side_by_side(office: Office, ruth: int) -> None:
    one = office.lead("Rivera", first_name="Jordan", company="Acme", title="Owner")
    two = office.lead("Rivera", first_name="Jordan", company="Acme Inc", email="j@acme.com")
    office.log(one, "no_answer", then_take=False)
    found(office)
    card = office.ask(AskPair(two, one))
    assert (card.left.id, card.right.id) == (one, two)
    assert card.row.why == ("same_name", "same_company")
    fields = {field.key: field for field in card.fields}
    assert (fields["email"].right, fields["email"].take) == ("j@acme.com", True)
    assert (fields["title"].take, fields["company"].take) == (False, False)
    assert fields["company"].differs
    assert not fields["name"].differs
    with pytest.raises(BadInput, match="same_lead"):
        office.ask(AskPair(one, one))
    assert isinstance(card.left.arrived_at, dt.datetime)
