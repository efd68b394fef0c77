# SPDX-License-Identifier: MIT
"""Leads that come by themselves: watched folders, the files out of them, and inquiries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FolderFields:
    """A folder of one computer and what is true of the leads in its files."""

    computer: str
    path: str
    source: str = ""
    source_kind: str = "list"
    campaign: str = ""
    tier: int = 1
    region: str = ""


@dataclass(frozen=True, slots=True)
class WatchFolder:
    """Watch a folder from now on."""

    fields: FolderFields


@dataclass(frozen=True, slots=True)
class ChangeFolder:
    """Change what is true of the leads of a watched folder, or where it is."""

    folder_id: int
    fields: FolderFields


@dataclass(frozen=True, slots=True)
class PauseFolder:
    """Leave a folder alone for a while, or go on with it."""

    folder_id: int
    paused: bool = True


@dataclass(frozen=True, slots=True)
class ForgetFolder:
    """Watch a folder no longer; its files stay where they are."""

    folder_id: int


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """Take a file for oneself: `take` names the taking, `digest` is of its content.

    A take that somebody else was at is claimed again when nothing was heard of them for a while.
    """

    take: str
    folder: str
    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class HoldFile:
    """Say that a taken file is still being worked on."""

    take: str


@dataclass(frozen=True, slots=True)
class SetFileAside:
    """Give a taken file to a person, with the reason in plain words."""

    take: str
    reason: str


@dataclass(frozen=True, slots=True)
class SettleFile:
    """Note that a person did what a file set aside needed; `list_id` is the list it became."""

    take: str
    list_id: int = 0


@dataclass(frozen=True, slots=True)
class TakeInquiry:
    """Take what somebody wrote into a form: (field, text) pairs as they came.

    `key` tells the same message sent twice, '' for none; `body` is the digest of what was sent.
    """

    pairs: tuple[tuple[str, str], ...]
    key: str = ""
    body: str = ""
    source: str = "Web form"
    campaign: str = ""
    tier: int = 1
    region: str = ""


@dataclass(frozen=True, slots=True)
class KeepIntakeToken:
    """Let forms in with a new token, known by its digest only; the one before ends at once."""

    digest: str
