# SPDX-License-Identifier: MIT
"""The hub's own rows: its memory, workstations and their operations, leases; moments are in ms."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from sqlalchemy import Dialect

from leaddesk.storage import feed, reach
from leaddesk.storage.dialects import json_list, listed_ids
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.leads import held_leads
from leaddesk.storage.row_ids import FIRST
from leaddesk.storage.tables import OPEN
from leaddesk.storage.team import VERSION

SWEPT: Final = 200
"""Leases that are ended at once."""

IDENTITIES: Final = 100
"""Identities under which one workstation may have sent: it takes a new one after a backup."""

_STANDING = Sql(
    "SELECT hub_id, epoch, fingerprint, secret, frozen_until, ceiling FROM hub_standing"
)
_SET_STANDING = Sql(
    "UPDATE hub_standing SET epoch = :epoch, fingerprint = :fingerprint, "
    "frozen_until = :frozen, ceiling = :ceiling"
)
_FOUND = Sql(
    "INSERT INTO hub_standing (hub_id, epoch, fingerprint, secret) "
    "VALUES (:hub, :epoch, :fingerprint, :secret)"
)
_DEVICE = "SELECT id, workstation_id, last_seq FROM device WHERE id = :id"
_WORKSTATION = Sql("SELECT person_id, name, blocked_at FROM workstation WHERE id = :id")
_ADD_DEVICE = Sql(
    "INSERT INTO device (id, workstation_id) VALUES (:id, :workstation) ON CONFLICT DO NOTHING"
)
_DROP_UNUSED = Sql("DELETE FROM device WHERE workstation_id = :workstation AND last_seq = 0")
_IDENTITIES = Sql("SELECT COUNT(*) FROM device WHERE workstation_id = :workstation")
_ADVANCE = Sql("UPDATE device SET last_seq = :seq WHERE id = :id")
_KEPT_COLUMNS = (
    "SELECT done_operation.id, state, mark, answer, other, person_id FROM done_operation "
    "LEFT JOIN device ON device.id = device_id LEFT JOIN workstation ON workstation.id = "
    "workstation_id"
)
_KEPT = Sql(f"{_KEPT_COLUMNS} WHERE device_id = :device AND seq = :seq")
_KEPT_BY_ID = Sql(f"{_KEPT_COLUMNS} WHERE done_operation.id = :id AND other = 0")
_KEPT_OF_SOME = f"{_KEPT_COLUMNS} WHERE other = 0 AND done_operation.id IN "
_USED = Sql("SELECT 1 FROM done_operation WHERE device_id = :id LIMIT 1")
_KEEP = Sql(
    "INSERT INTO done_operation (device_id, seq, id, at, kind, state, mark, answer, other) "
    "VALUES (:device, :seq, :id, :at, :kind, :state, :mark, :answer, :other)"
)
_COLUMNS = "id, lead_id, phone, workstation_id, person_id, expires_at, live"
_LEASE = Sql(f"SELECT {_COLUMNS} FROM team_lease WHERE id = :id")
_NEWEST = Sql(
    f"SELECT {_COLUMNS} FROM team_lease WHERE lead_id = :lead ORDER BY live DESC, id DESC LIMIT 1"
)
_OF_LEADS = f"SELECT {_COLUMNS} FROM team_lease WHERE lead_id IN ({{}}) ORDER BY live DESC, id DESC"
_LIVE = Sql(
    f"SELECT {_COLUMNS} FROM team_lease WHERE workstation_id = :workstation AND live = 1 "
    "ORDER BY id"
)
_OVERDUE = Sql(
    f"SELECT {_COLUMNS} FROM team_lease WHERE live = 1 AND expires_at < :before "
    f"ORDER BY expires_at, id LIMIT {SWEPT}"
)
_UNWORKED = Sql(
    "SELECT COUNT(*) FROM team_lease WHERE person_id = :person AND granted_at >= :since "
    "AND live = 0 AND why NOT IN ('worked', 'rebuilt')"
)
_RISE = Sql("UPDATE hub_standing SET last_lease = :id WHERE last_lease < :id")
_GRANT = Sql(
    "INSERT INTO team_lease (id, lead_id, phone, workstation_id, person_id, granted_at, "
    "expires_at, live, why) VALUES (:id, :lead, :phone, :workstation, :person, :at, :until, "
    ":live, :why) ON CONFLICT DO NOTHING"
)
_PROMISED = Sql(
    "SELECT 1 FROM phone JOIN lead ON lead.id = phone.lead_id "
    "WHERE phone.e164 = :phone AND lead.phone = :phone AND lead.id <> :lead "
    f"AND {OPEN} AND (lead.state = 1 OR lead.owner_id NOT IN (0, :person)) LIMIT 1"
)
"""Another lead with the number that somebody else works without a lease, or may accept."""
_WITHDRAW = Sql("DELETE FROM team_lease WHERE id = :id")
_RENEW = Sql("UPDATE team_lease SET expires_at = :until WHERE id = :id")
_END = Sql("UPDATE team_lease SET live = 0, why = :why WHERE id = :id AND live = 1")
_END_SOME = "UPDATE team_lease SET live = 0, why = :why WHERE live = 1 AND id IN "
_SEQUENCES = Sql("SELECT name, seq FROM sqlite_sequence")
_SET_SEQUENCE = Sql("UPDATE sqlite_sequence SET seq = :seq WHERE name = :name")


def number_key(lead_id: int, phone: str) -> str:
    """Return what a lease is unique by: the number, or the lead when it has none."""
    return phone or f"lead {lead_id}"


def _locked(text: str, locks: str, dialect: Dialect) -> str:
    return Sql(text if dialect.name == "sqlite" else f"{text} {locks}")(dialect)


def _device(dialect: Dialect) -> str:
    return _locked(_DEVICE, "FOR UPDATE", dialect)


_DEVICE_ONLY = Sql(_DEVICE)


def _last_lease(dialect: Dialect) -> str:
    return _locked("SELECT last_lease FROM hub_standing", "FOR UPDATE", dialect)


def _lead(dialect: Dialect) -> str:
    return _locked("SELECT phone FROM lead WHERE id = :id", "FOR UPDATE", dialect)


_OF_SOME = "SELECT id, phone, kind, due_at FROM lead WHERE id IN ({})"
_IN_NO_HAND = (
    "AND NOT EXISTS (SELECT 1 FROM lease WHERE expires_at > :now "
    "AND (lease.lead_id = lead.id OR lease.phone = lead.phone))"
)


def _hold(dialect: Dialect) -> str:
    text = _OF_SOME.format(listed_ids("ids", dialect))
    return _locked(text, "FOR UPDATE SKIP LOCKED", dialect)


def _in_no_hand(dialect: Dialect) -> str:
    return Sql(f"{_OF_SOME.format(listed_ids('ids', dialect))} {_IN_NO_HAND}")(dialect)


def _kept_of_some(dialect: Dialect) -> str:
    texts = (
        "SELECT value FROM json_each(:ids)"
        if dialect.name == "sqlite"
        else "SELECT json_array_elements_text(CAST(:ids AS JSON))"
    )
    return Sql(f"{_KEPT_OF_SOME} ({texts})")(dialect)


def _of_leads(dialect: Dialect) -> str:
    return _OF_LEADS.format(listed_ids("ids", dialect))


def _end_some(dialect: Dialect) -> str:
    return f"{Sql(_END_SOME)(dialect)} ({listed_ids('ids', dialect)})"


class HubRows:
    """The hub's own rows over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._held: dict[int, str] = {}
        self._last_lease: int | None = None
        self._shown: list[tuple[int, int]] = []
        # Of a transaction in haste: leases that ended, by why, and operations that are to be kept.
        self._ended: dict[str, list[tuple[int, int, int]]] = {}
        self._done: list[dict[str, object]] = []

    def look_ahead(self, person_id: int, lead_ids: Collection[int], ids: Collection[str]) -> None:
        """Write in haste from now on, and look up what is asked for some operations of a person.

        A careful transaction does neither.
        Their leads are held first, so that nobody is granted one of them after this.
        """
        session, known = self._session, self._session.behind.known
        if session.behind.careful:
            return
        leads = {"ids": json_list(sorted(lead_ids))}
        held, kept, leases, ties, version = session.together(
            (held_leads, leads),
            (_kept_of_some, {"ids": json_list(ids)}),
            (_of_leads, leads),
            (reach.ties, {**leads, "person": person_id, "unproved": reach.MARKED}),
            (VERSION, {}),
        )
        known.update({("kept", one): None for one in ids})
        known.update({("newest", one): None for one in lead_ids})
        known.update({("tie", one): None for one in lead_ids})
        known.update({("kept", row[0]): row for row in kept})
        known.update({("lead", row[0]): row for row in held})
        known.update({("tie", row[2]): row for row in ties})
        for row in reversed(leases):
            known["newest", row[1]] = known["lease", row[0]] = row
        known["version", 0] = version[0] if version else None
        session.behind.gather = self._gather
        session.behind.hasty = True

    def _gather(self) -> None:
        """Write the ends of leases and the operations that were kept in haste."""
        ended, self._ended = self._ended, {}
        done, self._done = self._done, []
        for why, leases in ended.items():
            self._session.send(_end_some, why=why, ids=json_list(one[0] for one in leases))
            feed.tell_all(self._session, [(person, lead) for _, lead, person in leases])
        self._session.send_rows(_KEEP, done)

    def write_rest(self) -> None:
        """Write what one statement writes as well at the end: the last lease, who sees what."""
        self._gather()
        if self._last_lease is not None:
            self._session.run(_RISE, id=self._last_lease)
            self._last_lease = None
        reach.show(self._session, self._shown)
        self._shown = []

    def standing(self) -> Row | None:
        """Return the hub's memory: id, epoch, fingerprint, secret, frozen until, ceiling."""
        return self._session.one(_STANDING)

    def found(self, hub_id: str, epoch: str, fingerprint: str, secret: str) -> None:
        """Begin the hub's memory."""
        self._session.run(_FOUND, hub=hub_id, epoch=epoch, fingerprint=fingerprint, secret=secret)

    def set_standing(self, epoch: str, fingerprint: str, frozen: int, ceiling: int) -> None:
        """Write what of the hub's memory changes."""
        self._session.run(
            _SET_STANDING, epoch=epoch, fingerprint=fingerprint, frozen=frozen, ceiling=ceiling
        )

    def caller(
        self, workstation_id: str, device_id: str, *, hold: bool
    ) -> tuple[Row | None, Row | None, Row | None]:
        """Return a workstation, a device of it as `device` does, and the memory as `standing` does.

        Of a workstation: person, name and since when it is blocked (0 for not).
        """
        found = self._session.together(
            (_WORKSTATION, {"id": workstation_id}),
            (_device if hold else _DEVICE_ONLY, {"id": device_id}),
            (_STANDING, {}),
        )
        workstation, device, standing = (rows[0] if rows else None for rows in found)
        return workstation, device, standing

    def device(self, device_id: str, *, hold: bool) -> Row | None:
        """Return identity, workstation and last number of a device, held until the end or not."""
        return self._session.one(_device if hold else _DEVICE_ONLY, id=device_id)

    def add_device(self, device_id: str, workstation_id: str) -> bool:
        """Add an identity of a workstation, unless somebody has it.

        Those it never used go: another one is theirs for the asking. False when it has used
        `IDENTITIES`, and nothing is added then.
        """
        self._session.run(_DROP_UNUSED, workstation=workstation_id)
        used = self._session.one(_IDENTITIES, workstation=workstation_id)
        if used is not None and int(used[0]) >= IDENTITIES:
            return False
        self._session.run(_ADD_DEVICE, id=device_id, workstation=workstation_id)
        return True

    def was_used(self, device_id: str) -> bool:
        """Tell whether operations came under an identity."""
        return self._session.one(_USED, id=device_id) is not None

    def advance(self, device_id: str, seq: int) -> None:
        """Note the last operation of a device."""
        self._session.send(_ADVANCE, id=device_id, seq=seq)

    def kept(self, device_id: str, seq: int) -> Row | None:
        """Return id, state, mark, answer, whether it came elsewhere, and whose it was."""
        return self._session.one(_KEPT, device=device_id, seq=seq)

    def kept_by_id(self, operation_id: str) -> Row | None:
        """Return the same of an operation by its id."""
        return self._session.known(("kept", operation_id), _KEPT_BY_ID, id=operation_id)

    def keep(self, device_id: str, seq: int, values: Mapping[str, object]) -> None:
        """Keep an operation: its id, at, kind, state, mark, answer and other."""
        row = {"device": device_id, "seq": seq, **values}
        if self._session.behind.hasty:
            self._session.behind.known.pop(("kept", row["id"]), None)
            self._done.append(row)
        else:
            self._session.run(_KEEP, **row)

    def lease(self, lease_id: int) -> Row | None:
        """Return a lease: id, lead, number, workstation, person, when it is over, live."""
        return self._session.known(("lease", lease_id), _LEASE, id=lease_id)

    def newest(self, lead_id: int) -> Row | None:
        """Return the live lease of a lead, else its newest."""
        return self._session.known(("newest", lead_id), _NEWEST, lead=lead_id)

    def live(self, workstation_id: str) -> Sequence[Row]:
        """Return the live leases of a workstation."""
        return self._session.rows(_LIVE, workstation=workstation_id)

    def overdue(self, before: int) -> Sequence[Row]:
        """Return some live leases that were over before a moment, the longest first."""
        return self._session.rows(_OVERDUE, before=before)

    def unworked(self, person_id: int, since: int) -> int:
        """Return how many leases a person got since a moment that ended without being worked."""
        row = self._session.one(_UNWORKED, person=person_id, since=since)
        return int(row[0]) if row else 0

    def rise(self, above: int) -> None:
        """Let every lease from now on have an id above another one."""
        self.write_rest()
        self._session.run(_RISE, id=above)

    def next_lease(self, after: Callable[[int], int]) -> int:
        """Return the id of a new lease: what comes `after` the last one."""
        self._last_lease = after(self.hold_count())
        return self._last_lease

    def hold_count(self) -> int:
        """Hold the count of leases until the end, written by `write_rest`; return the last one.

        Whoever else is about to grant waits: so no two look for free leads at the same moment.
        """
        if self._last_lease is None:
            [(last,)] = self._session.rows(_last_lease)
            self._last_lease = int(last)
        return self._last_lease

    def grant(
        self, lease_id: int, lead_id: int, phone: str, workstation_id: str, person_id: int,
        *, at: int, until: int, why: str = "", fresh: bool = False,
    ) -> bool:  # fmt: skip
        """Write a lease, live unless `why` says why not; its person is told by `write_rest`.

        False when the lead or its number is in another live one; a `fresh` one is not written
        either when the number is promised. The lead's row is held.
        """
        promised = (lead_id, phone, person_id)
        if fresh and self._is_promised(*promised):
            return False
        made = self._session.run(
            _GRANT, id=lease_id, lead=lead_id, phone=number_key(lead_id, phone),
            workstation=workstation_id, person=person_id, at=at, until=until,
            live=int(not why), why=why,
        )  # fmt: skip
        if made and fresh and self._is_promised(*promised):
            # On a server the number was handed off while this waited for its lease to end.
            self._session.run(_WITHDRAW, id=lease_id)
            return False
        if made:
            self._shown.append((person_id, lead_id))
        return bool(made)

    def _is_promised(self, lead_id: int, phone: str, person_id: int) -> bool:
        """Tell whether the number is also that of a lead of somebody else's own, or offered.

        They may be at it without the hub: own leads need no lease.
        """
        found = self._session.one(_PROMISED, lead=lead_id, phone=phone, person=person_id)
        return bool(phone) and found is not None

    def renew(self, lease_id: int, until: int) -> None:
        """Let a lease last on."""
        self._session.run(_RENEW, id=lease_id, until=until)

    def end(self, lease_id: int, lead_id: int, person_id: int, why: str) -> None:
        """End a lease; its person is told what became of the lead."""
        if self._session.behind.hasty:
            known = self._session.behind.known
            known.pop(("lease", lease_id), None)
            known.pop(("newest", lead_id), None)
            self._ended.setdefault(why, []).append((lease_id, lead_id, person_id))
        elif self._session.run(_END, id=lease_id, why=why):
            feed.tell(self._session, person_id, lead_id)

    def phone(self, lead_id: int) -> str | None:
        """Return the number of a lead, None when it is gone; its row is held from now on."""
        if lead_id in self._held:
            return self._held[lead_id]
        row = self._session.one(_lead, id=lead_id)
        return None if row is None else str(row[0])

    def hold(self, lead_ids: Collection[int], now: int) -> dict[int, tuple[str, int, int]]:
        """Hold the rows of leads that are in nobody's hand; return number, kind and due.

        What somebody else works on at this moment is left out.
        """
        held = [row[0] for row in self._session.rows(_hold, ids=json_list(lead_ids))]
        # Asked after they are held: who took one into hand before is seen now.
        rows = self._session.rows(_in_no_hand, ids=json_list(held), now=now)
        found = {int(row[0]): (str(row[1]), int(row[2]), int(row[3])) for row in rows}
        self._held |= {lead_id: told[0] for lead_id, told in found.items()}
        return found

    def sequences(self) -> dict[str, int]:
        """Return where the file's own ids are, by table; a server counts by itself."""
        rows = self._session.rows(_SEQUENCES) if self._session.is_sqlite else []
        return {str(name): int(seq) for name, seq in rows}

    def put_sequences(self, before: Mapping[str, int]) -> None:
        """Let the file's own ids go on from where they were: operations brought ids of theirs."""
        for name, seq in self.sequences().items():
            if seq >= FIRST:
                self._session.run(_SET_SEQUENCE, name=name, seq=before.get(name, 0))
