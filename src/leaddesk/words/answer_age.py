# SPDX-License-Identifier: MIT
"""How old what is shown is, while the team's hub can't be reached."""

from __future__ import annotations

import datetime as dt

from leaddesk.words import times


def banner(at: dt.datetime | None, now: dt.datetime, zone: str) -> str:
    """Return the line above a screen that shows what this workstation has: 'As of 14:32 …'."""
    if at is None:
        return "The team’s hub can’t be reached: this is only what this workstation has."
    told = times.clock(at, zone) if _same_day(at, now, zone) else times.moment(at, now, zone)
    return (
        f"As of {told}: the team’s hub can’t be reached, so this is only what this workstation has."
    )


def _same_day(at: dt.datetime, now: dt.datetime, zone: str) -> bool:
    return times.local(at, zone).date() == times.local(now, zone).date()
