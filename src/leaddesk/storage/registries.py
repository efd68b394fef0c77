# SPDX-License-Identifier: MIT
"""National lists as blocks of ten thousand numbers, and the calling hours a team vouches for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import msgspec
from sqlalchemy import Dialect, Select, bindparam, select

from leaddesk.domain.place_hours import PlaceHours
from leaddesk.domain.registry_block import pack, unpack
from leaddesk.storage.dialects import int_list, json_list
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.moments import to_ms
from leaddesk.storage.recorder import Recorder
from leaddesk.storage.tables_no_call import place_hours, registry_block
from leaddesk.storage.team import grow

_OPEN = Sql(
    "INSERT INTO registry_file (registry, status, dated, imported_at, person_id, touched_at) "
    "VALUES (:registry, 'staging', :dated, :now, :person, :now) RETURNING id"
)
_STATUS = Sql("SELECT status FROM registry_file WHERE id = :id")
_TOUCH = Sql("UPDATE registry_file SET touched_at = :now WHERE id = :id")
_LEAVE = Sql(
    "UPDATE registry_file SET status = 'leaving' WHERE status = 'live' "
    "AND registry = (SELECT registry FROM registry_file WHERE id = :id)"
)
_FORCE = Sql("UPDATE registry_file SET status = 'live', numbers = :numbers WHERE id = :id")
_ABANDON = Sql("UPDATE registry_file SET status = 'leaving' WHERE id = :id")
_LEAVING = Sql(
    "SELECT id FROM registry_file WHERE status = 'leaving' "
    "OR (status = 'staging' AND touched_at < :stale) ORDER BY id"
)
_PUT = Sql(
    "INSERT INTO registry_block (file_id, prefix, numbers) VALUES (:file, :prefix, :numbers) "
    "ON CONFLICT (file_id, prefix) DO UPDATE SET numbers = excluded.numbers"
)
_DROP = Sql("DELETE FROM registry_block WHERE file_id = :file AND prefix = :prefix")
_COPY = Sql(
    "INSERT INTO registry_block (file_id, prefix, numbers) "
    "SELECT :into, prefix, numbers FROM registry_block "
    "WHERE file_id = :file AND prefix > :after AND prefix <= :last"
)
_STEP = Sql(
    "SELECT MAX(prefix) FROM (SELECT prefix FROM registry_block WHERE file_id = :file "
    "AND prefix > :after ORDER BY prefix LIMIT :limit) AS step"
)
_DROP_SOME = Sql("DELETE FROM registry_block WHERE file_id = :file AND prefix <= :last")
_FORGET = Sql("DELETE FROM registry_file WHERE id = :id AND status <> 'live'")
_PLACE = Sql(
    "SELECT value, confirmed_by, confirmed_at FROM place_hours "
    "WHERE country = :country AND region = :region"
)


def _blocks(dialect: Dialect) -> Select[tuple[int, bytes]]:
    """Return some blocks of a file."""
    block, wanted = registry_block.c, int_list(dialect, "prefixes")
    return select(block.prefix, block.numbers).where(
        block.file_id == bindparam("file"), block.prefix.in_(select(wanted.c.value))
    )


class RegistryStore:
    """`desk.stores.registries.Registries` over a session."""

    def __init__(self, session: Session, recorder: Recorder) -> None:
        self._session = session
        self._recorder = recorder

    def open_file(self, registry: str, dated: dt.date, person_id: int, at: dt.datetime) -> int:
        """Begin a file that nobody is held back by yet, and return its id."""
        row = self._session.one(
            _OPEN, registry=registry, dated=dated.isoformat(), person=person_id, now=to_ms(at)
        )
        return int(row[0]) if row else 0

    def status(self, file_id: int) -> str:
        """Return where a file stands: staging, live, leaving; empty when it is gone."""
        row = self._session.one(_STATUS, id=file_id)
        return str(row[0]) if row else ""

    def merge(
        self,
        file_id: int,
        more: Mapping[int, Iterable[int]],
        less: Mapping[int, Iterable[int]],
        at: dt.datetime,
    ) -> int:
        """Add numbers to a file and take others out; return how many more it has then."""
        prefixes, gained = sorted({*more, *less}), 0
        there = self.blocks(file_id, prefixes)
        put: list[dict[str, object]] = []
        for prefix in prefixes:
            block = there.get(prefix)
            endings = unpack(block) if block else set()
            gained -= len(endings)
            endings.difference_update(less.get(prefix, ()))
            endings.update(more.get(prefix, ()))
            gained += len(endings)
            if endings:
                put.append({"file": file_id, "prefix": prefix, "numbers": pack(endings)})
            elif block:
                self._session.run(_DROP, file=file_id, prefix=prefix)
        self._session.many(_PUT, put)
        self._session.run(_TOUCH, id=file_id, now=to_ms(at))
        return gained

    def copy_some(self, from_id: int, to_id: int, after: int, limit: int) -> int:
        """Copy blocks of one file into another; return the last block copied, 0 for none."""
        last = self._step(from_id, after, limit)
        if last:
            self._session.run(_COPY, file=from_id, into=to_id, after=after, last=last)
        return last

    def put_in_force(self, file_id: int, numbers: int) -> None:
        """Let a file take the place of the one before, which leaves."""
        self._session.run(_LEAVE, id=file_id)
        self._session.run(_FORCE, id=file_id, numbers=numbers)
        grow(self._session)

    def abandon(self, file_id: int) -> None:
        """Let a file leave without ever having been in force."""
        self._session.run(_ABANDON, id=file_id)

    def leaving(self, stale: dt.datetime) -> tuple[int, ...]:
        """Return files whose blocks can go: left ones, and ones nobody added to since `stale`."""
        return tuple(int(row[0]) for row in self._session.rows(_LEAVING, stale=to_ms(stale)))

    def drop_some(self, file_id: int, limit: int) -> bool:
        """Delete some blocks of a file, the file with the last one; True while more is left."""
        last = self._step(file_id, 0, limit)
        if last:
            self._session.run(_DROP_SOME, file=file_id, last=last)
            return True
        self._session.run(_FORGET, id=file_id)
        return False

    def blocks(self, file_id: int, prefixes: Sequence[int]) -> dict[int, bytes]:
        """Return some blocks of a file."""
        rows = self._session.rows(_blocks, file=file_id, prefixes=json_list(prefixes))
        return {int(row[0]): bytes(row[1]) for row in rows}

    def set_place(self, place: PlaceHours) -> None:
        """Keep the calling hours of a place."""
        grow(self._session)
        key = {"country": place.country, "region": place.region}
        after = {
            "value": msgspec.json.encode(_plain(place)).decode(),
            "confirmed_by": place.confirmed_by,
            "confirmed_at": to_ms(place.confirmed_at),
        }
        row = self._session.one(_PLACE, **key)
        if row is None:
            self._recorder.insert(place_hours, key | after)
            return
        before = {"value": row[0], "confirmed_by": row[1], "confirmed_at": row[2]}
        changed = {name: value for name, value in after.items() if before[name] != value}
        self._recorder.update(place_hours, key, {name: before[name] for name in changed}, changed)

    def _step(self, file_id: int, after: int, limit: int) -> int:
        row = self._session.one(_STEP, file=file_id, after=after, limit=limit)
        return int(row[0]) if row and row[0] is not None else 0


def _plain(place: PlaceHours) -> PlaceHours:
    """Return the hours alone: who vouches for them stands in columns of its own."""
    return replace(place, confirmed_by=0, confirmed_at=None)
