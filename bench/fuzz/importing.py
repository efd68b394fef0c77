# SPDX-License-Identifier: MIT
"""Imports damaged lists into a small database: each comes in whole or leaves nothing behind."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.fuzz.reading import mapping_of
from leaddesk.desk.commands import AddPerson, ImportOptions, PersonFields
from leaddesk.desk.desk import Desk
from leaddesk.domain.errors import BadInput
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.domain.lead_draft import DraftOptions
from leaddesk.storage.opening import open_store
from leaddesk.system.draft_worker import iter_drafts

_NOW = dt.datetime(2026, 5, 12, 17, tzinfo=dt.UTC)
_ROWS_A_CHUNK = 3
"""So few that damage far behind comes when rows were written already."""

_LISTS = "lead_list WHERE status <> 'dropped'"
_SEEN = {
    "lead_list": " WHERE status <> 'dropped'",
    "source": f" WHERE id IN (SELECT source_id FROM lead UNION SELECT source_id FROM {_LISTS})",
}
"""What of a table anybody sees: a list that was given up is a line in the books only."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list: leads that are new, or the key of the refusal; `wrong` is a fault."""

    name: str
    new: int
    fault: str
    wrong: str


def import_all(paths: Sequence[Path], database: Path) -> Iterator[Imported]:
    """Import lists one after the other into one database, made for it."""
    desk = Desk(open_store(str(database), _NOW), NoHolidays())
    try:
        person = desk.do(
            AddPerson(PersonFields("Dana Ritter", ("qualifier",), "America/Chicago")), 0, _NOW
        )
        for path in paths:
            yield _import(desk, path, person.made_id or 1, database)
    finally:
        desk.close()


def _import(desk: Desk, path: Path, person: int, database: Path) -> Imported:
    """Import one list and compare the database before and after."""
    before = contents(database)
    options = DraftOptions()
    try:
        mapping = mapping_of(path, options)
        with iter_drafts(path, mapping, options, chunk=_ROWS_A_CHUNK, inline=True) as drafts:
            result = desk.import_list(drafts, ImportOptions(path.name[:60]), person, _NOW)
    except BadInput as refused:
        left = {table: rows - before[table] for table, rows in contents(database).items()}
        behind = {table: sorted(rows)[:2] for table, rows in left.items() if rows}
        return Imported(path.name, 0, refused.key, f"left behind: {behind}" if behind else "")
    after = contents(database)
    more = len(after["lead"]) - len(before["lead"])
    told = result.count.new
    wrong = "" if more == told else f"{told} leads told, {more} there"
    return Imported(path.name, told, "", wrong)


def contents(database: Path) -> dict[str, set[tuple[object, ...]]]:
    """Return every row of every table that a list could leave something in."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        tables = [
            str(row[0])
            for row in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%search%' "
                "AND sql NOT LIKE 'CREATE VIRTUAL%'"
            )
        ]
        return {
            t: set(connection.execute(f'SELECT * FROM "{t}"{_SEEN.get(t, "")}')) for t in tables
        }
    finally:
        connection.close()
