# SPDX-License-Identifier: MIT
"""The do-not-call list, national lists and calling hours as tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from leaddesk.desk.queries import MANY_LEADS, NoCallRow, PlaceRow, RegistryRow
from leaddesk.gui.models.rows_model import Column
from leaddesk.words import no_call, numbers, times

Now = Callable[[], dt.datetime]


def entry_columns(now: Now, zone: str) -> tuple[Column[NoCallRow], ...]:
    """Return the columns of the team's list; times are on the clock of `zone`."""
    return (
        Column("kind", "Kind", lambda row: no_call.kind(row.kind), width=152),
        Column("what", "Who", lambda row: row.label, width=260),
        Column("leads", "Leads", lambda row: no_call.leads(row, MANY_LEADS), right=True, width=70),
        Column("since", "Since", lambda row: times.stamp(row.since, now(), zone), width=132),
        Column("by", "By", lambda row: row.by, width=128),
        Column("why", "Why", lambda row: no_call.reason(row.reason), width=260),
    )


def registry_columns(now: Now) -> tuple[Column[RegistryRow], ...]:
    """Return the columns of the national lists."""

    def day(at: dt.date | None) -> str:
        return times.date(at, now().date()) if at else ""

    return (
        Column("name", "List", lambda row: row.name, width=140),
        Column("binds", "Binds your team", _binds, width=210),
        Column("dated", "File of", lambda row: day(row.dated) or "no file yet", width=110),
        Column("until", "Good until", _until(day), width=190),
        Column("numbers", "Numbers", _count, right=True, width=110),
        Column("by", "Imported by", lambda row: row.by, width=150),
    )


def place_columns(now: Now) -> tuple[Column[PlaceRow], ...]:
    """Return the columns of the calling hours."""
    return (
        Column("place", "Place", lambda row: no_call.place(row.hours), width=150),
        Column("hours", "Calls allowed", _hours, width=350),
        Column("source", "Source", lambda row: row.hours.source, width=300),
        Column(
            "checked", "Checked on", lambda row: times.date(row.hours.checked_on, now().date()),
            width=110,
        ),
        Column("standing", "Standing", lambda row: no_call.standing(row, now().date()), width=210),
    )  # fmt: skip


def _hours(row: PlaceRow) -> str:
    return times.sentence_start(no_call.hours(row.hours))


def _binds(row: RegistryRow) -> str:
    if row.binding == "once_imported" and not row.binds:
        return "Not yet: once a file is imported"
    return "Yes" if row.binds else "No"


def _count(row: RegistryRow) -> str:
    return numbers.number(row.numbers) if row.dated else ""


def _until(day: Callable[[dt.date | None], str]) -> Callable[[RegistryRow], str]:
    def words(row: RegistryRow) -> str:
        if row.has_run_out:
            return f"Ran out {day(row.good_until)}".strip() if row.dated else "A file is needed"
        return day(row.good_until)

    return words
