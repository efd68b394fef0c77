# SPDX-License-Identifier: MIT
"""The rules that are data, their versions, and the keys of leads that follow from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from leaddesk.desk.stores.rules import RatedLead, RatingMark, RuleEntry, TierUse, WaitingLead
from leaddesk.domain.lead import LeadState
from leaddesk.storage import tables
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.moments import from_ms, to_ms
from leaddesk.storage.recorder import Recorder
from leaddesk.storage.team import grow

_KEPT = Sql("SELECT value, version FROM rule WHERE key = :key")
_ENTRIES = Sql(
    "SELECT id, at, person_id, note, data, voided_by FROM journal "
    f"WHERE {tables.RULE_CHANGES} ORDER BY seq DESC LIMIT :limit"
)
_RATED = (
    "SELECT lead.id, lead.tier, lead.kind, lead.arrived_at, lead.inbound, source.kind, "
    "source.name, lead.title, lead.details, lead.half_life, lead.rank "
    "FROM lead LEFT JOIN source ON source.id = lead.source_id "
)
_RATED_AFTER = Sql(
    f"{_RATED} WHERE lead.id > :after AND lead.state <> 8 ORDER BY lead.id LIMIT :limit"
)
_NEW = Sql(f"{_RATED} WHERE lead.kind = 3 ORDER BY lead.id LIMIT :limit")
_RATE = Sql("UPDATE lead SET half_life = :half_life, rank = :rank WHERE id = :id")
_MARK = Sql("SELECT counts, after FROM upkeep WHERE name = 'rating'")
_SET_MARK = Sql(
    "INSERT INTO upkeep (name, day, after, counts) VALUES ('rating', '', :after, :rules) "
    "ON CONFLICT (name) DO UPDATE SET after = excluded.after, counts = excluded.counts"
)
_FRESH = Sql(
    "SELECT COUNT(*) FROM (SELECT 1 FROM lead WHERE kind = 3 AND tier = :tier AND inbound = 1 "
    "AND arrived_at > :since LIMIT :limit) AS fresh"
)
_WAITING = Sql(
    "SELECT id, area_id, due_at FROM lead WHERE kind IN (2, 4, 7) AND due_at > 0 "
    "ORDER BY id LIMIT :limit"
)
_ON_LADDERS = Sql(
    "SELECT ladder, attempts FROM lead WHERE kind IN (1, 2, 4, 7) AND attempts > 0 LIMIT :limit"
)
_STANDING = Sql(
    "SELECT COUNT(*) FROM (SELECT 1 FROM lead WHERE kind <> 0 AND ladder = :ladder LIMIT :limit) "
    "AS standing"
)
_SHEETS = Sql("SELECT answers FROM lead WHERE kind <> 0 AND answers <> '' LIMIT :limit")
_OFFERED = Sql("SELECT COUNT(*) FROM handoff WHERE open = 1 AND state = 'offered'")
_TIER_USE = (
    # Each part by an index of its own, however many leads there are.
    Sql(
        "SELECT (SELECT COUNT(*) FROM lead WHERE tier = :tier AND kind = 3) "
        "+ (SELECT COUNT(*) FROM lead WHERE tier = :tier AND kind IN (4, 5)) "
        "+ (SELECT COUNT(*) FROM lead WHERE tier = :tier AND kind IN (1, 2, 6, 7, 8)) "
        "+ (SELECT COUNT(*) FROM lead WHERE tier = :tier AND kind = 0 AND state <> 9 "
        f"AND state NOT IN ({LeadState.MERGED.value}, {LeadState.ERASED.value})) "
        # Leads of a list that is being imported stand in no index yet, behind its first one.
        "+ (SELECT COUNT(*) FROM lead WHERE tier = :tier AND state = 9 AND id >= "
        "(SELECT MIN(first_lead) FROM lead_list WHERE first_lead <> 0 "
        "AND status IN ('staging', 'showing', 'undoing', 'abandoned')))"
    ),
    Sql("SELECT COUNT(*) FROM handoff WHERE open = 1 AND to_tier = :tier"),
    Sql("SELECT COUNT(*) FROM watched_folder WHERE tier = :tier"),
)


class RuleStore:
    """`desk.stores.rules.RuleBook` over a session."""

    def __init__(self, session: Session, recorder: Recorder) -> None:
        self._session = session
        self._recorder = recorder

    def put(self, key: str, value: str) -> None:
        """Write a rule; an empty value takes it away, so that the default is in force."""
        grow(self._session)
        row = self._session.one(_KEPT, key=key)
        name = {"key": key}
        if row is None:
            if value:
                self._recorder.insert(tables.rule, name | {"value": value, "version": 1})
        elif not value:
            kept = name | {"value": row[0], "version": row[1]}
            self._recorder.delete(tables.rule, name, kept)
        elif value != row[0]:
            self._recorder.update(tables.rule, name, {"value": row[0]}, {"value": value})

    def entries(self, limit: int) -> list[RuleEntry]:
        """Return the newest changes of rules."""
        return [
            RuleEntry(
                row[0], from_ms(row[1]), row[2], row[3],
                msgspec.json.decode(row[4]) if row[4] else {}, bool(row[5]),
            )
            for row in self._session.rows(_ENTRIES, limit=limit)
        ]  # fmt: skip

    def rated(self, after: int, limit: int) -> list[RatedLead]:
        """Return leads with a higher id in the order of their ids, erased ones left out."""
        return [_rated(row) for row in self._session.rows(_RATED_AFTER, after=after, limit=limit)]

    def new_leads(self, limit: int) -> list[RatedLead]:
        """Return leads that were never called, in the order of their ids."""
        return [_rated(row) for row in self._session.rows(_NEW, limit=limit)]

    def rate(self, keys: Sequence[tuple[int, int, float]]) -> None:
        """Write half-life and rank of leads by their ids; no lead counts as changed by it."""
        rows = [{"id": lead, "half_life": life, "rank": rank} for lead, life, rank in keys]
        self._session.many(_RATE, rows)

    def mark(self) -> RatingMark | None:
        """Return how far leads are rated, None when they never were."""
        row = self._session.one(_MARK)
        return None if row is None else RatingMark(str(row[0]), int(row[1]))

    def set_mark(self, mark: RatingMark) -> None:
        """Say how far leads are rated."""
        self._session.run(_SET_MARK, after=mark.after, rules=mark.rules)

    def fresh(self, tier: int, since: dt.datetime, limit: int) -> int:
        """Return how many new inbound leads of a tier arrived since a moment, `limit` at most."""
        row = self._session.one(_FRESH, tier=tier, since=to_ms(since), limit=limit)
        return int(row[0]) if row else 0

    def waiting(self, limit: int) -> list[WaitingLead]:
        """Return leads that wait for another try, in the order of their ids."""
        return [
            WaitingLead(row[0], row[1], from_ms(row[2]))
            for row in self._session.rows(_WAITING, limit=limit)
        ]

    def on_ladders(self, limit: int) -> list[tuple[str, int]]:
        """Return ladder and attempts of queued leads that were tried and not reached."""
        return [(row[0], row[1]) for row in self._session.rows(_ON_LADDERS, limit=limit)]

    def standing_on(self, ladder: str, limit: int) -> int:
        """Return how many leads of a queue have a ladder, never tried ones too, `limit` at most."""
        row = self._session.one(_STANDING, ladder=ladder, limit=limit)
        return int(row[0]) if row else 0

    def sheets(self, limit: int) -> list[str]:
        """Return the answers kept for leads in a queue, as JSON."""
        return [row[0] for row in self._session.rows(_SHEETS, limit=limit)]

    def offered(self) -> int:
        """Return how many handoffs are open."""
        row = self._session.one(_OFFERED)
        return int(row[0]) if row else 0

    def tier_use(self, tier: int) -> TierUse:
        """Return what stands in a tier; merged and erased leads stand nowhere."""
        found = [self._session.one(statement, tier=tier) for statement in _TIER_USE]
        return TierUse(*(int(row[0]) if row else 0 for row in found))


def _rated(row: Row) -> RatedLead:
    return RatedLead(
        id=row[0],
        tier=row[1],
        is_new=row[2] == _NEW_KIND,
        arrived_at=from_ms(row[3]),
        inbound=bool(row[4]),
        kind=row[5] or "",
        source=row[6] or "",
        title=row[7],
        details=row[8],
        half_life=row[9],
        rank=row[10],
    )


_NEW_KIND = 3
