# SPDX-License-Identifier: MIT
"""Counts of what the hub does, in the text format that Prometheus reads; nobody's data in it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from leaddesk.desk.operations import State
from leaddesk.desk.wire import Pushed

KIND: Final = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 8.0)
"""Upper bounds of the latencies that are told apart, in seconds."""
_OUTCOMES: Final = (State.DONE, State.LATE, State.REFUSED)


class Metrics:
    """Counters of one process, safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: Counter[tuple[str, int]] = Counter()
        self._slots: Counter[tuple[str, float]] = Counter()
        self._seconds: Counter[str] = Counter()
        self._answered: Counter[str] = Counter()
        self._operations: Counter[str] = Counter({one.value: 0 for one in _OUTCOMES})

    def count_call(self, name: str, status: int, seconds: float) -> None:
        """Count a call by its name in the table of calls, and how long it took."""
        with self._lock:
            self._calls[name, status] += 1
            self._answered[name] += 1
            self._seconds[name] += seconds  # type: ignore[assignment] # a Counter adds floats too
            for bound in BUCKETS:
                if seconds <= bound:
                    self._slots[name, bound] += 1

    def count_operations(self, pushed: Pushed) -> None:
        """Count what became of operations."""
        with self._lock:
            for result in pushed.results:
                if result.state in self._operations:
                    self._operations[result.state] += 1

    def text(self, gauges: Mapping[str, tuple[str, str, float]]) -> str:
        """Return everything; `gauges` are more values by name: what they are, their type, value."""
        with self._lock:
            lines = [*self._call_lines(), *self._latency_lines(), *self._operation_lines()]
        for name, (what, kind, value) in gauges.items():
            lines += [*_head(name, what, kind), f"leaddesk_{name} {value:g}"]
        return "\n".join(lines) + "\n"

    def _call_lines(self) -> Iterable[str]:
        yield from _head("calls_total", "Calls by name and status of the answer.", "counter")
        for (name, status), count in sorted(self._calls.items()):
            yield f'leaddesk_calls_total{{call="{name}",status="{status}"}} {count}'

    def _latency_lines(self) -> Iterable[str]:
        yield from _head("call_seconds", "From the head of a call to its answer.", "histogram")
        for name in sorted(self._answered):
            for bound in BUCKETS:
                count = self._slots[name, bound]
                yield f'leaddesk_call_seconds_bucket{{call="{name}",le="{bound:g}"}} {count}'
            count = self._answered[name]
            yield f'leaddesk_call_seconds_bucket{{call="{name}",le="+Inf"}} {count}'
            yield f'leaddesk_call_seconds_sum{{call="{name}"}} {self._seconds[name]:.6f}'
            yield f'leaddesk_call_seconds_count{{call="{name}"}} {count}'

    def _operation_lines(self) -> Iterable[str]:
        yield from _head("operations_total", "Operations by what became of them.", "counter")
        for state, count in sorted(self._operations.items()):
            yield f'leaddesk_operations_total{{state="{state}"}} {count}'


def _head(name: str, what: str, kind: str) -> tuple[str, str]:
    return f"# HELP leaddesk_{name} {what}", f"# TYPE leaddesk_{name} {kind}"
