# SPDX-License-Identifier: MIT
"""Keeping off who must not be called: every lead compared with the team's and national lists.

This is the one place where a lead is held back and let go again. Each write ends here for the
leads it touched (`Work.write`), so that none is ever in a queue while it stands on a list; lists
that change, imports that show and the night's walk come here for all that may be concerned.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leaddesk.desk.effects import in_queue
from leaddesk.desk.one_number import shared_marked
from leaddesk.desk.registry_rules import MARK
from leaddesk.desk.stores.no_call import Identity
from leaddesk.domain.lead import ANYONE, Lead, LeadState, Number, QueueKind
from leaddesk.domain.registry_block import holds, split_number

if TYPE_CHECKING:
    from leaddesk.desk.book import Book
    from leaddesk.desk.unit import Unit
    from leaddesk.desk.work import Work

_NOBODYS = frozenset({LeadState.STAGED, LeadState.MERGED, LeadState.ERASED})

DNC = "dnc"
"""Why a lead or a number is held back: it stands on the team's own list."""

REGISTRY = "registry"
"""Why a lead is held back: all numbers it has left stand on national lists."""

UNLISTED = "unlisted"
"""Why a lead is called again that was held back for a time."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the lists say of a lead: held back as a whole, and why each number is held back."""

    whole: bool
    numbers: Mapping[str, str]

    def why(self, numbers: Iterable[tuple[str, str]]) -> str:
        """Return why the lead is held back, by its numbers with what is wrong with them."""
        if self.whole:
            return DNC
        left = [self.bad(e164, bad) for e164, bad in numbers]
        held = [bad for bad in left if is_held(bad)]
        if not held or not all(left):
            return ""
        return DNC if DNC in held else REGISTRY

    def bad(self, e164: str, bad: str) -> str:
        """Return what is wrong with a number; what was found out by calling it stays."""
        return bad if bad and not is_held(bad) else self.numbers.get(e164, "")


@dataclass(slots=True)
class Settled:
    """What was changed: leads held back, leads let go, leads that go on with another number."""

    held: int = 0
    freed: int = 0
    moved: int = 0

    @property
    def any(self) -> bool:
        """Tell whether anything was changed."""
        return bool(self.held or self.freed or self.moved)


def is_held(bad: str) -> bool:
    """Tell whether a number is bad because of a list, and only as long as it stands there."""
    return bad == DNC or bad.startswith(MARK)


def verdicts(unit: Unit, book: Book, leads: Sequence[Identity]) -> dict[int, Verdict]:
    """Return what the lists say of some leads."""
    numbers = sorted({e164 for lead in leads for e164, _ in lead.numbers})
    listed = unit.no_call.listed(
        {
            "number": numbers,
            "email": [lead.email for lead in leads if lead.email],
            "person": [str(lead.lead_id) for lead in leads if lead.lead_id],
            "company": [lead.company_key for lead in leads if lead.company_key],
            "site": [lead.site for lead in leads if lead.site],
        }
    )
    bad = registered(unit, book, numbers) | dict.fromkeys(listed["number"], DNC)
    return {
        lead.lead_id: Verdict(
            lead.email in listed["email"]
            or str(lead.lead_id) in listed["person"]
            or lead.company_key in listed["company"]
            or lead.site in listed["site"],
            {e164: bad[e164] for e164, _ in lead.numbers if e164 in bad},
        )
        for lead in leads
    }


def registered(unit: Unit, book: Book, numbers: Sequence[str]) -> dict[str, str]:
    """Return which numbers stand on a national list that binds the team, with its mark."""
    found: dict[str, str] = {}
    for state in book.registries:
        if state.file is None or not state.binds:
            continue
        split = {e164: split_number(e164) for e164 in numbers if state.covers(e164)}
        if split:
            prefixes = sorted({prefix for prefix, _ in split.values()})
            blocks = unit.registries.blocks(state.file.id, prefixes)
            for e164, (prefix, ending) in split.items():
                if prefix in blocks and holds(blocks[prefix], ending):
                    found[e164] = state.mark
    return found


def on_own_list(work: Work, somebody: Identity) -> bool:
    """Tell whether somebody who is no lead yet is on the team's list, in any way."""
    told = verdicts(work.unit, work.book, (somebody,))[somebody.lead_id]
    return told.whole or DNC in told.numbers.values()


def settle(work: Work, ids: Sequence[int]) -> Settled:
    """Hold back the leads that stand on a list and let go those that no longer do."""
    found = Settled()
    leads = work.unit.no_call.identities(ids)
    said = verdicts(work.unit, work.book, leads)
    for lead in leads:
        if lead.state not in _NOBODYS and _differs(lead, said[lead.lead_id]):
            _settle_one(work, lead.lead_id, said[lead.lead_id], found)
    return found


def settle_touched(work: Work) -> None:
    """Settle the leads that a write touched; what that changes belongs to the same write."""
    touched = work.unit.leads.touched()
    if touched:
        settle(work, touched)
        work.unit.leads.touched()


