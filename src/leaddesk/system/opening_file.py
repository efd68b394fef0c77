# SPDX-License-Identifier: MIT
"""Which database opens by itself on this computer: its own, or that of a team that it joined."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from leaddesk.system import paths

TEAMS: Final = "teams"
_NOTE: Final = "opens"


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


def files_of_teams(folder: Path) -> tuple[Path, ...]:
    """Return the databases of teams on this computer."""
    return tuple(sorted((folder / TEAMS).glob("*/*.db")))


def _is_below(file: Path, folder: Path) -> bool:
    return file.resolve().is_relative_to(folder.resolve())
