# SPDX-License-Identifier: MIT
"""Tests for the team's handoffs in words."""

from __future__ import annotations

import pytest

from leaddesk.desk.queries import FILTER_STATES, HandoffLine, ReasonCount
from leaddesk.domain.conversion import Conversion
from leaddesk.domain.handoff import DECISIONS
from leaddesk.domain.handoff_figures import HandoffCounts, Standing
from leaddesk.words import team_handoffs as words


def test_every_state_to_filter_by_and_every_decision_has_words() -> None:
    assert tuple(words.STATES) == FILTER_STATES
    told = {words.decision(decision.value, "Dana", "Sam") for decision in DECISIONS}
    assert told == {"Accept it for Sam", "Return it to Dana", "Reject it"}
    assert words.decision("accepted", "Dana", "") == "Accept it for whoever is next"
    assert len({words.standing(seen) for seen in (None, *Standing)}) == 4


@pytest.mark.parametrize(
    "measured, told",
    [
        (Conversion(1_200, 96), "8 % (96 of 1,200, 7–9 %)"),
        (Conversion(24, 17), "71 % (17 of 24, 58–81 %, few)"),
        (Conversion(0, 0), "none yet"),
    ],
)
def test_a_share_always_says_what_it_rests_on(measured: Conversion, told: str) -> None:
    assert words.measured(measured) == told


def test_a_line_says_whose_it_is_how_long_it_took_and_its_score() -> None:
    line = HandoffLine(1, "Dana", 2, "Sam", HandoffCounts(scored=2, score=840), 80.0, 4)
    assert words.who(line) == "Dana to Sam"
    assert words.score(line) == "4.2 of 5 (2)"
    assert words.took(line.minutes) == "1 h 20 m"
    nobody = HandoffLine(0, "", 0, "", HandoffCounts(), None, 0)
    assert (words.who(nobody), words.score(nobody)) == ("The team", "none yet")
    assert words.took(nobody.minutes) == "none yet"


def test_reasons_add_up_to_the_whole() -> None:
    reasons = (ReasonCount("returned", "no_budget", 3), ReasonCount("rejected", "", 1))
    assert words.reason_lines(reasons) == (
        ("No budget (returned)", 3, "3 · 75 % · 75 % so far"),
        ("No reason (rejected)", 1, "1 · 25 % · 100 % so far"),
    )
    assert words.reason_lines(()) == ()
