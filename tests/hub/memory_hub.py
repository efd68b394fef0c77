# SPDX-License-Identifier: MIT
"""A hub in memory: leads that are called, handed on and closed by rules of a few lines."""

from __future__ import annotations

import contextlib
import copy
import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from leaddesk.desk.operations import State
from leaddesk.desk.wire import LeadRows, News, Sent
from leaddesk.domain.errors import NotFound, RuleBroken
from leaddesk.hub import leasing
from leaddesk.hub.ports import Caller, Device, Free, HubUnit, Kept, Lease, Standing, Tie

LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
ENDING = frozenset({"log_call", "release", "handoff"})
STAGES = {"won": "won", "not_interested": "lost"}


@dataclass
class Call:
    """A call that the hub has."""

    lead_id: int
    lease_id: int
    outcome: str
    late: bool


@dataclass
class MemoryLead:
    """A lead as the whole simulation knows it."""

    id: int
    phone: str
    tier: int = 1
    stage: str = "open"
    attempts: int = 0
    last: str = ""
    due: dt.datetime = LONG_AGO

    def told(self) -> list[object]:
        """Return it as a row."""
        return [self.id, self.phone, self.tier, self.stage, self.attempts, self.last]


@dataclass
class Data:
    """All that a backup holds."""

    standing: Standing
    leads: dict[int, MemoryLead] = field(default_factory=dict)
    devices: dict[str, Device] = field(default_factory=dict)
    operations: dict[tuple[str, int], tuple[Sent, Kept]] = field(default_factory=dict)
    leases: dict[int, Lease] = field(default_factory=dict)
    why: dict[int, str] = field(default_factory=dict)
    calls: dict[str, list[Call]] = field(default_factory=dict)
    blocked: set[str] = field(default_factory=set)
    feed: list[tuple[int, str]] = field(default_factory=list)
    last_lease: int = 0


