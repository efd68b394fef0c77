# SPDX-License-Identifier: MIT
"""Databases of made-up leads, built once per size and copied for each benchmark that writes."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy.schema import CreateIndex, CreateTable

from leaddesk.desk.commands import AddPerson, PersonFields
from leaddesk.desk.desk import Desk
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.domain.lead_keys import lead_keys
from leaddesk.storage import part_indexes  # noqa: F401 - adds its indexes
from leaddesk.storage.opening import open_store
from leaddesk.storage.schema import HEAD
from leaddesk.storage.tables import metadata
from leaddesk.system.one_runner import OneRunner

NOW = dt.datetime(2026, 5, 12, 16, 0, tzinfo=dt.UTC)
"""A Tuesday on which most of the Americas are at work."""

ZONES = (
    ("America/New_York", "NY"),
    ("America/New_York", "MA"),
    ("America/Chicago", "IL"),
    ("America/Chicago", "TX"),
    ("America/Denver", "CO"),
    ("America/Phoenix", "AZ"),
    ("America/Los_Angeles", "CA"),
    ("Europe/London", ""),
    ("Europe/Berlin", ""),
    ("Pacific/Honolulu", "HI"),
)
_FIRST = [
    "James",
    "Mary",
    "John",
    "Linda",
    "Robert",
    "Ana",
    "Michael",
    "Sofia",
    "David",
    "Emma",
    "Noah",
    "Olivia",
    "Liam",
    "Chloe",
]
_ENDS = [
    "son",
    "berg",
    "man",
    "ez",
    "ini",
    "ova",
    "sen",
    "field",
    "wood",
    "ley",
    "ton",
    "worth",
    "ham",
    "er",
]
_STARTS = [
    "And",
    "Brad",
    "Carl",
    "Dun",
    "Ed",
    "Fair",
    "Gar",
    "Hol",
    "Jack",
    "Karl",
    "Lind",
    "Mor",
    "New",
    "Ol",
    "Pat",
    "Rob",
    "San",
    "Thom",
    "Wil",
]
_COMPANY = [
    "Acme",
    "Blue",
    "North",
    "Delta",
    "Prime",
    "Alpine",
    "Vertex",
    "Solar",
    "Iron",
    "Cedar",
    "Orbit",
    "Lumen",
    "Quartz",
]
_TRADE = [
    "Logistics",
    "Dental",
    "Foods",
    "Systems",
    "Roofing",
    "Analytics",
    "Textiles",
    "Motors",
    "Clinics",
    "Media",
]
AREA_CODES = [
    "201",
    "202",
    "203",
    "205",
    "206",
    "212",
    "213",
    "214",
    "303",
    "305",
    "310",
    "312",
    "404",
    "415",
    "512",
    "617",
    "646",
    "702",
    "713",
    "718",
    "808",
    "817",
    "907",
    "916",
    "919",
    "972",
]
COLUMNS = [
    "id",
    "tier",
    "state",
    "kind",
    "why",
    "due_at",
    "arrived_at",
    "inbound",
    "half_life",
    "rank",
    "ladder",
    "attempts",
    "phone",
    "area_id",
    "first_name",
    "last_name",
    "company",
    "title",
    "email",
    "source_id",
    "last_call_at",
    "campaign",
    "last_outcome",
    "company_key",
    "name_key",
    "site",
]
_LIVES = (24, 72, 336)
SOURCES = ("List", "Fair", "Web form", "Partner")
CAMPAIGNS = ("", "Spring", "Fall", "Winter", "Launch")


_TURNS: dict[Path, OneRunner] = {}
_OURS = "LEADDESK_BENCH_TAKEN"
"""Names the folder that a run has taken to the processes that it begins."""


def folder() -> Path:
    """Return where made databases are kept between runs."""
    kept = Path(os.environ.get("LEADDESK_BENCH", Path(tempfile.gettempdir()) / "leaddesk-bench"))
    kept.mkdir(parents=True, exist_ok=True)
    return kept


def take_folder() -> None:
    """Have the folder until this process ends; raises RuntimeError while another run works there.

    Processes that a run begins work there with it. A copy that another run makes would take the
    place of one that a hub of ours has open: what is written into the new one then, an invitation
    say, that hub never sees.
    """
    where = folder()
    if os.environ.get(_OURS) == str(where):
        return
    if not _TURNS.setdefault(where, OneRunner(where / "run")).take():
        raise RuntimeError(
            f"Another run of the benchmarks works in {where}. "
            "Wait for it, or name another folder in LEADDESK_BENCH."
        )
    os.environ[_OURS] = str(where)


def made(leads: int) -> Path:
    """Return a database with so many leads, made on first use."""
    return kept(f"made-{leads}", lambda path: _make(path, leads))


def kept(name: str, make: Callable[[Path], None]) -> Path:
    """Return the database of a name in the schema of today, made on first use."""
    path = folder() / f"{name}-{_schema()}.db"
    if not path.exists():
        draft = path.with_suffix(".making")
        for leftover in (draft, Path(f"{draft}-wal"), Path(f"{draft}-shm")):
            leftover.unlink(missing_ok=True)
        make(draft)
        draft.rename(path)
    return path


def copied(leads: int, name: str) -> Path:
    """Return a copy of a made database that a benchmark may write to."""
    return copy_of(made(leads), f"{name}-{leads}")


def copy_of(made_one: Path, name: str) -> Path:
    """Return a copy of a kept database under a name, that may be written to."""
    take_folder()
    target = folder() / f"{name}.db"
    for leftover in (target, Path(f"{target}-wal"), Path(f"{target}-shm")):
        leftover.unlink(missing_ok=True)
    shutil.copyfile(made_one, target)
    if hasattr(os, "sync"):
        # What the copy left to write must not be written while something else is timed.
        os.sync()
    return target


def _schema() -> str:
    """Return a short mark of the schema, so that a changed one is made anew."""
    ddl = "".join(str(CreateTable(table)) for table in metadata.sorted_tables)
    indexes = "".join(
        str(CreateIndex(i)) for t in metadata.sorted_tables for i in sorted(t.indexes, key=str)
    )
    return hashlib.sha256((ddl + indexes + HEAD).encode()).hexdigest()[:8]


def _make(path: Path, leads: int) -> None:
    desk = Desk(open_store(str(path), NOW), NoHolidays())
    fields = PersonFields("Dana Whitfield", ("qualifier", "team_lead"), "America/Chicago")
    desk.do(AddPerson(fields), 0, NOW)
    desk.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-262144")
    fill(connection, leads)
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def fill(connection: sqlite3.Connection, leads: int) -> None:
    """Write so many leads with areas and sources into an empty database."""
    connection.executemany(
        "INSERT INTO area (id, time_zones, country, region) VALUES (?, ?, ?, ?)",
        [(i + 1, zone, "US" if region else "GB", region) for i, (zone, region) in enumerate(ZONES)],
    )
    connection.executemany(
        "INSERT INTO source (id, name, kind) VALUES (?, ?, 'list')", enumerate(SOURCES, start=1)
    )
    connection.execute("UPDATE rule SET version = version + 1 WHERE key = 'version'")
    marks = ",".join("?" * len(COLUMNS))
    connection.executemany(f"INSERT INTO lead ({','.join(COLUMNS)}) VALUES ({marks})", rows(leads))
    connection.execute(
        "INSERT INTO phone (lead_id, position, e164, kind) "
        "SELECT id, 0, phone, 'direct' FROM lead WHERE phone <> ''"
    )
    connection.execute(
        "INSERT INTO lead_search (rowid, words) "
        "SELECT id, first_name || ' ' || last_name || ' ' || company || ' ' || "
        "substr(email, 1, instr(email, '@') - 1) FROM lead"
    )


def _number(lead_id: int) -> str:
    """Return a number that nobody else has, in an area code that exists."""
    return f"+1{AREA_CODES[lead_id % 26]}{2_000_000 + lead_id // 26 * 7 % 7_999_999:07d}"


def rows(leads: int, first: int = 1, seed: float = 7) -> Iterator[tuple[object, ...]]:
    """Yield lead rows: 60 % never called, 25 % waiting for a retry, 15 % closed."""
    chance = random.Random(seed)
    now_ms = int(NOW.timestamp() * 1000)
    for lead_id in range(first, first + leads):
        part = chance.random()
        state, kind = (0, 3) if part < 0.6 else (0, 4) if part < 0.85 else (3, 0)
        arrived = now_ms - int(chance.random() * 30 * 86_400_000)
        life = _LIVES[lead_id % 3]
        worth = 0.2 + 0.8 * chance.random()
        called = 0 if kind == 3 else arrived + 3_600_000
        due = now_ms + int((chance.random() - 0.3) * 10 * 86_400_000) if kind == 4 else 0
        given, family = chance.choice(_FIRST), chance.choice(_STARTS) + chance.choice(_ENDS)
        company = f"{chance.choice(_COMPANY)} {chance.choice(_TRADE)} {lead_id % 4000}"
        email = f"{given}.{family}{lead_id}@{company.split(maxsplit=1)[0]}.example".lower()
        yield (
            lead_id, 1, state, kind, "new" if kind == 3 else "retry", due, arrived,
            int(life == 24), life, math.log2(worth) + arrived / 3_600_000 / life, "outbound",
            0 if kind == 3 else 1, _number(lead_id),
            1 + lead_id % len(ZONES), given, family, company, "Manager",
            email, 1 + lead_id % len(SOURCES), called, CAMPAIGNS[lead_id % len(CAMPAIGNS)],
            "" if kind == 3 else "no_answer", *lead_keys((given, family, company, email), ""),
        )  # fmt: skip
