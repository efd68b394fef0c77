# SPDX-License-Identifier: MIT
"""Tests for the suggestion to talk first."""

from __future__ import annotations

import pytest

from leaddesk.domain.talk_first import TalkReason, talk_reason


@pytest.mark.parametrize(
    "returned, rating, notes, expected",
    [
        (False, 0, 0, None),
        (False, 0, 3, None),
        (False, 0, 4, TalkReason.NOTES),
        (False, 3, 0, None),
        (False, 2, 0, TalkReason.RATING),
        (False, 1, 9, TalkReason.RATING),
        (True, 0, 0, TalkReason.RETURNED),
        (True, 1, 9, TalkReason.RETURNED),
    ],
)
def test_more_than_three_notes_a_return_or_a_low_rating_suggest_a_call(
    *, returned: bool, rating: int, notes: int, expected: TalkReason | None
) -> None:
    assert talk_reason(returned=returned, rating=rating, notes=notes) is expected
