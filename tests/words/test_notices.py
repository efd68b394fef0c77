# SPDX-License-Identifier: MIT
"""Notices in words: whom they are for, how far they are, and never more than is true."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.desk.queries import NoticeRow
from leaddesk.domain.notice import COVERAGE_PERCENT, Coverage, NoticeKind
from leaddesk.words import notices
from tests.words.samples import CHICAGO, NOW

HOUR = dt.timedelta(hours=1)
ROW = NoticeRow(
    1, "policy", "Recording", "Ask before you record.", (), "Ruth Calloway", NOW - HOUR,
    NOW - HOUR, NOW - HOUR, None, True, None,
)  # fmt: skip


def known(asked: int, acknowledged: int, due: dt.timedelta = 48 * HOUR) -> NoticeRow:
    coverage = Coverage(asked, acknowledged, NOW + due)
    return replace(ROW, coverage=coverage, standing=coverage.standing(NOW), missing=("Sam Ortiz",))


def test_every_kind_has_a_word() -> None:
    assert all(notices.kind(kind.value) != kind.value for kind in NoticeKind)


@pytest.mark.parametrize(
    "tiers, told",
    [((), "everybody"), ((2,), "inside reps"), ((1, 2), "qualifiers and inside reps")],
)
def test_whom_it_is_for_is_told(tiers: tuple[int, ...], told: str) -> None:
    assert notices.audience(tiers) == told


def test_where_it_is_from_and_what_became_of_it() -> None:
    assert notices.origin(ROW, NOW, CHICAGO) == "Ruth Calloway, today 09:42 · for everybody"
    changed = replace(ROW, edited_at=NOW, asked_at=NOW, withdrawn_at=NOW)
    assert notices.origin(changed, NOW, CHICAGO).endswith(
        "changed and asked again today 10:42 · withdrawn today 10:42"
    )


def test_what_the_viewer_did_with_it() -> None:
    assert notices.answered(ROW, NOW, CHICAGO) == ""
    done = replace(ROW, to_acknowledge=False, acknowledged_at=NOW)
    assert notices.answered(done, NOW, CHICAGO) == "You acknowledged it today 10:42."
    other = replace(ROW, to_acknowledge=False)
    assert "does not ask you" in notices.answered(other, NOW, CHICAGO)


def test_how_far_it_is_and_who_is_missing() -> None:
    assert notices.coverage(ROW, NOW, CHICAGO) == ""
    told = notices.coverage(known(6, 4), NOW, CHICAGO)
    assert told.startswith("4 of 6 acknowledged it, 66 %. 95 % are due ")
    assert "were due" in notices.coverage(known(6, 4, -HOUR), NOW, CHICAGO)
    assert "covers it" in notices.coverage(known(6, 6), NOW, CHICAGO)
    assert notices.standing(known(6, 4, -HOUR)) == "Late"
    assert notices.missing(known(6, 4)) == "Not yet: Sam Ortiz."
    assert "nobody" in notices.coverage(known(0, 0), NOW, CHICAGO)


@given(st.integers(1, 400), st.integers(0, 400))
def test_the_share_is_never_told_as_enough_when_it_is_not(asked: int, said: int) -> None:
    row = known(asked, min(asked, said))
    assert row.coverage is not None
    shown = int(notices.percent(row).removesuffix(" %"))
    assert (shown >= COVERAGE_PERCENT) == row.coverage.is_covered
