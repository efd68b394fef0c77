# SPDX-License-Identifier: MIT
"""From the key that logs an outcome to the next lead painted, against a bare repaint."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bench.verdict import Row, median, percentile
from bench.window import Painted, in_hand, is_quiet, open_window, wait_until

LEADS = 1_000_000
CALLS = 200
WARM = 10
OVER_BARE_MS = 16.0


def run() -> list[Row]:
    """Return the rows of this benchmark; bare repaints and calls take turns."""
    program = open_window(LEADS, "key")
    screen = program.window.current
    assert screen is not None
    painted = Painted(screen)
    bare, calls = [], []
    for number in range(WARM + CALLS):
        start = time.perf_counter()
        program.window.update()
        screen.update()
        painted.wait()
        repaint = time.perf_counter() - start
        before = in_hand(program)
        start = time.perf_counter()
        QTest.keyClick(screen, Qt.Key.Key_1)
        painted.wait()
        call = time.perf_counter() - start
        wait_until(lambda: is_quiet(program))
        if in_hand(program) == before:
            raise RuntimeError("the key did not bring another lead")
        if number >= WARM:
            bare.append(repaint * 1000)
            calls.append(call * 1000)
    program.close()
    over = percentile(calls, 0.99) - percentile(bare, 0.99)
    detail = (
        f"median {median(calls):.1f} ms, p99 {percentile(calls, 0.99):.1f} ms; "
        f"bare {median(bare):.1f} and {percentile(bare, 0.99):.1f} ms"
    )
    return [Row("key to next lead painted, p99 over bare", over, "ms", OVER_BARE_MS, detail=detail)]
