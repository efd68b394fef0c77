# SPDX-License-Identifier: MIT
"""The window's way to the desk: work runs off the GUI thread, answers come back on it.

One writer thread keeps writes in the order they were made, two readers answer questions, imports
have a thread of their own so that no click waits for one. Everything is a plain future.
"""

from __future__ import annotations

import datetime as dt
import itertools
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import ImportOptions, RunClocks
from leaddesk.desk.intake import ImportResult
from leaddesk.desk.ports import Drafts
from leaddesk.desk.queries import Query
from leaddesk.domain.errors import LeadDeskError, StoreUnavailable
from leaddesk.gui.door import Desk
from leaddesk.gui.import_run import ImportRun
from leaddesk.gui.threads import Threads

AnswerT = TypeVar("AnswerT")
Failed = Callable[[LeadDeskError], None]
"""Told on the GUI thread why something was refused."""

POLL_MS = 400
"""How often another window's writes are looked for."""
STEP_MS = 20
"""Pause between two steps of the desk's upkeep, so that clicks go between them."""
REST_MS = 30_000
"""Pause after the upkeep has caught up."""
PROGRESS_SECONDS = 0.1
"""Progress is delivered at most this often."""
JUMP = dt.timedelta(seconds=5)
"""A clock that moved further than this between two polls: the computer slept."""
MINUTE_MS = 60_000


