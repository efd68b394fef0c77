# SPDX-License-Identifier: MIT
"""Tests for what a team lead does about handoffs of others, without working in any tier."""

from __future__ import annotations

import pytest

from leaddesk.desk.commands import (
    AcceptHandoff,
    AppealRejection,
    GiveFeedback,
    OverrideHandoff,
    PullBackHandoff,
    ReassignHandoff,
    RejectHandoff,
    ReleaseLead,
    ReturnHandoff,
    RunClocks,
    TakeBack,
)
from leaddesk.desk.queries import (
    AskHandoff,
    AskHandoffFigures,
    AskHandoffs,
    AskTeamHandoffs,
    HandoffFigures,
    HandoffFilter,
    HandoffRow,
    HandoffsPage,
)
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.handoff import HandoffState
from leaddesk.domain.lead import LeadState, QueueKind
from leaddesk.words import handoffs as words
from leaddesk.words import history
from tests.factories import DAY, HOUR, MINUTE, NOON, Office

MORNING = NOON - 3 * HOUR
"""Tuesday 10:00 in New York, where the team's business hours run from 9:00 to 17:30."""


@pytest.fixture
def office(office: Office) -> Office:
    """Return the office at ten in the morning."""
    office.now = MORNING
    return office


@pytest.fixture
def ruth(office: Office) -> int:
    """Return a team lead who works in no tier."""
    return office.person("Ruth Aldana", "team_lead")


@pytest.fixture
def robin(office: Office) -> int:
    """Return a second senior rep."""
    return office.person("Robin Vale", "senior_rep")


def row(office: Office, handoff: int) -> HandoffRow:
    return office.ask(AskHandoff(handoff)).row


def page(office: Office, ruth: int, **wanted: object) -> HandoffsPage:
    return office.ask(AskTeamHandoffs(ruth, HandoffFilter(**wanted)))  # type: ignore[arg-type]


def ids(found: HandoffsPage) -> list[int]:
    return [one.id for one in found.rows]


def fate(office: Office, handoff: int) -> str:
    return words.fate(row(office, handoff), office.now, "America/New_York")


def last_line(office: Office, lead: int) -> str:
    return history.line(office.card(lead).history[0])


def test_an_offered_handoff_goes_to_another_receiver_with_new_clocks(
    office: Office, ruth: int, robin: int
) -> None:
    lead = office.lead()
    handoff = office.hand_off(lead, receiver_id=office.sam, hot=True)
    office.later(HOUR)
    before = office.dump()

    office.do(ReassignHandoff(handoff, robin, "Sam is at a fair"), ruth)

    assert not office.ask(AskHandoffs(office.sam)).to_accept
    offered = office.ask(AskHandoffs(robin)).to_accept[0]
    assert (offered.id, offered.accept_by) == (handoff, office.now + 2 * HOUR)
    assert fate(office, handoff) == "Offered to Robin Vale by Ruth Aldana, 2 h left"
    assert last_line(office, lead) == "Given to Robin Vale · Ruth Aldana: “Sam is at a fair”"
    office.do(TakeBack(), ruth)
    assert office.dump() == before


def test_an_accepted_handoff_goes_on_with_its_lead(office: Office, ruth: int, robin: int) -> None:
    lead = office.accepted()
    office.log(lead, "appointment_set", office.sam, when=office.now + DAY)
    handoff = office.ask(AskHandoffs(office.sam)).working[0].id

    office.do(ReassignHandoff(handoff, robin), ruth)

    working = office.ask(AskHandoffs(robin)).working[0]
    assert (working.id, working.fate) == (handoff, "appointment")
    assert office.lead_now(lead).owner_id == robin
    office.later(DAY)
    assert office.take(robin, 2) == lead


