# SPDX-License-Identifier: MIT
"""Tests for numbers that are wrong, people who must not be called, and people named by others."""

from __future__ import annotations

from typing import Any

import pytest

from leaddesk.desk.commands import (
    EditLead,
    LeadFields,
)
from leaddesk.desk.queries import AskHandoffs, AskSearch
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.lead import LeadState, QueueKind
from tests.factories import DAY, NOON, Office

TOMORROW = NOON + DAY
VALUES: dict[str, Any] = {
    "when": TOMORROW,
    "amount": 1_200_00,
    "person_name": "Jane Roe",
    "person_phone": "+16125559999",
}


def test_a_wrong_number_goes_to_the_next_number_and_then_to_research(office: Office) -> None:
    lead = office.lead(phones=(("+16125557001", "direct"), ("+16125557002", "mobile")))
    twin = office.lead(phones=(("+16125557003", "direct"),))
    office.take(lead_id=lead)
    office.log(lead, "wrong_number", then_take=False)

    after = office.lead_now(lead)
    assert (after.phone, after.attempts) == ("+16125557002", 0)
    assert after.state is LeadState.QUEUED
    assert [n.bad for n in office.numbers(lead)] == ["wrong_number", ""]
    office.log(lead, "wrong_number", then_take=False)
    after = office.lead_now(lead)
    assert (after.state, after.kind, after.phone) == (LeadState.RESEARCH, QueueKind.NONE, "")
    assert office.take() == twin


def test_a_wrong_number_is_wrong_for_that_lead_alone_a_dead_one_for_all(office: Office) -> None:
    first = office.lead(phones=(("+16125557001", "company"),))
    second = office.lead(phones=(("+16125557005", "company"),))
    office.write("UPDATE phone SET e164 = '+16125557001'")
    office.write("UPDATE lead SET phone = '+16125557001'")

    office.log(first, "wrong_number", then_take=False)
    assert office.lead_now(second).phone == "+16125557001"
    office.log(second, "disconnected", then_take=False)

    assert office.lead_now(second).state is LeadState.RESEARCH
    assert [n.bad for n in office.numbers(second)] == ["disconnected"]
    assert [n.bad for n in office.numbers(first)] == ["wrong_number"]


def test_a_dead_number_takes_the_way_back_from_a_lead_closed_for_a_time(office: Office) -> None:
    closed, other = office.lead(), office.lead()
    number = office.lead_now(closed).phone
    office.write("UPDATE phone SET e164 = :n WHERE lead_id = :id", n=number, id=other)
    office.write("UPDATE lead SET phone = :n WHERE id = :id", n=number, id=other)
    office.log(closed, "not_interested", reason="no_need", then_take=False)

    office.log(other, "fax", then_take=False)

    office.later(200 * DAY)
    assert office.take() is None


def test_only_a_number_of_the_lead_can_be_found_bad(office: Office) -> None:
    lead, other = office.lead(), office.lead()
    theirs = office.lead_now(other).phone

    with pytest.raises(BadInput, match="bad_number"):
        office.log(lead, "disconnected", number=theirs)

    assert office.lead_now(other).state is LeadState.QUEUED


def test_do_not_call_takes_the_person_off_every_list_at_once(office: Office) -> None:
    number = "+16125557001"
    lead = office.lead(phones=((number, "direct"), ("+16125557002", "mobile")), email="ann@acme.io")
    by_number = office.lead(phones=(("+16125557009", "direct"),))
    two_numbers = office.lead(phones=(("+16125557010", "direct"), ("+16125557011", "mobile")))
    by_mail = office.lead()
    office.write(
        "UPDATE phone SET e164 = :n WHERE e164 IN ('+16125557009', '+16125557010')", n=number
    )
    office.write(
        "UPDATE lead SET phone = :n WHERE id IN (:a, :b)", n=number, a=by_number, b=two_numbers
    )
    office.write("UPDATE lead SET email = 'ann@acme.io' WHERE id = :id", id=by_mail)
    office.take(lead_id=lead)

    office.log(lead, "do_not_call", then_take=False)

    states = office.states()
    assert [states[i] for i in (lead, by_number, by_mail)] == [LeadState.SUPPRESSED] * 3
    assert (states[two_numbers], office.lead_now(two_numbers).phone) == (
        LeadState.QUEUED,
        "+16125557011",
    )
    assert office.take() == two_numbers
    for refused in (lead, by_number, by_mail):
        with pytest.raises(RuleBroken, match="suppressed"):
            office.log(refused, "no_answer")
        with pytest.raises(RuleBroken, match="suppressed"):
            office.take(lead_id=refused)


