# SPDX-License-Identifier: MIT
"""Whether a folder is a good place for a database: network and synced folders damage files."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath

NETWORK = "network_folder"
SYNCED = "synced_folder"
DISK_LOW = "disk_low"
LOW_BYTES = 500_000_000
FULL_BYTES = 50_000_000
ALLOW = "LEADDESK_ALLOW_PLACE"
"""Set to 1 by people who know that their network or synced folder is safe for a database."""
_REMOTE = 4

_NETWORK_KINDS = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "fuse.sshfs",
        "fuse.rclone", "fuse.davfs2", "9p", "vboxsf", "vmhgfs", "fuse.vmhgfs-fuse", "lustre",
        "gpfs", "ceph", "glusterfs", "fuse.glusterfs",
    }
)  # fmt: skip
_SYNCED_NAMES = (
    "dropbox", "onedrive", "google drive", "googledrive", "nextcloud", "owncloud", "icloud drive",
    "mobile documents", "syncthing", "seafile", "creative cloud files", "pclouddrive",
)  # fmt: skip
_SYNC_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_MOUNTS = Path("/proc/mounts")


def warning(folder: Path, environment: Mapping[str, str]) -> str:
    """Return the key of the banner that a database in this folder needs, or ''."""
    if _is_network(folder):
        return NETWORK
    if _is_synced(folder, environment):
        return SYNCED
    return DISK_LOW if _is_below(folder, LOW_BYTES) else ""


def network_kind(folder: Path, mounts: Iterable[str]) -> str:
    """Return the kind of network file system a folder lies on, by lines of /proc/mounts, or ''."""
    best, kind = -1, ""
    for point, found in _mounted(mounts):
        if folder.is_relative_to(point) and len(point.parts) > best:
            best, kind = len(point.parts), found
    return kind if kind in _NETWORK_KINDS else ""


def _mounted(mounts: Iterable[str]) -> Iterator[tuple[PurePath, str]]:
    for line in mounts:
        cells = line.split(" ")
        if len(cells) > 2:  # noqa: PLR2004 - device, mount point, kind
            yield PurePath(cells[1].replace("\\040", " ")), cells[2]


def _is_network(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        # A mapped letter looks like any other drive.
        anchor = folder.absolute().anchor
        return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _REMOTE
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    return bool(network_kind(folder.absolute(), mounts))


def _is_synced(folder: Path, environment: Mapping[str, str]) -> bool:
    where = folder.absolute()
    roots = [environment[name] for name in _SYNC_VARIABLES if environment.get(name)]
    if any(where.is_relative_to(root) for root in roots):
        return True
    return any(part.lower().startswith(name) for part in where.parts for name in _SYNCED_NAMES)


def is_full(folder: Path) -> bool:
    """Tell whether there is too little room on a disk for an import."""
    return _is_below(folder, FULL_BYTES)


def _is_below(folder: Path, least: int) -> bool:
    try:
        return shutil.disk_usage(folder).free < least
    except OSError:
        return False
