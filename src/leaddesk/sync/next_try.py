# SPDX-License-Identifier: MIT
"""When a workstation speaks to its hub next: a decision from what happened, without a clock."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from leaddesk.desk.link import Tie
from leaddesk.domain.errors import LeadDeskError

Chance = Callable[[float, float], float]
"""Draws a number between two."""

POLL_S: Final = (10.0, 20.0)
"""In step, the hub is asked again after so many seconds."""
FIRST_S: Final = 0.5
MOST_S: Final = 60.0
"""The longest pause after the first failure, doubled by each further one, and where that ends."""
BARRED_S: Final = 300.0
"""What only a person can put right is tried again after this."""
HINT_S: Final = 5.0
"""A hub that pokes and gives no answer is tried no more often than this."""
TOLD_AFTER: Final = 2
"""One lost call is made again within half a second, and nobody needs to hear of it."""

BARS: Final[Mapping[str, Tie]] = {
    "workstation_blocked": Tie.BLOCKED,
    "workstation_too_old": Tie.TOO_OLD,
    "hub_too_old": Tie.TOO_OLD,
    "hub_other_certificate": Tie.REPLACED,
}
"""Errors that trying again does not heal, by their key."""


class Nudge(enum.StrEnum):
    """Why it may be tried before its time.

    `WROTE`: something was done here. `POKED`: the hub says that it has something. `ASKED`: a person
    wants it now. `RESUMED`: the machine slept, or is in another network.
    """

    WROTE = "wrote"
    POKED = "poked"
    ASKED = "asked"
    RESUMED = "resumed"


@dataclass(frozen=True, slots=True)
class Standing:
    """How the tries went; `due` and `tried` are seconds on the clock of this boot.

    `fails` in a row since the last that worked, `why` the last of them, or what keeps the hand from
    being full after one that worked; `step` how often the pause was doubled. `met` tells whether
    the hub was heard since the start, `heard` when it was heard last.
    """

    due: float
    tried: float = float("-inf")
    fails: int = 0
    step: int = 0
    why: LeadDeskError | None = None
    met: bool = False
    heard: dt.datetime | None = None

    @property
    def bar(self) -> Tie | None:
        """What keeps this workstation out, None when trying again may help."""
        return BARS.get(self.why.key) if self.why is not None else None


def nudged(standing: Standing, nudge: Nudge, at: float) -> Standing:
    """Return the standing after a nudge; what was done here waits for the pause after a failure."""
    if nudge is Nudge.ASKED:
        return replace(standing, due=at)
    if nudge is Nudge.RESUMED:
        return replace(standing, due=at, step=0)
    if not standing.fails:
        return replace(standing, due=min(standing.due, at))
    if nudge is Nudge.POKED and standing.bar is None:
        return replace(standing, due=min(standing.due, max(at, standing.tried + HINT_S)))
    return standing


def worked(
    standing: Standing,
    at: float,
    now: dt.datetime,
    chance: Chance,
    short: LeadDeskError | None = None,
) -> Standing:
    """Return the standing after a try that brought both sides in step.

    `short` is what keeps the hand from being full all the same.
    """
    due = at + chance(*POLL_S)
    return replace(standing, due=due, tried=at, fails=0, step=0, why=short, met=True, heard=now)


def failed(standing: Standing, why: LeadDeskError, at: float, chance: Chance) -> Standing:
    """Return the standing after a try that did not; the pause is drawn anew ("full jitter")."""
    fails, step = standing.fails + 1, standing.step + 1
    tried = replace(standing, tried=at, fails=fails, step=step, why=why)
    if tried.bar is not None:
        return replace(tried, due=at + BARRED_S)
    return replace(tried, due=at + chance(0.0, pause(standing.step)))


def pause(step: int) -> float:
    """Return the longest pause after it was doubled so often, in seconds."""
    return min(MOST_S, FIRST_S * 2.0 ** min(step, 10))


def tie_of(standing: Standing, waiting: int) -> Tie:
    """Return how that is called, with what waits to be sent."""
    if standing.bar is not None:
        return standing.bar
    if standing.fails >= TOLD_AFTER or (standing.fails and not standing.met):
        return Tie.AWAY
    return Tie.SENDING if waiting or not standing.met else Tie.IN_STEP
