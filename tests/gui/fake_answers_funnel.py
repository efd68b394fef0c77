# SPDX-License-Identifier: MIT
"""A made-up funnel: what a desk would answer for any span."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from leaddesk.desk.queries import (
    AskFunnel,
    AskTeamWall,
    CampaignValue,
    FunnelRow,
    FunnelView,
    HourCell,
    SourceStays,
    SourceValue,
    StayRow,
    TryRow,
)
from leaddesk.domain.conversion import Conversion
from leaddesk.domain.funnel import days_of
from tests.gui.made_leads import START
from tests.words import wall_samples

TODAY = dt.date(2026, 5, 12)
_STEPS = ((1_000, 250), (250, 120), (110, 30), (40, 25), (25, 20), (20, 5))


def row(number: int, name: str, calls: int, connects: int) -> FunnelRow:
    """Return a row with its own share of connects and the team's of everything else."""
    rest = (Conversion(*step) for step in _STEPS[1:])
    return FunnelRow(number, name, (Conversion(calls, connects), *rest))


def answer(query: AskFunnel, month_cost: int | None = 50_000) -> FunnelView:
    """Return the funnel of a span."""
    people = (row(1, "Ben Cruz", 20, 9), row(2, "Dana Whitfield", 980, 241))
    if query.person_id:
        return of_person(query, people[query.person_id - 1])
    return FunnelView(
        span=query.span,
        first=TODAY - dt.timedelta(days=days_of(query.span, TODAY)),
        last=TODAY - dt.timedelta(days=1),
        reached=(1_000, 250, 120, 32, 26, 20, 6),
        team=FunnelRow(0, "", tuple(Conversion(*step) for step in _STEPS)),
        by={"person": people, "source": (row(3, "Web", 600, 200),), "campaign": ()},
        hours=(HourCell(0, 9, Conversion(100, 30)), HourCell(2, 11, Conversion(40, 6)),
               HourCell(2, 10, Conversion(5, 5))),
        tries=(TryRow(1, Conversion(600, 120)), TryRow(2, Conversion(300, 90)),
               TryRow(0, Conversion(20, 18))),
        stays=(StayRow("waiting", dt.timedelta(minutes=4), 60),
               StayRow("offered", dt.timedelta(hours=3), 32),
               StayRow("accepted", dt.timedelta(days=5), 26), StayRow("presented", None, 0)),
        stays_by=(SourceStays(3, "Web", (
            StayRow("waiting", dt.timedelta(minutes=4), 60),
            StayRow("offered", dt.timedelta(hours=2), 31), StayRow("accepted", None, 0),
            StayRow("presented", None, 0),
        )),),
        sources=(SourceValue(3, "Web", 5, 900_000, month_cost, 50_000 if month_cost else 0),
                 SourceValue(4, "Fair", 1, 40_000, None, 0)),
        campaigns=(CampaignValue("", 1, 40_000, None, 0),
                   CampaignValue("Spring", 4, 800_000, 20_000, 19_713)),
        currency="USD",
        people=tuple((one.id, one.name) for one in people),
    )  # fmt: skip


def of_person(query: AskFunnel, who: FunnelRow) -> FunnelView:
    """Return the funnel of one person."""
    everybody = answer(AskFunnel(query.span))
    return replace(
        everybody, reached=(20, 9, 5, 2, 1, 1, 0), team=who,
        by={"source": (row(3, "Web", 20, 9),)}, hours=(HourCell(0, 9, Conversion(40, 12)),),
        tries=(), stays=(), stays_by=(), sources=(), campaigns=(), person_id=who.id,
    )  # fmt: skip


def nothing(query: AskFunnel) -> FunnelView:
    """Return the funnel of a team that has not called yet."""
    none = Conversion(0, 0)
    stays = tuple(StayRow(key, None, 0) for key in ("waiting", "offered"))
    return FunnelView(
        query.span, TODAY, TODAY, (0,) * 7, FunnelRow(0, "", (none,) * 6),
        {"person": (), "source": (), "campaign": ()}, (), (), stays, (), (), (), "USD",
    )  # fmt: skip


TEAM: dict[type, Callable[[Any], object]] = {
    AskTeamWall: lambda _query: wall_samples.wall(START),
    AskFunnel: answer,
}
"""What the Team screen asks."""
