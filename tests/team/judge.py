# SPDX-License-Identifier: MIT
"""Holds what people saw against what the hub and the workstations have, when all is quiet again."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import combinations
from pathlib import Path

from leaddesk.desk.operations import UNCONFIRMED, State
from leaddesk.storage.bundles import read_lead, read_own, read_shared
from leaddesk.storage.checking import check_database
from leaddesk.storage.engine import Database, Session
from tests.team.truth import Dial, Logged, read


@dataclass(frozen=True, slots=True)
class SeatFile:
    """A workstation as the judge sees it: its file, its log, who sits there."""

    file: Path
    truth: Path
    workstation: str
    person_id: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found wrong; every figure is 0 when the promise was kept."""

    lost: int = 0
    not_once: int = 0
    doubled: int = 0
    double_dials: int = 0
    granted_while_dialled: int = 0
    gaps: int = 0
    waiting: int = 0
    rows_that_differ: int = 0
    leads_missing: int = 0
    counts_that_differ: int = 0
    stumbles: int = 0

    def wrong(self) -> dict[str, int]:
        """Return what is not 0."""
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: count for name, count in told.items() if count}


@dataclass(frozen=True, slots=True)
class Seen:
    """What happened in all, to know that there was something to judge."""

    logged: int
    dials: int
    leases: int
    late: int = 0
    refused: int = 0


def judge(hub: str, seats: Iterable[SeatFile], errors: Iterable[Path]) -> tuple[Verdict, Seen]:
    """Return the verdict over a hub's database (file or URL) and its workstations.

    `errors` is what the processes wrote of errors that nobody expected.
    """
    seats = tuple(seats)
    told = [one for seat in seats for one in read(seat.truth)]
    dials = [one for one in told if isinstance(one, Dial)]
    begun = {one.entry_id for one in told if isinstance(one, Logged)}
    logged = [one for one in told if isinstance(one, Logged) and one.safe]
    with contextlib.closing(Database(hub)) as database, database.reading() as session:
        leases = _leases(session)
        verdict = Verdict(
            lost=_lost(session, logged),
            not_once=_not_once(session, logged),
            doubled=_doubled(session, begun),
            double_dials=_double_dials(session, dials),
            granted_while_dialled=_granted(session, dials, leases, seats),
            gaps=_gaps(session),
            waiting=sum(_waiting(seat) for seat in seats),
            rows_that_differ=sum(_differing(session, seat) for seat in seats),
            leads_missing=sum(_missing(session, seat) for seat in seats),
            counts_that_differ=_drifts(database),
            stumbles=sum(file.read_text().count("Traceback") for file in errors),
        )
        states: dict[str, int] = dict(
            session.sql("SELECT state, COUNT(*) FROM done_operation GROUP BY state")
        )
    late, refused = (states.get(one.value, 0) for one in (State.LATE, State.REFUSED))
    return verdict, Seen(len(logged), len(dials), sum(map(len, leases.values())), late, refused)


def _lost(session: Session, logged: Iterable[Logged]) -> int:
    known = {row[0] for row in session.sql("SELECT id FROM done_operation")}
    return sum(one.entry_id not in known for one in logged)


def _not_once(session: Session, logged: Iterable[Logged]) -> int:
    """Count calls that are not in the hub's journal exactly once."""
    times: dict[str, int] = defaultdict(int)
    for (entry,) in session.sql("SELECT id FROM journal"):
        times[entry] += 1
    return sum(times[one.entry_id] != 1 for one in logged if one.kind == "call")


def _doubled(session: Session, begun: Container[str]) -> int:
    """Count calls in the hub's journal that nobody made."""
    calls = session.sql("SELECT id FROM journal WHERE kind = 'call'")
    return sum(entry not in begun for (entry,) in calls)


def _phones(session: Session) -> Mapping[int, str]:
    return {row[0]: row[1] for row in session.sql("SELECT id, phone FROM lead")}


def _double_dials(session: Session, dials: Iterable[Dial]) -> int:
    phones = _phones(session)
    by_phone: dict[str, list[Dial]] = defaultdict(list)
    for dial in dials:
        by_phone[phones[dial.lead_id]].append(dial)
    return sum(
        one.seat != other.seat and one.began < other.ended and other.began < one.ended
        for calls in by_phone.values()
        for one, other in combinations(calls, 2)
    )


def _leases(session: Session) -> dict[str, list[tuple[int, str, float]]]:
    """Return the leases by number: id, workstation, and when it was granted."""
    found = defaultdict(list)
    for lease_id, phone, workstation, granted in session.sql(
        "SELECT id, phone, workstation_id, granted_at FROM team_lease"
    ):
        found[phone].append((lease_id, workstation, granted / 1000))
    return found


def _granted(
    session: Session,
    dials: Iterable[Dial],
    leases: Mapping[str, list[tuple[int, str, float]]],
    seats: Iterable[SeatFile],
) -> int:
    """Count leases granted to another workstation while somebody was on the telephone."""
    workstations = {seat.truth.stem: seat.workstation for seat in seats}
    phones = _phones(session)
    return sum(
        workstation != workstations[dial.seat] and dial.began < granted < dial.ended
        for dial in dials
        for _, workstation, granted in leases.get(phones[dial.lead_id], ())
    )


def _gaps(session: Session) -> int:
    rows = session.sql(
        "SELECT device_id, MIN(seq), MAX(seq), COUNT(*) FROM done_operation "
        "WHERE device_id <> '' GROUP BY device_id"
    )
    return sum(first != 1 or last != count for _, first, last, count in rows)


def _waiting(seat: SeatFile) -> int:
    states = ", ".join(f"'{state.value}'" for state in UNCONFIRMED)
    with _open(seat) as session:
        return int(session.sql(f"SELECT COUNT(*) FROM operation WHERE state IN ({states})")[0][0])


def _differing(hub: Session, seat: SeatFile) -> int:
    """Count leads and tables of a workstation whose rows are not the hub's."""
    who = seat.person_id
    with _open(seat) as session:
        leads = sum(
            _sorted(read_lead(session, lead_id)) != _sorted(read_lead(hub, lead_id))
            for (lead_id,) in session.sql("SELECT id FROM lead")
        )
        here = _sorted({**read_shared(session), **read_own(session, who)})
    there = _sorted({**read_shared(hub), **read_own(hub, who)})
    return leads + sum(here.get(name, []) != rows for name, rows in there.items())


def _missing(hub: Session, seat: SeatFile) -> int:
    """Count leads that are this person's, or in the workstation's hand, and are not there."""
    owned = hub.sql(f"SELECT id FROM lead WHERE owner_id = {seat.person_id}")
    held = hub.sql(
        f"SELECT lead_id FROM team_lease WHERE live = 1 AND workstation_id = '{seat.workstation}'"
    )
    with _open(seat) as session:
        there = {row[0] for row in session.sql("SELECT id FROM lead")}
    return len({row[0] for row in (*owned, *held)} - there)


def _drifts(database: Database) -> int:
    """Count what does not agree within the hub: counters, tallies, references, damage."""
    found = check_database(database)
    # Two leads with one number are what the team begins with.
    findings = [one for one in found.findings if one.key != "two_leads"]
    parts = (found.damage, found.orphans, findings, found.drifts, found.tallies)
    return sum(map(len, parts))


@contextlib.contextmanager
def _open(seat: SeatFile) -> Iterator[Session]:
    with contextlib.closing(Database(str(seat.file))) as database, database.reading() as session:
        yield session


def _sorted(rows: Mapping[str, list[list[object]]]) -> dict[str, list[str]]:
    return {name: sorted(map(repr, found)) for name, found in rows.items()}