@pytest.mark.parametrize("first", ["offered", "accepted"])
def test_pulled_back_a_lead_is_its_givers_and_may_be_handed_off_again_as_it_is(
    office: Office, ruth: int, first: str
) -> None:
    lead = office.lead()
    handoff = office.hand_off(lead, then_take=False)
    if first == "accepted":
        office.do(AcceptHandoff(handoff), office.sam)
    before = office.dump()
    with pytest.raises(BadInput, match="needs_words"):
        office.do(PullBackHandoff(handoff, " "), ruth)

    office.do(PullBackHandoff(handoff, "They called Dana again"), ruth)

    assert office.take() == lead
    why = office.card(lead).why
    assert (why.code, why.person) == ("withdrawn", "Ruth Aldana")
    assert why.words == "They called Dana again"
    assert fate(office, handoff) == ("Pulled back by Ruth Aldana today: “They called Dana again”")
    office.do(ReleaseLead())
    with pytest.raises(RuleBroken, match="handoff_state"):
        office.do(PullBackHandoff(handoff, "again"), ruth)
    office.do(TakeBack(), ruth)
    assert office.dump() == before
    office.do(PullBackHandoff(handoff, "once more"), ruth)
    assert office.hand_off(lead) != handoff


def test_a_rejection_is_overridden_and_the_lead_is_the_receivers(office: Office, ruth: int) -> None:
    lead = office.lead()
    handoff = office.hand_off(lead)
    office.do(RejectHandoff(handoff, "duplicate", "we know them"), office.sam)
    before = office.dump()

    office.do(OverrideHandoff(handoff, "accepted", "The other one is in Austria"), ruth)

    after = office.lead_now(lead)
    assert (after.state, after.kind) == (LeadState.QUEUED, QueueKind.ACCEPTED)
    assert (after.tier, after.owner_id) == (2, office.sam)
    assert fate(office, handoff) == (
        "Accepted by Ruth Aldana for Sam Ortiz today: “The other one is in Austria”"
    )
    assert last_line(office, lead) == (
        "The team lead decided: accepted · Ruth Aldana: “The other one is in Austria”"
    )
    office.do(TakeBack(), ruth)
    assert office.dump() == before


@pytest.mark.parametrize(
    "first, then",
    [
        ("offered", "accepted"), ("offered", "returned"), ("offered", "rejected"),
        ("accepted", "returned"), ("accepted", "rejected"), ("returned", "accepted"),
        ("returned", "rejected"), ("rejected", "accepted"), ("rejected", "returned"),
        ("expired", "accepted"),
    ],
)  # fmt: skip
def test_any_decision_takes_the_place_of_another_and_is_taken_back(
    office: Office, ruth: int, first: str, then: str
) -> None:
    lead = office.lead()
    handoff = office.hand_off(lead, then_take=False)
    if first == "accepted":
        office.do(AcceptHandoff(handoff), office.sam)
    elif first == "returned":
        office.do(ReturnHandoff(handoff, "Who signs?"), office.sam)
    elif first == "rejected":
        office.do(RejectHandoff(handoff, "duplicate"), office.sam)
    elif first == "expired":
        office.later(20 * DAY)
        office.do(RunClocks())
    assert row(office, handoff).state == first
    before = office.dump()

    office.do(OverrideHandoff(handoff, then, "My call", "incomplete"), ruth)

    found = row(office, handoff)
    assert (found.state, found.decider, found.receiver_id) == (then, "Ruth Aldana", office.sam)
    holder = {"accepted": office.sam, "returned": office.dana, "rejected": 0}[then]
    assert office.lead_now(lead).owner_id == holder
    assert (office.lead_now(lead).state is LeadState.CLOSED) == (then == "rejected")
    office.do(TakeBack(), ruth)
    assert office.dump() == before


def test_an_appeal_is_decided_by_the_team_lead(office: Office, ruth: int) -> None:
    lead = office.lead()
    handoff = office.hand_off(lead)
    office.do(RejectHandoff(handoff, "duplicate"), office.sam)
    office.do(AppealRejection(handoff, "another branch"))
    assert ids(page(office, ruth, state="appealed")) == [handoff]

    office.do(OverrideHandoff(handoff, "rejected", "It is the same house", "duplicate"), ruth)

    assert not page(office, ruth, state="appealed").rows
    assert last_line(office, lead).startswith("The appeal is decided: rejected, duplicate · Ruth")
    with pytest.raises(RuleBroken, match="appealed_already"):
        office.do(AppealRejection(handoff, "please"))


