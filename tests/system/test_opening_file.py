# SPDX-License-Identifier: MIT
"""A computer remembers which database opens by itself, and is never led elsewhere by the note."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddesk.system.opening_file import TEAMS, files_of_teams, note_team_file, team_file


def made(folder: Path, name: str = "one") -> Path:
    file = folder / TEAMS / "hub" / f"{name}.db"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"")
    return file


def test_a_computer_in_no_team_opens_its_own(tmp_path: Path) -> None:
    assert team_file(tmp_path) is None
    assert files_of_teams(tmp_path) == ()
    note_team_file(tmp_path, None)
    assert team_file(tmp_path) is None


def test_the_team_that_was_noted_opens(tmp_path: Path) -> None:
    one, two = made(tmp_path), made(tmp_path, "two")
    note_team_file(tmp_path, one)
    note_team_file(tmp_path, two)
    assert team_file(tmp_path) == two
    assert files_of_teams(tmp_path) == (one, two)
    note_team_file(tmp_path, None)
    assert team_file(tmp_path) is None


def test_a_file_that_is_gone_does_not_open(tmp_path: Path) -> None:
    file = made(tmp_path)
    note_team_file(tmp_path, file)
    file.unlink()
    assert team_file(tmp_path) is None


@pytest.mark.parametrize("note", [b"../outside.db", b"\xff\xfe", b"", b"hub"])
def test_a_note_that_names_no_file_of_a_team_counts_as_none(tmp_path: Path, note: bytes) -> None:
    made(tmp_path)
    (tmp_path / "outside.db").write_bytes(b"")
    (tmp_path / TEAMS / "opens").write_bytes(note)
    assert team_file(tmp_path) is None


def test_the_folder_may_move(tmp_path: Path) -> None:
    note_team_file(tmp_path / "a", made(tmp_path / "a"))
    (tmp_path / "a").rename(tmp_path / "b")
    assert team_file(tmp_path / "b") == tmp_path / "b" / TEAMS / "hub" / "one.db"
