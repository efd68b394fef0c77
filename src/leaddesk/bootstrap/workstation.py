# SPDX-License-Identifier: MIT
"""A workstation of a team at work: its desk, the line to its hub, and what keeps both in step."""

from __future__ import annotations

import contextlib
import platform
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from typing_extensions import override

from leaddesk.bootstrap import desks
from leaddesk.bootstrap.restoring import bring_rest
from leaddesk.desk.desk import Desk
from leaddesk.domain.errors import LeadDeskError
from leaddesk.storage import ballast
from leaddesk.storage.membership import notes_of
from leaddesk.storage.unclean_end import check_after
from leaddesk.sync.answer_age import AnswerAges
from leaddesk.sync.far_work import Places
from leaddesk.sync.file_seat import FileSeat, work_under
from leaddesk.sync.http_line import HttpLine
from leaddesk.sync.membership import token_name
from leaddesk.sync.replicator import DEVICE, Replicator
from leaddesk.sync.runner import TARGET, Runner
from leaddesk.sync.runner_ports import Around, Ties
from leaddesk.sync.standing_here import StandingHere
from leaddesk.sync.team_desk import TeamDesk
from leaddesk.sync.tie_counts import SeatCounts
from leaddesk.sync.tie_note import TieNote
from leaddesk.sync.waiting_lists import WaitingLists
from leaddesk.system import paths
from leaddesk.system.boot_clock import BootClock
from leaddesk.system.guard_file import Guard, quiet_keyring
from leaddesk.system.keychain import Keychain
from leaddesk.system.one_runner import OneRunner
from leaddesk.system.route import own_address

if TYPE_CHECKING:
    from leaddesk.desk.unit import Store
    from leaddesk.domain.calling_hours import HolidayCalendar
    from leaddesk.storage.store import SqlStore
    from leaddesk.sync.stopping import Stop

See = Callable[["SqlStore"], None]


class WorkstationDesk(TeamDesk):
    """The desk of a team's file that is open, with the runner beside it."""

    def __init__(self, opened: _Opened) -> None:
        """Put everything together over an opened file; nothing runs before `start`."""
        self._line, self._engine, self._seat = opened.line, opened.engine, opened.seat
        around = Around(opened.clock, desks.clock, report=desks.report, address=own_address)
        lists = WaitingLists(opened.file.parent)
        self._counts = SeatCounts(opened.seat, opened.clock, lists.standing)
        self._turn = OneRunner(opened.file)
        ties = Ties(
            opened.engine, opened.line, opened.seat, self._counts, self._turn, self,
            opened.notes.get("team", ""), platform.node(), int(opened.notes.get("person", "") or 0),
            bool(opened.notes.get("token_in_file", "")),
        )  # fmt: skip
        self.link = Runner(ties, around)
        step = StandingHere(self.link, opened.engine, opened.seat.may_call, opened.seat.knows)
        places = Places(opened.local, opened.line, step, lists, AnswerAges())
        super().__init__(places, opened.store.index_some)
        self.link.listen(self.told_by_link)

    def start(self) -> None:
        """Begin to keep in step with the hub."""
        if self._turn.take():
            # Nobody else has this file open, so no list is being read.
            self._places.lists.clear()
        self.link.start()

    def step_once(self) -> None:
        """Bring both sides in step now, on the thread that asks; raises LeadDeskError."""
        self.link.apart(lambda: self._engine.sync(TARGET))
        self.send_waiting_lists()

    @override
    def close(self) -> None:
        """End what keeps in step, then let go of the file."""
        self.link.stop()
        self._line.close()
        super().close()


class CommandDesk(WorkstationDesk):
    """A workstation's desk for one command: in step before it, and what it did is sent behind it.

    A hub that is away holds nothing up; where a window is open beside it, that one does both.
    """

    @override
    def start(self) -> None:
        super().start()
        self._catch_up()

    @override
    def close(self) -> None:
        with contextlib.suppress(LeadDeskError):
            if self._counts.counts().waiting:
                self._catch_up()
        super().close()

    def _catch_up(self) -> None:
        try:
            self.step_once()
        except LeadDeskError:
            with contextlib.suppress(LeadDeskError):
                TieNote(self._seat).want()


class _Opened:
    """A team's file that is open, and the line to its hub."""

    def __init__(self, file: Path, see: See, written: Callable[[], None]) -> None:
        self.file, self.clock = file, BootClock()
        desks.use_keys()
        self.notes = notes_of(file)
        found: list[tuple[SqlStore, HolidayCalendar]] = []

        def make(store: Store, holidays: HolidayCalendar) -> Desk:
            opened = cast("SqlStore", store)
            ballast.keep(file)
            see(opened)
            work_under(opened, self.clock)
            found.append((opened, holidays))
            return Desk(opened, holidays)

        check_after(file)
        bring_rest(file)
        with contextlib.ExitStack() as opened:
            self.local = opened.enter_context(contextlib.closing(desks.open_desk(str(file), make)))
            self.store, holidays = found[0]
            self._speak_to_hub(holidays, written, opened)
            opened.pop_all()

    def _speak_to_hub(
        self, holidays: HolidayCalendar, written: Callable[[], None], opened: contextlib.ExitStack
    ) -> None:
        self.seat = FileSeat(self.store, holidays, written)
        workstation = self.notes.get("workstation", "")
        token = Keychain(paths.state_folder()).get(token_name(workstation))
        line = HttpLine(
            self.notes.get("hub_url", ""), self.notes.get("hub_pin", ""), token,
            lambda: self.seat.note(DEVICE),
        )  # fmt: skip
        self.line = opened.enter_context(contextlib.closing(line))
        guard = Guard(workstation, keyring=quiet_keyring())
        if not guard.read():
            guard.write(f"{self.notes.get(DEVICE, '')}/0")
        self.engine = Replicator(self.seat, self.line, self.clock, guard)

    def close(self) -> None:
        """Let go of the line and of the file."""
        self.line.close()
        self.local.close()


def open_workstation(
    file: Path,
    see: See = lambda _store: None,
    kind: Callable[[_Opened], WorkstationDesk] = WorkstationDesk,
) -> WorkstationDesk:
    """Open a team's file for work and begin to keep it in step; raises as `desks.open_desk`.

    One that has no rows yet is brought in step first, so that there is somebody to sit down.
    """
    told: list[WorkstationDesk] = []

    def written() -> None:
        for desk in told:
            desk.told_of_change()

    opened = _Opened(file, see, written)
    try:
        if not opened.seat.has_rows():
            with contextlib.suppress(LeadDeskError):
                opened.engine.sync(TARGET)
        desk = kind(opened)
    except BaseException:
        opened.close()
        raise
    told.append(desk)
    desk.start()
    return desk


def bring_in_step(file: Path, stop: Stop) -> None:
    """Bring a team's file in step with its hub once; raises LeadDeskError, also after a stop.

    Whoever has the file open meanwhile is left to do it.
    """
    turn = OneRunner(file)
    if not turn.take():
        return
    try:
        opened = _Opened(file, lambda _store: None, lambda: None)
        try:
            with stop.ends(opened.line.close):
                opened.engine.sync(TARGET)
                WaitingLists(file.parent).send(opened.line, lambda _one: None)
        finally:
            opened.close()
    finally:
        turn.let_go()
