# SPDX-License-Identifier: MIT
"""Leases: granted here only, unique per lead and per telephone number, until a moment.

A workstation counts a lease as over before this does (`sync`), and this waits for the longest call
after that. So nobody is called by two, whatever the network does.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

from leaddesk.desk.wire import Held
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.lending import MOST_IN_HAND, LendingRule
from leaddesk.hub.ports import Device, HubUnit, Standing

_LAST = 32_503_680_000_000
REMEMBERED = dt.timedelta(days=30)
"""How long workstations keep what the hub had acknowledged: so long a lost history comes back."""

SEAL_BITS = 21
"""The lower bits of an id prove that this hub gave it: to which workstation, and for which lead."""

SPARE = 1_000 << SEAL_BITS
"""How far above the clock the ids begin after a restore."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How long a lease lasts, how long after it nobody else gets the lead, and how many a hand.

    So many more leads may be `chosen` one by one.
    """

    lasts: dt.timedelta = dt.timedelta(hours=4)
    grace: dt.timedelta = dt.timedelta(minutes=45)
    most: int = MOST_IN_HAND
    unworked_a_day: int = 120
    chosen: int = 5


def terms_of(rule: LendingRule) -> Terms:
    """Return the terms that the team's rule says."""
    return Terms(
        dt.timedelta(hours=rule.hours),
        dt.timedelta(minutes=rule.grace_minutes),
        min(rule.hand, MOST_IN_HAND),
        rule.unworked_a_day,
    )


def id_at(at: dt.datetime) -> int:
    """Return the least id of a lease granted at a moment: ids follow the clock.

    So they lie above every id that a history lost by a restore has given.
    """
    return int(at.timestamp() * 1000) << SEAL_BITS


def granted_at(lease_id: int) -> dt.datetime:
    """Return about when a lease was granted, by its id."""
    return dt.datetime.fromtimestamp(min(lease_id >> SEAL_BITS, _LAST) / 1000, dt.UTC)


def id_after(last: int, least: int) -> int:
    """Return the next id, without its seal: above the last one, and not below `least`."""
    return max(((last >> SEAL_BITS) + 1) << SEAL_BITS, least)


def sealed(lease_id: int, secret: str, family: str, lead_id: int) -> int:
    """Return an id with the seal of the hub whose secret it is."""
    count = lease_id >> SEAL_BITS
    proof = hmac.new(secret.encode(), f"lease/{count}/{family}/{lead_id}".encode(), hashlib.sha256)
    seal = int.from_bytes(proof.digest()[:4]) >> (32 - SEAL_BITS)
    return count << SEAL_BITS | seal


def restored_at(standing: Standing) -> dt.datetime | None:
    """Return when a hub noticed last that it came back from a backup; None when it never did."""
    return granted_at(standing.ceiling - SPARE) if standing.ceiling > SPARE else None


def sweep(unit: HubUnit, now: dt.datetime, terms: Terms) -> None:
    """End the leases that nobody can be on the telephone under any more."""
    for lease in unit.overdue(now - terms.grace):
        unit.end(lease, "expired")


def top_up(unit: HubUnit, device: Device, target: int, now: dt.datetime, terms: Terms) -> None:
    """Let live leases last on, and grant leads until the hand holds `target`.

    Raises RuleBroken("lent_enough") as `take`, before anything is granted.
    """
    held = list(unit.live(device))
    for lease in held:
        if lease.expires_at > now and lease.expires_at - now < terms.lasts / 2:
            unit.renew(lease, now + terms.lasts)
    wanted = min(target, terms.most) - len(held)
    if wanted <= 0:
        return
    wanted = min(wanted, _left(unit, device, now, terms))
    for free in unit.free(device, now, wanted):
        if unit.grant(device, free, now + terms.lasts) is not None:
            wanted -= 1
        if wanted <= 0:
            return


def take(unit: HubUnit, device: Device, lead_id: int, now: dt.datetime, terms: Terms) -> None:
    """Grant a lead that the device's person chose, beside what the hand holds.

    Raises RuleBroken: "in_other_hand", "hand_full", "lent_enough" when the person gave back
    as many unworked as the day allows, and what choosing it raises.
    """
    newest = unit.newest(lead_id)
    if newest is not None and newest.live and newest.family == device.family:
        if newest.expires_at > now:
            unit.renew(newest, now + terms.lasts)
            return
        unit.end(newest, "expired")
    if len(unit.live(device)) >= terms.most + terms.chosen:
        raise RuleBroken("hand_full")
    _left(unit, device, now, terms)
    free = unit.chosen(device, lead_id, now)
    if unit.grant(device, free, now + terms.lasts) is None:
        raise RuleBroken("in_other_hand")


def _left(unit: HubUnit, device: Device, now: dt.datetime, terms: Terms) -> int:
    """Return how many more leads the device's person may be granted on that day.

    Raises RuleBroken("lent_enough") for none.
    """
    left = terms.unworked_a_day - unit.unworked(device, now)
    if left <= 0:
        raise RuleBroken("lent_enough", detail=terms.unworked_a_day)
    return left


def may_claim(
    unit: HubUnit, device: Device, lease_id: int, lead_id: int, standing: Standing
) -> bool:
    """Tell whether a device may go on under a lease that the hub does not know.

    What is another's own by now is theirs.
    """
    tie = unit.tie(device, lead_id)
    lent = was_lent(device, lease_id, lead_id, standing)
    return lent and tie is not None and not tie.others


def was_lent(device: Device, lease_id: int, lead_id: int, standing: Standing) -> bool:
    """Tell whether a lease that the hub does not know is one of a history that was lost.

    The hub gave it, to this workstation and for this lead; workstations do not remember older ones.
    """
    restored = restored_at(standing)
    if restored is None or not id_at(restored - REMEMBERED) <= lease_id <= standing.ceiling:
        return False
    return lease_id == sealed(lease_id, standing.secret, device.family, lead_id)


def reassert(
    unit: HubUnit,
    device: Device,
    held: Iterable[Held],
    standing: Standing,
    now: dt.datetime,
    terms: Terms,
) -> None:
    """Write leases again that a restore lost and a device still works under, a hand at most."""
    room = max(0, terms.most + terms.chosen - len(unit.live(device)))
    lost = [one for one in held if unit.lease(one.lease_id) is None]
    for one in lost[:room]:
        if may_claim(unit, device, one.lease_id, one.lead_id, standing):
            left = min(dt.timedelta(seconds=max(0.0, one.left_s)), terms.lasts)
            unit.rebuild(one.lease_id, one.lead_id, device, now + left)
