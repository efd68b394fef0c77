# SPDX-License-Identifier: MIT
"""A change to many leads: all of it or nothing, for a team lead, taken back as one."""

from __future__ import annotations

import datetime as dt

import pytest

from leaddesk.desk import bulk_run
from leaddesk.desk.commands import BulkWish, ChangeLeads, EditLead, LeadFields, TakeBack
from leaddesk.desk.queries import AskLeadCount
from leaddesk.domain.bulk_change import BulkKind
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken
from leaddesk.domain.lead import LeadState, QueueKind
from leaddesk.domain.lead_filter import LeadFilter
from tests.factories import Office

CLOSE = BulkWish(BulkKind.CLOSE, reason="the fair was cancelled")


@pytest.fixture
def ruth(office: Office) -> int:
    """The team lead."""
    return office.person("Ruth Adeyemi", "team_lead")


def test_a_filter_is_closed_and_taken_back_as_one(office: Office, ruth: int) -> None:
    here = [office.lead(source="Fair") for _ in range(5)]
    other = office.lead(source="Web")
    before = office.dump()
    done = office.do(ChangeLeads(CLOSE, filter=LeadFilter(text="acme")), ruth)
    assert dict(done.facts)["count"] == "6"
    assert set(office.states().values()) == {LeadState.CLOSED}
    assert office.take() is None
    office.do(TakeBack(), ruth)
    assert office.dump() == before
    assert {*here, other} == {i for i, s in office.states().items() if s is LeadState.QUEUED}
    assert office.take() is not None


def test_only_a_team_lead_may(office: Office) -> None:
    lead = office.lead()
    with pytest.raises(RuleBroken, match="team_lead_only"):
        office.do(ChangeLeads(CLOSE, (lead,)))
    assert office.lead_now(lead).state is LeadState.QUEUED


def test_what_is_in_a_hand_stays_and_is_counted(office: Office, ruth: int) -> None:
    office.lead()
    office.lead()
    held = office.take()
    done = office.do(ChangeLeads(CLOSE, filter=LeadFilter()), ruth)
    facts = dict(done.facts)
    assert (facts["count"], facts["left"]) == ("1", "1")
    assert held is not None
    assert office.lead_now(held).state is LeadState.QUEUED


def test_leads_move_to_a_new_source_a_campaign_and_a_tier(office: Office, ruth: int) -> None:
    lead = office.lead()
    ids = (lead,)
    office.do(
        ChangeLeads(BulkWish(BulkKind.SOURCE, text="Expo", source_kind="trade_show"), ids), ruth
    )
    office.do(ChangeLeads(BulkWish(BulkKind.CAMPAIGN, text=" Spring  26 "), ids), ruth)
    office.do(ChangeLeads(BulkWish(BulkKind.TIER, tier=2), ids), ruth)
    card = office.card(lead)
    assert (card.source, card.source_kind, card.campaign, card.tier) == (
        "Expo", "trade_show", "Spring 26", 2,
    )  # fmt: skip
    assert office.take(office.sam, tier=2) == lead
    kinds = [(row.kind, row.facts.get("what")) for row in card.history[:3]]
    assert kinds == [("bulk", "tier"), ("bulk", "campaign"), ("bulk", "source")]


def test_agreed_calls_of_somebody_who_is_away_go_to_a_colleague(office: Office, ruth: int) -> None:
    eve = office.person("Eve Moss", "qualifier")
    lead = office.lead()
    office.take(lead_id=lead)
    office.log(lead, "callback", when=office.now + dt.timedelta(hours=2), then_take=False)
    office.do(
        ChangeLeads(BulkWish(BulkKind.OWNER, person_id=eve), filter=LeadFilter(owner_id=1)), ruth
    )
    now = office.lead_now(lead)
    assert (now.owner_id, now.kind) == (eve, QueueKind.CALLBACK)


def test_what_somebody_worked_on_since_stays_when_it_is_taken_back(
    office: Office, ruth: int
) -> None:
    first, second = office.lead(), office.lead()
    office.do(ChangeLeads(BulkWish(BulkKind.CAMPAIGN, text="Spring"), (first, second)), ruth)
    version = office.lead_now(first).version
    fields = LeadFields(
        first_name="Ann", last_name="New", campaign="Own", phones=(("+16125550777", ""),)
    )
    office.do(EditLead(first, version, fields))
    done = office.do(TakeBack(), ruth)
    assert dict(done.facts)["moved"] == "1"
    assert (office.lead_now(first).campaign, office.lead_now(second).campaign) == ("Own", "")


def test_a_stop_leaves_every_lead_as_it_was(
    office: Office, ruth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_run, "STEP", 2)
    for _ in range(5):
        office.lead()
    before = office.dump()
    told: list[int] = []
    with pytest.raises(RuleBroken, match="bulk_stopped"):
        office.desk.change_leads(
            ChangeLeads(CLOSE, filter=LeadFilter()), ruth, office.now,
            report=told.append, cancelled=lambda: len(told) == 2,
        )  # fmt: skip
    assert told == [2, 4]
    assert office.dump() == before
    with pytest.raises(RuleBroken, match="nothing_to_undo"):
        office.do(TakeBack(), ruth)


def test_what_a_crash_interrupted_is_taken_back_at_the_next_start(
    office: Office, ruth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_run, "STEP", 1)
    for _ in range(3):
        office.lead()
    before = office.dump()
    monkeypatch.setattr(bulk_run.BulkRun, "_abandon", lambda _self, _id: None)
    with pytest.raises(KeyboardInterrupt):
        office.desk.change_leads(
            ChangeLeads(CLOSE, filter=LeadFilter()), ruth, office.now, report=_crash
        )
    assert LeadState.CLOSED in office.states().values()
    assert office.desk.carry_on(office.now) == 0
    office.later(bulk_run.STALE + dt.timedelta(minutes=1))
    assert office.desk.carry_on(office.now) == 1
    assert office.dump() == before


def _crash(rows: int) -> None:
    if rows == 2:
        raise KeyboardInterrupt


def test_a_change_that_means_nothing_is_refused_before_anything_is_written(
    office: Office, ruth: int
) -> None:
    ids = (office.lead(),)
    with pytest.raises(BadInput, match="unknown_tier"):
        office.do(ChangeLeads(BulkWish(BulkKind.TIER, tier=7), ids), ruth)
    with pytest.raises(BadInput, match="needs_name"):
        office.do(ChangeLeads(BulkWish(BulkKind.SOURCE, text=" "), ids), ruth)
    with pytest.raises(NotFound):
        office.do(ChangeLeads(BulkWish(BulkKind.OWNER, person_id=99), ids), ruth)
    assert office.ask(AskLeadCount(LeadFilter(states=(LeadState.QUEUED,)))) == 1
