# SPDX-License-Identifier: MIT
"""What was sold, as rows that can be taken back with the call that sold."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.records import Sale
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.moments import from_ms, to_ms
from leaddesk.storage.recorder import Recorder
from leaddesk.storage.tables_plan import sale as table

_IDS = Sql("SELECT id FROM sale WHERE lead_id = :lead ORDER BY id")
_BETWEEN = Sql(
    "SELECT lead_id, handoff_id, person_id, at, amount FROM sale "
    "WHERE at >= :begins AND at < :ends ORDER BY at, id"
)


class SaleStore:
    """`desk.unit.Sales` over a session."""

    def __init__(self, session: Session, recorder: Recorder) -> None:
        self._session = session
        self._recorder = recorder

    def add(self, sale: Sale) -> int:
        """Add a sale and return its id."""
        values = {
            "lead_id": sale.lead_id,
            "handoff_id": sale.handoff_id,
            "person_id": sale.person_id,
            "at": to_ms(sale.at),
            "amount": sale.amount,
        }
        return self._recorder.insert(table, values)

    def move(self, from_lead: int, to_lead: int) -> None:
        """Give all sales of one lead to another."""
        before, after = {"lead_id": from_lead}, {"lead_id": to_lead}
        for row in self._session.rows(_IDS, lead=from_lead):
            self._recorder.update(table, {"id": row[0]}, before, after)

    def between(self, begins: dt.datetime, ends: dt.datetime) -> list[Sale]:
        """Return the sales from a moment on, before another one, oldest first."""
        rows = self._session.rows(_BETWEEN, begins=to_ms(begins), ends=to_ms(ends))
        return [Sale(row[0], row[1], row[2], from_ms(row[3]), row[4]) for row in rows]
