# SPDX-License-Identifier: MIT
"""The do-not-call list, the places of leads it holds back, and the walk of the night."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Dialect, Select, and_, or_, select

from leaddesk.desk.stores.no_call import KINDS, Entry, Identity, Night
from leaddesk.domain.lead import LeadState
from leaddesk.storage import tables, tables_no_call
from leaddesk.storage.dialects import int_list, json_list, text_list
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.moments import from_ms, to_ms
from leaddesk.storage.recorder import Recorder
from leaddesk.storage.tables import FILED

_FIELDS = "kind, value, label, since, person_id, reason, lead_id"
_ENTRY = Sql(f"SELECT {_FIELDS} FROM suppression WHERE kind = :kind AND value = :value")
_OF_PERSON = Sql(f"SELECT {_FIELDS} FROM suppression WHERE lead_id = :lead ORDER BY kind, value")
_NEWER = Sql("SELECT 1 FROM suppression WHERE since >= :since LIMIT 1")
_PAGE = Sql(
    f"SELECT {_FIELDS} FROM suppression WHERE (since, kind, value) < (:since, :kind, :value) "
    "ORDER BY since DESC, kind DESC, value DESC LIMIT :limit"
)
_SEARCH = Sql(
    f"SELECT {_FIELDS} FROM suppression WHERE kind = :kind AND value >= :first AND value < :last "
    "ORDER BY value LIMIT :limit"
)
_SIZE = Sql("SELECT COUNT(*) FROM suppression")
_LEADS_OF = {
    "number": "SELECT DISTINCT lead_id FROM phone WHERE e164 = :value AND lead_id > :after "
    "ORDER BY lead_id LIMIT :limit",
    "email": "SELECT id FROM lead WHERE email = :value AND email <> '' AND id > :after "
    "ORDER BY id LIMIT :limit",
    "company": f"SELECT id FROM lead WHERE company_key = :value AND {FILED} AND state <> 9 "
    "AND id > :after UNION SELECT lead.id FROM search_gap CROSS JOIN lead "
    "WHERE lead.id >= search_gap.first_id AND lead.id <= search_gap.last_id "
    f"AND lead.company_key = :value AND NOT {FILED} AND state <> 9 AND lead.id > :after "
    "ORDER BY id LIMIT :limit",
    "site": "SELECT id FROM lead WHERE site = :value AND site <> '' AND id > :after "
    "ORDER BY id LIMIT :limit",
    "person": "SELECT id FROM lead WHERE id = CAST(:value AS BIGINT) AND id > :after "
    "ORDER BY id LIMIT :limit",
}
_AMONG = "IN (SELECT json_array_elements_text(CAST(:{} AS JSON)))"
_HOLD_ABOUT = Sql(
    "SELECT id FROM lead WHERE id IN ("
    f"SELECT lead_id FROM phone WHERE e164 {_AMONG.format('number')} "
    f"UNION SELECT id FROM lead WHERE email <> '' AND email {_AMONG.format('email')} "
    f"UNION SELECT id FROM lead WHERE site <> '' AND site {_AMONG.format('site')} "
    f"UNION SELECT id FROM lead WHERE company_key {_AMONG.format('company')} AND {FILED} "
    "UNION SELECT lead.id FROM search_gap CROSS JOIN lead WHERE lead.id >= search_gap.first_id "
    f"AND lead.id <= search_gap.last_id AND lead.company_key {_AMONG.format('company')} "
    "UNION SELECT CAST(json_array_elements_text(CAST(:person AS JSON)) AS BIGINT)) "
    "ORDER BY id FOR UPDATE"
)
_NEXT = Sql("SELECT id FROM lead WHERE id > :after AND state <> 9 ORDER BY id LIMIT :limit")
_HELD = Sql("SELECT since, place FROM hold WHERE lead_id = :lead")
_BEGIN = Sql(
    "INSERT INTO upkeep (name, day, after, until, holder, counts) "
    "VALUES (:name, :day, 0, :until, :holder, '') ON CONFLICT (name) DO UPDATE "
    "SET after = CASE WHEN upkeep.day = excluded.day THEN upkeep.after ELSE 0 END, "
    "counts = CASE WHEN upkeep.day = excluded.day THEN upkeep.counts ELSE '' END, "
    "day = excluded.day, until = excluded.until, holder = excluded.holder "
    "WHERE upkeep.day < excluded.day OR (upkeep.day = excluded.day AND upkeep.after >= 0 "
    "AND upkeep.until < :now)"
)
_NIGHT = Sql("SELECT day, after, counts, holder FROM upkeep WHERE name = :name")
_GO_ON = Sql(
    "UPDATE upkeep SET after = :after, counts = :counts, until = :until "
    "WHERE name = :name AND day = :day AND holder = :holder"
)
_FORGET = Sql("DELETE FROM upkeep WHERE name = 'rescrub'")
_KINDS_LISTED = Sql(
    " UNION ALL ".join(
        f"SELECT '{kind}' WHERE EXISTS (SELECT 1 FROM suppression WHERE kind = '{kind}')"
        for kind in KINDS
    )
)
_PAST_ANY = "\U0010ffff"


def _listed(dialect: Dialect) -> Select[tuple[str, str]]:
    """Return which of some values of each kind are on the list."""
    entry = tables.suppression.c
    return select(entry.kind, entry.value).where(
        or_(
            *(
                and_(
                    entry.kind == kind,
                    entry.value.in_(select(text_list(dialect, f"{kind}s").c.value)),
                )
                for kind in KINDS
            )
        )
    )


def _identities(dialect: Dialect) -> Select[tuple[int, int, str, str, str]]:
    """Return what some leads are known by beside their numbers."""
    lead, ids = tables.lead.c, int_list(dialect, "ids")
    return (
        select(lead.id, lead.state, lead.email, lead.company_key, lead.site)
        .where(lead.id.in_(select(ids.c.value)))
        .order_by(lead.id)
    )


def _numbers(dialect: Dialect) -> Select[tuple[int, str, str]]:
    """Return the numbers of some leads, in order."""
    phone, ids = tables.phone.c, int_list(dialect, "ids")
    return (
        select(phone.lead_id, phone.e164, phone.bad)
        .where(phone.lead_id.in_(select(ids.c.value)))
        .order_by(phone.lead_id, phone.position)
    )


class NoCallStore:
    """`desk.stores.no_call.NoCall` over a session."""

    def __init__(self, session: Session, recorder: Recorder) -> None:
        self._session = session
        self._recorder = recorder

    def entry(self, kind: str, value: str) -> Entry | None:
        """Return an entry, None when nothing like it is on the list."""
        row = self._session.one(_ENTRY, kind=kind, value=value)
        return None if row is None else _entry(row)

    def add(self, entry: Entry) -> bool:
        """Put an entry on the list; one that is there already stays as it is (False)."""
        if self.entry(entry.kind, entry.value) is not None:
            return False
        self._recorder.insert(tables.suppression, _row(entry))
        return True

    def remove(self, entry: Entry) -> None:
        """Take an entry off the list."""
        key = {"kind": entry.kind, "value": entry.value}
        self._recorder.delete(tables.suppression, key, _row(entry))

    def of_person(self, lead_id: int) -> tuple[Entry, ...]:
        """Return what is on the list because this person asked."""
        return tuple(_entry(row) for row in self._session.rows(_OF_PERSON, lead=lead_id))

    def listed(self, wanted: Mapping[str, Sequence[str]]) -> Mapping[str, frozenset[str]]:
        """Return which values of each kind are on the list."""
        found: dict[str, set[str]] = {kind: set() for kind in KINDS}
        # Most kinds have no entry at all: a long list need not be asked about them.
        held = {kind for (kind,) in self._session.rows(_KINDS_LISTED) if wanted.get(kind)}
        if held:
            told = {kind: set(wanted[kind]) if kind in held else () for kind in KINDS}
            asked = {f"{kind}s": json_list(values) for kind, values in told.items()}
            for kind, value in self._session.rows(_listed, **asked):
                found[kind].add(value)
        return {kind: frozenset(values) for kind, values in found.items()}

    def newer(self, since: dt.datetime) -> bool:
        """Tell whether anything was put on the list since a moment."""
        return self._session.one(_NEWER, since=to_ms(since)) is not None

    def page(self, after: tuple[dt.datetime, str, str] | None, limit: int) -> tuple[Entry, ...]:
        """Return entries, newest first, those after a place (since, kind, value)."""
        since, kind, value = after or (from_ms(_FOREVER), _PAST_ANY, _PAST_ANY)
        rows = self._session.rows(_PAGE, since=to_ms(since), kind=kind, value=value, limit=limit)
        return tuple(_entry(row) for row in rows)

    def find(self, kind: str, beginning: str, limit: int) -> tuple[Entry, ...]:
        """Return entries of a kind whose value begins so, in order."""
        rows = self._session.rows(
            _SEARCH, kind=kind, first=beginning, last=beginning + _PAST_ANY, limit=limit
        )
        return tuple(_entry(row) for row in rows)

    def size(self) -> int:
        """Return how many entries there are."""
        row = self._session.one(_SIZE)
        return int(row[0]) if row else 0

    def leads_of(self, kind: str, value: str, after: int, limit: int) -> tuple[int, ...]:
        """Return leads that an entry is about with an id above `after`, in order."""
        rows = self._session.rows(Sql(_LEADS_OF[kind]), value=value, after=after, limit=limit)
        return tuple(int(row[0]) for row in rows)

    def hold_leads(self, told: Iterable[tuple[str, str]]) -> None:
        """Hold every lead that some entries are about, in the order of their ids."""
        if not self._session.locks:
            return
        values: dict[str, set[str]] = {kind: set() for kind in KINDS}
        for kind, value in told:
            values[kind].add(value)
        self._session.rows(_HOLD_ABOUT, **{kind: json_list(values[kind]) for kind in KINDS})

    def identities(self, ids: Sequence[int]) -> tuple[Identity, ...]:
        """Return what some leads are known by."""
        told = json_list(ids)
        numbers: dict[int, list[tuple[str, str]]] = {}
        for lead_id, e164, bad in self._session.rows(_numbers, ids=told):
            numbers.setdefault(lead_id, []).append((e164, bad))
        return tuple(
            Identity(
                row[0], LeadState(row[1]), row[2], row[3], row[4], tuple(numbers.get(row[0], ()))
            )
            for row in self._session.rows(_identities, ids=told)
        )

    def next_leads(self, after: int, limit: int) -> tuple[int, ...]:
        """Return the next leads in the order of their ids, those being imported left out."""
        return tuple(int(row[0]) for row in self._session.rows(_NEXT, after=after, limit=limit))

    def hold(self, lead_id: int, since: dt.datetime, place: str) -> None:
        """Remember where a lead stood before it was held back."""
        self.release(lead_id)
        values = {"lead_id": lead_id, "since": to_ms(since), "place": place}
        self._recorder.insert(tables_no_call.hold, values)

    def held(self, lead_id: int) -> str | None:
        """Return where a lead stood, None when nothing was remembered."""
        row = self._session.one(_HELD, lead=lead_id)
        return None if row is None else str(row[1])

    def release(self, lead_id: int) -> None:
        """Forget where a lead stood."""
        row = self._session.one(_HELD, lead=lead_id)
        if row is not None:
            before = {"lead_id": lead_id, "since": row[0], "place": row[1]}
            self._recorder.delete(tables_no_call.hold, {"lead_id": lead_id}, before)

    def begin_night(
        self, name: str, day: str, holder: str, at: dt.datetime, until: dt.datetime
    ) -> Night | None:
        """Begin a day's walk, or take over one that was left; None when it is done or in hand."""
        told = {"name": name, "day": day, "holder": holder, "now": to_ms(at), "until": to_ms(until)}
        self._session.run(_BEGIN, **told)
        row = self._session.one(_NIGHT, name=name)
        mine = row is not None and row[0] == day and row[3] == holder and row[1] >= 0
        return Night(row[0], row[1], row[2]) if row is not None and mine else None

    def go_on(self, name: str, holder: str, night: Night, until: dt.datetime) -> bool:
        """Note how far the walk is; False when somebody else took it over."""
        return bool(
            self._session.run(
                _GO_ON,
                name=name,
                after=night.after,
                counts=night.counts,
                until=to_ms(until),
                day=night.day,
                holder=holder,
            )
        )

    def last_night(self, name: str) -> Night | None:
        """Return the last walk of a name that was begun, None when there was none."""
        row = self._session.one(_NIGHT, name=name)
        return Night(row[0], row[1], row[2]) if row else None

    def forget_night(self) -> None:
        """Have the walk begin anew: a list changed that concerns every lead."""
        self._session.run(_FORGET)


_FOREVER = 250_000_000_000_000
"""A moment after every other, in milliseconds."""


def _entry(row: Row) -> Entry:
    kind, value, label, since, person_id, reason, lead_id = row
    return Entry(kind, value, label, from_ms(since), person_id, reason, lead_id)


def _row(entry: Entry) -> dict[str, object]:
    return {
        "kind": entry.kind,
        "value": entry.value,
        "label": entry.label,
        "since": to_ms(entry.since),
        "person_id": entry.person_id,
        "reason": entry.reason,
        "lead_id": entry.lead_id,
    }
