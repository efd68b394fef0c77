# SPDX-License-Identifier: MIT
"""A workstation that was cut off for a day: from the line being back to both sides in step.

Five hundred operations wait there, while thirty colleagues went on at the hub. While it catches up
somebody works at it, and a colleague elsewhere. On SQLite and on PostgreSQL, over HTTPS.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bench import hub_team, live_team, made_leads
from bench.hub_seats import Seat, crowd
from bench.hub_wires import counted
from bench.verdict import Row, median
from leaddesk.bootstrap import desks
from leaddesk.desk.commands import LogCall, TakeNext
from leaddesk.desk.link import Tie, TieState
from leaddesk.domain.lead import QueueKind
from leaddesk.storage.engine import Database, Sql
from leaddesk.storage.opening import open_store
from leaddesk.words import sync

if TYPE_CHECKING:
    from bench.hub_wires import Counted
    from bench.live_team import Person
    from leaddesk.bootstrap.workstation import WorkstationDesk

LEADS, COLLEAGUES, SHIFTS, HAND = 20_000, 30, 4, 15
OPERATIONS, HANDOFFS, BESIDE = 500, 60, 40
GOAL_S, LONGEST_S = 10.0, 120.0
_HEARD = (Tie.IN_STEP, Tie.SENDING)
_PROMISE = Sql(
    "UPDATE lead SET owner_id = :person, kind = :callback, due_at = :at WHERE id IN "
    "(SELECT id FROM lead WHERE state = 0 AND kind = 3 ORDER BY id LIMIT :most)"
)
_OWN = Sql("SELECT id FROM lead WHERE owner_id = :person AND state IN (0, 1, 2) ORDER BY id")


@dataclass(slots=True)
class Way:
    """How it went: seconds, the words that stood in the strip, and what happened beside it.

    `clicks` at the workstation and `pushes` of a colleague took so many milliseconds each.
    """

    waited: int = 0
    others: int = 0
    seconds: float = 0.0
    megabytes: float = 0.0
    words: list[str] = field(default_factory=list)
    clicks: list[float] = field(default_factory=list)
    pushes: list[float] = field(default_factory=list)


def run() -> list[Row]:
    """Return the rows of this benchmark."""
    rows = _measured("SQLite", "")
    with hub_team.server() as url:
        return rows + _measured("PostgreSQL", url)


def _measured(kind: str, url: str) -> list[Row]:
    file = hub_team.team_file(LEADS, COLLEAGUES + 1, f"catch-up-{kind}")
    cast = live_team.add_cast(file, "catch-up")
    _promise(file, cast["qualifier"].id)
    way = _way(file, url, cast)
    rate = f"{way.waited / way.seconds:,.0f} operations/s, {way.megabytes:.1f} MB"
    shown = " → ".join(way.words)
    return [
        Row(
            f"{way.waited} operations wait, until in step, {kind}", way.seconds, "s", GOAL_S,
            detail=f"{rate}, {way.others:,} calls of {COLLEAGUES} others meanwhile; says: {shown}",
        ),
        Row(
            f"a click beside it, slowest, {kind}", max(way.clicks), "ms",
            detail=f"{len(way.clicks)} clicks, median {median(way.clicks):.0f} ms",
        ),
        Row(
            f"a colleague's push beside it, slowest, {kind}", max(way.pushes), "ms",
            detail=f"{len(way.pushes)} pushes of 1, median {median(way.pushes):.0f} ms",
        ),
    ]  # fmt: skip


def _way(file: Path, url: str, cast: dict[str, Person]) -> Way:
    giver, rep = cast["qualifier"], cast["senior_rep"]
    found = Way()
    with (
        hub_team.hub(hub_team.on_server(file, url) if url else str(file)) as hub,
        counted(hub.port) as wire,
    ):
        live_team.join(hub, giver, f"https://127.0.0.1:{wire.port}")
        with live_team.at_work(giver) as desk:
            _until(desk, lambda state: state.tie is Tie.IN_STEP)
            wire.cut = True
            own = _own_leads(giver)
            for number, lead_id in enumerate(own[:OPERATIONS]):
                _log(desk, giver, lead_id, rep if number < HANDOFFS else None)
            with crowd(hub.port, COLLEAGUES) as colleagues:
                for _ in range(SHIFTS):
                    colleagues.all("fill", HAND)
                    found.others += colleagues.all("work_off", 8).count
            _until(desk, lambda state: state.tie is Tie.AWAY)
            found.waited = desk.link.state().waiting
            with _colleague(hub.port, found):
                _come_back(desk, giver, own[OPERATIONS:], wire, found)
    return found


@contextlib.contextmanager
def _colleague(port: int, found: Way) -> Iterator[None]:
    """Let somebody else log a call now and then."""
    seat, over = Seat(COLLEAGUES, port), threading.Event()
    seat.open()
    seat.top_up(HAND)

    def work() -> None:
        while seat.hand and not over.wait(0.3):
            began = time.monotonic()
            seat.push(1)
            found.pushes.append((time.monotonic() - began) * 1000)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield
    finally:
        over.set()
        worker.join()


def _come_back(
    desk: WorkstationDesk, giver: Person, own: list[int], wire: Counted, found: Way
) -> None:
    """Let the line be there again and the person press “Try now”; they go on working."""

    def told(state: TieState) -> None:
        words = sync.short(state)
        if not found.words or found.words[-1] != words:
            found.words.append(words)

    told(desk.link.state())
    end, over, before = desk.link.watch(told), threading.Event(), wire.bytes

    def work() -> None:
        for lead_id in own:
            began = time.monotonic()
            _log(desk, giver, lead_id, None)
            found.clicks.append((time.monotonic() - began) * 1000)
            if over.wait(0.2):
                return

    wire.cut = False
    began = time.monotonic()
    desk.link.try_now()
    worker = threading.Thread(target=work)
    worker.start()
    _until(desk, lambda state: state.tie in _HEARD and state.waiting < BESIDE)
    found.seconds = time.monotonic() - began
    over.set()
    worker.join()
    _until(desk, lambda state: state.tie is Tie.IN_STEP and not state.waiting)
    end()
    found.megabytes = (wire.bytes - before) / 1e6


def _promise(file: Path, person_id: int) -> None:
    """Let somebody have promised so many leads a callback for today: these are their own."""
    store = open_store(str(file), made_leads.NOW)
    at = int(made_leads.NOW.timestamp() * 1000)
    with store.database.writing() as session:
        session.run(
            _PROMISE, person=person_id, callback=int(QueueKind.CALLBACK), at=at,
            most=OPERATIONS + BESIDE,
        )  # fmt: skip
    store.close()


def _log(desk: WorkstationDesk, giver: Person, lead_id: int, receiver: Person | None) -> None:
    """Log a call of a lead of one's own, or hand it off."""
    desk.do(TakeNext(1, lead_id), giver.id, live_team.clock())
    wish: object = LogCall(lead_id, "no_answer", then_take=False)
    if receiver is not None:
        wish = live_team.handoff(desk, lead_id, receiver.id)
    desk.do(wish, giver.id, live_team.clock())
    desk.link.wake()  # as a window does when its write ended


def _own_leads(giver: Person) -> list[int]:
    """Return the leads that are somebody's own, as their computer has them."""
    with live_team.at(giver):
        opened = Database(desks.database_name(None))
    try:
        with opened.reading() as session:
            return [int(row[0]) for row in session.rows(_OWN, person=giver.id)]
    finally:
        opened.close()


def _until(desk: WorkstationDesk, wanted: Callable[[TieState], bool]) -> None:
    """Wait until the tie is as wanted; raises TimeoutError."""
    pause, last = threading.Event(), time.monotonic() + LONGEST_S
    while not wanted(desk.link.state()):
        if time.monotonic() > last:
            raise TimeoutError(sync.short(desk.link.state()))
        pause.wait(0.005)
