# SPDX-License-Identifier: MIT
"""The lead in hand: taking the next one, skipping, letting go; no lead is held twice."""

from __future__ import annotations

import datetime as dt
from typing import Any

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import KeepLead, ReleaseLead, SkipLead, StartCall, TakeNext
from leaddesk.desk.holding import settle
from leaddesk.desk.picking import Pick, picker_for
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.lead import Lead, LeadState, QueueKind
from leaddesk.domain.queue import place_of

TRIES = 25
"""How many heads are tried before giving up on a crowded moment."""

SKIP_REST_MINUTES = 60
"""How long a skipped lead stays out of everybody's way."""


def check_tier(work: Work, tier: int) -> int:
    """Return the tier to work in; raises RuleBroken("not_your_tier") for a foreign one."""
    chosen = tier or work.who.home_tier
    if chosen not in work.who.tiers:
        raise RuleBroken("not_your_tier", person=work.who.name, tier=chosen)
    return chosen


def check_free(work: Work, lead: Lead, *, lent: bool = True) -> None:
    """Refuse to touch a lead in somebody else's hand; raises RuleBroken("in_other_hand").

    One that is lent to a workstation is in its person's hand, but for what is no work on it: that
    asks without `lent`.
    """
    holder = work.unit.queue.holder(lead.id, lead.phone, work.now, lent=lent)
    if holder is not None and holder != work.who.id:
        raise RuleBroken("in_other_hand", person=work.book.name(holder), lead=lead.name)


def tier_for(work: Work, lead: Lead, asked: int = 0) -> int:
    """Return the tier a person works a lead in: the one asked for, never one below the lead's.

    Raises RuleBroken("not_your_tier") for a lead that has moved on to a tier that is not theirs.
    """
    mine = lead.tier in work.who.tiers
    tier = check_tier(work, asked or (lead.tier if mine else 0))
    if tier < lead.tier and not mine:
        raise RuleBroken("not_your_tier", person=work.who.name, tier=lead.tier)
    return max(tier, lead.tier)


