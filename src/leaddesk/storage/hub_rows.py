# SPDX-License-Identifier: MIT
"""The hub's own rows: its memory, devices and their operations, leases."""

from __future__ import annotations

from collections.abc import Sequence

from leaddesk.storage.engine import Row, Session, Sql

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
_DEVICE = Sql(
    "SELECT device.id, workstation_id, person_id, last_seq FROM device "
    "JOIN workstation ON workstation.id = workstation_id WHERE device.id = :id"
)
_WORKSTATION = Sql("SELECT person_id FROM workstation WHERE id = :id AND blocked_at = 0")
_ADD_DEVICE = Sql("INSERT INTO device (id, workstation_id) VALUES (:id, :workstation)")
_ADVANCE = Sql("UPDATE device SET last_seq = :seq WHERE id = :id")
_KEPT = Sql(
    "SELECT id, state, mark, answer, other FROM done_operation WHERE device_id = :device AND seq = :seq"
)
_KEPT_BY_ID = Sql(
    "SELECT id, state, mark, answer, other FROM done_operation WHERE id = :id AND other = 0"
)
_KEEP = Sql(
    "INSERT INTO done_operation (device_id, seq, id, at, kind, state, mark, answer, other) "
    "VALUES (:device, :seq, :id, :at, :kind, :state, :mark, :answer, :other)"
)
_COLUMNS = "id, lead_id, phone, workstation_id, person_id, expires_at, live"
_LEASE = Sql(f"SELECT {_COLUMNS} FROM team_lease WHERE id = :id")
_NEWEST = Sql(f"SELECT {_COLUMNS} FROM team_lease WHERE lead_id = :lead ORDER BY id DESC LIMIT 1")
_LIVE = Sql(
    f"SELECT {_COLUMNS} FROM team_lease WHERE workstation_id = :workstation AND live = 1 ORDER BY id"
)
_OVERDUE = Sql(
    f"SELECT {_COLUMNS} FROM team_lease WHERE live = 1 AND expires_at < :before "
    "ORDER BY expires_at LIMIT 200"
)
_RISE = Sql("UPDATE hub_standing SET last_lease = :id WHERE last_lease < :id")
_NEXT_LEASE = Sql("UPDATE hub_standing SET last_lease = MAX(last_lease + 1, :least)")
_LAST_LEASE = Sql("SELECT last_lease FROM hub_standing")
_GRANT = Sql(
    "INSERT INTO team_lease (id, lead_id, phone, workstation_id, person_id, granted_at, "
    "expires_at, live) VALUES (:id, :lead, :phone, :workstation, :person, :at, :until, :live) "
    "ON CONFLICT DO NOTHING"
)
_RENEW = Sql("UPDATE team_lease SET expires_at = :until WHERE id = :id")
_END = Sql("UPDATE team_lease SET live = 0, why = :why WHERE id = :id")
_PHONE = Sql("SELECT phone FROM lead WHERE id = :id")
_SEE = Sql(
    "INSERT INTO sight (lead_id, person_id) VALUES (:lead, :person) ON CONFLICT DO NOTHING"
)
_TELL = Sql(
    "INSERT INTO feed (person_id, entity, key, mark) "
    "SELECT :person, 'lead', :lead, mark FROM feed_mark WHERE true "
    "ON CONFLICT (person_id, entity, key) DO UPDATE SET mark = excluded.mark"
)


class HubRows:
    """The hub's own rows over a session; moments are milliseconds."""

    def __init__(self, session: Session) -> None:
        self._session = session

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

    def device(self, device_id: str) -> Row | None:
        """Return identity, workstation, person and last number of a device."""
        return self._session.one(_DEVICE, id=device_id)

    def add_device(self, device_id: str, workstation_id: str) -> bool:
        """Add an identity of a workstation; False for one that is not known, or blocked."""
        if self._session.one(_WORKSTATION, id=workstation_id) is None:
            return False
        self._session.run(_ADD_DEVICE, id=device_id, workstation=workstation_id)
        return True

    def advance(self, device_id: str, seq: int) -> None:
        """Note the last operation of a device."""
        self._session.run(_ADVANCE, id=device_id, seq=seq)

    def kept(self, device_id: str, seq: int) -> Row | None:
        """Return id, state, mark, answer and whether it came elsewhere, of an operation."""
        return self._session.one(_KEPT, device=device_id, seq=seq)

    def kept_by_id(self, operation_id: str) -> Row | None:
        """Return the same of an operation by its id."""
        return self._session.one(_KEPT_BY_ID, id=operation_id)

    def keep(self, device_id: str, seq: int, values: dict[str, object]) -> None:
        """Keep an operation: its id, at, kind, state, mark, answer and other."""
        self._session.run(_KEEP, device=device_id, seq=seq, **values)

    def lease(self, lease_id: int) -> Row | None:
        """Return a lease: id, lead, phone, workstation, person, expires, live."""
        return self._session.one(_LEASE, id=lease_id)

    def newest(self, lead_id: int) -> Row | None:
        """Return the newest lease of a lead."""
        return self._session.one(_NEWEST, lead=lead_id)

    def live(self, workstation_id: str) -> Sequence[Row]:
        """Return the live leases of a workstation."""
        return self._session.rows(_LIVE, workstation=workstation_id)

    def overdue(self, before: int) -> Sequence[Row]:
        """Return up to 200 live leases that expired before a moment."""
        return self._session.rows(_OVERDUE, before=before)

    def next_lease(self, least: int) -> int:
        """Return the id of a new lease: above every one so far, and not below `least`."""
        self._session.run(_NEXT_LEASE, least=least)
        row = self._session.one(_LAST_LEASE)
        return int(row[0]) if row else least

    def rise(self, above: int) -> None:
        """Let every lease from now on have an id above another one."""
        self._session.run(_RISE, id=above)

    def grant(self, **values: object) -> bool:
        """Write a lease; False when the lead or its number is in another live one."""
        made = bool(self._session.run(_GRANT, **values))
        if made:
            self._told(values["lead"], values["person"])
        return made

    def renew(self, lease_id: int, until: int) -> None:
        """Let a lease last on."""
        self._session.run(_RENEW, id=lease_id, until=until)

    def end(self, lease_id: int, lead_id: int, person_id: int, why: str) -> None:
        """End a lease; whoever had it is told what became of the lead."""
        self._session.run(_END, id=lease_id, why=why)
        self._told(lead_id, person_id)

    def phone(self, lead_id: int) -> str | None:
        """Return the number of a lead that is called, None for a lead that is not there."""
        row = self._session.one(_PHONE, id=lead_id)
        return None if row is None else str(row[0])

    def see(self, lead_id: int, person_id: int) -> None:
        """Note that a person was sent a lead."""
        self._session.run(_SEE, lead=lead_id, person=person_id)

    def _told(self, lead_id: object, person_id: object) -> None:
        self._session.run(_TELL, lead=lead_id, person=person_id)
