# SPDX-License-Identifier: MIT
"""What the computer around the desk did or could not do: telephone, reminders, banners."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.ports import Dialled
from leaddesk.desk.queries import ReminderRow
from leaddesk.words import times

_DIALLED = {
    Dialled.STARTED: "Calling {number}",
    Dialled.NO_HANDLER: "No telephone program is set up on this computer. "
    "Copy {number} and dial it on your telephone.",
    Dialled.FAILED: "The telephone program did not start. "
    "Copy {number} and dial it on your telephone.",
}
BANNERS = {
    "network_folder": "The database lies in a network folder, where files can be damaged. "
    "Keep it on this computer; for a team use a server.",
    "synced_folder": "The database lies in a folder that is synchronised with a cloud, where files "
    "can be damaged. Keep it elsewhere and send only backups there.",
    "disk_low": "Less than 500 MB are free on this disk. Make room soon.",
    "read_only": "The database can be read but not written, so nothing can be logged. "
    "Check the rights of the file and its folder.",
    "backup_failed": "The daily backup did not work. Your work is safe in the database.",
}
_REMINDERS = {
    "callback": "Callback with {name} {at}",
    "technical": "Call {name} again {at}, the line failed",
    "no_show": "Call {name} {at}, who did not show up",
    "next_step": "Next step with {name} {at}",
    "appointment": "Appointment with {name} {at}",
    "handoff": "{name} waits to be accepted until {time}",
    "handoff_late": "Nobody accepted {name} in time; it was offered on",
    "feedback": "Feedback about {name} is owed until {time}",
}


def dialled(what: Dialled, shown_number: str) -> str:
    """Return what became of a call and what to do instead."""
    return _DIALLED[what].format(number=shown_number)


def rung(what: Dialled, name: str, extension: str, *, joining: bool) -> str:
    """Return what became of ringing a colleague; the extension is copied when it did not work."""
    if what is not Dialled.STARTED:
        return f"Extension {extension} is copied. Dial it on your telephone."
    if joining:
        return f"{name} is being called. Join the two calls in your telephone."
    return f"{name} is being called on extension {extension}"


def restored(backup: str, aside: str) -> str:
    """Return what was brought back, and where the damaged file is."""
    return (
        f"The backup {backup} is in place; what was logged after it is not in it. "
        f"The damaged file is kept as {aside}."
    )


def banner(key: str) -> str:
    """Return the words of a banner by its key."""
    return BANNERS.get(key, key.replace("_", " ").capitalize())


def reminder(row: ReminderRow, now: dt.datetime, zone: str) -> str:
    """Return a reminder in one line, in the viewer's clock: 'Callback with Tom Okafor at 13:30'."""
    words = _REMINDERS.get(row.kind, "{name}: {time}")
    time = times.short_moment(row.at, now, zone)
    today = times.date_of(row.at, now, zone) == times.date_of(now, now, zone)
    return words.format(name=row.name, time=time, at=f"at {time}" if today else f"on {time}")
