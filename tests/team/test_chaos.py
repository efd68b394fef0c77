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

pytestmark = pytest.mark.timeout(420)
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
    """Return a run of seconds, of a few workstations."""
    return Plan(folder, str(folder / "hub.db"), SEED, seconds=5.0, most_s=90.0, seats=4, kills=8,
                crashes=1, lines=10, logged=20, shape=Shape(300))  # fmt: skip


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
    verdict, _, _ = run(replace(short(tmp_path), seat_bug="says_before_it_is_safe"))
    assert verdict.lost > 0


def test_leases_that_do_not_wait_for_the_call_that_goes_on_are_found(tmp_path: Path) -> None:
    """Away from the hub, leads that others wait for, and calls longer than the lease and grace."""
    plan = replace(short(tmp_path), shape=Shape(8), lease_s=3.0, grace_s=0.0, call_s=60.0,
                   longest_s=6.0, seat_bug="away_while_calling", seconds=15.0, kills=2, logged=0,
                   lines=0, line_share=0.0)  # fmt: skip
    verdict, _, _ = run(plan)
    assert verdict.granted_while_dialled > 0


def test_a_hub_that_forgets_what_it_did_is_found(tmp_path: Path) -> None:
    verdict, _, _ = run(replace(short(tmp_path), hub_bug="forgets_what_it_did"))
    assert verdict.doubled > 0


def test_a_workstation_that_moves_on_without_the_rows_is_found(tmp_path: Path) -> None:
    verdict, _, _ = run(replace(short(tmp_path), seat_bug="moves_on_without_the_rows", logged=40))
    assert verdict.rows_that_differ > 0
