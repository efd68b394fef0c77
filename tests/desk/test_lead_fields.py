# SPDX-License-Identifier: MIT
"""A card turned into fields and written back changes nothing."""

from __future__ import annotations

from dataclasses import replace

from leaddesk.desk.commands import EditLead
from leaddesk.desk.lead_fields import fields_of
from leaddesk.domain.lead import LeadState, QueueKind
from tests.factories import Office


def test_writing_a_card_back_changes_nothing(office: Office) -> None:
    lead = office.lead(
        title="Buyer", email="ann@acme.example", website="acme.example", industry="Paint",
        employees=40, street="1 Main St", city="Austin", postal_code="78701", campaign="Spring",
    )  # fmt: skip
    before = office.dump()
    card = office.card(lead)
    office.do(EditLead(lead, card.version, fields_of(card)))
    assert office.dump() == before


def test_a_number_that_was_found_brings_a_lead_back_into_its_queue(office: Office) -> None:
    lead = office.lead(phones=())
    assert office.lead_now(lead).state is LeadState.RESEARCH
    card = office.card(lead)
    fields = replace(fields_of(card), phones=(("612 555 0177", "direct"),))
    office.do(EditLead(lead, card.version, fields))
    now = office.lead_now(lead)
    assert (now.state, now.kind, now.phone) == (LeadState.QUEUED, QueueKind.NEW, "+16125550177")
    assert office.take() == lead
