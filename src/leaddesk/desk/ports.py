# SPDX-License-Identifier: MIT
"""What the desk and the window need from the machine; bootstrap brings the real one."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from leaddesk.desk.exports import ExportFile, FileShape
from leaddesk.desk.intake import Chunk, ImportCount
from leaddesk.desk.registry_run import RegistryChunk
from leaddesk.domain.lead_draft import DraftOptions, RejectedRow
from leaddesk.domain.lead_layout import ColumnMapping


class Dialled(enum.StrEnum):
    """What became of handing a number to the system's telephone."""

    STARTED = "started"
    NO_HANDLER = "no_handler"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ListPreview:
    """The head of a list file: how it was read, its first rows, and the mapping that fits.

    `encoding_sure` False asks the person to look; `mapping` None asks them to map columns;
    `layout` names the recognised layout.
    """

    path: Path
    kind: str
    encoding: str
    encoding_sure: bool
    delimiter: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    header_key: str
    layout: str
    mapping: ColumnMapping | None


@dataclass(frozen=True, slots=True)
class FileTold:
    """What became of a file: state 'done' or 'aside'; `count` when it was imported just now."""

    folder: str
    name: str
    state: str
    path: Path
    reason: str = ""
    count: ImportCount | None = None


@dataclass(frozen=True, slots=True)
class FolderTold:
    """What is wrong with a folder, in words; empty when nothing is any more."""

    folder: str
    words: str


class Drafts(Protocol):
    """A list being read in the background: iterate chunks, ask how far it is, close to stop."""

    def __iter__(self) -> Iterator[Chunk]:
        """Yield chunks of clean drafts and rejected rows; raises BadInput when the file is bad."""
        ...

    def share_read(self) -> float:
        """Return how much of the file was read, 0–1."""
        ...

    def close(self) -> None:
        """Stop reading and let go of the file."""
        ...


class RegistrySource(Protocol):
    """A file of a national list being read: iterate chunks, ask how far it is, close to stop."""

    def __iter__(self) -> Iterator[RegistryChunk]:
        """Yield numbers; raises BadInput with the row that is none."""
        ...

    def share_read(self) -> float:
        """Return how much of the file was read, 0–1."""
        ...

    def close(self) -> None:
        """Stop reading and let go of the file."""
        ...


@dataclass(frozen=True, slots=True)
class RegistryLook:
    """What can be told of a national list's file before it is read: its day, changes or whole."""

    path: Path
    dated: dt.date | None
    delta: bool


class Machine(Protocol):
    """The computer around the desk."""

    def now(self) -> dt.datetime:
        """Return the moment, in UTC."""
        ...

    def computer(self) -> str:
        """Return the name of this computer, at most 40 characters."""
        ...

    def dial(self, e164: str) -> Dialled:
        """Hand a number to the system's telephone as a `tel:` link; never anything but digits."""
        ...

    def dial_extension(self, extension: str) -> Dialled:
        """Ring a colleague by extension; raises BadInput for what a telephone can't dial."""
        ...

    def notify(self, title: str, body: str) -> bool:
        """Show a desktop notification; False where the desktop has none."""
        ...

    def preview_list(self, path: Path, *, encoding: str = "", delimiter: str = "") -> ListPreview:
        """Read the head of a list file; raises BadInput in plain keys."""
        ...

    def read_drafts(self, path: Path, mapping: ColumnMapping, options: DraftOptions) -> Drafts:
        """Start reading a list file into drafts."""
        ...

    def look_at_registry(self, path: Path) -> RegistryLook:
        """Return the day a file's name tells, and whether it has changes only."""
        ...

    def read_registry(self, path: Path, calling_code: str) -> RegistrySource:
        """Start reading a file of a national list; raises BadInput."""
        ...

    def write_rejected(
        self, beside: Path, header: Sequence[str], rows: Sequence[RejectedRow]
    ) -> Path:
        """Write the rows that were turned down, with reasons, and return where."""
        ...

    def export_file(self, path: Path, shape: FileShape, *, replace: bool = False) -> ExportFile:
        """Begin a file that is seen when it is whole; raises BadInput("export.exists") and others.

        A file of that name stays as it is, unless it may be replaced, until the new one is whole.
        """
        ...
