# SPDX-License-Identifier: MIT
"""What came by itself: watched folders, the files out of them, inquiries from forms."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from leaddesk.desk.asking import Asking
from leaddesk.desk.queries import (
    ArrivalsView,
    AskArrivals,
    AskFile,
    AskFolders,
    AskImported,
    AskIntakeToken,
    FileRow,
    FolderRow,
)


def answer_folders(query: AskFolders, asking: Asking) -> tuple[FolderRow, ...]:
    """Return the folders watched on one computer, with who named them."""
    found = asking.unit.arrivals.folders(query.computer)
    return tuple(replace(row, by=asking.book.name(row.person_id)) for row in found)


def answer_file(query: AskFile, asking: Asking) -> FileRow | None:
    """Return a file by the name of its taking."""
    return asking.unit.arrivals.file(query.take)


def answer_imported(query: AskImported, asking: Asking) -> dt.datetime | None:
    """Return when a file with this content was imported."""
    return asking.unit.arrivals.imported(query.digest)


def answer_arrivals(query: AskArrivals, asking: Asking) -> ArrivalsView:
    """Return what came by itself lately."""
    arrivals = asking.unit.arrivals
    token = arrivals.token()
    return ArrivalsView(
        files=arrivals.files(query.folders, query.limit),
        inquiries=arrivals.inquiries(query.limit),
        token_at=token[1] if token else None,
    )


def answer_intake_token(_query: AskIntakeToken, asking: Asking) -> str:
    """Return the digest of the token that lets forms in; empty when none was made."""
    token = asking.unit.arrivals.token()
    return token[0] if token else ""
