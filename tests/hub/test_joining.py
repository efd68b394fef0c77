# SPDX-License-Identifier: MIT
"""Workstations join by a code that works once, are known by their token, and are locked out."""

from __future__ import annotations

import datetime as dt
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk.desk.commands import (
    BlockWorkstation,
    EditPerson,
    PersonFields,
    UnblockWorkstation,
    WithdrawInvitation,
)
from leaddesk.desk.queries import AskPeople, AskWorkstations
from leaddesk.desk.wire_calls import Joined
from leaddesk.domain.errors import BadInput, LeadDeskError, RuleBroken
from leaddesk.domain.invitation_code import read_code
from leaddesk.domain.person import Role
from leaddesk.hub.doors import Doorkeeper
from leaddesk.hub.joining import SEEN_EVERY
from leaddesk.hub.ports import Caller
from leaddesk.storage.engine import Sql
from leaddesk.storage.opening import open_store
from leaddesk.system.intake_token import digest_of
from tests.factories import DAY, HOUR, MINUTE, NOON
from tests.hub.joining_house import HUB, ZONE, House, hashed
from tests.storage.servers import Server, running


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Return a PostgreSQL server, started by the first test that asks."""
    with running(NOON) as started:
        yield started


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with nobody in it, to be copied."""
    path = tmp_path_factory.mktemp("joining") / "empty.db"
    open_store(str(path), NOON).close()
    return path


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def house(request: pytest.FixtureRequest, empty: Path, tmp_path: Path) -> Iterator[House]:
    """Return a house with nobody in it, of one database and then of the other."""
    if request.param == "sqlite":
        file = tmp_path / "team.db"
        shutil.copyfile(empty, file)
        store = open_store(str(file), NOON)
    else:
        server: Server = request.getfixturevalue("server")
        store = open_store(server.url(server.fresh()), NOON)
        with store.database.writing() as session:
            session.sql("DELETE FROM person")
            session.sql("ALTER SEQUENCE person_id_seq RESTART")
    yield House(store)
    store.close()


@pytest.fixture
def team(house: House) -> House:
    """Return a house with a team lead and with Dana, a qualifier."""
    house.lead = house.person("Ruth Adeyemi", "team_lead")
    house.person("Dana Whitfield", "qualifier")
    return house


DANA = 2


def test_whoever_has_the_code_comes_in_and_is_known_by_the_token(team: House) -> None:
    joined = team.join(team.invite(DANA), leaddesk="1.4.0")
    assert (joined.person_id, joined.person, joined.hub_id) == (DANA, "Dana Whitfield", HUB)
    assert team.caller(joined) == Caller(joined.workstation, joined.device)
    assert team.keeper.person(team.caller(joined)) == DANA
    (row,) = team.stations()
    assert (row.id, row.name, row.person, row.version) == (
        joined.workstation, "front desk", "Dana Whitfield", "1.4.0",
    )  # fmt: skip


def test_a_doorkeeper_is_what_the_server_asks_for(team: House) -> None:
    keeper: Doorkeeper = team.keeper
    assert keeper is team.keeper


def test_the_token_is_kept_as_its_digest_only(team: House) -> None:
    joined = team.join(team.invite(DANA))
    with team.store.database.reading() as session:
        rows = session.rows(Sql("SELECT token FROM workstation"))
        journal = session.rows(Sql("SELECT data, note FROM journal"))
    assert rows == [(digest_of(joined.token),)]
    assert len(joined.token) >= 43
    assert joined.token not in str(journal)


def test_the_code_may_be_typed_as_it_was_heard(team: House) -> None:
    code = team.invite(DANA)
    typed = f" {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "
    assert team.join(typed).person_id == DANA


def test_a_code_works_once(team: House) -> None:
    code = team.invite(DANA)
    team.join(code)
    assert team.refusal(code).key == "code_used"
    assert len(team.stations()) == 1


