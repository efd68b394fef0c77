# SPDX-License-Identifier: MIT
"""A report of a crash that names code and versions, and nothing of what people entered.

The messages of exceptions and the values of variables stay out: both can hold names and numbers.
"""

from __future__ import annotations

import datetime as dt
import platform
import sys
import traceback
from pathlib import Path

_PACKAGE = "leaddesk"
MOST_FRAMES = 40


def report(error: BaseException, at: dt.datetime, versions: dict[str, str]) -> str:
    """Return the report as text."""
    lines = [
        "LeadDesk stopped working on something. This report holds no data of people.",
        "",
        f"when      {at:%Y-%m-%d %H:%M:%S} UTC",
        f"python    {platform.python_version()}",
        f"system    {platform.system()} {platform.release()} {platform.machine()}",
        *(f"{name:<9} {version}" for name, version in sorted(versions.items())),
        "",
    ]
    for link in _chain(error):
        lines += [_kind(link), *_places(link), ""]
    return "\n".join(lines)


def write_report(folder: Path, text: str, at: dt.datetime) -> Path | None:
    """Write a report and return where, or None where nothing can be written."""
    path = folder / f"crash-{at:%Y%m%d-%H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError:
        return None
    return path


def _chain(error: BaseException) -> list[BaseException]:
    """Return the error and what caused it, outermost first."""
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return links


def _kind(error: BaseException) -> str:
    kind = type(error)
    return f"{kind.__module__}.{kind.__qualname__}"


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
    return [f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _place(filename: str) -> str:
    """Return a file as seen from the package or from the libraries: no folder of this machine."""
    path = Path(filename)
    parts = path.parts
    for top in (_PACKAGE, "site-packages"):
        if top in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(top) :])
    standard = Path(sys.base_prefix)
    return path.name if not path.is_relative_to(standard) else f"python/{path.name}"
