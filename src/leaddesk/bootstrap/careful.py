# SPDX-License-Identifier: MIT
"""A desk that backs its file up before what brings in, changes or erases very much."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable
from typing import Final

from typing_extensions import override

from leaddesk.bootstrap import desks
from leaddesk.desk.changes import Done
from leaddesk.desk.commands import ChangeLeads, ErasePerson, ImportOptions, MergeLeads, UndoImport
from leaddesk.desk.desk import Desk
from leaddesk.desk.intake import Cancelled, Chunk, ImportResult, Report, TurnedDown
from leaddesk.desk.unit import Store
from leaddesk.domain.calling_hours import HolidayCalendar
from leaddesk.domain.errors import LeadDeskError

_RISKY: Final = (ChangeLeads, ErasePerson, MergeLeads, UndoImport)


class CarefulDesk(Desk):
    """A desk over a database by its name; a backup that fails is logged and stops nothing."""

    def __init__(self, database: str, store: Store, holidays: HolidayCalendar) -> None:
        """Take the name of the database that the store is over."""
        super().__init__(store, holidays)
        self._database = database

    @override
    def do(self, command: object, person_id: int, at: dt.datetime, *, entry_id: str = "") -> Done:
        """Do a command as the desk does, behind a backup when it is one that may be regretted."""
        if isinstance(command, _RISKY):
            self._back_up()
        return super().do(command, person_id, at, entry_id=entry_id)

    @override
    def change_leads(
        self,
        command: ChangeLeads,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
        entry_id: str = "",
    ) -> Done:
        """Change many leads as the desk does, behind a backup."""
        self._back_up()
        return super().change_leads(
            command, person_id, at, report=report, cancelled=cancelled, entry_id=entry_id
        )

    @override
    def import_list(
        self,
        chunks: Iterable[Chunk],
        options: ImportOptions,
        person_id: int,
        at: dt.datetime,
        *,
        dry_run: bool = False,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
        turned_down: TurnedDown = lambda _rows: None,
    ) -> ImportResult:
        """Import as the desk does, behind a backup; raises StoreUnavailable("no_room") besides."""
        if not dry_run:
            desks.check_room(self._database)
            self._back_up()
        return super().import_list(
            chunks, options, person_id, at,
            dry_run=dry_run, report=report, cancelled=cancelled, turned_down=turned_down,
        )  # fmt: skip

    def _back_up(self) -> None:
        from leaddesk.bootstrap import backups

        try:
            backups.regular_backup(self._database, every=backups.BEFORE_RISK)
        except (LeadDeskError, OSError):
            logging.getLogger(__name__).exception("The backup before it did not work.")
