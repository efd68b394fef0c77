# SPDX-License-Identifier: MIT
"""Where LeadDesk keeps its things on this computer: the database, backups, logs and reports.

The variable LEADDESK_DATA moves all of them below one folder. Folders are their owner's only.
"""

from __future__ import annotations

import os
from pathlib import Path

APP = "leaddesk"
VARIABLE = "LEADDESK_DATA"
OWNER_FOLDER = 0o700
OWNER_FILE = 0o600


def data_folder() -> Path:
    """Return the folder of the database; it may not exist yet."""
    named = os.environ.get(VARIABLE, "")
    if named:
        return Path(named).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir(APP, appauthor=False))


def database_file() -> Path:
    """Return the default database."""
    return data_folder() / "leaddesk.db"


def demo_file() -> Path:
    """Return the database of the demo team."""
    return data_folder() / "demo.db"


def backup_folder(database: Path | None = None) -> Path:
    """Return where the backups of a database go: beside it, in `backups`."""
    return (database.absolute().parent if database else data_folder()) / "backups"


def log_folder() -> Path:
    """Return where the log goes."""
    if os.environ.get(VARIABLE, ""):
        return data_folder() / "logs"
    import platformdirs

    return Path(platformdirs.user_log_dir(APP, appauthor=False))


def report_folder() -> Path:
    """Return where crash reports go."""
    return log_folder() / "reports"


def settings_folder() -> Path:
    """Return where the window remembers its size, its place and a person's own keys."""
    if os.environ.get(VARIABLE, ""):
        return data_folder() / "settings"
    import platformdirs

    return Path(platformdirs.user_config_dir(APP, appauthor=False))


def state_folder() -> Path:
    """Return where this computer keeps what is neither data nor setting, outside the data folder.

    Where `LEADDESK_DATA` moves everything, it is a folder of its own below it.
    """
    if os.environ.get(VARIABLE, ""):
        return data_folder() / "state"
    import platformdirs

    return Path(platformdirs.user_state_dir(APP, appauthor=False))


def made(folder: Path) -> Path:
    """Make a folder that only its owner can enter, with its parents, and return it.

    Raises OSError where that is not allowed.
    """
    folder.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
    return folder


def for_owner_only(file: Path) -> Path:
    """Take the rights of everybody else from a file, where the system knows such rights."""
    if os.name == "posix":
        file.chmod(OWNER_FILE)
    return file
