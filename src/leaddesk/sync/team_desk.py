# SPDX-License-Identifier: MIT
"""The desk of a workstation of a team: what is here is done and answered here, the rest at the hub.

`desk/whereabouts.py` says which is which. The window works against it as against any other desk.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, cast

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import (
    BringBack,
    ChangeLeads,
    EditPerson,
    LetGo,
    RepeatOperation,
    RunClocks,
    TakeBack,
    TakeNext,
)
from leaddesk.desk.link import FromHere, Heard
from leaddesk.desk.queries import AskAttention, AskWaiting, Query
from leaddesk.desk.remote import answer_of, done_of, tell
from leaddesk.desk.stores.privacy import Erasures
from leaddesk.desk.whereabouts import COMMANDS, OF_ANY_LEAD, Told, told_where
from leaddesk.desk.whereabouts import Done as Where
from leaddesk.desk.work import new_entry_id
from leaddesk.domain.errors import HubAway, NotFound, RuleBroken
from leaddesk.sync.far_runs import called
from leaddesk.sync.far_work import FarWork, Places
from leaddesk.sync.list_tray import ListTray
from leaddesk.sync.waiting_lists import WaitingList

AnswerT = TypeVar("AnswerT")

INDEXED = 200
"""Leads made searchable in one step."""

UNSURE_FOR = dt.timedelta(days=1)
"""So long the same command once more is the one that the hub may have heard."""


class TeamDesk(FarWork):
    """`desk.door.Desk` over the workstation's own desk and the hub's door."""

    def __init__(self, places: Places, index_some: Callable[[int], int] = lambda _limit: 0) -> None:
        """Take the places; `index_some` makes leads searchable here, as `Store.index_some`."""
        super().__init__(places)
        self._local, self._door, self._step = places.local, places.door, places.step
        self._ages, self._tray = places.ages, ListTray(places.lists)
        self._index_some = index_some
        self._told = threading.Event()
        self._lock = threading.Lock()
        # Of which it is not known whether the hub heard: ids and moments, by what they say.
        self._unsure: dict[tuple[str, bytes], tuple[str, dt.datetime]] = {}

    # ------------------------------------------------------------------------- doing

    def do(self, command: object, person_id: int, at: dt.datetime) -> Done:
        """Do a command where it belongs; durable when this returns.

        Raises what the desk raises, RuleBroken("needs_hub") and ("hub_silent").
        """
        if isinstance(command, TakeBack):
            return self._take_back(command, person_id, at)
        if isinstance(command, LetGo | BringBack | RepeatOperation):
            return self._attend(command, person_id, at)
        if isinstance(command, RunClocks):
            return Done(Kind.NONE, "")  # The hub's clock is the team's; the minute means nothing.
        if isinstance(command, ChangeLeads):
            return self.change_leads(command, person_id, at)
        if isinstance(command, EditPerson):
            return self.change_person(command, person_id, at)
        where = COMMANDS[type(command)]
        if where is Where.BY_HUB:
            raise RuleBroken("hub_does_it")
        if where is Where.AT_HUB:
            return self._do_there(command, at)
        if isinstance(command, TakeNext) and command.lead_id is not None:
            self._bring(command.lead_id)
        if type(command) in OF_ANY_LEAD:
            return self._do_where_it_is(command, person_id, at)
        return self._do_here(command, person_id, at)

    def _do_here(self, command: object, person_id: int, at: dt.datetime) -> Done:
        done = self._local.do(command, person_id, at)
        if done.undoable:
            self._lately.add(done.entry_id, TakeBack())
        if COMMANDS[type(command)] is Where.HERE_AND_THERE:
            self._step.poke()
        return done

    def _do_where_it_is(self, command: object, person_id: int, at: dt.datetime) -> Done:
        """Do a command to a lead that is here, or else there."""
        try:
            return self._do_here(command, person_id, at)
        except NotFound:
            return self._do_there(command, at)

    def _do_there(self, command: object, at: dt.datetime) -> Done:
        """Do a command at the hub, once, however often its answer is lost."""
        self._check_near()
        name, told = tell(command)
        with self._lock:
            # Whoever does the same so much later means it anew.
            self._unsure = {k: v for k, v in self._unsure.items() if abs(at - v[1]) < UNSURE_FOR}
            entry_id, _ = self._unsure.setdefault((name, told), (new_entry_id(at), at))
        try:
            done = done_of(called(lambda: self._door.do(name, told, entry_id)))
        except HubAway:
            # Whoever does the same again gets the answer to this one.
            raise RuleBroken("hub_silent") from None
        except BaseException:
            self._settle(name, told)
            raise
        self._settle(name)
        self._done_there(done)
        return done

    def _settle(self, name: str, told: bytes | None = None) -> None:
        """Forget a command; with None all of a kind: after a later one each is another wish."""
        with self._lock:
            for key in [one for one in self._unsure if one[0] == name]:
                if told in {None, key[1]}:
                    del self._unsure[key]

    def _take_back(self, command: TakeBack, person_id: int, at: dt.datetime) -> Done:
        """Take back an operation here, and what was done at the hub there."""
        entry_id = command.entry_id or self._lately.newest()
        back = self._lately.back(entry_id)
        if isinstance(back, BringBack):
            self._lately.forget(entry_id)
            return self._attend(back, person_id, at)
        if back is not None or not entry_id or self._step.is_operation(entry_id):
            done = self._do_here(command, person_id, at)
        else:
            done = self._do_there(TakeBack(entry_id), at)
        self._lately.forget(entry_id)
        return done

    def _attend(
        self, command: LetGo | BringBack | RepeatOperation, person_id: int, at: dt.datetime
    ) -> Done:
        """Do what was decided on an operation or a list; letting go can be taken back."""
        if command.list_id:
            done = self._tray.do(command)
            self._step.poke()
        else:
            done = self._do_here(command, person_id, at)
        if isinstance(command, LetGo):
            done = replace(done, entry_id=new_entry_id(at), undoable=True)
            self._lately.add(done.entry_id, BringBack(command.seq, command.list_id))
        return done

    def _bring(self, lead_id: int) -> None:
        """Have a lead that somebody chose here, with its lease.

        Raises RuleBroken("lead_at_hub") without the hub, and what it refuses the lead with.
        """
        if self._step.may_work(lead_id):
            return
        if self._step.is_away():
            raise RuleBroken("lead_at_hub")
        try:
            self._step.bring(lead_id)
        except HubAway:
            raise RuleBroken("lead_at_hub") from None

    # ------------------------------------------------------------------------- asking

    def ask(self, query: Query[AnswerT], at: dt.datetime, person_id: int = 0) -> AnswerT:
        """Answer a question by what is here or by the hub; from any thread.

        Raises what the desk raises, and RuleBroken("needs_hub") for what only the hub knows.
        """
        where = told_where(query, person_id) if person_id else Told.HERE
        if where is Told.HERE:
            return self._beside(query, self._local.ask(query, at, person_id))
        if where is Told.HERE_FIRST:
            try:
                return self._local.ask(query, at, person_id)
            except NotFound:
                where = Told.ONLY_THERE
        kind: Any = type(query)
        if not self._step.is_away():
            try:
                name, told = tell(query)
                answer, _ = answer_of(query, self._door.ask(name, told))
            except HubAway:
                pass
            else:
                self._ages.from_hub(kind)
                return answer
        if where is Told.ONLY_THERE:
            raise RuleBroken("needs_hub")
        found = self._local.ask(query, at, person_id)
        self._ages.from_here(kind, self._step.heard())
        return found

    def _beside(self, query: Query[AnswerT], answer: AnswerT) -> AnswerT:
        """Return an answer of the own file with the lists beside it."""
        found: Any = answer
        if isinstance(query, AskWaiting):
            found = self._tray.with_waiting(found)
        elif isinstance(query, AskAttention):
            found = self._tray.with_attention(found)
        return cast("AnswerT", found)

    def age_of(self, query: type) -> FromHere | None:
        """Return how old the last answer to a kind of question is; None when the hub gave it."""
        return self._ages.told(query)

    # ------------------------------------------------------------------------- lists that wait

    def waiting_lists(self) -> tuple[WaitingList, ...]:
        """Return the lists that wait for the hub, oldest first."""
        return self._places.lists.waiting()

    def send_waiting_lists(self) -> int:
        """Send what waits and return how many lists the hub took; raises HubAway."""
        return self._places.lists.send(self._door, lambda _one: self.told_of_change())

    # ------------------------------------------------------------------------- beside all that

    def told_of_change(self) -> None:
        """Hear that rows of the hub were written here: screens look again."""
        self._told.set()

    def told_by_link(self, heard: Heard) -> None:
        """Hear what the link tells screens: rows that they look at by that are told once."""
        if heard is Heard.WRITTEN:
            self._told.clear()

    def changed_elsewhere(self) -> bool:
        """Tell whether others wrote, or rows of the hub came, since this was last asked.

        Windows over one file hear of each other so: one keeps it in step, and is to send what the
        others wrote; they are to show how it stands, and what it heard of the team.
        """
        told = self._told.is_set()
        self._told.clear()
        wrote = self._local.changed_elsewhere()
        if wrote:
            self._step.poke()
        self._step.overhear()
        return wrote or told

    def expect_list(self, path: Path) -> None:
        """Get ready for a list; the hub imports it, and is."""

    def erasures(self) -> Erasures:
        """Return who was erased, as a copy of this workstation's file needs it."""
        return self._local.erasures()

    def tend(self, at: dt.datetime) -> bool:
        """Leave the night's walk to the hub."""
        del at
        return False

    def prepare(self, at: dt.datetime) -> bool:
        """Leave the figures of the day ahead to the hub."""
        del at
        return False

    def carry_on(self, at: dt.datetime) -> int:
        """Finish what a crash interrupted here."""
        return self._local.carry_on(at)

    def catch_up(self) -> bool:
        """Make some leads searchable here; True while more are left."""
        return self._index_some(INDEXED) > 0

    def close(self) -> None:
        """Let go of the workstation's file."""
        self._local.close()
