# SPDX-License-Identifier: MIT
"""Call outcomes in words: titles, hints, reasons and what happens next (domain reference 2)."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.queries import OutcomeOffer
from leaddesk.domain.calling_hours import CallingArea
from leaddesk.domain.outcome import Needs, Next, Outcome
from leaddesk.words import own_words, times

_TITLES = {
    "no_answer": "No answer",
    "voicemail": "Left voicemail",
    "busy": "Busy",
    "gatekeeper": "Gatekeeper",
    "callback": "Call back",
    "not_now": "Not now",
    "not_interested": "Not interested",
    "wrong_number": "Wrong number",
    "qualified": "Qualified",
    "do_not_call": "Do not call",
    "unqualified": "Unqualified",
    "already_customer": "Already a customer",
    "appointment_set": "Appointment set",
    "voicemail_no_message": "Voicemail, no message",
    "disconnected": "Disconnected",
    "left_company": "Left the company",
    "referred": "Referred to someone else",
    "contract_until": "In contract until",
    "language_barrier": "Language barrier",
    "fax": "Fax",
    "hung_up": "Hung up",
    "technical_failure": "Technical failure",
    "presentation_held": "Presentation held",
    "proposal_sent": "Proposal sent",
    "won": "Won",
    "lost": "Lost",
    "no_show": "No-show",
    "appointment_held": "Appointment held",
    "recycle": "Back to tier 1",
}
_HINTS = {
    "no_answer": "It rang and nobody answered.",
    "voicemail": "You left a message.",
    "busy": "The line was busy.",
    "gatekeeper": "Somebody else answered. Note their name, the best time and a direct number.",
    "callback": "The person asked to be called again at a time.",
    "not_now": "There is a need, but later. Pick when to ask again.",
    "not_interested": "A clear no. Say why; the lead closes for a while.",
    "wrong_number": "This number belongs to somebody else. The next number of the person is tried.",
    "qualified": "Fill the sheet and hand the lead to the next tier.",
    "do_not_call": "The person and the number are never called again, on any list.",
    "unqualified": "Talked, and it does not fit. Say why.",
    "already_customer": "The company buys from us already.",
    "appointment_set": "A meeting with a date and a time.",
    "voicemail_no_message": "The mailbox answered and you hung up.",
    "disconnected": "The number is dead and is not tried again.",
    "left_company": "The person no longer works there.",
    "referred": "Another person is the right one; they become a lead of their own.",
    "contract_until": "Bound elsewhere until a date; called again before it ends.",
    "language_barrier": "You could not understand each other.",
    "fax": "A machine answered; the number is not tried again.",
    "hung_up": "The line was cut without a word.",
    "technical_failure": "The call failed on our side. It does not count.",
    "presentation_held": "The presentation took place. Say when the next step is.",
    "proposal_sent": "A proposal went out. Say when you ask about it.",
    "won": "Sold. Say the amount.",
    "lost": "It will not become a sale. Say why.",
    "no_show": "They did not come. Feedback to the giver falls due all the same.",
    "appointment_held": "The appointment took place. Say when the next step is.",
    "recycle": "Back to tier 1 for later. Say why.",
}
_REASONS = {
    "no_need": "No need",
    "bad_timing": "Bad timing",
    "no_budget": "No budget",
    "has_supplier": "Has a supplier",
    "too_small": "Too small",
    "no_reason": "No reason given",
    "no_fit": "Does not fit",
    "no_authority": "Does not decide",
    "budget_later": "Budget comes later",
    "project_later": "Project comes later",
    "reorganising": "Reorganising",
    "evaluating": "Still evaluating",
    "busy_season": "Busy season",
    "price": "Price",
    "competitor": "Went to a competitor",
    "no_decision": "No decision",
    "timing": "Timing",
    "went_silent": "Went silent",
}
_SKIPS = {
    "bad_time": "Bad time to call",
    "wrong_language": "Another language",
    "know_them": "I know this person",
    "preparing": "I need to prepare first",
    "other": "Another reason",
}
_OFF = {
    "voicemail_cap": "Enough voicemails are left already; log No answer instead",
    "no_receiver": "Nobody works in the next tier yet",
    "no_handoff_here": "There is no tier above this one",
    "no_number": "There is no number left to call",
}
_BY_NEXT = {
    Next.LADDER: "again later",
    Next.BUSY: "again soon",
    Next.CALLBACK: "pick a time",
    Next.FUTURE_NEED: "future need",
    Next.CLOSE: "closes",
    Next.BAD_NUMBER: "number is not used again",
    Next.HANDOFF: "hand off to tier 2",
    Next.SUPPRESS: "never again",
    Next.REFERRED: "adds the other person",
    Next.CONTRACT: "asked again before it ends",
    Next.SAME_PERSON_SOON: "same person again soon",
    Next.APPOINTMENT: "pick day and time",
    Next.NO_SHOW: "tried again",
    Next.STAGE: "set the next step",
    Next.WON: "enter the amount",
    Next.LOST: "why? closes as lost",
    Next.RECYCLE: "why? back to tier 1",
}
_BY_KEY = {
    "rests": "rests a while",
    "next_number": "next number",
    "research": "goes to research",
    "never_again": "never again",
    "handoff": "hand off to tier 2",
}
_COMES_BACK = frozenset({Next.LADDER, Next.BUSY, Next.SAME_PERSON_SOON, Next.NO_SHOW})
"""What brings a lead back by itself, at a time that can be told before the click."""
_ASKS_NOTHING = frozenset({Needs.NOTHING, Needs.SHEET})
"""The sheet lies beside the pad already."""
_SOON = dt.timedelta(minutes=90)


def button(outcome: Outcome) -> str:
    """Return the name of an outcome on its button, with dots when it asks for something first."""
    words = outcome.title or name(outcome.id)
    return words if outcome.needs in _ASKS_NOTHING else f"{words}…"


def name(outcome_id: str) -> str:
    """Return the name of an outcome in a sentence or a list: the team's own, else what ships.

    One that nobody knows any more reads as its id.
    """
    return own_words.outcome(outcome_id) or shipped(outcome_id)


def shipped(outcome_id: str) -> str:
    """Return the name that ships with an outcome's id, or the id as words."""
    return _TITLES.get(outcome_id, outcome_id.replace("_", " ").capitalize())


