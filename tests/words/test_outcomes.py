# SPDX-License-Identifier: MIT
"""Every outcome has a name, a hint, reasons in words, and says what it will do."""

from __future__ import annotations

import datetime as dt

import pytest

from leaddesk.desk.queries import OutcomeOffer
from leaddesk.domain.outcome import DEFAULT_OUTCOMES, Needs, Outcome
from leaddesk.words import outcomes
from tests.words.samples import AREA, HOUR, MINUTE, NOW

BY_ID = {outcome.id: outcome for outcome in DEFAULT_OUTCOMES}


@pytest.mark.parametrize("outcome", DEFAULT_OUTCOMES, ids=lambda o: f"{o.tier}-{o.id}")
def test_each_outcome_has_its_words(outcome: Outcome) -> None:
    assert outcomes.is_known(outcome.id)
    assert outcomes.hint(outcome.id).endswith(".")
    assert outcomes.consequence(OutcomeOffer(outcome, ""), NOW, AREA)
    for key in outcome.reasons:
        assert outcomes.reason(key)[0].isupper()


@pytest.mark.parametrize("outcome", DEFAULT_OUTCOMES, ids=lambda o: f"{o.tier}-{o.id}")
def test_an_outcome_with_dots_asks_for_something(outcome: Outcome) -> None:
    asks = outcome.needs is not Needs.NOTHING and outcome.needs is not Needs.SHEET
    assert outcomes.button(outcome).endswith("…") is asks
    assert not outcomes.name(outcome.id).endswith("…")


@pytest.mark.parametrize(
    "wait,told",
    [
        (15 * MINUTE, "again in 15 min"),
        (45 * MINUTE, "again in 45 min"),
        (2 * HOUR, "again around noon"),
        (4 * HOUR, "again this afternoon"),
        (23 * HOUR, "again tomorrow morning"),
        (28 * HOUR, "again tomorrow afternoon"),
        (72 * HOUR, "again Friday morning"),
        (30 * 24 * HOUR, "again 11 Jun"),
    ],
)
def test_a_retry_is_told_in_the_prospects_day(wait: dt.timedelta, told: str) -> None:
    assert outcomes.consequence(OutcomeOffer(BY_ID["no_answer"], "", NOW + wait), NOW, AREA) == told


@pytest.mark.parametrize(
    "outcome_id,told",
    [
        ("not_interested", "closes for 180 days"),
        ("do_not_call", "never again"),
        ("qualified", "hand off to tier 2"),
        ("callback", "pick a time"),
    ],
)
def test_what_has_no_time_says_what_it_does(outcome_id: str, told: str) -> None:
    assert outcomes.consequence(OutcomeOffer(BY_ID[outcome_id], ""), NOW, AREA) == told


def test_the_last_rung_says_that_the_lead_rests() -> None:
    offer = OutcomeOffer(BY_ID["no_answer"], "rests", NOW + 30 * 24 * HOUR)
    assert outcomes.consequence(offer, NOW, AREA) == "rests until 11 Jun"


def test_a_button_that_is_off_says_why() -> None:
    offer = OutcomeOffer(BY_ID["voicemail"], "", NOW + HOUR, off="voicemail_cap")
    assert outcomes.consequence(offer, NOW, AREA).startswith("Enough voicemails are left already")
