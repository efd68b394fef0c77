# SPDX-License-Identifier: MIT
"""Where a database is backed up to, in words."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from leaddesk.words import times

WORKING = "Copying the backup…"
NO_SECOND = (
    "There is no second folder. With one on a stick, a share or another disk your work is safe "
    "when this disk breaks: each backup is copied there."
)


class Backups(Protocol):
    """Both folders and the last backup in each; `away`: the second one fails now, or did last."""

    @property
    def folder(self) -> object: ...  # noqa: D102
    @property
    def last(self) -> dt.datetime | None: ...  # noqa: D102
    @property
    def second(self) -> object | None: ...  # noqa: D102
    @property
    def copied(self) -> dt.datetime | None: ...  # noqa: D102
    @property
    def away(self) -> bool: ...  # noqa: D102


def first(told: Backups, now: dt.datetime, zone: str) -> str:
    """Return how the backups on this computer stand."""
    return (
        "Half an hour after something was written, and when the window closes, a backup is made in "
        f"{told.folder}. {_last(told.last, now, zone)}"
    )


def second(told: Backups, now: dt.datetime, zone: str) -> str:
    """Return how the copies in the second folder stand."""
    if told.second is None:
        return NO_SECOND
    copied = f"Each backup is copied to {told.second}."
    if told.away and told.copied is None:
        return copied  # a folder that is away may hold some
    return f"{copied} {_last(told.copied, now, zone)}"


def trouble(told: Backups) -> str:
    """Return what is wrong with the second folder, '' for nothing."""
    if not told.away:
        return ""
    return (
        f"{told.second} can’t be reached or written, so newer backups are only on this computer. "
        "Connect it and back up again, or choose another folder."
    )


def _last(at: dt.datetime | None, now: dt.datetime, zone: str) -> str:
    if at is None:
        return "None is there yet."
    return f"The last one is of {times.moment(at, now, zone)}."
