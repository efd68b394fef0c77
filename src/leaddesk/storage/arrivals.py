# SPDX-License-Identifier: MIT
"""Watched folders, the files out of them, and what came through forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from sqlalchemy import Dialect, Select, bindparam, select

from leaddesk.desk.questions.arrivals import FileRow, FolderRow, InquiryRow
from leaddesk.domain.errors import NotFound, RuleBroken
from leaddesk.storage import tables_arrivals
from leaddesk.storage.dialects import json_list, text_list
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.moments import from_ms, to_ms
from leaddesk.storage.recorder import Recorder

_FOLDER_FIELDS: Final = (
    "id, computer, path, source, source_kind, campaign, tier, region, paused, person_id"
)
_FOLDER = Sql(f"SELECT {_FOLDER_FIELDS} FROM watched_folder WHERE id = :id")
_FOLDERS = Sql(
    f"SELECT {_FOLDER_FIELDS} FROM watched_folder WHERE computer = :computer ORDER BY id"
)
_IN_NAME_OF = Sql(
    f"SELECT {_FOLDER_FIELDS} FROM watched_folder WHERE person_id = :person ORDER BY id"
)
_SAME_FOLDER = Sql(
    "SELECT id FROM watched_folder WHERE computer = :computer AND path = :path AND id <> :id"
)
_FILE_FIELDS: Final = "take, folder, name, digest, came_at, touched_at, state, reason, list_id"
_FILE = Sql(f"SELECT {_FILE_FIELDS} FROM arrival WHERE take = :take")
_LAST_FILES = Sql(f"SELECT {_FILE_FIELDS} FROM arrival ORDER BY came_at DESC, take LIMIT :limit")
_CLAIM = Sql(
    "INSERT INTO arrival (take, folder, name, digest, came_at, touched_at, state) "
    "VALUES (:take, :folder, :name, :digest, :now, :now, 'working') ON CONFLICT DO NOTHING"
)
_CLAIM_AGAIN = Sql(
    "UPDATE arrival SET touched_at = :now WHERE take = :take AND touched_at < :since"
)
_KEEP_DIGEST = Sql(
    "INSERT INTO list_file (digest, list_id, imported_at) VALUES (:digest, :list, :now) "
    "ON CONFLICT DO NOTHING"
)
_FORGET_DIGEST = Sql("DELETE FROM list_file WHERE list_id = :list")
_IMPORTED = Sql("SELECT imported_at FROM list_file WHERE digest = :digest")
_ONE_AT_A_TIME = Sql("SELECT pg_advisory_xact_lock(:lock)")
_INQUIRY_LOCK: Final = 0x1EADDE5D
_INQUIRY = Sql("SELECT body, result, lead_id FROM inquiry WHERE key = :key")
_ADD_INQUIRY = Sql(
    "INSERT INTO inquiry (key, body, came_at, result, lead_id) "
    "VALUES (:key, :body, :now, :result, :lead)"
)
_FORGET_INQUIRIES = Sql("DELETE FROM inquiry WHERE came_at < :before")
_INQUIRIES = Sql(
    "SELECT inquiry.came_at, inquiry.result, inquiry.lead_id, "
    "COALESCE(lead.first_name, ''), COALESCE(lead.last_name, ''), COALESCE(lead.company, '') "
    "FROM inquiry LEFT JOIN lead ON lead.id = inquiry.lead_id "
    "ORDER BY inquiry.came_at DESC, inquiry.key LIMIT :limit"
)
_TOKEN = Sql("SELECT digest, made_at FROM intake_token ORDER BY made_at DESC LIMIT 1")
_DROP_TOKENS = Sql("DELETE FROM intake_token")
_ADD_TOKEN = Sql(
    "INSERT INTO intake_token (digest, made_at, person_id) VALUES (:digest, :now, :person)"
)
_SET: Final = {
    "state": Sql("UPDATE arrival SET state = :value WHERE take = :take"),
    "reason": Sql("UPDATE arrival SET reason = :value WHERE take = :take"),
    "list_id": Sql("UPDATE arrival SET list_id = :value WHERE take = :take"),
    "touched_at": Sql("UPDATE arrival SET touched_at = :value WHERE take = :take"),
}


def files_of(dialect: Dialect) -> Select[tuple[str]]:
    """Return the last files of some folders, newest first."""
    wanted = text_list(dialect, "folders")
    arrival = tables_arrivals.arrival
    columns = (arrival.c[name] for name in _FILE_FIELDS.split(", "))
    return (
        select(*columns)
        .where(arrival.c.folder.in_(select(wanted.c.value)))
        .order_by(arrival.c.came_at.desc(), arrival.c.take)
        .limit(bindparam("limit"))
    )


class ArrivalStore:
    """`desk.unit.Arrivals` over a session."""

    def __init__(self, session: Session, recorder: Recorder) -> None:
        self._session = session
        self._recorder = recorder

    # ------------------------------------------------------------------------- folders

    def folder(self, folder_id: int) -> FolderRow:
        """Return a watched folder; raises NotFound("folder")."""
        row = self._session.one(_FOLDER, id=folder_id)
        if row is None:
            raise NotFound("folder", what=folder_id)
        return _folder_of(row)

    def folders(self, computer: str) -> tuple[FolderRow, ...]:
        """Return the folders watched on a computer, in the order in which they were named."""
        return tuple(_folder_of(row) for row in self._session.rows(_FOLDERS, computer=computer))

    def add_folder(self, fields: Mapping[str, object]) -> int:
        """Watch a folder and return its id; raises RuleBroken("folder_watched")."""
        self._check_alone(fields, 0)
        return self._recorder.insert(tables_arrivals.watched_folder, fields)

    def change_folder(self, folder: FolderRow, fields: Mapping[str, object]) -> None:
        """Write a folder; raises RuleBroken("folder_watched")."""
        now = _folder_row(folder) | dict(fields)
        self._check_alone(now, folder.id)
        was = _folder_row(folder)
        changed = [name for name in now if now[name] != was[name]]
        self._recorder.update(
            tables_arrivals.watched_folder,
            {"id": folder.id},
            {name: was[name] for name in changed},
            {name: now[name] for name in changed},
        )

    def drop_folder(self, folder: FolderRow) -> None:
        """Watch a folder no longer."""
        row = {"id": folder.id} | _folder_row(folder)
        self._recorder.delete(tables_arrivals.watched_folder, {"id": folder.id}, row)

    def _check_alone(self, fields: Mapping[str, object], folder_id: int) -> None:
        same = self._session.one(
            _SAME_FOLDER, computer=fields["computer"], path=fields["path"], id=folder_id
        )
        if same is not None:
            raise RuleBroken("folder_watched", where=fields["path"])

    # ------------------------------------------------------------------------- files

    def file(self, take: str) -> FileRow | None:
        """Return a taken file."""
        row = self._session.one(_FILE, take=take)
        return _file_of(row) if row else None

    def claim(self, take: str, folder: str, name: str, digest: str, at: dt.datetime) -> bool:
        """Claim a file nobody claimed yet; False when somebody did."""
        told = {"take": take, "folder": folder, "name": name, "digest": digest}
        return self._session.run(_CLAIM, now=to_ms(at), **told) > 0

    def claim_again(self, take: str, at: dt.datetime, since: dt.datetime) -> bool:
        """Claim a file of somebody who was not heard of since a moment; False when they were."""
        told = {"now": to_ms(at), "since": to_ms(since)}
        return self._session.run(_CLAIM_AGAIN, take=take, **told) > 0

    def set_file(self, take: str, at: dt.datetime, **fields: object) -> None:
        """Write `state`, `reason` or `list_id` of a taken file, and that it was touched."""
        for name, value in {**fields, "touched_at": to_ms(at)}.items():
            self._session.run(_SET[name], take=take, value=value)

    def files(self, folders: tuple[str, ...], limit: int) -> tuple[FileRow, ...]:
        """Return the last files, newest first, of some folders or of all."""
        if not folders:
            rows = self._session.rows(_LAST_FILES, limit=limit)
        else:
            rows = self._session.rows(files_of, folders=json_list(folders), limit=limit)
        return tuple(_file_of(row) for row in rows)

    def keep_digest(self, digest: str, list_id: int, at: dt.datetime) -> bool:
        """Note whose content a list has; False when a list with that content is here."""
        return self._session.run(_KEEP_DIGEST, digest=digest, list=list_id, now=to_ms(at)) > 0

    def forget_digest(self, list_id: int) -> None:
        """Let a file be imported again: its list was taken back."""
        self._session.run(_FORGET_DIGEST, list=list_id)

    def imported(self, digest: str) -> dt.datetime | None:
        """Return when a file with this content was imported."""
        row = self._session.one(_IMPORTED, digest=digest)
        return from_ms(row[0]) if row else None

    # ------------------------------------------------------------------------- inquiries

    def one_at_a_time(self) -> None:
        """Let nobody else take an inquiry until this transaction ends; SQLite sees to it itself."""
        if not self._session.is_sqlite:
            self._session.rows(_ONE_AT_A_TIME, lock=_INQUIRY_LOCK)

    def inquiry(self, key: str) -> tuple[str, str, int] | None:
        """Return the body, the result and the lead of an inquiry, by its key."""
        row = self._session.one(_INQUIRY, key=key)
        return (str(row[0]), str(row[1]), int(row[2])) if row else None

    def add_inquiry(self, key: str, body: str, at: dt.datetime, result: str, lead_id: int) -> None:
        """Keep an inquiry by its key."""
        told = {"key": key, "body": body, "result": result, "lead": lead_id}
        self._session.run(_ADD_INQUIRY, now=to_ms(at), **told)

    def forget_inquiries(self, before: dt.datetime) -> None:
        """Forget inquiries that came before a moment; their leads stay."""
        self._session.run(_FORGET_INQUIRIES, before=to_ms(before))

    def inquiries(self, limit: int) -> tuple[InquiryRow, ...]:
        """Return the last inquiries, newest first."""
        return tuple(
            InquiryRow(from_ms(at), str(result), int(lead), f"{first} {last}".strip(), str(company))
            for at, result, lead, first, last, company in self._session.rows(
                _INQUIRIES, limit=limit
            )
        )

    def token(self) -> tuple[str, dt.datetime] | None:
        """Return the digest of the intake's token and when it was made."""
        row = self._session.one(_TOKEN)
        return (str(row[0]), from_ms(row[1])) if row else None

    def set_token(self, digest: str, at: dt.datetime, person_id: int) -> None:
        """Put a token in force; the one before ends."""
        self._session.run(_DROP_TOKENS)
        self._session.run(_ADD_TOKEN, digest=digest, now=to_ms(at), person=person_id)


def folders_in_name_of(session: Session, person_id: int) -> tuple[FolderRow, ...]:
    """Return the watched folders whose lists come in a person's name."""
    return tuple(_folder_of(row) for row in session.rows(_IN_NAME_OF, person=person_id))


def _folder_of(row: Row) -> FolderRow:
    folder_id, computer, path, source, kind, campaign, tier, region, paused, person_id = row
    return FolderRow(
        folder_id, computer, path, source, kind, campaign, tier, region, bool(paused), person_id
    )


def _folder_row(folder: FolderRow) -> dict[str, object]:
    names = _FOLDER_FIELDS.split(", ")[1:]
    return {name: getattr(folder, name) for name in names} | {"paused": int(folder.paused)}


def _file_of(row: Row) -> FileRow:
    take, folder, name, digest, came, touched, state, reason, list_id = row
    return FileRow(
        take, folder, name, digest, from_ms(came), from_ms(touched), state, reason, list_id
    )
