# SPDX-License-Identifier: MIT
"""A window opened for pictures of the demo team, at one moment of its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from leaddesk.desk.door import Connect
from leaddesk.desk.link import Link
from leaddesk.desk.ports import Machine
from leaddesk.gui.app import Program, WindowOptions
from leaddesk.gui.tour_hands import Hands, TourClock

MOMENT = dt.datetime(2026, 5, 14, 18, 50, tzinfo=dt.UTC)
"""A Thursday, 13:50 in Chicago: the demo team's day is a good half over."""


def opened(
    connect: Connect,
    machine: Machine,
    place: Path,
    person: str,
    link: Link | None = None,
    services: Mapping[str, Callable[..., object]] | None = None,
) -> Hands:
    """Return hands at a window over a desk, a person seated when one is named."""
    clock = TourClock(machine, MOMENT)
    known = {"make_demo": lambda: None, "link": lambda: link, **(services or {})}
    program = Program(clock, WindowOptions(person=person, services=known))
    program.theme.rest(still=True)
    program.show(connect)
    return Hands(program, clock, place)


def closed(hands: Hands) -> list[Path]:
    """Close a window and return the pictures that were taken of it."""
    hands.program.close()
    hands.window.close()
    return hands.pictures
