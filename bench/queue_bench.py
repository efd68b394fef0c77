# SPDX-License-Identifier: MIT
"""Next lead and logged outcome: the desk against the same statements through the bare driver."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass, field

from bench import made_leads, raw_replay
from bench.verdict import Row, fsync_floor, median, timed
from leaddesk.desk.commands import LogCall, TakeNext
from leaddesk.desk.desk import Desk
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.opening import open_store

CALLS = 250
WARM = 20
SIZES = (10_000, 1_000_000)
TIMES_RAW = 3.0
TIMES_SIZE = 1.3


@dataclass(slots=True)
class Times:
    """Seconds per operation, of the desk and of the bare driver."""

    desk: list[float] = field(default_factory=list)
    raw: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Seat:
    """A desk and its twin file for the bare driver, worked in step."""

    leads: int
    desk: Desk
    twin: sqlite3.Connection
    now: dt.datetime = made_leads.NOW
    take: Times = field(default_factory=Times)
    log: Times = field(default_factory=Times)

    def call(self, recording: raw_replay.Recording, *, counts: bool) -> None:
        """Take a lead, log an outcome, and replay both on the twin."""
        self.now += dt.timedelta(seconds=20)
        recording.take()
        taken: list[int] = []
        spent = timed(lambda: taken.append(self._take()))
        replayed = recording.take()
        raw = timed(lambda: raw_replay.replay(self.twin, replayed))
        if counts:
            self.take.desk.append(spent)
            self.take.raw.append(raw)
        command = LogCall(taken[0], "no_answer", then_take=False)
        spent = timed(lambda: self.desk.do(command, 1, self.now))
        replayed = recording.take()
        raw = timed(lambda: raw_replay.replay(self.twin, replayed))
        if counts:
            self.log.desk.append(spent)
            self.log.raw.append(raw)

    def _take(self) -> int:
        lead_id = self.desk.do(TakeNext(1), 1, self.now).lead_id
        assert lead_id is not None
        return lead_id

    def close(self) -> None:
        """Check that both files hold the same, and let go of them."""
        self.desk.close()
        self.twin.close()


def run() -> list[Row]:
    """Return the rows of this benchmark; the sizes are interleaved call by call."""
    seats = [_seat(leads) for leads in SIZES]
    with raw_replay.recorded() as recording:
        for number in range(WARM + CALLS):
            for seat in seats:
                seat.call(recording, counts=number >= WARM)
    for seat in seats:
        seat.close()
    floor = fsync_floor(str(made_leads.folder())) * 1000
    rows = [Row("one durable 4 KiB write (fsync floor)", floor, "ms")]
    for name in ("take", "log"):
        small, large = (getattr(seat, name) for seat in seats)
        ratio = median([d / r for d, r in zip(large.desk, large.raw, strict=True)])
        what = "next lead" if name == "take" else "log an outcome"
        detail = f"{median(large.desk) * 1000:.2f} ms, raw {median(large.raw) * 1000:.2f} ms"
        rows.append(
            Row(f"{what}, 1,000,000 leads, durable", ratio, "× raw", TIMES_RAW, detail=detail)
        )
        growth = median(large.desk) / median(small.desk)
        rows.append(Row(f"{what}, 1,000,000 against 10,000 leads", growth, "×", TIMES_SIZE))
    return rows


def _seat(leads: int) -> Seat:
    desk = Desk(open_store(str(made_leads.copied(leads, "desk")), made_leads.NOW), NoHolidays())
    return Seat(leads, desk, raw_replay.connect(made_leads.copied(leads, "twin")))
