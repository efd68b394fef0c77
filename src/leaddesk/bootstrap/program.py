# SPDX-License-Identifier: MIT
"""What the command line may open: each door of `cli.doors.Doors`, wherever it is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from leaddesk.bootstrap.arrivals import folder_watch, intake, new_token
from leaddesk.bootstrap.backups import LATEST, Kept, back_up, check, regular_backup, restore
from leaddesk.bootstrap.demo import connect_demo, make_demo
from leaddesk.bootstrap.desks import (
    clock,
    database_name,
    machine,
    open_careful,
    place,
    place_warning,
    report,
    start_log,
)
from leaddesk.bootstrap.hub import hub_desk, new_invitation, open_hub
from leaddesk.bootstrap.local_file import LocalFile, local_file
from leaddesk.bootstrap.opening import is_workstation
from leaddesk.bootstrap.papers import window_settings, write_report
from leaddesk.bootstrap.window import check_window, run_tour, run_window

if TYPE_CHECKING:
    from leaddesk.bootstrap.team_door import TeamDoor
    from leaddesk.desk.door import Desk


def open_desk(database: str | None) -> Desk:
    """Open the desk of the command line; in a team what belongs to its hub is done and asked there.

    Raises as `desks.open_desk`.
    """
    name = database_name(database)
    if not is_workstation(name):
        return open_careful(database)
    from leaddesk.bootstrap.workstation import CommandDesk, open_workstation

    return cast("Desk", open_workstation(Path(name), kind=CommandDesk))


def team_door() -> TeamDoor:
    """Return what is done about this computer's team."""
    from leaddesk.bootstrap.team_door import TeamDoor

    return TeamDoor()


def team_demo(folder: Path | None, say: Callable[[str], None], *, windows: bool) -> list[str]:
    """Run a made-up team with a hub on this computer, and return what happened."""
    from leaddesk.bootstrap.team_demo import team_demo as run

    return run(folder, say, windows=windows)


__all__ = [
    "LATEST",
    "Kept",
    "LocalFile",
    "back_up",
    "check",
    "check_window",
    "clock",
    "connect_demo",
    "database_name",
    "folder_watch",
    "hub_desk",
    "intake",
    "local_file",
    "machine",
    "make_demo",
    "new_invitation",
    "new_token",
    "open_desk",
    "open_hub",
    "place",
    "place_warning",
    "regular_backup",
    "report",
    "restore",
    "run_tour",
    "run_window",
    "start_log",
    "team_demo",
    "team_door",
    "window_settings",
    "write_report",
]