def test_of_two_who_join_with_one_code_at_once_one_comes_in(team: House) -> None:
    code = team.invite(DANA)
    start = threading.Barrier(4)
    came: list[Joined] = []
    refused: list[str] = []

    def try_it() -> None:
        start.wait()
        try:
            came.append(team.join(code))
        except LeadDeskError as error:
            refused.append(error.key)

    threads = [threading.Thread(target=try_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(came) == 1
    assert refused == ["code_used"] * 3
    assert [row.id for row in team.stations()] == [came[0].workstation]


def test_a_code_is_over_after_its_hours(team: House) -> None:
    code = team.invite(DANA, hours=2)
    team.now += 2 * HOUR
    assert team.refusal(code).key == "code_over"
    team.now -= MINUTE
    assert team.join(code).person_id == DANA


def test_a_withdrawn_code_lets_nobody_in(team: House) -> None:
    code = team.invite(DANA)
    team.do(WithdrawInvitation(read_code(code).handle))
    assert team.refusal(code).key == "code_withdrawn"
    assert team.stations() == ()


def test_five_wrong_tries_end_a_code(team: House) -> None:
    code = team.invite(DANA)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    for _ in range(5):
        assert team.refusal(wrong).key == "code_refused"
    assert team.refusal(code).key == "code_refused"
    assert team.stations() == ()
    (row,) = team.desk.ask(AskWorkstations(), team.now).invitations
    assert (row.tries, row.is_open(team.now)) == (5, False)


def test_four_wrong_tries_do_not(team: House) -> None:
    code = team.invite(DANA)
    for _ in range(4):
        team.refusal(code[:-1] + ("0" if code[-1] != "0" else "1"))
    assert team.join(code).person_id == DANA


def test_wrong_tries_at_once_are_counted_like_wrong_tries_in_a_row(team: House) -> None:
    code = team.invite(DANA)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    threads = [threading.Thread(target=team.refusal, args=(wrong,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    real = [kept for kept in team.looked if kept == hashed(read_code(code).secret)]
    assert len(real) == 5


def test_a_code_that_never_was_is_refused_in_the_same_words_and_takes_as_long(
    team: House,
) -> None:
    code = team.invite(DANA)
    wrong = team.refusal(code[:-1] + ("0" if code[-1] != "0" else "1"))
    looked = len(team.looked)
    unknown = team.refusal("ZZZZ-000000")
    assert (unknown.key, unknown.fields) == (wrong.key, wrong.fields)
    assert len(team.looked) == looked + 1


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD-EFGHJU", "x" * 500])
def test_what_is_no_code_is_told_without_looking(team: House, typed: str) -> None:
    assert isinstance(team.refusal(typed), BadInput)
    assert team.looked == []


def test_a_workstation_needs_a_name(team: House) -> None:
    code = team.invite(DANA)
    with pytest.raises(BadInput) as refused:
        team.join(code, " \n")
    assert refused.value.key == "needs_name"
    assert team.join(code, " front\tdesk ").person_id == DANA
    assert team.stations()[0].name == "front desk"


def test_a_blocked_workstation_is_refused_at_once_until_it_is_let_in_again(team: House) -> None:
    joined = team.join(team.invite(DANA))
    other = team.join(team.invite(DANA))
    team.do(BlockWorkstation(joined.workstation))
    assert not team.is_let_in(joined)
    assert team.is_let_in(other)
    team.do(UnblockWorkstation(joined.workstation))
    assert team.is_let_in(joined)


def test_somebody_who_leaves_the_team_is_refused_and_keeps_no_leads(team: House) -> None:
    joined = team.join(team.invite(DANA))
    code = team.invite(DANA)
    _lease(team, joined.workstation, team.now + HOUR)
    fields = PersonFields("Dana Whitfield", ("qualifier",), ZONE)
    team.do(EditPerson(DANA, fields, active=False))
    assert not team.is_let_in(joined)
    assert team.refusal(code).key == "person_inactive"
    assert _lease_ends(team) == [team.now]
    team.do(EditPerson(DANA, fields, active=True))
    assert team.is_let_in(joined)


def test_a_token_that_nobody_was_given_is_refused(team: House) -> None:
    with pytest.raises(RuleBroken) as refused:
        team.keeper.caller(digest_of("?"), "d" * 32)
    assert refused.value.key == "workstation_blocked"


def test_a_workstation_that_left_is_refused_and_its_leads_are_given_out(team: House) -> None:
    joined = team.join(team.invite(DANA))
    _lease(team, joined.workstation, team.now + HOUR)
    caller = team.caller(joined)
    team.keeper.leave(caller)
    assert not team.is_let_in(joined)
    assert team.stations() == ()
    assert _lease_ends(team) == [team.now]
    for call in (team.keeper.leave, team.keeper.person):
        with pytest.raises(RuleBroken) as refused:
            call(caller)
        assert refused.value.key == "workstation_blocked"


def test_it_is_noted_when_a_workstation_was_seen_once_a_minute_at_most(team: House) -> None:
    joined = team.join(team.invite(DANA))
    assert team.stations()[0].seen_at is None
    first = team.now
    team.caller(joined)
    team.now += SEEN_EVERY - dt.timedelta(milliseconds=1)
    team.caller(joined)
    assert team.stations()[0].seen_at == first
    team.now += dt.timedelta(milliseconds=1)
    team.caller(joined)
    assert team.stations()[0].seen_at == team.now


def test_the_version_of_a_workstation_is_that_of_its_last_greeting(team: House) -> None:
    joined = team.join(team.invite(DANA), leaddesk="1.0.0")
    team.keeper.greeted(team.caller(joined), "1.1.0" + "x" * 40)
    assert team.stations()[0].version == "1.1.0" + "x" * 15


# ------------------------------------------------------------------------- the first one


def test_the_first_of_a_team_gives_a_name_and_gets_every_role(house: House) -> None:
    found = house.keeper.first_invitation()
    assert found is not None
    code, who = found
    assert who == ""
    for _ in range(7):
        error = house.refusal(code)
        assert (error.key, error.fields["where"]) == ("needs_your_name", "person")
    joined = house.join(code, person=" Ruth  Adeyemi ", zone=ZONE)
    (person,) = house.desk.ask(AskPeople(), house.now)
    assert (person.name, person.roles, person.time_zone) == ("Ruth Adeyemi", frozenset(Role), ZONE)
    assert (joined.person_id, joined.person) == (person.id, "Ruth Adeyemi")
    assert house.keeper.first_invitation() is None


def test_a_zone_that_is_none_becomes_that_of_the_team(house: House) -> None:
    found = house.keeper.first_invitation()
    assert found is not None
    house.join(found[0], person="Ruth", zone="Nowhere/At all")
    (person,) = house.desk.ask(AskPeople(), house.now)
    assert person.time_zone == "America/New_York"


def test_each_start_makes_a_new_first_code_and_the_old_one_ends(house: House) -> None:
    first, second = house.keeper.first_invitation(), house.keeper.first_invitation()
    assert first is not None
    assert second is not None
    assert house.refusal(first[0], person="Ruth").key == "code_withdrawn"
    assert house.join(second[0], person="Ruth").person == "Ruth"


def test_the_first_code_of_a_team_that_was_brought_is_for_its_team_lead(team: House) -> None:
    found = team.keeper.first_invitation()
    assert found is not None
    code, who = found
    assert who == "Ruth Adeyemi"
    assert team.join(code).person_id == team.lead
    assert team.keeper.first_invitation() is None


def test_a_first_code_that_leads_made_themselves_stays(team: House) -> None:
    code = team.invite(DANA)
    assert team.keeper.first_invitation() is not None
    assert team.join(code).person_id == DANA


def test_a_code_that_the_keeper_made_before_a_start_stays(team: House) -> None:
    """`leaddesk hub invite` beside a hub that is started again meanwhile."""
    mine, other = team.invite(team.lead, by=0), team.invite(DANA, by=0)
    for _ in range(2):
        assert team.keeper.first_invitation() is not None
    assert team.join(mine).person_id == team.lead
    assert team.join(other).person_id == DANA


def test_the_first_code_is_over_once_the_team_has_somebody(house: House) -> None:
    found = house.keeper.first_invitation()
    assert found is not None
    house.person("Ruth Adeyemi", "team_lead")
    assert house.refusal(found[0], person="Somebody else").key == "team_has_people"


def _lease(house: House, station: str, until: dt.datetime) -> None:
    with house.store.database.writing() as session:
        session.run(
            Sql(
                "INSERT INTO team_lease (id, lead_id, phone, workstation_id, person_id, "
                "granted_at, expires_at, live) VALUES (1, 1, '+1', :desk, :who, 0, :until, 1)"
            ),
            desk=station,
            who=DANA,
            until=int(until.timestamp() * 1000),
        )


def _lease_ends(house: House) -> list[dt.datetime]:
    with house.store.database.reading() as session:
        rows = session.rows(Sql("SELECT expires_at FROM team_lease WHERE live = 1"))
    return [dt.datetime.fromtimestamp(row[0] / 1000, dt.UTC) for row in rows]


def test_a_day_is_how_long_a_code_works(team: House) -> None:
    code = team.invite(DANA)
    team.now += DAY - MINUTE
    assert team.join(code).person_id == DANA
