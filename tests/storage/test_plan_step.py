# SPDX-License-Identifier: MIT
"""What was reached and sold before the plan came is known to it from the journal."""

from __future__ import annotations

import datetime as dt

from alembic import command

from leaddesk.desk.records import Sale
from leaddesk.storage import schema
from leaddesk.storage.engine import Database
from leaddesk.storage.moments import from_ms
from leaddesk.storage.store import SqlStore
from tests.storage.test_schema import config, empty

__all__ = ["empty"]

_HANDOFF = (
    "INSERT INTO handoff (lead_id, state, open, giver_id, receiver_id, to_tier, hot, offered_at, "
    "first_offered_at, remind_at, accept_by, hard_stop_at, decided_at, sheet, packet, fate, "
    "fate_at, amount) VALUES ({lead}, 'accepted', 0, 1, 2, 2, 0, 10, 10, 10, 10, 10, 20, '{{}}', "
    "'p{lead}', '{fate}', 50, {amount})"
)
_CALL = (
    "INSERT INTO journal (id, at, written_at, person_id, device, kind, lead_id, outcome, "
    "voided_by) VALUES ('{id}', {at}, {at}, 2, 'd', 'call', {lead}, '{outcome}', '{voided}')"
)
_CALLS = (
    (1, 15, "presentation_held", ""),  # before it was accepted
    (1, 30, "presentation_held", ""),
    (1, 35, "presentation_held", ""),
    (1, 50, "won", ""),
    (2, 40, "appointment_held", ""),
    (2, 45, "won", "taken back"),
)


def test_stages_and_sales_are_filled_from_what_was_logged(empty: str) -> None:
    database = Database(empty)
    with schema._alone(database) as connection:
        command.upgrade(config(connection), "0007")
        for lead, fate, amount in ((1, "won", 900), (2, "held", 0)):
            told = _HANDOFF.format(lead=lead, fate=fate, amount=amount)
            connection.exec_driver_sql(told)
        for number, (lead, at, outcome, voided) in enumerate(_CALLS):
            told = _CALL.format(id=number, at=at, lead=lead, outcome=outcome, voided=voided)
            connection.exec_driver_sql(told)
        command.upgrade(config(connection), "head")
    store = SqlStore(database, "test")
    with store.looking() as unit:
        won, held = unit.handoffs.of_lead(1), unit.handoffs.of_lead(2)
        sold = unit.sales.between(from_ms(1), from_ms(1000))
    store.close()
    assert won is not None
    assert held is not None
    reached = [[_ms(at) for at in (one.held_at, one.presented_at, one.proposed_at, one.won_at)]
               for one in (won, held)]  # fmt: skip
    assert reached == [[30, 30, 50, 50], [40, 0, 0, 0]]
    assert sold == [Sale(1, won.id, 2, from_ms(50), 900)]


def _ms(at: dt.datetime | None) -> int:
    return 0 if at is None else round(at.timestamp() * 1000)
