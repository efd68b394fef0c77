# SPDX-License-Identifier: MIT
"""The desk as the window and the command line see it: one door, the real one brought later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol, TypeVar

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import ChangeLeads, EditPerson, ImportOptions, RegistryOptions
from leaddesk.desk.exports import Exported, Outlet, Wanted
from leaddesk.desk.intake import Cancelled, Chunk, ImportResult, Report, TurnedDown
from leaddesk.desk.night import RescrubResult
from leaddesk.desk.queries import Query
from leaddesk.desk.registry_run import RegistryChunk, RegistryResult
from leaddesk.desk.retaining import RetentionResult
from leaddesk.desk.stores.privacy import Erasures

AnswerT = TypeVar("AnswerT")


class Desk(Protocol):
    """The one door to the team's data; every method may raise LeadDeskError."""

    def do(self, command: object, person_id: int, at: dt.datetime) -> Done:
        """Do a command in one transaction; durable when this returns."""
        ...

    def ask(self, query: Query[AnswerT], at: dt.datetime, person_id: int = 0) -> AnswerT:
        """Answer a question of a person (0: of the program itself); from any thread."""
        ...

    def expect_list(self, path: Path) -> None:
        """Get ready for a list that is likely to be imported soon; never fails, takes no time."""
        ...

    def import_list(
        self,
        chunks: Iterable[Chunk],
        options: ImportOptions,
        person_id: int,
        at: dt.datetime,
        *,
        dry_run: bool = False,
        report: Report = ...,
        cancelled: Cancelled = ...,
        turned_down: TurnedDown = ...,
    ) -> ImportResult:
        """Import a list in short transactions that become visible at once, or count only."""
        ...

    def export(
        self,
        wanted: Wanted,
        outlet: Outlet,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = ...,
        cancelled: Cancelled = ...,
    ) -> Exported:
        """Write what is wanted into an outlet and keep it, or leave nothing of it."""
        ...

    def change_leads(
        self,
        command: ChangeLeads,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = ...,
        cancelled: Cancelled = ...,
    ) -> Done:
        """Change many leads in short transactions, all of them or none."""
        ...

    def change_person(
        self,
        command: EditPerson,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = ...,
        cancelled: Cancelled = ...,
    ) -> Done:
        """Change a person; what waits in a tier they leave is shared out, all of it or nothing."""
        ...

    def import_registry(
        self,
        chunks: Iterable[RegistryChunk],
        options: RegistryOptions,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = ...,
        cancelled: Cancelled = ...,
    ) -> RegistryResult:
        """Import a national list, all of it or nothing."""
        ...

    def rescrub(
        self,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = ...,
        cancelled: Cancelled = ...,
    ) -> RescrubResult:
        """Compare every lead with every list now."""
        ...

    def erasures(self) -> Erasures:
        """Return who was erased, as a copy of the database needs it."""
        ...

    def erase_again(self, told: Erasures, person_id: int, at: dt.datetime) -> int:
        """Erase whoever is back after a restore; return how many leads that were."""
        ...

    def retain(
        self,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = ...,
        cancelled: Cancelled = ...,
    ) -> RetentionResult:
        """Make every lead anonymous whose time is over."""
        ...

    def tend(self, at: dt.datetime) -> bool:
        """Do one small step of the night's walk over all leads; True while more is left."""
        ...

    def prepare(self, at: dt.datetime) -> bool:
        """Work out one figure of the day ahead; True while there may be more. From any thread."""
        ...

    def carry_on(self, at: dt.datetime) -> int:
        """Finish imports that a crash interrupted; return how many there were."""
        ...

    def changed_elsewhere(self) -> bool:
        """Tell whether another window or program wrote since this was last asked."""
        ...

    def catch_up(self) -> bool:
        """Do one small step of upkeep; True while more is left."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


Connect = Callable[[], Desk]
"""Opens a desk; called on a background thread."""
