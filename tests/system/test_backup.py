# SPDX-License-Identifier: MIT
"""When a backup is due, what it is called, and that old ones go only after a new one is there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.system import backup

NOW = dt.datetime(2026, 5, 12, 15, 42, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def make(path: Path) -> None:
    path.write_bytes(b"copy")


def test_a_backup_carries_its_moment(tmp_path: Path) -> None:
    path = backup.backup_name(tmp_path, NOW)
    assert path.name == "leaddesk-20260512-154200.db"
    make(path)
    second = backup.backup_name(tmp_path, NOW)
    assert second.name == "leaddesk-20260512-154200-2.db"
    make(second)
    assert [file.made_at for file in backup.backup_files(tmp_path)] == [NOW, NOW]


def test_other_files_are_neither_counted_nor_touched(tmp_path: Path) -> None:
    for name in ("notes.txt", "leaddesk-old.db", "leaddesk-20261399-000000.db", "team.db"):
        (tmp_path / name).touch()
    assert backup.backup_files(tmp_path) == ()
    backup.rotate(tmp_path, NOW)
    assert len(list(tmp_path.iterdir())) == 4


def test_a_folder_that_is_not_there_has_no_backups(tmp_path: Path) -> None:
    assert backup.backup_files(tmp_path / "nowhere") == ()
    assert backup.is_due(tmp_path / "nowhere", NOW)


def test_a_backup_is_due_once_a_day(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    first = backup.daily_backup(folder, NOW, make)
    assert first is not None
    assert first.exists()
    assert backup.daily_backup(folder, NOW + DAY / 2, make) is None
    assert backup.daily_backup(folder, NOW + DAY, make) is not None


def test_a_clock_that_was_ahead_does_not_stop_backups(tmp_path: Path) -> None:
    make(backup.backup_name(tmp_path, NOW + 400 * DAY))
    assert backup.is_due(tmp_path, NOW)


def test_old_ones_go_after_the_new_one_is_there(tmp_path: Path) -> None:
    for number in range(100):
        make(backup.backup_name(tmp_path, NOW - (number + 1) * DAY))
    backup.daily_backup(tmp_path, NOW, make)
    left = backup.backup_files(tmp_path)
    assert left[0].made_at == NOW
    assert len(left) < 25


def test_halves_of_earlier_days_are_cleared_away(tmp_path: Path) -> None:
    old = tmp_path / (backup.backup_name(tmp_path, NOW - DAY).name + ".tmp")
    fresh = tmp_path / (backup.backup_name(tmp_path, NOW).name + ".tmp-journal")
    for path in (old, fresh):
        path.touch()
    backup.daily_backup(tmp_path, NOW + DAY / 2, make)
    assert not old.exists()
    assert fresh.exists()


def test_a_backup_that_fails_costs_no_old_one(tmp_path: Path) -> None:
    for number in range(100):
        make(backup.backup_name(tmp_path, NOW - (number + 1) * DAY))

    def fail(path: Path) -> None:
        raise StoreUnavailable("disk_full", where=str(path))

    with pytest.raises(StoreUnavailable):
        backup.daily_backup(tmp_path, NOW, fail)
    assert len(backup.backup_files(tmp_path)) == 100
