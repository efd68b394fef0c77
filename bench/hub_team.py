# SPDX-License-Identifier: MIT
"""A made-up team with its hub in a process of its own: people, workstations, tokens, databases."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import made_leads
from leaddesk.desk.commands import AddPerson, PersonFields
from leaddesk.desk.desk import Desk
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.engine import Database, Sql
from leaddesk.storage.moving import found_team
from leaddesk.storage.opening import open_store
from leaddesk.system.intake_token import digest_of

_ADD = Sql(
    "INSERT INTO workstation (id, person_id, name, token, joined_at) "
    "VALUES (:id, :person, :id, :token, 0)"
)


@dataclass(frozen=True, slots=True)
class Hub:
    """A hub that answers: where, with which certificate, over which database, in which process."""

    url: str
    pin: str
    database: str
    pid: int

    @property
    def port(self) -> int:
        """Return the port."""
        return int(self.url.rpartition(":")[2])


def name_of(number: int) -> str:
    """Return the id of a workstation; its device is called the same."""
    return f"seat{number:04}"


def token_of(number: int) -> str:
    """Return the token of a workstation."""
    return f"{number:04}".rjust(43, "t")


def team_file(leads: int, people: int, name: str) -> Path:
    """Return a file of a team with so many leads, people and workstations."""
    path = made_leads.copied(leads, name)
    Path(f"{path}.mark").unlink(missing_ok=True)
    store = open_store(str(path), made_leads.NOW)
    desk = Desk(store, NoHolidays())
    for number in range(people):
        fields = PersonFields(f"Person {number}", ("qualifier",), "America/Chicago")
        desk.do(AddPerson(fields), 0, made_leads.NOW)
    with store.database.writing() as session:
        ids = [row[0] for row in session.sql("SELECT id FROM person ORDER BY id DESC")][:people]
        session.many(
            _ADD,
            [
                {"id": name_of(n), "person": person, "token": digest_of(token_of(n))}
                for n, person in enumerate(reversed(ids))
            ],
        )
    while desk.catch_up():
        pass  # what is left of an import is no work of the day
    store.database.empty_log()
    desk.close()
    return path


def give(file: Path, leads: int) -> None:
    """Let so many open leads be the first person's own: they are on their workstation."""
    store = open_store(str(file), made_leads.NOW)
    with store.database.writing() as session:
        session.sql(
            "UPDATE lead SET owner_id = (SELECT person_id FROM workstation LIMIT 1) WHERE id IN "
            "(SELECT id FROM lead WHERE state IN (0, 1, 2) ORDER BY id LIMIT :most)",
            {"most": leads},
        )
    store.close()


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Run a PostgreSQL that keeps what it commits; gives the URL of an empty database."""
    import psycopg

    from tests.storage.servers import running

    with running(made_leads.NOW) as started:
        url = started.url(started.empty())
        with psycopg.connect(url, autocommit=True) as plain:
            plain.execute("ALTER SYSTEM RESET ALL")
            plain.execute("SELECT pg_reload_conf()")
        yield url


def on_server(file: Path, url: str) -> str:
    """Copy a team's file to a server's empty database and return its URL."""
    found_team(file, url, made_leads.NOW)
    import psycopg

    with psycopg.connect(url, autocommit=True) as plain:
        plain.execute("VACUUM ANALYZE")
        plain.execute("CHECKPOINT")
    return url


@contextlib.contextmanager
def hub(database: str) -> Iterator[Hub]:
    """Run a hub over a database in a process of its own, on a clock that starts at `NOW`."""
    folder = made_leads.folder() / "hub-home"
    around = dict(os.environ)
    around |= {"XDG_DATA_HOME": str(folder), "XDG_STATE_HOME": str(folder)}
    command = [sys.executable, "-m", "bench.hub_child", database]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=around, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        line = process.stdout.readline().split()
        try:
            yield Hub(line[0], line[1], database, process.pid)
        finally:
            process.stdin.close()
            process.wait()


def doubles(database: str) -> int:
    """Return how many live leases too many there are of one lead or number, and calls of one."""
    opened = Database(database)
    try:
        with opened.reading() as session:
            found = 0
            for column in ("lead_id", "phone"):
                text = f"SELECT COUNT(*) - COUNT(DISTINCT {column}) FROM team_lease WHERE live = 1"
                found += int(session.sql(text)[0][0])
            twice = "SELECT COUNT(*) - COUNT(DISTINCT id) FROM done_operation"
            return found + int(session.sql(twice)[0][0])
    finally:
        opened.close()


def moment() -> dt.datetime:
    """Return the moment at which everything was done."""
    return made_leads.NOW
