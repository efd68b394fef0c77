# SPDX-License-Identifier: MIT
"""From the command to the first painted window, against a bare PySide6 window; warm page cache."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import made_leads
from bench.verdict import Row, median
from leaddesk.bootstrap.desks import clock
from leaddesk.desk.commands import ChangeRule
from leaddesk.desk.desk import Desk
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.opening import open_store

RUNS = 11
LEADS = 1_000_000
TIMES_BARE = 1.5
WORKABLE_MS = 1000.0
ALWAYS = (
    '{"name":"always","weekdays":[0,1,2,3,4,5,6],"opens":"00:00:00","closes":"00:00:00",'
    '"skips_holidays":false}'
)
"""A calling window that is always open, so that the hour of the measurement does not matter."""


def run() -> list[Row]:
    """Return the rows of this benchmark; both windows are started in turn."""
    database = made_leads.copied(LEADS, "start")
    desk = Desk(open_store(str(database), made_leads.NOW), NoHolidays())
    desk.do(ChangeRule("calling", ALWAYS), 1, clock())
    desk.close()
    bare, painted, workable = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(RUNS + 2):
            empty = _start(folder, "bare")
            full = _start(folder, "leaddesk", str(database))
            if number >= 2:
                bare.append(empty[0])
                painted.append(full[0])
                workable.append(full[1])
    ratio = median([ours / theirs for ours, theirs in zip(painted, bare, strict=True)])
    detail = f"{median(painted):.0f} ms, bare {median(bare):.0f} ms"
    return [
        Row("start to first painted window", ratio, "× bare", TIMES_BARE, detail=detail),
        Row("start to a workable lead, 1,000,000 leads", median(workable), "ms", WORKABLE_MS),
    ]


def _start(folder: str, *arguments: str) -> list[float]:
    environment = os.environ | {
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "LEADDESK_DATA": folder,
        "LEADDESK_BENCH_STARTED": str(time.monotonic_ns()),
    }
    # An installed program has its bytecode beside it; measure that one, not a first start.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    child = Path(__file__).with_name("start_child.py")
    done = subprocess.run(
        [sys.executable, str(child), *arguments],
        env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    if not done.stdout.strip():
        raise RuntimeError(done.stderr[-2000:])
    return [float(figure) for figure in done.stdout.split()]
