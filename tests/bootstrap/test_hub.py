# SPDX-License-Identifier: MIT
"""A whole hub over a real database: started, joined, worked with, stopped, started again."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk.bootstrap import desks
from leaddesk.bootstrap import hub as hub_program
from leaddesk.bootstrap.hub import HubOptions, RunningHub, hub_database, hub_desk, open_hub
from leaddesk.desk.commands import AddPerson, BlockWorkstation, PersonFields
from leaddesk.desk.queries import AskPeople, AskTeam, AskTeamWall, AskWorkstations
from leaddesk.desk.remote import answer_of, tell
from leaddesk.desk.wire import Hello
from leaddesk.desk.wire_calls import Join, Joined
from leaddesk.domain.errors import BadInput, HubAway, StoreUnavailable
from leaddesk.domain.person import Role
from leaddesk.hub import server
from leaddesk.hub.answering import FRESH
from leaddesk.hub.ports import Caller
from leaddesk.storage.opening import open_store
from leaddesk.sync.http_line import HttpLine
from leaddesk.sync.peeking import peek
from leaddesk.system import clock
from leaddesk.words import errors

LOCAL = "127.0.0.1:0"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEADDESK_DATA", str(tmp_path))
    return tmp_path


@contextlib.contextmanager
def running(**options: object) -> Iterator[RunningHub]:
    made = open_hub(HubOptions(**({"listen": LOCAL} | options)))  # type: ignore[arg-type]
    thread = threading.Thread(target=made.run)
    thread.start()
    try:
        yield made
    finally:
        made.stop()
        thread.join()


def joined(hub: RunningHub) -> Joined:
    assert hub.first is not None
    with contextlib.closing(HttpLine(hub.address, hub.fingerprint)) as line:
        return line.join(Join(hub.first.code, "Laptop", 1, "Ann Lee", "America/Chicago", "0.1.0"))


def line_of(hub: RunningHub, who: Joined) -> HttpLine:
    return HttpLine(hub.address, hub.fingerprint, who.token, lambda: who.device)


def test_the_first_of_a_team_joins_and_works(data: Path) -> None:
    with running(name="Acme  Sales") as hub:
        assert Path(hub.database) == data / "hub.db"
        assert peek(hub.address) == (hub.fingerprint, "Acme Sales", "0.1.0")
        who = joined(hub)
        assert who.team == "Acme Sales"
        with contextlib.closing(line_of(hub, who)) as line:
            welcome = line.hello(who.device, Hello(1, 0, ""))
            assert (welcome.hub_id, welcome.last_seq) == (who.hub_id, 0)
            everything = line.snapshot(who.device, 0)
            assert not everything.more
            assert line.pull(who.device, everything.cursor).leads == ()
            told = line.ask(*tell(AskPeople()))
            assert [one.name for one in answer_of(AskPeople(), told)[0]] == ["Ann Lee"]
            fields = PersonFields("Bo Kay", (Role.QUALIFIER.value,), "America/Chicago")
            pokes = line.pokes()
            assert {next(pokes), next(pokes)} == {"you", "team"}
            line.do(*tell(AddPerson(fields)), "e" * 32)
            assert next(pokes) in {"you", "team"}
            pokes.close()
        assert "Ann" not in repr(hub)


def test_a_hub_is_the_same_one_after_a_start(data: Path) -> None:
    with running() as hub:
        who, pin = joined(hub), hub.fingerprint
    with running() as again:
        assert again.fingerprint == pin
        assert again.first is None
        with contextlib.closing(line_of(again, who)) as line:
            assert line.hello(who.device, Hello(1, 0, "")).hub_id == who.hub_id


def test_a_workstation_that_is_locked_out_beside_a_running_hub_is_out(data: Path) -> None:
    with running() as hub:
        who = joined(hub)
        with hub_desk(None) as desk:
            (row,) = desk.ask(AskWorkstations(), clock.now()).workstations
            desk.do(BlockWorkstation(row.id), 0, clock.now())
        with contextlib.closing(line_of(hub, who)) as line, pytest.raises(HubAway) as away:
            line.pull(who.device, 0)
    assert away.value.key == "workstation_blocked"


def test_an_invitation_of_the_keeper_lets_somebody_in(data: Path) -> None:
    with running() as hub:
        first = joined(hub)
        code, wish = hub_program.new_invitation(first.person_id)
        with hub_desk(None) as desk:
            desk.do(wish, 0, clock.now())
        with contextlib.closing(HttpLine(hub.address, hub.fingerprint)) as line:
            second = line.join(Join(code.lower(), "Desk", 1))
        assert (second.person_id, second.workstation) != (first.person_id, first.workstation)
        assert second.person_id == first.person_id


def test_a_name_that_is_told_at_a_start_is_in_the_journal_once(data: Path) -> None:
    for name in ("Acme", "Acme", "", "Acme Sales"):
        with running(name=name):
            pass
    with (
        contextlib.closing(open_store(str(data / "hub.db"), clock.now())) as store,
        store.database.reading() as session,
    ):
        rows = session.sql("SELECT kind, person_id FROM journal WHERE kind = 'change_rule'")
    assert list(rows) == [("change_rule", 0)] * 2


def test_the_database_of_the_window_is_not_taken(data: Path) -> None:
    with pytest.raises(BadInput) as refused:
        hub_database(str(data / "leaddesk.db"))
    assert refused.value.key == "hub.solo_file"
    assert not (data / "leaddesk.db").exists()


@pytest.mark.parametrize(
    "options, key",
    [
        ({"listen": "nonsense"}, "hub.bad_listen"),
        ({"certificate": Path("a.pem")}, "hub.half_certificate"),
        ({"certificate": Path("a.pem"), "key": Path("b.pem")}, "hub.certificate"),
        ({"behind_proxy": True, "listen": "0.0.0.0:0"}, "hub.plain_address"),
        ({"metrics_token": Path("none")}, "hub.metrics_token"),
    ],
)
def test_what_can_t_be_started_is_told_and_leaves_nothing_open(
    data: Path, options: dict[str, object], key: str
) -> None:
    with pytest.raises(BadInput) as refused:
        open_hub(HubOptions(**({"listen": LOCAL} | options)))  # type: ignore[arg-type]
    assert refused.value.key == key
    assert errors.has_words(refused.value)


def test_what_fails_once_it_listens_lets_go_of_the_address(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[socket.socket] = []
    take = server._tcp_socket

    def seen(host: str, port: int) -> socket.socket:
        taken.append(take(host, port))
        return taken[-1]

    def no_jobs(*_: object) -> None:
        raise StoreUnavailable("database")

    monkeypatch.setattr(server, "_tcp_socket", seen)
    monkeypatch.setattr(hub_program._Team, "jobs", no_jobs)
    with pytest.raises(StoreUnavailable):
        open_hub(HubOptions(listen=LOCAL))
    assert [one.fileno() for one in taken] == [-1]


def test_without_its_libraries_a_sentence_says_what_to_install(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_program, "find_spec", lambda _name: None)
    with pytest.raises(BadInput) as refused:
        open_hub(HubOptions())
    assert 'pip install "leaddesk[hub]"' in errors.say(refused.value)


def test_what_is_no_database_is_not_touched(data: Path) -> None:
    (data / "notes.db").write_text("My notes. " * 200)
    with pytest.raises((StoreUnavailable, BadInput)):
        open_hub(HubOptions(str(data / "notes.db"), LOCAL))
    assert (data / "notes.db").read_text().startswith("My notes.")


def test_the_hub_s_jobs_keep_a_backup_and_stop(data: Path) -> None:
    folder = data / "kept"
    team = hub_program._Team(str(data / "hub.db"), stack := contextlib.ExitStack())
    with stack:
        jobs = team.jobs(folder)
        jobs.tick()
        jobs.stop()
        assert len(list(folder.glob("hub-*.db"))) == 1
        jobs.tick()
        assert len(list(folder.glob("hub-*.db"))) == 1
        assert team.figures().database_bytes > 10_000
        assert team.desk.ask(AskTeam(), clock.now()).people == 0


def test_who_hears_of_changes_is_told_to_look_again_at_an_answer_from_before(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = clock.now()
    monkeypatch.setattr(desks, "clock", lambda: at)
    with running(name="Acme") as hub, contextlib.ExitStack() as opened:
        who = joined(hub)
        team = hub_program._Team(str(data / "hub.db"), opened)
        answering = team.parts().answering
        mark = team.told_since(None).mark

        def wall() -> None:
            answering.ask(Caller(who.workstation, who.device), *tell(AskTeamWall()))

        wall()
        fields = PersonFields("Bo Kay", (Role.QUALIFIER.value,), "America/Chicago")
        team.desk.do(AddPerson(fields), 0, at)
        wall()
        assert not team.told_since(mark).looks
        at += FRESH * 2
        assert team.told_since(mark).looks
        assert not team.told_since(mark).looks
