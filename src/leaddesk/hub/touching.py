# SPDX-License-Identifier: MIT
"""Whose leads an operation may be about: one table of every kind, and its check.

What a workstation says of itself counts for nothing here: the hub asks its own rows. Beside this
stand the roles (`desk/roles.py`) and, for what is read, `hub/sight.py`.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from typing import Final

from leaddesk.desk.operations import CALLS, KINDS
from leaddesk.desk.wire import Sent
from leaddesk.domain.errors import RuleBroken
from leaddesk.hub.leasing import REMEMBERED, granted_at, restored_at
from leaddesk.hub.ports import Device, HubUnit, Lease, Standing

UNLEASED_FOR: Final = dt.timedelta(days=30)
"""How far back something may be dated that no lease vouches for."""


MOST_UNPROVED: Final = 100
"""Calls of one person that are kept without proof that the lead was theirs, in those days."""


class Touch(enum.Enum):
    """What a kind of operation may be about.

    `WORKED`: a lead under its newest lease, or that is the person's own or nobody's and was shown
    to them before; when it is somebody else's by now, a call of it is kept late and all else
    refused. `CORRECTED`: as that, and any lead for a team lead, but not its numbers while somebody
    else has it. `SHOWN`: a lead that was ever shown to them, or that they worked; any for a team
    lead. `PARTY`: a handoff
    that they gave or were given, by its handler. `AUTHOR`: what they wrote themselves, by its
    handler, unless another workstation holds the lead now. `NO_LEAD`: no lead that is there.
    """

    WORKED = "worked"
    CORRECTED = "corrected"
    SHOWN = "shown"
    PARTY = "party"
    AUTHOR = "author"
    NO_LEAD = "no_lead"


TOUCHES: Final[Mapping[str, Touch]] = {
    "LogCall": Touch.WORKED,
    "HandOff": Touch.WORKED,
    "SkipLead": Touch.WORKED,
    "SaveSheet": Touch.WORKED,
    "EditLead": Touch.CORRECTED,
    "AddNote": Touch.SHOWN,
    "AcceptHandoff": Touch.PARTY,
    "ReturnHandoff": Touch.PARTY,
    "RejectHandoff": Touch.PARTY,
    "AppealRejection": Touch.PARTY,
    "GiveFeedback": Touch.PARTY,
    "TakeBack": Touch.AUTHOR,
    "AddLead": Touch.NO_LEAD,
    "AcknowledgeNotice": Touch.NO_LEAD,
    "KeepFilter": Touch.NO_LEAD,
    "DropFilter": Touch.NO_LEAD,
}
"""What each kind of operation may be about; the roles that may are another table's matter."""

_ON_LEADS: Final = frozenset({Touch.WORKED, Touch.CORRECTED, Touch.SHOWN})
_OF_ANY_LEAD: Final = frozenset({Touch.CORRECTED, Touch.SHOWN})
"""What is about a lead that was shown to them, and what a team lead may do to all leads."""


def newest_of(unit: HubUnit, device: Device, sent: Sent) -> Lease | None:
    """Return the newest lease of the lead that an operation is about."""
    lead_id = sent.lead_id or (unit.about(device, sent) if sent.kind in KINDS else 0)
    return unit.newest(lead_id) if lead_id else None


def is_late(
    unit: HubUnit,
    device: Device,
    sent: Sent,
    newest: Lease | None,
    standing: Standing,
    now: dt.datetime,
) -> bool:
    """Tell whether an operation comes too late to decide anything: somebody else has the lead.

    The lease that it names is the device's. Raises RuleBroken: "not_your_lead" for a lead that was
    never theirs, "lead_went_on" for what another workstation works on now.
    """
    late = newest is not None and not _is_under(newest, device, sent)
    touch = TOUCHES.get(sent.kind)
    if touch is Touch.AUTHOR and late and newest is not None and newest.live:
        raise RuleBroken("lead_went_on")
    if touch not in _ON_LEADS:
        return late
    tie = unit.tie(device, sent.lead_id)
    if tie is None:
        # A lead that is not there is told by its handler.
        return late
    if touch in _OF_ANY_LEAD and unit.leads_team(device):
        # Only who has the lead now is in the way.
        return (late and newest is not None and newest.live) or tie.others
    if not (sent.lease_id or tie.known):
        if sent.kind not in CALLS or not _is_of_lost_history(sent, standing, now):
            raise RuleBroken("not_your_lead")
        return True
    return late or tie.others


def is_unproved(unit: HubUnit, device: Device, sent: Sent) -> bool:
    """Tell whether a call names no lease, of a lead that the hub never knew as the person's.

    It is kept, when it is at all, because a restore may have lost the proof; it shows them nothing.
    """
    if sent.lease_id or sent.kind not in CALLS:
        return False
    tie = unit.tie(device, sent.lead_id)
    return tie is not None and not tie.known


def _is_under(newest: Lease, device: Device, sent: Sent) -> bool:
    """Tell whether an operation stands under the newest lease of its lead.

    One that names none was done on what is the person's own: nobody else may have had it since.
    """
    if sent.lease_id:
        return newest.id == sent.lease_id
    return newest.family == device.family


def _is_of_lost_history(sent: Sent, standing: Standing, now: dt.datetime) -> bool:
    """Tell whether what shows that a lead was theirs may have been lost by a restore."""
    restored = restored_at(standing)
    return restored is not None and sent.at <= restored and now <= restored + REMEMBERED


def earliest(lease: Lease | None, now: dt.datetime) -> dt.datetime:
    """Return the earliest moment that an operation can be of: nobody worked a lease before it."""
    return now - UNLEASED_FOR if lease is None else min(granted_at(lease.id), now)
