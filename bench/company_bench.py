# SPDX-License-Identifier: MIT
"""A company of 10,000 seats cut by team, simulated from what one hub was measured to take.

The simulation first stands for the hub that is there, 300 people at 10 operations/s, and both
figures are told. Then it goes on with computers that nobody else uses.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bench import company_costs, hub_team
from bench.company import Company
from bench.company_shape import Costs, Shape, Told
from bench.verdict import Row, median, percentile

ORDINARY, BUSY = 40.0, 120.0
"""Operations of a person in an hour, as docs/scale.md counts them."""
GOAL_MS = 100.0
CORES = 8
FAILS_AT, DOWN_S, AFTER_S = 10.0, 60.0, 75.0
ONE_HUB = Shape(300, per_hour=BUSY, hubs=1, cores=2, seconds=300.0, listens=True)
COMPANY = Shape(seconds=20.0, cores=CORES, server_cores=CORES)


@dataclass(frozen=True, slots=True)
class Ran:
    """A shape, and what came of it."""

    shape: Shape
    told: Told

    @property
    def p99(self) -> float:
        """Milliseconds of a push, from the click, that one in a hundred is above."""
        return percentile(self.told.pushes, 0.99) * 1000

    @property
    def detail(self) -> str:
        """The rest in words."""
        told = self.told
        return (
            f"median {median(told.pushes) * 1000:.0f} ms, {len(told.pushes):,} pushes in "
            f"{self.shape.seconds:.0f} s; a hub takes {told.hub_share:.2f} of a core, the database "
            f"{told.server_share * self.shape.server_cores:.1f} cores"
        )


def run() -> list[Row]:
    """Return the rows of this benchmark."""
    file = company_costs.team()
    idle = company_costs.stretched()
    costs, spent = company_costs.measured(str(file))
    speed = 2.0 / (idle + company_costs.stretched())
    rows, poke = _one_hub(costs, spent, speed), costs.poke
    with hub_team.server() as url:
        costs, _ = company_costs.measured(hub_team.on_server(file, url))
    # No database has a part in telling 300 streams; what is left over it is the looks at the feed.
    return rows + _company(replace(costs, poke=poke))


def _ran(shape: Shape, costs: Costs) -> Ran:
    return Ran(shape, Company(shape, costs).run())


def _one_hub(costs: Costs, spent: list[float], speed: float) -> list[Row]:
    """Return the hub that is there, measured and simulated on a machine as busy as this one."""
    found = _ran(replace(ONE_HUB, speed=speed), costs)
    quiet = _ran(ONE_HUB, costs)
    return [
        Row("p99 of one hub, 10 operations/s, 300 listen, SQLite, measured",
            percentile(spent, 0.99) * 1000, "ms", detail=f"median {median(spent) * 1000:.0f} ms"),
        Row("the same simulated", found.p99, "ms",
            detail=f"{found.detail}; {speed:.2f} of each core is left"),
        Row("the same simulated with cores of its own", quiet.p99, "ms", detail=quiet.detail),
    ]  # fmt: skip


def _company(costs: Costs) -> list[Row]:
    told = ", ".join(
        f"{name} {getattr(costs, name) * 1000:.2g}" for name in Costs.__dataclass_fields__
    )
    rows = [Row("a push of one operation over PostgreSQL, its hub", costs.push * 1000, "ms",
                detail=f"ms of a core: {told}")]  # fmt: skip
    tried = [_busy(costs, 2 * CORES)]
    if tried[-1].p99 > GOAL_MS:
        tried.append(_busy(costs, CORES))
    for one in tried:
        what = f"10,000 seats, a busy morning, {one.told.computers} computers of {CORES} cores"
        goal = GOAL_MS if one is tried[-1] else None
        rows.append(Row(f"{what}, p99 of a push", one.p99, "ms", goal, detail=one.detail))
    shape = tried[-1].shape
    day = _ran(replace(shape, per_hour=ORDINARY), costs)
    twice = _ran(replace(shape, per_hour=2 * BUSY), costs)
    return [
        *rows,
        Row("the same on an ordinary day", day.p99, "ms", detail=day.detail),
        Row("the same at twice the busy morning", twice.p99, "ms",
            detail=f"{twice.detail}; {twice.told.busy} turned away"),
        *_failure(shape, costs),
    ]  # fmt: skip


def _busy(costs: Costs, hubs: int) -> Ran:
    return _ran(replace(COMPANY, per_hour=BUSY, hubs=hubs), costs)


def _failure(shape: Shape, costs: Costs) -> list[Row]:
    """Return what comes of a computer that fails on a busy morning."""
    fails = replace(shape, fails_at=FAILS_AT, down_s=DOWN_S, seconds=FAILS_AT + DOWN_S + AFTER_S)
    found = _ran(fails, costs).told
    again = FAILS_AT + DOWN_S
    back = [at - again for at in found.back if at >= again]
    if not back:
        return [Row("a computer fails: seats that are back", 0, "", 1, at_least=True)]
    return [
        Row(
            f"a computer fails for {DOWN_S:.0f} s: until 99 % of its seats are back",
            percentile(back, 0.99), "s", 60,
            detail=f"{len(back):,} seats, half of them after {median(back):.0f} s, the last after "
            f"{max(back):.0f} s, {found.left} not; {found.busy:,} calls turned away",
        ),
    ]  # fmt: skip