class Ops(QObject):
    """Runs commands and questions off the GUI thread and delivers on it.

    `changed(kinds, initiator)` comes once per write; the initiator is whoever was named by the
    write, None for other windows and the clock. `refused(error)` comes for an expected error that
    nobody handles, `crashed(exception)` for one that nobody expected, `busy(n)` with the number of
    writes under way.
    """

    changed = Signal(object, object)
    refused = Signal(object)
    crashed = Signal(object)
    busy = Signal(int)
    opened = Signal()
    _landed = Signal(object)

    def __init__(
        self,
        now: Callable[[], dt.datetime],
        threads: Threads | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.now = now
        self.person_id = 0
        self._threads = threads or Threads()
        self._desk: Desk | None = None
        self._numbers = itertools.count(1)
        self._asked: dict[object, int] = {}
        self._writes = 0
        self._imports: list[ImportRun] = []
        self._polling = False
        self._closed = False
        self._last_seen = now()
        self._landed.connect(self._deliver)
        self._poll = self._timer(POLL_MS, self._on_poll)
        self._minute = self._timer(MINUTE_MS, self.tick, once=True)
        self._minute.setTimerType(Qt.TimerType.PreciseTimer)
        self._upkeep = self._timer(STEP_MS, self._on_upkeep, once=True)

    # ------------------------------------------------------------------------- opening, closing

    @property
    def is_open(self) -> bool:
        """Whether there is a desk to ask."""
        return self._desk is not None

    def open(self, connect: Callable[[], Desk], failed: Failed | None = None) -> None:
        """Open a desk on the writer thread; `opened` comes when it is there.

        A desk that was open before is closed.
        """

        def switch() -> Desk:
            desk = connect()
            if self._desk is not None:
                self._desk.close()
            return desk

        self._run(self._threads.writer, switch, self.attach, failed)

    def attach(self, desk: Desk) -> None:
        """Work with this desk from now on, and start the clock and the watch over other windows."""
        self._desk = desk
        self._asked.clear()
        self._poll.start()
        self._upkeep.start(STEP_MS)
        self._aim_at_minute()
        self.opened.emit()

    def close(self) -> None:
        """Finish writes that were begun, stop everything else, close the desk."""
        if self._closed:
            return
        self._closed = True
        for timer in (self._poll, self._minute, self._upkeep):
            timer.stop()
        for run in self._imports:
            run.cancel()
        self._asked.clear()
        self._threads.shut()
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    # ------------------------------------------------------------------------- asking and doing

    def ask(
        self,
        query: Query[AnswerT],
        *,
        slot: object,
        answer: Callable[[AnswerT], None],
        failed: Failed | None = None,
    ) -> None:
        """Ask; an answer that is older than the last question of the same slot is dropped."""
        number = self._asked[slot] = next(self._numbers)

        def fresh(then: Callable[[Any], None], value: Any) -> None:
            if self._asked.get(slot) == number:
                then(value)

        refused = failed or self.refused.emit
        desk = self._open_desk()
        job = partial(_ask, desk, query, self.now)
        self._run(self._threads.readers, job, partial(fresh, answer), partial(fresh, refused))

    def do(
        self,
        command: object,
        *,
        initiator: object = None,
        done: Callable[[Done], None] | None = None,
        failed: Failed | None = None,
        person_id: int | None = None,
    ) -> None:
        """Write; `done` first, then `changed` for everybody else.

        `person_id` is whose write it is when not that of who sits here.
        """

        def landed(result: Done, _answers: tuple[Any, ...]) -> None:
            if done is not None:
                done(result)

        self.do_then_ask(
            command, {}, initiator=initiator, done=landed, failed=failed, person_id=person_id
        )

    def do_then_ask(
        self,
        command: object,
        queries: dict[object, Query[Any]],
        *,
        done: Callable[[Done, tuple[Any, ...]], None],
        initiator: object = None,
        failed: Failed | None = None,
        person_id: int | None = None,
    ) -> None:
        """Write and read the next screen in one job; `queries` are questions by their slot.

        `done` gets the answers in the order of the questions, or none when the write is durable
        but reading failed. Answers still under way for these slots are dropped: they are older.
        """
        desk = self._open_desk()
        person = self.person_id if person_id is None else person_id
        write = partial(desk.do, command, person, self.now())
        job = partial(_write, desk, write, tuple(queries.values()), self.now)

        def landed(result: tuple[Done, tuple[Any, ...]]) -> None:
            self._count_write(-1)
            for slot in queries:
                self._asked[slot] = next(self._numbers)
            done(*result)
            self._announce(result[0].changes, initiator)

        def missed(error: LeadDeskError) -> None:
            self._count_write(-1)
            (failed or self.refused.emit)(error)

        self._count_write(1)
        self._run(self._threads.writer, job, landed, missed)

    def run_apart(
        self,
        work: Callable[[], AnswerT],
        *,
        done: Callable[[AnswerT], None],
        failed: Failed | None = None,
    ) -> None:
        """Do other slow work (dialling, looking into a file) on a reader thread."""
        self._run(self._threads.readers, work, done, failed)

    def import_list(
        self,
        drafts: Callable[[], Drafts],
        options: ImportOptions,
        *,
        dry_run: bool,
        progress: Callable[[int], None],
        done: Callable[[ImportResult], None],
        failed: Failed | None = None,
    ) -> ImportRun:
        """Import on a thread of its own; `progress` gets the rows handled, some times a second."""
        run = ImportRun()
        desk, person = self._open_desk(), self.person_id
        told = 0.0

        def report(rows: int) -> None:
            nonlocal told
            run.rows = rows
            if time.monotonic() - told >= PROGRESS_SECONDS:
                told = time.monotonic()
                self._land(partial(progress, rows))

        def job() -> ImportResult:
            reading = run.reads(drafts())
            try:
                return desk.import_list(
                    reading, options, person, self.now(),
                    dry_run=dry_run, report=report, cancelled=lambda: run.cancelled,
                )  # fmt: skip
            finally:
                reading.close()

        def landed(result: ImportResult) -> None:
            self._imports.remove(run)
            done(result)
            if result.list_id is not None:
                self._announce(Kind.LEADS | Kind.QUEUE | Kind.LISTS, None)
                self._upkeep.start(STEP_MS)

        def missed(error: LeadDeskError) -> None:
            self._imports.remove(run)
            (failed or self.refused.emit)(error)

        self._imports.append(run)
        self._run(self._threads.importer, job, landed, missed)
        return run

    # ------------------------------------------------------------------------- the clock

    def tick(self) -> None:
        """A minute began: let clocks that ran out take effect and tell everybody the time moved."""
        self._aim_at_minute()
        if self._desk is None:
            return
        if self.person_id:
            self.do(RunClocks())
        self.changed.emit(Kind.CLOCK, None)

    def _aim_at_minute(self) -> None:
        at = self.now()
        self._last_seen = at
        past = at.second * 1000 + at.microsecond // 1000
        self._minute.start(MINUTE_MS - past + 5)

    def _on_poll(self) -> None:
        at = self.now()
        slept = abs(at - self._last_seen) > JUMP
        self._last_seen = at
        if slept:
            self.tick()
        if self._polling or self._desk is None:
            return
        self._polling = True

        def looked(wrote: bool) -> None:  # noqa: FBT001 - the desk's answer, as it comes
            self._polling = False
            if wrote:
                self._announce(Kind.ALL, None)

        def missed(_error: LeadDeskError) -> None:
            self._polling = False

        self._run(self._threads.readers, self._desk.changed_elsewhere, looked, missed)

    def _on_upkeep(self) -> None:
        if self._desk is None:
            return

        def stepped(more: bool) -> None:  # noqa: FBT001 - the desk's answer, as it comes
            self._upkeep.start(STEP_MS if more else REST_MS)

        self._run(
            self._threads.writer,
            self._desk.catch_up,
            stepped,
            lambda _error: self._upkeep.start(REST_MS),
        )

    # ------------------------------------------------------------------------- machinery

    def _open_desk(self) -> Desk:
        if self._desk is None:
            raise StoreUnavailable("not_open")
        return self._desk

    def _timer(self, every: int, slot: Callable[[], None], *, once: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(every)
        timer.setSingleShot(once)
        timer.timeout.connect(slot)
        return timer

    def _count_write(self, by: int) -> None:
        self._writes += by
        self.busy.emit(self._writes)

    def _announce(self, kinds: Kind, initiator: object) -> None:
        if kinds:
            self.changed.emit(kinds, initiator)

    def _run(
        self,
        executor: Executor,
        job: Callable[[], AnswerT],
        done: Callable[[AnswerT], None],
        failed: Failed | None,
    ) -> None:
        if self._closed:
            return
        future = executor.submit(job)
        future.add_done_callback(
            lambda ended: self._land(partial(self._settle, ended, done, failed))
        )

    def _land(self, delivery: Callable[[], None]) -> None:
        try:
            self._landed.emit(delivery)
        except RuntimeError:
            # The window went away while the work ran: nobody is left to tell.
            return

    @Slot(object)
    def _deliver(self, delivery: Callable[[], None]) -> None:
        delivery()

    def _settle(
        self,
        future: Future[AnswerT],
        done: Callable[[AnswerT], None],
        failed: Failed | None,
    ) -> None:
        if self._closed or future.cancelled():
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


def _ask(desk: Desk, query: Query[AnswerT], now: Callable[[], dt.datetime]) -> AnswerT:
    return desk.ask(query, now())


def _write(
    desk: Desk,
    write: Callable[[], Done],
    queries: tuple[Query[Any], ...],
    now: Callable[[], dt.datetime],
) -> tuple[Done, tuple[Any, ...]]:
    done = write()
    try:
        return done, tuple(desk.ask(query, now()) for query in queries)
    except LeadDeskError:
        return done, ()
