# SPDX-License-Identifier: MIT
"""Reads for the screens: leads in bulk, counts of a queue, history and search."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect, Select, bindparam, func, literal, select, text, true

from leaddesk.desk.queries import ListRow
from leaddesk.desk.reads import PastEntry, QueueCounts
from leaddesk.desk.records import Feedback, Handoff, Source
from leaddesk.domain.lead import Lead, LeadState, QueueKind
from leaddesk.storage import (
    browse,
    day_reads,
    export_reads,
    funnel_reads,
    funnel_sums,
    handoff_figures,
    handoff_reads,
    handoff_team_reads,
    queue_seeks,
    search,
    tables,
    team_reads,
)
from leaddesk.storage.dialects import int_list, json_list, listed_ids
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.leads import LEAD_SELECT, lead_of
from leaddesk.storage.moments import from_ms, maybe_ms, to_ms
from leaddesk.storage.queue import LIVES

_lead = tables.lead
_SOURCE = Sql("SELECT id, name, kind, basis, origin FROM source WHERE id = :id")
_LIST_NAME = Sql("SELECT name FROM lead_list WHERE id = :id")
_THEIRS = (
    "{0} IN (SELECT :lead UNION ALL SELECT id FROM lead WHERE merged_into <> 0 "
    "AND merged_into = :lead)"
)
"""A lead's own, and those of leads that were merged into it."""
_HISTORY = Sql(
    "SELECT id, at, person_id, kind, outcome, note, data, voided_by, seq FROM journal "
    f"WHERE {_THEIRS.format('lead_id')} AND kind <> 'undo' AND kind <> 'sheet' "
    "ORDER BY seq DESC LIMIT :limit"
)
_BULK_HISTORY = Sql(
    "SELECT journal.id, at, person_id, kind, outcome, note, data, voided_by, seq FROM bulk_image "
    "JOIN bulk ON bulk.id = bulk_image.bulk_id JOIN journal ON journal.id = bulk.entry_id "
    f"WHERE {_THEIRS.format('bulk_image.lead_id')} ORDER BY journal.seq DESC LIMIT :limit"
)
_BY_STATE = Sql(
    "SELECT state, COUNT(*) FROM lead WHERE kind = 0 AND state <> 9 AND state <> 7 AND state <> 8 "
    "AND tier = :tier GROUP BY state"
)
_NEW_BY_AREA = Sql(
    "SELECT area_id, COUNT(*) FROM lead WHERE kind = 3 AND tier = :tier GROUP BY area_id"
)
_DUE_BY_AREA = Sql(
    "SELECT area_id, COUNT(*) FROM lead WHERE kind IN (4, 5) AND tier = :tier AND due_at <= :now "
    "GROUP BY area_id"
)
_NOT_DUE = Sql(
    "SELECT COUNT(*), MIN(due_at) FROM lead WHERE kind IN (4, 5) AND tier = :tier AND due_at > :now"
)
_PERSONAL = Sql(
    "SELECT owner_id, CASE WHEN due_at <= :now THEN 1 ELSE 0 END, COUNT(*), MIN(due_at) FROM lead "
    "WHERE kind IN (1, 2, 6, 7, 8) AND tier = :tier "
    "GROUP BY owner_id, CASE WHEN due_at <= :now THEN 1 ELSE 0 END"
)
_AGREED_BY_AREA = Sql(
    "SELECT kind, area_id, COUNT(*) FROM lead WHERE kind IN (1, 2, 6, 7, 8) AND tier = :tier "
    "AND owner_id IN (0, :person) AND due_at <= :now GROUP BY kind, area_id"
)
# CROSS JOIN keeps SQLite from reading every lead to look for its lease.
_LEASED = Sql(
    "SELECT COUNT(*) FROM lease CROSS JOIN lead WHERE lead.id = lease.lead_id "
    "AND lead.tier = :tier AND lease.person_id <> :person AND lease.expires_at > :now "
    "AND lead.owner_id IN (0, :person)"
)
_LISTS = Sql(
    "SELECT lead_list.id, lead_list.name, source.name, lead_list.campaign, lead_list.status, "
    "lead_list.imported_at, lead_list.counts, lead_list.person_id, lead_list.first_lead, "
    "lead_list.last_lead FROM lead_list JOIN source ON source.id = lead_list.source_id "
    "WHERE lead_list.status <> 'dropped' ORDER BY lead_list.id DESC LIMIT :limit"
)
_WORKED = Sql(
    "SELECT COUNT(DISTINCT lead_id) FROM journal WHERE lead_id >= :first AND lead_id <= :last"
)
_MAPPING = Sql("SELECT value FROM mapping WHERE header_key = :key")
_SIZE = Sql("SELECT (SELECT COUNT(*) FROM person), (SELECT COALESCE(MAX(id), 0) FROM lead)")
_FIRST_NUMBER = Sql("SELECT e164 FROM phone WHERE lead_id = :id ORDER BY position LIMIT 1")


