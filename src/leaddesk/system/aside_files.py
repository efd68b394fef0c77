# SPDX-License-Identifier: MIT
"""Files that need a person: found by their content, tried again, or done with."""

from __future__ import annotations

import contextlib
from pathlib import Path

from leaddesk.desk.queries import FileRow
from leaddesk.domain.errors import BadInput
from leaddesk.system import watched_files
from leaddesk.system.watched_files import ASIDE, DONE


def find(row: FileRow) -> Path:
    """Return where a file lies that was set aside; raises BadInput("file.missing").

    It is known by its content: people rename and move.
    """
    room = Path(row.folder) / ASIDE
    with contextlib.suppress(OSError):
        files = sorted(path for path in room.iterdir() if path.is_file())
        named = sorted(files, key=lambda path: path.name != row.name)
        for path in named:
            with contextlib.suppress(OSError):
                if watched_files.digest(path) == row.digest:
                    return path
    raise BadInput("file.missing", where=str(room / row.name))


def try_again(row: FileRow) -> Path:
    """Put a file back where lists land, and return where it is; raises BadInput."""
    return _moved(row, Path(row.folder))


def finish(row: FileRow) -> Path:
    """Move a file that a person imported to the others that are done; raises BadInput."""
    return _moved(row, Path(row.folder) / DONE)


def _moved(row: FileRow, folder: Path) -> Path:
    path = find(row)
    try:
        target = watched_files.move(path, folder, row.name)
    except OSError as error:
        raise watched_files.in_words(error, folder) from None
    with contextlib.suppress(OSError):
        path.with_name(path.name + ".txt").unlink(missing_ok=True)
    return target
