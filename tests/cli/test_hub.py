# SPDX-License-Identifier: MIT
"""The hub's commands: what can be typed, what is printed, and that its unit file fits."""

from __future__ import annotations

import json
import re
import shlex
import threading
from pathlib import Path

import pytest

from leaddesk.bootstrap import program
from leaddesk.bootstrap.hub import HubOptions, RunningHub, hub_desk, open_hub
from leaddesk.cli import hub as hub_command
from leaddesk.cli.arguments import parse
from leaddesk.cli.readers import WrongUse
from leaddesk.cli.run import run
from leaddesk.desk.commands import AddPerson, PersonFields
from leaddesk.desk.wire_calls import Join
from leaddesk.domain.person import Role
from leaddesk.sync.http_line import HttpLine
from leaddesk.system import clock
from tests.house.checkout import ROOT

UNIT = ROOT / "packaging" / "linux" / "leaddesk-hub.service"
CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{6}")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEADDESK_DATA", str(tmp_path))
    with hub_desk(None) as desk:
        fields = PersonFields("Dana Whitfield", (Role.TEAM_LEAD.value,), "America/Chicago")
        desk.do(AddPerson(fields), 0, clock.now())
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert run(["hub", *argv], program) == 0
    return capsys.readouterr().out


def test_starting_is_what_hub_alone_means() -> None:
    args = parse(["hub", "--listen", "[::]:9000", "--behind-proxy", "--database", "team.db"])
    assert (args.listen, args.behind_proxy, args.database) == ("[::]:9000", True, "team.db")
    assert args.hub_command in {None, "run"}
    assert parse(["hub", "--database", "a.db", "invite", "Dana"]).database == "a.db"
    assert parse(["hub", "invite", "Dana", "--database", "a.db"]).database == "a.db"
    with pytest.raises(WrongUse):
        parse(["hub", "block"])


def test_a_start_prints_address_fingerprint_and_the_first_invitation(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Doors:
        """The real ones, but for a hub that ends at once."""

        def __getattr__(self, name: str) -> object:
            return getattr(program, name)

        def open_hub(self, options: HubOptions) -> RunningHub:
            made = open_hub(options)
            threading.Timer(0.2, made.stop).start()
            return made

    assert run(["hub", "--listen", "127.0.0.1:0", "--name", "Acme"], Doors()) == 0  # type: ignore[arg-type]
    told = capsys.readouterr()
    assert re.search(r"answers at https://127\.0\.0\.1:\d+", told.err)
    assert re.search(r"Fingerprint of its certificate: ([0-9a-f]{4} ){15}[0-9a-f]{4}\n", told.err)
    assert "Invitation of Dana Whitfield" in told.err
    assert CODE.search(told.err)
    assert told.out.startswith("Stopped.")


def test_people_are_invited_listed_and_locked_out(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "workstations") == "No workstation has joined yet.\n"
    hub = open_hub(HubOptions(listen="127.0.0.1:0"))
    code = json.loads(said(capsys, "invite", "dana", "--json"))["code"]
    assert CODE.fullmatch(code)
    thread = threading.Thread(target=hub.run)
    thread.start()
    line = HttpLine(hub.address, hub.fingerprint)
    who = line.join(Join(code, "Laptop", 1, leaddesk="0.1.0"))
    line.close()
    hub.stop()
    thread.join()
    listed = said(capsys, "workstations")
    assert "Laptop" in listed
    assert "Dana Whitfield" in listed
    assert "in the team" in listed
    assert "locked out" in said(capsys, "block", who.workstation[:8])
    assert json.loads(said(capsys, "workstations", "--json"))["workstations"][0]["blocked_at"]


def test_a_workstation_or_person_that_is_not_there_is_told(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["hub", "block", "nothing"], program) == 1
    assert run(["hub", "invite", "Nobody"], program) == 1
    assert run(["hub", "--listen", "nonsense"], program) == 1
    told = capsys.readouterr().err
    assert "no such workstation" in told
    assert "HOST:PORT" in told


def test_the_unit_file_starts_what_the_command_line_knows() -> None:
    text = UNIT.read_text(encoding="utf-8")
    commands = re.findall(r"^ExecStart=(.+)$", text, re.MULTILINE)
    assert len(commands) == 1
    program_file, *argv = shlex.split(commands[0].replace("${", "{"))
    assert program_file.endswith("/leaddesk")
    assert parse(argv).command == "hub"
    for guard in ("DynamicUser=yes", "NoNewPrivileges=yes", "ProtectSystem=strict",
                  "StateDirectory=leaddesk", "LEADDESK_DATA=%S/leaddesk"):  # fmt: skip
        assert guard in text


def test_the_words_name_what_is_printed() -> None:
    assert hub_command.hub.__doc__
