# SPDX-License-Identifier: MIT
"""The team's book: rules, goals, people and areas as read once, until their version changes."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from leaddesk.desk.queries import DryUp
from leaddesk.desk.registry_rules import RegistryState, states_of
from leaddesk.desk.rules import Rules, read_rules
from leaddesk.desk.stores.team import Team
from leaddesk.domain.business_hours import BusinessHours
from leaddesk.domain.calling_hours import (
    AreaClock,
    CallingArea,
    CallingProfile,
    HolidayCalendar,
)
from leaddesk.domain.day_shares import LearnedShare
from leaddesk.domain.errors import NotFound
from leaddesk.domain.perfect_day import DayDefinition, definition_for
from leaddesk.domain.person import Person
from leaddesk.domain.place_hours import Places, lawful_in, team_in
from leaddesk.domain.place_hours_table import SHIPPED
from leaddesk.domain.queue import Window

if TYPE_CHECKING:
    from leaddesk.desk.funnel_measure import Handed
    from leaddesk.desk.plan_measure import Measured
    from leaddesk.domain.funnel import Span


@dataclass(frozen=True, slots=True)
class Book:
    """One version of the book; immutable but for what it has worked out and keeps."""

    version: int
    rules: Rules
    definitions: tuple[DayDefinition, ...]
    people: Mapping[int, Person]
    areas: Mapping[int, CallingArea]
    holidays: HolidayCalendar
    clocks: Mapping[Window, AreaClock]
    registries: tuple[RegistryState, ...] = ()
    places: Places = field(default_factory=dict)
    told: dict[tuple[Window, frozenset[int]], str] = field(default_factory=dict)
    shares: dict[tuple[int, int, str, dt.date], LearnedShare | None] = field(default_factory=dict)
    drying: dict[dt.date, tuple[tuple[int, int], DryUp | None]] = field(default_factory=dict)
    measured: dict[dt.date, Measured] = field(default_factory=dict)
    older: set[tuple[int, int, str, dt.date]] = field(default_factory=set)
    handed: dict[tuple[dt.date, Span], Handed] = field(default_factory=dict)
    ready: dict[tuple[int, int], tuple[dt.datetime, int]] = field(default_factory=dict)

    def person(self, person_id: int) -> Person:
        """Return a person; raises NotFound("person")."""
        found = self.people.get(person_id)
        if found is None:
            raise NotFound("person", what=person_id)
        return found

    def name(self, person_id: int) -> str:
        """Return a person's name; empty for nobody."""
        found = self.people.get(person_id)
        return found.name if found else ""

    def open_ids(self, window: Window, at: dt.datetime) -> str:
        """Return the ids of the areas that are open at a moment, as a JSON list."""
        ids = self.open_now(window, at)
        key = (window, ids)
        told = self.told.get(key)
        if told is None:
            told = json.dumps(sorted(ids))
            self.told.clear()
            self.told[key] = told
        return told

    def open_now(self, window: Window, at: dt.datetime) -> frozenset[int]:
        """Return the ids of the areas that may be called at a moment.

        Where a national list that binds has run out, nobody is called before a newer file of it.
        """
        ids = self.clocks[window].open_at(at).open_ids
        shut = self.shut_countries(at)
        if shut:
            ids = frozenset(one for one in ids if self.areas[one].country not in shut)
        return ids

    def run_out(self, at: dt.datetime) -> tuple[RegistryState, ...]:
        """Return the national lists that bind the team and whose file is too old."""
        today = self.today(at)
        return tuple(state for state in self.registries if state.has_run_out(today))

    def shut_countries(self, at: dt.datetime) -> frozenset[str]:
        """Return the countries where nobody is called before a newer file of a list."""
        return frozenset(state.registry.country for state in self.run_out(at))

    def today(self, at: dt.datetime) -> dt.date:
        """Return the day it is by the team's clock."""
        return at.astimezone(ZoneInfo(self.rules.team.time_zone)).date()

    def calling(self, area: CallingArea) -> CallingProfile:
        """Return the team's own calling hours in an area."""
        return team_in(area, self.rules.calling, self.places)

    def lawful(self, area: CallingArea) -> CallingProfile:
        """Return when calls are lawful in an area."""
        return lawful_in(area, self.rules.lawful, self.places)

    def target(self, person_id: int, tier: int, day: dt.date, metric: str) -> int:
        """Return the target of a metric for a person's day; 0 when the day asks for none."""
        definition = definition_for(self.definitions, person_id, tier, day)
        if definition is None:
            return 0
        return next((goal.target for goal in definition.goals if goal.metric == metric), 0)

    def hours(self) -> BusinessHours:
        """Return the team's business hours, in which the clocks of handoffs run."""
        team = self.rules.team
        return BusinessHours(
            zone=team.time_zone,
            opens=dt.time.fromisoformat(team.opens),
            closes=dt.time.fromisoformat(team.closes),
            country=team.region,
            holidays=self.holidays,
        )


class BookKeeper:
    """Reads the book again whenever its version has changed; safe to ask from any thread."""

    def __init__(self, holidays: HolidayCalendar) -> None:
        self._holidays = holidays
        self._lock = threading.Lock()
        self._book: Book | None = None

    def book(self, team: Team) -> Book:
        """Return the book as it stands in this transaction."""
        version = team.version()
        kept = self._book
        if kept is not None and kept.version == version:
            return kept
        made = replace(
            book_of(team, read_rules(team.rule), self._holidays, version),
            shares=kept.shares if kept is not None else {},
            older=kept.older if kept is not None else set(),
        )
        with self._lock:
            self._book = made
        return made

    def last(self, team: Team) -> Book:
        """Return the book as it was last read, without asking whether it changed since."""
        return self._book or self.book(team)


def book_of(team: Team, rules: Rules, holidays: HolidayCalendar, version: int) -> Book:
    """Return the book as it is under some rules, those in force or ones that are only tried."""
    areas = team.areas()
    # Whoever turned this off keeps to the two windows of the rules alone, as the demo at night.
    hours = (*SHIPPED, *team.places()) if rules.by_place else ()
    places = {place.key: place for place in hours}
    return Book(
        version=version,
        rules=rules,
        definitions=team.definitions(),
        people={person.id: person for person in team.people()},
        areas=areas,
        holidays=holidays,
        clocks={
            Window.TEAM: AreaClock(
                areas,
                rules.calling,
                holidays,
                {n: team_in(area, rules.calling, places) for n, area in areas.items()},
            ),
            Window.LAWFUL: AreaClock(
                areas,
                rules.lawful,
                holidays,
                {n: lawful_in(area, rules.lawful, places) for n, area in areas.items()},
            ),
        },
        registries=states_of(rules.registries, team.registry_files()),
        places=places,
    )
