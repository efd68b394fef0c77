# SPDX-License-Identifier: MIT
"""A workstation as a process of its own: somebody calls, logs and hands off while it is in step.

It is killed without warning; started with `drain` it only brings both sides in step, and ends when
nothing waits.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import sys
import threading
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from leaddesk.desk.commands import (
    AcceptHandoff,
    AddNote,
    HandOff,
    LogCall,
    ReleaseLead,
    StartCall,
    TakeNext,
)
from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskHandoffs
from leaddesk.desk.wire import News
from leaddesk.desk.work import new_entry_id
from leaddesk.domain.errors import LeadDeskError, NotFound, RuleBroken
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.opening import open_store
from leaddesk.sync.file_seat import FileSeat, FileUnit, work_under
from leaddesk.sync.http_line import HttpLine
from leaddesk.sync.replicator import DEVICE, Replicator
from leaddesk.system.boot_clock import BootClock
from leaddesk.system.clock import now
from leaddesk.system.guard_file import Guard
from tests.team.truth import Truth

HAND = 5
OUTCOMES = ("no_answer", "voicemail", "busy", "not_interested", "qualified")
WEIGHTS = (8, 5, 2, 1, 3)
SHEET = (("need", "yes"), ("authority", "owner"), ("budget", "yes"), ("timing", "this quarter"))


@dataclass(frozen=True, slots=True)
class Orders:
    """Who sits where, and how fast. `bug` is a fault put in on purpose."""

    file: str
    truth: str
    guard: str
    address: str
    pin: str
    token: str
    person_id: int
    seed: int
    call_s: float = 0.03
    longest_s: float = 1.0
    leads: int = 0
    ahead_s: float = 0.0
    drain: bool = False
    bug: str = ""


class Seat:
    """One person at one workstation."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._chance = random.Random(orders.seed)
        self._truth = Truth(Path(orders.truth))
        if orders.bug == "moves_on_without_the_rows":
            _forget_rows(self._chance)
        store = open_store(orders.file, now())
        clock = BootClock()
        work_under(store, clock)
        self._desk = Desk(store, NoHolidays())
        self._seat = FileSeat(store, NoHolidays())
        line = HttpLine(orders.address, orders.pin, orders.token, self._device)
        self._side = Replicator(
            self._seat, line, clock, Guard(Path(orders.file).stem, Path(orders.guard))
        )
        self._over, self._hung_up = threading.Event(), threading.Event()
        self._hung_up.set()

    def _device(self) -> str:
        with self._seat.unit() as unit:
            return unit.note(DEVICE)

    def run(self) -> None:
        """Work until the process is killed, or drain."""
        if self._orders.drain:
            self._drain()
            return
        threading.Thread(target=self._keep_in_step, daemon=True).start()
        while True:
            if not self._work():
                self._over.wait(0.02)

    def _keep_in_step(self) -> None:
        chance = random.Random(self._orders.seed + 1)
        back = 0.05
        while True:
            if self._orders.bug == "away_while_calling":
                self._hung_up.wait()
            try:
                self._side.sync(HAND)
                if chance.random() < 0.1:
                    self._choose(chance.randint(1, self._orders.leads))
                back = 0.05
                self._over.wait(chance.uniform(0.02, 0.08))
            except LeadDeskError as error:
                sys.stderr.write(f"{error.key}\n")
                sys.stderr.flush()
                self._over.wait(chance.uniform(0, back))
                back = min(1.0, back * 2)

    def _choose(self, lead_id: int) -> None:
        """Ask for one lead, as somebody does who searched for it; it may be a colleague's."""
        try:
            self._side.take(lead_id)
        except (NotFound, RuleBroken) as error:
            self._truth.say("not given", why=error.key)

    def _drain(self) -> None:
        for _ in range(400):
            with contextlib.suppress(LeadDeskError):
                self._side.sync(0)
                if not self._seat.standing().waiting:
                    self._side.sync(0)
                    return
            self._over.wait(0.1)
        sys.exit(3)

    # ------------------------------------------------------------------------- what a person does

    def _work(self) -> bool:
        """Do one thing; False when there is nothing to do."""
        try:
            return self._accept() or self._call()
        except LeadDeskError:
            return False

    def _now(self) -> dt.datetime:
        return now() + dt.timedelta(seconds=self._orders.ahead_s)

    def _do(self, command: object, kind: str, lead_id: int) -> None:
        who = self._orders.person_id
        entry = new_entry_id(self._now())
        told = {"entry": entry, "kind": kind, "lead": lead_id}
        self._truth.say("begun", **told)
        if self._orders.bug == "says_before_it_is_safe":
            self._truth.say("logged", **told)
            self._over.wait(0.4)
        self._desk.do(command, who, self._now(), entry_id=entry)
        if self._orders.bug != "says_before_it_is_safe":
            self._truth.say("logged", **told)

    def _accept(self) -> bool:
        view = self._desk.ask(AskHandoffs(self._orders.person_id), self._now())
        for row in view.to_accept[:1]:
            self._do(AcceptHandoff(row.id), "accept", row.lead_id)
            return True
        return False

    def _call(self) -> bool:
        who = self._orders.person_id
        lead_id = self._desk.do(TakeNext(0), who, self._now()).lead_id
        if lead_id is None:
            return False
        try:
            # What stays in hand from before the process was killed may be a colleague's by now.
            self._desk.do(StartCall(lead_id), who, self._now())
        except RuleBroken:
            self._desk.do(ReleaseLead(), who, self._now())
            return False
        with self._seat.unit() as unit:
            lease = next((one.lease_id for one in unit.leases() if one.lead_id == lead_id), 0)
        self._hung_up.clear()
        self._truth.say("dial", lead=lead_id, lease=lease)
        self._over.wait(
            min(self._orders.longest_s, self._chance.expovariate(1 / self._orders.call_s))
        )
        self._truth.say("hung_up", lead=lead_id)
        self._hung_up.set()
        if self._chance.random() < 0.1:
            self._do(AddNote(lead_id, "n" * self._chance.randrange(1, 80)), "note", lead_id)
        self._log(lead_id, self._chance.choices(OUTCOMES, WEIGHTS)[0])
        return True

    def _log(self, lead_id: int, outcome: str) -> None:
        """Log what a call came to; what the pad of this tier has not is no answer."""
        if outcome == "qualified":
            with contextlib.suppress(LeadDeskError):
                hand_off = HandOff(lead_id, SHEET, "They want a quote", "demo",
                                   self._now() + dt.timedelta(days=1), then_take=False)  # fmt: skip
                self._do(hand_off, "call", lead_id)
                return
            outcome = "no_answer"
        self._do(LogCall(lead_id, outcome, then_take=False), "call", lead_id)


def _forget_rows(chance: random.Random) -> None:
    """Let what the hub sent now and then be counted as read and not be written."""
    write = FileUnit.write

    def forgetful(unit: FileUnit, news: News, keep: Collection[int] | None = None) -> None:
        unread = news.cursor and chance.random() < 0.8
        write(unit, replace(news, leads=()) if unread else news, keep)

    FileUnit.write = forgetful  # type: ignore[method-assign, assignment]
