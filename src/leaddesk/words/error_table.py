# SPDX-License-Identifier: MIT
"""The words of each error by its key, and of each kind of thing that can be missing."""

from __future__ import annotations

_NOTHING = "Nothing was changed."
_SAFE = "What was shown as logged is safe."

_CALLING = {
    "unknown_zone": "The time zone is not known, so it is not clear when to call. "
    "Set one like America/Chicago.",
    "never_opens": "Under these hours no time to call comes up within a year. "
    "Check the calling hours and the time zone.",
    "outside_hours": "It is outside calling hours there. The lead stays in the queue.",
    "outside_lawful": "The law allows no call there at that time. Pick a time between 8:00 and "
    "21:00 of the person called.",
}
_FIELDS = {
    "naive_time": f"A time needs a time zone: {{detail}}. {_NOTHING}",
    "bad_time": f"“{{detail}}” is not a time. Write 2026-05-12T13:30, with an offset like +02:00 "
    f"if it is not the person's own zone. {_NOTHING}",
    "bad_date": f"“{{detail}}” is not a date. Write 2026-05-12. {_NOTHING}",
    "negative_time": f"A length of time can't be less than nothing. {_NOTHING}",
    "bad_hours": f"These hours end before they start: {{detail}}. {_NOTHING}",
    "bad_goal": f"A goal needs a target and a weight of nothing or more. {_NOTHING}",
    "bad_counts": f"The counts of a day can't be less than nothing. {_NOTHING}",
    "phone.not_e164": "This is not a number that can be dialled: {detail}. Nothing was called.",
    "too_long": f"The text for {{where}} is too long. Shorten it and try again. {_NOTHING}",
    "empty": f"{{where}} must not be empty. {_NOTHING}",
}
_STORE = {
    "not_a_database": "{where} is not a LeadDesk database. It was not touched. "
    "Pick another file, or restore a backup.",
    "is_a_directory": "{where} is a folder. It was not touched. Name the database file in it.",
    "no_folder": "There is no folder for {where}. Make it first, or pick another place.",
    "read_only": f"{{where}} can be read but not written. {_SAFE} "
    "Check the rights of the file and its folder.",
    "disk_full": f"The disk is full, so this was not logged. {_SAFE} Make room, then log it again.",
    "locked": f"Another program holds the database. {_SAFE} Close it or try again in a moment.",
    "cannot_open": f"{{where}} can't be opened. {_SAFE} Check that it is there and may be read.",
    "newer_schema": "A newer LeadDesk wrote this database. It was not touched. "
    "Update LeadDesk on this computer.",
    "driver_missing": "The part that talks to PostgreSQL is not installed. "
    "Install leaddesk with the extra “postgres”.",
    "not_open": f"The database is closed. {_SAFE} Open it again.",
    "unexpected": f"The database answered with something unexpected. {_SAFE} "
    "Try again; if it comes back, run leaddesk check.",
    "database_url": "This is not the address of a database: {detail}. Write a file name or "
    "postgresql://person@server/database.",
}
WORDS: dict[str, str] = {**_CALLING, **_FIELDS, **_STORE}

NOT_FOUND: dict[str, str] = {
    "lead": f"There is no lead {{what}} here. {_NOTHING}",
    "person": f"There is nobody called “{{what}}” in the team. {_NOTHING}",
}
