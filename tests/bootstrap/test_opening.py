# SPDX-License-Identifier: MIT
"""A window joins a real hub over TLS, works, is in step, and leaves with a readable copy."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from leaddesk.bootstrap import desks, program, team
from leaddesk.bootstrap.joining import Joining
from leaddesk.bootstrap.locking import WindowNotes
from leaddesk.bootstrap.opening import WindowOpener, is_workstation
from leaddesk.bootstrap.team_door import TeamDoor
from leaddesk.bootstrap.workstation import WorkstationDesk, open_workstation
from leaddesk.desk.commands import (
    AddNoCall,
    AddNote,
    ImportOptions,
    LogCall,
    TakeNext,
)
from leaddesk.desk.desk import Desk
from leaddesk.desk.link import Heard, Link, Tie, TieState
from leaddesk.desk.queries import AskLead, AskLists, AskNoCall, AskPeople, AskTeamWall
from leaddesk.domain.errors import BadInput, LeadDeskError, RuleBroken
from leaddesk.storage import backup, membership
from tests.bootstrap.running_team import PATIENCE_S, Team
from tests.factories import draft


@pytest.fixture
def opener() -> WindowOpener:
    return WindowOpener(None, WindowNotes())


def joined(running: Team, opener: WindowOpener, name: str = "Dana") -> Desk:
    """Join as somebody and open what was joined."""
    hub = running.hub
    told = (hub.address, running.code(name), "", hub.fingerprint)
    entered = Joining(opener.ways()).join(*told)
    assert entered.person_id == running.people[name]
    assert entered.token_in_file
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
    assert link.state().token_in_file
    lead_id = desk.do(TakeNext(1), dana, desks.clock()).lead_id
    assert lead_id is not None
    desk.do(LogCall(lead_id, "no_answer", then_take=False), dana, desks.clock())
    wait_for(link, lambda state: state.tie is Tie.IN_STEP and not state.waiting)
    card = running.ask_hub(lambda at_hub: at_hub.ask(AskLead(lead_id), desks.clock()))
    assert card.attempts == 1  # type: ignore[attr-defined]
    desk.close()


def test_a_click_is_read_again_once_when_its_rows_are_back(
    running: Team, opener: WindowOpener
) -> None:
    desk = cast("WorkstationDesk", joined(running, opener))
    wait_for(desk.link, lambda state: state.tie is Tie.IN_STEP)
    # Whatever came of joining is here, and was told.
    desk.step_once()
    desk.changed_elsewhere()
    heard: list[Heard] = []
    back = threading.Event()
    desk.link.listen(heard.append)
    desk.link.listen(lambda one: back.set() if one is Heard.WRITTEN else None)
    dana = running.people["Dana"]
    lead_id = desk.do(TakeNext(1), dana, desks.clock()).lead_id
    desk.do(AddNote(lead_id or 0, "a note"), dana, desks.clock())
    assert back.wait(PATIENCE_S)
    desk.step_once()
    assert not desk.changed_elsewhere()
    assert heard.count(Heard.WRITTEN) == 1
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


def test_what_belongs_to_the_hub_goes_there_from_the_command_line_too(
    running: Team, opener: WindowOpener
) -> None:
    joined(running, opener).close()
    dana, desk = running.people["Dana"], program.open_desk(None)
    desk.do(AddNoCall("+1 312 555 0199"), dana, desks.clock())
    desk.import_list([[draft(2)]], ImportOptions("fair.csv"), dana, desks.clock())
    listed = running.ask_hub(lambda at_hub: at_hub.ask(AskNoCall(), desks.clock()))
    assert len(listed.rows) == 1  # type: ignore[attr-defined]
    lists = running.ask_hub(lambda at_hub: at_hub.ask(AskLists(), desks.clock()))
    assert [row.name for row in lists] == ["fair.csv"]  # type: ignore[attr-defined]
    running.hub.stop()
    with pytest.raises(RuleBroken, match="list_waits"):
        desk.import_list([[draft(3)]], ImportOptions("late.csv"), dana, desks.clock())
    desk.close()
    waiting, _ = TeamDoor().waiting_lists(None)
    assert [row.name for row in waiting] == ["late.csv"]


@pytest.mark.parametrize("window", [False, True], ids=["alone", "beside a window"])
def test_a_command_is_in_step_before_it_and_what_it_did_is_sent_behind_it(
    running: Team, opener: WindowOpener, *, window: bool
) -> None:
    desk, dana = joined(running, opener), running.people["Dana"]
    if not window:
        desk.close()
    prompt = program.open_desk(None)
    lead_id = prompt.do(TakeNext(1), dana, desks.clock()).lead_id
    assert lead_id is not None
    prompt.do(LogCall(lead_id, "no_answer", then_take=False), dana, desks.clock())
    prompt.close()

    def attempts() -> int:
        card = running.ask_hub(lambda at_hub: at_hub.ask(AskLead(lead_id), desks.clock()))
        return card.attempts  # type: ignore[attr-defined, no-any-return]

    if window:
        # The window looks around every few seconds.
        pause, tries = threading.Event(), 100
        while not attempts() and tries:
            tries -= 1
            pause.wait(PATIENCE_S / 100)
        desk.close()
    assert attempts() == 1


def test_without_its_hub_a_command_does_what_it_can(running: Team, opener: WindowOpener) -> None:
    joined(running, opener).close()
    dana = running.people["Dana"]
    program.open_desk(None).close()
    running.hub.stop()
    prompt = program.open_desk(None)
    lead_id = prompt.do(TakeNext(1), dana, desks.clock()).lead_id
    assert lead_id is not None
    prompt.do(LogCall(lead_id, "no_answer", then_take=False), dana, desks.clock())
    prompt.close()
    again = program.open_desk(None)
    assert again.ask(AskLead(lead_id), desks.clock(), dana).attempts == 1
    again.close()


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
        Joining(opener.ways()).join(running.hub.address, running.code("Dana"), "", "")
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
