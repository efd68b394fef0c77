# SPDX-License-Identifier: MIT
"""People as the command line shows them: as plain values and as rows."""

from __future__ import annotations

from leaddesk.cli.answers import Plain
from leaddesk.domain.person import Person
from leaddesk.words import tiers

PERSON_HEAD = ("id", "name", "roles", "time zone", "")


def person_data(person: Person) -> Plain:
    """Return a person as plain values."""
    return {
        "id": person.id,
        "name": person.name,
        "roles": sorted(role.value for role in person.roles),
        "tiers": list(person.tiers),
        "time_zone": person.time_zone,
        "email": person.email,
        "extension": person.extension,
        "starts": f"{person.starts:%H:%M}",
        "ends": f"{person.ends:%H:%M}",
        "active": person.active,
    }


def person_row(person: Person) -> tuple[str, ...]:
    """Return a person as a row of the team."""
    held = tiers.standing(person)
    return (str(person.id), person.name, held, person.time_zone, "" if person.active else "away")
