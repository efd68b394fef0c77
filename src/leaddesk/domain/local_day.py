# SPDX-License-Identifier: MIT
"""Days and clock times of a time zone as exact moments: which day it is somewhere, when it starts.

A clock time that a change of the clocks skips has no moment, one that it repeats has two; the spans
made here hold both exactly, also where a zone crossed the date line and lost a whole day.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from leaddesk.domain.errors import BadInput

Span = tuple[dt.datetime, dt.datetime]
"""From a moment (inside) to a moment (outside), both UTC."""

_SECOND = dt.timedelta(seconds=1)
_DAY = dt.timedelta(days=1)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MILLISECOND = dt.timedelta(milliseconds=1)


@lru_cache(maxsize=1024)
def known_zone(name: str) -> ZoneInfo | None:
    """Return the zone of an IANA name, or nothing when there is no such zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_of(name: str) -> ZoneInfo:
    """Return the zone of an IANA name; raises `BadInput("unknown_zone")` when there is none."""
    zone = known_zone(name)
    if zone is None:
        raise BadInput("unknown_zone", where="time_zone", detail=name[:60])
    return zone


def utc(at: dt.datetime) -> dt.datetime:
    """Return the moment in UTC; raises `BadInput("naive_time")` when it has no zone."""
    if at.tzinfo is None:
        raise BadInput("naive_time", where="at", detail=at.isoformat())
    return at.astimezone(dt.UTC)


def to_ms(at: dt.datetime) -> int:
    """Return a moment as milliseconds since 1970, for very many of them."""
    return (at - _EPOCH) // _MILLISECOND


def local_date(zone_name: str, at: dt.datetime) -> dt.date:
    """Return the day that the calendar of a zone shows at a moment."""
    return at.astimezone(zone_of(zone_name)).date()


def day_span(zone_name: str, day: dt.date) -> Span:
    """Return the moments a local day starts and ends: 23, 24 or 25 hours apart, as the clocks go.

    A day that a zone never had (it crossed the date line) starts and ends in the same moment.
    """
    zone = zone_of(zone_name)
    return _day_start(zone, day), _day_start(zone, day + _DAY)


def spans_of(zone: ZoneInfo, day: dt.date, opens: dt.time, closes: dt.time) -> tuple[Span, ...]:
    """Return when the clock of a zone stands at `opens` or later and before `closes` on a day.

    Midnight as `closes` means the end of the day. Mostly one span; none or two around a change
    of the clocks.
    """
    return wall_spans(zone, dt.datetime.combine(day, opens), end_of(day, closes))


def end_of(day: dt.date, closes: dt.time) -> dt.datetime:
    """Return the clock reading at which a stretch of a day closes; midnight is the next day's."""
    return dt.datetime.combine(day if closes != dt.time.min else day + _DAY, closes)


@lru_cache(maxsize=16384)
def wall_spans(zone: ZoneInfo, start: dt.datetime, end: dt.datetime) -> tuple[Span, ...]:
    """Return when the clock of a zone reads from `start` to before `end` (naive, within 48 h)."""
    offsets = [
        offset
        for reading in (start, end)
        for fold in (0, 1)
        if (offset := reading.replace(tzinfo=zone, fold=fold).utcoffset()) is not None
    ]
    before, after = offsets[0], offsets[-1]
    if min(offsets) == max(offsets):
        return ((_minus(start, before), _minus(end, before)),)
    change = _change(zone, _minus(start, max(offsets)), _minus(end, min(offsets)))
    early = (_minus(start, before), min(_minus(end, before), change))
    late = (max(_minus(start, after), change), _minus(end, after))
    if early[0] < early[1] == late[0] < late[1]:
        return ((early[0], late[1]),)
    return tuple(span for span in (early, late) if span[0] < span[1])


def _minus(reading: dt.datetime, offset: dt.timedelta) -> dt.datetime:
    """Return the UTC moment of a clock reading under an offset."""
    return (reading - offset).replace(tzinfo=dt.UTC)


def _change(zone: ZoneInfo, low: dt.datetime, high: dt.datetime) -> dt.datetime:
    """Return the first second after `low` and not after `high` with the offset of `high`."""
    low, high = low.replace(microsecond=0), high.replace(microsecond=0) + _SECOND
    wanted = high.astimezone(zone).utcoffset()
    while high - low > _SECOND:
        middle = low + (high - low) // _SECOND // 2 * _SECOND
        if middle.astimezone(zone).utcoffset() == wanted:
            high = middle
        else:
            low = middle
    return high


@lru_cache(maxsize=4096)
def _day_start(zone: ZoneInfo, day: dt.date) -> dt.datetime:
    """Return the first moment whose local day is not before `day`."""
    midnight = dt.datetime.combine(day, dt.time.min)
    spans = wall_spans(zone, midnight, midnight + _DAY)
    if spans:
        return spans[0][0]
    return _day_start(zone, day + _DAY)