def is_known(outcome_id: str) -> bool:
    """Tell whether an outcome has words: those of the team, or some that ship."""
    return outcome_id in _TITLES or bool(own_words.outcome(outcome_id))


def named() -> dict[str, str]:
    """Return the names of all outcomes there are words for, by id."""
    return {one: name(one) for one in (*_TITLES, *own_words.outcomes())}


def id_of(typed: str) -> str:
    """Return the id of an outcome that was typed by its id or its name; else what was typed."""
    told = named()
    wanted = " ".join(typed.split()).casefold()
    fits = [one for one, words in told.items() if words.casefold() == wanted]
    return typed if typed in told or len(fits) != 1 else fits[0]


def hint(outcome_id: str) -> str:
    """Return one sentence on when to press it; empty for an outcome of the team's own."""
    return _HINTS.get(outcome_id, "")


def reason(key: str) -> str:
    """Return a reason to pick from, in words."""
    return _REASONS.get(key, key.replace("_", " ").capitalize())


def reason_key(words: str) -> str:
    """Return the key of a reason that ships by its words; the team's own is kept as it is."""
    return next((key for key, told in _REASONS.items() if told == words), words)


def skip_reason(key: str) -> str:
    """Return a reason to skip a lead, in words; free text stays as it is."""
    return _SKIPS.get(key, key)


def off(key: str) -> str:
    """Return why a button is off."""
    return _OFF.get(key, key.replace("_", " ").capitalize())


def needs(value: Needs) -> str:
    """Return what an outcome asks for: 'a time', 'a reason'; empty for nothing."""
    return {
        Needs.NOTHING: "",
        Needs.TIME: "a time",
        Needs.DATE: "a date",
        Needs.REASON: "a reason",
        Needs.SHEET: "the qualification sheet",
        Needs.PERSON: "a person",
        Needs.AMOUNT: "an amount",
    }[value]


def consequence(offer: OutcomeOffer, now: dt.datetime, area: CallingArea) -> str:
    """Return what the outcome will do, in the prospect's clock: 'again tomorrow morning'."""
    if offer.off:
        return off(offer.off)
    outcome = offer.outcome
    if outcome.next is Next.CLOSE and outcome.close_days:
        return f"closes for {outcome.close_days} days"
    if offer.next_at is not None and outcome.next in _COMES_BACK:
        return _with_time(offer, offer.next_at, now, area)
    return _BY_KEY.get(offer.consequence) or _BY_NEXT[outcome.next]


def again(at: dt.datetime, now: dt.datetime, zone: str) -> str:
    """Return when a lead is tried again: 'again in 15 min', 'again this afternoon'."""
    if at - now <= _SOON:
        return f"again in {max(1, round((at - now).total_seconds() / 60))} min"
    day = times.day(at, now, zone)
    part = times.part(at, zone)
    if day == "today":
        return "again around noon" if part == "around noon" else f"again this {part}"
    if day == "tomorrow" or day in times.WEEKDAYS:
        return f"again {day} {part}"
    return f"again {day}"


def _with_time(offer: OutcomeOffer, at: dt.datetime, now: dt.datetime, area: CallingArea) -> str:
    zone = area.time_zones[0] if area.time_zones else ""
    if offer.consequence == "rests":
        return f"rests until {times.date_of(at, now, zone)}"
    if offer.outcome.next is Next.SAME_PERSON_SOON:
        return f"same person {again(at, now, zone).removeprefix('again ')}"
    return again(at, now, zone)
