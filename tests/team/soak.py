# SPDX-License-Identifier: MIT
"""A long trial of a team: walks in made-up time, then real processes in trouble, others each time.

Runs as `python -m tests.team.soak [MINUTES]`; `./dev soak` does. It prints what was done and what
was found, with the seed that brings it again, and exits with 1 when anything was found.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from tests.sync.world import walk
from tests.team.chaos import Plan, run, told
from tests.team.hub_process import Shape
from tests.team.server import team_server

MINUTES = 10.0
WALKING = 0.3
"""The part of the time that walks take."""
WALKS_AT_ONCE = 50
SEATS = 8 * (os.cpu_count() or 1)
"""More processes than this only wait for each other to start, and nobody works."""
RUN_S, MOST_S = 60.0, 180.0
LOGGED = 200
"""A run takes at least so long, and until so much was logged; at most three minutes."""
SHAPES = (
    {"shape": Shape(5_000)},
    {"shape": Shape(400, 2), "call_s": 0.4, "lease_s": 3.0, "grace_s": 3.0, "longest_s": 1.0},
    {"shape": Shape(60, 2), "line_share": 0.06},
)
"""A large team's day; numbers that many leads share, and long calls; hardly any leads."""


def main(minutes: float) -> int:
    """Try a team for some minutes; return 1 when anything was found."""
    began = time.monotonic()
    found = _walk(began + 60 * minutes * WALKING)
    number = 0
    while not number or time.monotonic() + RUN_S < began + 60 * minutes:
        found += _chaos(number)
        number += 1
    _say(f"{found} violations in {(time.monotonic() - began) / 60:.1f} minutes.")
    return int(found > 0)


def _walk(until: float) -> int:
    """Walk in all processors until a moment; return how many walks found something."""
    first, count, found = secrets.randbelow(2**40), 0, 0
    with ProcessPoolExecutor() as pool:
        while not count or time.monotonic() < until:
            seeds = range(first + count, first + count + WALKS_AT_ONCE)
            for seed, violation in zip(seeds, pool.map(walk, seeds), strict=True):
                if violation:
                    found += 1
                    _say(f"walk {seed}: {violation}")
            count += WALKS_AT_ONCE
    _say(f"{count} walks from {first} on: {found} violations.")
    return found


def _chaos(number: int) -> int:
    """Do one run of real processes; return 1 when anything was wrong."""
    seed = secrets.randbelow(10**9)
    kind, shape = ("SQLite", "PostgreSQL")[number % 2], SHAPES[number // 2 % len(SHAPES)]
    folder = Path(tempfile.mkdtemp(prefix="leaddesk-soak-"))
    with _place(kind, folder) as plan:
        whole = replace(
            plan, seed=seed, seconds=RUN_S, most_s=MOST_S, seats=SEATS, kills=120, lines=300,
            logged=LOGGED, **shape,
        )  # fmt: skip
        try:
            verdict, seen, faults = run(whole)
        except AssertionError as error:
            _say(f"{kind}, shape {number // 2 % len(SHAPES)}, seed {seed}: {error}; see {folder}")
            return 1
    _say(f"{kind}, shape {number // 2 % len(SHAPES)}, seed {seed}: {told(verdict, seen, faults)}")
    if verdict.wrong():
        _say(f"  what they wrote is in {folder}")
        return 1
    shutil.rmtree(folder, ignore_errors=True)
    return 0


@contextlib.contextmanager
def _place(kind: str, folder: Path) -> Iterator[Plan]:
    """Yield a plan for a hub on one of the databases; a file also comes back from a backup."""
    if kind == "SQLite":
        yield Plan(folder, str(folder / "hub.db"), 0, restores=True)
        return
    with team_server() as (hub, crash):
        yield Plan(folder, hub, 0, crash_server=crash)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if sys.argv[1:] else MINUTES))
