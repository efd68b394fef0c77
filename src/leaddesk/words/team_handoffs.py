# SPDX-License-Identifier: MIT
"""Handoffs of the team in words: what they are filtered by, and how they fare in numbers."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.queries import HandoffLine, ReasonCount
from leaddesk.domain.conversion import Conversion
from leaddesk.domain.handoff_figures import Standing, running_shares
from leaddesk.words import handoffs, numbers, times

NONE_YET = "none yet"
STATES = {
    "late": "Past their time",
    "waiting": "Waiting to be accepted",
    "appealed": "Another look is asked",
    "owed": "Feedback owed",
    "owed_late": "Feedback overdue",
    "working": "In work",
    "accepted": "Accepted, ever",
    "returned": "Returned",
    "rejected": "Rejected",
    "expired": "Nobody accepted in time",
    "withdrawn": "Pulled back",
    "won": "Won",
    "lost": "Lost",
    "to_score": "To score",
    "scored": "Scored",
}
"""What a team lead can filter by, in words."""

PARTS = ("To accept", "In work", "Over")
"""The headings of the three parts of the list."""

_STANDINGS = {
    Standing.GOOD: "good",
    Standing.FAIR: "fair",
    Standing.POOR: "low",
}
_DECISIONS = {
    "accepted": "Accept it for {receiver}",
    "returned": "Return it to {giver}",
    "rejected": "Reject it",
}


def decision(key: str, giver: str, receiver: str) -> str:
    """Return a decision as a choice: 'Accept it for Sam'."""
    return _DECISIONS[key].format(giver=giver, receiver=receiver or "whoever is next")


def share(measured: Conversion) -> str:
    """Return a share alone: '71 %'; words for none."""
    if not measured.entered:
        return NONE_YET
    return numbers.percent(measured.went_on / measured.entered)


def grounds(measured: Conversion) -> str:
    """Return what a share rests on: '17 of 24, 58–81 %, few'; empty without any."""
    if not measured.entered:
        return ""
    low, high = measured.interval()
    spread = f"{round(low * 100)}–{round(high * 100)} %"
    few = ", few" if measured.is_uncertain else ""
    return (
        f"{numbers.number(measured.went_on)} of {numbers.number(measured.entered)}, {spread}{few}"
    )


def measured(conversion: Conversion) -> str:
    """Return a share with what it rests on: '71 % (17 of 24, 58–81 %, few)'."""
    told = grounds(conversion)
    return f"{share(conversion)} ({told})" if told else share(conversion)


def standing(seen: Standing | None) -> str:
    """Return how an acceptance stands, in words that repeat its colour."""
    return _STANDINGS[seen] if seen is not None else ""


def took(minutes: float | None) -> str:
    """Return a time to accept in business time: '1 h 20 min'."""
    return times.duration(dt.timedelta(minutes=minutes)) if minutes is not None else NONE_YET


def score(line: HandoffLine) -> str:
    """Return the mean score of sheets with its count: '4.2 of 5 (12)'."""
    mean = line.counts.mean_score
    if mean is None:
        return NONE_YET
    return f"{mean:.1f} of 5 ({numbers.number(line.counts.scored)})"


def who(line: HandoffLine) -> str:
    """Return whom figures are of: a giver, a receiver, or both."""
    return " to ".join(name for name in (line.giver, line.receiver) if name) or "The team"


def reason_lines(reasons: tuple[ReasonCount, ...]) -> tuple[tuple[str, int, str], ...]:
    """Return reasons as (words, how many, 'n · share · share so far'), the most first."""
    counts = [one.count for one in reasons]
    whole = sum(counts) or 1
    told = []
    for one, so_far in zip(reasons, running_shares(counts), strict=True):
        words = handoffs.reason(one.reason) or "No reason"
        share_of, sum_of = numbers.percent(one.count / whole), numbers.percent(so_far)
        end = f"{numbers.number(one.count)} · {share_of} · {sum_of} so far"
        told.append((f"{words} ({handoffs.state(one.state)})", one.count, end))
    return tuple(told)
