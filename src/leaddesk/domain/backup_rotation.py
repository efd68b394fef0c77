# SPDX-License-Identifier: MIT
"""Which backups to keep: all of a day, then fewer the older they are, never none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rotation:
    """How many backups stay: all younger than `all_hours`, then one per day, week and month."""

    all_hours: int = 24
    daily: int = 12
    weekly: int = 10
    monthly: int = 9


def to_drop(
    made: Iterable[dt.datetime], now: dt.datetime, rotation: Rotation | None = None
) -> frozenset[dt.datetime]:
    """Return which backups, by the moment they were made, are no longer needed.

    The newest of a day, a week (ISO) and a month (UTC) stands for it. The newest of all always
    stays, and so does one dated ahead of `now`: a wrong clock must not cost a backup.
    """
    rules = rotation or Rotation()
    newest_first = sorted(set(made), reverse=True)
    kept = set(newest_first[:1])
    recent = now - dt.timedelta(hours=rules.all_hours)
    kept.update(at for at in newest_first if at >= recent)
    for most, period in _periods(rules):
        kept.update(_newest_per(newest_first, period, most))
    return frozenset(newest_first) - kept


def _periods(rules: Rotation) -> tuple[tuple[int, Callable[[dt.datetime], Hashable]], ...]:
    """Return how many of each period stay, and which period a moment lies in."""
    return (
        (rules.daily, lambda at: at.astimezone(dt.UTC).date()),
        (rules.weekly, lambda at: at.astimezone(dt.UTC).isocalendar()[:2]),
        (rules.monthly, lambda at: at.astimezone(dt.UTC).date().replace(day=1)),
    )


def _newest_per(
    newest_first: list[dt.datetime], period: Callable[[dt.datetime], Hashable], most: int
) -> list[dt.datetime]:
    """Return the newest backup of each of the last periods that have any."""
    found: dict[Hashable, dt.datetime] = {}
    for at in newest_first:
        if len(found) == most:
            break
        found.setdefault(period(at), at)
    return list(found.values())
