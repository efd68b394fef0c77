# SPDX-License-Identifier: MIT
"""Who was out of every queue before the step to lists of persons stays out of it."""

from __future__ import annotations

from alembic import command

from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskNoCall
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.domain.lead import LeadState
from leaddesk.storage import schema
from leaddesk.storage.engine import Database
from leaddesk.storage.store import SqlStore
from tests.factories import NOON
from tests.storage.test_schema import config, empty

__all__ = ["empty"]

_LEAD = (
    "INSERT INTO lead (tier, state, kind, why, arrived_at, inbound, half_life, rank, ladder, "
    "area_id, first_name, last_name) VALUES (1, {state}, 0, 'dnc', 5, 0, 24, 1, 'outbound', 1, "
    "'Ann', '{name}')"
)


def test_a_suppressed_lead_becomes_a_person_on_the_list(empty: str) -> None:
    database = Database(empty)
    with schema._alone(database) as connection:
        command.upgrade(config(connection), "0002")
        connection.exec_driver_sql(
            "INSERT INTO area (time_zones, country, region) VALUES ('America/Chicago', 'US', '')"
        )
        for state, name in ((4, "Lee"), (2, "Ray")):
            connection.exec_driver_sql(_LEAD.format(state=state, name=name))
        connection.exec_driver_sql(
            "INSERT INTO journal (id, at, written_at, person_id, device, kind, lead_id, outcome) "
            "VALUES ('x', 9, 9, 7, 'd', 'call', 1, 'do_not_call')"
        )
        command.upgrade(config(connection), "head")
    database.close()
    desk = Desk(SqlStore(Database(empty), "test"), NoHolidays())
    try:
        row = desk.ask(AskNoCall(), NOON).rows[0]
        assert (row.kind, row.value, row.label, row.reason) == ("person", "1", "Ann Lee", "asked")
        while desk.tend(NOON):
            pass
        with desk._store.looking() as unit:
            assert unit.leads.get(1).state is LeadState.SUPPRESSED
            assert unit.leads.get(2).state is LeadState.RESEARCH
    finally:
        desk.close()
