# SPDX-License-Identifier: MIT
"""Long lists for the importing process, and what is left of them in a database."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import sqlite3
from pathlib import Path

from leaddesk.desk.commands import ImportOptions
from leaddesk.domain.lead_draft import DraftOptions
from leaddesk.domain.lead_layout import recognise
from leaddesk.system.leadfile import open_leadfile
from leaddesk.system.list_files import FileDrafts

NOW = dt.datetime(2026, 5, 12, 15, 42, tzinfo=dt.UTC)
HEADER = "First Name,Last Name,Company,Phone,Email,Do Not Call\n"
OPTIONS = ImportOptions("Expo")
ROWS = 4_000


def written(path: Path, rows: int = ROWS) -> Path:
    """Write a list with a tenth of it twice, some bad numbers and some not to be called."""
    lines = [
        f"Ann{n},Lee,Acme {n % 90} Manufacturing Works,612-{556 + n % 9}-{n:04},"
        f"ann{n - n % 10 // 9}@acme.example,{'yes' if n % 97 == 5 else ''}\n"
        for n in range(rows)
    ]
    path.write_text(HEADER + "".join(lines), "utf-8")
    return path


def drafts_of(path: Path) -> FileDrafts:
    mapping = recognise(open_leadfile(path).preview().rows)
    assert mapping is not None
    return FileDrafts(path, mapping, DraftOptions())


def importers() -> list[int | None]:
    return [p.pid for p in multiprocessing.active_children() if p.name == "leaddesk-import"]


def leads(database: Path) -> list[tuple[str, ...]]:
    with sqlite3.connect(database) as plain:
        return plain.execute(
            "SELECT first_name, email, phone, state, why, site, details FROM lead "
            "WHERE state <> 9 ORDER BY id"
        ).fetchall()


def left(database: Path) -> tuple[int, ...]:
    """Return how many leads, numbers and lists are there that came to nothing."""
    asked = (
        "SELECT COUNT(*) FROM lead",
        "SELECT COUNT(*) FROM phone",
        "SELECT COUNT(*) FROM lead_list WHERE status <> 'dropped'",
    )
    with sqlite3.connect(database) as plain:
        return tuple(plain.execute(one).fetchone()[0] for one in asked)
