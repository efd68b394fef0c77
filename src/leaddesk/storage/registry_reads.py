# SPDX-License-Identifier: MIT
"""What the team's book reads of national lists and calling hours, once per version of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import msgspec

from leaddesk.desk.stores.registries import RegistryFile
from leaddesk.domain.place_hours import PlaceHours
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.moments import from_ms, maybe_ms

_LIVE = Sql(
    "SELECT id, registry, status, dated, imported_at, person_id, numbers FROM registry_file "
    "WHERE status = 'live' ORDER BY registry, id"
)
_PLACES = Sql("SELECT value, confirmed_by, confirmed_at FROM place_hours")


def live_files(session: Session) -> tuple[RegistryFile, ...]:
    """Return the file in force of each national list."""
    return tuple(_file(row) for row in session.rows(_LIVE))


def kept_places(session: Session) -> tuple[PlaceHours, ...]:
    """Return the calling hours that people of the team confirmed or changed."""
    return tuple(_place(row) for row in session.rows(_PLACES))


def _file(row: Row) -> RegistryFile:
    dated = dt.date.fromisoformat(row[3])
    return RegistryFile(row[0], row[1], row[2], dated, from_ms(row[4]), row[5], row[6])


def _place(row: Row) -> PlaceHours:
    kept = msgspec.json.decode(row[0], type=PlaceHours)
    return replace(kept, confirmed_by=row[1], confirmed_at=maybe_ms(row[2]))
