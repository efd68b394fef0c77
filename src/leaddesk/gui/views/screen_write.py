# SPDX-License-Identifier: MIT
"""One write of a screen at a time: told when it landed, looked at again when it was refused."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from leaddesk.desk.changes import Done
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.screen import Screen


class ScreenWrite(QObject):
    """Writes for a screen; a second write while one is under way is left out."""

    def __init__(self, screen: Screen, refused: Callable[[], None] = lambda: None) -> None:
        """Take what else happens when a write is refused."""
        super().__init__(screen)
        self._screen, self._also = screen, refused
        self.busy = False

    def write(self, command: object) -> None:
        """Write; the screen looks again, whatever becomes of it."""
        if not self.busy:
            self.busy = True
            ops = self._screen.bench.ops
            ops.do(command, initiator=self._screen, done=self._landed, failed=self._refused)

    def forget(self) -> None:
        """Wait for no write any more: another person is here."""
        self.busy = False

    def _landed(self, done: Done) -> None:
        self.busy = False
        self._screen.bench.frame.told(done)
        self._screen.refresh_soon()

    def _refused(self, error: LeadDeskError) -> None:
        """Say why; what is shown may be old by then."""
        self.busy = False
        self._also()
        self._screen.bench.frame.refuse(error)
        self._screen.refresh_soon()
