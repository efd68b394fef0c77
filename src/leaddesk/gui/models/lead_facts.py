# SPDX-License-Identifier: MIT
"""A lead's card as the queue screen shows it: numbers, facts, history, speed to lead."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.queries import LeadCard, PhoneRow
from leaddesk.domain.qualification import Sheet
from leaddesk.domain.speed_to_lead import Speed, speed_of
from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.field_grid import Field
from leaddesk.gui.widgets.history import HistoryEntry
from leaddesk.gui.widgets.phone_card import PhoneNumber, clock_words
from leaddesk.gui.widgets.qualification import Question
from leaddesk.words import history, leads, no_call, numbers, personal_data, times, why

_DAY = dt.timedelta(days=1)
_REDIALS = dt.timedelta(hours=4)
_SPEEDS = {
    Speed.GREEN: Tone.GOOD,
    Speed.AMBER: Tone.WARN,
    Speed.SLOW: Tone.HOT,
    Speed.RED: Tone.BAD,
}


def subtitle(card: LeadCard) -> str:
    """Return title and company: 'Operations Director · Northfield Optics'."""
    parts = (card.title, card.company if card.company != card.name else "")
    return " · ".join(part for part in parts if part)


def why_line(card: LeadCard, at: dt.datetime) -> str:
    """Return the short line that says why this lead is next."""
    return why.card_line(card, at)


def speed_chip(card: LeadCard, at: dt.datetime) -> tuple[str, Tone]:
    """Return the running clock from arrival to the first call; no words where none runs."""
    if card.speed_started is None or at < card.speed_started:
        return "", Tone.NEUTRAL
    gone = at - card.speed_started
    words = clock_words(int(gone.total_seconds())) if gone < _DAY else times.duration(gone)
    words = f"Speed to lead {words.removeprefix('0')}"
    return words, _SPEEDS[speed_of(gone, card.yardsticks)]


def score_chip(card: LeadCard) -> str:
    """Return the score of a lead that was never called: 'Score 91'."""
    return "" if card.score is None else f"Score {card.score}"


def phone_numbers(card: LeadCard, at: dt.datetime) -> tuple[PhoneNumber, ...]:
    """Return the numbers of the person, with the prospect's clock and until when it is open."""
    words, tone, reason = _hours(card, at)
    return tuple(_number(card, row, words, tone, reason) for row in card.phones)


def _number(card: LeadCard, row: PhoneRow, words: str, tone: Tone, reason: str) -> PhoneNumber:
    bad = f"Not called: {leads.bad_number(row.bad)}" if row.bad else reason
    shown = f"{row.shown} ext. {row.extension}" if row.extension else row.shown
    return PhoneNumber(
        str(row.id), shown, leads.phone_kind(row.kind), place(card),
        words, tone, may_call=not bad, reason=bad,
    )  # fmt: skip


def place(card: LeadCard) -> str:
    """Return where the prospect is: 'Minneapolis, MN, US', or the name of the zone."""
    parts = [card.city, card.region, card.country]
    told = ", ".join(part for part in parts if part)
    zone = card.time_zone.rpartition("/")[2].replace("_", " ")
    return told if card.city else (zone or told)


def _hours(card: LeadCard, at: dt.datetime) -> tuple[str, Tone, str]:
    """Return the words on the clock there, their colour, and why not to call now, if so."""
    if not card.time_zone:
        return "", Tone.BAD, "The time zone is not known"
    clock = f"{times.clock(at, card.time_zone)} local"
    if not card.lawful_now:
        opens = card.opens_at
        when = f", opens {times.short_moment(opens, at, card.time_zone)}" if opens else ""
        return clock, Tone.BAD, f"{clock}, no calls allowed there now{when}"
    if card.open_until is not None and card.open_until > at:
        until = times.clock(card.open_until, card.time_zone)
        return f"{clock}, open until {until}", Tone.GOOD, ""
    opens = card.opens_at
    agreed = card.why.code in {"callback", "appointment"}
    words = f"{clock}, {'agreed time' if agreed else 'outside the calling hours'}"
    if opens is not None and not agreed:
        words += f", opens {times.short_moment(opens, at, card.time_zone)}"
    return words, Tone.GOOD if agreed else Tone.WARN, ""


def facts(card: LeadCard, *, short: bool = False) -> tuple[Field, ...]:
    """Return the row of facts under the number; a `short` one has the campaign as a tip only."""
    source = personal_data.came_from(card)
    told = " · ".join(part for part in (source, card.campaign) if part)
    basis = personal_data.basis_name(card.basis)
    return (
        Field("Source", source, told),
        Field("Basis", basis, personal_data.basis_more(card)),
        *(field for field in work_facts(card) if not (short and field.label == "Campaign")),
    )


def source_facts(card: LeadCard) -> tuple[Field, ...]:
    """Return where a lead's data comes from and on which basis it is kept, whole."""
    shown = (
        Field("Source", personal_data.came_from(card)),
        Field("Basis", personal_data.basis(card.basis)),
        Field("Data from", card.origin),
    )
    return tuple(field for field in shown if field.value)


def work_facts(card: LeadCard) -> tuple[Field, ...]:
    """Return how far the work on a lead is."""
    return (
        Field("Campaign", card.campaign),
        Field("Attempts", f"{card.attempts} of {card.cap}" if card.cap else str(card.attempts)),
        Field("Owner", card.owner or "Unclaimed"),
    )


def company_facts(card: LeadCard) -> tuple[Field, ...]:
    """Return what is known about the company and how else to reach the person."""
    region = " ".join(part for part in (card.region, card.postal_code) if part)
    address = ", ".join(p for p in (card.street, card.city, region, card.country) if p)
    staff = numbers.number(card.employees) if card.employees else ""
    shown = (
        Field("Company", card.company),
        Field("Industry", card.industry),
        Field("Staff", staff),
        Field("Website", card.website),
        Field("E-mail", card.email),
        Field("Address", address),
        Field("Time zone", card.time_zone.replace("_", " ") or "not known"),
    )
    return tuple(field for field in shown if field.value)


def scrub_facts(card: LeadCard, at: dt.datetime) -> tuple[Field, ...]:
    """Return how a lead stands to each do-not-call list, in words."""
    told = no_call.scrub_lines(card, at.date())
    allowed = f"At most {numbers.count(card.max_calls, 'call')} in 24 hours there"
    lines = [words for words, _holds in told] + ([allowed] if card.max_calls else [])
    return tuple(
        Field("Do not call" if place == 0 else "", words) for place, words in enumerate(lines)
    )


def entries(card: LeadCard, at: dt.datetime, zone: str) -> tuple[HistoryEntry, ...]:
    """Return the history, newest first, in the viewer's clock."""
    return tuple(HistoryEntry(history.when(r, at, zone), history.line(r)) for r in card.history)


def questions(card: LeadCard, sheet: Sheet, typed: dict[str, str]) -> tuple[Question, ...]:
    """Return the sheet with its answers; what was typed and not saved yet goes before."""
    return tuple(
        Question(q.key, q.title, q.hint, q.required, typed.get(q.key, card.answers.get(q.key, "")))
        for q in sheet.questions
    )


def counts_again(card: LeadCard, at: dt.datetime) -> bool:
    """Return whether a dial counts for the day: none to this lead in the last four hours."""
    calls = (row.at for row in card.history if row.outcome and not row.voided)
    return all(at - called >= _REDIALS for called in calls)
