# SPDX-License-Identifier: MIT
"""Agreed times as entries of a calendar: what they are called, and what to know for the call."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

from leaddesk.desk.exports import AgreedOut, CalendarItem
from leaddesk.domain.phone import display
from leaddesk.words import times

_SPACE: Final = uuid.UUID("6f0c3c0e-6d7c-5b8c-9a53-2f0a8c9d1e77")
_TITLES: Final = {
    "appointment": "Appointment with {}",
    "callback": "Call back {}",
    "next_step": "Next step with {}",
}
_MINUTES: Final = {"appointment": 30, "callback": 15, "next_step": 15}
_NAMELESS = "a lead that is gone"


def item(agreed: AgreedOut, zone: str) -> CalendarItem:
    """Return the entry of an agreed time for a calendar in a zone."""
    who = agreed.name or _NAMELESS
    name = f"{who}, {agreed.company}" if agreed.company else who
    return CalendarItem(
        uid=uid(agreed.person_id, agreed.lead_id, agreed.arrived_at),
        sequence=agreed.version,
        at=agreed.at,
        minutes=_MINUTES[agreed.kind],
        title=_TITLES[agreed.kind].format(name),
        text="\n".join(_lines(agreed, zone)),
        place=display(agreed.phone) if agreed.phone else "",
        cancelled=agreed.cancelled,
    )


def uid(person_id: int, lead_id: int, arrived_at: dt.datetime) -> str:
    """Return the name of an entry: the same for a person and a lead, whenever it is exported."""
    ms = round(arrived_at.timestamp() * 1000)
    return f"{uuid.uuid5(_SPACE, f'{person_id}/{lead_id}/{ms}')}@leaddesk"


def _lines(agreed: AgreedOut, zone: str) -> list[str]:
    if agreed.cancelled:
        return ["This does not stand any more."]
    lines = [agreed.name, agreed.company, display(agreed.phone) if agreed.phone else ""]
    if agreed.time_zone and agreed.time_zone != zone:
        there = times.local(agreed.at, agreed.time_zone)
        lines.append(f"{there:%H:%M} on their clock ({agreed.time_zone})")
    lines.append(agreed.note)
    lines.append(f"Lead {agreed.lead_id} in LeadDesk")
    return [line for line in lines if line]
