# SPDX-License-Identifier: MIT
"""A database of somebody who worked alone becomes a hub's, whole or not at all, on both."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from leaddesk.desk.commands import AddPerson, PersonFields
from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskPeople, AskSearch
from leaddesk.domain.errors import BadInput, LeadDeskError, StoreUnavailable
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage import moving
from leaddesk.storage.engine import Database, Sql
from leaddesk.storage.membership import make_member
from leaddesk.storage.moving import OF_THE_MACHINE, found_team
from leaddesk.storage.opening import open_store
from leaddesk.storage.row_ids import FIRST
from leaddesk.storage.store import SqlStore
from leaddesk.storage.tables import metadata
from tests.factories import NOON, Office
from tests.storage.conftest import BOTH
from tests.storage.servers import Server


@pytest.fixture
def source(tmp_path: Path, template: Database) -> Path:
    """Return the file of somebody who worked alone: leads, calls, a handoff, one in hand."""
    path = tmp_path / "alone.db"
    open_store(str(path), NOON).close()
    office = Office(open_store(str(path), NOON))
    for name, role in (("Dana Whitfield", "qualifier"), ("Sam Ortiz", "senior_rep")):
        office.person(name, role)
    for _ in range(3):
        office.log(office.lead(), "no_answer")
    office.accepted()
    office.lead("Nguyễn")
    office.take()
    office.desk.close()
    return path


@pytest.fixture(params=BOTH)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return where a hub's database is to be: a file that is not there, an empty database."""
    if request.param == "sqlite":
        yield str(tmp_path / "hub" / "hub.db")
        return
    server: Server = request.getfixturevalue("server")
    name = server.empty()
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def opened(target: str, tmp_path: Path) -> Iterator[Callable[[], SqlStore]]:
    """Return what opens the target, closed with the test."""
    (tmp_path / "hub").mkdir()
    made: list[SqlStore] = []

    def open_it() -> SqlStore:
        made.append(open_store(target, NOON))
        return made[-1]

    yield open_it
    for store in made:
        store.close()


def rows(store: SqlStore) -> dict[str, list[tuple[object, ...]]]:
    """Return everything but what is of a machine, in an order of its own."""
    told = {}
    with store.database.reading() as session:
        for table in metadata.sorted_tables:
            if table.name not in OF_THE_MACHINE:
                names = ", ".join(str(column.name) for column in table.columns)
                found = session.rows(Sql(f"SELECT {names} FROM {table.name}"))
                told[str(table.name)] = sorted(found, key=repr)
    return told


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    store = open_store(str(path), NOON)
    try:
        return rows(store)
    finally:
        store.close()


def test_every_row_is_there_and_the_source_is_only_read(
    source: Path, target: str, opened: Callable[[], SqlStore]
) -> None:
    before = rows_of(source)
    counted = found_team(source, target, NOON)
    assert rows(opened()) == before
    assert rows_of(source) == before
    assert len(before["lead"]) == 5
    assert counted >= sum(len(found) for found in before.values())


def test_the_team_works_on_where_it_came_to(
    source: Path, target: str, opened: Callable[[], SqlStore]
) -> None:
    found_team(source, target, NOON)
    desk = Desk(opened(), NoHolidays())
    assert len(desk.ask(AskSearch("Nguyen"), NOON)) == 1
    made = desk.do(AddPerson(PersonFields("New", ("qualifier",), "America/Chicago")), 0, NOON)
    assert made.made_id == 3
    office = Office(opened())
    office._numbers = 50
    lead = office.lead("Fresh")
    office.log(lead, "no_answer")
    assert office.card(lead).name.endswith("Fresh")


def test_nothing_of_the_old_machine_comes_along(
    source: Path, target: str, opened: Callable[[], SqlStore]
) -> None:
    found_team(source, target, NOON)
    with opened().database.reading() as session:
        for name in OF_THE_MACHINE - {"opened"}:
            assert session.rows(Sql(f"SELECT 1 FROM {name}")) == [], name


def test_ids_that_operations_gave_do_not_lift_those_of_the_database(
    source: Path, target: str, opened: Callable[[], SqlStore]
) -> None:
    if "://" not in target:
        pytest.skip("SQLite counts by itself")
    with sqlite3.connect(source) as plain:
        plain.execute(
            "INSERT INTO source (id, name, kind) SELECT ?, 'late', kind FROM source LIMIT 1",
            (FIRST + 5,),
        )
    plain.close()
    found_team(source, target, NOON)
    office = Office(opened())
    office._numbers = 50
    office.lead("Fresh", source="Another list")
    newest = "SELECT MAX(id) FROM source WHERE name = 'Another list'"
    assert int(office.sql(newest)[0][0]) < FIRST


def test_a_database_that_has_somebody_is_never_written_over(
    source: Path, target: str, opened: Callable[[], SqlStore]
) -> None:
    desk = Desk(opened(), NoHolidays())
    desk.do(AddPerson(PersonFields("Mine", ("qualifier",), "America/Chicago")), 0, NOON)
    with pytest.raises(BadInput) as refused:
        found_team(source, target, NOON)
    assert refused.value.key == "hub_not_empty"
    assert [person.name for person in desk.ask(AskPeople(), NOON)] == ["Mine"]


def test_a_database_in_which_nobody_ever_was_is_taken(
    source: Path, target: str, opened: Callable[[], SqlStore]
) -> None:
    opened().close()
    found_team(source, target, NOON)
    assert len(Desk(opened(), NoHolidays()).ask(AskPeople(), NOON)) == 2


@pytest.mark.postgres
def test_a_copy_that_breaks_off_leaves_nothing(
    source: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = server.empty()
    store = open_store(server.url(name), NOON)
    before = rows(store)
    real = moving._count
    asked: list[str] = []

    def miscount(table: object, session: object) -> int:
        asked.append(str(table))
        return real(table, session) + (len(asked) == 60)  # type: ignore[arg-type]

    monkeypatch.setattr(moving, "_count", miscount)
    with pytest.raises(StoreUnavailable) as refused:
        found_team(source, server.url(name), NOON)
    assert refused.value.key == "copy_differs"
    assert rows(store) == before
    store.close()
    server.drop(name)


def test_a_file_that_breaks_off_leaves_nothing(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> int:
        raise StoreUnavailable("disk_full", where="hub.db")

    monkeypatch.setattr(SqlStore, "index_some", fail)
    with pytest.raises(StoreUnavailable):
        found_team(source, str(tmp_path / "hub.db"), NOON)
    assert {path.name for path in tmp_path.iterdir() if "hub" in path.name} == set()


def refusal(source: Path, target: Path) -> LeadDeskError:
    with pytest.raises(LeadDeskError) as refused:
        found_team(source, str(target), NOON)
    return refused.value


def test_what_is_no_database_of_somebody_alone_is_refused(source: Path, tmp_path: Path) -> None:
    hub = tmp_path / "hub.db"
    assert refusal(tmp_path / "none.db", hub).key == "backup.missing"
    (tmp_path / "text.db").write_text("Dear all,")
    assert refusal(tmp_path / "text.db", hub).key == "not_a_database"
    make_member(tmp_path / "member.db", {"device": "d"}, NOON)
    assert refusal(tmp_path / "member.db", hub).key == "from_team_file"
    assert refusal(source, source).key == "from_itself"
    assert not hub.exists()