class MemoryHub:
    """`HubStore` and its only unit; `bugs` break it, so that tests of it can be tested."""

    def __init__(self, now: Callable[[], dt.datetime], bugs: Iterable[str] = ()) -> None:
        self.now = now
        self.bugs = set(bugs)
        self.data = Data(Standing("hub", "epoch0", "f1", "secret", LONG_AGO, 0))
        self.restores = 1
        self.starts = 0

    @contextlib.contextmanager
    def unit(self) -> Iterator[HubUnit]:
        yield self

    looking = unit

    def fingerprint(self) -> str:
        return f"f{self.restores}"

    def boot(self) -> str:
        return f"b{self.restores}.{self.starts}"

    def backup(self) -> Data:
        return copy.deepcopy(self.data)

    def restore(self, kept: Data) -> None:
        self.data = copy.deepcopy(kept)
        self.restores += 1

    # ----------------------------------------------------------------------------- the unit

    def standing(self) -> Standing:
        return self.data.standing

    def terms(self) -> leasing.Terms:
        return leasing.Terms()

    def set_standing(self, standing: Standing) -> None:
        frozen = LONG_AGO if "no_freeze" in self.bugs else standing.frozen_until
        self.data.standing = replace(standing, frozen_until=frozen)

    def device(self, caller: Caller) -> Device:
        new = Device(caller.device_id, caller.family, int(caller.family[1:]), 0)
        found = self.data.devices.setdefault(caller.device_id, new)
        if found.family != caller.family:
            raise NotFound("device", what=caller.device_id)
        return found

    def look_ahead(self, device: Device, sent: Sequence[Sent]) -> None:
        pass

    def advance(self, device: Device, seq: int) -> None:
        self.data.devices[device.id] = replace(device, last_seq=seq)

    def kept(self, device: Device, seq: int) -> Kept | None:
        found = self.data.operations.get((device.id, seq))
        return found[1] if found else None

    def kept_by_id(self, operation_id: str) -> Kept | None:
        if "no_idempotence" in self.bugs:
            return None
        return next((k for s, k in self.data.operations.values() if s.id == operation_id), None)

    def keep(self, device: Device, sent: Sent, kept: Kept) -> None:
        self.data.operations[device.id, sent.seq] = (sent, kept)

    def do(
        self, device: Device, sent: Sent, at: dt.datetime, since: dt.datetime, *, late: bool,
        proved: bool = True,
    ) -> tuple[State, str]:  # fmt: skip
        del at, since, proved
        told = json.loads(sent.told)
        late = late and "no_fencing" not in self.bugs
        if sent.kind == "dnc":
            self._block(told["phone"])
            return State.DONE, ""
        lead = self.data.leads.get(sent.lead_id)
        if lead is None:
            return State.REFUSED, "lead"
        self._touch(lead.id, device.family)
        if sent.kind == "release":
            return State.DONE, ""
        if sent.kind == "handoff":
            if late:
                return State.REFUSED, "late"
            lead.tier = min(3, lead.tier + 1)
            return State.DONE, ""
        return self._call(lead, sent, told["outcome"], late=late or lead.stage != "open")

    def about(self, device: Device, sent: Sent) -> int:
        del device, sent
        return 0

    def tie(self, device: Device, lead_id: int) -> Tie | None:
        del device
        return Tie(known=True, others=False) if lead_id in self.data.leads else None

    def leads_team(self, device: Device) -> bool:
        return device.person_id == 0

    def _call(self, lead: MemoryLead, sent: Sent, outcome: str, *, late: bool) -> tuple[State, str]:
        call = Call(lead.id, sent.lease_id, outcome, late)
        self.data.calls.setdefault(sent.id, []).append(call)
        lead.attempts += 1
        if late:
            return State.LATE, ""
        lead.last, lead.stage = outcome, STAGES.get(outcome, "open")
        if outcome == "qualified":
            lead.tier = min(3, lead.tier + 1)
        if outcome == "callback":
            lead.due = self.now() + dt.timedelta(hours=1)
        return State.DONE, ""

    def _block(self, phone: str) -> None:
        self.data.blocked.add(phone)
        for lead in self.data.leads.values():
            if lead.phone == phone and lead.stage != "dnc":
                lead.stage = "dnc"
        for lease in list(self.data.leases.values()):
            if lease.phone == phone and lease.live:
                self.end(lease, "dnc")

    def ends_lease(self, sent: Sent) -> bool:
        return sent.kind in ENDING

    def lease(self, lease_id: int) -> Lease | None:
        return self.data.leases.get(lease_id)

    def newest(self, lead_id: int) -> Lease | None:
        of_lead = [one for one in self.data.leases.values() if one.lead_id == lead_id]
        return max(of_lead, key=lambda one: (one.live, one.id), default=None)

    def live(self, device: Device) -> list[Lease]:
        return [
            one for one in self.data.leases.values() if one.live and one.family == device.family
        ]

    def overdue(self, before: dt.datetime) -> list[Lease]:
        before = self.now() if "no_grace" in self.bugs else before
        return [one for one in self.data.leases.values() if one.live and one.expires_at < before]

    def unworked(self, device: Device, at: dt.datetime) -> int:
        del device, at
        return 0

    unproved = unworked

    def grant(self, device: Device, free: Free, until: dt.datetime) -> Lease | None:
        if self._taken(free.lead_id, free.phone):
            return None
        self.data.last_lease = leasing.id_after(self.data.last_lease, leasing.id_at(self.now()))
        secret = self.data.standing.secret
        if "lease_ids_repeat" in self.bugs:
            self.data.last_lease = len(self.data.leases) + 1
        made = leasing.sealed(self.data.last_lease, secret, device.family, free.lead_id)
        return self._put(made, free, device, until)

    def _put(self, lease_id: int, free: Free, device: Device, until: dt.datetime | None) -> Lease:
        lease = Lease(
            lease_id, free.lead_id, free.phone, device.family, device.person_id,
            until or LONG_AGO, until is not None,
        )  # fmt: skip
        self.data.leases[lease_id] = lease
        self._touch(free.lead_id, device.family)
        return lease

    def _taken(self, lead_id: int, phone: str) -> bool:
        live = [one for one in self.data.leases.values() if one.live]
        if "phone_not_unique" in self.bugs:
            return any(one.lead_id == lead_id for one in live)
        return any(one.lead_id == lead_id or one.phone == phone for one in live)

    def rebuild(
        self, lease_id: int, lead_id: int, device: Device, until: dt.datetime | None
    ) -> Lease | None:
        lead = self.data.leads.get(lead_id)
        if lead is None:
            return None
        if until is not None and ("no_reassert" in self.bugs or self._taken(lead_id, lead.phone)):
            return None
        return self._put(lease_id, Free(lead_id, lead.phone), device, until)

    def renew(self, lease: Lease, until: dt.datetime) -> Lease:
        self.data.leases[lease.id] = replace(lease, expires_at=until)
        return self.data.leases[lease.id]

    def end(self, lease: Lease, why: str) -> None:
        self.data.leases[lease.id] = replace(lease, live=False)
        self.data.why[lease.id] = why
        self._touch(lease.lead_id, lease.family)

    def rise(self, above: int) -> None:
        if "lease_ids_repeat" not in self.bugs:
            self.data.last_lease = max(self.data.last_lease, above)

    def free(self, device: Device, at: dt.datetime, most: int) -> list[Free]:
        del device, most
        found = [
            lead
            for lead in self.data.leads.values()
            if lead.stage == "open" and lead.due <= at and lead.phone not in self.data.blocked
        ]
        return [Free(lead.id, lead.phone) for lead in sorted(found, key=lambda x: (-x.tier, x.due))]

    def chosen(self, device: Device, lead_id: int, at: dt.datetime) -> Free:
        del device
        lead = self.data.leads.get(lead_id)
        if lead is None:
            raise NotFound("lead", what=lead_id)
        if lead.stage != "open" or lead.due > at or lead.phone in self.data.blocked:
            raise RuleBroken("suppressed", lead=lead.phone)
        return Free(lead.id, lead.phone)

    def mark(self) -> int:
        return len(self.data.feed)

    def _touch(self, lead_id: int, family: str) -> None:
        self.data.feed.append((lead_id, family))
        holders = {one.family for one in self.data.leases.values()
                   if one.live and one.lead_id == lead_id}  # fmt: skip
        self.data.feed.extend((lead_id, other) for other in holders - {family})

    def _sees(self, device: Device, lead_id: int) -> bool:
        return any(one.lead_id == lead_id for one in self.live(device))

    def rows_of(self, device: Device, lead_ids: Iterable[int]) -> list[LeadRows]:
        return [
            LeadRows(
                lead_id,
                {"lead": [self.data.leads[lead_id].told()]}
                if self._sees(device, lead_id)
                else None,
            )
            for lead_id in lead_ids
        ]

    def news(self, device: Device, cursor: int, most: int) -> News:
        part = self.data.feed[cursor : cursor + most]
        ids = sorted({lead_id for lead_id, family in part if family == device.family})
        end = cursor + len(part)
        return News(
            "", end, end, more=end < len(self.data.feed),
            leads=tuple(self.rows_of(device, ids)),
        )  # fmt: skip

    def snapshot(self, device: Device, after: int, most: int) -> News:
        mine = sorted({one.lead_id for one in self.live(device) if one.lead_id > after})
        end = len(self.data.feed)
        rows = self.rows_of(device, mine[:most])
        return News("", end, end, more=len(mine) > most, leads=tuple(rows))
