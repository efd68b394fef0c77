# SPDX-License-Identifier: MIT
"""What the actions about this computer's database file do: encrypt it, show its recovery code."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from leaddesk.domain.errors import BadInput, LeadDeskError
from leaddesk.gui.own_file import SERVICE, OwnFile
from leaddesk.gui.views.main_window import MainWindow
from leaddesk.gui.views.place_notice import look_at_place
from leaddesk.words import machine


def file_handlers(
    window: MainWindow, is_own: Callable[[], bool], reopen: Callable[[], None]
) -> dict[str, Callable[[], None]]:
    """Return what the actions do, by their id; `reopen` opens the desk again."""

    def with_file(then: Callable[[OwnFile], None]) -> None:
        if SERVICE in window.bench.services and is_own():
            then(cast("OwnFile", window.bench.services[SERVICE]()))
        else:
            window.refuse(BadInput("file_key.not_own"))

    return {
        "file.encrypt": partial(with_file, partial(_encrypt, window, reopen)),
        "file.recovery_code": partial(with_file, partial(_show_code, window)),
        "file.move": partial(with_file, partial(_move, window, reopen)),
        "file.backups": partial(with_file, partial(_backups, window)),
    }


def _encrypt(window: MainWindow, reopen: Callable[[], None], own: OwnFile) -> None:
    from leaddesk.gui.views.encrypt_dialog import EncryptDialog

    def needs_password() -> bool:
        if own.is_encrypted():
            raise BadInput("file_key.encrypted", where="The database")
        return own.needs_password()

    def show(needs: bool) -> None:  # noqa: FBT001 - the answer of what was asked apart
        dialog = EncryptDialog(window.ops, own, window, needs=needs)
        dialog.reopen.connect(reopen)
        dialog.told.connect(window.say)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    window.ops.run_apart(needs_password, done=show, failed=window.refuse)


def _backups(window: MainWindow, own: OwnFile) -> None:
    from leaddesk.gui.views.backups_dialog import BackupsDialog

    dialog = BackupsDialog(window.bench, own, window)
    dialog.finished.connect(dialog.deleteLater)

    def look_again(_result: int) -> None:
        # A second folder that was away may be back by now.
        window.board.settle("place")
        look_at_place(window)

    dialog.finished.connect(look_again)
    dialog.open()


def _move(window: MainWindow, reopen: Callable[[], None], own: OwnFile) -> None:
    from PySide6.QtWidgets import QFileDialog

    found = QFileDialog.getExistingDirectory(window, "Where the database goes")
    if not found:
        return
    ops = window.ops
    ops.let_go()

    def moved(where: Path) -> None:
        window.board.settle("place")
        window.say(machine.moved(str(where)))
        reopen()

    def refused(error: LeadDeskError) -> None:
        window.refuse(error)
        reopen()

    ops.run(ops.threads.writer, partial(own.move, Path(found)), moved, refused)


def _show_code(window: MainWindow, own: OwnFile) -> None:
    from leaddesk.gui.views.encrypt_dialog import EncryptDialog

    def code_of_it() -> str:
        if not own.is_encrypted():
            raise BadInput("file_key.plain", where="The database")
        return own.recovery_code()

    def show(code: str) -> None:
        dialog = EncryptDialog(window.ops, own, window, code)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    window.ops.run_apart(code_of_it, done=show, failed=window.refuse)
