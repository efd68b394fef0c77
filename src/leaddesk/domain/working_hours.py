# SPDX-License-Identifier: MIT
"""The stretches of work in one day: from a start to an end on the wall clock, less the breaks."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from leaddesk.domain.errors import BadInput
from leaddesk.domain.local_day import end_of

Break = tuple[dt.time, dt.time]
"""A pause on the wall clock, from and to; midnight as its end is the end of the day."""

Piece = tuple[dt.datetime, dt.datetime]
"""A stretch of work between two clock readings (naive)."""


@lru_cache(maxsize=4096)
def wall_pieces(
    day: dt.date, starts: dt.time, ends: dt.time, breaks: tuple[Break, ...]
) -> tuple[Piece, ...]:
    """Return the stretches of a day without its breaks, in order; breaks may overlap and stick out.

    Raises `BadInput("bad_hours")` when the day or a break would end before it starts.
    """
    begin, finish = _stretch(day, starts, ends)
    pieces: list[Piece] = []
    for pause_from, pause_to in sorted(_stretch(day, *pause) for pause in breaks):
        if pause_from > begin:
            pieces.append((begin, min(pause_from, finish)))
        begin = max(begin, pause_to)
        if begin >= finish:
            return tuple(pieces)
    return (*pieces, (begin, finish))


def _stretch(day: dt.date, starts: dt.time, ends: dt.time) -> Piece:
    """Return the clock readings of a stretch; one without length stands for a closed day."""
    start, end = dt.datetime.combine(day, starts), end_of(day, ends)
    if end < start:
        raise BadInput("bad_hours", where="hours", detail=f"{starts} to {ends}")
    return start, end
