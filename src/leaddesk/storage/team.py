# SPDX-License-Identifier: MIT
"""People, goals, sources, areas, rules and the do-not-call list."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Dialect, Select, bindparam, select

from leaddesk.desk.records import KeptFilterText, Source
from leaddesk.desk.stores.registries import RegistryFile
from leaddesk.domain.absence import Absence
from leaddesk.domain.calling_hours import CallingArea
from leaddesk.domain.errors import NotFound, RuleBroken
from leaddesk.domain.perfect_day import DayDefinition, Goal
from leaddesk.domain.person import Person, Role
from leaddesk.domain.place_hours import PlaceHours
from leaddesk.storage import tables, tables_listing
from leaddesk.storage.day_reads import absence_of
from leaddesk.storage.dialects import json_list, text_list
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.leads import area_of
from leaddesk.storage.recorder import Recorder
from leaddesk.storage.registry_reads import kept_places, live_files

_PERSON_FIELDS = "id, name, email, extension, roles, time_zone, hours, active, joined, tiers"
_PERSON = Sql(f"SELECT {_PERSON_FIELDS} FROM person WHERE id = :id")
_PEOPLE = Sql(f"SELECT {_PERSON_FIELDS} FROM person ORDER BY active DESC, name, id")
_NAMES = Sql("SELECT id, name FROM person")
_ABSENCE = Sql("SELECT kind, share FROM absence WHERE person_id = :person AND day = :day")
_GOALS = Sql("SELECT tier, person_id, effective_from, value FROM goal ORDER BY effective_from, id")
_GOAL = Sql(
    "SELECT id, value FROM goal WHERE tier = :tier AND person_id = :person "
    "AND effective_from = :day"
)
_SOURCE = Sql("SELECT id, name, kind, basis, origin FROM source WHERE name = :name")
_BASIS = Sql("SELECT name, basis, origin FROM source WHERE id = :id")
_ADD_SOURCE = Sql("INSERT INTO source (name, kind) VALUES (:name, :kind) ON CONFLICT DO NOTHING")
_ADD_OUR_SOURCE = Sql("INSERT INTO source (id, name, kind) VALUES (:id, :name, :kind)")
_AREA = Sql(
    "SELECT id FROM area WHERE time_zones = :zones AND country = :country AND region = :region"
)
_ADD_AREA = Sql(
    "INSERT INTO area (time_zones, country, region) VALUES (:zones, :country, :region) "
    "ON CONFLICT DO NOTHING"
)
_ADD_OUR_AREA = Sql(
    "INSERT INTO area (id, time_zones, country, region) VALUES (:id, :zones, :country, :region)"
)
_AREAS = Sql("SELECT id, time_zones, country, region FROM area")
VERSION = Sql("SELECT version FROM rule WHERE key = 'version'")
_GROW = Sql(
    "INSERT INTO rule (key, value, version) VALUES ('version', '', 1) "
    "ON CONFLICT (key) DO UPDATE SET version = rule.version + 1"
)
_RULE = Sql("SELECT value FROM rule WHERE key = :key")
_FILTER_NAMED = Sql("SELECT id, value FROM kept_filter WHERE person_id = :person AND name = :name")
_FILTER = Sql("SELECT id, name, person_id, value FROM kept_filter WHERE id = :id")
_KEEP = Sql(
    "INSERT INTO mapping (header_key, value) VALUES (:key, :value) "
    "ON CONFLICT (header_key) DO UPDATE SET value = excluded.value"
)


class _Hours(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person's working hours as the `hours` column keeps them."""

    starts: dt.time
    ends: dt.time
    breaks: tuple[tuple[dt.time, dt.time], ...]
    weekdays: tuple[int, ...]
    block: tuple[dt.time, dt.time] | None = None


class _Goals(msgspec.Struct, frozen=True):
    """A day's goals as the `value` column keeps them."""

    weekdays: tuple[int, ...]
    goals: tuple[Goal, ...]


def suppressed(dialect: Dialect) -> Select[tuple[str]]:
    """Return which of some values are on the do-not-call list."""
    wanted = text_list(dialect, "values")
    return select(tables.suppression.c.value).where(
        tables.suppression.c.kind == bindparam("kind"),
        tables.suppression.c.value.in_(select(wanted.c.value)),
    )


def grow(session: Session) -> None:
    """Note that people, goals, areas or rules changed: whoever keeps them reads them again."""
    session.run(_GROW)


