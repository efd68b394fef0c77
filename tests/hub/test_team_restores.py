# SPDX-License-Identifier: MIT
"""A hub notices a backup in the place of its database, and takes no crash for one."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk.desk import commands
from leaddesk.desk.operations import State
from leaddesk.hub.leasing import Terms
from leaddesk.storage.backup import make_backup
from leaddesk.storage.hub_prints import SUFFIX
from tests.factories import HOUR, MINUTE, Office
from tests.hub.stand import Stand, Workstation
from tests.storage.conftest import Place
from tests.storage.servers import Server

FROZEN = Terms().lasts + Terms().grace
LIVE = "SELECT id FROM team_lease WHERE live = 1 ORDER BY id"


@pytest.fixture
def team(sqlite_place: Place) -> Iterator[Stand]:
    made = Stand(sqlite_place)
    for _ in range(6):
        made.office.lead()
    yield made
    made.close()


def path_of(team: Stand) -> Path:
    found = team.office.store.database.path
    assert found is not None
    return found


def start_again(team: Stand) -> None:
    """End the hub and start it on whatever lies there now."""
    team.close()
    team.office.store.close()
    now = team.office.now
    team.office = Office(team.place.open())
    team.office.now = now
    team.stores = []
    team.store = team.another()
    team.hub = team.hub_over(team.store)


def put_back(team: Stand, copy: Path) -> None:
    team.close()
    team.office.store.close()
    path = path_of(team)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    shutil.copyfile(copy, path)
    start_again(team)


def test_an_old_copy_of_the_file_is_noticed_and_nothing_granted_until_all_leases_are_over(
    team: Stand, tmp_path: Path
) -> None:
    dana = team.workstation(team.office.dana)
    eve = team.workstation(team.office.person("Eve Stone", "qualifier"))
    before = dana.hello()
    make_backup(path_of(team), tmp_path / "backup.db")
    dana.hand(2)
    [first, second] = dana.leases
    lost = dana.sent(commands.LogCall(first, "no_answer"))
    dana.push(lost)
    dana.leases.pop(first)
    put_back(team, tmp_path / "backup.db")
    dana.hub = eve.hub = team.hub
    # Whoever comes first: nothing is granted over what was lost.
    assert eve.hand(2).leases == ()
    after = dana.hello()
    assert (after.epoch != before.epoch, after.last_seq) == (True, 0)
    assert after.boot != before.boot
    assert [one.state for one in dana.push(lost).results] == [State.DONE]
    assert [one.lead.lead_id for one in dana.hand(2).leases] == [second]
    team.office.later(FROZEN - MINUTE)
    assert eve.hand(6).leases == ()
    team.office.later(2 * MINUTE)
    granted = eve.hand(6)
    assert len(granted.leases) > 0
    assert min(one.lease_id for one in granted.leases) > dana.leases[second]


def test_it_is_noticed_by_the_first_push_as_well(team: Stand, tmp_path: Path) -> None:
    """A call under a lease that the backup does not know is taken, not refused."""
    dana = team.workstation(team.office.dana)
    make_backup(path_of(team), tmp_path / "backup.db")
    dana.hand(2)
    put_back(team, tmp_path / "backup.db")
    dana.hub = team.hub
    lead = next(iter(dana.leases))
    assert dana.do(commands.LogCall(lead, "no_answer")).state == State.DONE


def test_an_old_copy_on_which_people_worked_before_the_hub_began_is_noticed(
    team: Stand, tmp_path: Path
) -> None:
    dana = team.workstation(team.office.dana)
    make_backup(path_of(team), tmp_path / "backup.db")
    dana.hand(2)
    team.close()
    team.office.store.close()
    path = path_of(team)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    shutil.copyfile(tmp_path / "backup.db", path)
    alone = Office(team.place.open())
    alone.now = team.office.now
    for number in range(20):
        alone.log(
            alone.lead(f"Later{number}", phones=((f"+1651555{number:04}", "direct"),)), "busy"
        )
    alone.store.close()
    start_again(team)
    dana.hub = team.hub
    assert dana.hand(2).leases == ()


def test_a_start_without_the_mark_is_taken_for_a_restore(team: Stand) -> None:
    dana = team.workstation(team.office.dana)
    path = path_of(team)
    path.with_name(path.name + SUFFIX).unlink()
    start_again(team)
    dana.hub = team.hub
    assert dana.hand(2).leases == ()


def test_no_start_and_no_crash_is_taken_for_a_restore(team: Stand) -> None:
    dana = team.workstation(team.office.dana)
    path = path_of(team)
    mark = path.with_name(path.name + SUFFIX)
    before = dana.hello()
    for n in range(3):
        kept = mark.read_bytes()
        dana.hub.top_up(dana.caller, 2)
        if n % 2:
            mark.write_bytes(kept)  # the process ended before the mark was written
        start_again(team)
        dana.hub = team.hub
        assert dana.hello() == before
    assert len(dana.hand(2).leases) == 2


def test_after_a_restore_the_next_start_is_an_ordinary_one(team: Stand, tmp_path: Path) -> None:
    dana = team.workstation(team.office.dana)
    make_backup(path_of(team), tmp_path / "backup.db")
    dana.hand(2)
    put_back(team, tmp_path / "backup.db")
    dana.hub = team.hub
    anew = dana.hello()
    start_again(team)
    dana.hub = team.hub
    assert dana.hello() == anew


@pytest.mark.postgres
def test_a_database_that_was_restored_on_a_server_is_noticed(
    postgres_place: Place, server: Server
) -> None:
    team = Stand(postgres_place)
    team.office.lead()
    dana = team.workstation(team.office.dana)
    before = dana.hello()
    assert dana.hello() == before
    name = f"restored{next(_NUMBERS)}"
    server.hang_up("team")
    server._run(f"CREATE DATABASE {name} TEMPLATE team")
    other = Stand(Place(server.url(name), postgres_place._open))
    moved = Workstation(other, "w1", other.office.dana)
    assert moved.hand().leases == ()
    assert moved.hello().epoch != before.epoch
    other.place.close()
    server.drop(name)
    team.close()


_NUMBERS = itertools.count()


def test_leases_that_come_back_count_on_the_day_they_were_granted(
    team: Stand, tmp_path: Path
) -> None:
    """Nobody goes short of new leads today for what they gave back yesterday."""
    terms = Terms(lasts=12 * HOUR, unworked_a_day=2)
    team.office.later(4 * HOUR)
    dana = team.workstation(team.office.dana)
    dana.hub = team.hub_over(team.store, terms)
    make_backup(path_of(team), tmp_path / "backup.db")
    assert len(dana.hand(2).leases) == 2
    team.office.later(9 * HOUR)  # It is one o'clock in the night where Dana is.
    put_back(team, tmp_path / "backup.db")
    dana.hub = team.hub_over(team.store, terms)
    dana.hello()
    assert [row[0] for row in team.office.sql(LIVE)] == sorted(dana.leases.values())
    team.office.later(terms.lasts + terms.grace + MINUTE)
    assert len(dana.hand(2).leases) == 2


def test_leases_that_come_back_with_a_call_count_as_worked(team: Stand, tmp_path: Path) -> None:
    terms = Terms(unworked_a_day=2)
    dana = team.workstation(team.office.dana)
    dana.hub = team.hub_over(team.store, terms)
    make_backup(path_of(team), tmp_path / "backup.db")
    dana.hand(2)
    sent = [dana.sent(commands.LogCall(lead_id, "no_answer")) for lead_id in dana.leases]
    put_back(team, tmp_path / "backup.db")
    dana.hub = team.hub_over(team.store, terms)
    assert [one.state for one in dana.push(*sent).results] == [State.DONE] * 2
    team.office.later(FROZEN + MINUTE)
    assert len(dana.hand(2).leases) == 2
