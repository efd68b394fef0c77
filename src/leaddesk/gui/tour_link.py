# SPDX-License-Identifier: MIT
"""A tie to a hub that stands still, for pictures of what the window says about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from leaddesk.desk.link import Heard, Tie, TieState
from leaddesk.desk.queries import WaitingView


@dataclass(frozen=True, slots=True)
class StillLink:
    """`Link` in one state for good."""

    shown: TieState

    def state(self) -> TieState:
        """Return the state."""
        return self.shown

    def watch(self, told: Callable[[TieState], None]) -> Callable[[], None]:
        """Have nothing to tell."""
        del told
        return lambda: None

    def listen(self, heard: Callable[[Heard], None]) -> Callable[[], None]:
        """Have nothing to tell."""
        del heard
        return lambda: None

    def wake(self) -> None:
        """Stay as it is."""

    def try_now(self) -> None:
        """Stay as it is."""


def offline_at(at: dt.datetime, waiting: WaitingView) -> StillLink:
    """Return the tie of a workstation that heard its hub forty minutes ago."""
    heard = at - dt.timedelta(minutes=40)
    return StillLink(
        TieState(
            Tie.AWAY,
            waiting=waiting.total,
            since=waiting.since,
            held=11,
            over=2,
            heard=heard,
            again_s=24.0,
            hub="North team",
            workstation="Dana’s laptop",
        )
    )


def in_step_at(at: dt.datetime, attention: int = 0) -> StillLink:
    """Return the tie of a workstation that is in step, with so many things for a person."""
    return StillLink(
        TieState(
            Tie.IN_STEP,
            held=15,
            attention=attention,
            heard=at,
            hub="North team",
            workstation="front-office",
        )
    )
