# SPDX-License-Identifier: MIT
"""People who were erased, what they are known again by, and leads whose time is over."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import CompoundSelect, Dialect, Select, select

from leaddesk.desk.stores.no_call import DONE
from leaddesk.desk.stores.privacy import (
    ErasedTrait,
    Erasure,
    Erasures,
    Limits,
    OverdueCount,
    TraitRow,
)
from leaddesk.desk.suppressing import WRONG
from leaddesk.domain.erasure import SECRET_BYTES
from leaddesk.domain.errors import NotFound
from leaddesk.domain.lead import SHARED
from leaddesk.domain.retention import OVER, WORKED
from leaddesk.storage import blanking, tables
from leaddesk.storage.blanking import among, listed
from leaddesk.storage.dialects import json_list, text_list
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.moments import from_ms, to_ms
from leaddesk.storage.tables_privacy import erased_trait

_SECRETS = Sql("SELECT value FROM erasure_secret ORDER BY made_at, value")
_KEEP_SECRET = Sql(
    "INSERT INTO erasure_secret (value, made_at) VALUES (:value, :at) ON CONFLICT DO NOTHING"
)
_KEEP = Sql(
    "INSERT INTO erasure (id, at, person_id, reason, leads) "
    "VALUES (:id, :at, :person, :reason, :leads) ON CONFLICT DO NOTHING"
)
_KEEP_TRAIT = Sql(
    "INSERT INTO erased_trait (digest, erasure_id, no_call) VALUES (:digest, :erasure, :no_call) "
    "ON CONFLICT (digest) DO UPDATE SET no_call = "
    "CASE WHEN excluded.no_call = 1 THEN 1 ELSE erased_trait.no_call END"
)
_ERASURE = "SELECT id, at, person_id, reason, leads FROM erasure"
_ONE = Sql(f"{_ERASURE} WHERE id = :id")
_NEWEST = Sql(f"{_ERASURE} ORDER BY at DESC, id DESC LIMIT :limit")
_TRAITS = Sql("SELECT digest, erasure_id, no_call FROM erased_trait ORDER BY digest")
_FORGET = (
    Sql("DELETE FROM erased_trait WHERE erasure_id = :id"),
    Sql("DELETE FROM erasure WHERE id = :id"),
)
_ALL = 1 << 31
_NOT_THEIRS = (SHARED, WRONG)
_KNOWN_BY = (
    "SELECT id, arrived_at, email, CASE WHEN first_name || last_name = '' THEN '' ELSE name_key "
    "END, company_key FROM lead"
)
_NEXT = Sql(f"{_KNOWN_BY} WHERE id > :after AND state <> 8 ORDER BY id LIMIT :limit")

_WORKED = ", ".join(str(int(state)) for state in WORKED)
_OVER = ", ".join(str(int(state)) for state in OVER)
_SPAN = 20_000
"""Ids looked at together for leads whose time is over: one read stays short."""
_TIME_OVER = (
    f"((lead.state IN ({_WORKED}) AND lead.arrived_at < :worked AND lead.last_call_at < :worked) "
    f"OR (lead.state IN ({_OVER}) AND lead.arrived_at < :over AND lead.last_call_at < :over)) "
    "AND lead.due_at <= :now "
    "AND NOT EXISTS (SELECT 1 FROM handoff WHERE handoff.lead_id = lead.id AND handoff.open = 1) "
    "AND NOT EXISTS (SELECT 1 FROM lease WHERE lease.lead_id = lead.id) "
    "AND NOT EXISTS (SELECT 1 FROM journal WHERE journal.lead_id = lead.id AND journal.at >= "
    f"CASE WHEN lead.state IN ({_WORKED}) THEN :worked ELSE :over END)"
)
_OVERDUE = Sql(
    "SELECT lead.id FROM lead WHERE lead.id > :after AND lead.id <= :until "
    f"AND {_TIME_OVER} ORDER BY lead.id LIMIT :limit"
)
_COUNTS = Sql(
    "SELECT lead.state, COALESCE(source.name, ''), COUNT(*) FROM lead "
    f"LEFT JOIN source ON source.id = lead.source_id WHERE {_TIME_OVER} "
    "GROUP BY lead.state, source.name ORDER BY lead.state, source.name"
)
_LAST = Sql("SELECT COALESCE(MAX(id), 0) FROM lead")
_BEFORE_ANY = -1


def _still(dialect: Dialect) -> str:
    told = f"SELECT lead.id FROM lead WHERE {among('lead.id', dialect)} AND {_TIME_OVER}"
    return Sql(told)(dialect)


def _known_by(dialect: Dialect) -> str:
    return f"{_KNOWN_BY} WHERE {among('id', dialect)} ORDER BY id"


def _numbers(dialect: Dialect) -> str:
    return (
        "SELECT lead_id, e164, kind, bad FROM phone "
        f"WHERE {among('lead_id', dialect)} ORDER BY lead_id, position"
    )


def _merged(dialect: Dialect) -> str:
    return f"SELECT id FROM lead WHERE merged_into <> 0 AND {among('merged_into', dialect)}"


def _same_address(dialect: Dialect) -> str:
    return (
        "SELECT other.id FROM lead AS mine JOIN lead AS other ON other.email = mine.email "
        f"WHERE {among('mine.id', dialect)} AND mine.email <> '' AND other.email <> '' "
        # Two names at one address are two people: it is a mailbox of their company.
        "AND other.state <> 9 AND (other.name_key = mine.name_key "
        "OR mine.first_name || mine.last_name = '' OR other.first_name || other.last_name = '')"
    )


def _same_name(dialect: Dialect) -> str:
    return (
        "SELECT other.id FROM lead AS mine JOIN phone AS ours ON ours.lead_id = mine.id "
        "JOIN phone AS theirs ON theirs.e164 = ours.e164 JOIN lead AS other "
        "ON other.id = theirs.lead_id AND other.name_key = mine.name_key "
        f"WHERE {among('mine.id', dialect)} AND mine.name_key <> '' AND other.state <> 9"
    )


def _elsewhere(dialect: Dialect) -> str:
    return (
        "SELECT DISTINCT ours.e164 FROM phone AS ours JOIN phone AS theirs "
        f"ON theirs.e164 = ours.e164 WHERE {among('ours.lead_id', dialect)} "
        f"AND NOT {among('theirs.lead_id', dialect)} "
        "UNION SELECT ours.email FROM lead AS ours JOIN lead AS theirs "
        f"ON theirs.email = ours.email WHERE {among('ours.id', dialect)} "
        f"AND NOT {among('theirs.id', dialect)} AND ours.email <> '' AND theirs.state <> 9"
    )


def _held(dialect: Dialect) -> CompoundSelect[tuple[str]]:
    wanted = text_list(dialect, "wanted")
    phone, lead = tables.phone.c, tables.lead.c
    return (
        select(phone.e164)
        .where(phone.e164.in_(select(wanted.c.value)))
        .union(select(lead.email).where(lead.email != "", lead.email.in_(select(wanted.c.value))))
    )


def _erased(dialect: Dialect) -> Select[tuple[str, str, int]]:
    wanted = text_list(dialect, "wanted")
    found = erased_trait.c
    return select(found.digest, found.erasure_id, found.no_call).where(
        found.digest.in_(select(wanted.c.value))
    )


class PrivacyStore:
    """`desk.stores.privacy.Privacy` over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def secrets(self) -> tuple[bytes, ...]:
        """Return the secrets that digests were made with; none before the first erasure."""
        return tuple(bytes.fromhex(row[0]) for row in self._session.rows(_SECRETS))

    def make_secret(self, at: dt.datetime) -> bytes:
        """Return the secret for new digests, made when there is none."""
        if not (known := self.secrets()):
            self._session.run(_KEEP_SECRET, value=secrets.token_hex(SECRET_BYTES), at=to_ms(at))
            known = self.secrets()
        return known[0]

    def erased(self, digests: Iterable[str]) -> Mapping[str, ErasedTrait]:
        """Return which of some digests belong to somebody who was erased."""
        wanted = json_list(set(digests))
        return {row[0]: _trait(row) for row in self._session.rows(_erased, wanted=wanted)}

    def keep(self, erasure: Erasure, traits: Sequence[ErasedTrait]) -> None:
        """Note an erasure; a known digest stays with its first one, and may forbid calls now."""
        self._session.run(
            _KEEP, id=erasure.id, at=to_ms(erasure.at), person=erasure.person_id,
            reason=erasure.reason, leads=erasure.leads,
        )  # fmt: skip
        self._keep_traits(traits)

    def forget_erasure(self, erasure_id: str) -> Erasure:
        """Drop an erasure's digests and itself; raises NotFound("erasure")."""
        row = self._session.one(_ONE, id=erasure_id)
        if row is None:
            raise NotFound("erasure", what=erasure_id)
        for statement in _FORGET:
            self._session.run(statement, id=erasure_id)
        return _erasure(row)

    def erasures(self, limit: int) -> tuple[Erasure, ...]:
        """Return erasures, newest first."""
        return tuple(_erasure(row) for row in self._session.rows(_NEWEST, limit=limit))

    def told(self) -> Erasures:
        """Return everything that must outlive a restore."""
        return Erasures(
            tuple(str(row[0]) for row in self._session.rows(_SECRETS)),
            self.erasures(_ALL),
            tuple(_trait(row) for row in self._session.rows(_TRAITS)),
        )

    def adopt(self, told: Erasures) -> None:
        """Take over what another copy of the database knew of."""
        own = bool(self.secrets())
        for place, value in enumerate(told.secrets):
            self._session.run(_KEEP_SECRET, value=value, at=place + own)
        for erasure in told.erasures:
            self.keep(erasure, ())
        self._keep_traits(told.traits)

    def _keep_traits(self, traits: Sequence[ErasedTrait]) -> None:
        for one in traits:
            self._session.run(
                _KEEP_TRAIT, digest=one.digest, erasure=one.erasure_id, no_call=int(one.no_call)
            )

    def same_person(self, lead_ids: Sequence[int]) -> tuple[int, ...]:
        """Return some leads with all that are the same person."""
        return self._with(lead_ids, (_merged, _same_address, _same_name))

    def merged_into(self, lead_ids: Sequence[int]) -> tuple[int, ...]:
        """Return some leads with all that were merged into them."""
        return self._with(lead_ids, (_merged,))

    def _with(
        self, lead_ids: Sequence[int], looks: Sequence[Callable[..., str]]
    ) -> tuple[int, ...]:
        found, new = set(lead_ids), set(lead_ids)
        while new:
            ids = listed(tuple(new))
            more = {int(row[0]) for look in looks for row in self._session.rows(look, ids=ids)}
            new = more - found
            found |= new
        return tuple(sorted(found))

    def shared_values(self, lead_ids: Sequence[int]) -> frozenset[str]:
        """Return which numbers and addresses others have as well; a wrong number is another's."""
        ids = listed(lead_ids)
        found = {str(row[0]) for row in self._session.rows(_elsewhere, ids=ids)}
        rows = self._session.rows(_numbers, ids=ids)
        return frozenset(
            found | {row[1] for row in rows if row[2] == "company" or row[3] in _NOT_THEIRS}
        )

    def trait_rows(self, after: int, limit: int) -> tuple[TraitRow, ...]:
        """Return what leads above an id are known by, in the order of their ids."""
        return self._trait_rows(self._session.rows(_NEXT, after=after, limit=limit))

    def traits_of(self, lead_ids: Sequence[int]) -> tuple[TraitRow, ...]:
        """Return what some leads are known by."""
        return self._trait_rows(self._session.rows(_known_by, ids=listed(lead_ids)))

    def _trait_rows(self, rows: Sequence[Row]) -> tuple[TraitRow, ...]:
        numbers: dict[int, list[str]] = {}
        for lead_id, e164, *_ in self._session.rows(_numbers, ids=listed([r[0] for r in rows])):
            numbers.setdefault(lead_id, []).append(e164)
        return tuple(
            TraitRow(
                row[0], from_ms(row[1]), row[2], row[3], row[4], tuple(numbers.get(row[0], ()))
            )
            for row in rows
        )

    def earlier_values(self, lead_ids: Sequence[int]) -> frozenset[str]:
        """Return numbers and addresses that some leads had before and nobody has now."""
        found = blanking.earlier_values(self._session, lead_ids)
        held = self._session.rows(_held, wanted=json_list(found))
        return found - {str(row[0]) for row in held}

    def last_entry(self) -> int:
        """Return the newest journal row."""
        return blanking.last_entry(self._session)

    def mentions(
        self, values: Sequence[str], lead_ids: Sequence[int], after: int = 0
    ) -> tuple[int, ...]:
        """Return journal rows of others that may name some values, or lead to some leads."""
        return blanking.mentions(self._session, values, lead_ids, after)

    def blank(self, lead_ids: Sequence[int], why: str) -> None:
        """Empty everything personal of some leads, in every table, for good."""
        blanking.scrub_pages(self._session)
        blanking.blank(self._session, lead_ids, why)

    def blank_mentions(
        self, entries: Sequence[int], values: Sequence[str], lead_ids: Sequence[int]
    ) -> None:
        """Empty what journal rows say of some values and leads; they can't be taken back."""
        blanking.blank_mentions(self._session, entries, values, lead_ids)

    def unlist(self, lead_ids: Sequence[int], values: Sequence[str], shared: Iterable[str]) -> bool:
        """Take a person's own entries off the do-not-call list; tell whether there were any."""
        return blanking.unlist(self._session, lead_ids, values, shared)

    def unlink(self, lead_ids: Sequence[int]) -> None:
        """Take names off the do-not-call list that belong to some leads; numbers stay on it."""
        blanking.unlink(self._session, lead_ids)

    def overdue(
        self, limits: Limits, at: dt.datetime, after: int, limit: int
    ) -> tuple[tuple[int, ...], int]:
        """Return leads above an id to which nothing happened since the limits, in order."""
        row = self._session.one(_LAST)
        last, until = (int(row[0]) if row else 0), after + _SPAN
        found = self._session.rows(
            _OVERDUE, after=after, until=until, limit=limit, **_moments(limits, at)
        )
        ids = tuple(int(row[0]) for row in found)
        if len(ids) == limit:
            return ids, ids[-1]
        return ids, until if until < last else DONE

    def still_overdue(
        self, limits: Limits, at: dt.datetime, lead_ids: Sequence[int]
    ) -> tuple[int, ...]:
        """Return which of some leads nothing happened to since the limits."""
        rows = self._session.rows(_still, ids=listed(lead_ids), **_moments(limits, at))
        return tuple(sorted(int(row[0]) for row in rows))

    def overdue_counts(self, limits: Limits, at: dt.datetime) -> tuple[OverdueCount, ...]:
        """Return how many leads nothing happened to since the limits, by state and source."""
        return tuple(
            OverdueCount(*row) for row in self._session.rows(_COUNTS, **_moments(limits, at))
        )


def _moments(limits: Limits, at: dt.datetime) -> dict[str, int]:
    worked, over = (to_ms(limit) if limit else _BEFORE_ANY for limit in limits)
    return {"worked": worked, "over": over, "now": to_ms(at)}


def _erasure(row: Row) -> Erasure:
    return Erasure(row[0], from_ms(row[1]), row[2], row[3], row[4])


def _trait(row: Row) -> ErasedTrait:
    return ErasedTrait(row[0], row[1], bool(row[2]))