def test_do_not_call_takes_the_lead_out_of_a_colleagues_hand(office: Office) -> None:
    other = office.person("Mo Becker", "qualifier")
    shared = "+16125557001"
    lead, theirs = office.lead(), office.lead()
    office.write("UPDATE phone SET e164 = :n WHERE lead_id = :id", n=shared, id=lead)
    office.take(other, lead_id=theirs)
    office.write("UPDATE phone SET e164 = :n WHERE lead_id = :id", n=shared, id=theirs)
    office.write("UPDATE lead SET phone = :n", n=shared)

    with pytest.raises(RuleBroken, match="in_other_hand"):
        office.log(theirs, "do_not_call")
    office.log(lead, "do_not_call")

    assert office.queue(other).card is None
    assert office.take(other) is None


def test_somebody_elses_number_is_not_suppressed_for_having_been_on_the_lead(
    office: Office,
) -> None:
    lead = office.lead(phones=(("+16125557001", "direct"), ("+16125557002", "mobile")))
    owner = office.lead(phones=(("+16125557005", "direct"),))
    office.write("UPDATE phone SET e164 = '+16125557001' WHERE lead_id = :id", id=owner)
    office.write("UPDATE lead SET phone = '+16125557001' WHERE id = :id", id=owner)
    office.log(lead, "wrong_number", then_take=False)

    office.log(lead, "do_not_call", then_take=False)

    assert office.states()[owner] is LeadState.QUEUED
    assert office.take() == owner


def test_a_number_on_the_do_not_call_list_is_caught_before_it_is_shown(office: Office) -> None:
    lead, next_one = office.lead(), office.lead()
    office.write(
        "INSERT INTO suppression (kind, value, since, person_id) VALUES ('number', :n, 0, 0)",
        n=office.lead_now(lead).phone,
    )

    assert office.take() == next_one
    assert office.states()[lead] is LeadState.SUPPRESSED


def test_do_not_call_ends_a_handoff(office: Office) -> None:
    lead = office.accepted()
    office.log(lead, "do_not_call", office.sam)

    view = office.ask(AskHandoffs(office.sam))
    assert view.working == ()
    assert office.ask(AskHandoffs(office.dana)).sent[0].fate == "dnc"


@pytest.mark.parametrize("outcome", ["left_company", "referred", "language_barrier"])
def test_a_handed_over_lead_that_is_closed_has_a_fate_and_is_no_work_any_more(
    office: Office, outcome: str
) -> None:
    lead = office.accepted()

    office.log(lead, outcome, office.sam, person_name="Jane Roe")

    assert office.ask(AskHandoffs(office.sam)).working == ()
    assert office.ask(AskHandoffs(office.dana)).sent[0].fate == "closed"


def test_a_referral_is_a_linked_lead_in_class_2_of_whoever_called(office: Office) -> None:
    lead = office.lead()
    done = office.log(
        lead, "referred", person_name="Jane Roe", person_phone="612 555 9999", then_take=False
    )

    jane = office.ask(AskSearch("jane roe"))[0]
    assert jane.class_number == 2
    assert office.card(jane.id).why.code == "referred"
    assert office.card(jane.id).company == office.card(lead).company
    assert office.take() == jane.id
    assert office.card(lead).history[0].facts["referred_to"] == str(jane.id)
    assert done.entry_id == office.card(lead).history[0].entry_id


def test_a_referral_may_share_the_switchboard(office: Office) -> None:
    lead = office.lead()
    number = office.lead_now(lead).phone

    office.log(lead, "referred", person_name="Jane Roe", person_phone=number)

    assert office.lead_now(office.ask(AskSearch("jane roe"))[0].id).phone == number


def test_a_referral_without_a_number_waits_for_research_and_without_a_name_is_none(
    office: Office,
) -> None:
    lead = office.lead()
    with pytest.raises(BadInput, match="needs_person"):
        office.log(lead, "referred", person_name="  ")

    office.log(lead, "referred", person_name="Jane Roe")

    assert office.ask(AskSearch("jane roe"))[0].state is LeadState.RESEARCH


def test_a_number_that_is_found_brings_the_lead_back(office: Office) -> None:
    lead = office.lead(phones=())
    card = office.card(lead)
    fields = LeadFields(
        first_name="Ann", company="Acme", phones=(("612 555 7777", "direct"),), region="MN"
    )

    office.do(EditLead(lead, card.version, fields))

    assert office.take() == lead
