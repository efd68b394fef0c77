# SPDX-License-Identifier: MIT
"""When two people who share a lead should talk instead of writing (domain reference 6)."""

from __future__ import annotations

import datetime as dt
import enum

MOST_NOTES = 3
"""More written notes than this between a pair on one lead suggest a call."""
NOTES_WITHIN = dt.timedelta(hours=24)
LOW_RATING = 2
"""A rating up to this suggests a call; 0 is no rating."""


class TalkReason(enum.StrEnum):
    """Why a call is suggested."""

    RETURNED = "returned"
    RATING = "rating"
    NOTES = "notes"


def talk_reason(*, returned: bool, rating: int, notes: int) -> TalkReason | None:
    """Return why a pair should talk about a lead, the weightiest reason first; None for no reason.

    `rating` is that of the last feedback, 1–5 or 0 without one, `notes` how many the two wrote
    about the lead within `NOTES_WITHIN`.
    """
    if returned:
        return TalkReason.RETURNED
    if 0 < rating <= LOW_RATING:
        return TalkReason.RATING
    return TalkReason.NOTES if notes > MOST_NOTES else None
