# SPDX-License-Identifier: MIT
"""A workstation's tie to its team's hub, as the window sees it; `sync` brings the real one."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from leaddesk.domain.errors import LeadDeskError


class Tie(enum.StrEnum):
    """How a workstation stands to its hub.

    `SENDING` with nothing that waits: the hub was not heard yet since the window opened.
    `BLOCKED`: the hub knows it no more or locked it out. `TOO_OLD`: the two are too far apart.
    `REPLACED`: another certificate answers under the hub's address.
    """

    IN_STEP = "in_step"
    SENDING = "sending"
    AWAY = "away"
    BLOCKED = "blocked"
    TOO_OLD = "too_old"
    REPLACED = "replaced"


class Heard(enum.StrEnum):
    """What a workstation heard from its hub: rows came here, or something changed in the team."""

    WRITTEN = "written"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class TieCounts:
    """What the workstation's file says about its tie; the fields are those of `TieState`."""

    waiting: int = 0
    since: dt.datetime | None = None
    attention: int = 0
    held: int = 0
    over: int = 0


@dataclass(frozen=True, slots=True)
class TieState:
    """Where a workstation stands now.

    `waiting` operations and lists were not taken by the hub yet, the oldest of them `since`.
    `attention` of them were refused or came late and nobody let go of them. `held` leads of the
    hand may be worked, `over` ones not until the hub was heard again. `heard` is when it was heard
    last, `why` what went wrong since, or in step what keeps the hand from being full, `again_s` the
    seconds until it is tried again. `person_id` is whose workstation it is. `token_in_file`: this
    system has no store for what opens the hub.
    """

    tie: Tie
    waiting: int = 0
    since: dt.datetime | None = None
    attention: int = 0
    held: int = 0
    over: int = 0
    heard: dt.datetime | None = None
    why: LeadDeskError | None = None
    again_s: float = 0.0
    hub: str = ""
    workstation: str = ""
    person_id: int = 0
    token_in_file: bool = False


@dataclass(frozen=True, slots=True)
class FromHere:
    """An answer by what is here, because the hub was away; `at` is when it was heard last.

    None: it was never heard.
    """

    at: dt.datetime | None


class Link(Protocol):
    """The tie of an open desk; every method is safe from any thread."""

    def state(self) -> TieState:
        """Return where it stands."""
        ...

    def watch(self, told: Callable[[TieState], None]) -> Callable[[], None]:
        """Call `told` from another thread whenever it changes; return what ends that."""
        ...

    def listen(self, heard: Callable[[Heard], None]) -> Callable[[], None]:
        """Call `heard` from another thread when something came; return what ends that."""
        ...

    def wake(self) -> None:
        """Say that something was done here that the hub is to hear; takes no time."""
        ...

    def try_now(self) -> None:
        """Try at once to bring both sides in step; returns before it is done."""
        ...
