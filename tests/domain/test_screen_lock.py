# SPDX-License-Identifier: MIT
"""What may be a PIN, and how wrong ones make whoever guesses wait."""

from __future__ import annotations

import pytest

from leaddesk.domain.errors import BadInput
from leaddesk.domain.screen_lock import LONGEST_WAIT, check_pin, wait_after


@pytest.mark.parametrize(
    "pin, key",
    [
        ("12345", "pin.short"),
        ("", "pin.digits"),
        ("48151a", "pin.digits"),
        ("٤٨١٥١٦", "pin.digits"),
        ("4" * 33, "pin.long"),
        ("777777", "pin.plain"),
        ("123456", "pin.plain"),
        ("987654", "pin.plain"),
        ("890123", "pin.plain"),
    ],
)
def test_what_is_guessed_first_is_no_pin(pin: str, key: str) -> None:
    with pytest.raises(BadInput) as refused:
        check_pin(pin)
    assert refused.value.key == key


def test_six_digits_are_a_pin() -> None:
    check_pin("481516")


def test_waiting_begins_with_the_fifth_wrong_pin_and_doubles_up_to_an_hour() -> None:
    assert [wait_after(tries) for tries in range(9)] == [0, 0, 0, 0, 0, 30, 60, 120, 240]
    assert wait_after(500) == LONGEST_WAIT
