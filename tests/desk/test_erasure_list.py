# SPDX-License-Identifier: MIT
"""The file that says who was erased: read back as it was, or refused."""

from __future__ import annotations

import datetime as dt

import pytest

from leaddesk.desk.erasure_list import decode, encode
from leaddesk.desk.stores.privacy import ErasedTrait, Erasure, Erasures
from leaddesk.domain.errors import BadInput

AT = dt.datetime(2026, 5, 12, 17, tzinfo=dt.UTC)


def test_what_was_kept_is_read_back() -> None:
    told = Erasures(
        ("00" * 32,), (Erasure("a", AT, 3, "By e-mail", 2),), (ErasedTrait("d", "a", no_call=True),)
    )
    assert decode(encode(told)) == told
    assert decode(encode(Erasures())) == Erasures()


@pytest.mark.parametrize("text", [b"", b"[]", b'{"secrets": 7}', b"\xff", b'{"traits": [{}]}'])
def test_a_file_that_tells_something_else_is_refused(text: bytes) -> None:
    with pytest.raises(BadInput, match="bad_erasures"):
        decode(text)
