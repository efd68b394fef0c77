# SPDX-License-Identifier: MIT
"""Moments as the tables keep them: integer milliseconds since 1970 in UTC, 0 for none."""

from __future__ import annotations

import datetime as dt

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MILLISECOND = dt.timedelta(milliseconds=1)


def to_ms(at: dt.datetime | None) -> int:
    """Return the moment as milliseconds; None as 0."""
    return 0 if at is None else (at - _EPOCH) // _MILLISECOND


def from_ms(ms: int) -> dt.datetime:
    """Return the moment of so many milliseconds."""
    return _EPOCH + dt.timedelta(milliseconds=ms)


def maybe_ms(ms: int) -> dt.datetime | None:
    """Return the moment, or None for 0."""
    return None if ms == 0 else from_ms(ms)
