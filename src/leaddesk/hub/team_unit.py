# SPDX-License-Identifier: MIT
"""One transaction of a hub over the team's database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from zoneinfo import ZoneInfo

from leaddesk.desk.book import Book, BookKeeper
from leaddesk.desk.operations import State
from leaddesk.desk.suppressing import hold_kin
from leaddesk.desk.wire import LeadRows, News, Sent
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken
from leaddesk.domain.person import Person, Role
from leaddesk.hub import doing
from leaddesk.hub.choosing import chosen
from leaddesk.hub.granting import free_leads
from leaddesk.hub.leasing import Terms, granted_at, id_after, id_at, sealed, terms_of
from leaddesk.hub.ports import Caller, Device, Free, Kept, Lease, Standing, Tie
from leaddesk.hub.touching import UNLEASED_FOR
from leaddesk.storage import bundles, feed, reach
from leaddesk.storage.driver_errors import is_clash
from leaddesk.storage.engine import Row, Session
from leaddesk.storage.hub_rows import HubRows, number_key
from leaddesk.storage.moments import from_ms, to_ms
from leaddesk.storage.store import SqlUnit

_HUB = "hub"
"""What the journal names as the device of what no workstation did."""

_OWN = frozenset(str(table.name) for table, _, _ in bundles.OWN)
_SHARED = frozenset(str(table.name) for table in bundles.SHARED)


class TeamUnit:
    """`hub.ports.HubUnit` over a session. `fingerprint` is the one that was written in it."""

    def __init__(
        self, session: Session, keeper: BookKeeper, now: Callable[[], dt.datetime], mark: int,
        *, writes: bool,
    ) -> None:  # fmt: skip
        self._session = session
        self._rows = HubRows(session)
        self._keeper = keeper
        self._now = now
        self._mark = mark
        self._writes = writes
        self._names: dict[str, str] = {}
        self._team = self._unit(_HUB).team
        self._standing: Standing | None = None
        self.fingerprint = ""

    def standing(self) -> Standing:
        """Return the hub's own memory."""
        if self._standing is None:
            self._standing = _standing(self._rows.standing())
        if self._standing is None:
            raise NotFound("device", what="hub")
        return self._standing

    def terms(self) -> Terms:
        """Return how leads are lent, by the rule in force at this moment."""
        return terms_of(self._book().rules.lending)

    def set_standing(self, standing: Standing) -> None:
        """Write the hub's own memory."""
        self._rows.set_standing(
            standing.epoch, standing.fingerprint, to_ms(standing.frozen_until), standing.ceiling
        )
        self._standing = standing
        self.fingerprint = standing.fingerprint

    def device(self, caller: Caller) -> Device:
        """Return a device, held until the end of a write; a new identity is made then.

        Raises NotFound("device"), RuleBroken("device_blocked"), RuleBroken("hub_identities").
        """
        known, row, standing = self._rows.caller(caller.family, caller.device_id, hold=self._writes)
        self._standing = self._standing or _standing(standing)
        if known is None:
            raise NotFound("device", what=caller.family)
        person_id, name, blocked_at = known
        if blocked_at:
            raise RuleBroken("device_blocked", what=name)
        self._names[caller.family] = str(name)
        last_seq = _last_of(self._rows, caller, str(name), row, writes=self._writes)
        return Device(caller.device_id, caller.family, person_id, last_seq)

    def look_ahead(self, device: Device, sent: Sequence[Sent]) -> None:
        """Look up at once what doing these operations asks for; their leads are held then."""
        if sent:
            leads = {one.lead_id for one in sent if one.lead_id}
            rules = self._keeper.last(self._team).rules
            wide = sorted({one.lead_id for one in sent if doing.concerns_others(one, rules)})
            if wide or self._session.behind.careful:
                hold_kin(self._unit(_HUB), wide, beside=leads)
            self._rows.look_ahead(device.person_id, leads, {one.id for one in sent})

    def advance(self, device: Device, seq: int) -> None:
        """Note the last operation of a device."""
        self._rows.advance(device.id, seq)

    def kept(self, device: Device, seq: int) -> Kept | None:
        """Return the operation of a device under a number."""
        return _kept(self._rows.kept(device.id, seq))

    def kept_by_id(self, operation_id: str) -> Kept | None:
        """Return an operation by its id, whoever sent it."""
        return _kept(self._rows.kept_by_id(operation_id))

    def keep(self, device: Device, sent: Sent, kept: Kept) -> None:
        """Keep an operation and what became of it."""
        self._rows.keep(
            device.id,
            sent.seq,
            {
                "id": sent.id, "at": to_ms(sent.at), "kind": sent.kind[:40],
                "state": kept.state.value, "mark": kept.mark, "answer": kept.answer,
                "other": int(kept.other),
            },
        )  # fmt: skip

    def do(
        self, device: Device, sent: Sent, at: dt.datetime, since: dt.datetime, *, late: bool,
        proved: bool = True,
    ) -> tuple[State, str]:  # fmt: skip
        """Do an operation for the device's person, as the same desk did it there."""
        unit, book = self._unit(self._names.get(device.family, _HUB)), self._book()
        work = partial(
            doing.do, unit, book, device.person_id, sent, at, since, late=late, proved=proved
        )
        done = _tried(work, sent)
        if not proved:
            reach.hide(self._session, device.person_id, sent.lead_id)
        return done

    def unproved(self, device: Device, at: dt.datetime) -> int:
        """Return how many calls of the last 30 days the person has that were never proved."""
        return reach.unproved(self._session, device.person_id, at - UNLEASED_FOR)

    def about(self, device: Device, sent: Sent) -> int:
        """Return the lead that an operation is about without naming it; 0 for none."""
        return doing.about(self._unit(_HUB), device.person_id, sent)

    def tie(self, device: Device, lead_id: int) -> Tie | None:
        """Return what a lead is to the device's person; None for one that is not there."""
        found = reach.tie(self._session, device.person_id, lead_id)
        return None if found is None else Tie(*found)

    def leads_team(self, device: Device) -> bool:
        """Tell whether the device's person is a team lead."""
        person = self._book().people.get(device.person_id)
        return person is not None and Role.TEAM_LEAD in person.roles

    def ends_lease(self, sent: Sent) -> bool:
        """Tell whether an operation ends the lease of its lead."""
        return doing.ends_lease(sent)

    def write_rest(self) -> None:
        """Write what is left to the end of the transaction."""
        self._rows.write_rest()

    def mark(self) -> int:
        """Return where in the feed this transaction's changes stand."""
        return self._mark

    def lease(self, lease_id: int) -> Lease | None:
        """Return a lease, also one that ended."""
        row = self._rows.lease(lease_id)
        return None if row is None else _lease(row)

    def newest(self, lead_id: int) -> Lease | None:
        """Return the live lease of a lead, else the newest one that ended."""
        row = self._rows.newest(lead_id)
        return None if row is None else _lease(row)

    def live(self, device: Device) -> Sequence[Lease]:
        """Return the live leases of a device."""
        return [_lease(row) for row in self._rows.live(device.family)]

    def overdue(self, before: dt.datetime) -> Sequence[Lease]:
        """Return live leases that expired before a moment, some of them when there are many."""
        return [_lease(row) for row in self._rows.overdue(to_ms(before))]

    def unworked(self, device: Device, at: dt.datetime) -> int:
        """Return how many leads the person got on that day and gave back without working them."""
        return self._rows.unworked(device.person_id, to_ms(self._today(device.person_id, at)[1]))

    def grant(self, device: Device, free: Free, until: dt.datetime) -> Lease | None:
        """Grant a lead; None when it or its number is in somebody's lease or their own."""
        if self._rows.phone(free.lead_id) != free.phone:
            return None
        last = self._rows.next_lease(partial(id_after, least=id_at(self._now())))
        made = sealed(last, self.standing().secret, device.family, free.lead_id)
        return _written(self._rows, made, free, device, (self._now(), until), "", fresh=True)

    def rebuild(
        self, lease_id: int, lead_id: int, device: Device, until: dt.datetime | None
    ) -> Lease | None:
        """Write a lease that a restore lost: live until a moment, or ended with None."""
        phone = self._rows.phone(lead_id)
        if phone is None:
            return None
        free = Free(lead_id, phone)
        now, why = self._now(), "" if until else "rebuilt"
        span = min(granted_at(lease_id), now), until or now  # it counts on its own day
        return _written(self._rows, lease_id, free, device, span, why)

    def renew(self, lease: Lease, until: dt.datetime) -> Lease:
        """Let a live lease last on."""
        self._rows.renew(lease.id, to_ms(until))
        return self.lease(lease.id) or lease

    def end(self, lease: Lease, why: str) -> None:
        """End a lease; its person is told."""
        self._rows.end(lease.id, lease.lead_id, lease.person_id, why)

    def rise(self, above: int) -> None:
        """Let every lease from now on have an id above another one."""
        self._rows.rise(above)

    def free(self, device: Device, at: dt.datetime, most: int) -> Iterable[Free]:
        """Return leads that the device's person may work next, in the order of the queue."""
        book = self._book()
        who = book.person(device.person_id)
        if not who.active:
            return ()
        self._rows.hold_count()  # two at the head of the queue: one finds it held, looks farther
        return free_leads(self._unit(_HUB), self._rows, book, who, at, most)

    def chosen(self, device: Device, lead_id: int, at: dt.datetime) -> Free:
        """Return a lead that the device's person chose (`choosing.chosen`)."""
        return chosen(self._unit(_HUB), self._book(), device.person_id, lead_id, at)

    # ------------------------------------------------------------------------------- rows

    def rows_of(self, device: Device, lead_ids: Iterable[int]) -> Sequence[LeadRows]:
        """Return all rows of some leads, None for what the device's person may not see."""
        wanted = list(lead_ids)
        return _rows_in(self._session, wanted, self._in_reach(device.person_id)) if wanted else ()

    def news(self, device: Device, cursor: int, most: int) -> News:
        """Return what changed since a cursor in reach of a device."""
        page = feed.page(self._session, device.person_id, cursor, most)
        if page.stale:
            return News("", cursor, page.mark, stale=True)
        own, shared = page.things & _OWN, page.things & _SHARED
        return News(
            "", page.cursor, page.mark, page.more,
            leads=tuple(self.rows_of(device, page.leads)),
            own=bundles.read_own(self._session, device.person_id, own) if own else {},
            tables=bundles.read_shared(self._session, shared) if shared else {},
        )  # fmt: skip

    def snapshot(self, device: Device, after: int, most: int) -> News:
        """Return everything in reach of a device, leads by id; tables with the first part."""
        there = self._in_reach(device.person_id)
        ids = sorted(lead_id for lead_id in there if lead_id > after)
        page = feed.newest(self._session, device.person_id)
        own, shared = {}, {}
        if not after:
            own = bundles.read_own(self._session, device.person_id)
            shared = bundles.read_shared(self._session)
        return News(
            "", page.cursor, page.mark, len(ids) > most,
            leads=tuple(_rows_in(self._session, ids[:most], there)), own=own, tables=shared,
        )  # fmt: skip

    def tidy(self, person_id: int) -> int:
        """Take leads away from a person that are out of reach; return how many."""
        return reach.tidy(self._session, person_id, *self._today(person_id, self._now()))

    def _in_reach(self, person_id: int) -> set[int]:
        return reach.in_reach(self._session, person_id, *self._today(person_id, self._now()))

    def _today(self, person_id: int, at: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
        return at, _day_began(self._book().people.get(person_id), at)

    def _book(self) -> Book:
        return self._keeper.book(self._team)

    def _unit(self, device: str) -> SqlUnit:
        return SqlUnit(self._session, device[:40])


def _rows_in(session: Session, lead_ids: Sequence[int], there: Collection[int]) -> list[LeadRows]:
    """Return the rows of some leads, None for those that are not there."""
    found = bundles.read_leads(session, [one for one in lead_ids if one in there])
    return [LeadRows(lead_id, found.get(lead_id)) for lead_id in lead_ids]


def _day_began(person: Person | None, at: dt.datetime) -> dt.datetime:
    """Return when the day of a person began by their own clock."""
    zone = ZoneInfo(person.time_zone if person else "UTC")
    day = at.astimezone(zone).date()
    return dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)


