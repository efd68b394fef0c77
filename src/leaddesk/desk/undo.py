# SPDX-License-Identifier: MIT
"""Taking a write back: all it changed is put back, its row voided, its counts uncounted."""

from __future__ import annotations

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.changing_rules import KIND
from leaddesk.desk.commands import TakeBack
from leaddesk.desk.hand import check_free, lease_until
from leaddesk.desk.holding import Settled, settle
from leaddesk.desk.no_call_list import check_unlisting
from leaddesk.desk.noticing import check_unread
from leaddesk.desk.one_number import refuse_taken
from leaddesk.desk.rating import rate_these
from leaddesk.desk.records import Entry
from leaddesk.desk.suppressing import settle_about
from leaddesk.desk.tier_use import check_nothing_came_back, check_unused, tiers_kept
from leaddesk.desk.work import Work
from leaddesk.domain.errors import NotFound, RuleBroken, StaleLead
from leaddesk.domain.lead import Lead, LeadState

DEPTH = 30
"""How many own writes can be taken back one after the other."""

BULK_TAKEN_BACK = "bulk_taken_back"
"""The label of a change to many leads that is taken back; the desk puts the leads back after it."""

_OF_MANY = frozenset({"bulk", "edit_person"})
"""What may have changed leads that are put back in steps."""
_NOT_IN_HAND = frozenset(
    {
        LeadState.SUPPRESSED,
        LeadState.STAGED,
        LeadState.OFFERED,
        LeadState.MERGED,
        LeadState.ERASED,
    }
)
_GOALS_SET = frozenset({"set_goals", "plan"})
_IN_HAND_AGAIN = frozenset({"call", "handoff", "skip"})


def take_back(command: TakeBack, work: Work) -> Done:
    """Take back the last own write, or a named one.

    Raises RuleBroken("nothing_to_undo"), RuleBroken("not_yours"), RuleBroken("unlist_too_late"),
    RuleBroken("goals_counted") for goals that past days had, RuleBroken("notice_read"),
    RuleBroken("number_taken") for a lead whose number another open lead calls since,
    RuleBroken("tier_in_use") and RuleBroken("tier_gone") for what would stand in no tier, and
    StaleLead("moved_on") when somebody worked on the same thing since; nothing is changed then.
    """
    entry = _own_entry(command, work)
    _hold(work, entry)
    check_unlisting(work, entry)
    check_unread(work, entry)
    _check_past_days(work, entry)
    _check_hands(work, entry)
    bulk_id = work.unit.bulks.of_entry(entry.id) if entry.kind in _OF_MANY else 0
    if bulk_id:
        work.unit.bulks.set_status(bulk_id, "undoing")
    _restore(work, entry)
    if entry.kind == KIND:
        check_unused(work.unit, work.rules.tiers, tiers_kept(work.unit))
    check_nothing_came_back(work.unit, bulk_id)
    work.write(
        "undo",
        lead_id=entry.lead_id,
        tier=entry.tier,
        data={"entry": entry.id, "kind": entry.kind, "outcome": entry.outcome},
    )
    if entry.kind in _IN_HAND_AGAIN:
        _take_in_hand(work, entry.lead_id)
    return work.done(
        Kind.ALL,
        BULK_TAKEN_BACK if bulk_id else "taken_back",
        made_id=bulk_id or None,
        lead_id=entry.lead_id or None,
        kind=entry.kind,
        outcome=entry.outcome,
    )


def _own_entry(command: TakeBack, work: Work) -> Entry:
    """Return the write that is meant.

    Raises NotFound("entry"), RuleBroken("nothing_to_undo"), RuleBroken("not_yours").
    """
    journal = work.unit.journal
    if command.entry_id:
        entry = journal.entry(command.entry_id)
    else:
        last = journal.last_undoable(work.who.id)
        if last is None:
            raise RuleBroken("nothing_to_undo")
        entry = last
    if entry.person_id != work.who.id:
        raise RuleBroken("not_yours")
    if entry.voided_by or not entry.undoable:
        raise RuleBroken("nothing_to_undo")
    return entry


def _hold(work: Work, entry: Entry) -> None:
    """Hold every lead that taking a write back may change, in one order."""
    listed = work.unit.journal.listed_by(entry)
    leads = {*work.unit.journal.leads_of(entry), entry.lead_id}
    work.unit.no_call.hold_leads((*listed, *(("person", str(lead_id)) for lead_id in leads)))


def _check_past_days(work: Work, entry: Entry) -> None:
    """Refuse to take goals back that a past day had; raises RuleBroken("goals_counted")."""
    since = str(entry.data.get("from", "")) if entry.kind in _GOALS_SET else ""
    if since and since < work.book.today(work.now).isoformat():
        raise RuleBroken("goals_counted", since=since)


def _restore(work: Work, entry: Entry) -> None:
    """Put back what a write changed; the do-not-call list and the other leads have their say."""
    journal = work.unit.journal
    ids = sorted(journal.leads_of(entry))
    called = _called(work, ids)
    listed = sorted(journal.listed_by(entry))
    touched = journal.take_back(entry, work.entry_id)
    rate_these(work.unit, touched, work.rules)
    settle(work, touched)
    for lead_id in ids:
        _check_stands(work, lead_id)
    for kind, value in listed:
        settle_about(work, kind, value, Settled())
    for lead_id, numbers in _called(work, ids).items():
        refuse_taken(work.unit, numbers - called.get(lead_id, frozenset()), (lead_id,))


def _called(work: Work, ids: list[int]) -> dict[int, frozenset[str]]:
    """Return the numbers that those of some leads call that are there and open."""
    there = {lead_id for lead_id in ids if work.unit.leads.is_open(lead_id)}
    return {i: n for i, n in work.unit.duplicates.calls(ids).items() if i in there}


def _check_stands(work: Work, lead_id: int) -> None:
    """Refuse to leave a lead where it can't stand: it was opened, merged or given numbers since.

    Raises StaleLead("moved_on").
    """
    lead = _find(work, lead_id)
    if lead is None:
        stands = not work.unit.duplicates.merged(lead_id)
    else:
        numbers = work.unit.leads.numbers(lead_id)
        good = {number.e164 for number in numbers if not number.bad}
        stands = lead.state is not LeadState.QUEUED or lead.phone in good
        stands = stands and len({number.e164 for number in numbers}) == len(numbers)
    if not stands:
        raise StaleLead("moved_on", what="lead")


def _find(work: Work, lead_id: int) -> Lead | None:
    try:
        return work.unit.leads.get(lead_id)
    except NotFound:
        return None


def _check_hands(work: Work, entry: Entry) -> None:
    """Refuse while a colleague has the lead in hand; a lead that was added leaves one's own.

    Raises RuleBroken("in_other_hand").
    """
    if not entry.lead_id:
        return
    lead = _find(work, entry.lead_id)
    if lead is None:  # its adding was taken back, over an entry that changed nothing of it
        return
    check_free(work, lead)
    if entry.kind == "added":
        work.unit.queue.free(entry.lead_id)


def _take_in_hand(work: Work, lead_id: int) -> None:
    """Bring the lead back into hand, so that the person can log what really happened."""
    lead = _find(work, lead_id)
    if lead is None or lead.state in _NOT_IN_HAND:
        return
    holder = work.unit.queue.holder(lead.id, lead.phone, work.now)
    if holder is None or holder == work.who.id:
        work.unit.queue.let_go(work.who.id)
        work.unit.queue.take(lead.id, lead.phone, work.who.id, work.now, lease_until(work))
