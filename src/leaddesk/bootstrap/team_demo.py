# SPDX-License-Identifier: MIT
"""A made-up team on one computer: a hub, a qualifier, a senior rep and a team lead."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from leaddesk.bootstrap import desks
from leaddesk.bootstrap.demo import make_demo
from leaddesk.bootstrap.hub import HubOptions, RunningHub, hub_desk, new_invitation, open_hub
from leaddesk.bootstrap.locking import WindowNotes
from leaddesk.bootstrap.opening import WindowOpener
from leaddesk.bootstrap.team_door import TeamDoor
from leaddesk.desk.commands import AcceptHandoff, HandOff, TakeNext
from leaddesk.desk.queries import AskHandoffs, AskLeads, AskPeople, AskRule
from leaddesk.desk.rules import decode_rule
from leaddesk.domain.errors import RuleBroken, StoreUnavailable
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_filter import LeadFilter
from leaddesk.domain.person import Person, Role
from leaddesk.system import paths

if TYPE_CHECKING:
    from leaddesk.desk.desk import Desk

ROLES: Final = (Role.QUALIFIER, Role.SENIOR_REP, Role.TEAM_LEAD)
PATIENCE_S: Final = 60.0
Say = Callable[[str], None]


def team_demo(folder: Path | None, say: Say, *, windows: bool) -> list[str]:
    """Run the hub and three workstations until their windows are closed; return what happened.

    Without `windows` a handoff crosses by itself and each step is told. Raises LeadDeskError.
    """
    with contextlib.ExitStack() as closing:
        if folder is None:
            scratch = tempfile.TemporaryDirectory(prefix="leaddesk-team-")
            folder = Path(closing.enter_context(scratch))
        desks.made(folder)
        database = str(folder / "hub.db")
        if not Path(database).exists():
            say("Making the team…")
            make_demo(database)
        hub = closing.enter_context(_running(database))
        say(f"The hub answers at {hub.address}.")
        seats = [Seat(folder, hub, person) for person in _cast(database)]
        for seat in seats:
            seat.join()
            say(f"{seat.person.name} ({seat.role}) has joined from {seat.folder}.")
        if windows:
            _wait([closing.enter_context(seat.window()) for seat in seats])
            return ["The windows are closed, and the hub has stopped."]
        return _handoff([(seat, closing.enter_context(seat.at_work())) for seat in seats], say)


class Seat:
    """One person of the made-up team, at a workstation with a data folder of its own."""

    def __init__(self, folder: Path, hub: RunningHub, person: Person) -> None:
        self.folder = folder / person.name.split()[0].lower()
        self.person, self._hub = person, hub
        self.role = next(role for role in ROLES if role in person.roles).value.replace("_", " ")

    def join(self) -> None:
        """Join with a code, where that was not done before."""
        with self._here():
            if WindowOpener(None, WindowNotes()).is_in_team():
                return
            code, command = new_invitation(self.person.id)
            with hub_desk(self._hub.database) as desk:
                desk.do(command, 0, desks.clock())
            TeamDoor().join(self._hub.address, code, "", self._hub.fingerprint)

    @contextlib.contextmanager
    def at_work(self) -> Iterator[Desk]:
        """Open the workstation in this process."""
        with self._here():
            desk = WindowOpener(None, WindowNotes()).connect()
        with contextlib.closing(desk):
            yield desk

    @contextlib.contextmanager
    def window(self) -> Iterator[subprocess.Popen[bytes]]:
        """Open the workstation's window as a process of its own."""
        command = [sys.executable, "-m", "leaddesk"]
        env = os.environ | {paths.VARIABLE: str(self.folder)}
        process = subprocess.Popen(command, env=env)  # noqa: S603 - LeadDesk itself
        try:
            yield process
        finally:
            process.terminate()
            process.wait()

    @contextlib.contextmanager
    def _here(self) -> Iterator[None]:
        """Let this workstation's data folder be that of the program."""
        before = os.environ.get(paths.VARIABLE)
        os.environ[paths.VARIABLE] = str(self.folder)
        try:
            yield
        finally:
            if before is None:
                del os.environ[paths.VARIABLE]
            else:
                os.environ[paths.VARIABLE] = before


