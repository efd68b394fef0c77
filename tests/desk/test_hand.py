# SPDX-License-Identifier: MIT
"""Tests for the lead in hand: leases, skips, letting go, and an empty queue told in counts."""

from __future__ import annotations

import pytest

from leaddesk.desk.commands import (
    AddNote,
    EditLead,
    KeepLead,
    LeadFields,
    ReleaseLead,
    SkipLead,
    TakeBack,
)
from leaddesk.desk.queries import AskWhyEmpty, EmptyReasons
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.lead import LeadState, QueueKind
from tests.factories import DAY, HOUR, MINUTE, NOON, Office


def test_a_lead_in_hand_stays_there_and_is_nobody_elses(office: Office) -> None:
    other = office.person("Mo Becker", "qualifier")
    first, second = office.lead(), office.lead()

    assert office.take() == first
    assert office.take() == first
    assert office.take(other) == second
    with pytest.raises(RuleBroken, match="in_other_hand"):
        office.take(other, lead_id=first)
    with pytest.raises(RuleBroken, match="in_other_hand"):
        office.log(first, "no_answer", other)
    with pytest.raises(RuleBroken, match="in_other_hand"):
        office.do(SkipLead(first, "not mine"), other)
    version = office.lead_now(first).version
    with pytest.raises(RuleBroken, match="in_other_hand"):
        office.do(EditLead(first, version, LeadFields(first_name="Eve")), other)


def test_two_leads_with_one_number_are_never_in_two_hands(office: Office) -> None:
    other = office.person("Mo Becker", "qualifier")
    first, twin, third = office.lead(), office.lead(), office.lead()
    office.write("UPDATE lead SET phone = '+16125557001' WHERE id IN (:a, :b)", a=first, b=twin)

    assert office.take() == first
    assert office.take(other) == third
    with pytest.raises(RuleBroken, match="in_other_hand"):
        office.take(other, lead_id=twin)


def test_a_new_number_in_hand_is_held_like_the_old_one(office: Office) -> None:
    other = office.person("Mo Becker", "qualifier")
    lead, number = office.lead(), "+16125550177"
    office.take(lead_id=lead)
    fields = LeadFields(first_name="Ann", phones=((number, "direct"),), region="MN", country="US")

    office.do(EditLead(lead, office.lead_now(lead).version, fields))
    assert office.sql("SELECT lead_id, phone FROM lease") == [(lead, number)]
    assert office.take(other) is None


def test_a_lease_ends_after_half_an_hour_and_looking_again_renews_it(office: Office) -> None:
    other = office.person("Mo Becker", "qualifier")
    lead = office.lead()
    office.take()
    office.later(29 * MINUTE)
    office.take()
    office.later(29 * MINUTE)
    assert office.take(other) is None

    office.later(MINUTE)
    assert office.take(other) == lead
    assert office.queue().card is None
    with pytest.raises(RuleBroken, match="in_other_hand"):
        office.log(lead, "no_answer")


def test_a_lease_that_ran_out_does_not_come_back_with_the_next_one(office: Office) -> None:
    other = office.person("Mo Becker", "qualifier")
    first = office.lead()
    office.take()
    office.later(31 * MINUTE)
    office.write("INSERT INTO source (name, kind) VALUES ('Web', 'inbound')")
    fresh = office.lead(source="Web")

    assert office.take() == fresh
    assert office.take() == fresh
    assert office.take(other) == first


def test_letting_go_leaves_no_trace(office: Office) -> None:
    lead = office.lead()
    before = office.dump()
    office.take()

    office.do(ReleaseLead())

    assert office.dump() == before
    assert office.queue().card is None
    assert office.card(lead).history[0].kind == "added"
    assert office.sql("SELECT * FROM lease") == []


def test_a_skip_needs_a_reason_costs_one_of_five_and_rests_the_lead_for_an_hour(
    office: Office,
) -> None:
    leads = [office.lead() for _ in range(7)]
    with pytest.raises(BadInput, match="needs_reason"):
        office.do(SkipLead(leads[0], "  "))
    for left in (4, 3, 2, 1, 0):
        held = office.take()
        assert held is not None
        office.do(SkipLead(held, "knows me"))
        assert office.queue().skips_left == left
    held = office.take()
    assert held is not None
    with pytest.raises(RuleBroken, match="no_skips_left"):
        office.do(SkipLead(held, "again"))

    office.do(TakeBack())
    assert office.queue().skips_left == 1
    office.later(DAY)
    assert office.queue().skips_left == 5


