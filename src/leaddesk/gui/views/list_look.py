# SPDX-License-Identifier: MIT
"""Looks into a list file in the background: how it reads, and which columns are known."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from leaddesk.desk.ports import ListPreview
from leaddesk.desk.queries import AskMapping
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.lead_layout import ColumnMapping
from leaddesk.gui.screen import Bench


class ListLook(QObject):
    """At most one look counts: a newer one makes an older one void.

    `seen(preview)` comes with the columns that are known, also those mapped by hand before;
    `failed(error)` instead.
    """

    seen = Signal(object)
    failed = Signal(object)

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._number = 0

    def look(self, path: Path, encoding: str = "", delimiter: str = "") -> None:
        """Read the head of a file."""
        self._number += 1
        number, machine = self._number, self._bench.machine

        def landed(preview: ListPreview) -> None:
            if number == self._number:
                self._recall(preview, number)

        def missed(error: LeadDeskError) -> None:
            if number == self._number:
                self.failed.emit(error)

        desk = self._bench.ops.desk()

        def work() -> ListPreview:
            desk.expect_list(path)
            return machine.preview_list(path, encoding=encoding, delimiter=delimiter)

        self._bench.ops.run_apart(work, done=landed, failed=missed)

    def forget(self) -> None:
        """Let go of a look that is under way."""
        self._number += 1

    def _recall(self, preview: ListPreview, number: int) -> None:
        """Columns that nobody knows may have been mapped by hand before."""
        if preview.mapping is not None:
            self.seen.emit(preview)
            return

        def recalled(kept: str) -> None:
            if number == self._number:
                self.seen.emit(with_kept(preview, kept))

        self._bench.ops.ask(
            AskMapping(preview.header_key),
            slot="import.mapping",
            answer=recalled,
            failed=lambda _error: recalled(""),
        )


def with_kept(preview: ListPreview, kept: str) -> ListPreview:
    """Return the preview with a mapping that was kept for this header; damaged ones are let go."""
    if not kept:
        return preview
    try:
        mapping = ColumnMapping.from_json(json.loads(kept))
    except (LeadDeskError, ValueError):
        return preview
    return replace(preview, mapping=mapping, layout="kept", header=mapping.header or preview.header)
