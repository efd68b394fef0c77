# SPDX-License-Identifier: MIT
"""Agreed times as an iCalendar file (RFC 5545), each with an alarm and a name that stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from leaddesk.desk.exports import CalendarItem, CalendarShape

PRODUCT = "-//LeadDesk//LeadDesk//EN"


class Calendar:
    """A calendar of some items, written at its end."""

    def __init__(self, part: Path, shape: CalendarShape) -> None:
        self._part = part
        self._shape = shape
        self._items: list[CalendarItem] = []

    def write(self, records: Sequence[CalendarItem]) -> None:
        """Take items."""
        self._items += records

    def close(self) -> None:
        """Write the file."""
        self._part.write_bytes(calendar_bytes(self._items, self._shape))

    def abandon(self) -> None:
        """Have nothing to let go of."""


def calendar_bytes(items: Sequence[CalendarItem], shape: CalendarShape) -> bytes:
    """Return a calendar with its time zone; what is cancelled says so, for one imported before."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", shape.name)
    zone = ZoneInfo(shape.zone)
    for item in items:
        event = icalendar.Event()
        starts = item.at.astimezone(zone)
        event.add("uid", item.uid)
        event.add("sequence", item.sequence)
        event.add("dtstamp", shape.now.astimezone(dt.UTC))
        event.add("dtstart", starts)
        event.add("dtend", (item.at + dt.timedelta(minutes=item.minutes)).astimezone(zone))
        event.add("summary", item.title)
        event.add("description", item.text)
        if item.place:
            event.add("location", item.place)
        event.add("status", "CANCELLED" if item.cancelled else "CONFIRMED")
        if not item.cancelled:
            alarm = icalendar.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", item.title)
            alarm.add("trigger", dt.timedelta(minutes=-shape.alarm_minutes))
            event.add_component(alarm)
        calendar.add_component(event)
    if items:
        calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
