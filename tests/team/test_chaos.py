# SPDX-License-Identifier: MIT
"""What LeadDesk said is logged stays so, whatever dies: a team of real processes in trouble."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.storage.servers import running
from tests.team.chaos import Chaos, Plan, told

pytestmark = pytest.mark.timeout(400)
SEED = random.SystemRandom().randrange(1_000_000)
"""Another one in each run; a failure says which."""


@pytest.fixture(params=["sqlite", "postgresql"])
def hub(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where the hub keeps the team's data; a server that forgets no commit when it is killed."""
    if request.param == "sqlite":
        yield str(tmp_path / "hub.db")
        return
    with running(dt.datetime.now(dt.UTC)) as server:
        name = server.empty()
        with psycopg.connect(server.url(name), autocommit=True) as connection:
            connection.execute(f"ALTER DATABASE {name} SET synchronous_commit = on")
        yield server.url(name)


def test_nothing_is_lost_or_done_twice_and_nobody_is_called_by_two(
    hub: str, tmp_path: Path
) -> None:
    verdict, seen, faults = Chaos(Plan(tmp_path, hub, SEED, leads=3000)).run()
    line = f"seed {SEED}: {told(verdict, seen, faults)}"
    assert verdict.wrong() == {}, line
    assert faults.kills >= 60, line
    assert faults.crashes >= 3, line
    assert faults.lines >= 100, line
    assert seen.logged >= 300, line


def test_a_workstation_that_says_logged_too_early_is_found(tmp_path: Path) -> None:
    verdict, _, _ = Chaos(short(tmp_path, seat_bug="says_before_it_is_safe")).run()
    assert verdict.wrong().get("lost", 0) > 0


def test_leases_that_do_not_wait_for_the_call_that_goes_on_are_found(tmp_path: Path) -> None:
    plan = dataclasses.replace(short(tmp_path), lease_s=0.8, grace_s=0.0, call_s=1.5)
    verdict, _, _ = Chaos(plan).run()
    assert verdict.wrong().get("granted_while_dialled", 0) > 0


def short(folder: Path, *, seat_bug: str = "") -> Plan:
    """Return a run of seconds, of a few workstations and few leads."""
    hub = str(folder / "hub.db")
    return Plan(folder, hub, SEED, seconds=10.0, seats=4, leads=12, seat_bug=seat_bug)
