# SPDX-License-Identifier: MIT
"""The window's services join a team, tell about it, and leave it; only the network is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddesk.bootstrap import desks, team
from leaddesk.bootstrap.joining import Joining
from leaddesk.bootstrap.team import Ways
from leaddesk.desk.commands import AddPerson, InvitePerson, PersonFields
from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskPeople
from leaddesk.desk.wire_calls import Join, Joined
from leaddesk.domain.errors import HubAway, RuleBroken
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.hub.joining import DeskDoorkeeper, Means
from leaddesk.storage.opening import open_store
from leaddesk.storage.store import SqlStore
from leaddesk.sync import http_line
from leaddesk.sync.stopping import Stop
from leaddesk.system import keychain, secret_hash
from leaddesk.system.guard_file import Guard, quiet_keyring
from tests.factories import NOON

ZONE = "America/Chicago"
PRINT = "f" * 64


class MadeLine:
    """A line to a real doorkeeper, without a network."""

    keeper: DeskDoorkeeper
    tokens: list[str]

    def __init__(self, url: str, pin: str = "", token: str = "") -> None:
        self.tokens.append(token)
        self.place = (url, pin)

    def join(self, wish: Join) -> Joined:
        return self.keeper.join(wish.code, wish)

    def leave(self, device: str) -> None:
        from leaddesk.system.intake_token import digest_of

        self.keeper.leave(self.keeper.caller(digest_of(self.tokens[-1]), device))

    def close(self) -> None:
        """Let go of nothing."""


class NoKeyring:
    """A system without a store for secrets."""

    def set_password(self, service: str, name: str, secret: str) -> None:
        raise RuntimeError(service, name)

    def get_password(self, service: str, name: str) -> str | None:
        raise RuntimeError(service, name)

    def delete_password(self, service: str, name: str) -> None:
        raise RuntimeError(service, name)


@pytest.fixture
def hub(tmp_path: Path) -> SqlStore:
    """Return a hub's database with a team lead and with Dana."""
    store = open_store(str(tmp_path / "hub.db"), NOON)
    desk = Desk(store, NoHolidays())
    for name, role in (("Lee Novak", "team_lead"), ("Dana Whitfield", "qualifier")):
        desk.do(AddPerson(PersonFields(name, (role,), ZONE)), 0, NOON)
    return store


@pytest.fixture
def ways(tmp_path: Path, hub: SqlStore, monkeypatch: pytest.MonkeyPatch) -> Ways:
    """Return how databases are opened on a computer without a store for secrets."""
    monkeypatch.setenv("LEADDESK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(keychain.Keychain, "_store", lambda _self: NoKeyring())
    monkeypatch.setattr(http_line, "HttpLine", MadeLine)
    means = Means(desks.clock)
    MadeLine.keeper = DeskDoorkeeper(hub, NoHolidays(), lambda: "b" * 32, means)
    MadeLine.tokens = []

    def away(_file: Path, _stop: Stop) -> None:
        raise HubAway("hub_cut")

    return Ways(
        lambda: desks.open_desk(None), lambda file: lambda: desks.open_desk(str(file)), away
    )


def test_a_code_that_was_made_here_lets_a_colleague_join_and_leave(
    ways: Ways, hub: SqlStore, tmp_path: Path
) -> None:
    services = team.team_services(ways)
    code = team.new_code()
    desk = Desk(hub, NoHolidays())
    desk.do(InvitePerson(2, code.handle, code.hashed), 1, desks.clock())
    assert code.shown not in repr(code)
    assert services["team_name"]() is services["team_hub"]() is None
    entered = Joining(ways).join("hub.example", code.shown.lower(), "", PRINT)
    assert entered.person_id == 2
    assert services["team_name"]() == "My team"
    assert services["team_hub"]() == ("hub.example:8443", PRINT)
    assert services["waiting_work"]() == (0, 0)
    joined = team.membership()
    assert joined is not None
    assert desks.database_name(None) == str(joined.file)
    assert joined.token_in_file
    opened = entered.connect()
    assert opened.ask(AskPeople(), NOON) == ()
    opened.close()
    mark = Guard(joined.workstation, keyring=quiet_keyring())
    mark.write("a/1")
    with pytest.raises(HubAway):
        team.leave_team(ways, anyway=False)
    assert mark.read() == "a/1"
    # The hub can be told, though bringing both sides in step was cut.
    connect = team.leave_team(ways, anyway=True)
    assert Desk(hub, NoHolidays()).ask(AskPeople(), NOON)
    with hub.looking() as unit:
        assert unit.workstations.workstations() == ()
    assert mark.read() == ""
    own = connect()
    own.close()
    assert desks.database_name(None) == str(tmp_path / "data" / "leaddesk.db")
    assert [path.suffix for path in (tmp_path / "data" / "left teams").iterdir()] == [".db"]
    assert services["team_name"]() is None
    with pytest.raises(RuleBroken):
        team.leave_team(ways, anyway=True)
    hub.close()


def test_a_computer_that_never_joined_reads_nothing(ways: Ways, hub: SqlStore) -> None:
    assert team.membership() is None
    assert desks.database_name(None).endswith("leaddesk.db")
    assert ways.own is not None
    hub.close()


def test_the_hash_of_a_code_fits_its_secret_only() -> None:
    code = team.new_code()
    assert secret_hash.fits(code.shown.partition("-")[2], code.hashed)
    assert not secret_hash.fits(code.shown, code.hashed)
    assert code.shown.startswith(f"{code.handle}-")
