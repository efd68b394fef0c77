# SPDX-License-Identifier: MIT
"""Which database opens by itself on this computer: its own, or that of a team that it joined."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from leaddesk.system import paths

TEAMS: Final = "teams"
_NOTE: Final = "opens"
_MOVED: Final = "moved-to.txt"


def team_file(folder: Path) -> Path | None:
    """Return the team's file that opens by itself; None while this computer is in no team.

    `folder` is the data folder. A note about a file that is gone counts as none.
    """
    try:
        told = (folder / TEAMS / _NOTE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    file = folder / TEAMS / told
    return file if told and file.is_file() and _is_below(file, folder / TEAMS) else None


def note_team_file(folder: Path, file: Path | None) -> None:
    """Let a team's file open by itself from now on, None for this computer's own.

    Raises OSError; the note of before stays then.
    """
    note = paths.made(folder / TEAMS) / _NOTE
    if file is None:
        note.unlink(missing_ok=True)
        return
    part = note.with_name(_NOTE + ".tmp")
    with part.open("w", encoding="utf-8") as opened:
        opened.write(file.relative_to(folder / TEAMS).as_posix())
        opened.flush()
        os.fsync(opened.fileno())
    part.replace(note)


def own_file(folder: Path) -> Path | None:
    """Return where this computer's own database was moved to; None while it is in its place.

    It is returned also while it is not there: a new one in its place would look like a loss.
    """
    try:
        told = (folder / _MOVED).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return Path(told) if told and Path(told).is_absolute() else None


def note_own_file(folder: Path, file: Path | None) -> None:
    """Note where this computer's own database is, None for its usual place; raises OSError."""
    note = paths.made(folder) / _MOVED
    if file is None:
        note.unlink(missing_ok=True)
        return
    part = note.with_name(note.name + ".tmp")
    with part.open("w", encoding="utf-8") as opened:
        opened.write(str(file))
        opened.flush()
        os.fsync(opened.fileno())
    part.replace(note)


def files_of_teams(folder: Path) -> tuple[Path, ...]:
    """Return the databases of teams on this computer."""
    return tuple(sorted((folder / TEAMS).glob("*/*.db")))


def _is_below(file: Path, folder: Path) -> bool:
    return file.resolve().is_relative_to(folder.resolve())
