# SPDX-License-Identifier: MIT
"""What the command line needs of the rest: a desk, the machine, and what stands beside the desk."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from leaddesk.bootstrap.backups import Kept
from leaddesk.bootstrap.hub import HubOptions, RunningHub
from leaddesk.bootstrap.local_file import LocalFile
from leaddesk.cli import readers
from leaddesk.desk.commands import InvitePerson
from leaddesk.desk.door import Desk
from leaddesk.desk.ports import Machine
from leaddesk.desk.queries import AskLead, AskPeople, LeadCard
from leaddesk.domain.errors import BadInput, NotFound
from leaddesk.domain.person import Person
from leaddesk.system.folder_watch import FolderWatch, Tell
from leaddesk.system.intake_server import Intake, IntakeOptions
from leaddesk.words.report import Page

if TYPE_CHECKING:
    from leaddesk.bootstrap.team_door import TeamDoor

    # Qt is loaded by the commands that need it alone.
    from leaddesk.gui.settings import Settings

AnswerT = TypeVar("AnswerT")


class Doors(Protocol):
    """The ways out of the command line; bootstrap has the real ones."""

    def open_desk(self, database: str | None) -> Desk:
        """Open a database; None is the one of this computer."""
        ...

    def machine(self) -> Machine:
        """Return the computer around the desk."""
        ...

    def clock(self) -> dt.datetime:
        """Return the moment, in UTC."""
        ...

    def place(self) -> tuple[str, str]:
        """Return this computer's user name and time zone."""
        ...

    def back_up(self, database: str | None, folder: Path | None) -> Kept:
        """Make a verified backup."""
        ...

    def restore(self, backup: str, database: str | None) -> Kept:
        """Put a backup in place."""
        ...

    def check(self, database: str | None) -> dict[str, object]:
        """Check a database; `problems` lists what is wrong."""
        ...

    def local_file(self) -> LocalFile:
        """Return what is done to this computer's own database file."""
        ...

    def make_demo(self, database: str | None) -> dict[str, object]:
        """Make the demo team in an empty database."""
        ...

    def run_tour(self, database: str | None, folder: Path | None, *, demo: bool = False) -> int:
        """Take the tour, or only pictures of the demo team, and return the exit code."""
        ...

    def run_window(self, database: str | None) -> int:
        """Open the window and return its exit code when it closes."""
        ...

    def write_report(self, path: Path, page: Page, file_format: str) -> Path:
        """Write a report as 'pdf' or 'xlsx'."""
        ...

    def window_settings(self) -> Settings:
        """Return what the window of this computer remembers."""
        ...

    def folder_watch(self, desk: Desk, tell: Tell) -> FolderWatch:
        """Return what imports the lists that land in folders; it looks when it is told to."""
        ...

    def intake(self, desk: Desk, options: IntakeOptions) -> Intake:
        """Return the server that takes web forms, not started yet."""
        ...

    def new_token(self) -> tuple[str, str]:
        """Return a new token for web forms and its digest, which is all that is kept."""
        ...

    def open_hub(self, options: HubOptions) -> RunningHub:
        """Return a team's hub that listens, and runs when it is told to."""
        ...

    def hub_desk(self, database: str | None) -> AbstractContextManager[Desk]:
        """Open the desk over a hub's database; None is `hub.db` of this computer."""
        ...

    def new_invitation(self, person_id: int) -> tuple[str, InvitePerson]:
        """Return a new code as it is shown, and the command that lets it in once."""
        ...

    def team_door(self) -> TeamDoor:
        """Return what is done about this computer's team."""
        ...

    def team_demo(
        self, folder: Path | None, say: Callable[[str], None], *, windows: bool
    ) -> list[str]:
        """Run a made-up team with a hub on this computer, and return what happened."""
        ...

    def report(self, error: BaseException) -> Path | None:
        """Write a report without people's data about something unexpected."""
        ...


@dataclass(frozen=True, slots=True)
class Sitting:
    """One command at an open desk: the arguments, the moment, and shortcuts to ask and do."""

    args: argparse.Namespace
    desk: Desk
    doors: Doors
    now: dt.datetime

    def person(self, typed: str | None = None) -> Person:
        """Return who is meant by a name, the beginning of one, or an id."""
        return find_person(self.desk.ask(AskPeople(), self.now), typed or self.args.person)

    def card(self, lead_id: int, at: dt.datetime | None = None) -> LeadCard:
        """Return a lead whole."""
        return self.desk.ask(AskLead(lead_id), at or self.now)

    def moment(self, option: str, zone: str) -> dt.datetime | None:
        """Return the moment given with an option, None when it was not given."""
        typed = getattr(self.args, option)
        return readers.moment(typed, zone) if typed else None

    def tier(self, person: Person) -> int:
        """Return the tier asked for, else the person's own."""
        tier = getattr(self.args, "tier", None)
        return person.home_tier if tier is None else int(tier)


def find_person(team: tuple[Person, ...], typed: str) -> Person:
    """Return the one person meant: by id, by whole name, else by the beginning of one.

    Raises NotFound("person") or BadInput("person_unclear"). Who left the team is found by id only.
    """
    wanted = " ".join(typed.split()).casefold()
    if wanted.isascii() and wanted.isdigit():
        for person in team:
            if person.id == int(wanted):
                return person
    here = [person for person in team if person.active]
    for fits in (_is_named(wanted), _starts_with(wanted)):
        found = [person for person in here if fits(person.name.casefold())]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(f"{person.name} ({person.id})" for person in found)
            raise BadInput("person_unclear", where=typed, detail=names)
    raise NotFound("person", what=typed)


def _is_named(wanted: str) -> Callable[[str], bool]:
    return lambda name: name == wanted


def _starts_with(wanted: str) -> Callable[[str], bool]:
    return lambda name: bool(wanted) and name.startswith(wanted)
