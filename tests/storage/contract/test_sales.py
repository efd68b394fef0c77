# SPDX-License-Identifier: MIT
"""What is sold is kept on both databases, with each stage on the way, and goes when taken back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from leaddesk.desk.commands import AcceptHandoff, AddLead, LeadFields, MergeLeads, TakeBack
from leaddesk.desk.records import Handoff, Sale
from tests.factories import DAY, HOUR, NOON, Office

LATER: dict[str, Any] = {"when": NOON + 20 * DAY}
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def handoff(office: Office, lead: int) -> Handoff:
    with office.store.looking() as unit:
        found = unit.handoffs.of_lead(lead)
    assert found is not None
    return found


def sales(office: Office, begins: dt.datetime = LONG_AGO) -> list[Sale]:
    with office.store.looking() as unit:
        return list(unit.sales.between(begins, office.now + DAY))


def stages(office: Office, lead: int) -> tuple[dt.datetime | None, ...]:
    found = handoff(office, lead)
    return (found.held_at, found.presented_at, found.proposed_at, found.won_at)


def test_each_stage_keeps_the_moment_it_was_first_reached(office: Office) -> None:
    lead = office.accepted()
    assert stages(office, lead) == (None, None, None, None)
    held = office.later(HOUR)
    office.log(lead, "appointment_held", office.sam, **LATER)
    assert stages(office, lead) == (held, None, None, None)
    presented = office.later(DAY)
    office.log(lead, "presentation_held", office.sam, **LATER)
    office.later(DAY)
    office.log(lead, "presentation_held", office.sam, **LATER)
    assert stages(office, lead) == (held, presented, None, None)
    won = office.later(DAY)
    office.log(lead, "won", office.sam, amount=480_000)
    assert stages(office, lead) == (held, presented, won, won)
    assert sales(office) == [Sale(lead, handoff(office, lead).id, office.sam, won, 480_000)]


def test_a_win_that_is_taken_back_was_never_sold(office: Office) -> None:
    lead = office.accepted()
    won = office.log(lead, "won", office.sam, amount=480_000)
    assert len(sales(office)) == 1
    office.do(TakeBack(won.entry_id), office.sam)
    assert sales(office) == []
    assert stages(office, lead) == (None, None, None, None)


def test_a_lead_that_never_was_handed_over_is_sold_as_well(office: Office) -> None:
    lead = office.lead(tier=2, by=office.sam)
    office.log(lead, "won", office.sam, amount=90_000)
    assert sales(office) == [Sale(lead, 0, office.sam, office.now, 90_000)]


def test_sales_are_counted_from_a_moment_on_before_another(office: Office) -> None:
    for amount in (100, 200):
        office.log(office.lead(tier=2, by=office.sam), "won", office.sam, amount=amount)
        office.later(DAY)
    assert [sale.amount for sale in sales(office)] == [100, 200]
    assert [sale.amount for sale in sales(office, NOON + HOUR)] == [200]
    with office.store.looking() as unit:
        assert unit.sales.between(NOON, NOON) == []


def test_a_merged_lead_brings_its_sales_along(office: Office) -> None:
    ruth = office.person("Ruth Adeyemi", "team_lead")
    kept = office.lead(company="Acme", tier=2, by=office.sam)
    sold = office.do(
        AddLead(LeadFields("Ann", "Lee", "Acme", phones=(("+16125557777", "direct"),)), 2),
        office.sam,
    ).made_id
    assert sold is not None
    office.log(sold, "won", office.sam, amount=700, then_take=False)
    versions = [office.lead_now(lead).version for lead in (kept, sold)]
    merged = office.do(MergeLeads(kept, sold, versions[0], versions[1], ()), ruth)
    assert [(sale.lead_id, sale.amount) for sale in sales(office)] == [(kept, 700)]
    office.do(TakeBack(merged.entry_id), ruth)
    assert [sale.lead_id for sale in sales(office)] == [sold]


@pytest.mark.parametrize("outcome", ["no_show", "lost"])
def test_what_is_not_won_reaches_no_stage(office: Office, outcome: str) -> None:
    lead = office.accepted()
    office.do(AcceptHandoff(office.hand_off(office.lead())), office.sam)
    office.log(lead, outcome, office.sam, reason="price", when=NOON + 5 * DAY)
    assert stages(office, lead) == (None, None, None, None)
    assert sales(office) == []
