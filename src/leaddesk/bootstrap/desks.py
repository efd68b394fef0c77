# SPDX-License-Identifier: MIT
"""Opening a desk over a database, and this computer around it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from leaddesk.domain.errors import BadInput, StoreUnavailable
from leaddesk.system import opening_file, paths

if TYPE_CHECKING:
    import datetime as dt

    from leaddesk.desk.desk import Desk
    from leaddesk.desk.unit import Store
    from leaddesk.domain.calling_hours import HolidayCalendar
    from leaddesk.system.machine import SystemMachine

    Make = Callable[[Store, HolidayCalendar], Desk]


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


def open_desk(database: str | None, make: Make | None = None) -> Desk:
    """Open a team's database by file name or URL, made when it is not there; None is the default.

    `make` makes the desk over it, a plain one by default. Raises StoreUnavailable, NewerSchema and
    BadInput with nothing changed.
    """
    desk = open_as_it_is(database, make)
    try:
        desk.carry_on(clock())
    except BaseException:
        desk.close()
        raise
    return desk


def open_careful(database: str | None) -> Desk:
    """Open a desk that backs up before what may be regretted; raises as `open_desk`."""
    from leaddesk.bootstrap.careful import CarefulDesk

    name = database_name(database)

    def make(store: Store, holidays: HolidayCalendar) -> Desk:
        return CarefulDesk(name, store, holidays)

    return open_desk(database, make)


def open_as_it_is(database: str | None, make: Make | None = None) -> Desk:
    """Open a team's database without finishing what a crash interrupted; raises as `open_desk`."""
    from leaddesk.desk.desk import Desk as TeamDesk
    from leaddesk.storage.backup import check_ours
    from leaddesk.storage.opening import open_store
    from leaddesk.system.holiday_source import PackageHolidays

    name, at = database_name(database), clock()
    use_keys()
    if "://" not in name:
        check_place(name)
        check_ours(Path(name))
    return (make or TeamDesk)(open_store(name, at), PackageHolidays())


def use_keys() -> None:
    """Let the storage of this process find the keys of encrypted files, when it meets any."""
    from leaddesk.storage import sqlite_files

    sqlite_files.use_keys(_find_key)


def _find_key(note: Path) -> bytes:
    from leaddesk.system import file_keys

    return file_keys.find_key(note)


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
    """Return the file or URL that is meant; without one it is what opens by itself here.

    Makes the data folder, never another one. Raises StoreUnavailable("no_folder") where it can't.
    """
    if database is not None and "://" in database:
        return database
    if database is not None:
        if not database.strip() or "\0" in database:
            raise BadInput("database_url", detail=database.replace("\0", "")[:80])
        return str(Path(database).expanduser().absolute())
    file = paths.database_file()
    made(file.parent)
    return str(opening_file.team_file(file.parent) or own_database())


def own_database() -> Path:
    """Return this computer's own database, which may have been moved.

    Raises StoreUnavailable("moved_away") where it was moved and is not there now.
    """
    file = paths.database_file()
    moved = opening_file.own_file(file.parent)
    if moved is None:
        return file
    if not moved.is_file():
        raise StoreUnavailable("moved_away", where=str(moved))
    return moved


def check_room(database: str) -> None:
    """Refuse an import that would fill the disk; raises StoreUnavailable("no_room")."""
    from leaddesk.system import places

    if "://" not in database and places.is_full(Path(database).parent):
        raise StoreUnavailable("no_room", where=database)


def check_place(name: str, environment: Mapping[str, str] | None = None) -> None:
    """Refuse to make a new database where files get damaged; one that is there is opened.

    Raises StoreUnavailable("place.network_folder") or ("place.synced_folder").
    """
    from leaddesk.system import places

    told = os.environ if environment is None else environment
    if Path(name).exists() or told.get(places.ALLOW) == "1":
        return
    key = places.warning(Path(name).parent, told)
    if key in {places.NETWORK, places.SYNCED}:
        raise StoreUnavailable(f"place.{key}", where=str(Path(name).parent))


def place_warning(database: str | None, environment: Mapping[str, str] | None = None) -> str:
    """Return the key of the banner that its place or its second backups need, '' for none."""
    from leaddesk.system import places

    name = database_name(database)
    if "://" in name:
        return ""
    found = places.warning(Path(name).parent, environment or os.environ)
    return found or _kept_warning(Path(name))


def _kept_warning(file: Path) -> str:
    """Return the key of the banner about its key or its second backups, '' for none."""
    from leaddesk.storage import sqlite_files
    from leaddesk.system import file_keys, second_folder

    note = sqlite_files.note_of(file)
    if note.is_file() and file_keys.moved_keyring(note):
        return "keyring_moved"
    return second_folder.AWAY if second_folder.is_away(paths.backup_folder(file)) else ""


def team_place(database: str | None) -> str:
    """Return the address of the team's server without a password, '' for a file."""
    if database is None or "://" not in database:
        return ""
    from leaddesk.storage.addresses import shown

    return shown(database)


def start_log() -> None:
    """Send the log to its files, where that is possible."""
    from leaddesk.system import logs

    logs.start_log(paths.log_folder())


def report(error: BaseException) -> Path | None:
    """Write a report about something unexpected, without people's data, and return where."""
    from leaddesk.system.crash_report import write_report

    return write_report(error, paths.report_folder(), clock())


def made(folder: Path) -> None:
    """Make a folder of LeadDesk's own; raises StoreUnavailable("no_folder") where it can't."""
    try:
        paths.made(folder)
    except OSError as error:
        raise StoreUnavailable("no_folder", where=str(folder)) from error
