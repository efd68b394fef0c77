# SPDX-License-Identifier: MIT
"""A made-up team at a made-up desk: people, leads and a clock, in words short enough for a test."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import event

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import (
    AcceptHandoff,
    AddAbsence,
    AddLead,
    AddPerson,
    ChangeRule,
    EditPerson,
    HandOff,
    LeadFields,
    LogCall,
    PersonFields,
    SetGoals,
    TakeNext,
)
from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import (
    AskLead,
    AskPeople,
    AskProgress,
    AskQueue,
    LeadCard,
    Query,
    QueueView,
)
from leaddesk.domain.holiday_calendar import HolidayCalendar, NoHolidays
from leaddesk.domain.lead import Lead, LeadState, Number
from leaddesk.domain.lead_draft import DraftPhone, LeadDraft
from leaddesk.domain.person import Role
from leaddesk.storage.engine import Database, Sql
from leaddesk.storage.erasure_file import file_in
from leaddesk.storage.opening import open_store
from leaddesk.storage.store import SqlStore

AnswerT = TypeVar("AnswerT")

NOON = dt.datetime(2026, 5, 12, 17, 0, tzinfo=dt.UTC)
"""A Tuesday: 13:00 in New York, noon in Chicago, 10:00 in Los Angeles."""

MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)

ANSWERS = (
    ("fit", "40 seats, dental"),
    ("need", "loses calls at noon"),
    ("budget", "12k set aside"),
    ("timing", "before July"),
)
"""A sheet that is ready for a plain handoff."""

KEPT = (
    "lead", "phone", "handoff", "handoff_score", "feedback", "sale", "suppression", "person",
    "counter",
)  # fmt: skip
"""What a team's work is, apart from the journal, leases and rules."""


def draft(row: int, **fields: Any) -> LeadDraft:
    """Return a clean row of a list with a number of its own."""
    values: dict[str, Any] = {
        name: "" for name in LeadDraft.__struct_fields__ if name not in {"row", "keys"}
    }
    values |= {
        "last_name": f"Row{row}",
        "phones": (DraftPhone(f"+1612556{row:04}", "direct"),),
        "bad_phones": (),
        "zones": ("America/Chicago",),
        "region": "MN",
        "country": "US",
        "do_not_call": False,
    }
    return LeadDraft(**(values | {"row": row} | fields))


def make_template(path: Path, at: dt.datetime = NOON) -> Database:
    """Make a database with everything that ships and two people, and return it.

    It keeps the statements that were compiled for it, for all its copies.
    """
    store = open_store(str(path), at)
    desk = Desk(store, NoHolidays())
    for name, role in (("Dana Whitfield", "qualifier"), ("Sam Ortiz", "senior_rep")):
        desk.do(AddPerson(PersonFields(name, (role,), "America/Chicago")), 0, at)
    desk.close()
    with sqlite3.connect(path) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    plain.close()
    return store.database


def open_copy(template: Database, path: Path) -> SqlStore:
    """Return a store over a fresh copy of a template, one that does not wait for the disk."""
    assert template.path is not None
    shutil.copyfile(template.path, path)
    file_in(path.parent, path).unlink(missing_ok=True)
    database = Database(str(path))
    # Statements are compiled once for all copies.
    database._texts = template._texts
    event.listen(database.engine, "connect", _hurry)
    return SqlStore(database, "test desk")


