# SPDX-License-Identifier: MIT
"""The window over a database, and the tour that shows it at work."""

from __future__ import annotations

import functools
import os
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from leaddesk.bootstrap import backups, desks, locking
from leaddesk.bootstrap.arrivals import aside_files, new_token
from leaddesk.bootstrap.demo import make_demo
from leaddesk.bootstrap.joining import Joining
from leaddesk.bootstrap.local_file import OwnFile
from leaddesk.bootstrap.opening import WindowOpener
from leaddesk.bootstrap.team import team_services
from leaddesk.domain.errors import LeadDeskError
from leaddesk.system import paths

if TYPE_CHECKING:
    from leaddesk.desk.desk import Desk

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
BACKUP_AFTER_SECONDS = 5.0
"""The backup of the day waits so long behind an opened desk: the first lead goes before it."""


def check_window(environment: Mapping[str, str], platform: str) -> None:
    """Refuse a window that could not open, before Qt is imported and ends the program by itself.

    Raises LeadDeskError("window.no_binding"), ("window.bad_pair") or ("window.no_display").
    """
    python = (sys.version_info.major, sys.version_info.minor)
    try:
        # The top of the package tells its version; no part of Qt is loaded by it.
        import PySide6
    except ModuleNotFoundError:
        raise LeadDeskError("window.no_binding") from None
    from leaddesk.gui.binding import is_bad_pair

    binding = PySide6.__version__
    if is_bad_pair(python, binding):
        told = f"{python[0]}.{python[1]}"
        raise LeadDeskError("window.bad_pair", binding=binding, python=told)
    named = any(environment.get(name) for name in _DISPLAYS)
    if platform == "linux" and not named:
        raise LeadDeskError("window.no_display")


def run_window(database: str | None) -> int:
    """Open the window over a database and return its exit code when it closes.

    Raises LeadDeskError for a window that can't open here.
    """
    check_window(os.environ, sys.platform)
    from leaddesk.gui.binding import spare_sources

    spare_sources()
    try:
        from leaddesk.gui import app
    except ImportError as error:
        raise LeadDeskError("window.no_library", detail=error.msg) from error
    notes = locking.WindowNotes()
    opener = WindowOpener(database, notes)
    options = app.WindowOptions(
        settings_folder=paths.settings_folder(),
        report_folder=paths.report_folder(),
        services=_services(database, notes, opener),
    )
    backup = threading.Timer(BACKUP_AFTER_SECONDS, backups.keep_backup, (database,))
    backup.name, backup.daemon = "daily-backup", True

    def connect() -> Desk:
        desks.start_log()
        desk = opener.connect()
        if backup.ident is None:
            backup.start()
        return desk

    code = app.run_window(connect, desks.machine(), options)
    if backup.ident is not None:
        backups.back_up_leaving(database)
    return code


def _services(
    database: str | None, notes: locking.WindowNotes, opener: WindowOpener
) -> dict[str, Callable[..., object]]:
    """Return the doors of a window over a database, by their names."""
    own = OwnFile(database)
    ways = opener.ways()
    of_team = team_services(ways) | {"joining": functools.partial(Joining, ways)}
    return (of_team if database is None else {}) | {
        "make_demo": opener.demo,
        "place_warning": lambda: desks.place_warning(database),
        "team_place": lambda: desks.team_place(database),
        "watch": opener.watch,
        "link": opener.link,
        "answer_age": opener.age_of,
        "aside": aside_files,
        "new_token": new_token,
        "screen_lock": lambda: locking.keeper(notes, own.fits_code, own.is_encrypted),
        "own_file": lambda: own,
        "boot_clock": locking.boot_clock,
        "session_watch": locking.watch_session,
        "restore_latest": lambda: backups.restore(backups.LATEST, database),
    }


def run_tour(database: str | None, folder: Path | None, *, demo: bool = False) -> int:
    """Show LeadDesk at work unattended and return the exit code; without a display offscreen.

    Without a database it works in one of its own that goes away afterwards. With `demo` it only
    takes pictures of the demo team, always in databases of its own.
    """
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _DISPLAYS):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    check_window(os.environ, sys.platform)
    import tempfile

    from leaddesk.gui.tour import run_tour as take_tour
    from leaddesk.gui.tour_pictures import take_pictures
    from leaddesk.gui.tour_seats import MOMENT

    with tempfile.TemporaryDirectory(prefix="leaddesk-tour-") as scratch:
        if demo:
            team, empty = (str(Path(scratch) / name) for name in ("demo.db", "empty.db"))
            make_demo(team, at=MOMENT)
            doors = (
                functools.partial(desks.open_desk, team),
                functools.partial(desks.open_desk, empty),
            )
            return take_pictures(*doors, desks.machine(), folder)
        name = str(Path(scratch) / "tour.db") if database is None else database
        return take_tour(functools.partial(desks.open_desk, name), desks.machine(), folder)
