# SPDX-License-Identifier: MIT
"""What a team lead sees at a glance: who is at work, and what needs a team lead first."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from leaddesk.domain.pace import DayProgress, PaceKind, Standing
from leaddesk.domain.working_hours import WorkingDay

IDLE_AFTER = dt.timedelta(minutes=10)
"""Somebody who neither logged nor took anything for so long, and is not on a call, is idle."""
STUCK_MINUTES = 30
"""After so many working minutes without a log somebody may need help."""
LONGEST_CALL = dt.timedelta(hours=2)
"""A call that was begun longer ago than this was never logged."""
MISSED_AFTER = dt.timedelta(minutes=15)
"""So long after its time an agreed call counts as missed."""


class Presence(enum.StrEnum):
    """What somebody is doing now, as far as their work tells."""

    ON_CALL = "on_call"
    AT_WORK = "at_work"
    IDLE = "idle"
    AWAY = "away"


class NeedKind(enum.StrEnum):
    """What needs a team lead, the most urgent first: who has nothing to call stands still now."""

    EMPTY_QUEUE = "empty_queue"
    LATE_HANDOFFS = "late_handoffs"
    MISSED_CALLBACKS = "missed_callbacks"
    STUCK = "stuck"
    FAR_BEHIND = "far_behind"
    DRY_UP = "dry_up"

    @property
    def urgency(self) -> int:
        """Return the place in the order, 0 for the most urgent."""
        return list(NeedKind).index(self)


@dataclass(frozen=True, slots=True)
class Stand:
    """What is known of somebody's work: the lead in hand, the call begun, the last thing logged.

    `due` tells whether they are due to work now: in their hours, not in a break, not absent.
    """

    held_since: dt.datetime | None
    dialled_at: dt.datetime | None
    last_logged: dt.datetime | None
    due: bool


def presence(stand: Stand, at: dt.datetime) -> Presence:
    """Return what somebody is doing; whoever works outside their hours is at work all the same."""
    held = stand.held_since is not None
    if held and stand.dialled_at is not None and at - stand.dialled_at < LONGEST_CALL:
        return Presence.ON_CALL
    seen = [moment for moment in (stand.held_since, stand.last_logged) if moment is not None]
    if seen and at - max(seen) < IDLE_AFTER:
        return Presence.AT_WORK
    return Presence.IDLE if stand.due else Presence.AWAY


def is_due(hours: WorkingDay, at: dt.datetime, *, works_today: bool) -> bool:
    """Return whether somebody with these hours is due to work at a moment."""
    return works_today and any(begin <= at < end for begin, end in hours.spans(hours.day_of(at)))


def quiet_minutes(hours: WorkingDay, last_logged: dt.datetime | None, at: dt.datetime) -> int:
    """Return the working minutes of today that passed since somebody last logged anything."""
    worked = hours.minutes_worked(at)
    if last_logged is None or hours.day_of(last_logged) < hours.day_of(at):
        return int(worked)
    return max(0, int(worked - hours.minutes_worked(last_logged)))


def is_stuck(doing: Presence, quiet: int, *, due: bool) -> bool:
    """Return whether somebody who is due to work has logged nothing for too long."""
    return due and doing is not Presence.ON_CALL and quiet >= STUCK_MINUTES


def is_far_behind(day: DayProgress) -> bool:
    """Return whether a day is so far behind its pace that it won't come right by itself."""
    return day.pace.kind is PaceKind.BEHIND and day.pace.standing is Standing.BAD
