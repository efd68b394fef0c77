# SPDX-License-Identifier: MIT
"""Everything of LeadDesk stands in its owner's folders, and one variable moves all of it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from leaddesk.system import paths, places

posix = pytest.mark.skipif(os.name != "posix", reason="file rights of POSIX")


def test_one_variable_moves_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(paths.VARIABLE, str(tmp_path))
    ours = (
        paths.database_file(),
        paths.backup_folder(),
        paths.log_folder(),
        paths.report_folder(),
        paths.settings_folder(),
    )
    assert all(path.is_relative_to(tmp_path) for path in ours)


def test_without_the_variable_the_system_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.VARIABLE, raising=False)
    assert "leaddesk" in str(paths.data_folder()).lower()
    assert paths.database_file().is_absolute()


def test_backups_stand_beside_their_database(tmp_path: Path) -> None:
    assert paths.backup_folder(tmp_path / "team.db") == tmp_path / "backups"


@posix
def test_what_is_made_is_its_owners_only(tmp_path: Path) -> None:
    folder = paths.made(tmp_path / "new")
    file = folder / "file"
    file.touch()
    paths.for_owner_only(file)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


MOUNTS = (
    "/dev/sda1 / ext4 rw 0 0",
    "server:/home /home nfs4 rw 0 0",
    "/dev/sdb1 /home/dana/local ext4 rw 0 0",
    "//server/share /mnt/team\\040share cifs rw 0 0",
)


@pytest.mark.parametrize(
    "folder,kind",
    [
        ("/var/lib", ""),
        ("/home/dana", "nfs4"),
        ("/home/dana/local/desk", ""),
        ("/mnt/team share/desk", "cifs"),
        ("/homeless", ""),
    ],
)
def test_a_network_folder_is_known_by_its_mount(folder: str, kind: str) -> None:
    assert places.network_kind(Path(folder), MOUNTS) == kind


def test_a_synced_folder_is_known_by_its_name(tmp_path: Path) -> None:
    assert places.warning(tmp_path / "Dropbox" / "desk", {}) == places.SYNCED
    assert places.warning(tmp_path / "OneDrive - Northfield" / "desk", {}) == places.SYNCED


def test_a_synced_folder_is_known_by_its_variable(tmp_path: Path) -> None:
    assert places.warning(tmp_path / "x", {"OneDrive": str(tmp_path)}) == places.SYNCED
