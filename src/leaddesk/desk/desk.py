# SPDX-License-Identifier: MIT
"""The desk: do a command, ask a query; the one door between people and the team's data."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from leaddesk.desk import (
    answers_card,
    answers_day,
    answers_duplicates,
    answers_handoffs,
    answers_leads,
    answers_queue,
    answers_team,
    appointments,
    bulk_run,
    calls,
    clock_run,
    commands,
    editing,
    hand,
    handing,
    import_run,
    kept_filters,
    merging,
    people,
    queries,
    undo,
)
from leaddesk.desk.asking import Asking
from leaddesk.desk.book import Book, BookKeeper
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.intake import Cancelled, Chunk, ImportResult, Report
from leaddesk.desk.queries import Query
from leaddesk.desk.unit import Store
from leaddesk.desk.work import NOBODY, Work, new_entry_id
from leaddesk.domain.calling_hours import HolidayCalendar
from leaddesk.domain.errors import NotFound, RuleBroken, StoreUnavailable
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
}
"""Every query with what answers it."""

_WITHOUT_PERSON = (commands.RunClocks, commands.AddPerson, commands.ChangeRule)
INDEX_STEP = 500
FIND_STEP = 80
RETRIES = 3
"""How often a write is done again that stood in the way of a colleague's."""


class Desk:
    """What a person can do and ask; `ask` is safe from any thread, writes come one at a time."""

    def __init__(self, store: Store, holidays: HolidayCalendar) -> None:
        self._store = store
        self._keeper = BookKeeper(holidays)

    def do(self, command: object, person_id: int, at: dt.datetime) -> Done:
        """Do a command in one transaction and return what it did.

        Raises RuleBroken, StaleLead, NotFound, BadInput or StoreUnavailable; nothing is written
        then.
        """
        if isinstance(command, commands.UndoImport):
            return self._undo_import(command, person_id, at)
        if isinstance(command, commands.ChangeLeads):
            return self.change_leads(command, person_id, at)
        for _ in range(RETRIES):
            try:
                return self._done(self._do(command, person_id, at))
            except StoreUnavailable as error:
                if not error.fields.get("again"):
                    raise
        return self._done(self._do(command, person_id, at))

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
    ) -> ImportResult:
        """Import a list, all of it or nothing; a dry run only counts.

        Raises what reading the chunks raises, RuleBroken("import_cancelled") when `cancelled` says
        so, and BadInput for options that mean nothing. `report` hears the rows handled so far.
        """
        import_run.check_options(options)
        with self._store.looking() as unit:
            book = self._keeper.book(unit.team)
            self._who(book, person_id, None)
        run = import_run.ImportRun(self._store, book, options, person_id, at)
        if dry_run:
            return run.dry(chunks, report, cancelled)
        result = run.run(chunks, report, cancelled)
        self._note(
            "imported",
            person_id,
            at,
            {"list": options.name, "id": result.list_id, "new": result.count.new},
        )
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
        bulk_run.check_may(who)
        return bulk_run.BulkRun(self._store, book, command, who, at).run(report, cancelled)

    def carry_on(self, at: dt.datetime) -> int:
        """Finish or take back what a crash interrupted; return how many there were."""
        return import_run.finish_all(self._store, at) + bulk_run.finish_all(self._store, at)

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
            work = Work(unit, who, at, book, new_entry_id(at))
            work.write("import_undone", data={"id": command.list_id})
            done = work.done(Kind.LEADS | Kind.QUEUE | Kind.LISTS, "import_undone")
        import_run.finish(self._store, command.list_id, "undoing")
        return done

    def _note(self, kind: str, person_id: int, at: dt.datetime, data: dict[str, object]) -> None:
        with self._store.unit() as unit:
            book = self._keeper.book(unit.team)
            who = self._who(book, person_id, None)
            told = json.loads(json.dumps(data))
            Work(unit, who, at, book, new_entry_id(at)).write(kind, data=told)
