# SPDX-License-Identifier: MIT
"""The team's database as the desk sees it: write units, reads, and what others wrote."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TypeVar

from leaddesk.desk.reads import ReadUnit
from leaddesk.desk.stores.privacy import Erasures
from leaddesk.desk.stores.queue import Queue
from leaddesk.desk.unit import Unit
from leaddesk.storage import duplicate_finding, overlay, search
from leaddesk.storage.arrivals import ArrivalStore
from leaddesk.storage.bulks import BulkStore
from leaddesk.storage.coaching import CoachingStore
from leaddesk.storage.costs import CostStore
from leaddesk.storage.duplicates import DuplicateStore
from leaddesk.storage.engine import Database, Session
from leaddesk.storage.handoffs import HandoffStore
from leaddesk.storage.held_queue import Alive, HeldQueue, nothing_lives
from leaddesk.storage.journal import JournalStore
from leaddesk.storage.leads import LeadStore
from leaddesk.storage.leaving import LeavingStore
from leaddesk.storage.lists import ListStore
from leaddesk.storage.no_call import NoCallStore
from leaddesk.storage.notices import NoticeStore
from leaddesk.storage.outbox import OutboxStore
from leaddesk.storage.plans import PlanStore
from leaddesk.storage.prepared import PreparedStore
from leaddesk.storage.privacy import PrivacyStore
from leaddesk.storage.queue import QueueStore
from leaddesk.storage.reads import Reads
from leaddesk.storage.recorder import Recorder
from leaddesk.storage.registries import RegistryStore
from leaddesk.storage.rules import RuleStore
from leaddesk.storage.sales import SaleStore
from leaddesk.storage.seat_rows import SeatRows
from leaddesk.storage.team import TeamStore
from leaddesk.storage.workstations import WorkstationStore

AnswerT = TypeVar("AnswerT")


class SqlUnit:
    """`desk.unit.Unit`: the stores of one transaction, sharing what they remember for undo."""

    __slots__ = (
        "arrivals",
        "bulks",
        "coaching",
        "costs",
        "days",
        "duplicates",
        "handoffs",
        "journal",
        "leads",
        "leaving",
        "lists",
        "no_call",
        "notices",
        "outbox",
        "plans",
        "prepared",
        "privacy",
        "queue",
        "reads",
        "registries",
        "rules",
        "sales",
        "team",
        "workstations",
    )

    def __init__(self, session: Session, device: str, queue: Queue | None = None) -> None:
        recorder = Recorder(session)
        self.leads = LeadStore(session, recorder)
        self.queue = queue or QueueStore(session)
        self.journal = JournalStore(session, recorder, device)
        self.handoffs = HandoffStore(session, recorder)
        self.notices = NoticeStore(session, recorder)
        self.coaching = CoachingStore(session, recorder)
        self.plans = PlanStore(session, recorder)
        self.prepared = PreparedStore(session)
        self.costs = CostStore(session, recorder)
        self.sales = SaleStore(session, recorder)
        self.team = TeamStore(session, recorder)
        self.lists = ListStore(session)
        self.bulks = BulkStore(session)
        self.leaving = LeavingStore(session, recorder)
        self.no_call = NoCallStore(session, recorder)
        self.registries = RegistryStore(session, recorder)
        self.arrivals = ArrivalStore(session, recorder)
        self.duplicates = DuplicateStore(session, recorder)
        self.privacy = PrivacyStore(session)
        self.rules = RuleStore(session, recorder)
        self.workstations = WorkstationStore(session, recorder)
        self.reads = self.days = Reads(session)
        self.outbox = OutboxStore(session, lambda queue: SqlUnit(session, device, queue))


class SqlStore:
    """`desk.unit.Store` over a database whose schema is up to date."""

    def __init__(self, database: Database, device: str) -> None:
        self.database = database
        self.device = device
        self._lock = threading.Lock()
        self._seen: object = database.others_mark()
        self._alive: Alive | None = nothing_lives if overlay.is_member(database) else None

    @contextlib.contextmanager
    def unit(self) -> Iterator[Unit]:
        """Begin a write; committed at the end of the block, rolled back on an error."""
        with self.database.writing() as session:
            yield self._unit(session)

    @contextlib.contextmanager
    def looking(self) -> Iterator[ReadUnit]:
        """Begin a read on one consistent view."""
        with self.database.reading() as session:
            yield self._unit(session)

    def glance(self, look: Callable[[ReadUnit], AnswerT]) -> AnswerT:
        """Return what one query answers, without a transaction around it."""
        return self.database.glance(lambda session: look(self._unit(session)))

    @contextlib.contextmanager
    def syncing(self) -> Iterator[tuple[Unit, SeatRows]]:
        """Begin a write of a workstation's side of its team: what it did, and its own rows.

        What was erased by it does not stay in the database's log.
        """
        with self.database.writing() as session:
            rows = SeatRows(session)
            yield self._unit(session), rows
        if rows.erased:
            self.database.empty_log()

    @contextlib.contextmanager
    def syncing_view(self) -> Iterator[SeatRows]:
        """Begin a read of a workstation's own rows."""
        with self.database.reading() as session:
            yield SeatRows(session)

    def _unit(self, session: Session) -> SqlUnit:
        if self._alive is None:
            return SqlUnit(session, self.device)
        return SqlUnit(session, self.device, HeldQueue(session, self._alive))

    def is_seat(self) -> bool:
        """Tell whether this file is a workstation of a team."""
        return self._alive is not None

    def work_under(self, alive: Alive | None) -> None:
        """Offer only own leads and those of live leases from now on; all of them with None.

        A workstation's file offers none of its leases before the clock is there that tells.
        """
        self._alive = alive

    def changed_elsewhere(self) -> bool:
        """Tell whether another window or process wrote anything since this was last asked.

        Own writes never count. While an own write takes long the answer is False; what others
        wrote meanwhile is told the next time.
        """
        with self._lock:
            mark = self.database.others_mark()
            if mark is None:
                return False
            changed = self._seen is not None and mark != self._seen
            self._seen = mark
            return changed

    def bulk(self) -> AbstractContextManager[Callable[[], None]]:
        """Begin writes of very many rows; what is given out is to be called every now and then."""
        return self.database.bulk()

    def index_some(self, limit: int) -> int:
        """Make up to `limit` imported leads searchable; return how many were read."""
        with self.database.reading() as session:
            if not session.is_sqlite or not search.has_gap(session):
                return 0
        with self.database.writing() as session:
            return search.close_some(session, limit)

    def find_some(self, limit: int) -> int:
        """Look for duplicates of up to `limit` leads that are new or changed; return how many."""
        return duplicate_finding.find_some(self.database, limit)

    def after_erasing(self) -> None:
        """Let nothing erased lie in the database's log, and keep beside it who was."""
        self.database.empty_log()
        file = self.database.path
        if file is not None:
            from leaddesk.storage import erasure_file

            with self.looking() as unit:
                told = unit.privacy.told()
            with contextlib.suppress(OSError):  # the next backup keeps it as well
                erasure_file.keep(told, file.parent, file)

    def missed_erasures(self) -> Erasures | None:
        """Return who was erased as is kept beside the database, when it knows less than that."""
        file = self.database.path
        if file is None:
            return None
        from leaddesk.storage import erasure_file

        kept = erasure_file.beside(file)
        with self.looking() as unit:
            known = {trait.digest for trait in unit.privacy.told().traits} if kept.traits else set()
        return kept if any(trait.digest not in known for trait in kept.traits) else None

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()
