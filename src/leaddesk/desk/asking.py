# SPDX-License-Identifier: MIT
"""What every question is answered with: the view of the data, the team's book, and the moment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from leaddesk.desk.book import Book
from leaddesk.desk.reads import ReadUnit
from leaddesk.desk.rules import Rules
from leaddesk.domain.person import Person


@dataclass(frozen=True, slots=True)
class Asking:
    """One question being answered."""

    unit: ReadUnit
    book: Book
    now: dt.datetime
    who_id: int = 0
    """Who asks; 0 is whoever works on the database itself."""

    @property
    def rules(self) -> Rules:
        """Return the rules in force."""
        return self.book.rules

    def person(self, person_id: int) -> Person:
        """Return a person; raises NotFound("person")."""
        return self.book.person(person_id)

    def today(self, person: Person) -> dt.date:
        """Return the day it is for a person."""
        return self.now.astimezone(ZoneInfo(person.time_zone)).date()