def _leads_in(dialect: Dialect) -> str:
    """Return leads by a JSON list of ids."""
    return f"{LEAD_SELECT} WHERE lead.id IN ({listed_ids('ids', dialect)})"


def _count_new(dialect: Dialect) -> Select[Any]:
    """Return how many new leads of a tier are in open areas: one index range per area."""
    areas, ways = int_list(dialect, "team"), int_list(dialect, "ways")
    in_area = (
        select(func.count())
        .select_from(_lead)
        .where(
            text(tables.NEW),
            _lead.c.tier == bindparam("tier"),
            _lead.c.inbound == ways.c.value,
            _lead.c.area_id == areas.c.value,
        )
        .correlate(areas, ways)
        .scalar_subquery()
    )
    return select(func.sum(in_area)).select_from(ways.join(areas, true()))


def _count_pool(dialect: Dialect) -> Select[Any]:
    """Return how many retries and rested leads of a tier are due in open areas."""
    areas, kinds = int_list(dialect, "team"), int_list(dialect, "kinds")
    in_area = (
        select(func.count())
        .select_from(_lead)
        .where(
            text(tables.POOL),
            _lead.c.tier == bindparam("tier"),
            _lead.c.kind == kinds.c.value,
            _lead.c.area_id == areas.c.value,
            _lead.c.due_at <= bindparam("now"),
        )
        .correlate(areas, kinds)
        .scalar_subquery()
    )
    return select(func.sum(in_area)).select_from(kinds.join(areas, true()))


def _count_personal(dialect: Dialect) -> Select[Any]:
    """Return how many leads that wait for a person, or for anybody by name, are due."""
    lawful = int_list(dialect, "lawful")
    return select(func.count()).where(
        text(tables.PERSONAL),
        _lead.c.tier == bindparam("tier"),
        _lead.c.owner_id.in_([bindparam("person"), literal(0)]),
        _lead.c.due_at <= bindparam("now"),
        _lead.c.area_id.in_(select(lawful.c.value)),
    )


