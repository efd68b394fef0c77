# SPDX-License-Identifier: MIT
"""Public holidays of countries and their regions, from the `holidays` package.

Importing the package takes a good part of a second, so that happens inside the first question and
never with this module: ask `days` once away from the window, and answers are in memory after that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

_NONE: Mapping[dt.date, str] = MappingProxyType({})
_LONGEST_CODE = 40
_MOST_KEPT = 4096


class PackageHolidays:
    """A holiday calendar of the `holidays` package, kept per country, region and year.

    A region that is not known gives the days of its country, an unknown country has none; nothing
    is ever raised. Threads may share one: two that ask at once do the work twice, no harm.
    """

    def __init__(self) -> None:
        """Start without any answer in memory."""
        self._years: dict[tuple[str, str, int], Mapping[dt.date, str]] = {}

    def is_holiday(self, country: str, region: str, day: dt.date) -> bool:
        """Return whether the day is a public holiday there (observed days included)."""
        known = self._years.get((country, region, day.year))
        return day in (self.days(country, region, day.year) if known is None else known)

    def days(self, country: str, region: str, year: int) -> Mapping[dt.date, str]:
        """Return the public holidays of a year with their names, earliest first.

        `country` is an ISO 3166-1 code, `region` a code or name of a subdivision, with or without
        the country before it (CA, US-CA, California), or empty for the whole country.
        """
        key = (country, region, year)
        found = self._years.get(key)
        if found is None:
            # Regions come from imported lists: whatever stands there, memory stays bounded.
            if len(self._years) >= _MOST_KEPT:
                self._years.clear()
            found = self._years[key] = _look_up(country.strip().upper(), region.strip(), year)
        return found


def _look_up(country: str, region: str, year: int) -> Mapping[dt.date, str]:
    """Return the days of the region, else of the country, else none."""
    if not country or len(country) > _LONGEST_CODE or len(region) > _LONGEST_CODE:
        return _NONE
    for place in (*_spellings(country, region), None):
        found = _ask(country, place, year)
        if found is not None:
            return found
    return _NONE


def _spellings(country: str, region: str) -> list[str]:
    """Return the ways a region may be spelled in the package, the given one first."""
    bare = region.removeprefix(f"{country}-") if region.upper() != country else ""
    return list(dict.fromkeys(name for name in (bare, bare.upper(), bare.title()) if name))


def _ask(country: str, region: str | None, year: int) -> Mapping[dt.date, str] | None:
    """Return the package's days of one year, or None when it does not know the place."""
    import holidays

    try:
        found = holidays.country_holidays(country, subdiv=region, years=year)
        return MappingProxyType({day: found[day] for day in sorted(found) if day.year == year})
    except Exception:  # noqa: BLE001 - hundreds of country modules; a gap there must not stop a call
        return None
