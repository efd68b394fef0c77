# SPDX-License-Identifier: MIT
"""What sources of leads and campaigns cost, as rows that can be taken back."""

from __future__ import annotations

from sqlalchemy import Table

from leaddesk.domain.errors import NotFound
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.recorder import Recorder
from leaddesk.storage.tables_funnel import campaign_cost, source_cost

_ALL = Sql("SELECT source_id, month_cost FROM source_cost")
_CAMPAIGNS = Sql("SELECT campaign, month_cost FROM campaign_cost")
_CAMPAIGN = Sql("SELECT month_cost FROM campaign_cost WHERE campaign = :campaign")
_OF = Sql(
    "SELECT source.name, source_cost.month_cost FROM source LEFT JOIN source_cost "
    "ON source_cost.source_id = source.id WHERE source.id = :id"
)


class CostStore:
    """`desk.unit.Costs` over a session."""

    def __init__(self, session: Session, recorder: Recorder) -> None:
        self._session = session
        self._recorder = recorder

    def by_source(self) -> dict[int, int]:
        """Return the cost of each source of which it is known."""
        return {row[0]: row[1] for row in self._session.rows(_ALL)}

    def set(self, source_id: int, month_cost: int | None) -> str:
        """Write what a source costs and return its name; raises NotFound("source")."""
        row = self._session.one(_OF, id=source_id)
        if row is None:
            raise NotFound("source", what=source_id)
        self._set(source_cost, {"source_id": source_id}, row[1], month_cost)
        return str(row[0])

    def by_campaign(self) -> dict[str, int]:
        """Return the cost of each campaign of which it is known."""
        return {row[0]: row[1] for row in self._session.rows(_CAMPAIGNS)}

    def set_campaign(self, campaign: str, month_cost: int | None) -> None:
        """Write what a campaign costs."""
        row = self._session.one(_CAMPAIGN, campaign=campaign)
        before = None if row is None else row[0]
        self._set(campaign_cost, {"campaign": campaign}, before, month_cost)

    def _set(
        self, table: Table, key: dict[str, int | str], before: int | None, month_cost: int | None
    ) -> None:
        if before is None and month_cost is not None:
            self._recorder.insert(table, key | {"month_cost": month_cost})
        elif before is not None and month_cost is None:
            self._recorder.delete(table, key, key | {"month_cost": before})
        elif before != month_cost:
            self._recorder.update(table, key, {"month_cost": before}, {"month_cost": month_cost})
