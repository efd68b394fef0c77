# SPDX-License-Identifier: MIT
"""What comes by itself as tables: watched folders, their files, and inquiries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from leaddesk.desk.queries import FileRow, FolderRow, InquiryRow
from leaddesk.gui.models.rows_model import Column
from leaddesk.words import arrivals, leads, times

Now = Callable[[], dt.datetime]


def folder_columns(trouble: Mapping[str, str]) -> tuple[Column[FolderRow], ...]:
    """Return the columns of the watched folders; `trouble` says what is wrong with one now."""
    return (
        Column("path", "Folder", lambda row: row.path, lambda row: row.path, width=300),
        Column("state", "State", lambda row: arrivals.folder_state(row, trouble), width=140),
        Column("source", "Source", lambda row: leads.source(row.source), width=130),
        Column("kind", "How", lambda row: leads.source_kind(row.source_kind), width=190),
        Column("campaign", "Campaign", lambda row: row.campaign, width=110),
        Column("tier", "Worked by", lambda row: leads.tier(row.tier), width=120),
        Column("by", "In the name of", lambda row: row.by, width=130),
    )


def file_columns(now: Now, zone: str) -> tuple[Column[FileRow], ...]:
    """Return the columns of the files; times are on the clock of `zone`."""
    return (
        Column("name", "File", lambda row: row.name, lambda row: row.folder, width=220),
        Column("came", "Came", lambda row: times.stamp(row.came_at, now(), zone), width=130),
        Column("state", "State", lambda row: arrivals.file_state(row.state), width=130),
        Column("reason", "Why", lambda row: row.reason, lambda row: row.reason, width=300),
    )


def inquiry_columns(now: Now, zone: str) -> tuple[Column[InquiryRow], ...]:
    """Return the columns of the inquiries; who must not be called has no name here."""
    return (
        Column("came", "Came", lambda row: times.stamp(row.came_at, now(), zone), width=140),
        Column("name", "Name", lambda row: row.name, width=200),
        Column("company", "Company", lambda row: row.company, width=220),
        Column("result", "What became of it", lambda row: arrivals.result(row.result), width=300),
    )