def placed(work: Work, lead: Lead, fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields of a lead with the kind by which its tier's queue finds it."""
    if "kind" in fields:
        steps = work.rules.steps.get(fields.get("tier", lead.tier), ())
        owner = fields.get("owner_id", lead.owner_id)
        fields["kind"] = place_of(steps, fields["kind"], owner)
    return fields


def check_here(lead: Lead) -> None:
    """Refuse what is no lead of its own: not here yet, merged into another one, erased.

    Raises RuleBroken: "not_here_yet", "merged_away", "erased_already".
    """
    if lead.state is LeadState.STAGED:
        raise RuleBroken("not_here_yet", lead=lead.name)
    if lead.state is LeadState.ERASED:
        raise RuleBroken("erased_already")
    if lead.state is LeadState.MERGED:
        raise RuleBroken("merged_away", lead=lead.name, id=lead.merged_into)


def check_there(lead: Lead) -> None:
    """Refuse a lead that nobody may work now; raises RuleBroken."""
    if lead.state is LeadState.SUPPRESSED:
        raise RuleBroken("suppressed", lead=lead.name)
    check_here(lead)
    if lead.state is LeadState.OFFERED:
        raise RuleBroken("offered_away", lead=lead.name)


def check_held(work: Work, lead_id: int) -> None:
    """Refuse to call a lead that a colleague may have by now.

    Raises RuleBroken("lease_over"), and NotFound("lead") for one that is not here either.
    """
    if not work.unit.queue.may_call(lead_id):
        raise RuleBroken("lease_over", lead=work.unit.leads.get(lead_id).name)


def take_next(command: TakeNext, work: Work) -> Done:
    """Take the next lead, or one that was asked for, into hand."""
    tier = check_tier(work, command.tier)
    if command.lead_id is not None:
        check_held(work, command.lead_id)
        lead = take_this(work, command.lead_id)
        return work.done(Kind.QUEUE, "taken", lead_id=lead.id, name=lead.name)
    held = work.unit.queue.in_hand(work.who.id, work.now)
    if held is not None:
        work.unit.queue.renew(work.who.id, lease_until(work))
        return work.done(Kind.NONE, "taken", lead_id=held)
    found = claim(work, tier)
    if found is None:
        return work.done(Kind.NONE, "nothing_to_take")
    return work.done(Kind.QUEUE, "taken", lead_id=found)


def take_this(work: Work, lead_id: int) -> Lead:
    """Take one particular lead into hand, giving back what was there.

    A closed lead may be taken too: somebody has a need again. Raises RuleBroken for a suppressed
    lead, one that was offered, one of another tier, or one in another hand.
    """
    settle(work, (lead_id,))
    lead = work.unit.leads.get(lead_id)
    check_there(lead)
    tier_for(work, lead)
    check_free(work, lead)
    work.unit.queue.let_go(work.who.id)
    if not work.unit.queue.take(lead.id, lead.phone, work.who.id, work.now, lease_until(work)):
        raise RuleBroken("in_other_hand", person="", lead=lead.name)
    return lead


def claim(work: Work, tier: int) -> int | None:
    """Take the first free lead of a tier's queue; None when the queue is empty for this person."""
    unit = work.unit
    # A hand holds one lead: what is left of a lease that ran out goes first.
    unit.queue.let_go(work.who.id)
    picker = picker_for(unit, work.book, work.who, tier, work.now)
    until = lease_until(work)
    for limit in (1, TRIES):
        for pick in picker.picks(limit):
            lead = unit.leads.get_free(pick.head.lead_id)
            if lead is None or not _stands_there(lead, pick) or _is_held_back(work, lead):
                continue
            if unit.queue.take(lead.id, lead.phone, work.who.id, work.now, until):
                return lead.id
    return None


def _stands_there(lead: Lead, pick: Pick) -> bool:
    """Tell whether a lead is still where it was found: a colleague may have been quicker."""
    return lead.kind is pick.step.kind and lead.due_at == pick.head.due_at


def lease_until(work: Work) -> dt.datetime:
    """Return until when a lead taken now is held."""
    return work.now + dt.timedelta(minutes=work.rules.queue.lease_minutes)


def skip_lead(command: SkipLead, work: Work) -> Done:
    """Put the lead in hand back for an hour, with a reason, at the cost of one of the day's skips.

    Raises RuleBroken("no_skips_left"), BadInput("needs_reason").
    """
    reason = clean_text(command.reason, LIMITS["reason"])
    if not reason:
        raise BadInput("needs_reason", where="skip")
    lead = work.unit.leads.get(command.lead_id)
    check_there(lead)
    check_free(work, lead)
    day = work.day_of(work.now).isoformat()
    allowed = work.rules.queue.skips_a_day
    if work.unit.journal.skips(work.who.id, day) >= allowed:
        raise RuleBroken("no_skips_left", allowed=allowed)
    later = work.now + dt.timedelta(minutes=SKIP_REST_MINUTES)
    if lead.kind is QueueKind.NEW:
        # Its place among new leads is kept in its rank: it comes back as a retry, once.
        work.unit.leads.change(lead, kind=QueueKind.RETRY, why="skipped", due_at=later)
    elif lead.kind is not QueueKind.NONE:
        work.unit.leads.change(lead, due_at=max(later, lead.due_at or later))
    work.write("skip", lead_id=lead.id, tier=lead.tier, note=reason, undoable=True)
    work.unit.queue.let_go(work.who.id)
    claim(work, check_tier(work, 0 if lead.tier not in work.who.tiers else lead.tier))
    return work.done(
        Kind.QUEUE | Kind.LEADS, "skipped", undoable=True, lead_id=lead.id, name=lead.name
    )


def keep_lead(_command: KeepLead, work: Work) -> Done:
    """Make the lease of the lead in hand last on; nothing happens with an empty hand."""
    work.unit.queue.renew(work.who.id, lease_until(work))
    return work.done(Kind.NONE, "kept")


def start_call(command: StartCall, work: Work) -> Done:
    """Keep with the lead in hand when it was rung; nothing happens when it is in another hand.

    What the call came to is logged with its outcome. Raises RuleBroken("lease_over") where a
    colleague may be calling the lead by now.
    """
    check_held(work, command.lead_id)
    work.unit.queue.dialled(work.who.id, command.lead_id, work.now)
    return work.done(Kind.NONE, "call_started", lead_id=command.lead_id)


def release_lead(_command: ReleaseLead, work: Work) -> Done:
    """Empty the hand without a trace, when somebody leaves the desk."""
    work.unit.queue.let_go(work.who.id)
    return work.done(Kind.QUEUE, "released")


def _is_held_back(work: Work, lead: Lead) -> bool:
    """Tell whether a lead must not be called after all, and hold it back then.

    Every write keeps the queue clean; this is the last look before a lead is shown.
    """
    return settle(work, (lead.id,)).any
