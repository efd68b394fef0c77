# SPDX-License-Identifier: MIT
"""Backups are copied whole to a second folder that is there, and one that is away costs nothing."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.system import second_folder
from leaddesk.system.backup import backup_name

NOW = dt.datetime(2026, 5, 12, 15, 42, tzinfo=dt.UTC)


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder


@pytest.fixture
def stick(tmp_path: Path, backups: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    second_folder.choose(backups, folder)
    return folder


def make(backups: Path, at: dt.datetime, what: bytes = b"rows") -> Path:
    path = backup_name(backups, at)
    path.write_bytes(what)
    path.with_name(path.name + ".key").write_bytes(b"note")
    return path


def test_the_newest_one_is_copied_with_what_opens_it_and_only_once(
    backups: Path, stick: Path, tmp_path: Path
) -> None:
    database = tmp_path / "leaddesk.db"
    make(backups, NOW - dt.timedelta(hours=2), b"older")
    newest = make(backups, NOW)
    copied = second_folder.bring_up(backups, database, NOW)
    assert copied is not None
    assert copied.read_bytes() == b"rows"
    assert copied.parent.parent == stick
    assert sorted(path.name for path in copied.parent.iterdir()) == [
        newest.name, newest.name + ".key"
    ]  # fmt: skip
    assert second_folder.bring_up(backups, database, NOW) is None


def test_two_databases_do_not_meet_there(backups: Path, stick: Path, tmp_path: Path) -> None:
    make(backups, NOW)
    first = second_folder.bring_up(backups, tmp_path / "leaddesk.db", NOW)
    second = second_folder.bring_up(backups, tmp_path / "hub.db", NOW)
    assert first is not None
    assert second is not None
    assert first.parent != second.parent


def test_a_folder_that_is_away_is_told_never_made_and_caught_up_with(
    backups: Path, stick: Path, tmp_path: Path
) -> None:
    make(backups, NOW)
    shutil.rmtree(stick)
    assert second_folder.is_away(backups)
    with pytest.raises(OSError, match="stick"):
        second_folder.bring_up(backups, tmp_path / "leaddesk.db", NOW)
    assert not stick.exists()
    stick.mkdir()
    assert second_folder.is_away(backups)  # until a backup got there
    assert second_folder.bring_up(backups, tmp_path / "leaddesk.db", NOW) is not None
    assert not second_folder.is_away(backups)


def test_a_folder_that_is_not_there_is_not_chosen(backups: Path, stick: Path) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        second_folder.choose(backups, stick / "nowhere")
    assert refused.value.key == "backup.no_folder"
    assert second_folder.chosen(backups) == stick
    second_folder.choose(backups, None)
    assert second_folder.chosen(backups) is None
    assert not second_folder.is_away(backups)


def test_old_ones_go_there_too(backups: Path, stick: Path, tmp_path: Path) -> None:
    database = tmp_path / "leaddesk.db"
    for days in range(800, 0, -40):
        make(backups, NOW - dt.timedelta(days=days))
        second_folder.bring_up(backups, database, NOW)
    kept = list(second_folder.room_in(stick, database).glob("*.db"))
    assert 0 < len(kept) < 15
