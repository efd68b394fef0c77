# SPDX-License-Identifier: MIT
"""Tests for the outcomes that ship: the pads of both tiers as the rules list them."""

from __future__ import annotations

import pytest

from leaddesk.domain.outcome import (
    DEFAULT_OUTCOMES,
    TIER_1,
    TIER_2,
    Needs,
    Next,
    Outcome,
)

BY_ID = {(outcome.tier, outcome.id): outcome for outcome in DEFAULT_OUTCOMES}


@pytest.mark.parametrize(
    "pad, expected",
    [
        (
            TIER_1,
            (
                "no_answer voicemail busy gatekeeper callback not_now not_interested wrong_number "
                "qualified do_not_call"
            ),
        ),
        (
            TIER_2,
            (
                "no_answer voicemail busy gatekeeper callback appointment_set presentation_held "
                "proposal_sent won lost"
            ),
        ),
    ],
)
def test_the_keys_1_to_0_lie_as_the_rules_say(pad: tuple[Outcome, ...], expected: str) -> None:
    keyed = {outcome.key: outcome.id for outcome in pad if outcome.key}

    assert [keyed[key] for key in "1234567890"] == expected.split()
    assert len(keyed) == 10


@pytest.mark.parametrize("pad", [TIER_1, TIER_2])
def test_each_outcome_stands_once_at_a_place_of_its_own(pad: tuple[Outcome, ...]) -> None:
    assert len({outcome.id for outcome in pad}) == len(pad)
    assert len({outcome.position for outcome in pad}) == len(pad)
    assert len({outcome.tier for outcome in pad}) == 1


@pytest.mark.parametrize(
    "outcome, flags",
    [
        ("no_answer", {"counts_attempt"}),
        ("voicemail", {"counts_attempt"}),
        ("busy", {"counts_attempt"}),
        ("gatekeeper", {"human", "counts_attempt"}),
        ("callback", {"reached", "human"}),
        ("not_now", {"reached", "human", "conversation"}),
        ("not_interested", {"reached", "human", "final"}),
        ("wrong_number", {"human"}),
        ("qualified", {"reached", "human", "conversation"}),
        ("do_not_call", {"human", "final", "dnc"}),
    ],
)
def test_the_flags_of_the_first_tiers_keys_are_those_of_the_rules(
    outcome: str, flags: set[str]
) -> None:
    found = BY_ID[1, outcome]

    names = ("reached", "human", "conversation", "final", "dnc", "counts_attempt")
    assert {name for name in names if getattr(found, name)} == flags
    assert found.counts_dial


def test_whoever_was_reached_charges_no_attempt_and_a_talk_is_with_the_person() -> None:
    for outcome in DEFAULT_OUTCOMES:
        assert not (outcome.reached and outcome.counts_attempt), outcome.id
        assert outcome.reached or not outcome.conversation, outcome.id
        assert outcome.human or not outcome.reached, outcome.id


def test_a_reason_that_is_asked_for_has_choices_and_a_technical_failure_does_not_count() -> None:
    for outcome in DEFAULT_OUTCOMES:
        assert outcome.reasons or outcome.needs is not Needs.REASON, outcome.id
        assert outcome.dnc == (outcome.next is Next.SUPPRESS), outcome.id
    assert not BY_ID[1, "technical_failure"].counts_dial
    assert not BY_ID[2, "technical_failure"].counts_attempt
    assert BY_ID[1, "not_interested"].close_days == 180


def test_feedback_falls_due_after_each_appointment_whatever_came_of_it() -> None:
    ends = {outcome.id for outcome in TIER_2 if outcome.ends_appointment}

    assert ends == {"presentation_held", "appointment_held", "no_show", "won", "lost"}
    assert not any(outcome.ends_appointment for outcome in TIER_1)
