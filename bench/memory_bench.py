# SPDX-License-Identifier: MIT
"""The memory of a whole window at work over 1,000,000 leads."""

from __future__ import annotations

import resource
import subprocess
import sys

from bench.verdict import Row

LEADS = 1_000_000
CALLS = 100
MOST_MB = 250.0


def run() -> list[Row]:
    """Return the rows of this benchmark, measured in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", "from bench.memory_bench import work; work()"],
        capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    peak = float(done.stdout.split()[-1])
    detail = f"after {CALLS} calls, a search and every screen"
    return [Row("peak memory, 1,000,000 leads", peak, "MB", MOST_MB, detail=detail)]


def work() -> None:
    """Open the window, work and look at every screen; print the peak in megabytes."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from bench.window import is_quiet, open_window, wait_until

    program = open_window(LEADS, "memory")
    screen = program.window.current
    assert screen is not None
    for _ in range(CALLS):
        QTest.keyClick(screen, Qt.Key.Key_1)
        wait_until(lambda: is_quiet(program))
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        QTest.keyClick(program.window, key, Qt.KeyboardModifier.ControlModifier)
        QTest.qWait(500)
    QTest.keyClicks(program.window.focusWidget(), "lindberg")
    QTest.qWait(1000)
    program.close()
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6:.0f}\n")
