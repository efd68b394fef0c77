# SPDX-License-Identifier: MIT
"""How much a workstation and an address may ask of the hub; who guesses is slowed down most."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from leaddesk.domain.errors import RuleBroken
from leaddesk.system.intake_limits import Limits


@dataclass(frozen=True, slots=True)
class Allowed:
    """Calls in a minute.

    `joins` of one address and `all_joins` of all; `strangers` are calls with a token that is not
    known, of one address. An address may be a whole office.
    """

    workstation: int = 600
    address: int = 6_000
    in_all: int = 60_000
    strangers: int = 30
    joins: int = 10
    all_joins: int = 60


class Gate:
    """Counts calls and turns away what is too much; used on the event loop only."""

    def __init__(self, allowed: Allowed, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._addresses = Limits(allowed.address, monotonic, allowed.in_all)
        self._workstations = Limits(allowed.workstation, monotonic, allowed.in_all)
        self._strangers = Limits(allowed.strangers, monotonic, allowed.in_all)
        self._joins = Limits(allowed.joins, monotonic, allowed.all_joins)

    def from_address(self, address: str, *, joins: bool) -> None:
        """Count a call of an address; raises RuleBroken("hub_too_often")."""
        _turn_away(self._addresses.wait(address))
        if joins:
            _turn_away(self._joins.wait(address))

    def from_workstation(self, family: str) -> None:
        """Count a call of a workstation; raises RuleBroken("hub_too_often")."""
        _turn_away(self._workstations.wait(family))

    def from_stranger(self, address: str) -> None:
        """Count a call that showed no token of the team; raises RuleBroken("hub_too_often")."""
        _turn_away(self._strangers.wait(address))


def _turn_away(seconds: int) -> None:
    if seconds:
        raise RuleBroken("hub_too_often", again_in=seconds)
