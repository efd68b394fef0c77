# SPDX-License-Identifier: MIT
"""Tests for the qualification sheet: what is answered, what is missing, when it is ready."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.qualification import BANT, CHAMP, DEFAULT_SHEETS, Sheet

KEYS = [question.key for question in BANT.questions]


def test_the_sheets_that_ship_ask_what_the_rules_ask() -> None:
    assert KEYS == ["fit", "need", "budget", "authority", "timing"]
    assert [question.key for question in BANT.questions if question.required] == ["need"]
    assert CHAMP.questions[0].key == "challenges"
    for sheet in DEFAULT_SHEETS:
        assert 0 < sheet.ready_at <= len(sheet.questions)


@pytest.mark.parametrize(
    "answered, ready",
    [
        ((), False),
        (("need", "fit", "budget"), False),
        (("need", "fit", "budget", "timing"), True),
        (("fit", "budget", "authority", "timing"), False),
        (tuple(KEYS), True),
    ],
)
def test_it_is_ready_with_enough_answers_and_every_required_one(
    answered: tuple[str, ...],
    ready: bool,  # noqa: FBT001 - drawn by name
) -> None:
    answers = dict.fromkeys(answered, "yes")

    assert BANT.is_ready(answers) is ready
    assert BANT.answered(answers) == len(answered)
    assert ("need" in answered) == (BANT.missing(answers) == ())


def test_blanks_and_questions_of_another_sheet_are_no_answers() -> None:
    assert BANT.answered({"need": "  \n", "weather": "fine"}) == 0


@given(
    sheet=st.sampled_from(DEFAULT_SHEETS),
    answers=st.dictionaries(st.sampled_from(KEYS), st.text(max_size=3)),
    more=st.sampled_from(KEYS),
)
def test_one_more_answer_never_makes_a_sheet_less_ready(
    sheet: Sheet, answers: dict[str, str], more: str
) -> None:
    assert sheet.is_ready(answers | {more: "yes"}) >= sheet.is_ready(answers)
