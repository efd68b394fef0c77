# SPDX-License-Identifier: MIT
"""The page that says why the database could not be opened, and what helps."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from leaddesk.desk.door import Desk
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.own_file import SERVICE as OWN_FILE
from leaddesk.gui.own_file import OwnFile
from leaddesk.gui.screen import Bench
from leaddesk.gui.widgets.empty_state import EmptyAction, EmptyState
from leaddesk.words import errors, machine

RESTORE = "restore_latest"
"""The door that puts the newest backup in place and returns a `words.machine.PutBack`."""
_AGAIN = EmptyAction("again", "Try again")
_UNLOCK = EmptyAction("unlock", "Type the recovery code…")
_RESTORE = EmptyAction(RESTORE, "Bring back the last backup")
_LOOK = EmptyAction("look", "Open a copy to look")
_QUIT = EmptyAction("quit", "Quit")

_LOCKED = frozenset({"file_key.lost", "file_key.needed"})


class OpeningTrouble(EmptyState):
    """Says what is wrong; `again` asks to open once more, `restored(words)` comes before it."""

    again = Signal()
    restored = Signal(str)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.action_chosen.connect(self._on_action)

    def show_error(self, error: LeadDeskError, *, own: bool) -> None:
        """Say why; a damaged file of one's `own` can be replaced by its last backup from here."""
        if own and error.key in _LOCKED and OWN_FILE in self._bench.services:
            self._show(error, (_UNLOCK, _AGAIN))
            return
        damaged = own and error.key == "damaged" and RESTORE in self._bench.services
        self._show(error, self._for_damage() if damaged else (_AGAIN,))

    def _for_damage(self) -> tuple[EmptyAction, ...]:
        looks = (_LOOK,) if OWN_FILE in self._bench.services else ()
        return (_RESTORE, *looks, _AGAIN, _QUIT)

    def _show(self, error: LeadDeskError, actions: tuple[EmptyAction, ...]) -> None:
        self.show_state(
            "LeadDesk could not open its database", (), actions, "triangle-alert",
            words=errors.say(error),
        )  # fmt: skip

    def _on_action(self, action: str) -> None:
        does = {
            _UNLOCK.action_id: self._unlock,
            _LOOK.action_id: self._look,
            _QUIT.action_id: self.window().close,
            RESTORE: self._restore,
        }
        does.get(action, self.again.emit)()

    def _restore(self) -> None:
        self.show_state("Bringing back the last backup…", icon_name="database")
        ops = self._bench.ops
        restore = cast("Callable[[], machine.PutBack]", self._bench.services[RESTORE])
        # What is damaged may have been found with the file open: nobody may hold it meanwhile.
        ops.let_go()
        ops.run(ops.threads.writer, restore, self._on_restored, self._on_not_restored)

    def _unlock(self) -> None:
        from leaddesk.gui.views.unlock_dialog import UnlockDialog

        own = cast("OwnFile", self._bench.services[OWN_FILE]())
        dialog = UnlockDialog(self._bench.ops, own, self)
        dialog.unlocked.connect(self.again)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _look(self) -> None:
        self.show_state("Opening a copy…", icon_name="database")
        ops = self._bench.ops
        own = cast("OwnFile", self._bench.services[OWN_FILE]())
        ops.let_go()

        def show(desk: Desk) -> None:
            self.restored.emit(machine.LOOKING)
            ops.attach(desk)

        ops.run(ops.threads.writer, own.look, show, self._on_not_restored)

    def _on_restored(self, done: machine.PutBack) -> None:
        self.restored.emit(machine.restored(done, self._bench.ops.now()))
        self.again.emit()

    def _on_not_restored(self, error: LeadDeskError) -> None:
        self._show(error, self._for_damage())
        self.focus_first()