def test_a_skipped_lead_is_back_after_an_hour_for_everybody(office: Office) -> None:
    other = office.person("Mo Becker", "qualifier")
    lead = office.lead()
    office.take()
    office.do(SkipLead(lead, "lunch"))

    assert office.take(other) is None
    office.later(HOUR)
    assert office.take(other) == lead
    assert office.card(lead).why.code == "skipped"


def test_a_skipped_callback_stays_a_callback(office: Office) -> None:
    lead = office.lead()
    office.log(lead, "callback", when=NOON + HOUR)
    office.later(2 * HOUR)
    assert office.take() == lead

    office.do(SkipLead(lead, "in a meeting"))

    after = office.lead_now(lead)
    assert (after.kind, after.owner_id, after.due_at) == (
        QueueKind.CALLBACK,
        office.dana,
        office.now + HOUR,
    )


def test_a_lead_that_must_not_be_called_can_not_be_skipped_either(office: Office) -> None:
    lead = office.lead()
    office.log(lead, "do_not_call")

    with pytest.raises(RuleBroken, match="suppressed"):
        office.do(SkipLead(lead, "why not"))


def test_a_note_on_a_colleagues_lead_is_no_working_on_it(office: Office) -> None:
    other = office.person("Mo Becker", "qualifier")
    lead = office.lead()
    office.take()

    office.do(AddNote(lead, "met her at the fair"), other)

    assert office.card(lead).history[0].note == "met her at the fair"
    assert office.take() == lead


def test_a_team_lead_alone_takes_no_leads(office: Office) -> None:
    boss = office.person("Lee Boss", "team_lead")
    office.lead()

    with pytest.raises(RuleBroken, match="callers_only"):
        office.take(boss)


def test_an_empty_queue_says_how_many_wait_for_what(office: Office) -> None:
    other = office.person("Mo Becker", "qualifier")
    due, theirs, far, offered, held = (office.lead() for _ in range(5))
    office.log(due, "no_answer", then_take=False)
    office.log(theirs, "callback", other, when=NOON + HOUR, then_take=False)
    west = office.lead(region="CA", phones=(("+1 213 555 0134", "direct"),))
    research = office.lead(phones=())
    office.log(far, "do_not_call", then_take=False)
    office.hand_off(offered, then_take=False)
    office.take(other, lead_id=held)
    office.now = NOON + 23 * HOUR  # 11:00 in Chicago, 9:00 in Los Angeles
    office.take(other, lead_id=held)
    office.log(west, "no_answer", then_take=False)
    office.now -= 2 * HOUR

    why = office.ask(AskWhyEmpty(office.dana, 1))

    assert office.queue().up_next == ()
    assert (why.total, why.waiting_hours, why.not_due) == (7, 0, 2)
    assert (why.leased, why.personal, why.research) == (1, 1, 1)
    assert (why.suppressed, why.offered, why.closed) == (1, 1, 0)
    assert why.next_due == office.lead_now(due).due_at
    assert _told(why) == why.total
    assert office.lead_now(research).state is LeadState.RESEARCH


def test_a_queue_that_waits_for_its_hours_says_when_it_opens(office: Office) -> None:
    office.now = NOON - 5 * HOUR  # 7:00 in Chicago
    new, mine = office.lead(), office.lead()
    office.write("UPDATE lead SET kind = 2, owner_id = 1, due_at = 1 WHERE id = :id", id=mine)

    empty = office.queue().empty

    assert empty is not None
    assert (empty.total, empty.waiting_hours) == (2, 2)
    assert empty.next_opening == NOON - 3 * HOUR
    assert _told(empty) == empty.total
    assert office.queue().up_next[0].lead_id == new


def _told(why: EmptyReasons) -> int:
    """Return how many leads the reasons explain."""
    return (
        why.waiting_hours
        + why.not_due
        + why.leased
        + why.personal
        + why.research
        + why.suppressed
        + why.offered
        + why.closed
        + why.staged
    )


def test_a_lead_that_is_shown_stays_in_hand_as_long_as_the_window_says_so(office: Office) -> None:
    ben = office.person("Ben Cruz", "qualifier")
    lead = office.lead()
    office.take()
    for _ in range(3):
        office.later(20 * MINUTE)
        office.do(KeepLead())
    assert office.take(ben) is None

    office.later(31 * MINUTE)
    assert office.take(ben) == lead


def test_an_empty_hand_stays_empty(office: Office) -> None:
    office.lead()
    office.do(KeepLead())
    assert office.queue().card is None
