# SPDX-License-Identifier: MIT
"""Handoff clocks that have run out take effect, dated when they ran out."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import RunClocks
from leaddesk.desk.deciding import back_to_giver
from leaddesk.desk.handing import clock_fields, receivers
from leaddesk.desk.records import Handoff
from leaddesk.desk.work import Work, new_entry_id
from leaddesk.domain.handoff import HandoffState, next_receiver


def run_clocks(_command: RunClocks, work: Work) -> Done:
    """Offer handoffs whose clock ran out to the next person, or end them at the hard stop.

    One that waited over several clocks goes through each of them, as if somebody had been there.
    """
    moved = expired = 0
    pending = list(work.unit.handoffs.run_out(work.now))
    while pending:
        handoff = pending.pop(0)
        at = min(handoff.accept_by, handoff.hard_stop_at)
        if at > work.now:
            continue
        if handoff.hard_stop_at <= handoff.accept_by or not _offer_next(work, handoff, at):
            _expire(work, handoff, at)
            expired += 1
            continue
        moved += 1
        pending.append(work.unit.handoffs.get(handoff.id))
    changes = Kind.HANDOFFS | Kind.QUEUE if moved or expired else Kind.NONE
    return work.done(changes, "clocks_run", moved=str(moved), expired=str(expired))


def _offer_next(work: Work, handoff: Handoff, at: dt.datetime) -> bool:
    """Offer to the next eligible person as the clock ran out; False when none is left."""
    tried = (*handoff.tried, handoff.receiver_id)
    eligible = receivers(work, handoff.to_tier)
    found = next_receiver(work.unit.handoffs.loads(list(eligible)), tried)
    if found is None:
        # Nobody else is there: it stays with its receiver until the hard stop.
        if handoff.hard_stop_at > handoff.accept_by:
            work.unit.handoffs.change(handoff, accept_by=handoff.hard_stop_at)
            return True
        return False
    clocks = clock_fields(work, at, hot=handoff.hot)
    work.unit.handoffs.change(
        handoff,
        receiver_id=found,
        tried=tried,
        offered_at=at,
        remind_at=min(clocks["remind_at"], handoff.hard_stop_at),
        accept_by=min(clocks["accept_by"], handoff.hard_stop_at),
    )
    _note(work, handoff, "offered_on", at, found)
    return True


def _expire(work: Work, handoff: Handoff, at: dt.datetime) -> None:
    """End a handoff that nobody accepted: the lead goes back to its giver's class 2."""
    back_to_giver(work, handoff, "expired", at)
    work.unit.handoffs.change(
        handoff,
        state=HandoffState.EXPIRED,
        open=False,
        decided_at=at,
        fate="expired",
        fate_at=at,
    )
    _note(work, handoff, "expired", at, handoff.receiver_id)


def _note(work: Work, handoff: Handoff, what: str, at: dt.datetime, to: int) -> None:
    """Append a journal row of its own for each step of a clock."""
    work.unit.journal.write(
        new_entry_id(at),
        what,
        at=at,
        written_at=work.now,
        person_id=handoff.receiver_id,
        tier=handoff.to_tier,
        lead_id=handoff.lead_id,
        data={"handoff": handoff.id, "to": to},
    )
