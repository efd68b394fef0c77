# SPDX-License-Identifier: MIT
"""The one place that reads the clock of this computer, and the name of the zone it is set to."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from zoneinfo import ZoneInfo

from leaddesk.domain.local_day import known_zone

_LINK = Path("/etc/localtime")
_NAMED = Path("/etc/timezone")
_FOLDER = "zoneinfo/"
# Asked in this order where a system does not name its zone: the first with the same clock is it.
_LIKELY = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix",
    "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Halifax",
    "America/Sao_Paulo", "America/Argentina/Buenos_Aires", "America/Bogota", "Europe/London",
    "Europe/Berlin", "Europe/Athens", "Europe/Istanbul", "Africa/Lagos", "Africa/Johannesburg",
    "Africa/Nairobi", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok",
    "Asia/Singapore", "Asia/Tokyo", "Australia/Brisbane", "Australia/Adelaide",
    "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip


def now() -> dt.datetime:
    """Return the moment, in UTC."""
    return dt.datetime.now(dt.UTC)


def local_zone() -> str:
    """Return the IANA name of this computer's time zone; 'Etc/UTC' when it can't be told."""
    for name in (os.environ.get("TZ", "").removeprefix(":"), _linked(), _named()):
        if name and "/" in name and known_zone(name) is not None:
            return name
    return with_same_clock(now())


def _linked() -> str:
    """Return the zone that /etc/localtime points to."""
    try:
        target = str(_LINK.readlink())
    except OSError:
        return ""
    return target.partition(_FOLDER)[2]


def _named() -> str:
    try:
        return _NAMED.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def with_same_clock(at: dt.datetime) -> str:
    """Return a zone whose clock agrees with this computer's in winter and in summer."""
    months = [at.replace(month=month, day=1) for month in (1, 4, 7, 10)]
    here = [moment.astimezone().utcoffset() for moment in months]
    for name in _LIKELY:
        if [moment.astimezone(ZoneInfo(name)).utcoffset() for moment in months] == here:
            return name
    return "Etc/UTC"
