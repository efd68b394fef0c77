# SPDX-License-Identifier: MIT
"""A late call is kept and counted, and its lead stays where somebody else brought it."""

from __future__ import annotations

import pytest

from leaddesk.desk.commands import HandOff, LogCall, TakeBack
from leaddesk.desk.late_calls import keep_late
from leaddesk.desk.work import Work, new_entry_id
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.lead import LeadState
from leaddesk.domain.outcome import DEFAULT_OUTCOMES, Next
from tests.factories import ANSWERS, HOUR, Office

PLACE = ("state", "kind", "due_at", "owner_id", "tier", "last_outcome", "why")
MOVING = {Next.SUPPRESS, Next.BAD_NUMBER}
"""What tells of a number or a wish, which holds whoever has the lead."""


def keep(office: Office, command: LogCall | HandOff, who: int = 0) -> None:
    with office.store.unit() as unit:
        book = office.desk._book_of(unit)
        person = book.person(who or office.dana)
        keep_late(command, Work(unit, person, office.now, book, new_entry_id(office.now)))


@pytest.mark.parametrize(
    "outcome", [o.id for o in DEFAULT_OUTCOMES if o.tier == 1 and o.next not in MOVING]
)
def test_the_lead_stays_where_it_is_and_the_call_counts(office: Office, outcome: str) -> None:
    lead = office.lead()
    before = office.lead_now(lead)
    keep(office, LogCall(lead, outcome))
    now = office.lead_now(lead)
    assert [getattr(now, name) for name in PLACE] == [getattr(before, name) for name in PLACE]
    shipped = next(o for o in DEFAULT_OUTCOMES if (o.tier, o.id) == (1, outcome))
    assert now.attempts == before.attempts + shipped.counts_attempt
    assert office.done_today()["calls"] == int(shipped.counts_dial)
    assert office.sql("SELECT outcome FROM journal ORDER BY seq DESC")[0] == (outcome,)


def test_it_can_be_taken_back(office: Office) -> None:
    lead = office.lead()
    before = dict(office.dump())
    keep(office, LogCall(lead, "do_not_call"))
    assert office.lead_now(lead).state is LeadState.SUPPRESSED
    office.do(TakeBack())
    assert dict(office.dump()) == before


def test_an_older_call_does_not_become_the_last_one(office: Office) -> None:
    lead = office.lead()
    earlier = office.now
    office.later(HOUR)
    office.log(lead, "no_answer", then_take=False)
    last = office.lead_now(lead).last_call_at
    keep(office, LogCall(lead, "busy", at=earlier))
    assert office.lead_now(lead).last_call_at == last
    assert office.done_today()["calls"] == 1


def test_of_a_handoff_the_call_is_kept(office: Office) -> None:
    lead = office.lead()
    keep(office, HandOff(lead, ANSWERS, "note", "demo"))
    assert office.sql("SELECT COUNT(*) FROM handoff") == [(0,)]
    assert office.done_today()["conversations"] == 1


def test_what_is_no_outcome_and_what_is_merged_away_are_refused(office: Office) -> None:
    lead = office.lead()
    with pytest.raises(BadInput):
        keep(office, LogCall(lead, "smoke_signals"))
    office.write("UPDATE lead SET state = 7, merged_into = 99 WHERE id = :id", id=lead)
    with pytest.raises(RuleBroken, match="merged_away"):
        keep(office, LogCall(lead, "busy"))
