# SPDX-License-Identifier: MIT
"""The door's work of many steps on a workstation: the file is read here, the work is the hub's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import msgspec

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import ChangeLeads, EditPerson, ImportOptions, RegistryOptions
from leaddesk.desk.door import Desk
from leaddesk.desk.exports import Exported, Outlet, Wanted
from leaddesk.desk.intake import Cancelled, Chunk, ImportResult, Report, TurnedDown
from leaddesk.desk.night import RescrubResult
from leaddesk.desk.refused_rows import RefusedRows
from leaddesk.desk.registry_run import RegistryChunk, RegistryResult
from leaddesk.desk.remote import done_of, tell_wanted
from leaddesk.desk.retaining import RetentionResult
from leaddesk.desk.stores.privacy import Erasures
from leaddesk.desk.whereabouts import Run
from leaddesk.desk.wire_runs import (
    ExportOrder,
    ListOrder,
    ListResult,
    list_of,
    parts_of_list,
    parts_of_registry,
    records_of,
    refused_of,
)
from leaddesk.desk.work import new_entry_id
from leaddesk.domain.errors import HubAway, RuleBroken
from leaddesk.sync.answer_age import AnswerAges
from leaddesk.sync.doors import HubDoor, InStep
from leaddesk.sync.far_runs import Ended, done_at
from leaddesk.sync.lately import Lately
from leaddesk.sync.waiting_lists import HeldParts, WaitingLists


@dataclass(frozen=True, slots=True)
class Places:
    """What a workstation's desk is made of: the desk over its own file, and the ways to the hub."""

    local: Desk
    door: HubDoor
    step: InStep
    lists: WaitingLists
    ages: AnswerAges


