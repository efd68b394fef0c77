# SPDX-License-Identifier: MIT
"""One process keeps a file in step; when it ends, however it does, another one may."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

import pytest

from leaddesk.system import one_runner
from leaddesk.system.one_runner import SUFFIX, OneRunner

HOLDING = """
import sys
from pathlib import Path
from leaddesk.system.one_runner import OneRunner
turn = OneRunner(Path(sys.argv[1]))
print(turn.take(), flush=True)
sys.stdin.read()
"""


def test_one_takes_it_and_the_next_one_waits_until_it_is_let_go(tmp_path: Path) -> None:
    first, second = OneRunner(tmp_path / "team.db"), OneRunner(tmp_path / "team.db")
    assert first.take()
    assert first.take()
    assert not second.take()
    first.let_go()
    assert second.take()
    second.let_go()
    assert (tmp_path / f"team.db{SUFFIX}").is_file()


def test_two_files_have_two_turns(tmp_path: Path) -> None:
    first, second = OneRunner(tmp_path / "one.db"), OneRunner(tmp_path / "two.db")
    assert first.take()
    assert second.take()
    first.let_go()
    second.let_go()


def test_a_process_that_was_killed_keeps_nobody_out(tmp_path: Path) -> None:
    file = tmp_path / "team.db"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "True"
        turn = OneRunner(file)
        assert not turn.take()
        other.kill()
        other.wait(30)
        assert turn.take()
        turn.let_go()


def test_where_no_file_can_be_made_nobody_has_the_turn(tmp_path: Path) -> None:
    turn = OneRunner(tmp_path / "nowhere" / "team.db")
    assert not turn.take()
    turn.let_go()


def test_who_has_the_turn_rings_for_the_others_and_not_for_itself(tmp_path: Path) -> None:
    first, *others = (OneRunner(tmp_path / "team.db") for _ in range(3))
    assert first.take()
    for other in others:
        other.rung()
        assert not other.take()
        assert not other.rung()
        other.ring()
    assert not any(one.rung() for one in (first, *others))
    for _ in range(3):
        first.ring()
        assert not first.rung()
        assert [other.rung() for other in others] == [True, True]
        assert [other.rung() for other in others] == [False, False]
    first.let_go()
    assert not any(one.rung() for one in (first, *others))


def test_where_no_file_is_nobody_is_rung_for(tmp_path: Path) -> None:
    turn = OneRunner(tmp_path / "nowhere" / "team.db")
    turn.ring()
    assert not turn.rung()


def test_two_threads_of_one_process_have_one_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked, other_tried = threading.Event(), threading.Event()
    turn, lock, got = OneRunner(tmp_path / "team.db"), one_runner._lock, list[bool]()

    def slowly(file: IO[Any]) -> None:
        lock(file)
        locked.set()
        other_tried.wait(0.2)

    monkeypatch.setattr(one_runner, "_lock", slowly)
    first = threading.Thread(target=lambda: got.append(turn.take()))
    first.start()
    assert locked.wait(20)
    got.append(turn.take())
    other_tried.set()
    first.join()
    assert got == [True, True]
    turn.let_go()
