# SPDX-License-Identifier: MIT
"""Three people at a hub, each at a workstation that joined: a qualifier, a rep, a team lead."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bench import made_leads
from bench.hub_team import Hub
from leaddesk.bootstrap import desks
from leaddesk.bootstrap.hub import hub_desk, new_invitation
from leaddesk.bootstrap.locking import WindowNotes
from leaddesk.bootstrap.opening import WindowOpener
from leaddesk.bootstrap.team_door import TeamDoor
from leaddesk.desk.commands import AddPerson, HandOff, PersonFields
from leaddesk.desk.queries import AskRule
from leaddesk.desk.rules import decode_rule
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.opening import open_store
from leaddesk.system import paths

if TYPE_CHECKING:
    from leaddesk.bootstrap.workstation import WorkstationDesk

_BEGAN = time.monotonic()
_CAST = {"qualifier": "Noor Haddad", "senior_rep": "Felix Brandt", "team_lead": "Ruth Aldana"}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the team, and the data folder of their computer."""

    id: int
    name: str
    folder: Path


def clock() -> dt.datetime:
    """Return the moment on the day of the made leads; a process begins on it at `NOW`."""
    return made_leads.NOW + dt.timedelta(seconds=time.monotonic() - _BEGAN)


def add_cast(file: Path, name: str) -> dict[str, Person]:
    """Add the three to a team's file; return them by their role, with empty folders."""
    from leaddesk.desk.desk import Desk

    desk = Desk(open_store(str(file), made_leads.NOW), NoHolidays())
    around = made_leads.folder() / f"{name}-computers"
    shutil.rmtree(around, ignore_errors=True)
    found = {}
    for role, called in _CAST.items():
        fields = PersonFields(called, (role,), "America/Chicago")
        made = desk.do(AddPerson(fields), 0, made_leads.NOW).made_id or 0
        found[role] = Person(made, called, around / role)
        found[role].folder.mkdir(parents=True)
    desk.close()
    return found


def join(hub: Hub, person: Person, url: str = "") -> None:
    """Let somebody's computer join; `url` is another way to the hub."""
    desks.clock = clock
    with at(person):
        code, command = new_invitation(person.id)
        with hub_desk(hub.database) as desk:
            desk.do(command, 0, desks.clock())
        TeamDoor().join(url or hub.url, code, "", hub.pin)


@contextlib.contextmanager
def at_work(person: Person) -> Iterator[WorkstationDesk]:
    """Open somebody's workstation in this process, without a window."""
    with at(person):
        desk = cast("WorkstationDesk", WindowOpener(None, WindowNotes()).connect())
    with contextlib.closing(desk):
        yield desk


@contextlib.contextmanager
def at(person: Person) -> Iterator[None]:
    """Let somebody's data folder be that of the program."""
    before = os.environ.get(paths.VARIABLE)
    os.environ[paths.VARIABLE] = str(person.folder)
    try:
        yield
    finally:
        os.environ.pop(paths.VARIABLE)
        if before is not None:
            os.environ[paths.VARIABLE] = before


def handoff(desk: WorkstationDesk, lead_id: int, receiver_id: int) -> HandOff:
    """Return a handoff with every question of the sheet answered."""
    sheet = decode_rule("sheet", desk.ask(AskRule("sheet"), clock()))
    answers = tuple((question.key, "Yes, this quarter") for question in sheet.questions)
    tomorrow = clock() + dt.timedelta(days=1)
    return HandOff(
        lead_id, answers, "Wants a quote for twelve seats", "A demo", tomorrow, receiver_id,
        then_take=False,
    )  # fmt: skip
