# SPDX-License-Identifier: MIT
"""Somebody writes to us through a form: they stand first, once, and nothing they wrote is lost."""

from __future__ import annotations

from typing import Any

import pytest

from leaddesk.desk.commands import AddNoCall, ErasePerson, TakeInquiry
from leaddesk.desk.inquiries import KEPT
from leaddesk.desk.queries import AskArrivals, AskLead
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.lead import LeadState
from tests.factories import DAY, HOUR, MINUTE, Office

PAIRS = (
    ("Your name", "Priya Raman"),
    ("Company", "Northfield Optics"),
    ("Your email", "priya@northfield.io"),
    ("Phone", "+1 612 555 0148"),
    ("State", "MN"),
    ("Message", "Please call about twelve seats."),
    ("How many seats", "12"),
)


def ask(office: Office, *pairs: tuple[str, str], **more: Any) -> int | None:
    return office.desk.do(TakeInquiry(pairs or PAIRS, **more), 0, office.now).lead_id


def result(office: Office) -> str:
    return office.ask(AskArrivals()).inquiries[0].result


def first(office: Office) -> int | None:
    return office.take()


def test_an_inquiry_is_next_with_its_clock_running(office: Office) -> None:
    office.lead("Older")
    lead_id = ask(office)
    office.later(2 * MINUTE)
    assert first(office) == lead_id
    assert lead_id is not None
    card = office.ask(AskLead(lead_id))
    assert (card.why.code, card.class_number) == ("fresh", 3)
    assert (card.first_name, card.company) == ("Priya", "Northfield Optics")
    assert card.source == "Web form"
    note = card.history[0].note
    assert "Please call about twelve seats." in note
    assert "How many seats: 12" in note


def test_the_same_key_is_one_lead(office: Office) -> None:
    lead_id = ask(office, key="k", body="b")
    assert ask(office, key="k", body="b") == lead_id
    with pytest.raises(RuleBroken) as refused:
        ask(office, key="k", body="other")
    assert refused.value.key == "inquiry_key"
    assert len(office.ask(AskArrivals()).inquiries) == 1


def test_a_key_is_forgotten_after_a_month(office: Office) -> None:
    ask(office, key="k", body="b")
    office.later(KEPT + DAY)
    ask(office, ("name", "Ann Lee"), ("email", "ann@lee.io"))
    ask(office, ("name", "Bob Ray"), ("email", "bob@ray.io"), key="k", body="other")
    assert [row.name for row in office.ask(AskArrivals()).inquiries] == ["Ann Lee", "Bob Ray"]


def test_nothing_of_an_unreadable_number_or_address_is_lost(office: Office) -> None:
    lead_id = ask(office, ("name", "Ann Lee"), ("phone", "12 ask for Ann"), ("email", "ann@@lee"))
    assert lead_id is not None
    card = office.ask(AskLead(lead_id))
    assert card.state is LeadState.RESEARCH
    assert result(office) == "research"
    assert "Number as typed: 12 ask for Ann" in card.history[0].note
    assert "E-mail as typed: ann@@lee" in card.history[0].note


def test_a_name_alone_is_kept_and_nothing_is_refused(office: Office) -> None:
    assert ask(office, ("name", "Ann Lee")) is not None
    with pytest.raises(BadInput) as refused:
        ask(office, ("colour", "red"), ("message", " "))
    assert refused.value.key == "inquiry_empty"


def test_who_must_not_be_called_stays_out(office: Office) -> None:
    lead_id = office.lead(phones=(("+1 612 555 0148", "direct"),))
    office.take(lead_id=lead_id)
    office.log(lead_id, "do_not_call")
    assert ask(office) is None
    row = office.ask(AskArrivals()).inquiries[0]
    assert (row.result, row.lead_id) == ("kept_out", 0)


def test_whoever_writes_from_a_listed_company_stays_out(office: Office) -> None:
    office.do(AddNoCall("Acme Inc"))
    assert ask(office, ("name", "Ann Lee"), ("company", "ACME"), ("email", "a@acme.io")) is None
    assert ask(office, ("name", "Ann"), ("phone", "612 555 0199"), ("do not call", "yes")) is None


