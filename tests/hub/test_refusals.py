# SPDX-License-Identifier: MIT
"""An error as others than the hub's keeper hear it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from leaddesk.domain.errors import RuleBroken, StoreUnavailable
from leaddesk.hub.app import HubApp
from leaddesk.hub.refusals import outward
from tests.hub.stage import Around, app_of, call


@pytest.fixture
def around() -> Around:
    return Around()


@pytest.fixture
def app(around: Around) -> Iterator[HubApp]:
    made = app_of(around)
    yield made
    made.close()


def test_what_is_no_trouble_of_the_database_is_told_as_it_is() -> None:
    error = RuleBroken("team_lead_only", person="Dana")
    assert outward(error) is error


@pytest.mark.parametrize("key", ["database", "locked", "disk_full", "no_such_key", "backup.none"])
def test_where_the_database_lies_is_told_to_nobody(app: HubApp, around: Around, key: str) -> None:
    where = "postgresql://keeper@db.acme.internal:5432/team"
    around.memory.fails = StoreUnavailable(key, where=where, what=where, detail="/var/lib/hub.db")
    for name in ("hello", "pull", "snapshot", "top_up", "push"):
        told = {"cursor": 0, "version": 1, "acknowledged": 0, "token": "", "target": 1, "sent": []}
        reply = call(app, name, told)
        assert (reply.status, reply.told["error"]) == (503, "hub_database")
        assert (reply.told["fields"], reply.told["kind"]) == ({}, "StoreUnavailable")
        text = reply.body.decode() + str(reply.headers)
        assert not [one for one in ("acme", "keeper", "5432", "/var") if one in text]


def test_a_database_that_may_be_tried_at_once_says_so_and_no_more(
    app: HubApp, around: Around
) -> None:
    around.memory.fails = StoreUnavailable("locked", where="/var/lib/hub.db", again=True)
    reply = call(app, "pull", {"cursor": 0})
    assert reply.told["fields"] == {"again": True}
