# SPDX-License-Identifier: MIT
"""What the computer around the desk did or could not do: telephone, reminders, banners."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Protocol

from leaddesk.desk.ports import Dialled
from leaddesk.desk.queries import ReminderRow
from leaddesk.words import numbers, times


class PutBack(Protocol):
    """What is known of a database that was put back: `bootstrap.restoring.PutBack`."""

    @property
    def source(self) -> Path | None:
        """The backup; None where the hub fills a new file."""
        ...

    @property
    def moved_aside(self) -> Path | None:
        """Where the file is that was there before."""
        ...

    @property
    def of_team(self) -> bool:
        """Whether it is a workstation of a team."""
        ...

    @property
    def entries(self) -> int:
        """How many entries the file moved aside has beyond it."""
        ...

    @property
    def first(self) -> dt.datetime | None:
        """When the first of these was made."""
        ...

    @property
    def last(self) -> dt.datetime | None:
        """When the last of these was made."""
        ...

    @property
    def brought(self) -> int:
        """How much of a workstation's work waits for the hub again."""
        ...

    @property
    def holes(self) -> bool:
        """Whether part of the file moved aside can't be read."""
        ...

    @property
    def zone(self) -> str:
        """The zone of this computer."""
        ...


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
    "keyring_moved": "The key of the database was kept in another keyring than this session has. "
    "Have its recovery code at hand, and run leaddesk unlock to keep the key here.",
    "backup_away": "The second folder for backups can’t be reached, so they are only on this "
    "computer. Connect it again, or choose another one.",
    "read_only": "The database can be read but not written, so nothing can be logged. "
    "Check the rights of the file and its folder.",
    "backup_failed": "The daily backup did not work. Your work is safe in the database.",
}
LOOKING = (
    "This is a copy of the damaged database. Nothing is kept that is logged in it. Close LeadDesk "
    "and open it again to bring back the last backup."
)
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


def restored(done: PutBack, now: dt.datetime) -> str:
    """Return what was brought back, what is missing in it, and where the damaged file is."""
    source, aside = done.source, done.moved_aside
    begun = (
        f"The backup {source.name} is in place"
        if source is not None
        else "The database was made anew; the hub fills it when it is reached"
    )
    told = f"{begun}. {missing(done, now)}"
    return f"{told} The damaged file is kept as {aside.name}." if aside is not None else told


def missing(done: PutBack, now: dt.datetime) -> str:
    """Return what a file that was replaced has beyond what is in place now."""
    holes = " Part of the damaged file can’t be read." if done.holes else ""
    if done.of_team:
        waits = numbers.count(done.brought, "piece of work", "pieces of work")
        verb = "waits" if done.brought == 1 else "wait"
        brought = f"{waits} that the hub may not have {verb} to be sent." if done.brought else (
            "Nothing was found that the hub does not have."
        )  # fmt: skip
        return f"{brought}{holes}"
    if not done.entries or done.first is None or done.last is None:
        found = "What was logged after it is not in it." if done.holes else (
            "Nothing was logged after it."
        )  # fmt: skip
        return f"{found}{holes}"
    count = numbers.count(done.entries, "entry", "entries")
    first, last = (times.moment(at, now, done.zone) for at in (done.first, done.last))
    span = f"at {first}" if done.entries == 1 else f"from {first} to {last}"
    verb = "is" if done.entries == 1 else "are"
    return f"{count} logged after it {verb} not in it: {span}.{holes}"


def moved(where: str) -> str:
    """Return where the database is now."""
    return f"The database is now {where}."


def banner(key: str) -> str:
    """Return the words of a banner by its key."""
    return BANNERS.get(key, key.replace("_", " ").capitalize())


def reminder(row: ReminderRow, now: dt.datetime, zone: str) -> str:
    """Return a reminder in one line, in the viewer's clock: 'Callback with Tom Okafor at 13:30'."""
    words = _REMINDERS.get(row.kind, "{name}: {time}")
    time = times.short_moment(row.at, now, zone)
    today = times.date_of(row.at, now, zone) == times.date_of(now, now, zone)
    return words.format(name=row.name, time=time, at=f"at {time}" if today else f"on {time}")