class TeamStore:
    """`desk.unit.Team` over a session."""

    def __init__(self, session: Session, recorder: Recorder) -> None:
        self._session = session
        self._recorder = recorder

    def person(self, person_id: int) -> Person:
        """Return a person; raises NotFound("person")."""
        row = self._session.one(_PERSON, id=person_id)
        if row is None:
            raise NotFound("person", what=person_id)
        return person_of(row)

    def people(self) -> tuple[Person, ...]:
        """Return everybody, the active ones first."""
        return tuple(person_of(row) for row in self._session.rows(_PEOPLE))

    def add_person(self, person: Person) -> int:
        """Add a person; raises RuleBroken("name_taken")."""
        self._check_name(person)
        self._grown()
        return self._recorder.insert(tables.person, _person_row(person))

    def change_person(self, person: Person) -> None:
        """Write a person; raises RuleBroken("name_taken")."""
        self._check_name(person)
        self._grown()
        before = _person_row(self.person(person.id))
        after = {k: v for k, v in _person_row(person).items() if before[k] != v}
        kept = {k: before[k] for k in after}
        self._recorder.update(tables.person, {"id": person.id}, kept, after)

    def absence(self, person_id: int, day: dt.date) -> Absence | None:
        """Return why a day of a person is not whole, None when it is."""
        row = self._session.one(_ABSENCE, person=person_id, day=day.isoformat())
        return None if row is None else absence_of(*row)

    def set_absence(self, person_id: int, day: dt.date, absence: Absence | None) -> None:
        """Say why a day of a person is not whole, or that it is."""
        self._grown()
        was = self.absence(person_id, day)
        if was == absence:
            return
        key = {"person_id": person_id, "day": day.isoformat()}
        if was is None and absence is not None:
            self._recorder.insert(tables.absence, key | _absence_row(absence))
        elif was is not None and absence is None:
            self._recorder.delete(tables.absence, key, key | _absence_row(was))
        elif was is not None and absence is not None:
            self._recorder.update(tables.absence, key, _absence_row(was), _absence_row(absence))

    def definitions(self) -> tuple[DayDefinition, ...]:
        """Return the goals of every tier and person over time."""
        return tuple(_definition(row) for row in self._session.rows(_GOALS))

    def set_definition(self, definition: DayDefinition) -> None:
        """Put goals in force."""
        self._grown()
        goals = _Goals(tuple(sorted(definition.weekdays)), definition.goals)
        value = msgspec.json.encode(goals).decode()
        tier, person = definition.tier, definition.person_id or 0
        day = definition.effective_from.isoformat()
        row = self._session.one(_GOAL, tier=tier, person=person, day=day)
        if row is None:
            key = {"tier": tier, "person_id": person, "effective_from": day}
            self._recorder.insert(tables.goal, key | {"value": value})
        elif row[1] != value:
            key = {"id": row[0]}
            self._recorder.update(tables.goal, key, {"value": row[1]}, {"value": value})

    def set_basis(self, source_id: int, basis: str, origin: str) -> str:
        """Say on which basis a source is kept; return its name. Raises NotFound("source")."""
        row = self._session.one(_BASIS, id=source_id)
        if row is None:
            raise NotFound("source", what=source_id)
        before, after = {"basis": row[1], "origin": row[2]}, {"basis": basis, "origin": origin}
        self._recorder.update(tables.source, {"id": source_id}, before, after)
        return str(row[0])

    def source(self, name: str, kind: str) -> Source:
        """Return the source of that name, made when it is new."""
        row = self._session.one(_SOURCE, name=name)
        if row is None:
            self._add(_ADD_SOURCE, _ADD_OUR_SOURCE, name=name, kind=kind)
            row = self._session.one(_SOURCE, name=name)
        if row is None:
            raise NotFound("source", what=name)
        return Source(*row)

    def area_id(self, area: CallingArea) -> int:
        """Return the id of an area, made when it is new."""
        key: dict[str, Any] = {
            "zones": "|".join(area.time_zones),
            "country": area.country,
            "region": area.region,
        }
        row = self._session.one(_AREA, **key)
        if row is None:
            # The version first: whoever adds an area waits here, and never for one another.
            self._grown()
            self._add(_ADD_AREA, _ADD_OUR_AREA, **key)
            row = self._session.one(_AREA, **key)
        if row is None:
            raise NotFound("area", what=key["zones"])
        return int(row[0])

    def _add(self, anyhow: Sql, ours: Sql, **values: object) -> None:
        """Add a row that a colleague may add as well; one of an operation has the id it gives."""
        if self._session.ids is None:
            self._session.run(anyhow, **values)
        else:
            self._session.run(ours, id=self._session.ids.next(), **values)

    def areas(self) -> dict[int, CallingArea]:
        """Return every area."""
        return {row[0]: area_of(row[1], row[2], row[3]) for row in self._session.rows(_AREAS)}

    def version(self) -> int:
        """Return a number that grows whenever people, goals, areas or rules change."""
        row = self._session.known(("version", 0), VERSION)
        return int(row[0]) if row else 0

    def _grown(self) -> None:
        grow(self._session)

    def registry_files(self) -> tuple[RegistryFile, ...]:
        """Return the file in force of each national list."""
        return live_files(self._session)

    def places(self) -> tuple[PlaceHours, ...]:
        """Return the calling hours that people of the team confirmed or changed."""
        return kept_places(self._session)

    def rule(self, key: str) -> str | None:
        """Return the JSON of a rule."""
        row = self._session.one(_RULE, key=key)
        return None if row is None else str(row[0])

    def suppressed(self, kind: str, values: Iterable[str]) -> frozenset[str]:
        """Return which of the values are on the do-not-call list."""
        told = json_list(set(values))
        return frozenset(row[0] for row in self._session.rows(suppressed, kind=kind, values=told))

    def keep_filter(self, person_id: int, name: str, value: str) -> int:
        """Keep a filter of a person (0: the team) under a name, and return its id."""
        row = self._session.one(_FILTER_NAMED, person=person_id, name=name)
        if row is None:
            fields = {"name": name, "person_id": person_id, "value": value}
            return self._recorder.insert(tables_listing.kept_filter, fields)
        kept_id, before = row
        if before != value:
            key = {"id": kept_id}
            self._recorder.update(
                tables_listing.kept_filter, key, {"value": before}, {"value": value}
            )
        return int(kept_id)

    def kept_filter(self, filter_id: int) -> KeptFilterText:
        """Return a kept filter; raises NotFound("filter")."""
        row = self._session.one(_FILTER, id=filter_id)
        if row is None:
            raise NotFound("filter", what=filter_id)
        return KeptFilterText(*row)

    def drop_filter(self, kept: KeptFilterText) -> None:
        """Forget a kept filter."""
        self._recorder.delete(tables_listing.kept_filter, {"id": kept.id}, dataclasses.asdict(kept))

    def keep_mapping(self, header_key: str, value: str) -> None:
        """Keep a column mapping."""
        self._session.run(_KEEP, key=header_key, value=value)

    def _check_name(self, person: Person) -> None:
        # SQLite's lower() knows ASCII only; a team is small enough to be read.
        wanted = person.name.casefold()
        rows = self._session.rows(_NAMES)
        if any(row[0] != person.id and row[1].casefold() == wanted for row in rows):
            raise RuleBroken("name_taken", name=person.name)


