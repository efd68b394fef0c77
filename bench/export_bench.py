# SPDX-License-Identifier: MIT
"""Exports of 1,000,000 leads: rows per second, peak memory, and the wait of a click meanwhile."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from bench import made_leads
from bench.verdict import Row, percentile
from leaddesk.desk.commands import AddNote
from leaddesk.desk.desk import Desk
from leaddesk.desk.exports import EverythingWanted, LeadsWanted, Wanted
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.opening import open_store
from leaddesk.system.machine import SystemMachine
from leaddesk.words import exports

LEADS = 1_000_000
MOST_MB = 250.0
PAUSE = 0.05
_WANTED: dict[str, tuple[Wanted, str]] = {
    "leads as CSV": (LeadsWanted(), "csv"),
    "leads as XLSX": (LeadsWanted(), "xlsx"),
    "everything": (EverythingWanted(), "zip"),
}


def run() -> list[Row]:
    """Return the rows of this benchmark, each export in a process of its own."""
    made_leads.made(LEADS)
    found = []
    for what in _WANTED:
        done = subprocess.run(
            [sys.executable, "-c", f"from bench.export_bench import work; work({what!r})"],
            capture_output=True, text=True, check=True, timeout=1800,
        )  # fmt: skip
        told = json.loads(done.stdout.splitlines()[-1])
        detail = (
            f"{told['rows']:,} rows in {told['seconds']:.0f} s, {told['mb']:.0f} MB file, "
            f"a note meanwhile p99 {told['p99']:.0f} ms"
        )
        name = f"export of {what}, {LEADS:,} leads"
        found += [
            Row(f"{name}, peak memory", told["peak"], "MB", MOST_MB, detail=detail),
            Row(name, told["rows"] / told["seconds"], "rows/s"),
        ]
    return found


def work(what: str) -> None:
    """Export while somebody writes notes; print what it took as JSON."""
    wanted, ending = _WANTED[what]
    path = made_leads.copied(LEADS, "export")
    desk = Desk(open_store(str(path), made_leads.NOW), NoHolidays())
    over, waits = threading.Event(), list[float]()

    def write() -> None:
        while not over.wait(PAUSE):
            begun = time.perf_counter()
            desk.do(AddNote(1, "Rang at the door"), 1, made_leads.NOW)
            waits.append((time.perf_counter() - begun) * 1000)

    writer = threading.Thread(target=write)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        file = Path(folder) / f"out.{ending}"
        writer.start()
        begun = time.perf_counter()
        outlet = exports.outlet(wanted, SystemMachine(str), file, ending, "UTC", replace=False)
        rows = desk.export(wanted, outlet, 1, made_leads.NOW).rows
        seconds = time.perf_counter() - begun
        over.set()
        writer.join()
        size = file.stat().st_size / 1e6
    desk.close()
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    told = {"rows": rows, "seconds": seconds, "peak": peak, "mb": size}
    sys.stdout.write(json.dumps(told | {"p99": percentile(waits, 0.99)}) + "\n")
