# SPDX-License-Identifier: MIT
"""What came by itself: questions and the rows they are answered with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.desk.questions.query import Query


@dataclass(frozen=True, slots=True)
class FolderRow:
    """A folder that is watched on one computer; `by` is who named it."""

    id: int
    computer: str
    path: str
    source: str
    source_kind: str
    campaign: str
    tier: int
    region: str
    paused: bool
    person_id: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class AskFolders(Query[tuple[FolderRow, ...]]):
    """The folders watched on one computer."""

    computer: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file out of a watched folder; state is 'working', 'done', 'aside' or 'settled'."""

    take: str
    folder: str
    name: str
    digest: str
    came_at: dt.datetime
    touched_at: dt.datetime
    state: str
    reason: str
    list_id: int


@dataclass(frozen=True, slots=True)
class AskFile(Query[FileRow | None]):
    """A file by the name of its taking; None when nobody claimed it yet."""

    take: str


@dataclass(frozen=True, slots=True)
class AskImported(Query[dt.datetime | None]):
    """When a file with this content was imported; None when it was not, or was taken back."""

    digest: str


@dataclass(frozen=True, slots=True)
class InquiryRow:
    """Something that came through a form; result is 'added', 'research', 'renewed' or 'kept_out'.

    `lead_id` is 0 for what was kept out.
    """

    came_at: dt.datetime
    result: str
    lead_id: int
    name: str
    company: str


@dataclass(frozen=True, slots=True)
class ArrivalsView:
    """The last files and inquiries, newest first; `token_at` is when the token was made."""

    files: tuple[FileRow, ...]
    inquiries: tuple[InquiryRow, ...]
    token_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class AskArrivals(Query[ArrivalsView]):
    """What came by itself lately; files of some folders only, when folders are named."""

    folders: tuple[str, ...] = ()
    limit: int = 30


@dataclass(frozen=True, slots=True)
class AskIntakeToken(Query[str]):
    """The digest of the token that lets forms in; empty when none was made."""
