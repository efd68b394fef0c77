# SPDX-License-Identifier: MIT
"""How far apart a hub and a workstation may be: two versions of the calls, either way.

Whoever is newer speaks as the older one does, so a team brings its computers to a new version one
after the other, the hub first or last.
"""

from __future__ import annotations

from leaddesk.desk.wire import NEWEST_VERSION
from leaddesk.domain.errors import BadInput, RuleBroken

_MOST_DIGITS = 6
APART = 2
"""Versions of the calls that two sides may be apart."""


def oldest_spoken(newest: int = NEWEST_VERSION) -> int:
    """Return the oldest version of the calls that a LeadDesk of a newest one still speaks."""
    return max(1, newest - APART)


def check_calls(told: str, newest: int = NEWEST_VERSION) -> int:
    """Return the version of the calls that a workstation speaks, from its header; '' is the first.

    Raises RuleBroken("workstation_too_old") and ("hub_too_old"), BadInput("hub_bad_header").
    """
    if told and not (
        told.isascii() and told.isdecimal() and len(told) <= _MOST_DIGITS and int(told)
    ):
        raise BadInput("hub_bad_header", where="LeadDesk-Calls")
    spoken = int(told or "1")
    if spoken < oldest_spoken(newest):
        raise RuleBroken("workstation_too_old", has=spoken, needs=oldest_spoken(newest))
    if newest < oldest_spoken(spoken):
        raise RuleBroken("hub_too_old", has=newest, needs=oldest_spoken(spoken))
    return spoken
