# SPDX-License-Identifier: MIT
"""Files that come whole or not at all: written in a folder of their own, then moved into place.

The folder stands beside the file that it becomes, so that moving is one step of the file system.
Only its owner can read what is written.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from leaddesk.desk.exports import (
    BundleShape,
    ExportFile,
    FileShape,
    PaperShape,
    TableShape,
    WorkbookShape,
)
from leaddesk.domain.errors import BadInput
from leaddesk.system import paths

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Body(Protocol):
    """What writes one kind of file."""

    def write(self, records: Sequence[Any]) -> None:
        """Write some records."""
        ...

    def close(self) -> None:
        """Write the end of the file."""
        ...

    def abandon(self) -> None:
        """Let go of the file as it is."""
        ...


class Paper:
    """Bytes as they come."""

    def __init__(self, part: Path) -> None:
        self._file = part.open("wb")

    def write(self, records: Sequence[bytes]) -> None:
        """Write bytes."""
        self._file.writelines(records)

    def close(self) -> None:
        """Write the end."""
        self._file.close()

    def abandon(self) -> None:
        """Let go of the file."""
        self._file.close()


class WholeFile:
    """One export on its way to a file."""

    def __init__(self, path: Path, make: Callable[[Path], Body], *, replace: bool) -> None:
        self._path = path
        self._replace = replace
        self._folder: Path | None = None
        check_place(path, replace=replace)
        with self._told():
            work = tempfile.mkdtemp(prefix=".leaddesk-export-", dir=path.parent)
            self._folder = Path(work)
        self._part = self._folder / path.name
        try:
            with self._told():
                self._part.touch(mode=paths.OWNER_FILE)
                self._body = make(self._part)
        except BaseException:
            self.drop()
            raise

    def write(self, records: Sequence[Any]) -> None:
        """Write some records; raises BadInput("export.unwritable") and ("export.disk_full")."""
        with self._told():
            self._body.write(records)

    def finish(self) -> None:
        """Write the end and see that it is on the disk."""
        with self._told():
            self._body.close()
            with self._part.open("rb") as file:
                os.fsync(file.fileno())

    def keep(self) -> None:
        """Move the file into its place; raises BadInput("export.exists") when that is taken."""
        check_place(self._path, replace=self._replace)
        with self._told():
            paths.for_owner_only(self._part)
            if self._replace:
                self._part.replace(self._path)
            else:
                _move_into_free(self._part, self._path)
        self._clear()

    def drop(self) -> None:
        """Leave nothing behind."""
        if hasattr(self, "_body"):
            with contextlib.suppress(Exception):
                self._body.abandon()
        self._clear()

    def _clear(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the disk raises into BadInput."""
        try:
            yield
        except OSError as error:
            raise _refusal(error, self._path) from None


def check_place(path: Path, *, replace: bool) -> None:
    """Refuse a place that can't take a file before anything is written; raises BadInput."""
    if "\0" in str(path):
        raise BadInput("export.unwritable", where=path.name[:40], detail="not a file name")
    try:
        if path.is_dir():
            raise BadInput("export.is_folder", where=str(path))
        if not path.parent.is_dir():
            raise BadInput("export.no_folder", where=str(path.parent))
        if path.exists() and not replace:
            raise BadInput("export.exists", where=path.name)
    except OSError as error:
        raise _refusal(error, path) from None


def open_export(path: Path, shape: FileShape, *, replace: bool = False) -> ExportFile:
    """Begin a file of some shape."""

    def body(part: Path) -> Body:
        if isinstance(shape, TableShape):
            from leaddesk.system import table_files

            return table_files.table_body(part, shape)
        if isinstance(shape, BundleShape):
            from leaddesk.system.bundle_file import Bundle

            return Bundle(part, shape)
        if isinstance(shape, PaperShape):
            return Paper(part)
        if isinstance(shape, WorkbookShape):
            from leaddesk.system.workbook_file import Workbook

            return Workbook(part)
        from leaddesk.system.calendar_file import Calendar

        return Calendar(part, shape)

    return WholeFile(path, body, replace=replace)


def _move_into_free(part: Path, path: Path) -> None:
    """Give a file a name that nothing has; one made meanwhile by somebody else stays theirs."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise BadInput("export.exists", where=path.name) from None
    except OSError:
        # A file system without second names: the look a moment ago has to do.
        part.replace(path)


def _refusal(error: OSError, path: Path) -> BadInput:
    if error.errno in _FULL:
        return BadInput("export.disk_full", where=path.name)
    detail = (error.strerror or str(error))[:80]
    return BadInput("export.unwritable", where=path.name, detail=detail)
