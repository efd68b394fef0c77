# SPDX-License-Identifier: MIT
"""Reads a list in a child process, so that no file can hurt the window; drafts come in chunks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from leaddesk.domain.lead_draft import DraftOptions, LeadDraft, RejectedRow
from leaddesk.domain.lead_layout import ColumnMapping
from leaddesk.system.leadfile import FilePreview

Drafts = list[LeadDraft | RejectedRow]


class DraftStream:
    """The chunks of one list; iterate it, `close()` at any time ends the child."""

    bytes_read: int = 0
    bytes_total: int = 0

    def __iter__(self) -> Iterator[Drafts]:
        """Yield chunks in order; raises BadInput for the file's faults and for a dead child."""
        raise NotImplementedError

    def close(self) -> None:
        """End the child and the stream; safe to call twice."""

    def __enter__(self) -> Self:
        """Return itself; `with` closes the child whatever happens."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the stream."""
        self.close()


def iter_drafts(
    path: Path,
    mapping: ColumnMapping,
    options: DraftOptions,
    *,
    chunk: int = 1000,
    inline: bool = False,
) -> DraftStream:
    """Return the drafts of a list; `inline` reads in this process, for tests and tiny files."""
    raise NotImplementedError


def preview_file(path: Path, options: DraftOptions, *, inline: bool = False) -> FilePreview:
    """Return how a list reads and its first rows, read in a child; raises BadInput."""
    raise NotImplementedError
