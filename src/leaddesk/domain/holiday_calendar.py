# SPDX-License-Identifier: MIT
"""Public holidays as the rules ask for them, and the two calendars that need no lookup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class HolidayCalendar(Protocol):
    """Says which days are public holidays; an empty region means the whole country."""

    def is_holiday(self, country: str, region: str, day: dt.date) -> bool:
        """Return whether the day is a public holiday there; unknown places have none."""
        ...


@dataclass(frozen=True, slots=True)
class NoHolidays:
    """A calendar without public holidays."""

    def is_holiday(self, country: str, region: str, day: dt.date) -> bool:  # noqa: ARG002 - the protocol gives a place
        """Return False, whatever the day."""
        return False


@dataclass(frozen=True, slots=True)
class KnownHolidays:
    """A calendar of listed days, by (country, region); days under region "" hold countrywide."""

    days: Mapping[tuple[str, str], frozenset[dt.date]]

    def is_holiday(self, country: str, region: str, day: dt.date) -> bool:
        """Return whether the day is listed for the region or for its whole country."""
        return day in self.days.get((country, region), ()) or day in self.days.get(
            (country, ""), ()
        )