def person_of(row: Row) -> Person:
    """Return the person of a row of `_PERSON_FIELDS`."""
    hours = msgspec.json.decode(row[6], type=_Hours)
    return Person(
        id=row[0],
        name=row[1],
        email=row[2],
        extension=row[3],
        roles=frozenset(Role(role) for role in row[4].split(",") if role),
        time_zone=row[5],
        starts=hours.starts,
        ends=hours.ends,
        breaks=hours.breaks,
        weekdays=frozenset(hours.weekdays),
        block=hours.block,
        active=bool(row[7]),
        joined=dt.date.fromisoformat(row[8]) if row[8] else None,
        placed=tuple(int(tier) for tier in row[9].split(",") if tier),
    )


def _person_row(person: Person) -> Mapping[str, Any]:
    hours = _Hours(
        person.starts,
        person.ends,
        person.breaks,
        tuple(sorted(person.weekdays)),
        person.block,
    )
    return {
        "name": person.name,
        "email": person.email,
        "extension": person.extension,
        "roles": ",".join(sorted(role.value for role in person.roles)),
        "time_zone": person.time_zone,
        "hours": msgspec.json.encode(hours).decode(),
        "active": int(person.active),
        "joined": person.joined.isoformat() if person.joined else "",
        "tiers": ",".join(map(str, person.placed)),
    }


def _absence_row(absence: Absence) -> dict[str, Any]:
    return {"kind": absence.kind.value, "share": absence.percent}


def _definition(row: Row) -> DayDefinition:
    kept = msgspec.json.decode(row[3], type=_Goals)
    return DayDefinition(
        tier=row[0],
        person_id=row[1] or None,
        effective_from=dt.date.fromisoformat(row[2]),
        weekdays=frozenset(kept.weekdays),
        goals=kept.goals,
    )
