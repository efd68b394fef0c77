# SPDX-License-Identifier: MIT
"""Lists: imported, taken back, their columns remembered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a person chose for one import: where the leads come from and who gets them."""

    name: str
    source: str = ""
    source_kind: str = "list"
    campaign: str = ""
    tier: int = 1
    default_region: str = ""
    digest: str = ""
    """Of the file's content: a list with the same one is refused. Empty asks nothing."""
    take: str = ""
    """The taking of a file out of a watched folder; it is done in the moment the list shows."""


@dataclass(frozen=True, slots=True)
class UndoImport:
    """Take back a whole import; leads that somebody has worked on since stay."""

    list_id: int


@dataclass(frozen=True, slots=True)
class KeepMapping:
    """Keep a column mapping for files with this header."""

    header_key: str
    mapping: str
