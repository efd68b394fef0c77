# SPDX-License-Identifier: MIT
"""A recovery code survives being written down and typed again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.recovery_code import read, written


@given(st.binary(min_size=20, max_size=20))
def test_a_code_is_read_as_it_was_written(code: bytes) -> None:
    told = written(code)
    assert [len(group) for group in told.split("-")] == [4] * 8
    assert read(told) == code
    assert read(told.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == code


@pytest.mark.parametrize("typed", ["", "ABCD", "U" * 32, "A" * 31, "A" * 33, "é" * 32])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read(typed) is None


def test_only_whole_codes_are_written() -> None:
    with pytest.raises(ValueError, match="19"):
        written(bytes(19))
