# SPDX-License-Identifier: MIT
"""When two people who share a lead should talk instead of writing (domain reference 6)."""

from __future__ import annotations

import enum
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TalkRule:
    """More than `notes` between a pair on one lead within `hours` suggest a call.

    So does a rating up to `low_rating`; 0 is no rating.
    """

    notes: int = 3
    hours: int = 24
    low_rating: int = 2


SHIPPED = TalkRule()


class TalkReason(enum.StrEnum):
    """Why a call is suggested."""

    RETURNED = "returned"
    RATING = "rating"
    NOTES = "notes"


def talk_reason(
    *, returned: bool, rating: int, notes: int, rule: TalkRule = SHIPPED
) -> TalkReason | None:
    """Return why a pair should talk about a lead, the weightiest reason first; None for no reason.

    `rating` is that of the last feedback, 1–5 or 0 without one, `notes` how many the two wrote
    about the lead within the hours of the rule.
    """
    if returned:
        return TalkReason.RETURNED
    if 0 < rating <= rule.low_rating:
        return TalkReason.RATING
    return TalkReason.NOTES if notes > rule.notes else None
