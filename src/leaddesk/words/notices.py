# SPDX-License-Identifier: MIT
"""Notices in words: kinds, whom they are for, how far they are, and when one was put there."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.queries import NoticeRow
from leaddesk.domain.notice import COVERAGE_PERCENT, NoticeKind, Standing
from leaddesk.words import numbers, times
from leaddesk.words import tiers as names

_KINDS = {
    NoticeKind.MARKET.value: "Market",
    NoticeKind.POLICY.value: "Policy",
    NoticeKind.STRATEGY.value: "Strategy",
    NoticeKind.APPROACH.value: "Approach",
    NoticeKind.PRODUCT.value: "Product",
}


def kind(key: str) -> str:
    """Return what a notice is about, in a word."""
    return _KINDS.get(key, key)


def audience(tiers: tuple[int, ...]) -> str:
    """Return whom a notice is for: 'everybody', 'inside reps'."""
    return numbers.joined(names.within(tier) for tier in tiers) or "everybody"


def origin(row: NoticeRow, now: dt.datetime, zone: str) -> str:
    """Return who published it for whom and when, and when it was changed."""
    parts = [
        f"{row.by}, {times.moment(row.published_at, now, zone)}",
        f"for {audience(row.tiers)}",
    ]
    if row.edited_at != row.published_at:
        again = " and asked again" if row.asked_at == row.edited_at else ""
        parts.append(f"changed{again} {times.moment(row.edited_at, now, zone)}")
    if row.withdrawn_at is not None:
        parts.append(f"withdrawn {times.moment(row.withdrawn_at, now, zone)}")
    return " · ".join(parts)


def answered(row: NoticeRow, now: dt.datetime, zone: str) -> str:
    """Return what the viewer did with a notice, empty when it asks them still."""
    if row.to_acknowledge:
        return ""
    if row.acknowledged_at is not None:
        return f"You acknowledged it {times.moment(row.acknowledged_at, now, zone)}."
    return "It was withdrawn." if row.withdrawn_at else "It does not ask you to acknowledge it."


def share(row: NoticeRow) -> str:
    """Return how many acknowledged it, in short: '4 of 6'."""
    return f"{row.coverage.acknowledged} of {row.coverage.asked}" if row.coverage else ""


def coverage(row: NoticeRow, now: dt.datetime, zone: str) -> str:
    """Return how far a notice is: '4 of 6 acknowledged it. 95 % are due by Thursday 14:00.'."""
    if row.coverage is None:
        return ""
    if not row.coverage.asked:
        return "It asks nobody who is in the team now."
    told = f"{share(row)} acknowledged it, {percent(row)}."
    due = times.moment(row.coverage.due_at, now, zone)
    if row.standing is Standing.COVERED:
        return f"{told} That covers it: {COVERAGE_PERCENT} % are enough."
    if row.standing is Standing.LATE:
        return f"{told} {COVERAGE_PERCENT} % were due {due}."
    return f"{told} {COVERAGE_PERCENT} % are due {due}, two working days after it was put."


def percent(row: NoticeRow) -> str:
    """Return the share of those asked who acknowledged it, never rounded up to enough."""
    if row.coverage is None or not row.coverage.asked:
        return "100 %"
    return f"{row.coverage.acknowledged * 100 // row.coverage.asked} %"


def standing(row: NoticeRow) -> str:
    """Return where a notice stands in a word or two."""
    words = {Standing.COVERED: "Covered", Standing.OPEN: "Not yet covered", Standing.LATE: "Late"}
    return words[row.standing] if row.standing else ""


def missing(row: NoticeRow) -> str:
    """Return who has not acknowledged it: 'Not yet: Dana Whitfield and Sam Ortiz.'."""
    return f"Not yet: {numbers.joined(row.missing)}." if row.missing else ""
