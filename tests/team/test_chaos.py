# SPDX-License-Identifier: MIT
"""What LeadDesk said is logged stays so, whatever dies: a team of real processes in trouble."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.team.chaos import Plan, run, told
from tests.team.hub_process import Shape
from tests.team.server import team_server

pytestmark = pytest.mark.timeout(300)
SEED = random.SystemRandom().randrange(1_000_000)
"""Another one in each run; a failure says which."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the hub keeps the team's data, and how its server crashes, if it has one."""

    hub: str
    crash_server: Callable[[], None] | None = None


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "sqlite":
        yield Place(str(tmp_path / "hub.db"))
        return
    with team_server() as (hub, crash):
        yield Place(hub, crash)


def short(folder: Path) -> Plan:
    """Return a run of seconds, of a few workstations and few leads."""
    return Plan(folder, str(folder / "hub.db"), SEED, seconds=6.0, most_s=30.0, seats=4, kills=10,
                crashes=1, lines=10, shape=Shape(12))  # fmt: skip


def test_nothing_is_lost_or_done_twice_and_nobody_is_called_by_two(
    place: Place, tmp_path: Path
) -> None:
    plan = Plan(
        tmp_path, place.hub, SEED, logged=100, shape=Shape(3000), crash_server=place.crash_server
    )
    verdict, seen, faults = run(plan)
    line = f"seed {SEED}: {told(verdict, seen, faults)}"
    assert verdict.wrong() == {}, line
    assert faults.kills == 60, line
    assert faults.crashes == 3, line
    assert faults.server_crashes == (place.crash_server is not None), line
    assert faults.lines >= 100, line
    assert seen.logged >= 100, line


def test_a_hub_that_comes_back_from_a_backup_is_given_what_it_lost(tmp_path: Path) -> None:
    plan = replace(short(tmp_path), seconds=12.0, shape=Shape(200), restores=True, lease_s=3.0,
                   grace_s=1.0, longest_s=0.5, logged=40)  # fmt: skip
    verdict, seen, faults = run(plan)
    line = f"seed {SEED}: {told(verdict, seen, faults)}"
    assert verdict.wrong() == {}, line
    assert faults.restores == 1, line
    assert seen.logged >= 40, line


# ------------------------------------------------------------------- faults that must be found


def test_a_workstation_that_says_logged_too_early_is_found(tmp_path: Path) -> None:
    verdict, _, _ = run(replace(short(tmp_path), seat_bug="says_before_it_is_safe", logged=20))
    assert verdict.wrong().get("lost", 0) > 0


def test_leases_that_do_not_wait_for_the_call_that_goes_on_are_found(tmp_path: Path) -> None:
    plan = replace(short(tmp_path), lease_s=0.8, grace_s=0.0, call_s=1.5, longest_s=5.0)
    verdict, _, _ = run(plan)
    assert verdict.wrong().get("granted_while_dialled", 0) > 0


def test_a_hub_that_forgets_what_it_did_is_found(tmp_path: Path) -> None:
    verdict, _, _ = run(replace(short(tmp_path), hub_bug="forgets_what_it_did", logged=20))
    assert verdict.wrong().get("doubled", 0) > 0


def test_rows_that_were_not_put_back_before_the_hubs_are_written_are_found(tmp_path: Path) -> None:
    verdict, _, _ = run(replace(short(tmp_path), seat_bug="no_rewind", logged=20))
    assert verdict.wrong().get("rows_that_differ", 0) > 0
