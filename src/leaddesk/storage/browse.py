# SPDX-License-Identifier: MIT
"""Listing leads by any filter in any order, on a million of them without a pause.

Four orders have an index that is walked. Every other order, and a filter that few leads pass, reads
`ix_lead_browse`, which holds all that a filter asks and is a tenth of the table. SQLite is told
which of the two to take, by how many leads pass; PostgreSQL finds out by itself.

Leads of a list that are not filed yet stand in no order by name or company; they are read beside
it, by their ids.
"""

from __future__ import annotations

import heapq
import itertools
from typing import Final

from sqlalchemy import Dialect

from leaddesk.desk.lead_cut import FRESH_TIER, Cut
from leaddesk.desk.records import KeptFilterText, Source
from leaddesk.domain.lead import LeadState, QueueKind
from leaddesk.domain.lead_filter import LeadSort, PageMark, SortKey
from leaddesk.storage.dialects import json_list, listed_ids
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.moments import to_ms
from leaddesk.storage.search import has_gap
from leaddesk.storage.tables import FILED, SEEN

COMMON = 20_000
"""Leads that pass a filter: with more of them, walking an order finds a page soon enough."""
WALKED: Final = {
    SortKey.ARRIVED: "ix_lead_arrived",
    SortKey.NAME: "ix_lead_name",
    SortKey.COMPANY: "ix_lead_company",
}
_FILED_ONLY: Final = frozenset((SortKey.NAME, SortKey.COMPANY))
_UNFILED: Final = (
    "SELECT DISTINCT",  # Lists that were read at the same time have gaps that overlap.
    "search_gap CROSS JOIN lead",
    f" AND lead.id >= search_gap.first_id AND lead.id <= search_gap.last_id AND NOT lead.{FILED}",
)
_BROWSE = "ix_lead_browse"
_KEYS: Final = {
    SortKey.ARRIVED: "lead.arrived_at",
    SortKey.NAME: "lead.name_key",
    SortKey.COMPANY: "lead.company_key",
    SortKey.TIER: "lead.tier",
    SortKey.STATE: "lead.state",
    SortKey.SOURCE: "COALESCE(source.name, '')",
    SortKey.CAMPAIGN: "lead.campaign",
    SortKey.OWNER: "COALESCE(person.name, '')",
    SortKey.ATTEMPTS: "lead.attempts",
    SortKey.OUTCOME: "lead.last_outcome",
    SortKey.LAST_CALL: "lead.last_call_at",
    SortKey.DUE: "CASE WHEN lead.kind = 0 THEN 0 ELSE lead.due_at END",
}
_JOINED: Final = {
    SortKey.SOURCE: " LEFT JOIN source ON source.id = lead.source_id",
    SortKey.OWNER: " LEFT JOIN person ON person.id = lead.owner_id",
}
_REST_OVER = "(lead.state = 3 AND lead.kind <> 0 AND lead.due_at > 0 AND lead.due_at <= :at)"
_FRESH = (
    f"(lead.kind = {QueueKind.NEW:d} AND lead.inbound = 1 AND lead.tier = {FRESH_TIER} "
    "AND lead.arrived_at > :fresh_since)"
)
_SOURCES = Sql("SELECT id, name, kind, basis, origin FROM source ORDER BY name, id")
_CAMPAIGNS = Sql(
    f"SELECT DISTINCT campaign FROM lead WHERE {SEEN} AND campaign <> '' "
    "ORDER BY campaign LIMIT 500"
)
_LIST_NAMES = Sql("SELECT id, name FROM lead_list WHERE status = 'live' ORDER BY id DESC LIMIT 200")
_KEPT = Sql(
    "SELECT id, name, person_id, value FROM kept_filter WHERE person_id IN (0, :person) "
    "ORDER BY name, id"
)


