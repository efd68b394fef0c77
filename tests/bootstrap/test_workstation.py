# SPDX-License-Identifier: MIT
"""A team's file at work: what was half read goes, and lists are sent with a step."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from leaddesk.bootstrap import desks, workstation
from leaddesk.bootstrap.team_door import TeamDoor
from leaddesk.bootstrap.workstation import bring_in_step, open_workstation
from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.link import Tie
from leaddesk.storage.membership import make_member
from leaddesk.sync.replicator import Replicator
from leaddesk.sync.stopping import Stop
from leaddesk.sync.waiting_lists import HeldParts, WaitingLists
from leaddesk.system import keychain
from tests.bootstrap.test_team import NoKeyring


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a workstation whose hub nobody reaches."""
    monkeypatch.setenv("LEADDESK_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(keychain.Keychain, "_store", lambda _self: NoKeyring())
    monkeypatch.setattr(workstation, "quiet_keyring", NoKeyring)
    made = tmp_path / "seat.db"
    notes = {
        "device": "d" * 32, "workstation": "5" * 32, "person": "1", "hub_id": "b" * 32,
        "hub_url": "https://127.0.0.1:1", "hub_pin": "f" * 64, "team": "North",
    }  # fmt: skip
    make_member(made, notes, desks.clock())
    return made


def held(file: Path, name: str) -> HeldParts:
    return WaitingLists(file.parent).hold(name, [(1, b"x")], lambda _rows: None, lambda: False)


def kept(file: Path) -> list[str]:
    return sorted(path.name for path in (file.parent / "waiting-lists").iterdir())


def test_what_was_half_read_goes_with_the_first_window_and_not_with_the_second(file: Path) -> None:
    lists = WaitingLists(file.parent)
    lists.keep(held(file, "whole"), ImportOptions("Fair"), 1, desks.clock())
    held(file, "half")
    first = open_workstation(file)
    assert kept(file) == ["whole"]
    assert [one.id for one in first.waiting_lists()] == ["whole"]
    held(file, "being read")
    second = open_workstation(file)
    assert kept(file) == ["being read", "whole"]
    second.close()
    first.close()


def test_lists_are_sent_when_a_file_is_brought_in_step_once(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(Replicator, "sync", lambda _self, _to: done.append("rows"))
    monkeypatch.setattr(WaitingLists, "send", lambda *_args: done.append("lists"))
    bring_in_step(file, Stop())
    assert done == ["rows", "lists"]


def test_lists_that_wait_are_told_beside_a_workstations_file_alone(
    file: Path, tmp_path: Path
) -> None:
    door, at = TeamDoor(), desks.clock()
    WaitingLists(file.parent).keep(held(file, "one"), ImportOptions("fair.csv"), 1, at)
    with sqlite3.connect(file) as kept:
        note = ("tie", '{"tie": "away", "why": "hub_gone"}')
        kept.execute("INSERT INTO membership (name, value) VALUES (?, ?)", note)
    kept.close()
    (row,), state = door.waiting_lists(str(file))
    assert (row.name, row.at, row.why) == ("fair.csv", at, None)
    assert state is not None
    assert state.why is not None
    assert (state.tie, state.why.key) == (Tie.AWAY, "hub_gone")
    own = tmp_path / "own.db"
    desks.open_desk(str(own)).close()
    assert door.waiting_lists(str(own)) == ((), None)
    assert door.waiting_lists("postgresql://dana@server/team") == ((), None)
