# SPDX-License-Identifier: MIT
"""Puts the rooms together: knows everybody, and only the command line knows it.

Every import of weight happens inside a function, so that a window paints, and `--version` answers,
before Qt and SQLAlchemy are read.
"""

from __future__ import annotations

import contextlib
import functools
import os
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leaddesk.domain.errors import BadInput, LeadDeskError, RuleBroken, StoreUnavailable
from leaddesk.system import paths

if TYPE_CHECKING:
    import datetime as dt

    from leaddesk.desk.desk import Desk
    from leaddesk.system.machine import SystemMachine

BACKUP_LOOK_SECONDS = 3600
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
LATEST = "latest"
BACKUP_AFTER_SECONDS = 5.0
"""The backup of the day waits so long behind an opened desk: the first lead goes before it."""


class Kept(NamedTuple):
    """A backup made, or put in place from `source`: where, its rows, what was moved aside."""

    path: Path
    rows: int
    moved_aside: Path | None = None
    source: Path | None = None


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
    options = app.WindowOptions(
        settings_folder=paths.settings_folder(),
        report_folder=paths.report_folder(),
        services={
            "make_demo": connect_demo,
            "place_warning": lambda: place_warning(database),
            "restore_latest": lambda: restore(LATEST, database),
        },
    )

    backup = threading.Timer(BACKUP_AFTER_SECONDS, _keep_backup, (database,))
    backup.name, backup.daemon = "daily-backup", True

    def connect() -> Desk:
        start_log()
        desk = open_desk(database)
        if backup.ident is None:
            backup.start()
        return desk

    return app.run_window(connect, machine(), options)


def _keep_backup(database: str | None) -> None:
    """Make the backup of each day behind the window; a failure is logged and costs nothing else.

    A window may stay open for days, so it is looked after every hour.
    """
    import logging

    while True:
        try:
            backup_of_the_day(database)
        except (LeadDeskError, OSError):
            logging.getLogger(__name__).exception("The daily backup did not work.")
        threading.Event().wait(BACKUP_LOOK_SECONDS)


def clock() -> dt.datetime:
    """Return the moment, in UTC."""
    from leaddesk.system import clock as system_clock

    return system_clock.now()


def machine() -> SystemMachine:
    """Return this computer, as the desk's ports ask for it."""
    from leaddesk.system.machine import SystemMachine

    return SystemMachine(_turned_down)


def _turned_down(key: str) -> str:
    """Return why a row of a list was turned down, in words."""
    from leaddesk.words import imports

    return imports.turned_down(key)


def open_desk(database: str | None) -> Desk:
    """Open a team's database by file name or URL, made when it is not there; None is the default.

    Raises StoreUnavailable, NewerSchema and BadInput with nothing changed.
    """
    from leaddesk.desk.desk import Desk as TeamDesk
    from leaddesk.storage.backup import check_ours
    from leaddesk.storage.opening import open_store
    from leaddesk.system.holiday_source import PackageHolidays

    name, at = database_name(database), clock()
    if "://" not in name:
        check_ours(Path(name))
    desk = TeamDesk(open_store(name, at), PackageHolidays())
    try:
        desk.carry_on(at)
    except BaseException:
        desk.close()
        raise
    return desk


def place() -> tuple[str, str]:
    """Return this computer's user name and time zone."""
    import getpass

    from leaddesk.system import clock as system_clock

    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        name = ""
    return name.strip() or "Me", system_clock.local_zone()


def database_name(database: str | None) -> str:
    """Return the file or URL that is meant; without one it is the database of this computer.

    Makes the data folder, never another one. Raises StoreUnavailable("no_folder") where it can't.
    """
    if database is not None and "://" in database:
        return database
    if database is not None:
        if not database.strip() or "\0" in database:
            raise BadInput("database_url", detail=database.replace("\0", "")[:80])
        return str(Path(database).expanduser().absolute())
    file = paths.database_file()
    _made(file.parent)
    return str(file)


def place_warning(database: str | None, environment: Mapping[str, str] | None = None) -> str:
    """Return the key of the banner that the database's place needs, '' for none or a server."""
    from leaddesk.system import places

    name = database_name(database)
    if "://" in name:
        return ""
    return places.warning(Path(name).parent, environment or os.environ)


def back_up(database: str | None, folder: Path | None) -> Kept:
    """Make a verified backup of a SQLite database in use; raises StoreUnavailable and BadInput.

    For PostgreSQL raises BadInput("backup.postgresql") with the command that does it.
    """
    from leaddesk.storage import backup as copies
    from leaddesk.system import backup

    file = copies.file_of(database_name(database))
    into = folder.absolute() if folder else paths.backup_folder(file)
    _made(into)
    target = backup.backup_name(into, clock())
    return Kept(target, copies.make_backup(file, target))


def backup_of_the_day(database: str | None) -> Path | None:
    """Make the automatic backup when the last is a day old, then let old ones go.

    None when it is not due yet and for PostgreSQL, whose server has its own. Raises
    StoreUnavailable.
    """
    from leaddesk.storage import backup as copies
    from leaddesk.system import backup

    try:
        file = copies.file_of(database_name(database))
    except BadInput:
        return None
    if not file.exists():
        return None
    folder = paths.backup_folder(file)
    _made(folder)

    def make(target: Path) -> None:
        copies.make_backup(file, target)

    return backup.daily_backup(folder, clock(), make)