class BrowseReads:
    """The part of `desk.reads.Reads` about lists of leads."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def browse(
        self, cut: Cut, sort: LeadSort, after: PageMark | None, limit: int
    ) -> list[PageMark]:
        """Return the sort keys and ids of the leads behind a mark."""
        where, params = conditions(cut, self._session.database.dialect)
        key, way = _KEYS[sort.key], "DESC" if sort.falling else "ASC"
        if after is not None:
            where += f" AND ({key}, lead.id) {'<' if sort.falling else '>'} (:after, :after_id)"
            params["after"], params["after_id"] = after
        pages: list[list[PageMark]] = []
        for select, place, besides in self._places(cut, sort):
            told = (
                f"{select} {key}, lead.id FROM {place}{_JOINED.get(sort.key, '')} "
                f"WHERE {where}{besides} ORDER BY {key} {way}, lead.id {way} LIMIT :limit"
            )
            rows = self._session.rows(Sql(told), limit=limit, **params)
            pages.append([(row[0], int(row[1])) for row in rows])
        return list(itertools.islice(heapq.merge(*pages, reverse=sort.falling), limit))

    def browse_ids(self, cut: Cut) -> list[int]:
        """Return every lead that passes, in the order of their ids."""
        where, params = conditions(cut, self._session.database.dialect)
        told = f"SELECT lead.id FROM lead{self._wide(cut)} WHERE {where}"
        return sorted(int(row[0]) for row in self._session.rows(Sql(told), **params))

    def browse_count(self, cut: Cut) -> int:
        """Return how many leads pass."""
        where, params = conditions(cut, self._session.database.dialect)
        row = self._session.one(
            Sql(f"SELECT COUNT(*) FROM lead{self._wide(cut)} WHERE {where}"), **params
        )
        return int(row[0]) if row else 0

    def sources(self) -> list[Source]:
        """Return every source by name."""
        return [Source(*row) for row in self._session.rows(_SOURCES)]

    def campaigns(self) -> list[str]:
        """Return the campaigns that leads have, by name, 500 at most."""
        return [str(row[0]) for row in self._session.rows(_CAMPAIGNS)]

    def list_names(self) -> list[tuple[int, str]]:
        """Return the lists that are in work, newest first, 200 at most."""
        return [(int(row[0]), str(row[1])) for row in self._session.rows(_LIST_NAMES)]

    def kept_filters(self, person_id: int) -> list[KeptFilterText]:
        """Return the filters of a person and of the team, by name."""
        return [KeptFilterText(*row) for row in self._session.rows(_KEPT, person=person_id)]

    def _index(self, cut: Cut, sort: LeadSort) -> str:
        """Return which index is to be taken; none where ids lead to the rows."""
        if cut.lead_ids is not None:
            return ""
        walked = WALKED.get(sort.key)
        return walked if walked is not None and self._is_common(cut) else _BROWSE

    def _places(self, cut: Cut, sort: LeadSort) -> list[tuple[str, str, str]]:
        """Return how leads are read, filed ones and others: SELECT, FROM, what is asked besides.

        On a server every lead is filed, so that saying it costs nothing and opens the index.
        """
        index = self._index(cut, sort)
        if index != WALKED.get(sort.key) or sort.key not in _FILED_ONLY:
            return [("SELECT", f"lead{self._by(index)}", "")]
        filed = ("SELECT", f"lead{self._by(index)}", f" AND lead.{FILED}")
        return [filed, _UNFILED] if has_gap(self._session) else [filed]

    def _is_common(self, cut: Cut) -> bool:
        """Tell whether so many leads pass that a page of them is soon found on any walk.

        A server counts for itself what is the shorter way.
        """
        if not self._session.is_sqlite:
            return True
        where, params = conditions(cut, self._session.database.dialect)
        if where == _EVERY:
            return True
        row = self._session.one(
            Sql(
                f"SELECT COUNT(*) FROM (SELECT 1 FROM lead{self._by(_BROWSE)} WHERE {where} "
                f"LIMIT {COMMON})"
            ),
            **params,
        )
        return row is not None and int(row[0]) == COMMON

    def _wide(self, cut: Cut) -> str:
        """Return the words that make SQLite read the wide index, unless ids lead to the rows."""
        return self._by("" if cut.lead_ids is not None else _BROWSE)

    def _by(self, index: str) -> str:
        """Return the words that make SQLite take an index."""
        return f" INDEXED BY {index}" if index and self._session.is_sqlite else ""


_SEEN = f"lead.{SEEN}"
_GONE = (LeadState.MERGED, LeadState.ERASED)
_EVERY = " AND ".join((_SEEN, *(f"lead.state <> {state:d}" for state in _GONE)))
"""A merged or an erased lead is listed only where such are asked for."""


def conditions(cut: Cut, dialect: Dialect) -> tuple[str, dict[str, object]]:
    """Return the WHERE of a cut over `lead`, and its parameters."""
    parts, params = [_EVERY if set(_GONE).isdisjoint(cut.states) else _SEEN], {}
    for name, test, value in _simple(cut):
        if value is not None:
            parts.append(f"{test} :{name}")
            params[name] = value
    if cut.states:
        parts.append(f"({' OR '.join(map(_in_state, cut.states))})")
        params["at"] = to_ms(cut.at)
    if cut.places is not None:
        parts.append(_in_places(cut))
        params["fresh_since"] = to_ms(cut.fresh_since)
    for name, column, ids in (
        ("areas", "lead.area_id", cut.area_ids),
        ("ids", "lead.id", cut.lead_ids),
    ):
        if ids is not None:
            parts.append(f"{column} IN ({listed_ids(name, dialect)})")
            params[name] = json_list(ids)
    used = " AND ".join(parts)
    return used, {n: v for n, v in params.items() if f":{n}" in used or f"%({n})s" in used}


def _simple(cut: Cut) -> list[tuple[str, str, object]]:
    """Return (parameter, column and comparison, value) of what is compared with one value."""
    after, until = cut.arrived_after, cut.arrived_until
    return [
        ("tier", "lead.tier =", cut.tier),
        ("source", "lead.source_id =", cut.source_id),
        ("campaign", "lead.campaign =", cut.campaign),
        ("owner", "lead.owner_id =", cut.owner_id),
        ("list", "lead.list_id =", cut.list_id),
        ("attempts_from", "lead.attempts >=", cut.attempts_from),
        ("attempts_to", "lead.attempts <=", cut.attempts_to),
        ("outcome", "lead.last_outcome =", cut.last_outcome or None),
        ("arrived_after", "lead.arrived_at >", to_ms(after) if after else None),
        ("arrived_until", "lead.arrived_at <=", to_ms(until) if until else None),
    ]


def _in_state(state: LeadState) -> str:
    if state is LeadState.QUEUED:
        return f"lead.state = 0 OR {_REST_OVER}"
    if state is LeadState.CLOSED:
        return f"(lead.state = 3 AND NOT {_REST_OVER})"
    return f"lead.state = {state:d}"


def _in_places(cut: Cut) -> str:
    """Return the test for a class of the queue: its places, and who is fresh in theirs."""
    of_tier: dict[int, list[str]] = {}
    for tier, kind in cut.places or ():
        of_tier.setdefault(tier, []).append(f"{kind:d}")
    places = [
        f"(lead.tier = {tier:d} AND lead.kind IN ({', '.join(kinds)}))"
        for tier, kinds in of_tier.items()
    ]
    told = f"({' OR '.join(places) or '1 = 0'}) AND NOT {_FRESH}"
    return f"(({told}) OR {_FRESH})" if cut.fresh else f"({told})"
