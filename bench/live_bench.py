# SPDX-License-Identifier: MIT
"""From a click on one workstation to what two others have painted: a hub and three computers.

The hub is a process of its own as `leaddesk hub` starts it; the rep's and the team lead's windows
are two more, offscreen, and all speak HTTPS. Clicks come as far apart as a fast person makes them.
"""

from __future__ import annotations

import bisect
import contextlib
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench import hub_team, live_team
from bench.live_team import Person
from bench.verdict import Row, median, percentile
from leaddesk.desk.commands import LogCall, TakeNext
from leaddesk.system import paths

if TYPE_CHECKING:
    from leaddesk.bootstrap.workstation import WorkstationDesk

LEADS, WARM, CLICKS = 10_000, 6, 100
PAUSE_S = (0.9, 1.9)
SEEN_MS, PAINTED_MS = 1000.0, 300.0
LONGEST_S, OPENS_S = 20.0, 90.0


@dataclass(slots=True)
class Watched:
    """What a window told: when it painted which count, and when a poke reached it."""

    counts: list[int] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    pokes: list[float] = field(default_factory=list)
    bell: threading.Condition = field(default_factory=threading.Condition)
    ready: bool = False

    def hear(self, line: str) -> None:
        """Take a line of the window."""
        at, what, *more = line.split()
        with self.bell:
            if what == "shown":
                self.shown.append(float(at))
                self.counts.append(int(more[0]))
            elif what == "poke":
                self.pokes.append(float(at))
            self.ready |= what == "ready"
            self.bell.notify_all()

    def until(self, count: int, since: float) -> float:
        """Wait until a count was painted; return when; raises TimeoutError."""

        def first() -> float | None:
            times = zip(self.shown, self.counts, strict=True)
            return next((at for at, one in times if at > since and one >= count), None)

        with self.bell:
            if not self.bell.wait_for(lambda: first() is not None, LONGEST_S):
                raise TimeoutError(f"{count} was not shown: {self.counts[-3:]}")
            return first() or 0.0

    def poked(self, since: float) -> float | None:
        """Return when the first poke came after a moment."""
        place = bisect.bisect(self.pokes, since)
        return self.pokes[place] if place < len(self.pokes) else None


@dataclass(slots=True)
class Clicks:
    """Milliseconds of all clicks: until the click was logged, and shown in each window."""

    logged: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    handoffs: list[float] = field(default_factory=list)
    wall_painted: list[float] = field(default_factory=list)
    handoffs_painted: list[float] = field(default_factory=list)


def run() -> list[Row]:
    """Return the rows of this benchmark."""
    rows = _measured("SQLite", "")
    with hub_team.server() as url:
        return rows + _measured("PostgreSQL", url)


def _measured(kind: str, url: str) -> list[Row]:
    file = hub_team.team_file(LEADS, 2, f"live-{kind}")
    cast = live_team.add_cast(file, "live")
    with hub_team.hub(hub_team.on_server(file, url) if url else str(file)) as hub:
        for person in cast.values():
            live_team.join(hub, person)
        found = _clicked(cast)
    return [
        _row(f"a click until the wall has painted it, p95, {kind}", found.wall, SEEN_MS),
        _row(f"a handoff until its receiver has it painted, p95, {kind}", found.handoffs, SEEN_MS),
        _row(f"a poke until the wall is painted, p95, {kind}", found.wall_painted, PAINTED_MS),
        _row(f"a poke until Handoffs is painted, p95, {kind}", found.handoffs_painted, PAINTED_MS),
        _row(f"the click itself beside that, p95, {kind}", found.logged, None),
    ]


def _row(what: str, spent: Sequence[float], goal: float | None) -> Row:
    detail = f"{len(spent)}, median {median(spent):.0f} ms, slowest {max(spent):.0f} ms"
    return Row(what, percentile(spent, 0.95), "ms", goal, detail=detail)


def _clicked(cast: dict[str, Person]) -> Clicks:
    """Let the qualifier log calls, each second one a handoff to the rep, and see when both see."""
    found, chance, pause = Clicks(), random.Random(5), threading.Event()
    giver, rep = cast["qualifier"], cast["senior_rep"]
    with (
        _window("handoffs", rep) as waiting,
        _window("team", cast["team_lead"]) as wall,
        live_team.at_work(giver) as desk,
    ):
        handed = 0
        for number in range(WARM + CLICKS):
            pause.wait(chance.uniform(*PAUSE_S))
            if number == WARM:
                found = Clicks()
            hands = number % 2 == 1
            handed += hands
            began = _click(desk, giver, rep if hands else None)
            found.logged.append((time.monotonic() - began) * 1000)
            _note(wall, number + 1, began, found.wall, found.wall_painted)
            if hands:
                _note(waiting, handed, began, found.handoffs, found.handoffs_painted)
    return found


def _click(desk: WorkstationDesk, giver: Person, receiver: Person | None) -> float:
    """Log a call of the next lead, or hand it off; return when that was clicked."""
    lead_id = desk.do(TakeNext(1), giver.id, live_team.clock()).lead_id
    assert lead_id is not None
    wish: object = LogCall(lead_id, "no_answer", then_take=False)
    if receiver is not None:
        wish = live_team.handoff(desk, lead_id, receiver.id)
    began = time.monotonic()
    desk.do(wish, giver.id, live_team.clock())
    desk.link.wake()  # as a window does when its write ended
    return began


def _note(
    watched: Watched, count: int, began: float, seen: list[float], painted: list[float]
) -> None:
    """Note how long after the click, and after the first poke that followed it, a count stood."""
    at = watched.until(count, began)
    seen.append((at - began) * 1000)
    poked = watched.poked(began)
    if poked is not None and poked <= at:
        painted.append((at - poked) * 1000)


@contextlib.contextmanager
def _window(screen: str, person: Person) -> Iterator[Watched]:
    """Open somebody's window on a screen."""
    around = os.environ | {paths.VARIABLE: str(person.folder), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "bench.live_window", screen, person.name]
    found = Watched()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=around, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        lines = process.stdout

        def read() -> None:
            for line in lines:
                found.hear(line)

        thread = threading.Thread(target=read)
        thread.start()
        try:
            with found.bell:
                assert found.bell.wait_for(lambda: found.ready, OPENS_S)
            yield found
        finally:
            process.stdin.close()
            process.wait()
            thread.join()
