# SPDX-License-Identifier: MIT
"""When a backup is due, what it is called, and that old ones go only after a new one is there."""

from __future__ import annotations

import datetime as dt
import os
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


def test_a_backup_is_due_every_half_hour(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    first = backup.regular_backup(folder, NOW, make)
    assert first is not None
    assert first.exists()
    assert backup.regular_backup(folder, NOW + DAY / 49, make) is None
    assert backup.regular_backup(folder, NOW + DAY / 48, make) is not None


def test_a_database_that_nobody_wrote_is_not_backed_up_again(tmp_path: Path) -> None:
    make(backup.backup_name(tmp_path, NOW))
    assert not backup.is_due(tmp_path, NOW + DAY, changed=NOW - DAY)
    assert backup.is_due(tmp_path, NOW + DAY, changed=NOW + DAY / 2)


def test_what_is_only_in_the_log_counts_as_written(tmp_path: Path) -> None:
    file = tmp_path / "team.db"
    assert backup.written_at(file) is None
    for path, at in ((file, 1000), (tmp_path / "team.db-wal", 5000)):
        path.write_bytes(b"told")
        os.utime(path, (at, at))
    assert backup.written_at(file) == dt.datetime.fromtimestamp(5000, dt.UTC)


def test_backups_together_stay_below_their_bound_and_the_newest_stays(tmp_path: Path) -> None:
    for number in range(10):
        backup.backup_name(tmp_path, NOW - number * DAY / 24).write_bytes(b"x" * 100)
    backup.rotate(tmp_path, NOW, most=350)
    assert [file.made_at for file in backup.backup_files(tmp_path)] == [
        NOW - number * DAY / 24 for number in range(3)
    ]
    backup.rotate(tmp_path, NOW, most=10)
    assert len(backup.backup_files(tmp_path)) == 1


def test_a_clock_that_was_ahead_does_not_stop_backups(tmp_path: Path) -> None:
    make(backup.backup_name(tmp_path, NOW + 400 * DAY))
    assert backup.is_due(tmp_path, NOW)


def test_old_ones_go_after_the_new_one_is_there(tmp_path: Path) -> None:
    for number in range(100):
        make(backup.backup_name(tmp_path, NOW - (number + 1) * DAY))
    backup.regular_backup(tmp_path, NOW, make)
    left = backup.backup_files(tmp_path)
    assert left[0].made_at == NOW
    assert len(left) < 25


def test_halves_of_earlier_days_are_cleared_away(tmp_path: Path) -> None:
    old = tmp_path / (backup.backup_name(tmp_path, NOW - DAY).name + ".tmp")
    fresh = tmp_path / (backup.backup_name(tmp_path, NOW).name + ".tmp-journal")
    for path in (old, fresh):
        path.touch()
    backup.regular_backup(tmp_path, NOW + DAY / 2, make)
    assert not old.exists()
    assert fresh.exists()


def test_a_backup_that_fails_costs_no_old_one(tmp_path: Path) -> None:
    for number in range(100):
        make(backup.backup_name(tmp_path, NOW - (number + 1) * DAY))

    def fail(path: Path) -> None:
        raise StoreUnavailable("disk_full", where=str(path))

    with pytest.raises(StoreUnavailable):
        backup.regular_backup(tmp_path, NOW, fail)
    assert len(backup.backup_files(tmp_path)) == 100


def test_two_databases_of_one_folder_have_backups_of_their_own(tmp_path: Path) -> None:
    hub, window = tmp_path / "hub.db", tmp_path / "leaddesk.db"
    hub.touch()
    window.touch()
    folder = tmp_path / "backups"
    of_hub = backup.regular_backup(folder, NOW, make, of=hub)
    of_window = backup.regular_backup(folder, NOW + DAY / 24, make, of=window)
    assert of_hub is not None
    assert of_window is not None
    assert (of_hub.name[:4], of_window.name[:9]) == ("hub-", "leaddesk-")
    assert [one.path for one in backup.backup_files(folder, hub)] == [of_hub]
    assert [one.path for one in backup.backup_files(folder, window)] == [of_window]
    assert len(backup.backup_files(folder)) == 2
    # What is new of one is due whatever the other has, and rotation lets nothing of the other go.
    assert backup.is_due(folder, NOW + DAY / 12, of=hub)
    assert backup.rotate(folder, NOW + 900 * DAY, most=0, of=window) == ()
    assert of_hub.exists()


def test_a_backup_named_after_none_is_that_of_the_only_database_there(tmp_path: Path) -> None:
    folder, hub = tmp_path / "backups", tmp_path / "hub.db"
    folder.mkdir()
    old = backup.backup_name(folder, NOW)
    make(old)
    for beside in ("hub.db.before-restore", "hub-before-upgrade-0019.db", "notes.txt"):
        (tmp_path / beside).touch()
    # Also when the database itself is lost.
    assert [one.path for one in backup.backup_files(folder, hub)] == [old]
    hub.touch()
    assert [one.path for one in backup.backup_files(folder, hub)] == [old]
    (tmp_path / "leaddesk.db").touch()
    assert backup.backup_files(folder, hub) == ()
    assert [one.path for one in backup.backup_files(folder, tmp_path / "leaddesk.db")] == [old]
