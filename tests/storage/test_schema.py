# SPDX-License-Identifier: MIT
"""The schema: the steps lead where the tables are, and nothing strange or newer is touched."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from leaddesk.domain.errors import NewerSchema, StoreUnavailable
from leaddesk.storage import schema, tables
from leaddesk.storage.engine import Database
from leaddesk.storage.opening import open_store
from tests.factories import NOON
from tests.storage.servers import Server

STEP = '''
"""A step of tomorrow."""
import sqlalchemy as sa
from alembic import op

revision = "{next}"
down_revision = "{head}"
branch_labels = depends_on = None


def upgrade() -> None:
    recreate = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("source", recreate=recreate) as batch:
        batch.add_column(sa.Column("colour", sa.String(10), server_default="", nullable=False))
    {more}
'''


NEXT = f"{int(schema.HEAD) + 1:04}"
"""The step of a LeadDesk that does not exist yet."""


HEAD = schema.HEAD


def step_of_tomorrow(more: str = "") -> str:
    """The source of a step that adds a column, and does `more`."""
    return STEP.format(next=NEXT, head=HEAD, more=more)


def config(connection: object = None) -> Config:
    made = Config()
    made.set_main_option("script_location", schema.SCRIPTS)
    made.attributes["connection"] = connection
    return made


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with nothing in it."""
    if request.param == "sqlite":
        yield str(tmp_path / "team.db")
        return
    server: Server = request.getfixturevalue("server")
    name = server.empty()
    yield server.url(name)
    server.drop(name)


def by_steps(url: str) -> Database:
    """Bring an empty database up by the steps alone."""
    database = Database(url)
    with schema._alone(database) as connection:
        command.upgrade(config(connection), "head")
    return database


def objects(database: Database) -> list[tuple[object, ...]]:
    """Everything a database says about itself, in words that can be compared."""
    if database.is_sqlite:
        text = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
        with database.reading() as session:
            return [tuple(_plain(part) for part in row) for row in session.sql(text)]
    with database.reading() as session:
        return [
            *session.sql(
                "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, "
                "column_default FROM information_schema.columns WHERE table_schema = 'public' "
                "ORDER BY table_name, ordinal_position"
            ),
            *session.sql("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"),
            *session.sql(
                "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) "
                "FROM pg_constraint WHERE contype <> 'n' "
                "AND connamespace = 'public'::regnamespace ORDER BY 1, 2"
            ),
            *session.sql("SELECT pg_get_functiondef('leaddesk_plain'::regproc)"),
        ]


def _plain(part: object) -> object:
    """Return SQL without the accidents of its writing: blanks, quotes, the order of its parts."""
    if not isinstance(part, str):
        return part
    told = "".join(part.split()).replace('"', "").replace(")", "").replace("(", ",")
    return tuple(sorted(told.replace("CONSTRAINT", "").split(",")))


def test_the_steps_are_known_in_order() -> None:
    script = ScriptDirectory.from_config(config())
    steps = [step.revision for step in script.walk_revisions()][::-1]
    assert tuple(steps) == schema.KNOWN
    assert script.get_current_head() == schema.HEAD == schema.KNOWN[-1]


# Alembic leaves out indexes over expressions; the words of the database are compared as well.
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based")
def test_the_steps_lead_to_the_same_database_as_making_it_at_once(
    empty: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    stepped = by_steps(empty)
    found = objects(stepped)
    with schema._alone(stepped) as connection:
        command.check(config(connection))
    stepped.close()
    if stepped.is_sqlite:
        other = str(tmp_path / "other.db")
        made = Database(other)
    else:
        server: Server = request.getfixturevalue("server")
        name = server.empty()
        made = Database(server.url(name))
    schema.bring_up_to_date(made, NOON)
    assert objects(made) == found
    with schema._alone(made) as connection:
        command.check(config(connection))
        names = set(inspect(connection).get_table_names())
    made.close()
    assert set(tables.metadata.tables) <= names


def test_a_new_database_is_made_and_found_again(empty: str) -> None:
    open_store(empty, NOON).close()
    store = open_store(empty, NOON)
    with store.looking() as unit:
        assert unit.team.rule("team")
    store.close()


@pytest.mark.skipif(os.name != "posix", reason="file rights of POSIX")
def test_a_new_file_is_its_owners_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = open_store(str(tmp_path / "team.db"), NOON)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        store.close()
    finally:
        os.umask(before)
    assert modes
    assert set(modes.values()) == {0o600}, modes


def test_a_newer_database_is_refused_and_not_touched(empty: str) -> None:
    store = open_store(empty, NOON)
    with store.database.writing() as session:
        session.sql("UPDATE alembic_version SET version_num = '0999'")
    store.close()
    before = Path(empty).read_bytes() if store.database.is_sqlite else b""
    with pytest.raises(NewerSchema) as refused:
        open_store(empty, NOON)
    assert refused.value.fields["found"] == "0999"
    if store.database.is_sqlite:
        assert Path(empty).read_bytes() == before
        assert [path.name for path in Path(empty).parent.iterdir()] == ["team.db"]


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE recipe (name TEXT)",
        "CREATE TABLE alembic_version (version_num TEXT)",
        "CREATE TABLE alembic_version AS SELECT '0001' AS version_num",
    ],
)
def test_a_strangers_file_is_refused_and_not_touched(
    tmp_path: Path, mode: str, statement: str
) -> None:
    file = tmp_path / "recipes.db"
    theirs = sqlite3.connect(file)
    theirs.execute(f"PRAGMA journal_mode={mode}").close()
    theirs.executescript(statement).close()
    theirs.close()
    before = file.read_bytes()
    with pytest.raises(StoreUnavailable) as refused:
        open_store(str(file), NOON)
    assert refused.value.key == "foreign_database"
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["recipes.db"]


