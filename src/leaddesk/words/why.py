# SPDX-License-Identifier: MIT
"""Why a lead is next: one line for its card, one chip for its row (domain reference 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from leaddesk.desk.queries import LeadCard, UpNextRow, Why
from leaddesk.words import leads, outcomes, times

_LONG = 60


def line(why: Why, now: dt.datetime, zone: str) -> str:
    """Return why a lead is next, in the prospect's clock: 'Callback agreed for 13:30'.

    A lead that is closed tells the outcome that closed it. A code without words gives an empty
    line, so that nothing false is ever said.
    """
    words = _LINES.get(why.code)
    if words is None:
        return outcomes.name(why.code) if outcomes.is_known(why.code) else ""
    return words(why, now, zone)


def chip(
    why: Why,
    now: dt.datetime,
    zone: str,
    *,
    score: int | None = None,
    opens_at: dt.datetime | None = None,
) -> str:
    """Return two or three words for the row: '3 min', 'Callback 13:30', 'New · 82'."""
    if opens_at is not None:
        return f"Opens {times.short_moment(opens_at, now, zone)}"
    if why.code == "new" and score is not None:
        return f"New · {score}"
    words = _CHIPS.get(why.code)
    if words is None:
        return outcomes.name(why.code) if outcomes.is_known(why.code) else ""
    return words(why, now, zone)


def row_chip(row: UpNextRow, now: dt.datetime) -> str:
    """Return the chip of a row that follows."""
    return chip(row.why, now, row.time_zone, score=row.score, opens_at=row.opens_at)


def card_chip(card: LeadCard, now: dt.datetime) -> str:
    """Return the chip of the lead in hand."""
    return chip(card.why, now, card.time_zone, score=card.score)


def card_line(card: LeadCard, now: dt.datetime) -> str:
    """Return the line of the lead in hand."""
    return line(card.why, now, card.time_zone)


def _agreed(what: str) -> Callable[[Why, dt.datetime, str], str]:
    """Return words for something agreed: 'Callback agreed for 13:30', for a day when not today."""

    def words(why: Why, now: dt.datetime, zone: str) -> str:
        text = what if why.at is None else f"{what} for {_when(why.at, now, zone)}"
        return f"{text} with {why.person}" if why.person else text

    return words


def _when(at: dt.datetime, now: dt.datetime, zone: str) -> str:
    """Return 13:30 today, else day and time."""
    if times.day(at, now, zone) == "today":
        return times.clock(at, zone)
    return times.moment(at, now, zone)


def _due(what: str) -> Callable[[Why, dt.datetime, str], str]:
    """Return words for something due: 'Next step due today: send the sheet'."""

    def words(why: Why, now: dt.datetime, zone: str) -> str:
        text = what if why.at is None else f"{what} {times.day(why.at, now, zone)}"
        return _with_words(text, why)

    return words


def _with_words(text: str, why: Why) -> str:
    """Return the text with what somebody said about it, shortened."""
    if not why.words:
        return text
    said = why.words if len(why.words) <= _LONG else why.words[: _LONG - 1].rstrip() + "…"
    return f"{text}: “{said}”"


def _returned(why: Why, _now: dt.datetime, _zone: str) -> str:
    by = f"Returned by {why.person}" if why.person else "Returned to you"
    return _with_words(by, why)


def _referred(why: Why, _now: dt.datetime, _zone: str) -> str:
    return f"Referred by {why.person}" if why.person else "Referred to us"


def _fresh(why: Why, now: dt.datetime, _zone: str) -> str:
    came = f"Came in {times.ago(why.at, now)}" if why.at else "Came in just now"
    return f"{came} from the {leads.source(why.source)}" if why.source else came


def _tries(why: Why) -> str:
    return f"Try {why.attempt} of {why.of}" if why.of else f"Try {max(1, why.attempt)}"


def _retry(why: Why, _now: dt.datetime, _zone: str) -> str:
    place = {"morning": "morning", "noon": "noon", "afternoon": "afternoon"}.get(why.part, "")
    return f"{_tries(why)} · {place} this time" if place else _tries(why)


def _busy(why: Why, _now: dt.datetime, _zone: str) -> str:
    return f"{_tries(why)} · the line was busy" if why.attempt else "The line was busy"


def _no_show(why: Why, _now: dt.datetime, _zone: str) -> str:
    return f"Did not show up · {_tries(why).lower()}" if why.attempt else "Did not show up"


def _future_need(why: Why, _now: dt.datetime, _zone: str) -> str:
    return _with_words("Asked to be called again about now", why)


def _new(why: Why, _now: dt.datetime, _zone: str) -> str:
    return f"Never called · {leads.source(why.source)}" if why.source else "Never called"


def _rest(what: str) -> Callable[[Why, dt.datetime, str], str]:
    """Return words for a lead that was left alone until a day."""

    def words(why: Why, now: dt.datetime, zone: str) -> str:
        return what if why.at is None else f"{what} until {times.day(why.at, now, zone)}"

    return words


def _accepted(why: Why, now: dt.datetime, _zone: str) -> str:
    since = f" {times.ago(why.at, now)}" if why.at and why.at <= now else ""
    giver = f" from {why.person}" if why.person else ""
    return f"Accepted{giver}{since}, not called yet"


def _withdrawn(why: Why, _now: dt.datetime, _zone: str) -> str:
    return _with_words(f"Pulled back by {why.person}" if why.person else "Pulled back", why)


def _plain(word: str) -> Callable[[Why, dt.datetime, str], str]:
    return lambda _why, _now, _zone: word


_LINES: dict[str, Callable[[Why, dt.datetime, str], str]] = {
    "callback": _agreed("Callback agreed"),
    "appointment": _agreed("Appointment"),
    "technical": _plain("The line failed, same person again"),
    "no_show": _no_show,
    "returned": _returned,
    "withdrawn": _withdrawn,
    "referred": _referred,
    "fresh": _fresh,
    "retry": _retry,
    "busy": _busy,
    "future_need": _future_need,
    "contract": _plain("Contract elsewhere ends soon"),
    "new": _new,
    "rest": _rest("Rested"),
    "recycled": _rest("Back from tier 2, rested"),
    "accepted": _accepted,
    "next_step": _due("Next step due"),
    "touch": _rest("Longest without a word from you, left alone"),
    "expired": _plain("Came back: nobody accepted it in time"),
    "skipped": _plain("Skipped before, now again"),
    "offered": _plain("Offered to the next tier"),
    "rejected": _plain("The handoff was rejected"),
    "dnc": _plain("On the do-not-call list of your team"),
    "registry": _plain("On a national do-not-call list"),
    "unlisted": _plain("Was on a do-not-call list, no longer is"),
    "erased": _plain("Erased: the person asked"),
    "retention": _plain("Made anonymous: nothing happened for too long"),
    "no_zone": _plain("Its time zone is not known"),
    "no_number": _plain("It has no number to call"),
}


def _timed(word: str) -> Callable[[Why, dt.datetime, str], str]:
    def words(why: Why, now: dt.datetime, zone: str) -> str:
        return word if why.at is None else f"{word} {times.short_moment(why.at, now, zone)}"

    return words


_CHIPS: dict[str, Callable[[Why, dt.datetime, str], str]] = {
    "callback": _timed("Callback"),
    "appointment": _timed("Appointment"),
    "technical": _plain("Again"),
    "no_show": _plain("No-show"),
    "returned": _plain("Returned"),
    "withdrawn": _plain("Pulled back"),
    "referred": _plain("Referred"),
    "fresh": lambda why, now, _zone: times.duration(now - why.at) if why.at else "Fresh",
    "retry": lambda why, _now, _zone: _tries(why),
    "busy": lambda why, _now, _zone: "Was busy" if not why.attempt else _tries(why),
    "future_need": _plain("Future need"),
    "contract": _plain("Contract ends"),
    "new": _plain("New"),
    "rest": _plain("Rested"),
    "accepted": _plain("Accepted"),
    "next_step": _timed("Next step"),
    "touch": _plain("Touch"),
    "recycled": _plain("Rested"),
    "expired": _plain("Came back"),
    "skipped": _plain("Skipped"),
    "offered": _plain("Offered"),
    "rejected": _plain("Rejected"),
    "dnc": _plain("Do not call"),
    "registry": _plain("National list"),
    "unlisted": _plain("Off the list"),
    "erased": _plain("Erased"),
    "retention": _plain("Anonymous"),
    "no_zone": _plain("No time zone"),
    "no_number": _plain("No number"),
}

CODES = tuple(_LINES)
"""Every code that has words."""
