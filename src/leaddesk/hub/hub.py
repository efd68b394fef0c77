# SPDX-License-Identifier: MIT
"""The calls that workstations make: hello, push, pull, the hand, and everything at once.

Each is one transaction and may be made again. Who makes it is known from the device's token.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from leaddesk.desk.again import again
from leaddesk.desk.operations import State, check_format
from leaddesk.desk.wire import (
    Granted,
    Hand,
    Hello,
    News,
    Pushed,
    Result,
    Sent,
    Welcome,
)
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.hub import leasing, touching
from leaddesk.hub.doing import told
from leaddesk.hub.ports import Caller, Device, HubStore, HubUnit, Kept, Lease, Standing

PAGE = 2_000
"""Leads in one part of a snapshot."""

NEWS = 500
"""Changes in one pull."""

_MOMENT = 12
"""Digits of the moment that a proof begins with."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Clock and chance, as arguments."""

    now: Callable[[], dt.datetime]
    fresh_id: Callable[[], str]


class Hub:
    """What a workstation may ask, over the team's database.

    `terms` are those of the rule in force at each call when None is given.
    """

    def __init__(
        self, store: HubStore, around: Surroundings, terms: leasing.Terms | None = None
    ) -> None:
        self._store = store
        self._around = around
        self._fixed = terms
        # Who look for free leads at the same moment find the same ones, and go away with fewer.
        self._granting = threading.Lock()

    def _terms(self, unit: HubUnit) -> leasing.Terms:
        return self._fixed or unit.terms()

    def hello(self, caller: Caller, said: Hello) -> Welcome:
        """Greet a device: what was lost by a restore is noticed, and leases it holds come back."""
        return again(lambda: self._hello(caller, said))

    def _hello(self, caller: Caller, said: Hello) -> Welcome:
        now = self._around.now()
        with self._store.unit() as unit:
            device = unit.device(caller)
            standing = self._standing(unit, now)
            if self._is_copy(standing, device, said, now):
                standing = self._begin_anew(unit, standing, now)
            if now < standing.frozen_until:
                leasing.reassert(unit, device, said.held, standing, now, self._terms(unit))
            return Welcome(
                standing.hub_id, standing.epoch, self._store.boot(), now, device.last_seq
            )

    def _standing(self, unit: HubUnit, now: dt.datetime) -> Standing:
        """Return the hub's memory, begun anew when the database came back from a backup.

        Whatever call comes first after that: nothing may be granted over a history that is lost.
        """
        standing = unit.standing()
        if standing.fingerprint != self._store.fingerprint():
            return self._begin_anew(unit, standing, now)
        return standing

    def _is_copy(self, standing: Standing, device: Device, said: Hello, now: dt.datetime) -> bool:
        """Tell whether all of the machine is an older copy, which no print shows.

        It shows in a device that the hub itself acknowledged more than it has.
        """
        ahead = said.acknowledged > device.last_seq and standing.frozen_until <= now
        at = told_at(said.token)
        restored = leasing.restored_at(standing)
        if not ahead or at is None or (restored is not None and at <= restored):
            # What was acknowledged before the last restore is known to be lost.
            return False
        return hmac.compare_digest(
            said.token.encode(errors="replace"),
            token_of(standing.secret, device, said.acknowledged, at).encode(),
        )

    def _begin_anew(self, unit: HubUnit, standing: Standing, now: dt.datetime) -> Standing:
        """Take a new epoch and grant nothing until every lease of the lost history is over.

        That is as the rule that came back says. Freezing for the longest that any rule allows would
        stop a team for a day, and serve it only where the rule was made longer in the lost history
        and a workstation of that time is out of reach.
        """
        ceiling = leasing.id_at(now) + leasing.SPARE
        terms = self._terms(unit)
        anew = replace(
            standing,
            epoch=self._around.fresh_id(),
            fingerprint=self._store.fingerprint(),
            frozen_until=now + terms.lasts + terms.grace,
            ceiling=ceiling,
        )
        unit.rise(ceiling)
        unit.set_standing(anew)
        return anew

    def push(self, caller: Caller, sent: Sequence[Sent]) -> Pushed:
        """Do operations in their order; those that were done before are answered as then."""
        return again(lambda: self._push(caller, sent))

    def _push(self, caller: Caller, sent: Sequence[Sent]) -> Pushed:
        now = self._around.now()
        with self._store.unit() as unit:
            device = unit.device(caller)
            standing = self._standing(unit, now)
            unit.look_ahead(device, [one for one in sent if one.seq > device.last_seq])
            results: list[Result] = []
            last = device.last_seq
            for one in sent:
                result = self._take(unit, replace(device, last_seq=last), one, standing, now)
                results.append(result)
                if result.state in {"fork", "gap"}:
                    break
                last = max(last, one.seq)
            if last > device.last_seq:
                unit.advance(device, last)
            return Pushed(last, token_of(standing.secret, device, last, now), tuple(results))

    def _take(
        self, unit: HubUnit, device: Device, sent: Sent, standing: Standing, now: dt.datetime
    ) -> Result:
        """Take one operation: known, out of order, known from elsewhere, or new."""
        if sent.seq <= device.last_seq:
            known = unit.kept(device, sent.seq)
            if known is None or known.id != sent.id:
                return Result(sent.seq, "fork")
            return Result(sent.seq, known.state, known.mark, known.answer, elsewhere=known.other)
        if sent.seq > device.last_seq + 1:
            return Result(sent.seq, "gap", expected=device.last_seq + 1)
        known = unit.kept_by_id(sent.id)
        if known is None:
            state, answer = self._do(unit, device, sent, standing, now)
            known = Kept(sent.id, state, unit.mark(), answer)
        elif known.person_id not in {0, device.person_id}:
            # The id of what somebody else did: no word of it, and nothing is done.
            known = Kept(sent.id, State.REFUSED, 0, told(RuleBroken("not_yours")), other=True)
        else:
            known = replace(known, other=True)
        unit.keep(device, sent, known)
        return Result(sent.seq, known.state, known.mark, known.answer, elsewhere=known.other)

    def _do(
        self, unit: HubUnit, device: Device, sent: Sent, standing: Standing, now: dt.datetime
    ) -> tuple[State, str]:
        """Do a new operation under the lease it names; it ends its own lease, come what may."""
        try:
            check_format(sent.kind, sent.format, now)
        except BadInput as error:
            return State.REFUSED, told(error)
        lease = self._lease_of(unit, device, sent, standing)
        if sent.lease_id and (lease is None or not _is_for(lease, device, sent)):
            return State.REFUSED, told(RuleBroken("not_your_lease"))
        newest = touching.newest_of(unit, device, sent)
        try:
            late = touching.is_late(unit, device, sent, newest, standing, now)
        except RuleBroken as error:
            return State.REFUSED, told(error)
        proved = not touching.is_unproved(unit, device, sent)
        if not proved and unit.unproved(device, now) >= touching.MOST_UNPROVED:
            return State.REFUSED, told(RuleBroken("not_your_lead"))
        if lease is not None and lease.live and late:
            unit.end(lease, "superseded")
        since = touching.earliest(lease, now)
        at = max(since, min(sent.at, now))
        state, answer = unit.do(device, sent, at, since, late=late, proved=proved)
        over = lease if sent.lease_id else newest
        if over is not None and over.live and not late and unit.ends_lease(sent):
            # What was refused worked nothing: it counts towards the day's limit.
            unit.end(over, "refused" if state is State.REFUSED else "worked")
        return state, answer

    def _lease_of(
        self, unit: HubUnit, device: Device, sent: Sent, standing: Standing
    ) -> Lease | None:
        """Return the lease an operation names, rebuilt when a restore lost it.

        It is over, whoever has the lead now: what was done under it is kept late at the least.
        """
        if not sent.lease_id:
            return None
        found = unit.lease(sent.lease_id)
        if found is None and leasing.was_lent(device, sent.lease_id, sent.lead_id, standing):
            found = unit.rebuild(sent.lease_id, sent.lead_id, device, None)
        return found

    def pull(self, caller: Caller, cursor: int) -> News:
        """Return what changed since a cursor, in reach of the device."""
        with self._store.looking() as unit:
            return replace(unit.news(unit.device(caller), cursor, NEWS), boot=self._store.boot())

    def snapshot(self, caller: Caller, after: int = 0) -> News:
        """Return everything in reach of the device, from a lead on, in parts."""
        with self._store.looking() as unit:
            return replace(unit.snapshot(unit.device(caller), after, PAGE), boot=self._store.boot())

    def top_up(self, caller: Caller, target: int) -> Hand:
        """Bring a hand to a number of leases and return all of it; a lost answer heals itself."""
        with self._granting:
            return again(lambda: self._top_up(caller, target))

    def _top_up(self, caller: Caller, target: int) -> Hand:
        now = self._around.now()
        with self._store.unit() as unit:
            device = unit.device(caller)
            standing = self._standing(unit, now)
            terms = self._terms(unit)
            leasing.sweep(unit, now, terms)
            short: RuleBroken | None = None
            try:
                _check_lending(standing, now)
                leasing.top_up(unit, device, target, now, terms)
            except RuleBroken as error:
                short = error
            return _hand(unit, device, now, short)

    def take(self, caller: Caller, lead_id: int) -> Hand:
        """Grant one lead that a person chose and return the whole hand; again, it stays granted.

        Raises RuleBroken("hub_restored") before anything may be granted, and as `leasing.take`.
        """
        with self._granting:
            return again(lambda: self._grant(caller, lead_id))

    def _grant(self, caller: Caller, lead_id: int) -> Hand:
        now = self._around.now()
        with self._store.unit() as unit:
            device = unit.device(caller)
            standing = self._standing(unit, now)
            terms = self._terms(unit)
            leasing.sweep(unit, now, terms)
            _check_lending(standing, now)
            leasing.take(unit, device, lead_id, now, terms)
            return _hand(unit, device, now)