def test_a_handoff_that_is_history_by_now_is_left_alone(
    office: Office, ruth: int, robin: int
) -> None:
    lead = office.lead()
    first = office.hand_off(lead, then_take=False)
    office.do(ReturnHandoff(first, "Who signs?"), office.sam)
    office.hand_off(lead, note="the owner signs", then_take=False)
    done = office.hand_off(office.lead(), receiver_id=office.sam)
    office.do(AcceptHandoff(done), office.sam)
    office.log(row(office, done).lead_id, "won", office.sam, amount=100)
    before = office.dump()

    for command in (
        OverrideHandoff(first, "accepted", "words"),
        OverrideHandoff(done, "returned", "words"),
        ReassignHandoff(done, robin),
        PullBackHandoff(done, "words"),
    ):
        with pytest.raises(RuleBroken, match="handoff_over"):
            office.do(command, ruth)
    assert office.dump() == before


def test_a_lead_in_a_colleagues_hand_is_not_taken_out_of_it(
    office: Office, ruth: int, robin: int
) -> None:
    lead = office.accepted()
    handoff = office.ask(AskHandoffs(office.sam)).working[0].id
    assert office.take(office.sam, 2) == lead

    for command in (ReassignHandoff(handoff, robin), PullBackHandoff(handoff, "words")):
        with pytest.raises(RuleBroken, match="in_other_hand"):
            office.do(command, ruth)


def test_what_is_not_said_or_can_not_be_is_refused(office: Office, ruth: int) -> None:
    handoff = office.hand_off(office.lead())
    for command, key in (
        (OverrideHandoff(handoff, "offered", "words"), "handoff_state"),
        (OverrideHandoff(handoff, "perhaps", "words"), "unknown_decision"),
        (OverrideHandoff(handoff, "accepted", ""), "needs_words"),
        (OverrideHandoff(handoff, "rejected", "words", "mood"), "needs_reason"),
        (ReassignHandoff(handoff, office.dana), "not_a_receiver"),
        (ReassignHandoff(handoff, office.sam), "same_receiver"),
    ):
        with pytest.raises((BadInput, RuleBroken), match=key):
            office.do(command, ruth)


def test_none_of_it_is_for_anybody_else(office: Office, robin: int) -> None:
    handoff = office.hand_off(office.lead())
    for command in (
        ReassignHandoff(handoff, robin),
        PullBackHandoff(handoff, "words"),
        OverrideHandoff(handoff, "accepted", "words"),
    ):
        for person in (office.dana, office.sam, robin):
            with pytest.raises(RuleBroken, match="team_lead_only"):
                office.do(command, person)
    with pytest.raises(RuleBroken, match="team_lead_only"):
        office.ask(AskTeamHandoffs(office.sam), who=office.sam)
    with pytest.raises(RuleBroken, match="team_lead_only"):
        office.ask(AskHandoffFigures(office.dana), who=office.dana)


def test_what_is_past_its_clock_stands_on_top_then_the_clocks_then_the_rest(
    office: Office, ruth: int
) -> None:
    closed, working, slow, hot = (office.hand_off(office.lead(), hot=n == 3) for n in range(4))
    office.do(RejectHandoff(closed, "duplicate"), office.sam)
    office.do(AcceptHandoff(working), office.sam)
    office.later(3 * HOUR)

    found = page(office, ruth)

    assert ids(found) == [hot, slow, working, closed]
    assert (found.total, found.late) == (4, 1)
    assert ids(page(office, ruth, state="late")) == [hot]


def test_filters_go_by_state_age_giver_receiver_and_source(
    office: Office, ruth: int, robin: int
) -> None:
    mo = office.person("Mo Becker", "qualifier")
    old = office.hand_off(office.lead(source="Fair"), receiver_id=office.sam)
    office.later(DAY)
    fresh = office.hand_off(office.lead(), mo, receiver_id=robin)
    fair = next(key for key, name in page(office, ruth).sources if name == "Fair")
    edge = office.now - HOUR

    for wanted, expected in (
        ({"giver_id": mo}, [fresh]), ({"receiver_id": office.sam}, [old]),
        ({"source_id": fair}, [old]), ({"offered_from": edge}, [fresh]),
        ({"offered_before": edge}, [old]), ({"state": "waiting", "giver_id": mo}, [fresh]),
        ({"state": "won"}, []),
    ):  # fmt: skip
        assert ids(page(office, ruth, **wanted)) == expected
        assert page(office, ruth, **wanted).total == len(expected)


