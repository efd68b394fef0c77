# SPDX-License-Identifier: MIT
"""What a simulated company is made of: what things cost, its shape, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds of a core that each thing takes, as measured.

    At the hub: a `push` of one operation and each `more` in it, a `pull`, a `top_up`, a new
    connection with its greeting (`opened`), one `poke`, a team's `wall` and an answer (`ask`) that
    is kept. At the database: all of a push (`row`), and the wait for its commit (`commit`).
    """

    push: float
    more: float
    pull: float
    top_up: float
    opened: float
    poke: float
    wall: float
    ask: float
    row: float
    commit: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A company: `per_hour` operations of a person, hubs and cores of a computer, PostgreSQL's.

    `fails_at` and `down_s`: when a computer stops, and after how long its hubs run on the others.
    `listens` only: nobody pulls, as in the benchmark of one hub.
    """

    seats: int = 10_000
    team: int = 300
    per_hour: float = 40.0
    cores: int = 8
    hubs: int = 8
    server_cores: int = 8
    seconds: float = 60.0
    speed: float = 1.0
    walls: int = 12
    fails_at: float = 0.0
    down_s: float = 0.0
    listens: bool = False
    seed: int = 1


@dataclass(slots=True)
class Told:
    """What came of it: seconds of pushes, busy shares, calls turned away, and after a failure."""

    pushes: list[float] = field(default_factory=list)
    computers: int = 0
    hub_share: float = 0.0
    server_share: float = 0.0
    busy: int = 0
    tries: int = 0
    back: list[float] = field(default_factory=list)
    left: int = 0
