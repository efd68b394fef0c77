# SPDX-License-Identifier: MIT
"""What a change would do, in words that say how much was looked at."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from leaddesk.desk.queries import RuleEffect, RulePreview, RuleVersion
from leaddesk.desk.rule_checks import Problem
from leaddesk.words import rules
from leaddesk.words.rule_parts import document
from leaddesk.words.rules import effects, located, problem, rule_name, version_state, version_when

CODES = sorted(rules._EFFECTS)


def preview(*found: RuleEffect) -> RulePreview:
    return RulePreview((("queue", "{}"),), ("queue",), (), found)


@pytest.mark.parametrize("code", CODES)
def test_every_effect_is_a_whole_sentence_and_says_at_least(code: str) -> None:
    (line,) = effects(preview(RuleEffect(code, 1, 412, 500, 912, least=True)))
    assert line.endswith(".")
    assert not line[0].islower()
    assert "412" in line or "912" in line


def test_what_moves_is_counted_and_what_does_not_is_left_out() -> None:
    told = effects(preview(RuleEffect("scores", moved=412, after=600), RuleEffect("best", 2)))
    (line,) = told
    assert line.startswith("412 leads of 600 never called would get another score")
    least = effects(preview(RuleEffect("reopening", moved=5000, after=50000, least=True)))
    assert least[0].startswith("At least 5,000 leads of 50,000")
    assert effects(preview()) == [rules.NO_LEAD_MOVES]
    assert effects(RulePreview(())) == [rules.SAME]


def test_a_problem_is_said_with_its_place() -> None:
    value = json.dumps(document("handoff.clocks", ""))
    found = Problem("rule.order", "handoff.clocks", "normal_hours")
    assert located(found, value) == (
        "Handoff clocks, any other within: This can't be less than the one before it."
    )
    assert problem(Problem("rule.bounds", "queue", "x", {"low": 1, "high": 9})) == (
        "This goes from 1 to 9."
    )
    assert located(Problem("unknown_rule", "weather", ""), "") == (
        "weather: There is no rule of this name."
    )


def test_versions_say_how_they_stand() -> None:
    now = dt.datetime(2026, 5, 12, 17, tzinfo=dt.UTC)
    assert version_state(RuleVersion(2, "", in_force=True)) == "in force"
    assert version_state(RuleVersion(1, "", taken_back=True)) == "taken back"
    assert version_when(RuleVersion(1, "", now), now, "UTC") == "Today 17:00"
    assert rule_name("outcomes") == "Outcomes"
    assert rules.version_name(RuleVersion(0, "")) == "At first"
