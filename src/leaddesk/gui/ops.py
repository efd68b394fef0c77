# SPDX-License-Identifier: MIT
"""The window's way to the desk: work runs off the GUI thread, answers come back on it.

One writer thread keeps writes in the order they were made, two readers answer questions, imports
have a thread of their own so that no click waits for one. Everything is a plain future.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.door import Desk
from leaddesk.desk.intake import ImportResult
from leaddesk.desk.ports import Drafts
from leaddesk.desk.queries import Query
from leaddesk.domain.errors import LeadDeskError, StoreUnavailable
from leaddesk.gui.deliveries import Deliveries, Failed
from leaddesk.gui.import_run import ImportRun
from leaddesk.gui.long_run import LongRun
from leaddesk.gui.pulse import Pulse
from leaddesk.gui.threads import Threads

AnswerT = TypeVar("AnswerT")
"""Progress is delivered at most this often."""


class Ops(Deliveries):
    """Runs commands and questions off the GUI thread and delivers on it.

    `changed(kinds, initiator)` comes once per write; the initiator is whoever was named by the
    write, None for other windows and the clock. `refused(error)` comes for an expected error that
    nobody handles, `crashed(exception)` for one that nobody expected, `busy(n)` with the number of
    writes under way, `answered(kind)` after an answer, `closing` before the open desk is let go.
    """

    changed = Signal(object, object)
    busy = Signal(int)
    answered = Signal(object)
    opened = Signal()
    closing = Signal()

    def __init__(
        self,
        now: Callable[[], dt.datetime],
        threads: Threads | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(threads or Threads(), parent)
        self.now = now
        self.person_id = 0
        self._desk: Desk | None = None
        self._numbers = itertools.count(1)
        self._asked: dict[object, int] = {}
        self._writes = 0
        self._long: list[LongRun] = []
        self._fresh: list[Desk] = []
        self.pulse = Pulse(self)

    # ------------------------------------------------------------------------- opening, closing

    @property
    def is_open(self) -> bool:
        """Whether there is a desk to ask."""
        return self._desk is not None

    def open(self, connect: Callable[[], Desk], failed: Failed | None = None) -> None:
        """Open a desk on the writer thread; `opened` comes when it is there.

        A desk that was open before is closed.
        """

        def connected() -> Desk:
            desk = connect()
            self._fresh.append(desk)
            return desk

        self.run(self.threads.writer, connected, self.attach, failed)

    def attach(self, desk: Desk) -> None:
        """Work with this desk from now on, and start the clock and the watch over other windows."""
        self.let_go()
        self._desk = desk
        if desk in self._fresh:
            self._fresh.remove(desk)
        self.pulse.start()
        self.opened.emit()

    def let_go(self) -> None:
        """Close the desk that is open, behind the writes that were begun; another may follow."""
        self.closing.emit()
        before, self._desk = self._desk, None
        self.pulse.stop()
        self._asked.clear()
        if before is not None:
            self.run(self.threads.writer, before.close, lambda _closed: None, None)

    def close(self) -> None:
        """Finish writes that were begun, stop everything else, close the desk."""
        self.closing.emit()
        self.pulse.stop()
        for run in self._long:
            run.cancel()
        self._asked.clear()
        self.end()
        opened = [self._desk] if self._desk is not None else []
        self._desk = None
        # One that came too late to be attached is let go as well.
        for desk in (*opened, *self._fresh):
            desk.close()
        self._fresh.clear()

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

        def landed(value: AnswerT) -> None:
            fresh(answer, value)
            self.answered.emit(type(query))

        refused, desk = failed or self.refused.emit, self.desk()
        job = partial(_ask, desk, query, self.now, self.person_id)
        self.run(self.threads.readers, job, landed, partial(fresh, refused))

    def do(
        self,
        command: object,
        *,
        initiator: object = None,
        done: Callable[[Done], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Write; `done` first, then `changed` for everybody else.

        `done` is for whoever asked: when somebody else sits here by then it is left out.
        """
        asks = self.person_id

        def landed(result: Done, _answers: tuple[Any, ...]) -> None:
            if done is not None and asks == self.person_id:
                done(result)

        self.do_then_ask(command, {}, initiator=initiator, done=landed, failed=failed)

    def do_then_ask(
        self,
        command: object,
        queries: dict[object, Query[Any]],
        *,
        done: Callable[[Done, tuple[Any, ...]], None],
        initiator: object = None,
        failed: Failed | None = None,
    ) -> None:
        """Write and read the next screen in one job; `queries` are questions by their slot.

        `done` gets the answers in the order of the questions, or none when the write is durable
        but reading failed. Answers still under way for these slots are dropped: they are older.
        """
        desk = self.desk()
        write = partial(desk.do, command, self.person_id, self.now())
        then = tuple(queries.values())
        job = partial(_write, desk, write, then, self.now, self.person_id)

        def landed(result: tuple[Done, tuple[Any, ...]]) -> None:
            self._count_write(-1)
            for slot in queries:
                self._asked[slot] = next(self._numbers)
            done(*result)
            self.announce(result[0].changes, initiator)

        def missed(error: LeadDeskError) -> None:
            self._count_write(-1)
            (failed or self.refused.emit)(error)

        self._count_write(1)
        self.run(self.threads.writer, job, landed, missed)

    def run_apart(
        self,
        work: Callable[[], AnswerT],
        *,
        done: Callable[[AnswerT], None],
        failed: Failed | None = None,
    ) -> None:
        """Do other slow work (dialling, looking into a file) on a reader thread."""
        self.run(self.threads.readers, work, done, failed)

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
        desk, person = self.desk(), self.person_id

        def job(run: ImportRun) -> ImportResult:
            reading = run.reads(drafts())
            try:
                return desk.import_list(
                    reading, options, person, self.now(),
                    dry_run=dry_run, report=run.report, cancelled=run.is_cancelled,
                )  # fmt: skip
            finally:
                reading.close()

        def landed(result: ImportResult) -> None:
            done(result)
            if result.list_id is not None:
                self.pulse.catch_up()

        changes = Kind.NONE if dry_run else Kind.LEADS | Kind.QUEUE | Kind.LISTS
        return self.run_long(job, changes=changes, progress=progress, done=landed, failed=failed)

    def run_long(
        self,
        work: Callable[[ImportRun], AnswerT],
        *,
        changes: Kind,
        progress: Callable[[int], None],
        done: Callable[[AnswerT], None],
        failed: Failed | None = None,
    ) -> ImportRun:
        """Do work of many short writes beside the clicks; whatever it comes to, screens hear."""
        run = ImportRun(lambda rows: self.land(partial(progress, rows)))

        def landed(result: AnswerT) -> None:
            self._end_run(run)
            done(result)
            self.announce(changes, None)

        def missed(error: LeadDeskError) -> None:
            self._end_run(run)
            (failed or self.refused.emit)(error)
            self.announce(changes, None)

        self._long.append(run)
        self.run(self.threads.importer, partial(work, run), landed, missed)
        return run

    def _end_run(self, run: ImportRun) -> None:
        self._long.remove(run)
        run.ended = True

    # ------------------------------------------------------------------------- machinery

    def desk(self) -> Desk:
        """Return the desk that is open; raises StoreUnavailable("not_open")."""
        if self._desk is None:
            raise StoreUnavailable("not_open")
        return self._desk

    def _count_write(self, by: int) -> None:
        self._writes += by
        self.busy.emit(self._writes)

    def announce(self, kinds: Kind, initiator: object) -> None:
        """Tell every screen what was touched, and by whom."""
        if kinds:
            self.changed.emit(kinds, initiator)


def _ask(
    desk: Desk, query: Query[AnswerT], now: Callable[[], dt.datetime], person_id: int
) -> AnswerT:
    return desk.ask(query, now(), person_id)


def _write(
    desk: Desk,
    write: Callable[[], Done],
    queries: tuple[Query[Any], ...],
    now: Callable[[], dt.datetime],
    person_id: int,
) -> tuple[Done, tuple[Any, ...]]:
    done = write()
    try:
        return done, tuple(desk.ask(query, now(), person_id) for query in queries)
    except LeadDeskError:
        return done, ()