@pytest.mark.postgres
def test_a_strangers_server_database_is_refused(server: Server) -> None:
    name = server.empty()
    database = Database(server.url(name))
    with database.engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE recipe (name TEXT)")
    database.close()
    with pytest.raises(StoreUnavailable) as refused:
        open_store(server.url(name), NOON)
    assert refused.value.key == "foreign_database"
    server.drop(name)


@pytest.fixture
def tomorrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A LeadDesk that knows one more step."""
    folder = tmp_path / "steps"
    (folder / "versions").mkdir(parents=True)
    ours = Path(schema.__file__).with_name("migrations")
    (folder / "env.py").write_text((ours / "env.py").read_text())
    for step in (ours / "versions").glob("*.py"):
        (folder / "versions" / step.name).write_text(step.read_text())
    (folder / "versions" / f"{NEXT}_colour.py").write_text(step_of_tomorrow())
    monkeypatch.setattr(schema, "SCRIPTS", str(folder))
    monkeypatch.setattr(schema, "HEAD", NEXT)
    monkeypatch.setattr(schema, "KNOWN", (*schema.KNOWN, NEXT))
    return folder


def fill(url: str) -> None:
    store = open_store(url, NOON)
    with store.unit() as unit:
        source = unit.team.source("Fair", "list")
        fields = {"name": "Fair", "source_id": source.id, "imported_at": NOON, "person_id": 1}
        fields["campaign"] = "Spring"
        unit.lists.open(fields)
    store.close()


def colours(database: Database) -> list[tuple[object, ...]]:
    with database.reading() as session:
        return session.sql("SELECT name, colour FROM source")


def test_an_upgrade_keeps_the_rows_and_a_copy_from_before(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    file = tmp_path / "data" / "team.db"
    file.parent.mkdir()
    fill(str(file))
    request.getfixturevalue("tomorrow")
    database = Database(str(file))
    copy = schema.bring_up_to_date(database, NOON)
    assert colours(database) == [("Fair", "")]
    with database.reading() as session:
        assert session.sql("SELECT version_num FROM alembic_version") == [(NEXT,)]
        assert session.sql("SELECT name FROM lead_list") == [("Fair",)]
    assert schema.bring_up_to_date(database, NOON) is None
    database.close()
    assert copy == file.with_name("team-before-upgrade-20260512-170000.db")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    kept = sqlite3.connect(copy)
    assert kept.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
    assert kept.execute("SELECT name FROM lead_list").fetchall() == [("Fair",)]
    kept.close()


@pytest.mark.postgres
def test_a_server_database_is_upgraded(request: pytest.FixtureRequest, server: Server) -> None:
    name = server.empty()
    fill(server.url(name))
    request.getfixturevalue("tomorrow")
    database = Database(server.url(name))
    assert schema.bring_up_to_date(database, NOON) is None
    assert colours(database) == [("Fair", "")]
    database.close()
    server.drop(name)


def test_a_step_that_fails_changes_nothing(tomorrow: Path, tmp_path: Path) -> None:
    step = tomorrow / "versions" / f"{NEXT}_colour.py"
    step.write_text(step_of_tomorrow('op.execute("INSERT INTO nowhere VALUES (1)")'))
    file = tmp_path / "data" / "team.db"
    file.parent.mkdir()
    database = Database(str(file))
    with schema._alone(database) as connection:
        command.upgrade(config(connection), schema.KNOWN[-2])
    before = objects(database)
    with pytest.raises(StoreUnavailable):
        schema.bring_up_to_date(database, NOON)
    assert objects(database) == before
    database.close()


KILLED = """
import os, sys, datetime
from leaddesk.storage import schema, search, tables
from leaddesk.storage.opening import open_store
made = schema.make_tables
def stop(connection):
    made(connection)
    os.kill(os.getpid(), 9)
schema.make_tables = stop
open_store(sys.argv[1], datetime.datetime(2026, 5, 12, tzinfo=datetime.timezone.utc))
"""

OPENED = """
import sys, datetime
from leaddesk.storage.opening import open_store
store = open_store(sys.argv[1], datetime.datetime(2026, 5, 12, tzinfo=datetime.timezone.utc))
with store.looking() as unit:
    print(len(unit.team.definitions()), bool(unit.team.rule("team")))
store.close()
"""


def test_half_a_database_never_exists(tmp_path: Path) -> None:
    file = tmp_path / "team.db"
    killed = subprocess.run([sys.executable, "-c", KILLED, str(file)], check=False)
    assert killed.returncode == -9
    left = sqlite3.connect(file)
    assert left.execute("SELECT COUNT(*) FROM sqlite_master").fetchone() == (0,)
    left.close()
    store = open_store(str(file), NOON)
    with store.looking() as unit:
        assert unit.team.definitions()
    store.close()


def test_two_processes_may_make_a_database_at_once(empty: str) -> None:
    racing = [
        subprocess.Popen(
            [sys.executable, "-c", OPENED, empty], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    told = [process.communicate(timeout=50) for process in racing]
    assert [process.returncode for process in racing] == [0, 0], told
    assert {out for out, _ in told} == {b"3 True\n"}
