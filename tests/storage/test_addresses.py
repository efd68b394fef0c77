# SPDX-License-Identifier: MIT
"""What may name a database, what is refused in words, and that no password is ever shown."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.errors import BadInput, NotFound, StoreUnavailable
from leaddesk.storage import backup
from leaddesk.storage.addresses import shown, sqlite_path
from leaddesk.storage.engine import Database
from leaddesk.storage.opening import open_store
from tests.factories import NOON
from tests.storage.servers import Server

SECRET = "hunter2"
STRANGE = (
    "",
    "   ",
    "team\0.db",
    "mysql://root:hunter2@host/x",
    "postgresql+asyncpg://me:hunter2@host/x",
    "postgresql://me:hunter2@host:port/x",
    "http://host/team.db",
    "file:///team.db",
    "://",
    "sqlite://",
    "sqlite:///:memory:",
    "sqlite:///file:team.db?mode=memory",
    "sqlite:///team.db?mode=ro",
    "sqlite+pysqlite:///team.db",
    "sqlite:///team\0.db",
)
SERVERS = (
    "postgresql://me:hunter2@no-such-host.invalid/x",
    "postgres://me:hunter2@no-such-host.invalid/x",
    "postgresql+psycopg://me:hunter2@no-such-host.invalid/x?password=hunter2",
    "postgresql://no-such-host.invalid/x?password=hunter2&connect_timeout=1",
    "postgresql://me:p@hunter2@no-such-host.invalid/x",
)


@pytest.mark.parametrize("url", STRANGE)
def test_what_names_no_database_is_bad_input(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput) as refused:
        open_store(url, NOON)
    assert refused.value.key == "database_url"
    assert SECRET not in str(refused.value)
    with pytest.raises(BadInput):
        backup.file_of(url)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgres
@pytest.mark.parametrize("url", SERVERS)
def test_a_server_that_is_not_there_is_told_without_the_password(url: str) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        open_store(url, NOON)
    assert refused.value.key == "cannot_open"
    assert SECRET not in str(refused.value)
    assert SECRET not in shown(url)
    assert "no-such-host" in shown(url)
    with pytest.raises(BadInput) as by_its_own_tool:
        backup.file_of(url)
    assert SECRET not in str(by_its_own_tool.value)


@given(
    st.text(st.characters(exclude_characters="\0/?#", codec="utf-8"), min_size=4, max_size=12).map(
        lambda text: f"~{text}~"
    )
)
def test_no_password_is_shown_however_it_is_written(password: str) -> None:
    for url in (f"postgresql://me:{password}@host/x", f"postgresql://host/x?password={password}"):
        assert password not in shown(url)
        with contextlib.suppress(BadInput):
            named = Database(url)
            named.close()
            assert password not in named.url


@pytest.mark.parametrize("name", ["team?.db", "a#b.db", "50%.db", "täm 1.db", "a:b.db", "-x.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    open_store(str(tmp_path / name), NOON).close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_sqlite_url_names_the_file(tmp_path: Path) -> None:
    assert sqlite_path(f"sqlite:///{tmp_path}/team.db") == tmp_path / "team.db"
    assert sqlite_path("team.db") == Path("team.db")
    assert sqlite_path("postgresql://host/x") is None


@pytest.mark.parametrize("where", ["nowhere/team.db", "."])
def test_a_place_without_a_folder_or_a_folder_itself_is_refused(tmp_path: Path, where: str) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        open_store(str(tmp_path / where), NOON)
    assert refused.value.key in {"no_folder", "is_a_directory"}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgres
def test_a_glance_at_a_server_that_hung_up_is_taken_again(server: Server) -> None:
    name = server.fresh()
    store = open_store(server.url(name), NOON)
    for _ in range(2):
        assert store.glance(lambda unit: unit.team.people())
        server.hang_up(name)
    with pytest.raises(NotFound):
        store.glance(lambda unit: unit.workstations.workstation("nobody"))
    store.close()


def test_a_server_that_hung_up_is_called_again(server: Server) -> None:
    name = server.fresh()
    store = open_store(server.url(name), NOON)
    for _ in range(2):
        with store.looking() as unit:
            assert unit.team.people()
        with store.unit() as unit:
            unit.team.source("Fair", "list")
        server.hang_up(name)
    assert not store.changed_elsewhere()
    store.close()
