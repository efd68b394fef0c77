# SPDX-License-Identifier: MIT
"""The desk as the window and the command line see it: one door, the real one brought later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.intake import Cancelled, Chunk, ImportResult, Report, TurnedDown
from leaddesk.desk.queries import Query

AnswerT = TypeVar("AnswerT")


class Desk(Protocol):
    """The one door to the team's data; every method may raise LeadDeskError."""

    def do(self, command: object, person_id: int, at: dt.datetime) -> Done:
        """Do a command in one transaction; durable when this returns."""
        ...

    def ask(self, query: Query[AnswerT], at: dt.datetime) -> AnswerT:
        """Answer a question; from any thread."""
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
