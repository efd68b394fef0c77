# SPDX-License-Identifier: MIT
"""Do not call: the team's own list, national lists, and the calling hours of places."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AddNoCall:
    """Put a number, an e-mail address, a whole company or a lead's person on the list.

    `kind` is number, email, company or person, empty finds out by what was typed; a company is
    named or given by its site. For a person `text` is the lead's id.
    """

    text: str
    reason: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class RemoveNoCall:
    """Take an entry off the list, with a reason; of a person, all that they asked for."""

    kind: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class SetRegistry:
    """Say whether a national list binds the team (no, once_imported, yes), and for how long."""

    key: str
    binds: str
    days: int


@dataclass(frozen=True, slots=True)
class RegistryOptions:
    """Which national list a file is of, and the day it was made; `delta` has changes only."""

    key: str
    dated: dt.date
    delta: bool = False


@dataclass(frozen=True, slots=True)
class ConfirmPlace:
    """Vouch for the calling hours of a country or state, or no longer."""

    country: str
    region: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class EditPlace:
    """Change or add the calling hours of a place; whoever does vouches for them.

    `own_hours` are weekdays (0 = Monday) whose hours are others, as (weekday, opens, closes).
    """

    country: str
    region: str
    weekdays: tuple[int, ...]
    opens: dt.time
    closes: dt.time
    skips_holidays: bool
    source: str
    checked_on: dt.date
    own_hours: tuple[tuple[int, dt.time, dt.time], ...] = ()
    max_calls: int = 0
    note: str = ""
