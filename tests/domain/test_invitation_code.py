# SPDX-License-Identifier: MIT
"""A code of an invitation is short, survives being read out, and never shows in an error."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leaddesk.domain.errors import BadInput
from leaddesk.domain.invitation_code import (
    ALPHABET,
    HANDLE,
    LENGTH,
    RANDOM_BYTES,
    InvitationCode,
    code_from,
    is_handle,
    read_code,
)

CHANCE = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES)


def test_a_code_has_four_letters_a_dash_and_six_letters() -> None:
    assert code_from(bytes(range(10, 20))).shown() == "ABCD-EFGHJK"


@given(CHANCE)
def test_what_is_shown_is_read_as_the_same_code(chance: bytes) -> None:
    code = code_from(chance)
    assert read_code(code.shown()) == code
    assert is_handle(code.handle)
    assert len(code.handle) == HANDLE
    assert len(code.handle + code.secret) == LENGTH


@given(CHANCE, st.data())
def test_case_blanks_dashes_and_letters_that_look_alike_make_no_difference(
    chance: bytes, data: st.DataObject
) -> None:
    code = code_from(chance)
    alike = {"0": "0oO", "1": "1iIlL"}
    typed = "".join(
        data.draw(st.sampled_from(["", " ", "-", "\t", "–", "\u00a0"]))
        + data.draw(st.sampled_from(alike.get(one, one + one.lower())))
        for one in code.handle + code.secret
    )
    assert read_code(typed) == code


@given(st.text(max_size=200))
@example("ABCD-EFGHJ")
@example("ABCD-EFGHJKM")
@example("ABCU-EFGHJK")
@example("ß" * 10)
@example(" - " * 40)
@example("A" * 10 + " " * 200)
def test_whatever_is_typed_is_a_code_or_says_what_is_wrong(typed: str) -> None:
    refused = None
    try:
        code = read_code(typed)
    except BadInput as error:
        refused = error
    else:
        assert set(code.handle + code.secret) <= set(ALPHABET)
        assert read_code(code.shown()) == code
    if refused is not None:
        assert refused.key in {"needs_code", "code_length", "code_letter"}
        assert refused.fields["where"] == "code"
        assert len(str(refused.fields.get("detail", ""))) <= 3


def test_every_letter_of_a_code_is_as_likely_as_every_other() -> None:
    made = [code_from(bytes([one] * RANDOM_BYTES)).handle[0] for one in range(256)]
    assert {made.count(letter) for letter in ALPHABET} == {8}


def test_a_code_shows_no_secret_where_it_is_printed() -> None:
    assert "EFGHJK" not in repr(InvitationCode("ABCD", "EFGHJK"))


@pytest.mark.parametrize("length", [0, RANDOM_BYTES - 1, RANDOM_BYTES + 1])
def test_too_little_chance_makes_no_code(length: int) -> None:
    with pytest.raises(ValueError, match=str(length)):
        code_from(bytes(length))


@pytest.mark.parametrize("text", ["", "ABC", "ABCDE", "abcd", "ABCU", "A BC"])
def test_what_is_no_handle_is_told(text: str) -> None:
    assert not is_handle(text)
