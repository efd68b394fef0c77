# SPDX-License-Identifier: MIT
"""What takes a role: refused in words for who does not have it."""

from __future__ import annotations

from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.person import Person, Role


def check_team_lead(who: Person) -> None:
    """Refuse what only a team lead may do; raises RuleBroken("team_lead_only").

    Where nobody sits, whoever works on the database itself, at a server say, may do it.
    """
    if who.id and Role.TEAM_LEAD not in who.roles:
        raise RuleBroken("team_lead_only", person=who.name)
