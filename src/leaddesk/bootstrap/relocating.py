# SPDX-License-Identifier: MIT
"""A database moved to another folder: copied, compared, and the old file put aside."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from leaddesk.bootstrap import desks
from leaddesk.domain.errors import BadInput, StoreUnavailable
from leaddesk.system import opening_file, paths


class Moved(NamedTuple):
    """Where a database is now, and under which name the old file is kept."""

    path: Path
    moved_aside: Path


def move(database: str | None, folder: Path) -> Moved:
    """Move a database; the one of this computer opens from there by itself from now on.

    Backups stay where they are. Nobody may have it open: raises StoreUnavailable("locked"). Raises
    BadInput for the file of a team and for a server, and StoreUnavailable as making a database
    there would, all with nothing changed.
    """
    from leaddesk.storage import backup as copies
    from leaddesk.storage import membership

    desks.use_keys()
    file = copies.file_of(desks.database_name(database))
    target = folder.absolute() / file.name
    if not file.is_file():
        raise StoreUnavailable("cannot_open", where=str(file))
    if membership.notes_of(file).get("device"):
        raise BadInput("move.team")
    if target == file:
        raise BadInput("move.same", where=str(folder))
    desks.check_place(str(target))
    desks.made(target.parent)
    copies.alone(file)
    before = copies.print_of(file)
    copies.make_backup(file, target)
    try:
        _take_along(file, target)
        copies.check_unwritten(file, before)
        if database is None:
            _note(target)
    except BaseException:
        _take_back(file, target)
        raise
    return Moved(target, _put_aside(file))


def _along(file: Path) -> list[str]:
    """Return the endings of what lies beside a database and goes where it goes."""
    from leaddesk.storage import erasure_file, hub_prints

    erased = erasure_file.file_in(file.parent, file).name.removeprefix(file.name)
    return [hub_prints.SUFFIX, erased]


def _take_along(file: Path, target: Path) -> None:
    import shutil

    from leaddesk.system import second_folder

    second = second_folder.chosen(paths.backup_folder(file))
    try:
        for ending in _along(file):
            beside = file.with_name(file.name + ending)
            if beside.is_file():
                shutil.copy2(beside, target.with_name(target.name + ending))
        if second is not None:
            note = paths.made(paths.backup_folder(target)) / second_folder.NOTE
            note.write_text(str(second), encoding="utf-8")
    except OSError as error:
        raise StoreUnavailable("read_only", where=str(target.parent)) from error


def _take_back(file: Path, target: Path) -> None:
    from leaddesk.storage import sqlite_files

    for ending in ("", *_along(file)):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    sqlite_files.note_of(target).unlink(missing_ok=True)


def _note(target: Path) -> None:
    home = paths.database_file()
    try:
        opening_file.note_own_file(home.parent, None if target == home else target)
    except OSError as error:
        raise StoreUnavailable("no_folder", where=str(home.parent)) from error


def _put_aside(file: Path) -> Path:
    """Give the old file another name: nobody may go on in it by mistake."""
    from leaddesk.storage import backup as copies
    from leaddesk.storage import ballast, sqlite_files

    aside = copies.move_aside(file, desks.clock(), "before-move")
    for path in (file, sqlite_files.note_of(file)):
        path.unlink(missing_ok=True)
    ballast.free(file)
    return aside or file
