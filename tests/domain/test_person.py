# SPDX-License-Identifier: MIT
"""Tests for the people of a team: which tiers their roles let them work."""

from __future__ import annotations

import pytest

from leaddesk.domain.person import Person, Role


@pytest.mark.parametrize(
    "roles, tiers, home",
    [
        ({Role.QUALIFIER}, (1,), 1),
        ({Role.SENIOR_REP}, (2,), 2),
        ({Role.SENIOR_REP, Role.QUALIFIER}, (1, 2), 1),
        ({Role.TEAM_LEAD, Role.SENIOR_REP}, (2,), 2),
        ({Role.TEAM_LEAD}, (), 1),
        (set(), (), 1),
    ],
)
def test_roles_open_tiers_and_leading_a_team_opens_none(
    roles: set[Role], tiers: tuple[int, ...], home: int
) -> None:
    person = Person(1, "Ann", frozenset(roles), "UTC")

    assert person.tiers == tiers
    assert person.home_tier == home
