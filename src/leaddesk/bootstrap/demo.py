# SPDX-License-Identifier: MIT
"""The demo team: made, and made anew each day it is opened."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from leaddesk.bootstrap import desks
from leaddesk.domain.errors import RuleBroken
from leaddesk.system import paths

if TYPE_CHECKING:
    import datetime as dt

    from leaddesk.desk.desk import Desk


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

    at = at or desks.clock()
    name = str(_demo_file()) if database is None else desks.database_name(database)
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
    if file.exists() and not _is_of(file, desks.clock()):
        file.replace(file.with_name("demo-before.db"))
    if not file.exists():
        try:
            make_demo(None, progress, cancelled)
        except RuleBroken as refused:
            if refused.key == "demo_cancelled":
                return None
            raise
    return functools.partial(desks.open_desk, str(file))


def _demo_file() -> Path:
    """Return the demo's database in its folder, which is made."""
    file = paths.demo_file()
    desks.made(file.parent)
    return file


def _is_of(file: Path, at: dt.datetime) -> bool:
    """Tell whether a file was written on the day of a moment, by this computer's clock."""
    import datetime as dt

    written = dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)
    return written.astimezone().date() == at.astimezone().date()
