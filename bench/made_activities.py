# SPDX-License-Identifier: MIT
"""Databases of made-up years at the desks of a team: journal, counters, handoffs, feedback."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench import made_leads
from leaddesk.desk.commands import AddPerson, PersonFields
from leaddesk.desk.desk import Desk
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.opening import open_store

PEOPLE = 50
A_DAY = 100
"""Activities of one person on one day: as many counted calls as a good day has, and some more."""
LEADS = 20_000
ZONE = "America/Chicago"
_DAY = dt.timedelta(days=1)
_COLUMNS = (
    "seq, id, at, written_at, person_id, device, tier, kind, lead_id, outcome, data, day, counted, "
    "waited"
)
_INDEXES = ("ix_journal_lead", "ix_journal_person", "ix_journal_undo")
_HANDOFF = (
    "id, lead_id, state, open, giver_id, receiver_id, to_tier, hot, offered_at, first_offered_at, "
    "remind_at, accept_by, hard_stop_at, decided_at, sheet, packet, fate, fate_at"
)
_FEEDBACK = (
    "handoff_id, lead_id, giver_id, receiver_id, cause, since, due_at, given_at, thanks, rating"
)


def made(activities: int) -> Path:
    """Return a database with so many activities of fifty people, made on first use."""
    return made_leads.kept(f"years-{activities}", lambda path: _make(path, activities))


def _make(path: Path, activities: int) -> None:
    desk = Desk(open_store(str(path), made_leads.NOW), NoHolidays())
    for n in range(PEOPLE):
        role = "qualifier" if n % 5 else "senior_rep"
        desk.do(AddPerson(PersonFields(f"Person {n + 1:02}", (role,), ZONE)), 0, made_leads.NOW)
    desk.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-262144")
    made_leads.fill(connection, LEADS)
    again = [
        connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
        for name in _INDEXES
    ]
    for name in _INDEXES:
        connection.execute(f"DROP INDEX {name}")
    counts: Counter[tuple[int, str, int, str]] = Counter()
    marks = ",".join("?" * len(_COLUMNS.split(", ")))
    connection.executemany(
        f"INSERT INTO journal ({_COLUMNS}) VALUES ({marks})", _rows(activities, counts)
    )
    for statement in again:
        connection.execute(statement)
    connection.executemany(
        "INSERT INTO counter (person_id, day, tier, metric, n) VALUES (?, ?, ?, ?, ?)",
        sorted((*slot, n) for slot, n in counts.items()),
    )
    # Of the tallies the wall reads the waits alone.
    connection.execute(
        "INSERT INTO tally SELECT 0, day, tier, 'wait', '0:5', COUNT(*), 0, 0 FROM journal "
        "WHERE waited > 0 GROUP BY day, tier"
    )
    _hand_over(connection, activities)
    _sit_down(connection)
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _sit_down(connection: sqlite3.Connection) -> None:
    """Put a lead into everybody's hand; most of them are on a call."""
    now = _ms(made_leads.NOW)
    connection.executemany(
        "INSERT INTO lease (lead_id, phone, person_id, taken_at, expires_at, dialled_at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [
            (n, f"lease {n}", n, now - 60_000, now + 3_600_000, now - 30_000 if n % 3 else 0)
            for n in range(1, PEOPLE + 1)
        ],
    )


def _rows(
    activities: int, counts: Counter[tuple[int, str, int, str]]
) -> Iterator[tuple[object, ...]]:
    """Yield journal rows up to now, the oldest first, and count what they count for."""
    days = _working_days(activities // (PEOPLE * A_DAY))
    seq = 10 * PEOPLE  # Behind what adding the people wrote.
    for day in days:
        told = day.isoformat()
        opens = dt.datetime(day.year, day.month, day.day, 14, tzinfo=dt.UTC)
        step = (dt.timedelta(hours=8) if day != days[-1] else made_leads.NOW - opens) / A_DAY
        for n in range(A_DAY):
            at = _ms(opens + n * step)
            for person in range(1, PEOPLE + 1):
                seq += 1
                tier = 1 if (person - 1) % 5 else 2
                counted = _counted(n, tier)
                for metric in counted:
                    counts[person, told, tier, metric] += 1
                inbound = n % 20 == 0
                data = '{"talk":41,"speed":240}' if inbound else '{"talk":41}'
                yield (
                    seq, f"{seq:032x}", at, at, person, "bench", tier,
                    "call" if counted else "note", seq % LEADS + 1,
                    "no_answer" if counted else "", data, told, ",".join(counted), 5 * inbound,
                )  # fmt: skip


def _counted(n: int, tier: int) -> tuple[str, ...]:
    """Return what the n-th activity of a day counts for: one in ten is no call."""
    if n % 10 == 9:
        return ()
    found = ["calls"]
    if n % 2:
        found.append("new_lead_calls")
    if n % 7 == 0:
        found.append("conversations")
    if n % 25 == 0:
        found.append("handoffs" if tier == 1 else "presentations")
    return tuple(found)


def _hand_over(connection: sqlite3.Connection, activities: int) -> None:
    """Write four handoffs of each qualifier's day, decided, with the feedback for them."""
    days = _working_days(activities // (PEOPLE * A_DAY))
    handoffs, feedback = [], []
    for place, day in enumerate(days):
        at = _ms(dt.datetime(day.year, day.month, day.day, 15, tzinfo=dt.UTC))
        for n in range(4 * PEOPLE):
            number = 1 + place * 4 * PEOPLE + n
            who = (number % LEADS + 1, 2 + n % 4, 1 + 5 * (n % 10))
            fresh = day == days[-1] and n % 20 == 0
            state = "offered" if fresh else "returned" if n % 9 == 0 else "accepted"
            handoffs.append(_handoff(number, who, state, at))
            if state == "accepted":
                late = n % 50 == 1 and day == days[-4]
                feedback.append(
                    (number, *who, "appointment_held", at, at + 172_800_000,
                     0 if late else at + 3_600_000, 1, 4)
                )  # fmt: skip
    for table, columns, rows in (
        ("handoff", _HANDOFF, handoffs),
        ("feedback", _FEEDBACK, feedback),
    ):
        marks = ",".join("?" * len(columns.split(", ")))
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def _handoff(number: int, who: tuple[int, int, int], state: str, at: int) -> tuple[object, ...]:
    """Return a row of a handoff: of which lead, by whom and to whom."""
    lead, giver, receiver = who
    decided = 0 if state == "offered" else at + 1_800_000
    return (
        number, lead, state, int(state == "offered"), giver, receiver, 2, 0, at, at,
        at + 43_200_000, at + 86_400_000, at + 172_800_000, decided, "{}", f"{number:032x}",
        state, at,
    )  # fmt: skip


def _working_days(many: int) -> list[dt.date]:
    """Return so many working days, today the last of them."""
    found: list[dt.date] = []
    day = made_leads.NOW.date()
    while len(found) < many:
        if day.weekday() < 5:
            found.append(day)
        day -= _DAY
    return found[::-1]


def _ms(at: dt.datetime) -> int:
    return int(at.timestamp() * 1000)
