# SPDX-License-Identifier: MIT
"""The click on a workstation of a team against one that works alone, on lines slow and dead.

One line leads to a real hub over TLS, one to a made-up one, so that nothing but the workstation
itself is on the computer, one nowhere.

The runner's real threads go on beside the clicks; both sides are worked in turn, click by click,
as durable as each other. Both work leads that nobody called before: others take other statements.
What the runner does at the very moment of a click hits both sides alike, as they share a process;
what it leaves behind, in locks and in caches, only its own.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench import far_hub, hub_team, made_leads
from bench.verdict import Row, median, timed
from leaddesk.desk.commands import LogCall, TakeNext
from leaddesk.desk.desk import Desk
from leaddesk.desk.wire import Granted, Hand, Hello, LeadRows, News, Pushed, Result, Sent, Welcome
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage import bundles, overlay
from leaddesk.storage.engine import Sql
from leaddesk.storage.opening import open_store
from leaddesk.storage.store import SqlStore
from leaddesk.sync.file_seat import FileSeat, work_under
from leaddesk.sync.http_line import HttpLine
from leaddesk.sync.ports import HeldLease, Line
from leaddesk.sync.replicator import Replicator
from leaddesk.sync.runner import Runner
from leaddesk.sync.runner_ports import Around, Ties
from leaddesk.sync.tie_counts import SeatCounts
from leaddesk.system.boot_clock import BootClock

DEVICE = hub_team.name_of(0)
LEADS = 10_000
CLICKS, WARM, HAND = 100, 10, 25
HUMAN, QUICK, RAPID = 1.0, 0.25, 0.05
"""Seconds between clicks. With a second, a workstation is in step and at rest again before its next
click, as after a call; the others are far more than a person makes."""
HUMAN_CLICKS = 40
LEAST, TRIES = 3, 400
"""A hub fills a hand up long before it is this empty; else it is waited for, at most so often."""
SLOW_SECONDS = 0.2
TIMES = 1.1
_ONLY_NEW = "UPDATE lead SET state = 3, kind = 0 WHERE kind <> 3"
_NOTE = Sql("INSERT INTO membership (name, value) VALUES (:name, :value)")
_FREE = Sql(
    "SELECT id, phone FROM lead WHERE state = 0 AND kind = 3 AND id > :after ORDER BY id LIMIT 25"
)


class SlowLine:
    """A hub that says yes to everything, each time after the time that the network takes.

    It has no rows of its own: it sends those of the workstation, as a hub does the same with them.
    """

    def __init__(self, held: Callable[[], Sequence[HeldLease]], store: SqlStore) -> None:
        self._held, self._store = held, store
        self._closed = threading.Event()
        self._worked: list[int] = []
        self.pushed = 0

    def hello(self, _device: str, said: Hello) -> Welcome:
        """Greet."""
        self._travel()
        return Welcome("hub", "epoch", "boot", made_leads.NOW, said.acknowledged)

    def push(self, _device: str, sent: Sequence[Sent]) -> Pushed:
        """Take everything."""
        self._travel()
        self.pushed += len(sent)
        self._worked += [one.lead_id for one in sent]
        return Pushed(sent[-1].seq, "", tuple(Result(o.seq, "done", o.seq) for o in sent))

    def pull(self, _device: str, cursor: int) -> News:
        """Send back what was done here, and confirm it; others did nothing."""
        self._travel()
        worked, self._worked = self._worked, []
        with self._store.database.reading() as session:
            rows = bundles.read_leads(session, worked)
            own = bundles.read_own(session, 1, ["counter"]) if worked else {}
        leads = tuple(LeadRows(*one) for one in rows.items())
        return News("boot", cursor + 1, 2**40, leads=leads, own=own)

    def snapshot(self, device: str, after: int) -> News:
        """Tell of no rows: they are all there."""
        return self.pull(device, after)

    def top_up(self, _device: str, _target: int) -> Hand:
        """Let the hand be as it is."""
        self._travel()
        held = self._held()
        with self._store.database.reading() as session:
            rows = bundles.read_leads(session, [one.lead_id for one in held])
        return Hand(
            tuple(
                Granted(one.lease_id, 14_000.0, LeadRows(one.lead_id, rows[one.lead_id]))
                for one in held
            )
        )

    take = top_up

    def pokes(self) -> Iterator[str]:
        """Say nothing until it is closed."""
        self._closed.wait()
        return iter(())

    def close(self) -> None:
        """End the pokes."""
        self._closed.set()

    def _travel(self) -> None:
        self._closed.wait(SLOW_SECONDS)


class Mark:
    """A guard in memory, and the turn of the only runner."""

    def __init__(self, kept: str) -> None:
        self._kept = kept

    def read(self) -> str:
        """Return what was written."""
        return self._kept

    def write(self, mark: str) -> None:
        """Keep it."""
        self._kept = mark

    def take(self) -> bool:
        """Have the turn."""
        return True

    def let_go(self) -> None:
        """Have it still."""

    def ring(self) -> None:
        """Ring for nobody."""

    def rung(self) -> bool:
        """Have nobody else who rings."""
        return False


class Workplace:
    """A desk over a file of its own, alone or in a team."""

    def __init__(self, path: Path, *, member: bool) -> None:
        if member:
            plain = open_store(str(path), made_leads.NOW)
            with plain.database.writing() as session:
                notes = {"device": DEVICE, "person": "1", "hub": "hub/epoch/boot", "cursor": "1"}
                session.many(_NOTE, [{"name": n, "value": v} for n, v in notes.items()])
                overlay.install(session)
            plain.close()
        self.store = open_store(str(path), made_leads.NOW)
        self.desk = Desk(self.store, NoHolidays())
        self.clock = BootClock()
        self.seat = FileSeat(self.store, NoHolidays()) if member else None
        if member:
            work_under(self.store, self.clock)
        self.now = made_leads.NOW
        self.spent: list[float] = []
        self._after = 0

    def held(self) -> Sequence[HeldLease]:
        """Return the leases."""
        assert self.seat is not None
        with self.seat.unit() as unit:
            return list(unit.leases())

    def refill(self, source: SqlStore) -> None:
        """Have a full hand, of leads that another file has."""
        assert self.seat is not None
        with source.database.reading() as session:
            ids = [int(row[0]) for row in session.rows(_FREE, after=self._after)]
            rows = bundles.read_leads(session, ids)
        self._after = ids[-1]
        boot, over = self.clock.boot(), self.clock.seconds() + 14_000.0
        with self.seat.unit() as unit:
            leads = tuple(LeadRows(lead_id, rows[lead_id]) for lead_id in ids)
            unit.write(News("", 0, 0, leads=leads))
            unit.set_leases([HeldLease(10**6 + i, i, boot, over) for i in ids])

    def wait_for_hand(self, pause: threading.Event) -> None:
        """Wait until the hub gave a hand."""
        for _ in range(TRIES):
            if len(self.held()) >= LEAST:
                return
            pause.wait(RAPID)
        raise RuntimeError(self.held())

    def click(self, *, counts: bool, then: Callable[[], None]) -> None:
        """Log an outcome of the lead in hand and take the next one, as the window does."""
        self.now += dt.timedelta(seconds=20)
        lead_id = self.desk.do(TakeNext(1), 1, self.now).lead_id
        assert lead_id is not None

        def do() -> None:
            self.desk.do(LogCall(lead_id, "no_answer", then_take=True), 1, self.now)
            then()

        spent = timed(do)
        if counts:
            self.spent.append(spent)


def run() -> list[Row]:
    """Return the rows of this benchmark."""
    return [
        *(_measured("a hub 200 ms away", _far, pause) for pause in (HUMAN, QUICK)),
        *(_measured("a line of 200 ms", _slow, pause) for pause in (QUICK, RAPID)),
        *(_measured("a line that swallows everything", _dead, pause) for pause in (QUICK, RAPID)),
    ]


def _measured(
    name: str,
    line_of: Callable[[Workplace], contextlib.AbstractContextManager[Line]],
    seconds: float,
) -> Row:
    alone = Workplace(_all_new(), member=False)
    # As a workstation's file is: what is in hand, and what was worked today.
    team = Workplace(made_leads.copied(0, "member"), member=True)
    source = open_store(str(made_leads.copied(LEADS, "source")), made_leads.NOW)
    assert team.seat is not None
    with line_of(team) as line:
        mark = Mark(f"{DEVICE}/0")
        engine = Replicator(team.seat, line, team.clock, mark)
        ties = Ties(engine, line, team.seat, SeatCounts(team.seat, team.clock), mark)  # type: ignore[arg-type]
        runner = Runner(ties, Around(team.clock, lambda: team.now))
        runner.start()
        pause = threading.Event()
        for number in range(WARM + (HUMAN_CLICKS if seconds == HUMAN else CLICKS)):
            if line_of is _far:
                team.wait_for_hand(pause)
            elif number % (HAND - 10) == 0:
                team.refill(source)
            for place in (alone, team) if number % 2 else (team, alone):
                wake = runner.wake if place is team else _nothing
                place.click(counts=number >= WARM, then=wake)
                pause.wait(seconds)
        state = runner.state()
        runner.stop()
    for one in (alone.store, team.store, source):
        one.close()
    ratio = median(team.spent) / median(alone.spent)
    detail = (
        f"{median(team.spent) * 1000:.2f} against {median(alone.spent) * 1000:.2f} ms, "
        f"p95 {_p95(team.spent):.2f} against {_p95(alone.spent):.2f} ms, "
        f"{getattr(line, 'pushed', 0)} sent, {state.waiting} waiting"
    )
    what = f"click in a team against alone, {name}, one each {seconds * 1000:.0f} ms"
    return Row(what, ratio, "×", TIMES, detail=detail)


def _all_new() -> Path:
    """Return a file in which, as in a hand here, only leads wait that nobody called."""
    path = made_leads.copied(LEADS, "alone")
    with contextlib.closing(sqlite3.connect(path)) as plain:
        plain.execute(_ONLY_NEW)
        plain.commit()
    return path


def _p95(spent: list[float]) -> float:
    return sorted(spent)[int(len(spent) * 0.95)] * 1000


def _nothing() -> None:
    return


@contextlib.contextmanager
def _slow(team: Workplace) -> Iterator[Line]:
    yield SlowLine(team.held, team.store)


@contextlib.contextmanager
def _far(_team: Workplace) -> Iterator[Line]:
    with far_hub.far_line(LEADS, SLOW_SECONDS) as line:
        yield line


@contextlib.contextmanager
def _dead(_team: Workplace) -> Iterator[Line]:
    with socket.create_server(("127.0.0.1", 0)) as hole:
        address = f"https://127.0.0.1:{hole.getsockname()[1]}"
        yield HttpLine(address, "0" * 64, "t" * 43, lambda: "d")
