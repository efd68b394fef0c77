# SPDX-License-Identifier: MIT
"""The way of a call to a sale: its stages, and the days that a look at it holds."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import Final

STAGES: Final = (
    "calls", "connects", "conversations", "handoffs", "presentations", "proposals", "won",
)  # fmt: skip
"""What is reached one after another; `handoffs` are those that were accepted."""
LAGS: Final = ("handoffs", "presentations", "proposals", "won")
"""Stages that come days after the one before."""


class Span(enum.StrEnum):
    """The days that are looked at; all end yesterday."""

    WEEK = "7"
    MONTH = "30"
    THREE_MONTHS = "90"
    QUARTER = "quarter"


def days_of(span: Span, today: dt.date) -> int:
    """Return how many days a span holds; this quarter on its first day holds the one before."""
    if span is not Span.QUARTER:
        return int(span.value)
    yesterday = today - dt.timedelta(days=1)
    begins = yesterday.replace(month=3 * ((yesterday.month - 1) // 3) + 1, day=1)
    return (today - begins).days


@dataclass(frozen=True, slots=True)
class Window:
    """Moments of entries that count for a stage, both within."""

    first: dt.datetime
    last: dt.datetime


def ripe_window(age: dt.timedelta, now: dt.datetime, days: int) -> Window:
    """Return when entries came in that had their time to go on: so many days, an age ago."""
    last = now - age
    return Window(last - dt.timedelta(days=days), last)