class Reads(
    day_reads.DayReads,
    handoff_reads.HandoffReads,
    funnel_reads.FunnelReads,
    funnel_sums.FunnelSums,
    handoff_team_reads.TeamHandoffReads,
    handoff_figures.HandoffFigureReads,
    browse.BrowseReads,
    export_reads.ExportReads,
    team_reads.TeamReads,
):
    """`desk.reads.Reads` over a session."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    def leads(self, ids: Sequence[int]) -> list[Lead]:
        """Return leads in the order of the ids; ones that are gone are left out."""
        if not ids:
            return []
        rows = self._session.rows(_leads_in, ids=json_list(ids))
        found = {row[0]: lead_of(row) for row in rows}
        return [found[lead_id] for lead_id in ids if lead_id in found]

    def source(self, source_id: int) -> Source:
        """Return a source; an unknown one reads as nameless."""
        row = self._session.one(_SOURCE, id=source_id)
        return Source(*row) if row else Source(0, "", "list")

    def list_name(self, list_id: int) -> str:
        """Return the name of the list a lead came with."""
        row = self._session.one(_LIST_NAME, id=list_id)
        return str(row[0]) if row else ""

    def history(self, lead_id: int, limit: int) -> list[PastEntry]:
        """Return the newest entries of a lead's history, its own and those of many leads."""
        own = self._session.rows(_HISTORY, lead=lead_id, limit=limit)
        shared = self._session.rows(_BULK_HISTORY, lead=lead_id, limit=limit)
        if shared:
            own = sorted([*own, *shared], key=itemgetter(8), reverse=True)[:limit]
        return [
            PastEntry(
                id=row[0],
                at=from_ms(row[1]),
                person_id=row[2],
                kind=row[3],
                outcome=row[4],
                note=row[5],
                data=json.loads(row[6]) if row[6] else {},
                voided=bool(row[7]),
            )
            for row in own
        ]

    def first_numbers(self, ids: Sequence[int]) -> dict[int, str]:
        """Return a number to show per lead, also where it is not to be called."""
        found = {lead_id: self._session.one(_FIRST_NUMBER, id=lead_id) for lead_id in ids}
        return {lead_id: str(row[0]) for lead_id, row in found.items() if row}

    def ready(self, tier: int, person_id: int, team: str, lawful: str, at: dt.datetime) -> int:
        """Return how many leads a person could be given now; areas as JSON lists of ids."""
        now = to_ms(at)
        counts = (
            self._session.one(_count_new, tier=tier, team=team, ways="[0, 1]"),
            self._session.one(_count_pool, tier=tier, team=team, kinds="[4, 5]", now=now),
            self._session.one(_count_personal, tier=tier, lawful=lawful, person=person_id, now=now),
        )
        return sum(int(row[0] or 0) for row in counts if row)

    def queue_counts(self, tier: int, person_id: int, at: dt.datetime) -> QueueCounts:
        """Return how many leads of a tier wait for what."""
        now = to_ms(at)
        areas: dict[int, int] = {}
        for area_id, n in self._session.rows(_NEW_BY_AREA, tier=tier):
            areas[area_id] = areas.get(area_id, 0) + n
        for area_id, n in self._session.rows(_DUE_BY_AREA, tier=tier, now=now):
            areas[area_id] = areas.get(area_id, 0) + n
        agreed: dict[int, int] = {}
        for kind, area_id, n in self._session.rows(
            _AGREED_BY_AREA, tier=tier, person=person_id, now=now
        ):
            found = agreed if kind == QueueKind.CALLBACK else areas
            found[area_id] = found.get(area_id, 0) + n
        not_due = self._session.one(_NOT_DUE, tier=tier, now=now) or (0, None)
        waiting, next_due = int(not_due[0]), not_due[1]
        others = 0
        for owner, is_due, n, first in self._session.rows(_PERSONAL, tier=tier, now=now):
            if owner not in (0, person_id):
                others += n
            elif not is_due:
                waiting += n
                next_due = min(first, next_due) if next_due else first
        states = {
            LeadState(row[0]): int(row[1]) for row in self._session.rows(_BY_STATE, tier=tier)
        }
        leased = self._session.one(_LEASED, tier=tier, person=person_id, now=now)
        return QueueCounts(
            total=sum(areas.values())
            + sum(agreed.values())
            + waiting
            + others
            + sum(states.values()),
            ready_areas=areas,
            agreed_areas=agreed,
            personal_others=others,
            not_due=waiting,
            next_due=maybe_ms(next_due or 0),
            leased=int(leased[0]) if leased else 0,
            by_state=states,
        )

    def waiting_heads(self, tier: int, areas: str, at: dt.datetime, limit: int) -> list[int]:
        """Return new leads of closed areas, best score first."""
        lives = json_list(row[0] for row in self._session.rows(LIVES, tier=tier))
        rows = self._session.rows(
            queue_seeks.by_score,
            tier=tier,
            areas=areas,
            lives=lives,
            now=to_ms(at),
            hours=at.timestamp() / 3600,
            limit=limit,
        )
        return [int(row[0]) for row in rows]

    def search_words(self, text: str, limit: int) -> list[int]:
        """Return leads in which every word of a text begins some word."""
        return search.find_by_words(self._session, text, limit)

    def search_numbers(self, prefixes: Sequence[str], limit: int) -> list[int]:
        """Return leads with a number that begins with one of some E.164 prefixes."""
        return search.find_by_number(self._session, prefixes, limit)

    def lists(self, limit: int) -> list[tuple[ListRow, int]]:
        """Return lists, newest first, each with the id of who imported it."""
        return [self._list_row(row) for row in self._session.rows(_LISTS, limit=limit)]

    def mapping(self, header_key: str) -> str:
        """Return the column mapping kept for a header, empty when there is none."""
        row = self._session.one(_MAPPING, key=header_key)
        return str(row[0]) if row else ""

    def size(self) -> tuple[int, int]:
        """Return how many people there are, and the highest id of a lead (0: no leads)."""
        row = self._session.one(_SIZE)
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def _list_row(self, row: tuple[object, ...]) -> tuple[ListRow, int]:
        list_id, name, source, campaign, status, at, counts, person_id, first, last = row
        told = json.loads(str(counts)) if counts else {}
        worked = self._session.one(_WORKED, first=first, last=last) if last else None
        made = ListRow(
            id=int(str(list_id)),
            name=str(name),
            source=str(source),
            campaign=str(campaign),
            status=str(status),
            imported_at=from_ms(int(str(at))),
            by="",
            leads=int(told.get("new", 0)),
            worked=int(worked[0]) if worked else 0,
            may_undo=status == "live",
        )
        return made, int(str(person_id))


__all__ = ["Feedback", "Handoff", "Reads"]
