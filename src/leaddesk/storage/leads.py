# SPDX-License-Identifier: MIT
"""Leads and their numbers, read and written by primary key."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, Select, bindparam, select

from leaddesk.domain.calling_hours import CallingArea
from leaddesk.domain.errors import NotFound
from leaddesk.domain.lead import Lead, LeadState, Number, QueueKind
from leaddesk.domain.lead_keys import KEYED, lead_keys
from leaddesk.storage import tables
from leaddesk.storage.dialects import json_list, listed_ids, text_list
from leaddesk.storage.duplicates import mark
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.moments import from_ms, maybe_ms, to_ms
from leaddesk.storage.recorder import Recorder
from leaddesk.storage.search import SEARCHED, reindex, words

_FIELDS = [
    "id",
    "version",
    "tier",
    "state",
    "kind",
    "why",
    "owner_id",
    "due_at",
    "arrived_at",
    "inbound",
    "half_life",
    "rank",
    "ladder",
    "step",
    "attempts",
    "voicemails",
    "busy_run",
    "round",
    "phone",
    "area_id",
    "first_name",
    "last_name",
    "company",
    "title",
    "email",
    "list_id",
    "source_id",
    "campaign",
    "last_call_at",
    "counted_at",
    "last_outcome",
    "merged_into",
]
LEAD_SELECT = (
    "SELECT " + ", ".join(f"lead.{name}" for name in _FIELDS) + ", area.time_zones, area.country, "
    "area.region FROM lead JOIN area ON area.id = lead.area_id"
)
_BY_ID = Sql(f"{LEAD_SELECT} WHERE lead.id = :id")
_LOCKED = Sql(f"{_BY_ID.text} FOR UPDATE OF lead")
_SOME = f"{LEAD_SELECT} WHERE lead.id IN ({{}}) ORDER BY lead.id"
_FREE = Sql(f"{_LOCKED.text} SKIP LOCKED")
_KEYS = Sql("SELECT company_key, name_key, site, details FROM lead WHERE id = :id")
_COLUMN = Sql("SELECT details, answers FROM lead WHERE id = :id")
_NUMBERS = Sql(
    "SELECT position, e164, kind, extension, bad FROM phone WHERE lead_id = :id ORDER BY position"
)
_OWNED = Sql(
    f"{LEAD_SELECT} WHERE lead.owner_id <> 0 AND lead.owner_id = :person AND lead.kind <> 0 "
    "ORDER BY lead.id"
)
_IS_OPEN = Sql(f"SELECT 1 FROM lead WHERE id = :id AND {tables.OPEN}")
_WITH_EMAIL = Sql(
    "SELECT DISTINCT CASE WHEN merged_into <> 0 THEN merged_into ELSE id END AS found FROM lead "
    "WHERE email <> '' AND email = :email ORDER BY found"
)


def with_numbers(dialect: Dialect) -> Select[tuple[int]]:
    """Return the leads that have one of some numbers."""
    wanted = text_list(dialect, "numbers")
    phone = tables.phone
    return (
        select(phone.c.lead_id)
        .where(phone.c.e164.in_(select(wanted.c.value)))
        .distinct()
        .order_by(phone.c.lead_id)
        .limit(bindparam("limit"))
    )


def held_leads(dialect: Dialect) -> str:
    """Return the leads of some ids (`LEAD_SELECT`), held in the order of their ids on a server."""
    text = _SOME.format(listed_ids("ids", dialect))
    return text if dialect.name == "sqlite" else f"{text} FOR UPDATE OF lead"


def area_of(time_zones: str, country: str, region: str) -> CallingArea:
    """Return the area kept as a row."""
    return CallingArea(tuple(z for z in time_zones.split("|") if z), country, region)


def lead_of(row: Row) -> Lead:
    """Return the lead of a row of `LEAD_SELECT`."""
    return Lead(
        id=row[0],
        version=row[1],
        tier=row[2],
        state=LeadState(row[3]),
        kind=QueueKind(row[4]),
        why=row[5],
        owner_id=row[6],
        due_at=maybe_ms(row[7]),
        arrived_at=from_ms(row[8]),
        inbound=bool(row[9]),
        half_life=row[10],
        rank=row[11],
        ladder=row[12],
        step=row[13],
        attempts=row[14],
        voicemails=row[15],
        busy_run=row[16],
        round=row[17],
        phone=row[18],
        area_id=row[19],
        first_name=row[20],
        last_name=row[21],
        company=row[22],
        title=row[23],
        email=row[24],
        list_id=row[25],
        source_id=row[26],
        campaign=row[27],
        last_call_at=maybe_ms(row[28]),
        counted_at=maybe_ms(row[29]),
        last_outcome=row[30],
        merged_into=row[31],
        area=area_of(row[32], row[33], row[34]),
    )


def column_value(name: str, value: Any) -> Any:
    """Return a domain value as its column keeps it."""
    if name.endswith("_at"):
        return to_ms(value)
    if isinstance(value, (bool, LeadState, QueueKind)):
        return int(value)
    return value


class LeadStore:
    """`desk.unit.Leads` over a session."""

    def __init__(self, session: Session, recorder: Recorder) -> None:
        self._session = session
        self._recorder = recorder

    def get(self, lead_id: int) -> Lead:
        """Return a lead; raises NotFound("lead")."""
        text = _LOCKED if self._session.locks else _BY_ID
        row = self._session.known(("lead", lead_id), text, id=lead_id)
        if row is None:
            raise NotFound("lead", what=lead_id)
        return lead_of(row)

    def get_free(self, lead_id: int) -> Lead | None:
        """Return a lead, locked for this write; None when another write has it locked."""
        row = self._session.one(_FREE if self._session.locks else _BY_ID, id=lead_id)
        return None if row is None else lead_of(row)

    def is_open(self, lead_id: int) -> bool:
        """Tell whether a lead is there, and worked or will be again."""
        return self._session.one(_IS_OPEN, id=lead_id) is not None

    def change(self, lead: Lead, **fields: object) -> Lead:
        """Write some fields and return the lead one version on; same values cost nothing."""
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        for name, value in fields.items():
            old, new = column_value(name, getattr(lead, name)), column_value(name, value)
            if old != new:
                before[name], after[name] = old, new
        if not after:
            return lead
        if any(name in after for name in KEYED):
            self._key(lead, before, after, fields)
        self._recorder.update(tables.lead, {"id": lead.id}, before, after)
        if any(name in after for name in KEYED):
            mark(self._session, lead.id, lead.id)
        if any(name in after for name in SEARCHED):
            reindex(self._session, lead.id, words([getattr(lead, name) for name in SEARCHED]))
        return self.get(lead.id) if "area_id" in after else _changed(lead, fields)

    def details(self, lead_id: int) -> dict[str, Any]:
        """Return what only a card shows."""
        return self._text(lead_id, 0)

    def answers(self, lead_id: int) -> dict[str, str]:
        """Return the answers on the lead's sheet."""
        return self._text(lead_id, 1)

    def set_text(self, lead: Lead, column: str, value: Mapping[str, Any]) -> None:
        """Write `details` or `answers` as JSON."""
        row = self._session.one(_COLUMN, id=lead.id)
        old = (row[0] if column == "details" else row[1]) if row else ""
        new = _json(value)
        if old == new:
            return
        before, after = {column: old}, {column: new}
        if column == "details":
            self._key(lead, before, after, {}, str(value.get("website", "")))
            mark(self._session, lead.id, lead.id)
        self._recorder.update(tables.lead, {"id": lead.id}, before, after)

    def add(self, fields: Mapping[str, object], numbers: Sequence[Number]) -> int:
        """Add a lead with its numbers and return its id."""
        values = {name: column_value(name, value) for name, value in fields.items()}
        site = _website(str(values.get("details", "")))
        values |= lead_keys([str(values.get(n, "")) for n in KEYED], site)._asdict()
        lead_id = self._recorder.insert(tables.lead, values)
        self._add_numbers(lead_id, numbers)
        reindex(self._session, lead_id, "")
        mark(self._session, lead_id, lead_id)
        return lead_id

    def numbers(self, lead_id: int) -> tuple[Number, ...]:
        """Return the numbers of a lead in order."""
        return tuple(Number(*row) for row in self._session.rows(_NUMBERS, id=lead_id))

    def mark_number(self, lead_id: int, position: int, bad: str) -> None:
        """Mark one number of a lead as not to be called, or as good again."""
        old = next(n.bad for n in self.numbers(lead_id) if n.id == position)
        key = {"lead_id": lead_id, "position": position}
        self._recorder.update(tables.phone, key, {"bad": old}, {"bad": bad})

    def replace_numbers(self, lead_id: int, numbers: Sequence[Number]) -> None:
        """Replace all numbers of a lead."""
        for number in self.numbers(lead_id):
            key = {"lead_id": lead_id, "position": number.id}
            self._recorder.delete(tables.phone, key, _number_row(lead_id, number))
        self._add_numbers(lead_id, numbers)

    def with_numbers(self, e164: Iterable[str]) -> tuple[int, ...]:
        """Return the leads that have one of these numbers, 1,000 at most."""
        wanted = json_list(set(e164))
        found = self._session.rows(with_numbers, numbers=wanted, limit=1000)
        return tuple(row[0] for row in found)

    def owned(self, person_id: int) -> tuple[Lead, ...]:
        """Return the queued leads that wait for one person."""
        return tuple(lead_of(row) for row in self._session.rows(_OWNED, person=person_id))

    def with_email(self, email: str) -> tuple[int, ...]:
        """Return the leads that have this address; for a merged one where it went."""
        return tuple(row[0] for row in self._session.rows(_WITH_EMAIL, email=email))

    def touched(self) -> tuple[int, ...]:
        """Return the leads that may have to be held back since this was last asked."""
        return self._recorder.touched()

    def _key(
        self,
        lead: Lead,
        before: dict[str, Any],
        after: dict[str, Any],
        fields: Mapping[str, object],
        website: str | None = None,
    ) -> None:
        """Put into `after` the keys that change with a lead's names and addresses."""
        row = self._session.one(_KEYS, id=lead.id)
        if row is None:
            raise NotFound("lead", what=lead.id)
        names = [str(fields.get(name, getattr(lead, name))) for name in KEYED]
        made = lead_keys(names, _website(row[3]) if website is None else website)
        for name, old, new in zip(made._fields, row, made, strict=False):
            if old != new:
                before[name], after[name] = old, new

    def _add_numbers(self, lead_id: int, numbers: Sequence[Number]) -> None:
        for number in numbers:
            self._recorder.insert(tables.phone, _number_row(lead_id, number))

    def _text(self, lead_id: int, index: int) -> dict[str, Any]:
        row = self._session.one(_COLUMN, id=lead_id)
        if row is None:
            raise NotFound("lead", what=lead_id)
        found: dict[str, Any] = json.loads(row[index]) if row[index] else {}
        return found


def _website(details: str) -> str:
    """Return the web address among a card's details."""
    return str(json.loads(details).get("website", "")) if details else ""


def _changed(lead: Lead, fields: Mapping[str, Any]) -> Lead:
    values = {name: getattr(lead, name) for name in Lead.__slots__} | dict(fields)
    values["version"] = lead.version + 1
    return Lead(**values)


def _number_row(lead_id: int, number: Number) -> dict[str, Any]:
    return {
        "lead_id": lead_id,
        "position": number.id,
        "e164": number.e164,
        "kind": number.kind,
        "extension": number.extension,
        "bad": number.bad,
    }


def _json(value: Mapping[str, Any]) -> str:
    kept = {k: v for k, v in value.items() if v not in ("", 0, None, ())}
    return json.dumps(kept, separators=(",", ":"), ensure_ascii=False) if kept else ""
