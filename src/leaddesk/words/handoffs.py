# SPDX-License-Identifier: MIT
"""Handoffs in words: states, clocks, reasons and the fate of a lead that was passed on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from leaddesk.desk.queries import Colleague, FeedbackRow, HandoffRow
from leaddesk.domain.handoff import HandoffState
from leaddesk.domain.talk_first import TalkReason
from leaddesk.words import numbers, outcomes, own_words, times

_STATES = {
    HandoffState.OFFERED.value: "waiting to be accepted",
    HandoffState.ACCEPTED.value: "accepted",
    HandoffState.RETURNED.value: "returned",
    HandoffState.REJECTED.value: "rejected",
    HandoffState.EXPIRED.value: "expired",
    HandoffState.WITHDRAWN.value: "pulled back",
}
_REJECT = {
    "duplicate": "Duplicate",
    "wrong_territory": "Wrong territory",
    "incomplete": "Incomplete",
    "outside_definition": "Outside the definition",
    "already_customer": "Already a customer",
    "belongs_to_partner": "Belongs to a partner",
}
_RETURN = {
    "not_a_fit": "Not a fit",
    "no_budget": "No budget",
    "no_authority": "No authority",
    "wrong_timing": "Wrong timing",
    "need_unclear": "Need unclear",
    "other": "Something else",
}
_FATES = {
    "offered": "Offered",
    "accepted": "Accepted",
    "returned": "Returned",
    "rejected": "Rejected",
    "expired": "Nobody accepted in time",
    "withdrawn": "Pulled back",
    "appointment": "Appointment set",
    "held": "Appointment held",
    "no_show": "Did not show up",
    "presentation": "Presentation held",
    "proposal": "Proposal sent",
    "won": "Won",
    "lost": "Lost",
    "recycled": "Back to tier 1",
    "closed": "Closed",
    "dnc": "Asked not to be called",
    "erased": "Erased on request",
}
_COMING = {"appointment": "Appointment", "proposal": "Proposal sent, next step"}
_CAUSES = {
    "appointment_held": "met",
    "appointment_set": "appointment",
    "presentation_held": "presented",
    "no_show": "no-show",
    "won": "won",
    "lost": "lost",
}
RATINGS = {
    1: "Not what the handoff said",
    2: "Much was missing",
    3: "As agreed",
    4: "Well prepared",
    5: "Could not be better",
}
FEEDBACK_HINT = (
    "Thank them, say one specific thing, and rate: qualified, prepared, expectation set."
)

_TALK = {
    TalkReason.RETURNED.value: "It came back: a talk finds faster what is missing.",
    TalkReason.RATING.value: "Rated {rating} of 5: talk it over, the next one gains.",
    TalkReason.NOTES.value: "{notes} notes in a day: a talk is quicker than another.",
}


def talk_first(colleague: Colleague) -> str:
    """Return why to call the other person of a handoff now; empty when nothing suggests it."""
    words = _TALK.get(colleague.reason, "")
    return words.format(rating=colleague.rating, notes=colleague.notes)


def owes(row: HandoffRow) -> str:
    """Return who owes whom feedback for a handoff."""
    return f"{row.receiver} owes {row.giver} feedback."


def ring(colleague: Colleague) -> str:
    """Return the button that rings a colleague: 'Call Dana · ext 204'."""
    return f"Call {first_name(colleague.name)} · ext {colleague.extension}"


def first_name(name: str) -> str:
    """Return what a colleague is called in a sentence."""
    return name.split(" ", maxsplit=1)[0] if name else "the giver"


def state(value: str) -> str:
    """Return where a handoff stands: 'waiting to be accepted'."""
    return _STATES.get(value, value.replace("_", " "))


def reject_reason(key: str) -> str:
    """Return a reason to reject, as a choice."""
    return _REJECT.get(key, key.replace("_", " ").capitalize())


def return_reason(key: str) -> str:
    """Return a reason to return, as a choice."""
    return _RETURN.get(key, key.replace("_", " ").capitalize())


def reason(key: str) -> str:
    """Return a reason of a returned, rejected or lost handoff."""
    return _REJECT.get(key) or _RETURN.get(key) or outcomes.reason(key)


def fate_name(key: str) -> str:
    """Return what became of a handoff, without when: 'Presentation held'."""
    return _FATES.get(key, key.replace("_", " "))


def fate(row: HandoffRow, now: dt.datetime, zone: str, currency: str = "") -> str:
    """Return the fate of a lead passed on: 'Presentation held on 12 May'."""
    word = _FATES.get(row.fate or row.state, (row.fate or row.state).replace("_", " ").capitalize())
    if row.fate == "won" and row.amount:
        word = f"{word} {numbers.money(row.amount, currency)}"
    if row.fate == "offered":
        return f"{_offered(row, word)}, {accept_left(row, now)}"
    if row.fate == "appointment" and row.next_at is not None:
        return f"Appointment {times.moment(row.next_at, now, zone)}"
    line = f"{word} {times.on_day(row.fate_at, now, zone)}"
    if row.fate in {"accepted", "returned", "rejected"}:
        line = f"{word} by {_who_decided(row)} {times.on_day(row.fate_at, now, zone)}"
    if row.fate == "withdrawn" and row.decider:
        line = f"{word} by {row.decider} {times.on_day(row.fate_at, now, zone)}"
    return f"{line}: {_said(row)}" if _said(row) else line


def sent(rows: Sequence[HandoffRow]) -> str:
    """Return how handoffs fare in a few words: '9 accepted · 2 came back · 1 won'."""
    accepted = sum(row.state == HandoffState.ACCEPTED.value for row in rows)
    back = sum(row.state in {"returned", "rejected", "expired"} for row in rows)
    won = sum(row.fate == "won" for row in rows)
    waiting = sum(row.state == HandoffState.OFFERED.value for row in rows)
    told = ((waiting, "waiting"), (accepted, "accepted"), (back, "came back"), (won, "won"))
    return " · ".join(f"{numbers.number(n)} {words}" for n, words in told if n)


def chip(row: HandoffRow, now: dt.datetime, zone: str) -> str:
    """Return two or three words for a row: '12 min left', 'Appointment Thu 14:00'."""
    if row.state == HandoffState.OFFERED.value:
        return accept_left(row, now)
    word = _FATES.get(row.fate, state(row.state).capitalize())
    if row.next_at is not None and row.fate in _COMING:
        return f"{_COMING[row.fate].split(',')[0]} {times.short_moment(row.next_at, now, zone)}"
    return word


def accept_left(row: HandoffRow, now: dt.datetime) -> str:
    """Return how long the clock to accept still runs: '12 min left'."""
    return times.left(row.accept_by, now)


def accept_within(row: HandoffRow, now: dt.datetime) -> str:
    """Return the clock as a demand: 'Accept within 12 min'; when it is over, that it is."""
    if row.accept_by >= now:
        return f"Accept within {times.duration(row.accept_by - now)}"
    return f"Time to accept is over since {times.duration(now - row.accept_by)}"


def sheet_share(row: HandoffRow) -> str:
    """Return how much of the sheet is filled: '4 of 5', '2 of 5 · warm'."""
    filled = f"{row.answered} of {row.asked}"
    return f"{filled} · warm" if row.warm else filled


def next_step(words: str, at: dt.datetime | None, now: dt.datetime, zone: str) -> str:
    """Return the agreed next step with its moment; empty when none was agreed."""
    if at is None:
        return words
    when = times.moment(at, now, zone)
    return f"{words} · {when}" if words else times.sentence_start(when)


def giver_record(given: int, accepted: int, presented: int) -> str:
    """Return how a giver's decided handoffs fare: '71 % of 24 handoffs accepted, 38 % …'."""
    if not given:
        return "No handoff from this person has been answered yet"
    return (
        f"{numbers.percent(accepted / given)} of {numbers.count(given, 'handoff')} accepted, "
        f"{numbers.percent(presented / given)} reached a presentation"
    )


