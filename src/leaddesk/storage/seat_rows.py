# SPDX-License-Identifier: MIT
"""A workstation's own rows: what it noted, its log of operations, its leases, rows of the hub."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from leaddesk.desk.operations import BACK, ENDING, Operation, State
from leaddesk.desk.wire import LeadRows, News, Sent
from leaddesk.domain.lead import LeadState
from leaddesk.storage import blanking, bundles
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.moments import from_ms, maybe_ms, to_ms

MOST_BYTES = 2_000_000
"""What the commands of one push may be long together; one alone always goes."""

PERSON, GONE = "person", "gone"
"""Under what it is noted who works here, and which leads go when they are out of hand."""

_FAR = 1 << 60
_ENDED = (
    "EXISTS (SELECT 1 FROM operation WHERE operation.lease_id = held_lease.id "
    f"AND operation.kind IN ({', '.join(repr(kind) for kind in sorted(ENDING))}))"
)
_NOTE = Sql("SELECT value FROM membership WHERE name = :name")
_SET_NOTE = Sql(
    "INSERT INTO membership (name, value) VALUES (:name, :value) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_LAST = Sql("SELECT COALESCE(MAX(seq), 0) FROM operation WHERE seq > 0")
_ACKNOWLEDGED = Sql(
    "SELECT COALESCE(MAX(seq), 0) FROM operation WHERE seq > 0 AND state <> 'waiting'"
)
_TO_SEND = Sql(
    "SELECT seq, id, at, kind, format, told, lead_id, in_hand, lease_id FROM operation "
    "WHERE state = 'waiting' ORDER BY seq LIMIT :most"
)
# What was blanked can't be read at the hub any more, and nobody can do anything about that.
_SETTLE = Sql(
    "UPDATE operation SET state = CASE WHEN told = '' AND :state = 'refused' THEN 'let_go' "
    "ELSE :state END, mark = :mark, answer = :answer WHERE seq = :seq AND state = 'waiting'"
)
_CONFIRM = tuple(
    Sql(f"UPDATE operation SET state = '{back}' WHERE state = '{there}' AND mark <= :mark")
    for there, back in BACK.items()
)
_WAIT_AGAIN = Sql("UPDATE operation SET state = 'waiting', mark = 0 WHERE seq > :after")
_NUMBERS = Sql(
    "SELECT seq, CASE WHEN state = 'waiting' THEN 1 ELSE 0 END FROM operation ORDER BY seq"
)
_SHIFT = Sql(f"UPDATE operation SET seq = seq - {_FAR}")
_MOVE = Sql("UPDATE operation SET seq = :to WHERE seq = :seq")
_IMAGES = Sql("SELECT n, seq FROM overlay_image")
_MOVE_IMAGE = Sql("UPDATE overlay_image SET seq = :to WHERE n = :n")
_SHOWN_OWN = Sql("SELECT DISTINCT seq FROM overlay_image")
_LEASES = Sql(f"SELECT id, lead_id, boot, over FROM held_lease WHERE NOT {_ENDED} ORDER BY id")
_DROP_LEASES = Sql("DELETE FROM held_lease")
_HOLD = Sql("INSERT INTO held_lease (id, lead_id, boot, over) VALUES (:id, :lead_id, :boot, :over)")
_BRING_BACK = Sql(
    "INSERT INTO operation (seq, id, at, person_id, kind, format, told, lead_id, in_hand, "
    "lease_id, state) SELECT :seq, :id, :at, :person, :kind, :format, :told, :lead, :hand, "
    ":lease, 'waiting' WHERE NOT EXISTS (SELECT 1 FROM operation WHERE id = :id)"
)
_IN_HAND = Sql("SELECT lead_id FROM lease")
_NAMELESS_SOURCES = Sql(
    "INSERT INTO source (id, name, kind) SELECT DISTINCT source_id, 'source ' || source_id, 'list' "
    "FROM lead WHERE source_id <> 0 AND source_id NOT IN (SELECT id FROM source) "
    "ON CONFLICT DO NOTHING"
)
_FORGET = Sql(
    "DELETE FROM operation WHERE state IN ('done', 'let_go') AND at < :before "
    "AND seq <> (SELECT MAX(seq) FROM operation)"
)
_STANDING = Sql(
    "SELECT COUNT(CASE WHEN state = 'waiting' THEN 1 END), "
    "MIN(CASE WHEN state = 'waiting' THEN at END), "
    "COUNT(CASE WHEN state IN ('refused', 'late') THEN 1 END) "
    "FROM operation WHERE state IN ('waiting', 'refused', 'late')"
)


_KNOWN = Sql("SELECT 1 FROM operation WHERE id = :id")


@dataclass(frozen=True, slots=True)
class LeaseRow:
    """A lease as the file keeps it: until `over` seconds on the clock of a boot."""

    id: int
    lead_id: int
    boot: str
    over: float


@dataclass(frozen=True, slots=True)
class LogStanding:
    """How many operations wait, the oldest of them since when, and how many need attention."""

    waiting: int
    since: dt.datetime | None
    attention: int


class SeatRows:
    """What `sync` reads and writes of a workstation's file in one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.erased = False
        """Whether somebody was erased: then the log of the file is to be emptied."""

    def note(self, name: str) -> str:
        """Return what was noted under a name, empty for nothing."""
        row = self._session.one(_NOTE, name=name)
        return str(row[0]) if row else ""

    def set_note(self, name: str, value: str) -> None:
        """Note something under a name."""
        self._session.run(_SET_NOTE, name=name, value=value)

    def last_seq(self) -> int:
        """Return the number of the newest operation, 0 for none."""
        return self._number(_LAST)

    def acknowledged(self) -> int:
        """Return the number of the newest operation that the hub acknowledged, 0 for none."""
        return self._number(_ACKNOWLEDGED)

    def _number(self, build: Sql) -> int:
        row = self._session.one(build)
        return int(row[0]) if row else 0

    def to_send(self, most: int) -> list[Sent]:
        """Return the oldest operations that wait, as many as fit into one push."""
        found: list[Sent] = []
        size = 0
        for row in self._session.rows(_TO_SEND, most=most):
            sent = _sent(row)
            size += len(sent.told.encode())
            if found and size > MOST_BYTES:
                break
            found.append(sent)
        return found

    def settle(self, seq: int, state: State, mark: int, answer: str) -> None:
        """Say what became of an operation that waited."""
        self._session.run(_SETTLE, seq=seq, state=state.value, mark=mark, answer=answer)

    def confirm(self, mark: int | None) -> None:
        """Count operations as back that the hub has up to a mark, all it has with None."""
        for statement in _CONFIRM:
            self._session.run(statement, mark=_MOST_MARK if mark is None else mark)
        blanking.blank_operations(self._session)

    def wait_again(self, after: int) -> None:
        """Let every operation after a number wait to be sent."""
        self._session.run(_WAIT_AGAIN, after=after)

    def renumber(self) -> None:
        """Number what waits from 1 on; what is settled is history, below 1 in its order."""
        waiting: list[int] = []
        history: list[int] = []
        for seq, waits in self._session.rows(_NUMBERS):
            (waiting if waits else history).append(int(seq))
        moves = dict([*zip(history, range(-len(history), 0), strict=True), *_numbered(waiting)])
        images = [{"n": n, "to": moves.get(seq, seq)} for n, seq in self._session.rows(_IMAGES)]
        self._session.run(_SHIFT)
        self._session.many(_MOVE, [{"seq": seq - _FAR, "to": to} for seq, to in moves.items()])
        self._session.many(_MOVE_IMAGE, images)

    def knows(self, operation_id: str) -> bool:
        """Tell whether an operation of this workstation has an id."""
        return self._session.one(_KNOWN, id=operation_id) is not None

    def bring_back(self, operations: Iterable[Operation]) -> int:
        """Let operations of an older copy of this file wait again; return how many were new here.

        Each keeps its lease: the hub decides whether it was the newest one.
        """
        seq, brought = self.last_seq(), 0
        for one in operations:
            brought += self._session.run(
                _BRING_BACK, seq=seq + brought + 1, id=one.id, at=to_ms(one.at),
                person=one.person_id, kind=one.kind, format=one.format, told=one.told,
                lead=one.lead_id, hand=one.in_hand, lease=one.lease_id,
            )  # fmt: skip
        return brought

    def leases(self) -> list[LeaseRow]:
        """Return the leases of this workstation that no operation of its log has ended."""
        return [LeaseRow(*row) for row in self._session.rows(_LEASES)]

    def set_leases(self, leases: Iterable[LeaseRow]) -> None:
        """Write the leases of this workstation: these and no others."""
        self._session.run(_DROP_LEASES)
        for one in leases:
            self._session.run(_HOLD, id=one.id, lead_id=one.lead_id, boot=one.boot, over=one.over)

    def write(self, news: News, keep: Collection[int] | None = None) -> None:
        """Write rows of the hub; with `keep`, leads that are not among these are gone.

        A lead in somebody's hand goes when it is out of it: they may be on the telephone.
        """
        session = self._session
        erased = self._erased_by(news)
        values = blanking.values_of(session, erased)
        bundles.write_shared(session, news.tables)
        bundles.write_leads(session, [one for one in news.leads if one.rows is not None])
        if news.own:
            bundles.write_own(session, news.own, int(self.note(PERSON) or 0))
        self._take_out(news, keep)
        session.run(_NAMELESS_SOURCES)
        if news.tables:
            bundles.point_at_once(session)
        if erased:
            blanking.scrub_pages(session)
            blanking.blank_operations(session, values)
            self.erased = True

    def _erased_by(self, news: News) -> list[int]:
        """Return the leads that come as erased and are not so here."""
        return [
            one.lead_id
            for one in news.leads
            if one.rows is not None
            and bundles.state_of(one.rows) == LeadState.ERASED
            and not blanking.is_erased(self._session, one.lead_id)
        ]

    def _take_out(self, news: News, keep: Collection[int] | None) -> None:
        here = {one.lead_id for one in news.leads if one.rows is not None}
        kept = self.note(GONE)
        gone = set(json.loads(kept) if kept else ())
        gone |= {one.lead_id for one in news.leads if one.rows is None}
        if keep is not None:
            gone |= bundles.others(self._session, keep)
        gone -= here
        in_hand = {int(row[0]) for row in self._session.rows(_IN_HAND)} if gone else set[int]()
        bundles.write_leads(self._session, [LeadRows(one, None) for one in sorted(gone - in_hand)])
        left = json.dumps(sorted(gone & in_hand)) if gone & in_hand else ""
        if left != kept:
            self.set_note(GONE, left)

    def shown_own(self) -> frozenset[int]:
        """Return the operations that are shown as they were done here, without the hub's rows."""
        return frozenset(int(row[0]) for row in self._session.rows(_SHOWN_OWN))

    def forget_settled(self, before: dt.datetime) -> int:
        """Forget operations that were done or let go before a moment; return how many.

        The newest one stays: the next one is numbered after it.
        """
        return self._session.run(_FORGET, before=to_ms(before))

    def standing(self) -> LogStanding:
        """Return how many operations wait and need attention."""
        row = self._session.one(_STANDING) or (0, None, 0)
        return LogStanding(int(row[0]), maybe_ms(row[1] or 0), int(row[2]))


_MOST_MARK = (1 << 63) - 1


def _numbered(seqs: Sequence[int]) -> list[tuple[int, int]]:
    return [(seq, n) for n, seq in enumerate(seqs, 1)]


def _sent(row: Row) -> Sent:
    seq, op_id, at, *told = row
    return Sent(seq, op_id, from_ms(at), *told)
