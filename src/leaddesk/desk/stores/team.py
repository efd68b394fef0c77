# SPDX-License-Identifier: MIT
"""People, goals, sources, areas, rules and what must not be called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from leaddesk.desk.records import KeptFilterText, Source
from leaddesk.desk.stores.registries import RegistryFile
from leaddesk.domain.absence import Absence
from leaddesk.domain.calling_hours import CallingArea
from leaddesk.domain.perfect_day import DayDefinition
from leaddesk.domain.person import Person
from leaddesk.domain.place_hours import PlaceHours


class Team(Protocol):
    """People, goals, sources, areas, rules and what must not be called."""

    def person(self, person_id: int) -> Person:
        """Return a person; raises NotFound("person")."""
        ...

    def people(self) -> tuple[Person, ...]:
        """Return everybody."""
        ...

    def add_person(self, person: Person) -> int:
        """Add a person; raises RuleBroken("name_taken")."""
        ...

    def change_person(self, person: Person) -> None:
        """Write a person; raises RuleBroken("name_taken")."""
        ...

    def absence(self, person_id: int, day: dt.date) -> Absence | None:
        """Return why a day of a person is not whole, None when it is."""
        ...

    def set_absence(self, person_id: int, day: dt.date, absence: Absence | None) -> None:
        """Say why a day of a person is not whole, or with None that it is."""
        ...

    def definitions(self) -> tuple[DayDefinition, ...]:
        """Return the goals of every tier and person over time."""
        ...

    def set_definition(self, definition: DayDefinition) -> None:
        """Put goals in force."""
        ...

    def set_basis(self, source_id: int, basis: str, origin: str) -> str:
        """Say on which basis a source is kept; return its name. Raises NotFound("source")."""
        ...

    def source(self, name: str, kind: str) -> Source:
        """Return the source of that name, made when it is new."""
        ...

    def area_id(self, area: CallingArea) -> int:
        """Return the id of an area, made when it is new."""
        ...

    def areas(self) -> dict[int, CallingArea]:
        """Return every area."""
        ...

    def version(self) -> int:
        """Return a number that grows whenever people, goals, areas or rules change."""
        ...

    def registry_files(self) -> tuple[RegistryFile, ...]:
        """Return the file in force of each national list."""
        ...

    def places(self) -> tuple[PlaceHours, ...]:
        """Return the calling hours that people of the team confirmed or changed."""
        ...

    def rule(self, key: str) -> str | None:
        """Return the JSON of a rule."""
        ...

    def suppressed(self, kind: str, values: Iterable[str]) -> frozenset[str]:
        """Return which of the values are on the do-not-call list."""
        ...

    def keep_filter(self, person_id: int, name: str, value: str) -> int:
        """Keep a filter of a person (0: the team) under a name, and return its id."""
        ...

    def kept_filter(self, filter_id: int) -> KeptFilterText:
        """Return a kept filter; raises NotFound("filter")."""
        ...

    def drop_filter(self, kept: KeptFilterText) -> None:
        """Forget a kept filter."""
        ...

    def keep_mapping(self, header_key: str, value: str) -> None:
        """Keep a column mapping."""
        ...
