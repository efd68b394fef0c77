# SPDX-License-Identifier: MIT
"""Watched folders, the files out of them, and what came through forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Protocol

from leaddesk.desk.questions.arrivals import FileRow, FolderRow, InquiryRow


class Arrivals(Protocol):
    """Watched folders, the files out of them, and what came through forms."""

    def folder(self, folder_id: int) -> FolderRow:
        """Return a watched folder; raises NotFound("folder")."""
        ...

    def folders(self, computer: str) -> tuple[FolderRow, ...]:
        """Return the folders watched on a computer, in the order in which they were named."""
        ...

    def add_folder(self, fields: Mapping[str, object]) -> int:
        """Watch a folder and return its id; raises RuleBroken("folder_watched")."""
        ...

    def change_folder(self, folder: FolderRow, fields: Mapping[str, object]) -> None:
        """Write a folder; raises RuleBroken("folder_watched")."""
        ...

    def drop_folder(self, folder: FolderRow) -> None:
        """Watch a folder no longer."""
        ...

    def file(self, take: str) -> FileRow | None:
        """Return a taken file."""
        ...

    def claim(self, take: str, folder: str, name: str, digest: str, at: dt.datetime) -> bool:
        """Claim a file nobody claimed yet; False when somebody did."""
        ...

    def claim_again(self, take: str, at: dt.datetime, since: dt.datetime) -> bool:
        """Claim a file of somebody who was not heard of since a moment; False when they were."""
        ...

    def set_file(self, take: str, at: dt.datetime, **fields: object) -> None:
        """Write `state`, `reason` or `list_id` of a taken file, and that it was touched."""
        ...

    def files(self, folders: tuple[str, ...], limit: int) -> tuple[FileRow, ...]:
        """Return the last files, newest first, of some folders or of all."""
        ...

    def keep_digest(self, digest: str, list_id: int, at: dt.datetime) -> bool:
        """Note whose content a list has; False when a list with that content is here."""
        ...

    def forget_digest(self, list_id: int) -> None:
        """Let a file be imported again: its list was taken back."""
        ...

    def imported(self, digest: str) -> dt.datetime | None:
        """Return when a file with this content was imported."""
        ...

    def one_at_a_time(self) -> None:
        """Let nobody else take an inquiry until this transaction ends."""
        ...

    def inquiry(self, key: str) -> tuple[str, str, int] | None:
        """Return the body, the result and the lead of an inquiry, by its key."""
        ...

    def add_inquiry(self, key: str, body: str, at: dt.datetime, result: str, lead_id: int) -> None:
        """Keep an inquiry by its key."""
        ...

    def forget_inquiries(self, before: dt.datetime) -> None:
        """Forget inquiries that came before a moment; their leads stay."""
        ...

    def inquiries(self, limit: int) -> tuple[InquiryRow, ...]:
        """Return the last inquiries, newest first."""
        ...

    def token(self) -> tuple[str, dt.datetime] | None:
        """Return the digest of the intake's token and when it was made."""
        ...

    def set_token(self, digest: str, at: dt.datetime, person_id: int) -> None:
        """Put a token in force; the one before ends."""
        ...