def owed_chip(row: FeedbackRow, now: dt.datetime, zone: str) -> str:
    """Return why feedback is owed and since when: 'met yesterday', 'lost Monday'."""
    cause = own_words.outcome(row.cause) or _CAUSES.get(row.cause) or outcomes.name(row.cause)
    return f"{cause} {times.day(row.since, now, zone)}".strip()


def owed_line(row: FeedbackRow, now: dt.datetime) -> str:
    """Return what is owed to whom: 'thank Ben Cruz, tell how it went · 3 h left'."""
    what = "tell why" if row.cause == "lost" else "tell how it went"
    return f"thank {row.giver}, {what} · {times.left(row.due_at, now)}"


def feedback_line(row: FeedbackRow) -> str:
    """Return feedback as its giver reads it: 'Sam Ortiz thanks you · 5 of 5: “…”'."""
    head = f"{row.receiver} thanks you" if row.thanks else row.receiver
    rated = f"{head} · {row.rating} of 5" if row.rating else head
    return f"{rated}: “{row.line}”" if row.line else rated


def score(hundredths: int) -> str:
    """Return a score as it is read: '4.2 of 5'."""
    return f"{hundredths / 100:.1f} of 5"


def _offered(row: HandoffRow, word: str) -> str:
    again = "Asked for another look, offered" if row.appealed else word
    by = f" by {row.decider}" if row.decider else ""
    return f"{again} to {row.receiver}{by}"


def _who_decided(row: HandoffRow) -> str:
    """Return who decided: the receiver, or a team lead in their place."""
    return f"{row.decider} for {row.receiver}" if row.decider else row.receiver


def _said(row: HandoffRow) -> str:
    """Return reason and words of whoever answered."""
    parts = [reason(row.reason) if row.reason else "", f"“{row.words}”" if row.words else ""]
    return ", ".join(part for part in parts if part)
