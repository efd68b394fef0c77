# SPDX-License-Identifier: MIT
"""A hub of a small team that runs, and a workstation's own folders beside it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from leaddesk.bootstrap import desks
from leaddesk.bootstrap.hub import HubOptions, RunningHub, hub_desk, new_invitation, open_hub
from leaddesk.desk.commands import AddLead, AddPerson, ChangeRules, LeadFields, PersonFields
from leaddesk.desk.desk import Desk
from leaddesk.desk.rules import encode_rule
from leaddesk.domain.calling_profile import MIDNIGHT, CallingProfile
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


@contextlib.contextmanager
def running_team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Team]:
    """Run a hub with a team lead, a qualifier and three leads; another computer is beside it."""
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
