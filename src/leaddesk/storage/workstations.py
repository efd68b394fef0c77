# SPDX-License-Identifier: MIT
"""Workstations of a team and the invitations they join with, in a hub's database."""

from __future__ import annotations

import datetime as dt
from typing import Final

from leaddesk.desk.questions.workstations import InvitationRow, WorkstationRow
from leaddesk.domain.errors import NotFound
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.moments import from_ms, maybe_ms, to_ms
from leaddesk.storage.recorder import Recorder
from leaddesk.storage.tables_hub import workstation

_STATION: Final = "id, person_id, name, joined_at, seen_at, blocked_at, version"
_ONE = Sql(f"SELECT {_STATION} FROM workstation WHERE id = :id")
_ALL = Sql(f"SELECT {_STATION} FROM workstation ORDER BY joined_at, id")
_BY_TOKEN = Sql(
    f"SELECT {_STATION} FROM workstation WHERE token = :digest "
    "AND EXISTS (SELECT 1 FROM person WHERE person.id = person_id AND active = 1)"
)
_ADD = Sql(
    "INSERT INTO workstation (id, person_id, name, token, joined_at, seen_at, version) "
    "VALUES (:id, :person, :name, :digest, :joined, :seen, :version)"
)
_DROP = Sql("DELETE FROM workstation WHERE id = :id")
_DROP_DEVICES = Sql("DELETE FROM device WHERE workstation_id = :id")
_SEEN = Sql("UPDATE workstation SET seen_at = :at WHERE id = :id")
_SEEN_VERSION = Sql("UPDATE workstation SET seen_at = :at, version = :version WHERE id = :id")
_EXPIRE = Sql(
    "UPDATE team_lease SET expires_at = :at WHERE workstation_id = :id AND live = 1 "
    "AND expires_at > :at"
)

_INVITED: Final = "handle, person_id, made_by, made_at, ends_at, tries, used_at, withdrawn_at"
_INVITATION = Sql(f"SELECT {_INVITED} FROM invitation WHERE handle = :handle")
_HELD = Sql(f"{_INVITATION.text} FOR UPDATE")
_SECRET = Sql("SELECT secret FROM invitation WHERE handle = :handle")
_INVITATIONS = Sql(
    f"SELECT {_INVITED} FROM invitation WHERE made_at >= :since ORDER BY made_at DESC, handle"
)
_FORGET = Sql("DELETE FROM invitation WHERE handle = :handle")
_INVITE = Sql(
    "INSERT INTO invitation (handle, secret, person_id, made_by, made_at, ends_at) "
    "VALUES (:handle, :secret, :person, :by, :at, :ends)"
)
_TRIES = Sql("UPDATE invitation SET tries = :tries WHERE handle = :handle")
_USE = Sql(
    "UPDATE invitation SET used_at = :at WHERE handle = :handle AND used_at = 0 "
    "AND withdrawn_at = 0"
)
_WITHDRAW = Sql("UPDATE invitation SET withdrawn_at = :at WHERE handle = :handle")