def _last_of(rows: HubRows, caller: Caller, name: str, row: Row | None, *, writes: bool) -> int:
    """Return the last number under an identity; a write makes a new one where there is none."""
    if row is None and rows.was_used(caller.device_id):
        # A workstation that left had it: what it sent stays under its numbers.
        raise NotFound("device", what=caller.device_id)
    if row is None and writes:
        if not rows.add_device(caller.device_id, caller.family):
            raise RuleBroken("hub_identities", what=name)
        row = rows.device(caller.device_id, hold=True)
    if row is None:
        return 0
    if row[1] != caller.family:
        raise NotFound("device", what=caller.device_id)
    return int(row[2])


def _standing(row: Row | None) -> Standing | None:
    if row is None:
        return None
    hub_id, epoch, fingerprint, secret, frozen, ceiling = row
    return Standing(hub_id, epoch, fingerprint, secret, from_ms(frozen), ceiling)


def _kept(row: Row | None) -> Kept | None:
    if row is None:
        return None
    operation_id, state, mark, answer, other, person_id = row
    return Kept(operation_id, State(state), mark, answer, bool(other), person_id or 0)


def _lease(row: Row) -> Lease:
    lease_id, lead_id, phone, family, person_id, over, live = row
    return Lease(lease_id, lead_id, phone, family, person_id, from_ms(over), bool(live))


