# SPDX-License-Identifier: MIT
"""Rows of the benchmark table: what was measured, its goal, and whether it was met."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a figure with its unit, held against a goal; `at_least` turns the comparison."""

    what: str
    figure: float
    unit: str
    goal: float | None = None
    at_least: bool = False
    detail: str = ""

    @property
    def met(self) -> bool:
        """Tell whether the goal is met; a row without one only informs."""
        if self.goal is None:
            return True
        return self.figure >= self.goal if self.at_least else self.figure <= self.goal

    def line(self) -> str:
        """Return the row as a line of a table."""
        goal = "" if self.goal is None else f"{'≥' if self.at_least else '≤'} {self.goal:,g}"
        verdict = "" if self.goal is None else ("met" if self.met else "SHORT")
        return (
            f"| {self.what} | {self.figure:,.3g} {self.unit} | {goal} | {verdict} | {self.detail} |"
        )


HEAD = "| what | measured | goal | | detail |\n|---|---|---|---|---|"


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def median(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def timed(action: Callable[[], object]) -> float:
    """Return the seconds an action took."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def fsync_floor(folder: str, times: int = 50) -> float:
    """Return the median seconds of one durable 4 KiB write here: what no commit can be below."""
    import os
    import tempfile

    with tempfile.NamedTemporaryFile(dir=folder) as file:
        found = []
        for _ in range(times):
            file.seek(0)
            file.write(b"x" * 4096)
            file.flush()
            found.append(timed(lambda: os.fdatasync(file.fileno())))
    return median(found)
