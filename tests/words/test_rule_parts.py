# SPDX-License-Identifier: MIT
"""What a form shows of a rule is what it writes back, and differences are said in words."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from leaddesk.desk.rule_checks import MANAGED, check_rule
from leaddesk.desk.rules import decode_rule, encode_rule, is_same_rule
from leaddesk.domain.cadence import DEFAULT_LADDERS
from leaddesk.domain.handoff import REJECT_REASONS, RETURN_REASONS
from leaddesk.domain.outcome import DEFAULT_OUTCOMES
from leaddesk.domain.queue import DEFAULT_STEPS, QueueRules
from leaddesk.words.rule_fields import form_of, forms
from leaddesk.words.rule_parts import (
    closed,
    differences,
    document,
    opened,
    placed,
    reason,
    reason_key,
    row_title,
    told,
)
from leaddesk.words.rule_shapes import FieldKind, RuleForm

FORMS = forms()
IDS = [form.id for form in FORMS]


@pytest.mark.parametrize("form", FORMS, ids=IDS)
def test_a_form_that_is_opened_and_closed_changes_nothing(form: RuleForm) -> None:
    doc = document(form.key, "")
    assert is_same_rule(form.key, told(form, doc, opened(form, doc)), "")
    assert differences(form.key, "", told(form, doc, opened(form, doc))) == []


def test_each_rule_of_the_screen_has_a_form() -> None:
    assert {form.key for form in FORMS} == set(MANAGED)
    assert len(set(IDS)) == len(IDS)


@pytest.mark.parametrize("form", FORMS, ids=IDS)
def test_the_bounds_of_a_field_are_those_of_the_rule(form: RuleForm) -> None:
    """What can be typed is within bounds; a rule that needs others with it says so otherwise."""
    numbers = {FieldKind.NUMBER, FieldKind.HOURS}
    for spec in form.fields:
        for value in (spec.low, spec.high) if spec.kind in numbers else ():
            doc = document(form.key, "")
            part = opened(form, doc)
            part.fields[spec.name] = value if spec.kind is FieldKind.HOURS else int(value)
            found = check_rule(form.key, decode_rule(form.key, told(form, doc, part)))
            wrong = {placed(form, doc, one.path) for one in found if one.key == "rule.bounds"}
            assert (-1, spec.name) not in wrong or spec.name == "ready_at"


def problem_places(form: RuleForm, doc: Any) -> list[object]:
    value = decode_rule(form.key, json.dumps(doc))
    return [placed(form, doc, one.path) for one in check_rule(form.key, value)]


def test_a_problem_is_placed_at_its_row_and_field_of_the_right_form() -> None:
    form = form_of("ladder.outbound")
    doc = document("ladders", "")
    part = opened(form, doc)
    part.rows[2] |= {"working_days": 0}
    wrong = closed(form, doc, part)
    assert problem_places(form, wrong) == [(2, "minutes")]
    assert problem_places(form_of("ladder.inbound"), wrong) == [None]

    pad = form_of("outcomes.2")
    doc = document("outcomes", "")
    part = opened(pad, doc)
    part.rows[1]["key"] = "x"
    assert problem_places(pad, closed(pad, doc, part)) == [(1, "key")]
    assert problem_places(form_of("outcomes.1"), closed(pad, doc, part)) == [None]

    lives = form_of("score")
    doc = document("queue", "") | {"half_life_hours": [["inbound", 0]]}
    assert problem_places(lives, doc) == [(-1, "half_life.inbound")]


def test_moved_rows_are_in_another_order_then() -> None:
    pad = form_of("outcomes.1")
    doc = document("outcomes", "")
    part = opened(pad, doc)
    part.rows.insert(0, part.rows.pop(3))
    after = decode_rule("outcomes", told(pad, doc, part))
    order = [one.id for one in sorted(after, key=lambda one: one.position) if one.tier == 1]
    assert order[:2] == ["gatekeeper", "no_answer"]
    assert differences("outcomes", "", told(pad, doc, part)) == [
        "Outcomes: Qualifiers: Outcomes: the order is another one"
    ]


def test_a_new_question_gets_a_key_of_its_own() -> None:
    form = form_of("sheet")
    doc = document("sheet", "")
    part = opened(form, doc)
    part.rows.append({"key": "", "title": "Budget", "hint": "", "required": True})
    made = decode_rule("sheet", told(form, doc, part))
    assert made.questions[-1].key == "budget2"
    assert "Budget is new" in differences("sheet", "", told(form, doc, part))


def test_differences_are_said_with_their_units() -> None:
    slow = encode_rule("queue", QueueRules(half_life_hours=(("list", 48),), skips_a_day=3))
    assert "Half-life: bought or built list: 336 hours → 48 hours" in differences("queue", "", slow)
    closes = tuple(
        replace(one, close_days=90) if one.id == "not_interested" else one
        for one in DEFAULT_OUTCOMES
    )
    assert differences("outcomes", "", encode_rule("outcomes", closes)) == [
        "Outcomes: Qualifiers: Not interested: Closed for: 180 days → 90 days"
    ]
    shorter = (
        replace(DEFAULT_LADDERS[0], rungs=DEFAULT_LADDERS[0].rungs[:4]),
        *DEFAULT_LADDERS[1:],
    )
    assert differences("ladders", "", encode_rule("ladders", shorter)) == [
        "Inbound ladder: After try 5 is gone"
    ]


def test_rows_have_names_people_know() -> None:
    form = form_of("steps.1")
    rows = opened(form, document("queue.steps", "")).rows
    names = [row_title(form, row, at) for at, row in enumerate(rows)]
    assert names[0] == "1  Callbacks, mine"
    assert names[4] == "3  Fresh inbound, anyone's"
    assert len(names) == len(DEFAULT_STEPS[1])


def test_reasons_that_ship_are_words_in_the_form_and_keys_in_the_rule() -> None:
    returns, rejects = form_of("reasons").fields
    for spec, keys in ((returns, RETURN_REASONS), (rejects, REJECT_REASONS)):
        assert [reason_key(spec, reason(spec, key)) for key in keys] == list(keys)
        assert reason_key(spec, "Too small for us") == "Too small for us"
