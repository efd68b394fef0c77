# SPDX-License-Identifier: MIT
"""A call that took place and came too late to decide anything: kept, counted, and no more.

What it says about the world stays true whoever has the lead by now: that it was tried, that a
number is dead, that somebody must not be called.
"""

from __future__ import annotations

from typing import Any

from leaddesk.desk.call_rules import call_time, counted, counts_as_dial, dial_of
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import HandOff, LogCall
from leaddesk.desk.hand import check_here
from leaddesk.desk.suppressing import drop_number, suppress_person
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.errors import BadInput
from leaddesk.domain.lead import Lead
from leaddesk.domain.outcome import Next, Outcome

UNPROVED = "unproved"
"""What marks a call in the journal that shows whoever made it nothing of its lead."""


def keep_late(command: LogCall | HandOff, work: Work, *, proved: bool = True) -> Done:
    """Keep a call as a fact: the lead stays where it is, but for a number that is dead.

    One that is not `proved` to be of a lead of theirs is marked, and is no tie to the lead.
    Raises NotFound("lead"), BadInput for an outcome or a time that is none, RuleBroken for a lead
    that is erased, merged or not here yet.
    """
    lead = work.unit.leads.get(command.lead_id)
    check_here(lead)
    outcome, tier = _outcome(command, work, lead)
    at = call_time(command.at, work)
    counts = counted(work, lead, outcome, at)
    dial = dial_of(lead, at, {})
    fields: dict[str, Any] = {}
    if outcome.counts_attempt:
        fields["attempts"] = lead.attempts + 1
    if outcome.counts_dial and (lead.last_call_at is None or lead.last_call_at < at):
        fields["last_call_at"] = at
        if counts_as_dial(work, lead, at):
            fields["counted_at"] = at
    changed = work.unit.leads.change(lead, **fields) if fields else lead
    mark = {} if proved else {UNPROVED: True}
    facts = _facts(command, work, changed, outcome)
    work.write(
        "call",
        at=at,
        tier=tier,
        lead_id=lead.id,
        outcome=outcome.id,
        note=clean_text(command.note, LIMITS["note"], multiline=True),
        data={"late": True, "talk": command.talk_seconds} | mark | facts,
        counted=counts,
        undoable=True,
        dial=dial,
    )
    return work.done(
        Kind.QUEUE | Kind.LEADS | Kind.PROGRESS,
        "logged",
        undoable=True,
        lead_id=lead.id,
        outcome=outcome.id,
        name=lead.name,
    )


def _outcome(command: LogCall | HandOff, work: Work, lead: Lead) -> tuple[Outcome, int]:
    """Return what the call came to, by the pad it was logged on; one that was removed counts."""
    mine = work.who.tiers or (lead.tier,)
    if isinstance(command, HandOff):
        found = ((work.rules.handoff(tier), tier) for tier in mine)
    else:
        tiers = (command.tier,) if command.tier else (*mine, lead.tier)
        found = ((work.rules.outcome(tier, command.outcome), tier) for tier in tiers)
    for outcome, tier in found:
        if outcome is not None:
            return outcome, tier
    raise BadInput("unknown_outcome", where=getattr(command, "outcome", "")[:40], tier=lead.tier)


def _facts(command: LogCall | HandOff, work: Work, lead: Lead, outcome: Outcome) -> dict[str, Any]:
    if outcome.next is Next.SUPPRESS:
        return suppress_person(work, lead)
    if outcome.next is Next.BAD_NUMBER and isinstance(command, LogCall):
        numbers = {number.e164 for number in work.unit.leads.numbers(lead.id)}
        used = command.number if command.number in numbers else lead.phone
        everywhere = outcome.way in {"disconnected", "fax"}
        return drop_number(work, lead, used, outcome.id, everywhere=everywhere)
    return {}