def test_who_was_erased_and_writes_again_comes_in_by_their_own_wish(office: Office) -> None:
    ruth = office.person("Ruth Adeyemi", "team_lead")
    lead_id = ask(office)
    assert lead_id is not None
    office.do(ErasePerson((lead_id,), "By e-mail"), ruth)
    again = ask(office, *PAIRS, ("Again", "yes"))
    assert again not in {None, lead_id}
    assert result(office) == "added"


def test_who_was_erased_and_had_asked_for_no_calls_stays_out(office: Office) -> None:
    ruth = office.person("Ruth Adeyemi", "team_lead")
    lead_id = ask(office)
    assert lead_id is not None
    office.log(lead_id, "do_not_call")
    office.do(ErasePerson((lead_id,), "By e-mail"), ruth)
    assert ask(office, *PAIRS, ("Again", "yes")) is None
    assert result(office) == "kept_out"


def test_an_open_lead_is_fresh_again(office: Office) -> None:
    lead_id = office.lead("Raman", phones=(("+1 612 555 0148", "direct"),))
    office.take(lead_id=lead_id)
    office.log(lead_id, "no_answer")
    office.later(30 * MINUTE)
    office.lead("Other")
    assert ask(office) == lead_id
    assert result(office) == "renewed"
    assert first(office) == lead_id
    card = office.ask(AskLead(lead_id))
    assert card.why.code == "fresh"
    assert "Wrote as: Priya Raman, Northfield Optics, priya@northfield.io" in card.history[0].note
    assert len(office.ask(AskArrivals()).inquiries) == 1


def test_how_fast_they_were_called_again_counts(office: Office) -> None:
    lead_id = office.lead("Raman", phones=(("+1 612 555 0148", "direct"),))
    office.take(lead_id=lead_id)
    office.log(lead_id, "no_answer")
    office.later(5 * HOUR)
    office.later(19 * HOUR)
    ask(office)
    office.later(4 * MINUTE)
    office.take(lead_id=lead_id)
    office.log(lead_id, "no_answer")
    facts = office.ask(AskLead(lead_id)).history[0].facts
    assert facts["speed"] == "240"


def test_a_closed_lead_opens_again(office: Office) -> None:
    lead_id = office.lead("Raman", phones=(("+1 612 555 0148", "direct"),))
    office.take(lead_id=lead_id)
    office.log(lead_id, "not_interested", reason="no_need")
    assert ask(office) == lead_id
    assert office.ask(AskLead(lead_id)).state is LeadState.QUEUED
    assert first(office) == lead_id


def test_an_agreed_callback_stays_agreed(office: Office) -> None:
    lead_id = office.lead("Raman", phones=(("+1 612 555 0148", "direct"),))
    office.take(lead_id=lead_id)
    office.log(lead_id, "callback", when=office.now + DAY)
    before = office.ask(AskLead(lead_id))
    assert ask(office) == lead_id
    card = office.ask(AskLead(lead_id))
    assert card.why == before.why
    assert card.history[0].kind == "inquiry"


def test_a_lead_in_a_hand_is_not_pulled_out_of_it(office: Office) -> None:
    lead_id = office.lead("Raman", phones=(("+1 612 555 0148", "direct"),))
    office.take(lead_id=lead_id)
    version = office.ask(AskLead(lead_id)).version
    assert ask(office, ("name", "Ann Lee"), ("phone", "612 555 0148")) == lead_id
    assert office.ask(AskLead(lead_id)).version == version


def test_an_offered_lead_stays_offered(office: Office) -> None:
    lead_id = office.lead("Raman", phones=(("+1 612 555 0148", "direct"),))
    office.take(lead_id=lead_id)
    office.hand_off(lead_id)
    assert ask(office) == lead_id
    assert office.ask(AskLead(lead_id)).state is LeadState.OFFERED


def test_a_lead_for_research_gets_its_number(office: Office) -> None:
    lead_id = office.lead("Raman", phones=(), email="priya@northfield.io")
    assert ask(office) == lead_id
    card = office.ask(AskLead(lead_id))
    assert card.state is LeadState.QUEUED
    assert [phone.e164 for phone in card.phones] == ["+16125550148"]


def test_a_form_has_a_tier(office: Office) -> None:
    with pytest.raises(BadInput) as refused:
        office.desk.do(TakeInquiry(PAIRS, tier=9), 0, office.now)
    assert refused.value.key == "unknown_tier"
