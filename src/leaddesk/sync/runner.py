# SPDX-License-Identifier: MIT
"""Keeps a workstation in step by itself: one thread that calls the hub, one that hears its pokes.

What is tried when is decided in `next_try`; nothing here is waited for by a click.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from leaddesk.desk.link import Heard, Tie, TieCounts, TieState
from leaddesk.domain.errors import HubAway, LeadDeskError
from leaddesk.sync import next_try
from leaddesk.sync.next_try import Nudge, Standing
from leaddesk.sync.runner_ports import Around, Ends, Ties
from leaddesk.sync.telling import Circle
from leaddesk.sync.tie_note import TieNote
from leaddesk.sync.woken import Woken

TARGET: Final = 15
REFILL_BELOW: Final = 10
"""A qualifier works twelve to fifteen leads an hour: a network may be away for an hour, and the
hub is asked for more while there is still work for forty minutes. The hub gives 25 at most, and
what one holds nobody else can call."""

LOOK_S: Final = 5.0
"""The thread looks around at least this often: for another network, a lease that is over."""
APART_S: Final = 5.0
"""A person who wants one lead of the hub waits no longer for a try that hangs."""
STOP_S: Final = 1.0
"""Stopping waits no longer for a call that hangs."""


class Runner:
    """`desk.link.Link` of one file; every method is safe from any thread."""

    def __init__(self, ties: Ties, around: Around) -> None:
        self._ties, self._around = ties, around
        self._note = TieNote(ties.seat)
        self._bell = threading.Condition()
        self._stopped = False
        self._nudges: set[Nudge] = set()
        self._met = threading.Event()
        self._returns = 0
        self._engine = threading.RLock()
        self._threads: list[Ends] = []
        self._watching: Circle[TieState] = Circle()
        self._listening: Circle[Heard] = Circle()
        at = around.clock.seconds()
        self._standing = Standing(due=at)
        self._woken = Woken(around)
        self._mine = False
        self._counts = TieCounts()
        self._state = TieState(
            Tie.SENDING, hub=ties.hub, workstation=ties.workstation, person_id=ties.person_id,
            token_in_file=ties.token_in_file,
        )  # fmt: skip

    # ------------------------------------------------------------------------- the window's side

    def state(self) -> TieState:
        """Return where it stands; the seconds until the next try are those of now."""
        with self._bell:
            left = self._standing.due - self._around.clock.seconds()
            return replace(self._state, again_s=max(0.0, left) if self._mine else 0.0)

    def watch(self, told: Callable[[TieState], None]) -> Callable[[], None]:
        """Call `told` from another thread whenever the state changes; return what ends that."""
        return self._watching.add(told)

    def listen(self, heard: Callable[[Heard], None]) -> Callable[[], None]:
        """Call `heard` from another thread when something came; return what ends that."""
        return self._listening.add(heard)

    def wake(self) -> None:
        """Say that something was done here; takes no time."""
        self._nudge(Nudge.WROTE)

    def try_now(self) -> None:
        """Try at once, here or in the window that has the turn; returns before it is done."""
        self._nudge(Nudge.ASKED)

    def overhear(self) -> None:
        """Hear of the team from the window that has the turn, if it is another one."""
        if self._ties.turn.rung():
            self._listening.tell(Heard.TEAM)

    def apart(self, work: Callable[[], None]) -> None:
        """Let the engine do something else between two tries, on the thread that asks.

        Raises HubAway: "hub_asked_now", "hub_other_window" (or stopped); and what the work raises.
        """
        if self._stopped or not self._ties.turn.take():
            raise HubAway("hub_other_window")
        if not self._engine.acquire(timeout=APART_S):
            raise HubAway("hub_asked_now")
        try:
            work()
        finally:
            self._release()

    def _release(self) -> None:
        if self._stopped:
            self._ties.turn.let_go()
        self._engine.release()

    # ------------------------------------------------------------------------- beginning, ending

    def start(self) -> None:
        """Begin to keep in step."""
        begin = self._around.begin
        self._threads = [begin("in-step", self._run), begin("pokes", self._hear_pokes)]

    def stop(self) -> None:
        """End within a second, also while a call hangs; what it brought by then is kept."""
        with self._bell:
            self._stopped = True
            self._met.set()
            self._bell.notify_all()
        self._ties.line.close()
        last = self._around.awake() + STOP_S
        for thread in self._threads:
            thread.join(max(0.0, last - self._around.awake()))
        if self._engine.acquire(timeout=max(0.0, last - self._around.awake())):
            self._release()  # else what hangs does it at its own end
        self._watching.clear()
        self._listening.clear()

    # ------------------------------------------------------------------------- one turn

    def turn(self) -> float:
        """Do what is due and return after how many seconds it is to be looked again."""
        with self._bell:
            nudges, self._nudges = self._nudges, set()
        if not self._ties.turn.take():
            self._follow(nudges)
            return LOOK_S
        self._take_over()
        at = self._around.clock.seconds()
        if self._woken.has_woken():
            nudges.add(Nudge.RESUMED)
        if self._note.was_wanted():
            nudges.add(Nudge.ASKED)
        for nudge in sorted(nudges):
            self._standing = next_try.nudged(self._standing, nudge, at)
        self._look()
        if self._standing.due <= at:
            self._try()
            self._look()
        return min(LOOK_S, max(0.0, self._standing.due - self._around.clock.seconds()))

    def _try(self) -> None:
        """Try once to bring both sides in step, and note what came of it."""
        around, ties = self._around, self._ties
        try:
            with self._engine:
                ties.engine.sync(target_of(self._counts.held))
            if ties.lists is not None:
                ties.lists.send_waiting_lists()
        except LeadDeskError as error:
            self._failed(error)
        except Exception as error:  # noqa: BLE001 - a thread that ends would end the team's work
            around.report(error)
            self._failed(LeadDeskError("sync_fault"))
        else:
            self._note_back()
            now = around.clock.seconds(), around.now()
            self._standing = next_try.worked(self._standing, *now, around.chance, ties.engine.short)
            self._met.set()
        if ties.engine.wrote:
            self._listening.tell(Heard.WRITTEN)

    def _note_back(self) -> None:
        """Have the pokes heard again at once when the hub is there again."""
        if self._standing.fails:
            with self._bell:
                self._returns += 1
                self._bell.notify_all()

    def _failed(self, why: LeadDeskError) -> None:
        at = self._around.clock.seconds()
        self._standing = next_try.failed(self._standing, why, at, self._around.chance)
        with self._bell:
            if not self._stopped:
                self._met.clear()

    def _take_over(self) -> None:
        """Begin where the last one stood, with the turn that was got just now."""
        if self._mine:
            return
        self._mine = True
        kept = self._note.read()
        if kept is not None:
            self._standing = replace(self._standing, heard=kept.heard)

    def _look(self) -> None:
        """See what the file says, and tell who watches when that is something new."""
        self._counts = counts = self._ties.counts.counts()
        standing = self._standing
        tie = next_try.tie_of(standing, counts.waiting)
        self._change(_state_of(self._state, counts, tie, standing))
        self._note.write(self._state)

    def _follow(self, nudges: set[Nudge]) -> None:
        """Read the state from the file: another window has the turn."""
        self._mine = False
        if Nudge.ASKED in nudges:
            self._note.want()
        kept, counts = self._note.read() or TieState(Tie.SENDING), self._ties.counts.counts()
        standing = Standing(0.0, why=kept.why, heard=kept.heard)
        tie = kept.tie
        if tie is Tie.IN_STEP and counts.waiting:
            tie = Tie.SENDING
        self._change(_state_of(self._state, counts, tie, standing))

    # ------------------------------------------------------------------------- threads

    def _run(self) -> None:
        try:
            while not self._stopped:
                self._rest(self._safe_turn())
        finally:
            self._ties.turn.let_go()

    def _safe_turn(self) -> float:
        try:
            return self.turn()
        except LeadDeskError as error:
            # The file itself can't be read or written now: the window says so by other ways.
            self._failed(error)
        except Exception as error:  # noqa: BLE001 - see above
            self._around.report(error)
        return LOOK_S

    def _rest(self, seconds: float) -> None:
        with self._bell:
            self._bell.wait_for(lambda: self._stopped or bool(self._nudges), seconds)

    def _hear_pokes(self) -> None:
        """Hear what the hub says by itself, whenever it was heard at all."""
        fails = 0
        while _goes_on(self):
            self._met.wait()
            try:
                for poke in self._ties.line.pokes():
                    fails = 0
                    self._on_poke(poke)
                    if not _goes_on(self):
                        return
            except LeadDeskError:
                pass
            except Exception as error:  # noqa: BLE001 - see above
                self._around.report(error)
            back = self._pause(self._around.chance(0.0, next_try.pause(fails)))
            fails = 0 if back else fails + 1

    def _on_poke(self, poke: str) -> None:
        if poke == "team":
            self._ties.turn.ring()
            self._listening.tell(Heard.TEAM)
        else:
            self._nudge(Nudge.POKED)

    def _pause(self, seconds: float) -> bool:
        """Wait; True when the hub came back meanwhile."""
        with self._bell:
            before = self._returns
            self._bell.wait_for(lambda: self._stopped or self._returns != before, seconds)
            return self._returns != before

    # ------------------------------------------------------------------------- telling

    def _nudge(self, nudge: Nudge) -> None:
        with self._bell:
            self._nudges.add(nudge)
            self._bell.notify_all()

    def _change(self, state: TieState) -> None:
        with self._bell:
            changed = state != self._state
            self._state = state
        if changed:
            self._watching.tell(self.state())


def _goes_on(runner: Runner) -> bool:
    return not runner._stopped  # noqa: SLF001 - asked anew each time, as mypy keeps what it saw


def target_of(held: int) -> int:
    """Return how many leads the hub is asked to bring the hand to; as many as there are renews."""
    return TARGET if held < REFILL_BELOW else held


def _state_of(before: TieState, counts: TieCounts, tie: Tie, standing: Standing) -> TieState:
    return replace(
        before,
        tie=tie,
        waiting=counts.waiting,
        since=counts.since,
        attention=counts.attention,
        held=counts.held,
        over=counts.over,
        heard=standing.heard,
        why=standing.why,
        again_s=0.0,
    )
