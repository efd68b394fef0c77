# SPDX-License-Identifier: MIT
"""The computer around a desk with canned answers, for the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from leaddesk.desk.exports import ExportFile, FileShape
from leaddesk.desk.intake import Chunk
from leaddesk.desk.ports import Dialled, ListPreview, RegistryLook, RegistrySource
from leaddesk.domain.errors import BadInput
from leaddesk.domain.lead_draft import DraftOptions, RejectedRow
from leaddesk.domain.lead_layout import ColumnMapping
from tests.words.samples import NOW


class StubDrafts:
    """Two rows that were read."""

    def __init__(self) -> None:
        self.closed = False

    def __iter__(self) -> Iterator[Chunk]:
        row = RejectedRow(2, "nobody", "", ("", "x"))
        yield (row, row)

    def share_read(self) -> float:
        return 1.0

    def close(self) -> None:
        self.closed = True


class StubMachine:
    """A computer whose only list has three columns."""

    def __init__(self) -> None:
        self.mapping: ColumnMapping | None = None
        self.used: list[tuple[ColumnMapping, DraftOptions]] = []
        self.drafts = StubDrafts()

    def now(self) -> dt.datetime:
        return NOW

    def computer(self) -> str:
        """Return a made-up name."""
        return "desk-4"

    def dial(self, e164: str) -> Dialled:
        return Dialled.NO_HANDLER

    def dial_extension(self, extension: str) -> Dialled:
        return Dialled.NO_HANDLER

    def notify(self, title: str, body: str) -> bool:
        return False

    def preview_list(self, path: Path, *, encoding: str = "", delimiter: str = "") -> ListPreview:
        header = ("Firma", "Vor Name", "Tel")
        return ListPreview(
            path, "csv", "utf-8", True, ";", header, (header,), "key", "", self.mapping
        )

    def read_drafts(self, path: Path, mapping: ColumnMapping, options: DraftOptions) -> StubDrafts:
        self.used.append((mapping, options))
        return self.drafts

    def look_at_registry(self, path: Path) -> RegistryLook:
        return RegistryLook(path, None, delta=False)

    def read_registry(self, path: Path, calling_code: str) -> RegistrySource:
        raise BadInput("file.unreadable", where=path.name, detail=calling_code)

    def write_rejected(
        self, beside: Path, header: Sequence[str], rows: Sequence[RejectedRow]
    ) -> Path:
        return beside.with_name("rejected.csv")

    def export_file(self, path: Path, shape: FileShape, *, replace: bool = False) -> ExportFile:
        raise BadInput("export.no_folder", where=str(path.parent))