@contextlib.contextmanager
def _running(database: str) -> Iterator[RunningHub]:
    kept = Path(database).with_name("address")
    hub = open_hub(HubOptions(database, kept.read_text() if kept.exists() else "127.0.0.1:0"))
    kept.write_text(hub.address.removeprefix("https://"))  # workstations remember it
    thread = threading.Thread(target=hub.run, name="hub")
    thread.start()
    try:
        yield hub
    finally:
        hub.stop()
        thread.join()


def _cast(database: str) -> list[Person]:
    """Return a qualifier, a senior rep and a team lead."""
    with hub_desk(database) as desk:
        people = [one for one in desk.ask(AskPeople(), desks.clock()) if one.active]
    return [next(one for one in people if role in one.roles) for role in ROLES]


def _wait(windows: list[subprocess.Popen[bytes]]) -> None:
    """Wait until every window is closed; Ctrl+C closes them."""
    with contextlib.suppress(KeyboardInterrupt):
        for window in windows:
            window.wait()


def _handoff(seats: list[tuple[Seat, Desk]], say: Say) -> list[str]:
    """Let a lead go from the qualifier to the senior rep, and the news of it back."""
    (qualifier, giving), (rep, receiving), (lead, leading) = seats
    told = []

    def tell(words: str) -> None:
        told.append(words)
        say(words)

    free = LeadFilter(tier=1, states=(LeadState.QUEUED,), owner_id=0)
    rows = leading.ask(AskLeads(free, limit=50), desks.clock(), lead.person.id).rows
    row = next((one for one in rows if _taken(giving, one.id, qualifier.person.id)), None)
    if row is None:
        raise RuleBroken("team_demo.no_lead")
    tell(f"{qualifier.person.name} takes {row.name} into hand.")
    wish = _wish(giving, row.id, rep.person.id)
    began = time.monotonic()
    giving.do(wish, qualifier.person.id, desks.clock())
    tell(f"{qualifier.person.name} hands it off: logged after {_ms(began)} ms.")

    def offered() -> int:
        view = receiving.ask(AskHandoffs(rep.person.id), desks.clock(), rep.person.id)
        return next((one.id for one in view.to_accept if one.lead_id == row.id), 0)

    handoff_id = _until(offered)
    tell(f"{rep.person.name} has it on the Handoffs screen after {_ms(began)} ms.")
    began = time.monotonic()
    receiving.do(AcceptHandoff(handoff_id), rep.person.id, desks.clock())

    def accepted() -> bool:
        view = giving.ask(AskHandoffs(qualifier.person.id), desks.clock(), qualifier.person.id)
        return any(one.id == handoff_id and one.state == "accepted" for one in view.sent)

    _until(accepted)
    tell(f"{rep.person.name} accepts; {qualifier.person.name} sees it after {_ms(began)} ms.")
    return told


def _wish(desk: Desk, lead_id: int, receiver_id: int) -> HandOff:
    """Return a handoff with every question of the sheet answered."""
    sheet = decode_rule("sheet", desk.ask(AskRule("sheet"), desks.clock()))
    answers = tuple((question.key, "Yes, this quarter") for question in sheet.questions)
    tomorrow = desks.clock() + dt.timedelta(days=1)
    return HandOff(
        lead_id, answers, "Wants a quote for twelve seats", "A demo", tomorrow, receiver_id,
        then_take=False,
    )  # fmt: skip


def _taken(desk: Desk, lead_id: int, person_id: int) -> bool:
    """Take a lead into hand; False for one that somebody else has."""
    try:
        desk.do(TakeNext(1, lead_id), person_id, desks.clock())
    except RuleBroken:
        return False
    return True


def _until(found: Callable[[], int]) -> int:
    """Ask until there is an answer; raises StoreUnavailable when none comes."""
    pause, last = threading.Event(), time.monotonic() + PATIENCE_S
    while time.monotonic() < last:
        answer = found()
        if answer:
            return answer
        pause.wait(0.01)
    raise StoreUnavailable("team_demo.stuck")


def _ms(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
