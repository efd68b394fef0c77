# SPDX-License-Identifier: MIT
"""A team from before the third tier worked has its goals and its pad after the upgrade."""

from __future__ import annotations

import datetime as dt

from alembic import command

from leaddesk.desk.rules import RULE_TYPES, encode_rule, is_same_rule, read_rules
from leaddesk.domain.outcome import TIER_1, TIER_2, TIER_3
from leaddesk.domain.perfect_day import DEFAULT_DEFINITIONS, definition_for
from leaddesk.storage import schema
from leaddesk.storage.engine import Database
from leaddesk.storage.store import SqlStore
from tests.storage.test_schema import config, empty

__all__ = ["empty"]

_PERSON = (
    "INSERT INTO person (id, name, roles, time_zone, hours) VALUES (7, 'Theo', "
    "'qualifier,senior_rep', 'UTC', "
    '\'{"starts":"09:00:00","ends":"17:00:00","breaks":[],"weekdays":[0]}\')'
)
_GOAL = (
    "INSERT INTO goal (tier, person_id, effective_from, value) VALUES (1, 0, '0001-01-01', "
    '\'{"weekdays":[0],"goals":[]}\')'
)


def test_people_stay_where_they_are_and_the_third_tier_has_goals_and_a_pad(empty: str) -> None:
    kept = encode_rule("outcomes", TIER_1 + TIER_2)
    database = Database(empty)
    with schema._alone(database) as connection:
        command.upgrade(config(connection), "0017")
        for statement in (_PERSON, _GOAL):
            connection.exec_driver_sql(statement)
        rule = "INSERT INTO rule (key, value, version) VALUES ('outcomes', '{}', 1)"
        connection.exec_driver_sql(rule.format(kept))
        command.upgrade(config(connection), "head")
    store = SqlStore(database, "test")
    with store.looking() as unit:
        theo = unit.team.person(7)
        definitions = unit.team.definitions()
        rules = read_rules(unit.team.rule)
    store.close()
    assert theo.tiers == (1, 2)
    goals = definition_for(definitions, 0, 3, dt.date(2026, 5, 12))
    assert goals == DEFAULT_DEFINITIONS[2]
    assert rules.pad(3) == tuple(sorted(TIER_3, key=lambda one: one.position))
    assert is_same_rule("outcomes", kept, encode_rule("outcomes", RULE_TYPES["outcomes"][1]))