def restore(source: str, database: str | None) -> Kept:
    """Put a backup in place; `latest` is the newest beside the database.

    What was there is moved aside, never deleted. Raises StoreUnavailable and BadInput.
    """
    from leaddesk.storage import backup as copies
    from leaddesk.system import backup

    file = copies.file_of(database_name(database))
    path = Path(source).expanduser().absolute()
    if source == LATEST:
        found = backup.backup_files(paths.backup_folder(file))
        if not found:
            raise StoreUnavailable("backup.none", where=str(paths.backup_folder(file)))
        path = found[0].path
    done = copies.restore(path, file, clock())
    return Kept(done.database, done.rows, done.moved_aside, path)


def check(database: str | None) -> dict[str, object]:
    """Look a database through and return what is wrong as sentences, with what was counted.

    Raises StoreUnavailable for what can't be opened.
    """
    from leaddesk.desk.queries import AskPeople
    from leaddesk.storage.checking import check_database
    from leaddesk.storage.opening import open_store
    from leaddesk.words import checking

    with contextlib.closing(open_desk(database)) as desk:
        names = {person.id: person.name for person in desk.ask(AskPeople(), clock())}
    with contextlib.closing(open_store(database_name(database), clock())) as store:
        found = check_database(store.database)
    drifts = [
        checking.drift(
            names.get(d.person_id, str(d.person_id)), d.day, d.tier, d.metric,
            kept=d.kept, told=d.told,
        )
        for d in found.drifts
    ]  # fmt: skip
    problems = [
        *map(checking.damage, found.damage),
        *map(checking.orphan, found.orphans),
        *(checking.finding(f.key, f.count, f.detail) for f in found.findings),
        *checking.few(drifts),
    ]
    return {"problems": problems, "leads": found.leads, "entries": found.entries}


def make_demo(
    database: str | None,
    progress: Callable[[float], None] = lambda _share: None,
    cancelled: Callable[[], bool] = lambda: False,
    at: dt.datetime | None = None,
) -> dict[str, object]:
    """Make the demo team in a database without people and leads, by default in one of its own.

    It stands as of now, or as of another moment. All of it or nothing. Raises
    RuleBroken("demo_needs_empty") and RuleBroken("demo_cancelled").
    """
    import dataclasses

    from leaddesk.desk.demo import making
    from leaddesk.storage.backup import check_ours, remove_empty
    from leaddesk.storage.building import building
    from leaddesk.storage.opening import open_store
    from leaddesk.system.holiday_source import PackageHolidays

    at = at or clock()
    name = str(_demo_file()) if database is None else database_name(database)
    is_new = "://" not in name and not Path(name).exists()
    if "://" not in name:
        check_ours(Path(name))
    try:
        with contextlib.closing(open_store(name, at)) as store, building(store) as whole:
            made = making.make_demo(
                whole, PackageHolidays(), at, progress=progress, cancelled=cancelled
            )
    except BaseException:
        if is_new:
            remove_empty(Path(name))
        raise
    return {**dataclasses.asdict(made), "database": name}


def connect_demo(
    progress: Callable[[float], None], cancelled: Callable[[], bool]
) -> Callable[[], Desk] | None:
    """Return how to connect to the demo team as it stands today, made when there is none of today.

    None when making it was cancelled. The demo of another day is kept once, as `demo-before.db`.
    """
    file = _demo_file()
    if file.exists() and not _is_of(file, clock()):
        file.replace(file.with_name("demo-before.db"))
    if not file.exists():
        try:
            make_demo(None, progress, cancelled)
        except RuleBroken as refused:
            if refused.key == "demo_cancelled":
                return None
            raise
    return functools.partial(open_desk, str(file))


def _demo_file() -> Path:
    """Return the demo's database in its folder, which is made."""
    file = paths.demo_file()
    _made(file.parent)
    return file


def _is_of(file: Path, at: dt.datetime) -> bool:
    """Tell whether a file was written on the day of a moment, by this computer's clock."""
    import datetime as dt

    written = dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)
    return written.astimezone().date() == at.astimezone().date()


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
    from leaddesk.gui.tour_pictures import MOMENT, take_pictures

    with tempfile.TemporaryDirectory(prefix="leaddesk-tour-") as scratch:
        if demo:
            team, empty = (str(Path(scratch) / name) for name in ("demo.db", "empty.db"))
            make_demo(team, at=MOMENT)
            doors = functools.partial(open_desk, team), functools.partial(open_desk, empty)
            return take_pictures(*doors, machine(), folder)
        name = str(Path(scratch) / "tour.db") if database is None else database
        return take_tour(functools.partial(open_desk, name), machine(), folder)


def start_log() -> None:
    """Send the log to its files, where that is possible."""
    from leaddesk.system import logs

    logs.start_log(paths.log_folder())


def report(error: BaseException) -> Path | None:
    """Write a report about something unexpected, without people's data, and return where."""
    from leaddesk.system.crash_report import write_report

    return write_report(error, paths.report_folder(), clock())


def _made(folder: Path) -> None:
    try:
        paths.made(folder)
    except OSError as error:
        raise StoreUnavailable("no_folder", where=str(folder)) from error
