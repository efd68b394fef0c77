# SPDX-License-Identifier: MIT
"""A filter of leads made ready for reading: ages as moments, classes as kinds, words as ids."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.asking import Asking
from leaddesk.desk.lead_cut import Cut
from leaddesk.desk.picking import step_of_kind
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.lead import QueueKind
from leaddesk.domain.lead_filter import LeadFilter
from leaddesk.domain.phone import search_digits

MOST_FOUND = 1000
"""Words of a search stand for at most so many leads, the first that are found."""
FRESH_CLASS = 3
FEWEST_DIGITS = 3


def cut_of(wanted: LeadFilter, asking: Asking) -> Cut:
    """Return what a filter means now."""
    zone = wanted.time_zone
    areas = tuple(i for i, area in asking.book.areas.items() if zone in area.time_zones)
    words = clean_text(wanted.text, LIMITS["search"])
    return Cut(
        at=asking.now,
        fresh_since=asking.now - dt.timedelta(minutes=asking.rules.queue.fresh_minutes),
        tier=wanted.tier,
        states=wanted.states,
        places=_places(wanted.class_number, asking),
        fresh=wanted.class_number == FRESH_CLASS,
        source_id=wanted.source_id,
        campaign=wanted.campaign,
        owner_id=wanted.owner_id,
        list_id=wanted.list_id,
        area_ids=areas if zone else None,
        arrived_after=_days_before(asking.now, wanted.age_to, 1),
        arrived_until=_days_before(asking.now, wanted.age_from, 0),
        attempts_from=wanted.attempts_from,
        attempts_to=wanted.attempts_to,
        last_outcome=wanted.last_outcome,
        lead_ids=found_ids(words, MOST_FOUND, asking) if words else None,
    )


def found_ids(words: str, limit: int, asking: Asking) -> tuple[int, ...]:
    """Return leads by words, or by a number in any spelling when the text looks like one."""
    reads = asking.unit.reads
    ids: list[int] = []
    if looks_like_number(words):
        ids = reads.search_numbers(search_digits(words, asking.rules.team.region), limit)
    if len(ids) < limit:
        ids += [i for i in reads.search_words(words, limit) if i not in ids]
    # Who was merged is found as the lead it went into.
    kept = asking.unit.duplicates.kept(ids)
    return tuple(dict.fromkeys(kept.get(i, i) for i in ids))[:limit]


def looks_like_number(text: str) -> bool:
    """Tell whether a text is a number being typed: digits, and only what goes with them."""
    digits = sum(char.isdigit() for char in text)
    return digits >= FEWEST_DIGITS and all(
        char.isdigit() or char in " +-().\u00a0/" for char in text
    )


def _places(number: int | None, asking: Asking) -> tuple[tuple[int, QueueKind], ...] | None:
    """Return the tiers and kinds that make up a class; None when the class does not matter."""
    if number is None:
        return None
    found = []
    for tier in asking.rules.steps:
        for kind in QueueKind:
            step = step_of_kind(asking.rules, tier, kind)
            if step is not None and step.number == number:
                found.append((tier, kind))
    return tuple(found)


def _days_before(now: dt.datetime, days: int | None, more: int) -> dt.datetime | None:
    return None if days is None else now - dt.timedelta(days=days + more)