def _check_lending(standing: Standing, now: dt.datetime) -> None:
    if standing.frozen_until > now:
        raise RuleBroken("hub_restored")


def _hand(unit: HubUnit, device: Device, now: dt.datetime, short: RuleBroken | None = None) -> Hand:
    """Return the leases of a device that are not over, each with its lead's rows."""
    held = [one for one in unit.live(device) if one.expires_at > now]
    rows = {one.lead_id: one for one in unit.rows_of(device, (h.lead_id for h in held))}
    granted = tuple(
        Granted(one.id, (one.expires_at - now).total_seconds(), rows[one.lead_id]) for one in held
    )
    if short is None:
        return Hand(granted)
    detail = short.fields.get("detail", 0)
    return Hand(granted, short.key, detail if isinstance(detail, int) else 0)


def token_of(secret: str, device: Device, seq: int, at: dt.datetime) -> str:
    """Return the proof that the hub acknowledged a device's operations up to a number, and when."""
    told = f"{int(at.timestamp() * 1000):0{_MOMENT}x}"
    said = f"{told}/{device.family}/{device.id}/{seq}".encode()
    return told + hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()[_MOMENT:]


def told_at(token: str) -> dt.datetime | None:
    """Return when a proof says that it was made; None for what is none."""
    try:
        return dt.datetime.fromtimestamp(int(token[:_MOMENT], 16) / 1000, dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _is_for(lease: Lease, device: Device, sent: Sent) -> bool:
    mine = lease.person_id == device.person_id and lease.family == device.family
    return mine and lease.lead_id == sent.lead_id