def _hurry(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF").close()


_SHAPES_TEAM = (AddAbsence, AddPerson, ChangeRule, EditPerson, SetGoals)


class Office:
    """A desk with a clock that a test turns, and shorthand for people and leads."""

    def __init__(self, store: SqlStore, holidays: HolidayCalendar | None = None) -> None:
        self.store = store
        self.desk = Desk(store, holidays or NoHolidays())
        self.now = NOON
        self._numbers = 0
        self.dana, self.sam = 1, 2
        self._lead = 0

    def person(self, name: str, *roles: str, zone: str = "America/Chicago", **more: Any) -> int:
        """Add a person and return their id."""
        fields = PersonFields(name, roles, zone, **more)
        done = self.desk.do(AddPerson(fields), 0, self.now)
        assert done.made_id is not None
        return done.made_id

    def lead(self, last_name: str = "", *, tier: int = 1, by: int = 0, **fields: Any) -> int:
        """Add a lead with a number of its own in Minnesota, and return its id."""
        self._numbers += 1
        values: dict[str, Any] = {
            "first_name": "Ann",
            "last_name": last_name or f"Lee{self._numbers}",
            "company": f"Acme {self._numbers}",
            "phones": ((f"+1612555{1000 + self._numbers}", "direct"),),
            "region": "MN",
            "country": "US",
            "source": "List",
        }
        done = self.do(AddLead(LeadFields(**(values | fields)), tier), by or self.dana)
        assert done.made_id is not None
        return done.made_id

    def do(self, command: object, who: int = 0, at: dt.datetime | None = None) -> Done:
        """Do a command, as Dana when nobody is named; what shapes the team as its lead."""
        return self.desk.do(command, who or self._doer(command), at or self.now)

    @property
    def boss(self) -> int:
        """Return the team lead, who comes when first asked for."""
        if not self._lead:
            self._lead = self.person("Lou Lead", Role.TEAM_LEAD)
        return self._lead

    def _doer(self, command: object) -> int:
        return self.boss if isinstance(command, _SHAPES_TEAM) else self.dana

    def ask(self, query: Query[AnswerT], at: dt.datetime | None = None, who: int = 0) -> AnswerT:
        """Ask the desk, as the program itself when nobody is named."""
        return self.desk.ask(query, at or self.now, who)

    def later(self, step: dt.timedelta) -> dt.datetime:
        """Turn the clock forward."""
        self.now += step
        return self.now

    def log(self, lead_id: int, outcome: str, who: int = 0, **more: Any) -> Done:
        """Log a call."""
        return self.do(LogCall(lead_id, outcome, **more), who)

    def take(self, who: int = 0, tier: int = 1, lead_id: int | None = None) -> int | None:
        """Take the next lead into hand and return it."""
        return self.do(TakeNext(tier, lead_id), who).lead_id

    def hand_off(self, lead_id: int, who: int = 0, **more: Any) -> int:
        """Hand a lead off with a full sheet and return the handoff."""
        values: dict[str, Any] = {
            "answers": ANSWERS,
            "note": "asked for a demo",
            "next_step": "demo call",
        }
        done = self.do(HandOff(lead_id, **(values | more)), who)
        assert done.made_id is not None
        return done.made_id

    def accepted(self) -> int:
        """Return a lead that Dana handed over and Sam accepted."""
        lead = self.lead()
        self.do(AcceptHandoff(self.hand_off(lead)), self.sam)
        return lead

    def done_today(self, who: int = 0, tier: int = 1) -> dict[str, int]:
        """Return what counts on a person's day so far, by metric."""
        day = self.ask(AskProgress(who or self.dana, tier))
        return {goal.metric: goal.done for goal in day.goals}

    def lead_now(self, lead_id: int) -> Lead:
        """Return a lead as the rules see it."""
        with self.store.looking() as unit:
            return unit.leads.get(lead_id)

    def numbers(self, lead_id: int) -> tuple[Number, ...]:
        """Return the numbers of a lead."""
        with self.store.looking() as unit:
            return unit.leads.numbers(lead_id)

    def card(self, lead_id: int) -> LeadCard:
        """Return a lead as a card."""
        return self.ask(AskLead(lead_id))

    def queue(self, who: int = 0, tier: int = 1, **more: Any) -> QueueView:
        """Return the queue screen of a person."""
        return self.ask(AskQueue(who or self.dana, tier, **more))

    def names(self) -> dict[int, str]:
        """Return the people by id."""
        return {person.id: person.name for person in self.ask(AskPeople())}

    def sql(self, text: str, **params: object) -> list[tuple[Any, ...]]:
        """Read rows straight from the database."""
        with self.store.database.reading() as session:
            return session.sql(Sql(text)(self.store.database.dialect), params)

    def write(self, text: str, **params: object) -> None:
        """Write straight to the database, to bring about what takes months at a desk."""
        with self.store.database.writing() as session:
            session.sql(Sql(text)(self.store.database.dialect), params)

    def dump(self) -> Mapping[str, list[tuple[Any, ...]]]:
        """Return all of the team's work, apart from versions, journal and leases."""
        told = {}
        for table in KEPT:
            names = [row[1] for row in self.sql(f"PRAGMA table_info({table})")]
            columns = ", ".join(name for name in names if name != "version")
            where = " WHERE n <> 0" if table == "counter" else ""
            told[table] = sorted(self.sql(f"SELECT {columns} FROM {table}{where}"))
        told["search"] = self.searchable()
        return told

    def searchable(self) -> list[tuple[Any, ...]]:
        """Return every searched word with the leads it finds."""
        path = self.store.database.path
        assert path is not None
        plain = sqlite3.connect(path)
        try:
            plain.execute(
                "CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, lead_search, instance)"
            )
            return sorted(plain.execute("SELECT term, doc FROM temp.v").fetchall())
        finally:
            plain.close()

    def states(self) -> dict[int, LeadState]:
        """Return where each lead is."""
        return {row[0]: LeadState(row[1]) for row in self.sql("SELECT id, state FROM lead")}
