# SPDX-License-Identifier: MIT
"""A team's hub, its workstations and its invitations, in words."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.queries import MOST_TRIES, InvitationRow, WorkstationRow
from leaddesk.words import numbers, times

GROUP = 4


def fingerprint(told: str) -> str:
    """Return a fingerprint as people compare it: groups of four, four groups to a line."""
    groups = [told[at : at + GROUP] for at in range(0, len(told), GROUP)]
    lines = (groups[at : at + GROUP] for at in range(0, len(groups), GROUP))
    return "\n".join(" ".join(line) for line in lines)


def who_answers(team: str) -> str:
    """Return what is said above the fingerprint of a hub that answered."""
    name = f"The hub of {team} answers." if team else "A LeadDesk hub answers."
    return (
        f"{name} Compare with your invitation, or with what your hub printed. Go on only if all of "
        "it is the same."
    )


NO_WORKSTATIONS = (
    "No workstation is in the team yet. Choose somebody under People and invite them with I."
)
"""What stands below the empty lists."""
IN_FILE = (
    "This computer is in the team. This system has no store for passwords, so what opens the hub "
    "lies in a file that only you can read. Encrypt the disk, and have this workstation blocked "
    "when the computer is lost."
)
"""What is said once where a system has no store for secrets."""


def standing(row: WorkstationRow) -> str:
    """Return how a workstation stands to its team."""
    if row.blocked_at is not None:
        return "Blocked"
    return "Its person left" if row.left else "In the team"


def seen(row: WorkstationRow, now: dt.datetime) -> str:
    """Return when a workstation was heard last: '5 minutes ago', 'Never'."""
    return times.sentence_start(times.ago(row.seen_at, now)) if row.seen_at else "Never"


def invitation(row: InvitationRow, now: dt.datetime, zone: str) -> str:
    """Return what became of an invitation: 'Open until 12 May 15:00', 'Used', 'Withdrawn'."""
    if row.used_at is not None:
        return f"Used {times.moment(row.used_at, now, zone)}"
    if row.withdrawn_at is not None:
        return "Withdrawn"
    if row.tries >= MOST_TRIES:
        return "Ended by wrong tries"
    if row.ends_at <= now:
        return "Over"
    return f"Open until {times.moment(row.ends_at, now, zone)}"


def invited(row: InvitationRow) -> str:
    """Return who is invited."""
    return row.person or "The first of the team"


def made_by(row: InvitationRow) -> str:
    """Return who made an invitation."""
    return row.by or "The hub"


def counted(workstations: int, open_invitations: int) -> str:
    """Return how many there are: '3 workstations, 1 open invitation. …'; of none what to do."""
    if not workstations and not open_invitations:
        return NO_WORKSTATIONS
    told = numbers.count(workstations, "workstation")
    return f"{told}, {numbers.count(open_invitations, 'open invitation')}. O sorts a list."


def about_leaving(team: str, entries: int, lists: int = 0) -> str:
    """Return what leaving a team means for this computer, and what is sent to the hub before."""
    told = (
        f"This computer leaves {team or 'the team'}. What it knows stays in a copy that LeadDesk "
        "can open, and your own database opens again. The leads in your hand go to others."
    )
    unsent = _unsent(entries, lists)
    return f"{told} {unsent} not sent to the hub yet will be sent first." if unsent else told


def leave_anyway(entries: int, lists: int = 0) -> str:
    """Return what is lost by leaving without the hub."""
    if not entries and not lists:
        return (
            "The hub can’t be told now. If you leave anyway, ask a team lead to block this "
            "workstation."
        )
    told = f"{_unsent(entries, lists)} will never reach the team if you leave now."
    if entries:
        told += " What you did stays in the copy on this computer only."
    if lists:
        told += " A list is not imported anywhere; the file that it came from is not touched."
    return told


def _unsent(entries: int, lists: int) -> str:
    counts = ((entries, "entry", "entries"), (lists, "list", "lists"))
    told = [numbers.count(count, one, many) for count, one, many in counts if count]
    return " and ".join(told)
