# SPDX-License-Identifier: MIT
"""Work on other threads, delivered on the GUI thread: plain futures and one queued signal."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from leaddesk.domain.errors import LeadDeskError, StoreUnavailable
from leaddesk.gui.threads import Threads

ResultT = TypeVar("ResultT")
Failed = Callable[[LeadDeskError], None]
"""Told on the GUI thread why something was refused."""


class Deliveries(QObject):
    """Runs jobs and brings back what came of them.

    `refused(error)` comes for an expected error that nobody handles, `crashed(exception)` for one
    that nobody expected.
    """

    refused = Signal(object)
    crashed = Signal(object)
    _landed = Signal(object)

    def __init__(self, threads: Threads, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.threads = threads
        self._ended = False
        kind = Qt.ConnectionType
        way = kind.QueuedConnection if threads.queued else kind.AutoConnection
        self._landed.connect(self._deliver, way)

    @property
    def ended(self) -> bool:
        """Whether nothing is delivered any more."""
        return self._ended

    def end(self) -> None:
        """Finish what was begun, deliver nothing more, end the threads."""
        if not self._ended:
            self._ended = True
            self.threads.shut()

    def run(
        self,
        executor: Executor,
        job: Callable[[], ResultT],
        done: Callable[[ResultT], None],
        failed: Failed | None,
    ) -> None:
        """Run a job there and tell here what came of it."""
        if self._ended:
            return
        future = executor.submit(job)
        future.add_done_callback(
            lambda ended: self.land(partial(self._settle, ended, done, failed))
        )

    def land(self, delivery: Callable[[], None]) -> None:
        """Do something on the GUI thread; called from any."""
        try:
            self._landed.emit(delivery)
        except RuntimeError:
            # The window went away while the work ran: nobody is left to tell.
            return

    @Slot(object)
    def _deliver(self, delivery: Callable[[], None]) -> None:
        if not self._ended:
            delivery()

    def _settle(
        self,
        future: Future[ResultT],
        done: Callable[[ResultT], None],
        failed: Failed | None,
    ) -> None:
        if self._ended or future.cancelled():
            return
        error = future.exception()
        if error is None:
            done(future.result())
        elif isinstance(error, LeadDeskError):
            (failed or self.refused.emit)(error)
        else:
            self.crashed.emit(error)
            if failed is not None:
                failed(StoreUnavailable("unexpected"))
