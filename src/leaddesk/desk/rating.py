# SPDX-License-Identifier: MIT
"""Half-life and rank of leads: given as they arrive, and brought up to rules that changed since.

Both follow from the lead and the rules alone. A walk over all leads in small steps compares them
with the rules in force, from the first lead again whenever these are other ones: after a crash, a
change in the middle of a walk, or one that was taken back, it simply goes on. A lead is found by
its old half-life until the walk comes to it (decision 5).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from leaddesk.desk.book import Book
from leaddesk.desk.rules import Rules
from leaddesk.desk.stores.no_call import DONE
from leaddesk.desk.stores.rules import RatedLead, RatingMark
from leaddesk.desk.unit import Store, Unit
from leaddesk.domain.lead import SourceKind
from leaddesk.domain.queue import merit, rank

STEP = 300
"""Leads compared in one step: a click in between waits a few hundredths of a second."""
_VALUE = 0.5
"""The part of a sale in the merit while none is known."""
_CLOSE = 1e-9

Rating = tuple[int, float]
"""Half-life in hours, and rank."""


def rating_of(
    rules: Rules,
    kind: SourceKind,
    arrived_at: dt.datetime,
    details: Mapping[str, Any],
    title: str,
    source: str,
) -> Rating:
    """Return half-life and rank of a lead that arrived from a source."""
    half_life = rules.queue.half_life(kind)
    fit = rules.ideal.fit(
        str(details.get("industry", "")), int(details.get("employees", 0) or 0), title, source
    )
    return half_life, rank(merit(fit, _VALUE, rules.queue), arrived_at, half_life)


def rerated(lead: RatedLead, rules: Rules) -> Rating | None:
    """Return what the rules give a lead, None when that is what is kept for it."""
    kind = SourceKind(lead.kind) if lead.kind in set(SourceKind) else SourceKind.LIST
    if lead.inbound != (kind is SourceKind.INBOUND):
        # It came otherwise than its source usually does; what it came as is kept with it.
        kind = SourceKind.INBOUND if lead.inbound else SourceKind.LIST
    details = msgspec.json.decode(lead.details) if lead.details else {}
    half_life, key = rating_of(rules, kind, lead.arrived_at, details, lead.title, lead.source)
    if half_life == lead.half_life and math.isclose(key, lead.rank, rel_tol=0, abs_tol=_CLOSE):
        return None
    return half_life, key


def fingerprint(rules: Rules) -> str:
    """Return what is equal for rules that rate every lead alike."""
    queue = rules.queue
    told = msgspec.json.encode(
        (queue.half_life_hours, queue.fit_share, queue.value_share, rules.ideal)
    )
    return hashlib.sha256(told).hexdigest()[:32]


def rate_some(store: Store, book_of: Callable[[Unit], Book]) -> bool:
    """Compare some more leads with the rules in force; True while more are left."""
    with store.looking() as unit:
        mark = unit.rules.mark()
        if mark == RatingMark(fingerprint(book_of(unit).rules), DONE):
            return False
    with store.unit() as unit:
        rules = book_of(unit).rules
        wanted, mark = fingerprint(rules), unit.rules.mark()
        after = mark.after if mark is not None and mark.rules == wanted else 0
        if after == DONE:
            return False
        leads = unit.rules.rated(after, STEP)
        _write(unit, leads, rules)
        last = leads[-1].id if len(leads) == STEP else DONE
        unit.rules.set_mark(RatingMark(wanted, last))
        return last != DONE


def rate_late(store: Store, book_of: Callable[[Unit], Book], before: Book) -> None:
    """Let every lead be compared anew when other rules came in force while a list was read."""
    with store.looking() as unit:
        wanted = fingerprint(book_of(unit).rules)
    if wanted != fingerprint(before.rules):
        with store.unit() as unit:
            unit.rules.set_mark(RatingMark(wanted, 0))


def rate_anew(store: Store, rules: Rules) -> None:
    """Let every lead be compared anew with the rules."""
    with store.unit() as unit:
        unit.rules.set_mark(RatingMark(fingerprint(rules), 0))


def rate_these(unit: Unit, ids: Iterable[int], rules: Rules) -> None:
    """Rate some leads by the rules in force: they came back as they were before."""
    for lead_id in ids:
        _write(unit, [one for one in unit.rules.rated(lead_id - 1, 1) if one.id == lead_id], rules)


def _write(unit: Unit, leads: Iterable[RatedLead], rules: Rules) -> None:
    found = ((lead.id, rerated(lead, rules)) for lead in leads)
    unit.rules.rate([(lead_id, *rating) for lead_id, rating in found if rating is not None])
