# SPDX-License-Identifier: MIT
"""Rules written to a file and read from one, off the window's thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from leaddesk.desk import rule_file
from leaddesk.desk.queries import RuleRow
from leaddesk.desk.rule_file import RuleFile
from leaddesk.domain.errors import BadInput
from leaddesk.gui.screen import Bench


class RuleFiles(QObject):
    """`told(words)` when a file is written, `read(name, RuleFile)`, or `failed(error)`."""

    told = Signal(str)
    read = Signal(str, object)
    failed = Signal(object)

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench

    def write(self, path: Path, rows: tuple[RuleRow, ...]) -> None:
        """Write all rules; the dialog of the system has asked whether a file may go."""
        text = rule_file.written((row.key, row.value) for row in rows)

        def work() -> str:
            save(path, text)
            return f"The rules are in {path.name}"

        self._bench.ops.run_apart(work, done=self.told.emit, failed=self.failed.emit)

    def look(self, path: Path) -> None:
        """Read a file."""

        def work() -> RuleFile:
            return load(path)

        def landed(file: RuleFile) -> None:
            self.read.emit(path.name, file)

        self._bench.ops.run_apart(work, done=landed, failed=self.failed.emit)


def save(path: Path, text: str) -> None:
    """Write a file whole or not at all; raises BadInput("export.unwritable")."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        detail = error.strerror or str(error)
        raise BadInput("export.unwritable", where=path.name, detail=detail) from None


def load(path: Path) -> RuleFile:
    """Read a file of rules; raises BadInput."""
    try:
        with path.open("rb") as file:
            data = file.read(rule_file.MOST_BYTES + 1)
    except OSError as error:
        detail = error.strerror or str(error)
        raise BadInput("rule_file.unreadable", where=path.name, detail=detail) from None
    return rule_file.read(data)
