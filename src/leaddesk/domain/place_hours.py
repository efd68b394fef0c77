# SPDX-License-Identifier: MIT
"""Calling hours of countries and states: dated, with their source, proposed until confirmed.

What nobody of the team has confirmed counts where it is stricter than the default, and nowhere
else: a mistake in it can cost calls, never allow one. Confirmed hours of a country take the place
of the default of what is lawful there; those of a state only ever narrow their country's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from leaddesk.domain.calling_hours import CallingArea
from leaddesk.domain.calling_profile import CallingProfile


@dataclass(frozen=True, slots=True)
class PlaceHours:
    """When people of a country, or one state of it, may be called.

    `max_calls` within 24 hours, 0 for no limit; `note` says who is covered; `confirmed_by` is the
    person who vouches for it, 0 while it is only proposed.
    """

    country: str
    region: str
    weekdays: frozenset[int]
    opens: dt.time
    closes: dt.time
    skips_holidays: bool
    source: str
    checked_on: dt.date
    own_hours: tuple[tuple[int, dt.time, dt.time], ...] = ()
    max_calls: int = 0
    note: str = ""
    confirmed_by: int = 0
    confirmed_at: dt.datetime | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Return the place: country, and state or nothing."""
        return self.country, self.region

    @property
    def is_confirmed(self) -> bool:
        """Tell whether a person vouches for it."""
        return self.confirmed_by != 0

    @property
    def profile(self) -> CallingProfile:
        """Return the hours as a calling window; raises BadInput("bad_hours")."""
        name = f"{self.country}-{self.region}" if self.region else self.country
        return CallingProfile(
            name, self.weekdays, self.opens, self.closes, self.skips_holidays, self.own_hours
        )


Places = Mapping[tuple[str, str], PlaceHours]


def of_area(area: CallingArea, places: Places) -> tuple[PlaceHours, ...]:
    """Return the rows that hold in an area: of its country, then of its state."""
    keys = [(area.country, "")]
    if area.region:
        keys.append((area.country, area.region))
    return tuple(places[key] for key in keys if key in places)


def lawful_in(area: CallingArea, base: CallingProfile, places: Places) -> CallingProfile:
    """Return when calls are lawful in an area; `base` where nothing else is known."""
    found = base
    for row in of_area(area, places):
        takes_over = row.is_confirmed and not row.region
        found = row.profile if takes_over else _narrowed(found, row.profile)
    return found


def team_in(area: CallingArea, base: CallingProfile, places: Places) -> CallingProfile:
    """Return the team's own hours in an area: what it wants and the place allows."""
    found = base
    for row in of_area(area, places):
        found = _narrowed(found, row.profile)
    return found


def calls_allowed(area: CallingArea, places: Places) -> int:
    """Return how many calls within 24 hours an area allows, 0 for any number."""
    return min((row.max_calls for row in of_area(area, places) if row.max_calls), default=0)


def _narrowed(profile: CallingProfile, other: CallingProfile) -> CallingProfile:
    """Return what both allow; the profile itself when the other takes nothing away."""
    found = profile.narrowed_by(other)
    same = all(found.hours_on(day) == profile.hours_on(day) for day in range(7))
    return profile if same and found.skips_holidays == profile.skips_holidays else found
