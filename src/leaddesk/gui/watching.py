# SPDX-License-Identifier: MIT
"""The watch over folders while a desk is open: on a thread of its own, told here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from leaddesk.desk.changes import Kind
from leaddesk.desk.ports import FileTold, FolderTold
from leaddesk.desk.queries import ArrivalsView, AskArrivals
from leaddesk.gui.ops import Ops
from leaddesk.gui.screen import Bench


class Watching(QObject):
    """Watches from the moment a desk is open until it is let go."""

    def __init__(self, ops: Ops, bench: Bench, waiting: Callable[[int], object]) -> None:
        """Take the bench, whose `trouble` is kept up to date, and who hears how many files wait."""
        super().__init__(ops)
        self._ops, self._service = ops, bench.services.get("watch")
        self._end: Callable[[], object] | None = None
        self.trouble, self._waiting = bench.trouble, waiting
        if self._service is not None:
            ops.opened.connect(self._begin)
            ops.closing.connect(self._stop)
            ops.changed.connect(self._on_changed)

    def _begin(self) -> None:
        if self._service is None:
            return
        end = self._service(self._ops.desk(), self._on_told_there)
        self._end = end if callable(end) else None
        self._count()

    def _stop(self) -> None:
        end, self._end = self._end, None
        self.trouble.clear()
        if end is not None:
            end()

    def _on_told_there(self, told: FileTold | FolderTold) -> None:
        """Hear of it on the watch's thread, and pass it on to this one."""
        self._ops.land(partial(self._on_told, told))

    def _on_told(self, told: FileTold | FolderTold) -> None:
        if isinstance(told, FolderTold):
            self.trouble[told.folder] = told.words
            self._ops.announce(Kind.LISTS, None)
            return
        self._ops.announce(Kind.LEADS | Kind.QUEUE | Kind.LISTS, None)
        self._ops.pulse.catch_up()

    def _on_changed(self, kinds: Kind, _initiator: object) -> None:
        if kinds & Kind.LISTS and self._ops.is_open:
            self._count()

    def _count(self) -> None:
        self._ops.ask(AskArrivals(), slot=self, answer=self._on_counted, failed=lambda _error: None)

    def _on_counted(self, view: ArrivalsView) -> None:
        self._waiting(sum(file.state == "aside" for file in view.files))
