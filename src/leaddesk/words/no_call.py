# SPDX-License-Identifier: MIT
"""Do not call, in words: how a lead stands to each list, how lists stand, hours of places."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.queries import LeadCard, NoCallRow, PlaceRow, RegistryRow, ScrubFact
from leaddesk.domain.place_hours import PlaceHours
from leaddesk.words import numbers, times

_KINDS = {
    "number": "Number",
    "email": "E-mail address",
    "person": "Person",
    "company": "Company",
    "site": "Company, by its site",
}
_BINDINGS = {
    "no": "does not bind",
    "once_imported": "binds once imported",
    "yes": "binds",
}
_REASONS = {"asked": "Asked not to be called", "list": "An imported list said so"}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_COUNTRIES = {"US": "United States", "CA": "Canada", "AU": "Australia", "FR": "France"}


def kind(key: str) -> str:
    """Return what an entry is: 'Number', 'Person', 'Company'."""
    return _KINDS.get(key, key)


def reason(key: str) -> str:
    """Return why an entry is on the list."""
    return _REASONS.get(key, key)


def leads(row: NoCallRow, most: int) -> str:
    """Return how many leads an entry is about: '12', '1,000 or more', 'none'."""
    if row.leads >= most:
        return f"{numbers.number(most)} or more"
    return numbers.number(row.leads) if row.leads else "none"


def binding(key: str) -> str:
    """Return whether a national list binds: 'binds once imported'."""
    return _BINDINGS.get(key, key)


def registry_line(row: RegistryRow, today: dt.date) -> str:
    """Return how a national list stands, as one sentence."""
    if row.dated is None or row.good_until is None:
        wait = " Leads there wait for its first file." if row.has_run_out else ""
        return f"No file was imported yet.{wait}"
    dated, until = times.date(row.dated, today), times.date(row.good_until, today)
    told = f"{numbers.count(row.numbers, 'number')} of {dated}"
    if not row.binds:
        return f"{told}. It does not bind your team: nobody is held back by it."
    if row.has_run_out:
        return f"{told}. It ran out on {until}: leads there wait for a newer file."
    return f"{told}, good until {until}."


def scrub_lines(card: LeadCard, today: dt.date) -> tuple[tuple[str, bool], ...]:
    """Return how a lead stands to each list, each line with whether it holds calls back."""
    return tuple(_scrub(fact, today) for fact in card.scrub)


def scrub_line(card: LeadCard, today: dt.date) -> str:
    """Return the most important of the lines, for where there is room for one."""
    lines = scrub_lines(card, today)
    stops = [words for words, holds in lines if holds]
    told = stops or [words for words, _ in lines[1:]] or [words for words, _ in lines]
    return told[0] if told else ""


def _scrub(fact: ScrubFact, today: dt.date) -> tuple[str, bool]:
    if not fact.registry:
        if not fact.on_it:
            return "Not on the list of your team", False
        what = numbers.joined([kind(one).lower() for one in fact.on_it])
        return f"On the list of your team: {what}", True
    if fact.dated is None or fact.good_until is None:
        return f"Not checked against the {fact.registry} yet: no file was imported", fact.binds
    dated, until = times.date(fact.dated, today), times.date(fact.good_until, today)
    checked = f"Checked against the {fact.registry} of {dated}"
    if not fact.binds:
        return f"{checked}, which does not bind your team", False
    if fact.has_run_out:
        return f"{checked}, which has run out on {until}", True
    if fact.on_it:
        return f"{checked}: {numbers.count(len(fact.on_it), 'number')} on it", True
    return f"{checked}, good until {until}", False


def place(hours: PlaceHours) -> str:
    """Return the name of a place: 'US, FL', 'France'."""
    country = _COUNTRIES.get(hours.country, hours.country)
    return f"{country}, {hours.region}" if hours.region else country


def hours(row: PlaceHours) -> str:
    """Return when may be called: 'Mon–Sat 8:00–20:00, not on holidays'."""
    spans: dict[tuple[str, ...], list[int]] = {}
    for day in range(7):
        told = tuple(f"{_clock(a)}–{_clock(b, end=True)}" for a, b in row.profile.hours_on(day))
        if told:
            spans.setdefault(told, []).append(day)
    parts = [f"{_days(days)} {' and '.join(told)}" for told, days in spans.items()]
    if row.skips_holidays:
        parts.append("not on holidays")
    if row.max_calls:
        parts.append(f"at most {numbers.count(row.max_calls, 'call')} in 24 hours")
    return ", ".join(parts)


def standing(row: PlaceRow, today: dt.date) -> str:
    """Return who vouches for the hours of a place: 'Confirmed by Ada on 3 May', 'Proposed'."""
    if not row.hours.is_confirmed or row.hours.confirmed_at is None:
        return "Proposed"
    day = times.date(row.hours.confirmed_at.date(), today)
    return f"Confirmed by {row.confirmed_by or 'somebody who left'}, {day}"


def run_out(names: tuple[str, ...]) -> str:
    """Return what a banner says about national lists that have run out."""
    told = " and the ".join(names)
    verb = "has" if len(names) == 1 else "have"
    return (
        f"The {told} {verb} run out. Leads there are not offered before a newer file is imported."
    )


def _days(days: list[int]) -> str:
    if len(days) > 1 and days[-1] - days[0] == len(days) - 1:
        return "every day" if len(days) == len(_DAYS) else f"{_DAYS[days[0]]}–{_DAYS[days[-1]]}"
    return ", ".join(_DAYS[day] for day in days)


def _clock(reading: dt.time, *, end: bool = False) -> str:
    if end and reading == dt.time.min:
        return "24:00"
    return f"{reading.hour}:{reading.minute:02}"
