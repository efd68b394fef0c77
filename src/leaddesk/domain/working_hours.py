# SPDX-License-Identifier: MIT
"""The stretches of work in one day: from a start to an end on the wall clock, less the breaks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache

from leaddesk.domain.errors import BadInput
from leaddesk.domain.local_day import Span, end_of, utc, wall_spans, zone_of

Break = tuple[dt.time, dt.time]
"""A pause on the wall clock, from and to; midnight as its end is the end of the day."""

Piece = tuple[dt.datetime, dt.datetime]
"""A stretch of work between two clock readings (naive)."""

_MINUTE = dt.timedelta(minutes=1)
_NOTHING = dt.timedelta()


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """When one person works on a day: from, to and breaks on the clock of the person's zone.

    Part of a day off is one more break. Minutes are minutes of work that really pass, also on the
    days the clocks change. Raises `BadInput("bad_hours")` for times that end before they start,
    and `BadInput("unknown_zone")` when used with a zone that is none.
    """

    zone: str
    starts: dt.time = dt.time(9)
    ends: dt.time = dt.time(17)
    breaks: tuple[Break, ...] = ((dt.time(12), dt.time(13)),)

    def __post_init__(self) -> None:
        """Refuse hours that can't be kept."""
        wall_pieces(dt.date.min, self.starts, self.ends, self.breaks)

    def without(self, away_from: dt.time, away_to: dt.time) -> WorkingDay:
        """Return the same day less an absence."""
        return replace(self, breaks=(*self.breaks, (away_from, away_to)))

    def day_of(self, at: dt.datetime) -> dt.date:
        """Return the person's day at a moment."""
        return utc(at).astimezone(zone_of(self.zone)).date()

    def pieces(self, day: dt.date) -> tuple[Piece, ...]:
        """Return the stretches of work of a day on the person's clock."""
        return wall_pieces(day, self.starts, self.ends, self.breaks)

    def spans(self, day: dt.date) -> tuple[Span, ...]:
        """Return the stretches of work of a day as moments, in order."""
        zone = zone_of(self.zone)
        return tuple(span for piece in self.pieces(day) for span in wall_spans(zone, *piece))

    def total_minutes(self, day: dt.date) -> float:
        """Return the working minutes of a day, 0 when the person is away all day."""
        return sum((end - start) / _MINUTE for start, end in self.spans(day))

    def minutes_worked(self, at: dt.datetime) -> float:
        """Return the working minutes of the person's day that have passed at a moment."""
        moment = utc(at)
        spans = self.spans(self.day_of(moment))
        return sum(max(_NOTHING, min(end, moment) - start) / _MINUTE for start, end in spans)


@lru_cache(maxsize=4096)
def wall_pieces(
    day: dt.date, starts: dt.time, ends: dt.time, breaks: tuple[Break, ...]
) -> tuple[Piece, ...]:
    """Return the stretches of a day without its breaks, in order; breaks may overlap or stick out.

    Raises `BadInput("bad_hours")` when the day or a break would end before it starts.
    """
    begin, finish = _stretch(day, starts, ends)
    pieces: list[Piece] = []
    for pause_from, pause_to in sorted(_stretch(day, *pause) for pause in breaks):
        pieces.append((begin, min(pause_from, finish)))
        begin = max(begin, pause_to)
    pieces.append((begin, finish))
    return tuple(piece for piece in pieces if piece[0] < piece[1])


def _stretch(day: dt.date, starts: dt.time, ends: dt.time) -> Piece:
    """Return the clock readings of a stretch; one without length stands for a closed day."""
    start, end = dt.datetime.combine(day, starts), end_of(day, ends)
    if end < start:
        raise BadInput("bad_hours", where="hours", detail=f"{starts} to {ends}")
    return start, end
