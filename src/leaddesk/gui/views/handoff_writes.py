# SPDX-License-Identifier: MIT
"""Panels that open in the place of a handoff's buttons, and the writing of what was answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from leaddesk.desk.changes import Done
from leaddesk.desk.queries import Query
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.answer_panel import AnswerPanel
from leaddesk.gui.views.handoff_panels import HandoffDetail
from leaddesk.words import errors

Question = Callable[[], Query[Any]]
"""What the screen asks after a write."""


class HandoffWrites(QObject):
    """Opens panels of the detail and writes what a person answered.

    `written(view)` carries the screen as the desk sees it after the write, None when only the
    write came through; `changed` comes when a panel opened or closed, or a write began or ended.
    """

    written = Signal(object)
    changed = Signal()

    def __init__(
        self,
        bench: Bench,
        screen: QObject,
        detail: HandoffDetail,
        question: Question,
    ) -> None:
        super().__init__(screen)
        self.bench, self._screen, self.detail = bench, screen, detail
        self._question = question
        self._send: Callable[[], object] | None = None
        self._busy = False

    @property
    def engaged(self) -> bool:
        """Whether a panel is open or an answer is being written."""
        return self._busy or self.detail.panel is not None

    def close_panel(self) -> None:
        """Bring the buttons back and the keyboard to the screen."""
        if self.detail.panel is not None:
            self.detail.close_panel()
            self._send = None
            self.changed.emit()

    def keep(self, *panels: AnswerPanel) -> None:
        """Listen to panels that are opened time and again."""
        for panel in panels:
            panel.hide()
            panel.accepted.connect(self._on_panel_accepted)
            panel.cancelled.connect(self.close_panel)

    def open_panel(self, panel: AnswerPanel, send: Callable[[], object]) -> None:
        """Open a panel; `send` makes the command once it was answered."""
        self._send = send
        self.detail.open_panel(panel)
        panel.start()
        self.changed.emit()

    def _on_panel_accepted(self) -> None:
        if self._send is not None:
            self.write(self._send())

    def write(self, command: object, then: Callable[[], None] | None = None) -> None:
        """Write an answer and read the screen again in the same job."""
        if self._busy:
            return
        self._set_busy(True)

        def done(result: Done, answers: tuple[Any, ...]) -> None:
            self._set_busy(False)
            self.close_panel()
            self.bench.frame.told(result)
            self.written.emit(answers[0] if answers else None)
            if then is not None:
                then()

        self.bench.ops.do_then_ask(
            command, {"handoffs": self._question()}, done=done, initiator=self._screen,
            failed=self._on_refused,
        )  # fmt: skip

    def _on_refused(self, error: LeadDeskError) -> None:
        self._set_busy(False)
        panel = self.detail.panel
        if panel is not None:
            panel.say(errors.say(error))
        else:
            self.bench.frame.refuse(error)
            self.written.emit(None)

    def _set_busy(self, busy: bool) -> None:  # noqa: FBT001 - one switch, like setEnabled
        self._busy = busy
        self.detail.set_busy(busy)
        self.changed.emit()
