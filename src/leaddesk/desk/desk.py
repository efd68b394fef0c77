# SPDX-License-Identifier: MIT
"""The desk: do a command, ask a query; the one door between people and the team's data."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

from leaddesk.desk import (
    answers_arrivals,
    answers_card,
    answers_day,
    answers_duplicates,
    answers_handoffs,
    answers_leads,
    answers_no_call,
    answers_queue,
    answers_team,
    appointments,
    arrivals,
    bulk_run,
    calls,
    clock_run,
    commands,
    editing,
    export_pages,
    exporting,
    hand,
    handing,
    import_run,
    inquiries,
    kept_filters,
    merging,
    night,
    no_call_list,
    people,
    places,
    queries,
    registry_run,
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
from leaddesk.desk.registry_run import RegistryChunk, RegistryResult
from leaddesk.desk.roles import check_team_lead
from leaddesk.desk.unit import Store, Unit
from leaddesk.desk.work import NOBODY, Work, new_entry_id
from leaddesk.domain.calling_hours import HolidayCalendar
from leaddesk.domain.errors import NotFound, RuleBroken
from leaddesk.domain.person import Person

AnswerT = TypeVar("AnswerT")

HANDLERS: dict[type, Callable[[Any, Work], Done]] = {
    commands.TakeNext: hand.take_next,
    commands.SkipLead: hand.skip_lead,
    commands.KeepLead: hand.keep_lead,
    commands.ReleaseLead: hand.release_lead,
    commands.LogCall: calls.log_call,
    commands.HandOff: handing.hand_off,
    commands.SaveSheet: editing.save_sheet,
    commands.TakeBack: undo.take_back,
    commands.AddNote: editing.add_note,
    commands.AddLead: editing.add_lead,
    commands.EditLead: editing.edit_lead,
    commands.MergeLeads: merging.merge_leads,
    commands.KeepApart: merging.keep_apart,
    commands.KeepFilter: kept_filters.keep_filter,
    commands.DropFilter: kept_filters.drop_filter,
    commands.AcceptHandoff: handing.accept_handoff,
    commands.ReturnHandoff: handing.return_handoff,
    commands.RejectHandoff: handing.reject_handoff,
    commands.AppealRejection: handing.appeal_rejection,
    commands.GiveFeedback: appointments.give_feedback,
    commands.RunClocks: clock_run.run_clocks,
    commands.AddPerson: people.add_person,
    commands.EditPerson: people.edit_person,
    commands.SetGoals: people.set_goals,
    commands.ChangeRule: people.change_rule,
    commands.AddAbsence: people.add_absence,
    commands.KeepMapping: people.keep_mapping,
    commands.AddNoCall: no_call_list.add_no_call,
    commands.RemoveNoCall: no_call_list.remove_no_call,
    commands.SetRegistry: places.set_registry,
    commands.ConfirmPlace: places.confirm_place,
    commands.EditPlace: places.edit_place,
    commands.WatchFolder: arrivals.watch_folder,
    commands.ChangeFolder: arrivals.change_folder,
    commands.PauseFolder: arrivals.pause_folder,
    commands.ForgetFolder: arrivals.forget_folder,
    commands.ClaimFile: arrivals.claim_file,
    commands.HoldFile: arrivals.hold_file,
    commands.SetFileAside: arrivals.set_file_aside,
    commands.SettleFile: arrivals.settle_file,
    commands.KeepIntakeToken: arrivals.keep_intake_token,
    commands.TakeInquiry: inquiries.take_inquiry,
}
"""Every command with its handler; `UndoImport`, `ChangeLeads` and imports are many short writes."""

ANSWERS: dict[type, Callable[[Any, Asking], Any]] = {
    queries.AskQueue: answers_queue.answer_queue,
    queries.AskWhyEmpty: answers_queue.answer_why_empty,
    queries.AskLead: answers_card.answer_lead,
    queries.AskSearch: answers_leads.answer_search,
    queries.AskLeads: answers_leads.answer_leads,
    queries.AskLeadCount: answers_leads.answer_lead_count,
    queries.AskLeadChoices: answers_leads.answer_lead_choices,
    queries.AskKeptFilters: answers_leads.answer_kept_filters,
    queries.AskDuplicates: answers_duplicates.answer_duplicates,
    queries.AskPair: answers_duplicates.answer_pair,
    queries.AskHandoffs: answers_handoffs.answer_handoffs,
    queries.AskHandoff: answers_handoffs.answer_handoff,
    queries.AskProgress: answers_day.answer_progress,
    queries.AskTeamDay: answers_day.answer_team_day,
    queries.AskMyDay: answers_day.answer_my_day,
    queries.AskReminders: answers_day.answer_reminders,
    queries.AskPeople: answers_team.answer_people,
    queries.AskGoals: answers_team.answer_goals,
    queries.AskLists: answers_team.answer_lists,
    queries.AskRule: answers_team.answer_rule,
    queries.AskMapping: answers_team.answer_mapping,
    queries.AskTeam: answers_team.answer_team,
    queries.AskNoCall: answers_no_call.answer_no_call,
    queries.AskRegistries: answers_no_call.answer_registries,
    queries.AskPlaces: answers_no_call.answer_places,
    queries.AskExportSize: export_pages.answer_size,
    queries.AskFolders: answers_arrivals.answer_folders,
    queries.AskFile: answers_arrivals.answer_file,
    queries.AskImported: answers_arrivals.answer_imported,
    queries.AskArrivals: answers_arrivals.answer_arrivals,
    queries.AskIntakeToken: answers_arrivals.answer_intake_token,
}
"""Every query with what answers it."""

_WITHOUT_PERSON = (
    commands.RunClocks,
    commands.AddPerson,
    commands.ChangeRule,
    commands.TakeInquiry,
    commands.KeepIntakeToken,
    commands.ClaimFile,
    commands.HoldFile,
    commands.SetFileAside,
    commands.SettleFile,
)
INDEX_STEP = 500
FIND_STEP = 80


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
        if isinstance(command, commands.UndoImport):
            done = again(partial(self._undo_import, command, person_id, at))
            import_run.finish(self._store, command.list_id, "undoing")
            return done
        if isinstance(command, commands.ChangeLeads):
            return self.change_leads(command, person_id, at)
        return self._done(again(partial(self._do, command, person_id, at)))

    def _done(self, done: Done) -> Done:
        """Carry out what taking back a change to many leads has begun."""
        if done.label != undo.BULK_TAKEN_BACK or done.made_id is None:
            return done
        moved = bulk_run.put_back(self._store, done.made_id)
        return dataclasses.replace(done, facts=(*done.facts, ("moved", str(moved))))

    def _do(self, command: object, person_id: int, at: dt.datetime) -> Done:
        handler = HANDLERS[type(command)]
        with self._store.unit() as unit:
            book = self._keeper.book(unit.team)
            who = self._who(book, person_id, command)
            return handler(command, Work(unit, who, at, book, new_entry_id(at)))

    def ask(self, query: Query[AnswerT], at: dt.datetime) -> AnswerT:
        """Answer a query on one consistent view of the data; raises NotFound."""
        with self._store.looking() as unit:
            asking = Asking(unit, self._keeper.book(unit.team), at)
            answer: AnswerT = ANSWERS[type(query)](query, asking)
            return answer

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
        import_run.check_options(options)
        with self._store.looking() as unit:
            book = self._keeper.book(unit.team)
            self._who(book, person_id, None)
        run = import_run.ImportRun(self._store, book, options, person_id, at)
        if dry_run:
            return run.dry(chunks, report, cancelled)
        result = run.run(chunks, report, cancelled, turned_down)
        told: dict[str, object] = {
            "list": options.name,
            "id": result.list_id,
            "new": result.count.new,
        }
        again(partial(self._note, "imported", person_id, at, told))
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
        with self._store.looking() as unit:
            book = self._keeper.book(unit.team)
            who = self._who(book, person_id, command)
        check_team_lead(who)
        return bulk_run.BulkRun(self._store, book, command, who, at).run(report, cancelled)

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
        with self._store.looking() as unit:
            book = self._keeper.book(unit.team)
            who = self._who(book, person_id, None)
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
        with self._store.looking() as unit:
            book = self._keeper.book(unit.team)
            who = self._who(book, person_id, None)
        return night.walk(self._store, book, who, at, report, cancelled)

    def tend(self, at: dt.datetime) -> bool:
        """Do one small step of the night's walk over all leads; True while more is left."""
        return self._night.step(lambda unit: self._keeper.book(unit.team), at)

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
        with self._store.looking() as unit:
            book = self._keeper.book(unit.team)

        def keep_off(unit: Unit, first: int, last: int) -> None:
            import_run.hold_back_range(unit, book, at, first, last)

        return import_run.finish_all(self._store, at, keep_off) + bulk_run.finish_all(
            self._store, at
        )

    def changed_elsewhere(self) -> bool:
        """Tell whether another window or process wrote since this was last asked."""
        return self._store.changed_elsewhere()

    def catch_up(self) -> bool:
        """Do one small step of upkeep (search, then duplicates); True while more is left."""
        if self._store.index_some(INDEX_STEP) > 0:
            return True
        return self._store.find_some(FIND_STEP) > 0

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    def _who(self, book: Book, person_id: int, command: object) -> Person:
        if person_id == NOBODY.id and (
            isinstance(command, _WITHOUT_PERSON) or not book.people or command is None
        ):
            return NOBODY
        found = book.person(person_id)
        if not found.active:
            raise RuleBroken("person_inactive", person=found.name)
        return found

    def _undo_import(self, command: commands.UndoImport, person_id: int, at: dt.datetime) -> Done:
        with self._store.unit() as unit:
            book = self._keeper.book(unit.team)
            who = self._who(book, person_id, command)
            if unit.lists.status(command.list_id) != "live":
                raise NotFound("list", what=command.list_id)
            unit.lists.set_status(command.list_id, "undoing")
            unit.arrivals.forget_digest(command.list_id)
            work = Work(unit, who, at, book, new_entry_id(at))
            work.write("import_undone", data={"id": command.list_id})
            return work.done(Kind.LEADS | Kind.QUEUE | Kind.LISTS, "import_undone")

    def _note(self, kind: str, person_id: int, at: dt.datetime, data: dict[str, object]) -> None:
        with self._store.unit() as unit:
            book = self._keeper.book(unit.team)
            who = self._who(book, person_id, None)
            told = json.loads(json.dumps(data))
            Work(unit, who, at, book, new_entry_id(at)).write(kind, data=told)
