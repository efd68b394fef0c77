# SPDX-License-Identifier: MIT
"""A report of something unexpected, fit to be sent: types, places and versions, no values.

Neither messages nor variables go in, because either may hold a name, a number or a note.
"""

from __future__ import annotations

import datetime as dt
import platform
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import leaddesk
from leaddesk.system import logs

_LIBRARIES = ("PySide6_Essentials", "SQLAlchemy", "alembic", "psycopg", "phonenumbers")
_CHAIN = 8
_KEPT = 20


def write_report(error: BaseException, folder: Path, at: dt.datetime) -> Path | None:
    """Write a report about an error and return where; None where nothing can be written."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = _free(folder, f"report-{at.astimezone(dt.UTC):%Y%m%d-%H%M%S}")
        path.write_text(report_text(error, at), encoding="utf-8")
        if sys.platform != "win32":
            path.chmod(0o600)
        _keep_newest(folder)
    except OSError:
        return None
    return path


def report_text(error: BaseException, at: dt.datetime) -> str:
    """Return the report: what a developer needs and nothing about anybody."""
    lines = [
        "LeadDesk report. It holds no names, numbers or notes.",
        "",
        f"at        {at.astimezone(dt.UTC).isoformat(timespec='seconds')}",
        f"leaddesk  {leaddesk.__version__}",
        f"python    {platform.python_version()} ({platform.python_implementation()})",
        f"system    {platform.system()} {platform.release()} {platform.machine()}",
        *(f"library   {name} {version}" for name, version in _versions()),
        "",
    ]
    for number, link in enumerate(_chain(error)):
        lines.append(f"{'because of' if number else 'error'}  {logs.error_kind(link)}")
        lines.extend(f"    {place}" for place in logs.own_frames(link.__traceback__))
    return "\n".join(lines) + "\n"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it came from, a few links at most."""
    link: BaseException | None = error
    for _ in range(_CHAIN):
        if link is None:
            return
        yield link
        link = link.__cause__ or link.__context__


def _versions() -> Iterator[tuple[str, str]]:
    for name in _LIBRARIES:
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            continue


def _free(folder: Path, stem: str) -> Path:
    """Return a file name that is not taken."""
    path = folder / f"{stem}.txt"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}.txt"
        number += 1
    return path


def _keep_newest(folder: Path) -> None:
    """Let old reports go, so that a failing computer does not fill its disk."""
    for old in sorted(folder.glob("report-*.txt"))[:-_KEPT]:
        old.unlink(missing_ok=True)
