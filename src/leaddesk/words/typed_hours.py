# SPDX-License-Identifier: MIT
"""Calling hours as people type them: a line of days with their hours, `mon-fri 9:00-17:30`."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from leaddesk.domain.calling_profile import MIDNIGHT, CallingProfile, Stretch
from leaddesk.domain.errors import BadInput

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LINE = re.compile(
    r"(?P<days>[a-z,\s-]+?)[\s:]+(?P<hours>\d[\d:.\s,-]*(?:and[\d:.\s,-]+)*)"
).fullmatch
_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*-\s*(\d{1,2})(?:[:.](\d\d))?")


class TypedHours(NamedTuple):
    """Days with calls, the hours of most of them, and those of days that differ."""

    weekdays: tuple[int, ...]
    opens: dt.time
    closes: dt.time
    own_hours: tuple[tuple[int, dt.time, dt.time], ...]


def read(text: str) -> TypedHours:
    """Read hours, lines parted by new lines or semicolons; raises BadInput("bad_typed_hours")."""
    days: dict[int, tuple[Stretch, ...]] = {}
    plain = text.replace("–", "-").replace("every day", "mon-sun").lower()
    for line in re.split(r"[\n;]+", plain):
        if line.strip():
            found = _LINE(line.strip())
            if found is None:
                raise _bad(line)
            spans = tuple(_spans(found["hours"], line))
            days |= dict.fromkeys(_days(found["days"], line), spans)
    if not days:
        raise _bad(text)
    first = next(iter(days.values()))[0]
    if all(spans == (first,) for spans in days.values()):
        return TypedHours(tuple(sorted(days)), *first, ())
    own = tuple((day, *span) for day in sorted(days) for span in days[day])
    return TypedHours(tuple(sorted(days)), *first, own)


def told(profile: CallingProfile) -> str:
    """Return hours as they can be read again, one line for all days that have the same."""
    lines: dict[str, list[int]] = {}
    for day in range(7):
        spans = [f"{_clock(a)}-{_clock(b, end=True)}" for a, b in profile.hours_on(day)]
        if spans:
            lines.setdefault(" ".join(spans), []).append(day)
    return "\n".join(f"{_run(days)} {spans}" for spans, days in lines.items())


def _run(days: list[int]) -> str:
    if len(days) > 1 and days[-1] - days[0] == len(days) - 1:
        return f"{_WEEK[days[0]]}-{_WEEK[days[-1]]}"
    return ",".join(_WEEK[day] for day in days)


def _spans(text: str, line: str) -> list[Stretch]:
    found = [(_time(a, b, line), _time(c, d, line)) for a, b, c, d in _SPAN.findall(text)]
    rest = _SPAN.sub("", text).replace("and", "").replace(",", "").strip()
    if not found or rest:
        raise _bad(line)
    return sorted(found)


def _time(hour: str, minute: str, line: str) -> dt.time:
    if int(hour) == 24 and not int(minute or 0):  # noqa: PLR2004 - the end of the day
        return MIDNIGHT
    try:
        return dt.time(int(hour), int(minute or 0))
    except ValueError:
        raise _bad(line) from None


def _days(text: str, line: str) -> list[int]:
    found: list[int] = []
    for part in re.split(r"[,\s]+", re.sub(r"\s*-\s*", "-", text.strip())):
        first, _, last = part.partition("-")
        if first[:3] not in _WEEK or (last and last[:3] not in _WEEK):
            raise _bad(line)
        begin = _WEEK.index(first[:3])
        end = _WEEK.index(last[:3]) if last else begin
        found += [(begin + n) % 7 for n in range((end - begin) % 7 + 1)]
    return found


def _clock(reading: dt.time, *, end: bool = False) -> str:
    return "24:00" if end and reading == MIDNIGHT else f"{reading.hour}:{reading.minute:02}"


def _bad(line: str) -> BadInput:
    return BadInput("bad_typed_hours", where="hours", detail=line.strip()[:40])