class WorkstationStore:
    """`desk.stores.workstations.Workstations` over a session."""

    def __init__(self, session: Session, recorder: Recorder) -> None:
        self._session = session
        self._recorder = recorder

    # ------------------------------------------------------------------------- workstations

    def workstation(self, workstation_id: str) -> WorkstationRow:
        """Return a workstation; raises NotFound("workstation")."""
        row = self._session.one(_ONE, id=workstation_id)
        if row is None:
            raise NotFound("workstation", what=workstation_id[:32])
        return _station(row)

    def workstations(self) -> tuple[WorkstationRow, ...]:
        """Return every workstation, in the order in which they joined."""
        return tuple(_station(row) for row in self._session.rows(_ALL))

    def by_token(self, digest: str) -> WorkstationRow | None:
        """Return the workstation of somebody in the team that was given a token, by its digest."""
        row = self._session.one(_BY_TOKEN, digest=digest)
        return _station(row) if row else None

    def add_workstation(self, row: WorkstationRow, digest: str) -> None:
        """Let a workstation in with a token, known by its digest."""
        self._session.run(
            _ADD,
            id=row.id,
            person=row.person_id,
            name=row.name,
            digest=digest,
            joined=to_ms(row.joined_at),
            seen=to_ms(row.seen_at),
            version=row.version,
        )

    def drop_workstation(self, workstation_id: str) -> None:
        """Forget a workstation, its token and the identities it had."""
        self._session.run(_DROP_DEVICES, id=workstation_id)
        self._session.run(_DROP, id=workstation_id)

    def set_name(self, row: WorkstationRow, name: str) -> None:
        """Call a workstation by another name."""
        self._recorder.update(workstation, {"id": row.id}, {"name": row.name}, {"name": name})

    def set_blocked(self, row: WorkstationRow, at: dt.datetime | None) -> None:
        """Lock a workstation out since a moment, or let it in again."""
        before, after = {"blocked_at": to_ms(row.blocked_at)}, {"blocked_at": to_ms(at)}
        self._recorder.update(workstation, {"id": row.id}, before, after)

    def set_seen(self, workstation_id: str, at: dt.datetime, version: str = "") -> None:
        """Note when a workstation was heard last, and its version where it said it."""
        if version:
            self._session.run(_SEEN_VERSION, id=workstation_id, at=to_ms(at), version=version)
        else:
            self._session.run(_SEEN, id=workstation_id, at=to_ms(at))

    def expire_leases(self, workstation_id: str, at: dt.datetime) -> None:
        """Let a workstation's live leases last until a moment at the longest."""
        self._session.run(_EXPIRE, id=workstation_id, at=to_ms(at))

    # ------------------------------------------------------------------------- invitations

    def invitation(self, handle: str) -> InvitationRow | None:
        """Return an invitation; within a write nobody else changes it before its end."""
        row = self._session.one(_HELD if self._session.locks else _INVITATION, handle=handle)
        return _invitation(row) if row else None

    def secret_hash(self, handle: str) -> str:
        """Return the hash of an invitation's secret, empty for none."""
        row = self._session.one(_SECRET, handle=handle)
        return str(row[0]) if row else ""

    def invitations(self, since: dt.datetime) -> tuple[InvitationRow, ...]:
        """Return the invitations made since a moment, newest first."""
        rows = self._session.rows(_INVITATIONS, since=to_ms(since))
        return tuple(_invitation(row) for row in rows)

    def add_invitation(self, row: InvitationRow, secret_hash: str) -> None:
        """Keep an invitation; one of before under its handle is forgotten."""
        self._session.run(_FORGET, handle=row.handle)
        self._session.run(
            _INVITE,
            handle=row.handle,
            secret=secret_hash,
            person=row.person_id,
            by=row.made_by,
            at=to_ms(row.made_at),
            ends=to_ms(row.ends_at),
        )

    def set_tries(self, handle: str, tries: int) -> None:
        """Note how many wrong secrets were tried."""
        self._session.run(_TRIES, handle=handle, tries=tries)

    def use_invitation(self, handle: str, at: dt.datetime) -> bool:
        """Use an invitation up; False when somebody did, or it was withdrawn."""
        return self._session.run(_USE, handle=handle, at=to_ms(at)) > 0

    def withdraw_invitation(self, handle: str, at: dt.datetime) -> None:
        """Let nobody join with an invitation any more."""
        self._session.run(_WITHDRAW, handle=handle, at=to_ms(at))


def _station(row: Row) -> WorkstationRow:
    station_id, person_id, name, joined, seen, blocked, version = row
    return WorkstationRow(
        station_id, person_id, name, from_ms(joined), maybe_ms(seen), maybe_ms(blocked), version
    )


def _invitation(row: Row) -> InvitationRow:
    handle, person_id, made_by, made, ends, tries, used, withdrawn = row
    return InvitationRow(
        handle, person_id, made_by, from_ms(made), from_ms(ends), tries, maybe_ms(used),
        maybe_ms(withdrawn),
    )  # fmt: skip
