# SPDX-License-Identifier: MIT
"""An empty queue explained with counts (domain reference 3)."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.queries import EmptyReasons
from leaddesk.words import numbers, times


def title(reasons: EmptyReasons | None, *, away: bool = False) -> str:
    """Return the headline of an empty queue; None while it is asked for, `away` without the hub."""
    if reasons is None:
        return "Asking the team’s hub for leads"
    if reasons.unheard:
        return "No lead may be called before the hub answers"
    if away:
        return "No lead is left on this computer"
    if not reasons.total:
        return "There are no leads yet"
    return "No lead can be called right now"


def counts(reasons: EmptyReasons, now: dt.datetime, zone: str) -> tuple[tuple[int, str], ...]:
    """Return (how many, what they wait for) per reason, without those that hold nobody back."""
    opens = reasons.next_opening
    due = reasons.next_due
    found = (
        (
            reasons.waiting_hours,
            f"{_verb(reasons.waiting_hours, 'wait')} for local hours"
            + (f", the next opens {times.short_moment(opens, now, zone)}" if opens else ""),
        ),
        (
            reasons.not_due,
            f"{_verb(reasons.not_due, 'rest')} until the next try"
            + (f", the next is due {times.short_moment(due, now, zone)}" if due else ""),
        ),
        (
            reasons.unscrubbed,
            _waits_for_files(reasons),
        ),
        (
            reasons.unheard,
            f"{_verb(reasons.unheard, 'wait')} until the hub is heard again",
        ),
        (reasons.leased, f"{_is(reasons.leased)} in a colleague's hands"),
        (reasons.personal, f"{_is(reasons.personal)} agreed with a colleague in person"),
        (reasons.research, f"{_verb(reasons.research, 'need')} a number or a time zone"),
        (reasons.offered, f"{_is(reasons.offered)} offered to the next tier"),
        (reasons.suppressed, f"{_is(reasons.suppressed)} not to be called"),
        (reasons.closed, f"{_is(reasons.closed)} closed"),
        (reasons.staged, f"{_is(reasons.staged)} being imported"),
    )
    return tuple((count, words) for count, words in found if count)


def lines(reasons: EmptyReasons, now: dt.datetime, zone: str) -> tuple[str, ...]:
    """Return a line per reason: '212 wait for local hours, the next opens 09:00'."""
    return tuple(f"{numbers.number(n)} {words}" for n, words in counts(reasons, now, zone))


def sentence(reasons: EmptyReasons, now: dt.datetime, zone: str) -> str:
    """Return the whole explanation in one sentence, for the command line."""
    told = "; ".join(lines(reasons, now, zone))
    return f"{title(reasons)}: {told}." if told else f"{title(reasons)}."


def _waits_for_files(reasons: EmptyReasons) -> str:
    lists = " and the ".join(reasons.run_out)
    return f"{_verb(reasons.unscrubbed, 'wait')} for a newer file of the {lists}"


def _verb(count: int, word: str) -> str:
    return f"{word}s" if count == 1 else word


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def ready(count: int) -> str:
    """Return that a queue is not empty at all: '1,208 leads can be called right now'."""
    return f"{numbers.count(count, 'lead')} can be called right now"
