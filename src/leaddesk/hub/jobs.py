# SPDX-License-Identifier: MIT
"""What the hub does by itself: clocks, the walk of the night, retention, leases, backups.

One process at a time does it where several stand on one database. What fails is told once, and
tried again when it is due again.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Final

from leaddesk.domain.errors import LeadDeskError

_LOG = logging.getLogger(__name__)

TICK_SECONDS: Final = 1.0
IDLE_SECONDS: Final = 0.2
"""How long the steps of idle time may take together before clocks are looked at again."""
NIGHT: Final = (1, 5)
"""Hours in which the night's jobs may begin, on the team's clock."""

Step = Callable[[], bool]
"""Does one small step; True while more is left."""


@dataclass(slots=True)
class Job:
    """Something done every so often. With `nightly`, once in a night."""

    name: str
    run: Callable[[], object]
    seconds: float = 60.0
    nightly: bool = False
    due: float = field(default=0.0)
    night: dt.date | None = None
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Means:
    """Clocks, turn, and what is told of the unexpected.

    `local` returns the moment on the team's clock; `turn` whether the jobs are for this process.
    """

    local: Callable[[], dt.datetime]
    turn: Callable[[], AbstractContextManager[bool]]
    report: Callable[[BaseException], object]
    monotonic: Callable[[], float] = time.monotonic


class Jobs:
    """The jobs of one hub, on one thread: `start` and `stop`, or `tick` by hand."""

    def __init__(self, jobs: Sequence[Job], idle: Sequence[Step], means: Means) -> None:
        self._jobs, self._idle, self._means = list(jobs), list(idle), means
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._failed: type[Exception] | None = None

    def start(self) -> None:
        """Begin, on a thread of its own."""
        self._thread = threading.Thread(target=self._run, name="leaddesk-jobs", daemon=True)
        self._thread.start()

    def break_off(self) -> None:
        """Begin nothing more; a long job breaks off. Returns at once."""
        self._stopped.set()

    def stop(self) -> None:
        """Stop after the step under way."""
        self.break_off()
        if self._thread is not None:
            self._thread.join()

    def is_stopped(self) -> bool:
        """Tell whether a long job has to break off."""
        return self._stopped.is_set()

    def tick(self) -> bool:
        """Do what is due, and some idle steps; True while there are more of these."""
        try:
            with self._means.turn() as mine:
                if not mine:
                    return False
                for job in self._jobs:
                    if not self.is_stopped() and self._is_due(job):
                        self._do(job)
                more = self._use_idle_time()
                self._failed = None
                return more
        except LeadDeskError as error:
            _LOG.warning("The jobs wait: %s.", error.key)
            return False
        except Exception as error:  # noqa: BLE001 - a thread that ends would end all of them
            if type(error) is not self._failed:
                _LOG.error("The jobs wait: %s.", type(error).__name__)
                self._means.report(error)
            self._failed = type(error)
            return False

    def _run(self) -> None:
        more = False
        while not self._stopped.wait(0.0 if more else TICK_SECONDS):
            more = self.tick()

    def _is_due(self, job: Job) -> bool:
        if not job.nightly:
            return self._means.monotonic() >= job.due
        local = self._means.local()
        return NIGHT[0] <= local.hour < NIGHT[1] and job.night != local.date()

    def _do(self, job: Job) -> None:
        job.due = self._means.monotonic() + job.seconds
        job.night = self._means.local().date()
        job.failed = not self._done(job.name, job.run, told=job.failed)

    def _done(self, name: str, run: Callable[[], object], *, told: bool) -> bool:
        """Do something; False when it failed, which is told once."""
        try:
            run()
        except LeadDeskError as error:
            if not told:
                _LOG.warning("%s did not work: %s.", name, error.key)
            return False
        except Exception as error:  # noqa: BLE001 - the other jobs go on
            if not told:
                _LOG.error("%s failed: %s.", name, type(error).__name__)
                self._means.report(error)
            return False
        return True

    def _use_idle_time(self) -> bool:
        until = self._means.monotonic() + IDLE_SECONDS
        waiting = list(self._idle)
        while waiting and not self.is_stopped():
            step = waiting.pop(0)
            if step():
                waiting.append(step)
            if self._means.monotonic() >= until:
                break
        return bool(waiting)