def _written(
    rows: HubRows, lease_id: int, free: Free, device: Device,
    span: tuple[dt.datetime, dt.datetime], why: str, *, fresh: bool = False,
) -> Lease | None:  # fmt: skip
    """Write a lease from one moment until another, ended when `why` says why."""
    at, until = map(to_ms, span)
    made = rows.grant(
        lease_id, free.lead_id, free.phone, device.family, device.person_id,
        at=at, until=until, why=why, fresh=fresh,
    )  # fmt: skip
    number = number_key(free.lead_id, free.phone)
    row = (lease_id, free.lead_id, number, device.family, device.person_id, until, not why)
    return _lease(row) if made else None


def _tried(work: Callable[[], tuple[State, str]], sent: Sent) -> tuple[State, str]:
    """Do an operation.

    One that no database takes, or that a handler stumbles over, is refused like one that is
    against a rule: it must not stand in the way of all that follow it.
    """
    try:
        return work()
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        return _refused(sent, error)
    except Exception as error:
        if not is_clash(error):
            raise
    try:
        # A colleague may have written the same a moment ago; it is there now.
        return work()
    except Exception as error:
        if not is_clash(error):
            raise
        return _refused(sent, error)


def _refused(sent: Sent, error: Exception) -> tuple[State, str]:
    told = BadInput("bad_operation", where=sent.kind[:40], detail=type(error).__name__)
    return State.REFUSED, doing.told(told)