class FarWork:
    """Work of many steps; each raises RuleBroken("needs_hub") or ("hub_silent")."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._lately = Lately()

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
        """Send a list to the hub, which imports all of it or nothing; a dry run only counts.

        Without the hub a dry run checks the file itself (`AnswerAges` tells so), and a list waits:
        RuleBroken("list_waits"). `turned_down` hears of rows when the list is there already.
        """
        lists, onward = self._places.lists, _onward(report)
        held = lists.hold(new_entry_id(at), parts_of_list(chunks), onward, cancelled)
        waits = False
        try:
            order = ListOrder(options, dry_run)
            ended = self._there(
                Run.IMPORT_LIST, order, at, onward, cancelled, held.each, run_id=held.id
            )
            result = _imported(ended)
        except RuleBroken as error:
            if error.key not in _AWAY:
                raise
            if dry_run:
                return self._checked_here(held, options, person_id, at, cancelled)
            lists.keep(held, options, person_id, at)
            waits = True
            self._places.step.poke()
            raise RuleBroken("list_waits", name=options.name) from None
        finally:
            if not waits:
                held.files.drop()
        self._places.ages.from_hub(ImportOptions)
        if not dry_run:
            self._places.step.poke()
            turned_down(result.turned_down)
        return result

    def _checked_here(
        self,
        held: HeldParts,
        options: ImportOptions,
        person_id: int,
        at: dt.datetime,
        cancelled: Cancelled,
    ) -> ImportResult:
        """Check a list against itself and the few leads that are here."""
        self._places.ages.from_here(ImportOptions, self._places.step.heard())
        return self._places.local.import_list(
            (chunk for _, part in held.each() for chunk in list_of(part)),
            options, person_id, at, dry_run=True, cancelled=cancelled,
        )  # fmt: skip

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
        """Fetch what is wanted from the hub, which checks and notes it, and write it here."""
        del person_id
        name, told = tell_wanted(wanted)
        try:
            order = ExportOrder(name, msgspec.Raw(told))
            ended = self._there(Run.EXPORT, order, at, _onward(report), cancelled)
            for part in _fetched(ended.parts):
                outlet.write(records_of(name, part))
            outlet.finish()
            outlet.keep()
        except BaseException:
            outlet.drop()
            raise
        return msgspec.json.decode(ended.result, type=Exported)

    def change_leads(
        self,
        command: ChangeLeads,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> Done:
        """Have many leads changed at the hub, all of them or none."""
        del person_id
        return self._changed(Run.CHANGE_LEADS, command, at, report, cancelled)

    def change_person(
        self,
        command: EditPerson,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> Done:
        """Have a person changed at the hub, with what waits for them."""
        del person_id
        return self._changed(Run.CHANGE_PERSON, command, at, report, cancelled)

    def _changed(
        self, run: Run, command: object, at: dt.datetime, report: Report, cancelled: Cancelled
    ) -> Done:
        done = done_of(self._there(run, command, at, report, cancelled).result)
        self._done_there(done)
        return done

    def _done_there(self, done: Done) -> None:
        """Hear of something that was done at the hub: it can be taken back there."""
        if done.undoable:
            self._lately.add(done.entry_id)
        self._places.step.poke()

    def import_registry(
        self,
        chunks: Iterable[RegistryChunk],
        options: RegistryOptions,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> RegistryResult:
        """Send a national list to the hub, which puts all of it in force or nothing."""
        del person_id
        lists, onward = self._places.lists, _onward(report)
        self._check_near()
        held = lists.hold(new_entry_id(at), parts_of_registry(chunks), onward, cancelled)
        try:
            ended = self._there(
                Run.IMPORT_REGISTRY, options, at, onward, cancelled, held.each, run_id=held.id
            )
        finally:
            held.files.drop()
        return msgspec.json.decode(ended.result, type=RegistryResult)

    def rescrub(
        self,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> RescrubResult:
        """Have every lead compared with every list at the hub."""
        del person_id
        ended = self._there(Run.RESCRUB, None, at, report, cancelled)
        return msgspec.json.decode(ended.result, type=RescrubResult)

    def retain(
        self,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> RetentionResult:
        """Have every lead made anonymous whose time is over."""
        del person_id
        ended = self._there(Run.RETAIN, None, at, report, cancelled)
        return msgspec.json.decode(ended.result, type=RetentionResult)

    def erase_again(self, told: Erasures, person_id: int, at: dt.datetime) -> int:
        """Have whoever is back erased at the hub; return how many leads that were."""
        del person_id
        ended = self._there(Run.ERASE_AGAIN, told, at, lambda _rows: None, lambda: False)
        return msgspec.json.decode(ended.result, type=int)

    def _check_near(self) -> None:
        """Refuse what needs the hub while it is away; raises RuleBroken("needs_hub")."""
        if self._places.step.is_away():
            raise RuleBroken("needs_hub")

    def _there(
        self,
        run: Run,
        told: object,
        at: dt.datetime,
        report: Report,
        cancelled: Cancelled,
        parts: Callable[[], Iterable[tuple[int, bytes]]] = lambda: (),
        *,
        run_id: str = "",
    ) -> Ended:
        self._check_near()
        try:
            return done_at(
                self._places.door, run, run_id or new_entry_id(at), told, report, cancelled, parts
            )
        except HubAway:
            raise RuleBroken("hub_silent") from None


_AWAY = frozenset({"needs_hub", "hub_silent"})


def _fetched(parts: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from parts
    except HubAway:
        raise RuleBroken("needs_hub") from None


def _imported(ended: Ended) -> ImportResult:
    """Return what the hub made of a list, with the rows it kept out."""
    told = msgspec.json.decode(ended.result, type=ListResult)
    rows = RefusedRows()
    for part in _fetched(ended.parts):
        for row in refused_of(part):
            rows.append(row)
        rows.begin()
    return ImportResult(told.count, told.list_id, rows, told.reasons)


def _onward(report: Report) -> Report:
    """Return a report that never goes back: what was read is told before what was imported."""
    most = 0

    def told(rows: int) -> None:
        nonlocal most
        if rows > most:
            most = rows
            report(rows)

    return told
