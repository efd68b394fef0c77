# SPDX-License-Identifier: MIT
"""Figures of whole days until yesterday, found ready by the first look of a day.

Each stands still for a day, so it is worked out once and kept in the database for every process.
Whoever looks before it is there works it out; the figures are the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

import msgspec

from leaddesk.desk.asking import Asking
from leaddesk.desk.records import Prepared

FigureT = TypeVar("FigureT")


def is_fresh(found: Prepared | None, today: dt.date, version: int) -> bool:
    """Tell whether a figure is that of today, by the rules and people as they are."""
    return found is not None and (found.day, found.version) == (today.isoformat(), version)


def figure(
    asking: Asking, name: str, today: dt.date, kind: type[FigureT], work: Callable[[], FigureT]
) -> FigureT:
    """Return a figure of today as it was prepared, else worked out now."""
    found = asking.unit.prepared.get(name)
    if found is not None and is_fresh(found, today, asking.book.version):
        told = read(found, kind)
        if told is not None:
            return told
    return work()


def read(found: Prepared, kind: type[FigureT]) -> FigureT | None:
    """Return a figure; None for one that another version of the program wrote otherwise."""
    try:
        return msgspec.json.decode(found.data, type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


def written(value: object, today: dt.date, version: int) -> Prepared:
    """Return a figure as it is kept."""
    return Prepared(today.isoformat(), version, msgspec.json.encode(value).decode())
