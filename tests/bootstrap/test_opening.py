# SPDX-License-Identifier: MIT
"""A window joins a real hub over TLS, works, is in step, and leaves with a readable copy."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from leaddesk.bootstrap import desks, team
from leaddesk.bootstrap.hub import HubOptions, RunningHub, hub_desk, new_invitation, open_hub
from leaddesk.bootstrap.locking import WindowNotes
from leaddesk.bootstrap.opening import WindowOpener, is_workstation
from leaddesk.bootstrap.workstation import open_workstation
from leaddesk.desk.commands import (
    AddLead,
    AddPerson,
    ChangeRules,
    LeadFields,
    LogCall,
    PersonFields,
    TakeNext,
)
from leaddesk.desk.desk import Desk
from leaddesk.desk.link import Link, Tie, TieState
from leaddesk.desk.queries import AskLead, AskPeople, AskTeamWall
from leaddesk.desk.rules import encode_rule
from leaddesk.domain.calling_profile import MIDNIGHT, CallingProfile
from leaddesk.domain.errors import BadInput, LeadDeskError
from leaddesk.storage import backup, membership
from leaddesk.system import keychain

ZONE = "America/Chicago"
PATIENCE_S = 30.0


@dataclass
class Team:
    """A hub that runs, and the ids of its people by their first names."""

    hub: RunningHub
    people: dict[str, int]

    def code(self, name: str) -> str:
        """Invite somebody and return the code."""
        code, command = new_invitation(self.people[name])
        with hub_desk(self.hub.database) as desk:
            desk.do(command, self.people["Lee"], desks.clock())
        return code

    def ask_hub(self, ask: Callable[[Desk], object]) -> object:
        with hub_desk(self.hub.database) as desk:
            return ask(desk)


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Team]:
    """Run a hub with a team lead, a qualifier and three leads that may be called at any hour."""
    monkeypatch.setenv("LEADDESK_DATA", str(tmp_path / "hub"))
    (tmp_path / "hub").mkdir()
    database = str(tmp_path / "hub" / "hub.db")
    people: dict[str, int] = {}
    with hub_desk(database) as desk:
        for name, role in (("Lee", "team_lead"), ("Dana", "qualifier")):
            fields = PersonFields(f"{name} Novak", (role,), ZONE)
            made = desk.do(AddPerson(fields), people.get("Lee", 0), desks.clock())
            people[name] = made.made_id or 0
        always = CallingProfile("always", frozenset(range(7)), MIDNIGHT, MIDNIGHT, False)
        told = encode_rule("calling", always)
        values = (("calling", told), ("calling.lawful", told), ("calling.by_place", "false"))
        desk.do(ChangeRules(values), people["Lee"], desks.clock())
        for n in range(3):
            fields_of = LeadFields("Ann", f"Lead{n}", phones=((f"+1 312 555 010{n}", ""),))
            desk.do(AddLead(fields_of), people["Lee"], desks.clock())
    hub = open_hub(HubOptions(database, "127.0.0.1:0"))
    thread = threading.Thread(target=hub.run)
    thread.start()
    # The workstation is another computer, without a store for secrets.
    monkeypatch.setenv("LEADDESK_DATA", str(tmp_path / "workstation"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(keychain.Keychain, "_put_away", lambda *_: False)
    yield Team(hub, people)
    hub.stop()
    thread.join(PATIENCE_S)
    assert not thread.is_alive()


@pytest.fixture
def opener() -> WindowOpener:
    return WindowOpener(None, WindowNotes())


def joined(running: Team, opener: WindowOpener, name: str = "Dana") -> Desk:
    """Join as somebody and open what was joined."""
    hub = running.hub
    entered = team.join_team(opener.ways(), hub.address, running.code(name), "", hub.fingerprint)
    assert entered.person_id == running.people[name]
    return entered.connect()  # type: ignore[return-value]


def wait_for(link: Link, wanted: Callable[[TieState], bool]) -> TieState:
    """Wait until the state is as wanted."""
    met = threading.Event()
    end = link.watch(lambda state: met.set() if wanted(state) else None)
    if not wanted(link.state()):
        assert met.wait(PATIENCE_S), link.state()
    end()
    return link.state()


def test_from_a_code_to_a_call_that_the_hub_knows(running: Team, opener: WindowOpener) -> None:
    desk = joined(running, opener)
    dana = running.people["Dana"]
    assert {one.name for one in desk.ask(AskPeople(), desks.clock())} == {"Lee Novak", "Dana Novak"}
    link = opener.link()
    assert link is not None
    lead_id = desk.do(TakeNext(1), dana, desks.clock()).lead_id
    assert lead_id is not None
    desk.do(LogCall(lead_id, "no_answer", then_take=False), dana, desks.clock())
    wait_for(link, lambda state: state.tie is Tie.IN_STEP and not state.waiting)
    card = running.ask_hub(lambda at_hub: at_hub.ask(AskLead(lead_id), desks.clock()))
    assert card.attempts == 1  # type: ignore[attr-defined]
    desk.close()


def test_the_next_start_opens_the_team_by_itself(running: Team, opener: WindowOpener) -> None:
    joined(running, opener).close()
    assert is_workstation(desks.database_name(None))
    again = WindowOpener(None, WindowNotes())
    desk = again.connect()
    link = again.link()
    assert link is not None
    wait_for(link, lambda state: state.tie is Tie.IN_STEP)
    desk.close()


def test_a_team_lead_asks_the_hub_and_without_it_this_computer(
    running: Team, opener: WindowOpener
) -> None:
    desk = joined(running, opener, "Lee")
    lee, link = running.people["Lee"], opener.link()
    assert link is not None
    wait_for(link, lambda state: state.tie is Tie.IN_STEP)
    desk.ask(AskTeamWall(), desks.clock(), lee)
    assert opener.age_of(AskTeamWall) is None
    running.hub.stop()
    link.try_now()
    wait_for(link, lambda state: state.tie is Tie.AWAY)
    desk.ask(AskTeamWall(), desks.clock(), lee)
    assert opener.age_of(AskTeamWall) is not None
    desk.close()


def test_who_leaves_keeps_a_copy_and_works_alone_again(
    running: Team, opener: WindowOpener, tmp_path: Path
) -> None:
    desk = joined(running, opener)
    connect = team.leave_team(opener.ways(), anyway=False)
    desk.close()
    own = connect()
    assert opener.link() is None
    assert own.ask(AskPeople(), desks.clock()) == ()
    own.close()
    copies = list((tmp_path / "workstation").rglob("*left on*.db"))
    assert len(copies) == 1
    readable = desks.open_desk(str(copies[0]))
    assert len(readable.ask(AskPeople(), desks.clock())) == 2
    readable.close()


def test_a_blocked_workstation_is_locked_out_at_once(running: Team, opener: WindowOpener) -> None:
    from leaddesk.desk.commands import BlockWorkstation
    from leaddesk.desk.queries import AskWorkstations

    desk = joined(running, opener)
    link = opener.link()
    assert link is not None
    wait_for(link, lambda state: state.tie is Tie.IN_STEP)
    lee = running.people["Lee"]

    def block(at_hub: Desk) -> None:
        (row,) = at_hub.ask(AskWorkstations(), desks.clock(), lee).workstations
        at_hub.do(BlockWorkstation(row.id), lee, desks.clock())

    running.ask_hub(block)
    link.try_now()
    wait_for(link, lambda state: state.tie is Tie.BLOCKED)
    with pytest.raises(LeadDeskError):
        team.join_team(opener.ways(), running.hub.address, running.code("Dana"), "", "")
    desk.close()


def test_a_file_whose_hub_can_t_be_spoken_to_is_let_go_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEADDESK_DATA", str(tmp_path))
    file = tmp_path / "seat.db"
    notes = {"device": "d1", "workstation": "w1", "hub_url": "no address"}
    membership.make_member(file, notes, desks.clock())
    with pytest.raises(BadInput, match="hub_bad_address"):
        open_workstation(file)
    # Refused while anybody is connected.
    backup.alone(file)
