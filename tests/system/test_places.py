# SPDX-License-Identifier: MIT
"""Network and synced folders are recognised, by made-up tables of what is mounted."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddesk.system import places

MOUNTS = (
    "/dev/sda1 / ext4 rw 0 0",
    "server:/home /home/team nfs4 rw 0 0",
    "//server/share /mnt/share cifs rw 0 0",
    "dana@host: /mnt/far\\040away fuse.sshfs rw 0 0",
    "https://cloud /mnt/dav davfs rw 0 0",
    "/dev/sdb1 /home/team/local ext4 rw 0 0",
    "broken",
)


@pytest.mark.parametrize(
    "folder, kind",
    [
        ("/home/dana", ""),
        ("/home/team/dana", "nfs4"),
        ("/home/team/local/dana", ""),
        ("/home/teamwork", ""),
        ("/mnt/share/sub", "cifs"),
        ("/mnt/far away", "fuse.sshfs"),
        ("/mnt/dav", "davfs"),
    ],
)
def test_a_network_folder_is_known_by_the_nearest_mount(folder: str, kind: str) -> None:
    assert places.network_kind(Path(folder), MOUNTS) == kind


@pytest.mark.parametrize(
    "name",
    ["Dropbox", "OneDrive - Acme", "Google Drive", "Nextcloud", "Syncthing", "iCloud Drive"],
)
def test_a_synced_folder_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    assert places.warning(tmp_path / name / "team", {}) == places.SYNCED


def test_a_synced_folder_is_known_by_the_environment(tmp_path: Path) -> None:
    assert places.warning(tmp_path / "work", {"OneDrive": str(tmp_path)}) == places.SYNCED


def test_a_disk_without_room_takes_no_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not places.is_full(tmp_path)
    monkeypatch.setattr(places, "FULL_BYTES", 2**62)
    assert places.is_full(tmp_path)
