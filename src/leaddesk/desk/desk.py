# SPDX-License-Identifier: MIT
"""The desk: do a command, ask a query; the one door between people and the team's data."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from leaddesk.desk import (
    bulk_run,
    carrying_on,
    commands,
    erasing,
    exporting,
    import_run,
    leaving,
    night,
    preparing,
    rating,
    registry_run,
    retaining,
    undo,
)
from leaddesk.desk.again import again
from leaddesk.desk.asking import Asking
from leaddesk.desk.book import Book, BookKeeper
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.exports import Exported, Outlet, Wanted
from leaddesk.desk.intake import Cancelled, Chunk, ImportResult, Report, TurnedDown
from leaddesk.desk.night import RescrubResult
from leaddesk.desk.queries import Query
from leaddesk.desk.rebasing import do_noted
from leaddesk.desk.registry_run import RegistryChunk, RegistryResult
from leaddesk.desk.retaining import RetentionResult
from leaddesk.desk.roles import PERMITS, Errand, check_wish
from leaddesk.desk.routes import ANSWERS, HANDLERS, Handler
from leaddesk.desk.stores.privacy import Erasures
from leaddesk.desk.unit import Store, Unit
from leaddesk.desk.work import NOBODY, Work, new_entry_id
from leaddesk.domain.calling_hours import HolidayCalendar
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.person import Person

AnswerT = TypeVar("AnswerT")


class Desk:
    """What a person can do and ask; `ask` is safe from any thread, writes come one at a time."""

    def __init__(self, store: Store, holidays: HolidayCalendar) -> None:
        self._store = store
        self._keeper = BookKeeper(holidays)
        self._night = night.NightWatch(store)

    def do(self, command: object, person_id: int, at: dt.datetime) -> Done:
        """Do a command in one transaction and return what it did.

        Raises RuleBroken, StaleLead, NotFound, BadInput or StoreUnavailable; nothing is written
        then.
        """
        if isinstance(command, commands.RunClocks) and self._store.is_seat():
            return Done(Kind.NONE, "clocks_run")  # The clocks of handoffs run at the hub.
        if isinstance(command, commands.UndoImport):
            done = again(partial(self._do, command, person_id, at, import_run.undo))
            import_run.finish(self._store, command.list_id, "undoing")
            return done
        if isinstance(command, commands.ChangeLeads):
            return self.change_leads(command, person_id, at)
        if isinstance(command, commands.EditPerson):
            return self.change_person(command, person_id, at)
        if isinstance(command, commands.ErasePerson):
            done = self._erase(command, person_id, at)
        else:
            done = self._done(again(partial(self._do, command, person_id, at)))
        if isinstance(command, commands.ErasePerson | commands.LiftErasure):
            self._store.after_erasing()
        return done

    def _done(self, done: Done) -> Done:
        """Carry out what taking back a change to many leads has begun."""
        if done.label != undo.BULK_TAKEN_BACK or done.made_id is None:
            return done
        moved = bulk_run.put_back(self._store, done.made_id)
        return dataclasses.replace(done, facts=(*done.facts, ("moved", str(moved))))

    def _do(
        self, command: Any, person_id: int, at: dt.datetime, handler: Handler | None = None
    ) -> Done:
        handler = handler or HANDLERS[type(command)]
        with self._store.unit() as unit:
            book = self._keeper.book(unit.team)
            who = self._who(book, person_id, command)
            return do_noted(handler, command, Work(unit, who, at, book, new_entry_id(at)))

    def _erase(self, command: commands.ErasePerson, person_id: int, at: dt.datetime) -> Done:
        """Erase a person; what names them is looked for before anybody has to wait."""
        self._sitting(person_id, command)
        handler = partial(erasing.erase_person, mentioned=erasing.look(self._store, command))
        return again(partial(self._do, command, person_id, at, handler))

    def ask(self, query: Query[AnswerT], at: dt.datetime, person_id: int = 0) -> AnswerT:
        """Answer a query of a person on one consistent view of the data.

        Where nobody sits, whoever works on the database itself asks what they like. Raises
        RuleBroken for what the person may not see, and NotFound.
        """
        with self._store.looking() as unit:
            book = self._keeper.book(unit.team)
            if person_id and not PERMITS[type(query)].seatless:
                self._who(book, person_id, query)
            asking = Asking(unit, book, at, person_id)
            answer: AnswerT = ANSWERS[type(query)](query, asking)
            return answer

    def expect_list(self, path: Path) -> None:
        """Get ready for a list; a desk that imports by itself is."""

    def import_list(
        self,
        chunks: Iterable[Chunk],
        options: commands.ImportOptions,
        person_id: int,
        at: dt.datetime,
        *,
        dry_run: bool = False,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
        turned_down: TurnedDown = lambda _rows: None,
    ) -> ImportResult:
        """Import a list, all of it or nothing; a dry run only counts.

        Raises what reading the chunks raises, RuleBroken("import_cancelled") when `cancelled` says
        so, RuleBroken("file_known") for a file that is here, and BadInput for options that mean
        nothing. `report` hears the rows handled so far, `turned_down` is given the rows kept out
        while nothing of the list is seen yet.
        """
        book, _ = self._sitting(person_id, options)
        import_run.check_options(options, book.rules.steps)
        run = import_run.ImportRun(self._store, book, options, person_id, at)
        if dry_run:
            return run.dry(chunks, report, cancelled)
        result = run.run(chunks, report, cancelled, turned_down)
        handler = partial(import_run.note, result=result)
        again(partial(self._do, options, person_id, at, handler))
        rating.rate_late(self._store, self._book_of, book)
        return result

    def change_leads(
        self,
        command: commands.ChangeLeads,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> Done:
        """Change many leads in short steps; `report` hears how many were looked at so far.

        Raises RuleBroken("team_lead_only"), RuleBroken("bulk_stopped") when `cancelled` says so,
        and BadInput; nothing is changed then.
        """
        book, who = self._sitting(person_id, command)
        return bulk_run.BulkRun(self._store, book, command, who, at).run(report, cancelled)

    def change_person(
        self,
        command: commands.EditPerson,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> Done:
        """Change a person; the words are those of `change_leads`, of the leads they leave."""
        who = self._sitting(person_id, command)[1]
        run = leaving.EditRun(self._store, self._book_of, command, who, at)
        return run.run(report, cancelled)

    def import_registry(
        self,
        chunks: Iterable[RegistryChunk],
        options: commands.RegistryOptions,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> RegistryResult:
        """Import a national list, all of it or nothing; `rescrub` compares the leads with it then.

        Raises what reading the chunks raises, RuleBroken, BadInput; the file before stays in force
        then.
        """
        book, who = self._sitting(person_id, options)
        run = registry_run.RegistryRun(self._store, book, options, who, at)
        return run.run(chunks, report, cancelled)

    def rescrub(
        self,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> RescrubResult:
        """Compare every lead with every list now; raises RuleBroken("rescrub_cancelled")."""
        book, who = self._sitting(person_id, Errand.RESCRUB)
        return night.walk(self._store, book, who, at, report, cancelled)

    def retain(
        self,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> RetentionResult:
        """Make every lead anonymous whose time is over; `report` hears how many so far.

        Raises RuleBroken: "team_lead_only", "retention_off", "retention_cancelled".
        """
        who = self._sitting(person_id, Errand.RETAIN)[1]
        return retaining.retain(self._store, self._book_of, who, at, report, cancelled)

    def erasures(self) -> Erasures:
        """Return who was erased, as a copy of the database needs it."""
        with self._store.looking() as unit:
            return unit.privacy.told()

    def erase_again(self, told: Erasures, person_id: int, at: dt.datetime) -> int:
        """Erase whoever is back after a restore; return how many leads that were."""
        book, who = self._sitting(person_id, Errand.ERASE_AGAIN)
        return erasing.erase_again(self._store, told, book, who, at)

    def tend(self, at: dt.datetime) -> bool:
        """Do one small step of the night's walk over all leads; True while more is left."""
        return not self._store.is_seat() and self._night.step(self._book_of, at)

    def prepare(self, at: dt.datetime) -> bool:
        """Work out one figure of the day ahead; True while there may be more. From any thread."""
        return not self._store.is_seat() and preparing.prepare(self._store, self._book_of, at)

    def _book_of(self, unit: Unit) -> Book:
        return self._keeper.book(unit.team)

    def export(
        self,
        wanted: Wanted,
        outlet: Outlet,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> Exported:
        """Write what is wanted, note it in the journal, and let it be seen; or leave nothing.

        Raises RuleBroken("export_not_allowed"), RuleBroken("export_cancelled") when `cancelled`
        says so, and what writing raises. `report` hears the rows written so far.
        """
        run = exporting.ExportRun(self._store, self._keeper, person_id, at)
        return run.run(wanted, outlet, report, cancelled)

    def carry_on(self, at: dt.datetime) -> int:
        """Finish or take back what a crash interrupted; return how many there were."""
        return carrying_on.carry_on(self._store, self._book_of, at)

    def changed_elsewhere(self) -> bool:
        """Tell whether another window or process wrote since this was last asked."""
        return self._store.changed_elsewhere()

    def catch_up(self) -> bool:
        """Do one small step of upkeep (rating, search, duplicates); True while more is left."""
        return not self._store.is_seat() and carrying_on.catch_up(self._store, self._book_of)

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    def _who(self, book: Book, person_id: int, wish: object) -> Person:
        """Return who is at the desk, or refuse what they may not do or see."""
        if person_id == NOBODY.id:
            what = wish if isinstance(wish, Errand) else type(wish)
            if not book.people or PERMITS[what].seatless:
                return NOBODY
        found = book.person(person_id)
        if not found.active:
            raise RuleBroken("person_inactive", person=found.name)
        check_wish(wish, found)
        return found

    def _sitting(self, person_id: int, wish: object) -> tuple[Book, Person]:
        """Return the book and who is at the desk, for work of many transactions."""
        with self._store.looking() as unit:
            book = self._keeper.book(unit.team)
            return book, self._who(book, person_id, wish)
