# SPDX-License-Identifier: MIT
"""A PostgreSQL server for a team in trouble: what it has committed survives its crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg

from leaddesk.system.clock import now
from tests.storage.servers import running


@contextmanager
def team_server() -> Iterator[tuple[str, Callable[[], None]]]:
    """Start one; yield the URL of an empty database on it, and what lets the server crash."""
    with running(now()) as server:
        name = server.empty()
        with psycopg.connect(server.url(name), autocommit=True) as connection:
            # Off for the other tests; a process that is killed keeps what it gave to the system.
            connection.execute(f"ALTER DATABASE {name} SET synchronous_commit = on")
        yield server.url(name), server.crash
