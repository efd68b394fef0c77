# SPDX-License-Identifier: MIT
"""How late the window paints while it imports a list, against the same window at rest."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from bench import made_list
from bench.import_bench import OPTIONS
from bench.verdict import Row, percentile
from bench.window import open_window, wait_until
from leaddesk.desk.intake import ImportResult
from leaddesk.domain.lead_draft import DraftOptions

LEADS = 1_000_000
ROWS = 100_000
KNOWN = 0.2
BEAT_MS = 16
REST_MS = 5_000
SLOWEST_MS = 50.0
LONGEST_MS = 600_000


class Frames(QObject):
    """Has a corner of a widget painted at a steady beat, and notes how long after it that was.

    A corner, as a bar of progress is: painting all of it each time would measure the painting.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.late: list[float] = []
        self._widget = widget
        self._asked = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        widget.installEventFilter(self)

    def start(self) -> None:
        """Begin."""
        self.late.clear()
        self._asked = 0.0
        self._due = time.perf_counter() + BEAT_MS / 1000
        self._timer.start(BEAT_MS)

    def stop(self) -> list[float]:
        """End, and return the milliseconds of each frame."""
        self._timer.stop()
        return list(self.late)

    def _beat(self) -> None:
        if not self._asked:
            self._asked = min(self._due, time.perf_counter())
            self._widget.update(0, 0, 64, 64)
        self._due = time.perf_counter() + BEAT_MS / 1000

    @override
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._asked:
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        if self._asked:
            self.late.append((time.perf_counter() - self._asked) * 1000)
            self._asked = 0.0


def run() -> list[Row]:
    """Return the rows of this benchmark; the window rests before and after its import."""
    path = made_list.made(ROWS, KNOWN)
    program = open_window(LEADS, "import-window")
    screen = program.window.current
    assert screen is not None
    machine, ended = screen.bench.machine, list[ImportResult | None]()
    mapping = machine.preview_list(path).mapping
    assert mapping is not None
    frames = Frames(screen)
    rest = _resting(frames)
    frames.start()
    start = time.perf_counter()
    screen.bench.ops.import_list(
        partial(machine.read_drafts, path, mapping, DraftOptions()),
        OPTIONS, dry_run=False, progress=lambda _rows: None, done=ended.append,
        failed=lambda _error: ended.append(None),
    )  # fmt: skip
    wait_until(lambda: bool(ended), LONGEST_MS)
    took = time.perf_counter() - start
    busy = frames.stop()
    if ended[0] is None:
        raise RuntimeError("the window could not import the list")
    rest += _resting(frames)
    program.close()
    detail = (
        f"p99 {percentile(busy, 0.99):.1f} ms of {len(busy):,} frames in {took:.1f} s; "
        f"at rest p99 {percentile(rest, 0.99):.1f} ms, slowest {max(rest):.1f} ms"
    )
    what = "slowest frame of the window while it imports 100,000 rows"
    return [Row(what, max(busy), "ms", SLOWEST_MS, detail=detail)]


def _resting(frames: Frames) -> list[float]:
    frames.start()
    QTest.qWait(REST_MS)
    return frames.stop()