def figures(office: Office, ruth: int) -> HandoffFigures:
    return office.ask(AskHandoffFigures(ruth))


def test_figures_count_by_giver_receiver_and_pair(office: Office, ruth: int, robin: int) -> None:
    mo = office.person("Mo Becker", "qualifier")
    to_sam = [office.hand_off(office.lead(), receiver_id=office.sam) for _ in range(4)]
    to_robin = office.hand_off(office.lead(), mo, receiver_id=robin)
    office.later(30 * MINUTE)
    office.do(AcceptHandoff(to_sam[0]), office.sam)
    office.later(30 * MINUTE)
    office.do(AcceptHandoff(to_sam[1]), office.sam)
    office.do(RejectHandoff(to_sam[2], "duplicate"), office.sam)
    office.do(ReturnHandoff(to_robin, "Who signs?", "no_authority"), robin)
    lead = row(office, to_sam[0]).lead_id
    office.log(lead, "no_show", office.sam)

    told = figures(office, ruth)

    assert (told.team.counts.decided, told.team.counts.accepted) == (4, 2)
    assert (told.team.minutes, told.team.timed) == (45.0, 2)
    assert (told.team.counts.met, told.team.counts.held) == (1, 0)
    assert [(line.giver, line.counts.decided) for line in told.givers] == [
        ("Dana Whitfield", 3), ("Mo Becker", 1),
    ]  # fmt: skip
    assert [(line.receiver, line.counts.accepted) for line in told.receivers] == [
        ("Sam Ortiz", 2), ("Robin Vale", 0),
    ]  # fmt: skip
    assert [(line.giver, line.receiver, line.minutes) for line in told.pairs] == [
        ("Dana Whitfield", "Sam Ortiz", 45.0), ("Mo Becker", "Robin Vale", None),
    ]  # fmt: skip
    assert [(one.state, one.reason, one.count) for one in told.reasons] == [
        ("rejected", "duplicate", 1), ("returned", "no_authority", 1),
    ]  # fmt: skip


def test_gratitude_counts_what_was_given_in_time_of_what_was_owed(
    office: Office, ruth: int
) -> None:
    for _ in range(3):
        office.log(office.accepted(), "no_show", office.sam)
    owed = office.ask(AskHandoffs(office.sam)).owed
    office.do(GiveFeedback(owed[0].id, "Good line", 5), office.sam)
    assert figures(office, ruth).team.counts.gratitude.entered == 1, "the others are not due yet"

    office.later(5 * DAY)
    late = office.ask(AskTeamHandoffs(office.boss, HandoffFilter("owed_late")), who=office.boss)
    assert {row.id for row in late.rows} == {one.handoff_id for one in owed[1:]}
    assert late.owed_late == late.total == 2
    assert office.ask(AskHandoff(late.rows[0].id)).row.owed_by == late.rows[0].owed_by
    office.do(GiveFeedback(owed[1].id, "Too late", 4), office.sam)
    late = office.ask(AskTeamHandoffs(office.boss, HandoffFilter("owed_late")), who=office.boss)
    assert [row.id for row in late.rows] == [owed[2].handoff_id]

    told = figures(office, ruth).givers[0].counts.gratitude
    assert (told.went_on, told.entered) == (1, 3)


def test_what_a_team_lead_pulled_back_says_nothing_about_the_receiver(
    office: Office, ruth: int
) -> None:
    handoff = office.hand_off(office.lead())
    office.do(PullBackHandoff(handoff, "words"), ruth)

    assert figures(office, ruth).team.counts.decided == 0
    assert row(office, handoff).state == HandoffState.WITHDRAWN
