# SPDX-License-Identifier: MIT
"""What every handler works with: the transaction, who acts, when, and the team's book."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from leaddesk.desk.book import Book
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.holding import settle_touched
from leaddesk.desk.rules import Rules
from leaddesk.desk.unit import Unit
from leaddesk.domain.calling_hours import HolidayCalendar
from leaddesk.domain.dial import Dial
from leaddesk.domain.person import Person

NOBODY = Person(0, "LeadDesk", frozenset(), "UTC")
"""Who acts when no person does: the clocks, and the first person's own adding."""


def new_entry_id(at: dt.datetime) -> str:
    """Return a UUID version 7 as 32 hex digits: identity that sorts by the moment it was made."""
    ms = int(at.timestamp() * 1000) & 0xFFFF_FFFF_FFFF
    value = (ms << 80) | (7 << 76) | (secrets.randbits(12) << 64)
    value |= (0b10 << 62) | secrets.randbits(62)
    return f"{value:032x}"


@dataclass(frozen=True, slots=True)
class Work:
    """One command being handled."""

    unit: Unit
    who: Person
    now: dt.datetime
    book: Book
    entry_id: str

    @property
    def rules(self) -> Rules:
        """Return the rules in force."""
        return self.book.rules

    @property
    def holidays(self) -> HolidayCalendar:
        """Return the public holidays."""
        return self.book.holidays

    def day_of(self, at: dt.datetime, who: Person | None = None) -> dt.date:
        """Return the day a moment belongs to in a person's own zone."""
        person = who or self.who
        return at.astimezone(ZoneInfo(person.time_zone)).date()

    def write(
        self,
        kind: str,
        *,
        at: dt.datetime | None = None,
        tier: int = 0,
        lead_id: int = 0,
        outcome: str = "",
        note: str = "",
        data: Mapping[str, Any] | None = None,
        counted: Sequence[str] = (),
        undoable: bool = False,
        dial: Dial | None = None,
    ) -> None:
        """Append this command's journal row; whoever must not be called is held back before."""
        settle_touched(self)
        moment = at or self.now
        self.unit.journal.write(
            self.entry_id,
            kind,
            at=moment,
            written_at=self.now,
            person_id=self.who.id,
            tier=tier,
            lead_id=lead_id,
            outcome=outcome,
            note=note,
            data=data,
            day=self.day_of(moment).isoformat(),
            counted=counted,
            undoable=undoable,
            dial=dial,
        )

    def done(
        self,
        changes: Kind,
        label: str,
        *,
        undoable: bool = False,
        lead_id: int | None = None,
        made_id: int | None = None,
        **facts: str,
    ) -> Done:
        """Return what this command did."""
        return Done(
            changes,
            label,
            entry_id=self.entry_id,
            undoable=undoable,
            lead_id=lead_id,
            made_id=made_id,
            facts=tuple(sorted(facts.items())),
        )
