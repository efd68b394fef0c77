# SPDX-License-Identifier: MIT
"""What one change to many leads means for each of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from leaddesk.domain.bulk_change import (
    BULK_CLOSED,
    BulkChange,
    BulkKind,
    Circumstances,
    LeftOut,
    bulk_fields,
)
from leaddesk.domain.calling_hours import CallingArea
from leaddesk.domain.lead import ANYONE, Lead, LeadState, QueueKind
from tests.factories import NOON

FREE = Circumstances()
NEW = Lead(
    id=1, version=1, tier=1, state=LeadState.QUEUED, kind=QueueKind.NEW, why="new",
    owner_id=ANYONE, due_at=None, arrived_at=NOON, inbound=False, half_life=336, rank=1.0,
    ladder="outbound", step=0, attempts=0, voicemails=0, busy_run=0, round=0, phone="+16125550100",
    area_id=1, area=CallingArea(("America/Chicago",), "US", "MN"), first_name="Ann",
    last_name="Lee", company="Acme", title="", email="", list_id=0, source_id=1, campaign="",
    last_call_at=None, counted_at=None, last_outcome="",
)  # fmt: skip
CALLBACK = replace(NEW, kind=QueueKind.CALLBACK, why="callback", owner_id=1, due_at=NOON)
CLOSED = replace(NEW, state=LeadState.CLOSED, kind=QueueKind.NONE, why="not_interested")


@pytest.mark.parametrize("kind", list(BulkKind))
def test_a_lead_that_must_not_be_called_only_changes_its_labels(kind: BulkKind) -> None:
    lead = replace(NEW, state=LeadState.SUPPRESSED, kind=QueueKind.NONE)
    found = bulk_fields(lead, BulkChange(kind, 2, 2, 2, "Spring", "why"), FREE, NOON)
    labels = {BulkKind.SOURCE: {"source_id": 2}, BulkKind.CAMPAIGN: {"campaign": "Spring"}}
    assert found == labels.get(kind, LeftOut.DO_NOT_CALL)


@pytest.mark.parametrize("kind", [BulkKind.TIER, BulkKind.OWNER, BulkKind.CLOSE, BulkKind.REOPEN])
@pytest.mark.parametrize(
    "around, state, reason",
    [
        (Circumstances(in_hand=True), LeadState.QUEUED, LeftOut.IN_HAND),
        (Circumstances(open_handoff=True), LeadState.QUEUED, LeftOut.HANDED_OVER),
        (FREE, LeadState.OFFERED, LeftOut.HANDED_OVER),
        (FREE, LeadState.WON, LeftOut.DECIDED),
    ],
)
def test_what_somebody_is_at_stays(
    kind: BulkKind, around: Circumstances, state: LeadState, reason: LeftOut
) -> None:
    assert bulk_fields(replace(NEW, state=state), BulkChange(kind, 2), around, NOON) is reason


def test_a_new_lead_moves_to_another_tier_as_it_is() -> None:
    found = bulk_fields(NEW, BulkChange(BulkKind.TIER, 2), FREE, NOON)
    assert found == {"tier": 2, "owner_id": ANYONE}
    assert bulk_fields(NEW, BulkChange(BulkKind.TIER, 1), FREE, NOON) is LeftOut.SAME


def test_a_callback_moves_with_its_time_and_for_anyone() -> None:
    found = bulk_fields(CALLBACK, BulkChange(BulkKind.TIER, 2), FREE, NOON)
    assert found == {"tier": 2, "owner_id": ANYONE}


def test_what_only_one_tier_knows_becomes_a_retry_in_another() -> None:
    lead = replace(
        CALLBACK, kind=QueueKind.RETURNED, why="returned", last_call_at=NOON - dt.timedelta(1)
    )
    found = bulk_fields(lead, BulkChange(BulkKind.TIER, 2), FREE, NOON)
    assert found == {
        "tier": 2, "owner_id": ANYONE, "kind": QueueKind.RETRY, "why": "retry", "due_at": NOON,
    }  # fmt: skip


def test_only_agreed_calls_are_given_to_a_person_who_works_there() -> None:
    change = BulkChange(BulkKind.OWNER, person_id=2)
    there = Circumstances(tiers=(1,))
    assert bulk_fields(CALLBACK, change, there, NOON) == {"owner_id": 2}
    assert bulk_fields(NEW, change, there, NOON) is LeftOut.COMMON_QUEUE
    assert bulk_fields(CALLBACK, change, Circumstances(tiers=(2,)), NOON) is LeftOut.OTHER_TIER
    assert bulk_fields(CALLBACK, BulkChange(BulkKind.OWNER), FREE, NOON) == {"owner_id": ANYONE}


def test_closing_takes_a_lead_out_of_every_queue_and_reopening_puts_it_back() -> None:
    closed = bulk_fields(CALLBACK, BulkChange(BulkKind.CLOSE), FREE, NOON)
    assert closed == {
        "state": LeadState.CLOSED, "kind": QueueKind.NONE, "why": BULK_CLOSED,
        "owner_id": ANYONE, "due_at": None,
    }  # fmt: skip
    assert bulk_fields(CLOSED, BulkChange(BulkKind.CLOSE), FREE, NOON) is LeftOut.SAME
    reopen = BulkChange(BulkKind.REOPEN)
    assert bulk_fields(CLOSED, reopen, FREE, NOON) == {
        "state": LeadState.QUEUED, "kind": QueueKind.NEW, "why": "new", "owner_id": ANYONE,
        "due_at": None,
    }  # fmt: skip
    called = replace(CLOSED, last_call_at=NOON)
    again = bulk_fields(called, reopen, FREE, NOON)
    assert isinstance(again, dict)
    assert again["kind"] is QueueKind.RETRY
    assert bulk_fields(NEW, reopen, FREE, NOON) is LeftOut.SAME


@pytest.mark.parametrize(
    "lead", [replace(CLOSED, phone=""), replace(CLOSED, area=CallingArea((), "US", ""))]
)
def test_what_nobody_can_call_is_not_reopened(lead: Lead) -> None:
    assert bulk_fields(lead, BulkChange(BulkKind.REOPEN), FREE, NOON) is LeftOut.NO_NUMBER


def test_a_lead_at_rest_can_be_closed_for_good() -> None:
    resting = replace(CLOSED, kind=QueueKind.REST, due_at=NOON + dt.timedelta(days=90))
    found = bulk_fields(resting, BulkChange(BulkKind.CLOSE), FREE, NOON)
    assert isinstance(found, dict)
    assert found["kind"] is QueueKind.NONE
