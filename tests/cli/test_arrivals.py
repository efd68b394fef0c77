# SPDX-License-Identifier: MIT
"""A watched folder and web forms without a window."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from leaddesk.bootstrap import program
from leaddesk.cli import arrivals
from leaddesk.cli.run import run
from tests.cli.conftest import Prompt

LIST = "First name,Last name,Phone,State\nAnn,Lee,+1 612 555 0148,MN\n"
ODD = "Wer,Wo,Wie\nAnn Lee,Acme,1\n"


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database of its own, below the made-up home of LeadDesk."""
    monkeypatch.setenv("LEADDESK_DATA", str(tmp_path / "data"))
    return str(tmp_path / "team.db")


def drop(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text)
    os.utime(path, (1_700_000_000, 1_700_000_000))


def test_once_takes_what_is_there_and_says_a_line_for_each(
    team: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    land = tmp_path / "land"
    drop(land, "fair.csv", LIST)
    drop(land, "odd.csv", ODD)
    code = run(["--database", team, "watch", str(land), "--once", "--source", "Fair"], program)
    out, err = capsys.readouterr()
    assert code == 0
    assert "fair.csv: 1 row, 1 new lead." in out
    assert (
        "odd.csv: needs a person. The columns of odd.csv are not recognised: Wer, Wo, Wie." in out
    )
    assert "The team was empty" in err
    assert sorted(p.name for p in (land / "done").iterdir()) == ["fair.csv"]


def test_scripts_read_one_object_for_each_file(
    team: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    land = tmp_path / "land"
    drop(land, "fair.csv", LIST)
    assert run(["--database", team, "--json", "watch", str(land), "--once"], program) == 0
    file, end = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (file["file"], file["state"], file["new"]) == ("fair.csv", "done", 1)
    assert end == {"waiting": 0}


def test_a_folder_that_is_not_there_is_told(team: str, tmp_path: Path) -> None:
    assert run(["--database", team, "watch", str(tmp_path / "no"), "--once"], program) == 1


def test_a_file_that_is_still_written_is_left_and_told(
    team: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(arrivals, "PATIENCE", 1)
    land = tmp_path / "land"
    land.mkdir()
    (land / "new.csv").write_text("")
    assert run(["--database", team, "watch", str(land), "--once"], program) == 1
    assert "1 file still being written" in capsys.readouterr().err


def test_a_token_is_shown_once(prompt: Prompt) -> None:
    told = prompt("intake", "--new-token")
    assert told.out.startswith("made-up-token\n")
    assert "KeepIntakeToken(digest='ddd" in str(prompt.doors.desk.done)
    assert prompt("--json", "intake", "--new-token").data == {"token": "made-up-token"}


def test_forms_are_not_taken_without_a_token(team: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--database", team, "intake", "--port", "1"], program) == 1
    assert "leaddesk intake --new-token" in capsys.readouterr().err


def test_another_host_is_warned_about(team: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["--database", team, "intake", "--host", "0.0.0.0"], program)  # noqa: S104
    assert "TLS" in capsys.readouterr().err


def test_a_stop_from_outside_ends_it(team: str, tmp_path: Path) -> None:
    from leaddesk.bootstrap.arrivals import watch_behind
    from leaddesk.bootstrap.desks import open_desk

    desk = open_desk(team)
    end = watch_behind(desk, lambda _told: None)
    assert "leaddesk-watch" in [thread.name for thread in threading.enumerate()]
    end()
    assert "leaddesk-watch" not in [thread.name for thread in threading.enumerate()]
    desk.close()
