# SPDX-License-Identifier: MIT
"""The people of a team: roles, the tiers these let them work, and their hours."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass


class Role(enum.StrEnum):
    """What a person is in the team; one person may hold several."""

    QUALIFIER = "qualifier"
    SENIOR_REP = "senior_rep"
    TEAM_LEAD = "team_lead"


TIER_OF_ROLE = {Role.QUALIFIER: 1, Role.SENIOR_REP: 2}
"""The tier of who has a role and was not put into tiers one by one."""


def role_in(tier: int) -> Role:
    """Return the role that working a tier takes: leads are handed to every tier but the first."""
    return Role.QUALIFIER if tier == TIER_OF_ROLE[Role.QUALIFIER] else Role.SENIOR_REP


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the team; working hours are local to `time_zone`.

    `joined` is the first day of somebody new, None for whoever was here long before. `placed` are
    the tiers somebody was put into; without any, they work those of their roles.
    """

    id: int
    name: str
    roles: frozenset[Role]
    time_zone: str
    email: str = ""
    extension: str = ""
    starts: dt.time = dt.time(9)
    ends: dt.time = dt.time(17)
    breaks: tuple[tuple[dt.time, dt.time], ...] = ((dt.time(12), dt.time(13)),)
    weekdays: frozenset[int] = frozenset(range(5))
    block: tuple[dt.time, dt.time] | None = None
    active: bool = True
    joined: dt.date | None = None
    placed: tuple[int, ...] = ()

    @property
    def tiers(self) -> tuple[int, ...]:
        """Return the tiers this person works in, lowest first."""
        if self.placed:
            return tuple(sorted(self.placed))
        return tuple(sorted(TIER_OF_ROLE[role] for role in self.roles if role in TIER_OF_ROLE))

    @property
    def home_tier(self) -> int:
        """Return the tier whose goals count for this person; a team lead alone has tier 1's."""
        return self.tiers[0] if self.tiers else 1