def _differs(lead: Identity, verdict: Verdict) -> bool:
    """Tell whether a lead stands otherwise than the lists say."""
    if any(verdict.bad(e164, bad) != bad for e164, bad in lead.numbers):
        return True
    return bool(verdict.why(lead.numbers)) != (lead.state is LeadState.SUPPRESSED)


def _settle_one(work: Work, lead_id: int, verdict: Verdict, found: Settled) -> None:
    leads = work.unit.leads
    lead = leads.get(lead_id)
    for number in leads.numbers(lead_id):
        bad = verdict.bad(number.e164, number.bad)
        if bad != number.bad:
            leads.mark_number(lead_id, number.id, bad)
    numbers = leads.numbers(lead_id)
    why = verdict.why([(number.e164, number.bad) for number in numbers])
    if why:
        if lead.state is not LeadState.SUPPRESSED:
            found.held += 1
            _hold(work, lead, why)
        elif lead.why != why:
            leads.change(lead, why=why)
        return
    good = _first_own(work, lead_id, numbers)
    if lead.state is LeadState.SUPPRESSED:
        found.freed += 1
        _let_go(work, leads.change(lead, phone=good))
    elif lead.phone != good:
        found.moved += 1
        work.unit.queue.free(lead_id)
        leads.change(lead, phone=good)
        if lead.state is LeadState.QUEUED and not lead.phone:
            leads.change(leads.get(lead_id), **in_queue(leads.get(lead_id)))


def _first_own(work: Work, lead_id: int, numbers: Sequence[Number]) -> str:
    """Return the first number to call; one that went to another open lead meanwhile is marked."""
    marked = shared_marked(work.unit, numbers, (lead_id,))
    for before, now in zip(numbers, marked, strict=True):
        if now.bad != before.bad:
            work.unit.leads.mark_number(lead_id, now.id, now.bad)
    return next((number.e164 for number in marked if not number.bad), "")


def _hold(work: Work, lead: Lead, why: str) -> None:
    """Take a lead out of every queue and hand; a handed-over lead ends there too."""
    work.unit.queue.free(lead.id)
    work.unit.no_call.hold(lead.id, work.now, _place_of(lead))
    work.unit.leads.change(
        lead,
        state=LeadState.SUPPRESSED,
        kind=QueueKind.NONE,
        why=why,
        owner_id=ANYONE,
        due_at=None,
    )
    handoff = work.unit.handoffs.of_lead(lead.id)
    if handoff is not None and handoff.open:
        work.unit.handoffs.change(handoff, open=False, fate=DNC, fate_at=work.now)


def _let_go(work: Work, lead: Lead) -> None:
    """Let a lead return to where it was, as far as that is still true."""
    told = work.unit.no_call.held(lead.id)
    work.unit.no_call.release(lead.id)
    work.unit.leads.change(lead, **_return(work, lead, json.loads(told) if told else {}))


def _place_of(lead: Lead) -> str:
    due = lead.due_at.isoformat() if lead.due_at else ""
    return json.dumps(
        {
            "state": int(lead.state),
            "kind": int(lead.kind),
            "why": lead.why,
            "owner_id": lead.owner_id,
            "due_at": due,
        }
    )


_KEEPS_ITS_TIME = frozenset({QueueKind.RETRY, QueueKind.REST})
_HANDED_OVER = frozenset({QueueKind.ACCEPTED, QueueKind.NEXT_STEP, QueueKind.TOUCH})


def _return(work: Work, lead: Lead, place: Mapping[str, Any]) -> dict[str, Any]:
    """Return where a lead stands when nothing holds it back any more.

    A time that was agreed and has passed is not kept up as if nothing had been.
    """
    state = LeadState(place.get("state", LeadState.QUEUED))
    kind = QueueKind(place.get("kind", QueueKind.NONE))
    due = dt.datetime.fromisoformat(place["due_at"]) if place.get("due_at") else None
    owner = _owner_left(work, lead, int(place.get("owner_id", ANYONE)))
    kept = {"kind": kind, "why": str(place.get("why", "")), "owner_id": owner, "due_at": due}
    if state in {LeadState.CLOSED, LeadState.WON, LeadState.LOST}:
        return kept | {"state": state}
    if state is LeadState.RESEARCH and not lead.phone:
        return kept | {"state": state}
    if kind is QueueKind.NEW or (not place and lead.last_call_at is None):
        return in_queue(lead, kind=QueueKind.NEW, why="new", owner_id=ANYONE, due_at=None)
    again = {"why": UNLISTED, "due_at": work.now}
    if kind in _KEEPS_ITS_TIME or (
        due is not None and due > work.now and kind is not QueueKind.NONE
    ):
        handed_over = kind in _HANDED_OVER and owner == ANYONE
        if not handed_over:
            return in_queue(lead, **kept)
    if kind in _HANDED_OVER and owner != ANYONE:
        return in_queue(lead, kind=QueueKind.NEXT_STEP, owner_id=owner, **again)
    return in_queue(lead, kind=QueueKind.RETRY, owner_id=ANYONE, **again)


def _owner_left(work: Work, lead: Lead, owner: int) -> int:
    """Return who a lead waited for, nobody when they left the team or its tier since."""
    person = work.book.people.get(owner)
    return owner if person and person.active and lead.tier in person.tiers else ANYONE
