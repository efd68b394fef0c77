# SPDX-License-Identifier: MIT
"""Joining that is stopped leaves nothing behind, here and at the hub, and can be begun again."""

from __future__ import annotations

import socket
import threading
from pathlib import Path
from typing import Self

import pytest

from leaddesk.bootstrap import desks, team
from leaddesk.bootstrap.joining import Joining
from leaddesk.bootstrap.locking import WindowNotes
from leaddesk.bootstrap.opening import WindowOpener
from leaddesk.desk.commands import AddPerson, PersonFields
from leaddesk.desk.queries import AskPeople, AskWorkstations
from leaddesk.desk.wire import News
from leaddesk.domain.errors import HubAway, LeadDeskError, RuleBroken
from leaddesk.sync import http_line
from leaddesk.sync.http_line import HttpLine
from leaddesk.words import errors
from tests.bootstrap.running_team import PATIENCE_S, ZONE, Team


@pytest.fixture
def alone(running: Team) -> bytes:
    """Work alone on this computer, and return what one's own file is."""
    desk = desks.open_desk(None)
    desk.do(AddPerson(PersonFields("Ruth alone", ("qualifier",), ZONE)), 0, desks.clock())
    desk.close()
    return own_file().read_bytes()


@pytest.fixture
def joining() -> Joining:
    return Joining(WindowOpener(None, WindowNotes()).ways())


def own_file() -> Path:
    return Path(desks.database_name(None))


def stations(running: Team) -> int:
    lee = running.people["Lee"]
    told = running.ask_hub(
        lambda desk: len(desk.ask(AskWorkstations(), desks.clock(), lee).workstations)
    )
    assert isinstance(told, int)
    return told


def check_alone(before: bytes) -> None:
    """Check that this computer works alone as if nobody had tried to join."""
    assert team.membership() is None
    assert own_file().name == "leaddesk.db"
    assert own_file().read_bytes() == before
    assert list((own_file().parent / "teams").rglob("*")) == []
    for folder in (team.place().secrets._folder, own_file().parents[1] / "state"):  # type: ignore[attr-defined]
        assert not [path for path in folder.rglob("*") if path.is_file()]
    desk = desks.open_desk(None)
    assert [person.name for person in desk.ask(AskPeople(), desks.clock())] == ["Ruth alone"]
    desk.close()


class Deaf:
    """A server that takes a connection and never says a word."""

    def __init__(self) -> None:
        self.called = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listening.getsockname()[1]}"
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def _run(self) -> None:
        opened, _ = self._listening.accept()
        with opened:
            assert opened.recv(1)  # the line has begun its handshake
            self.called.set()
            self._over.wait()

    def __exit__(self, *_told: object) -> None:
        self._over.set()
        self._thread.join()
        self._listening.close()


class Trying:
    """Joins on a thread of its own, as a window does."""

    def __init__(self, joining: Joining, *told: str) -> None:
        self.ended: list[object] = []
        self._thread = threading.Thread(target=self._run, args=(joining, told))
        self._thread.start()

    def _run(self, joining: Joining, told: tuple[str, str, str, str]) -> None:
        try:
            self.ended.append(joining.join(*told))
        except LeadDeskError as error:
            self.ended.append(error)

    def key(self) -> str:
        """Wait for the end and return why nothing came of it."""
        self._thread.join(PATIENCE_S)
        assert not self._thread.is_alive()
        (error,) = self.ended
        assert isinstance(error, RuleBroken)
        assert errors.has_words(error)
        return error.key


def test_stopped_while_the_leads_are_fetched_it_is_as_before(
    running: Team, alone: bytes, joining: Joining, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetching, real = threading.Event(), HttpLine.snapshot

    def never(line: HttpLine, _device: str, _after: int) -> News:
        fetching.set()
        for _ in line.pokes():
            pass
        raise AssertionError

    hub, code = running.hub, running.code("Dana")
    with monkeypatch.context() as patched:
        patched.setattr(http_line, "QUIET_SECONDS", 10 * PATIENCE_S)
        patched.setattr(HttpLine, "snapshot", never)
        trying = Trying(joining, hub.address, code, "", hub.fingerprint)
        assert fetching.wait(PATIENCE_S)
        assert stations(running) == 1
        joining.stop()
        assert trying.key() == "join.stopped_used"
    assert HttpLine.snapshot is real
    check_alone(alone)
    assert stations(running) == 0
    again = Joining(WindowOpener(None, WindowNotes()).ways())
    with pytest.raises(RuleBroken, match="code_used"):
        again.join(hub.address, code, "", hub.fingerprint)
    entered = again.join(hub.address, running.code("Dana"), "", hub.fingerprint)
    assert entered.person_id == running.people["Dana"]
    assert stations(running) == 1


def test_stopped_before_the_hub_says_a_word_the_code_can_be_used(
    running: Team, alone: bytes, joining: Joining, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_line, "CONNECT_SECONDS", 10 * PATIENCE_S)
    code = running.code("Dana")
    with Deaf() as deaf:
        trying = Trying(joining, deaf.address, code, "", running.hub.fingerprint)
        assert deaf.called.wait(PATIENCE_S)
        joining.stop()
        assert trying.key() == "join.stopped"
    check_alone(alone)
    again = Joining(WindowOpener(None, WindowNotes()).ways())
    again.join(running.hub.address, code, "", running.hub.fingerprint)
    assert team.team_name() == "My team"


def test_stopped_before_it_began_nobody_is_called(
    running: Team, alone: bytes, joining: Joining
) -> None:
    joining.stop()
    told = (running.hub.address, running.code("Dana"), "", running.hub.fingerprint)
    assert Trying(joining, *told).key() == "join.stopped"
    check_alone(alone)
    assert stations(running) == 0


@pytest.mark.parametrize("when, key", [("join", "join.stopped"), ("hello", "join.stopped_used")])
def test_ctrl_c_leaves_nothing_behind(
    running: Team, alone: bytes, joining: Joining, monkeypatch: pytest.MonkeyPatch,
    when: str, key: str,
) -> None:  # fmt: skip
    def interrupted(*_told: object) -> None:
        raise KeyboardInterrupt

    told = (running.hub.address, running.code("Dana"), "", running.hub.fingerprint)
    with monkeypatch.context() as patched:
        patched.setattr(HttpLine, when, interrupted)
        with pytest.raises(RuleBroken) as stopped:
            joining.join(*told)
    assert stopped.value.key == key
    check_alone(alone)
    assert stations(running) == 0


def test_a_hub_that_is_away_is_no_stop(running: Team, alone: bytes, joining: Joining) -> None:
    with pytest.raises(HubAway):
        joining.join("127.0.0.1:9", running.code("Dana"), "", running.hub.fingerprint)
    check_alone(alone)


def test_a_stop_never_takes_another_membership_back(
    running: Team, alone: bytes, joining: Joining
) -> None:
    told = (running.hub.address, running.code("Dana"), "", running.hub.fingerprint)
    Joining(WindowOpener(None, WindowNotes()).ways()).join(*told)
    joining.stop()
    assert Trying(joining, *told).key() == "in_a_team"
    assert team.team_name() == "My team"
    assert stations(running) == 1
