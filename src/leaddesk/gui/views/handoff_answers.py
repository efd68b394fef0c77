# SPDX-License-Identifier: MIT
"""Answering a handoff: accept, return, reject, appeal, and the feedback that is owed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import (
    AcceptHandoff,
    AppealRejection,
    GiveFeedback,
    RejectHandoff,
    ReturnHandoff,
)
from leaddesk.desk.queries import AskHandoffs, FeedbackRow, HandoffCard, HandoffsView
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.answer_panel import AnswerPanel, Asked, FeedbackPanel, ReasonPanel
from leaddesk.gui.views.handoff_panels import HandoffDetail
from leaddesk.words import errors, handoffs

Question = Callable[[], AskHandoffs]
RECEIVING_TIER = 2


class HandoffAnswers(QObject):
    """Opens the panels of the detail and writes what a person answered.

    `written(view)` carries the screen as the desk sees it after the write, None when only the
    write came through; `changed` comes when a panel opened or closed, or a write began or ended.
    """

    written = Signal(object)
    changed = Signal()

    def __init__(
        self, bench: Bench, screen: QObject, detail: HandoffDetail, question: Question
    ) -> None:
        super().__init__(screen)
        self._bench, self._screen, self._detail = bench, screen, detail
        self._question = question
        self._reasons = ReasonPanel(detail)
        self._feedback = FeedbackPanel(detail)
        self._send: Callable[[], object] | None = None
        self._busy = False
        for panel in (self._reasons, self._feedback):
            panel.hide()
            panel.accepted.connect(self._on_panel_accepted)
            panel.cancelled.connect(self.close_panel)

    @property
    def engaged(self) -> bool:
        """Whether a panel is open or an answer is being written."""
        return self._busy or self._detail.panel is not None

    def accept(self, card: HandoffCard, *, call_now: bool) -> None:
        """Accept; with `call_now` the lead comes into hand and its number is dialled."""
        self._write(
            AcceptHandoff(card.row.id, call_now=call_now),
            then=partial(self._go_and_call, card) if call_now else None,
        )

    def ask_return(self, card: HandoffCard, reason: str = "") -> None:
        """Ask for the words of a return; `reason` is the one that was pressed already."""
        row = card.row
        giver = handoffs.first_name(row.giver)
        asked = Asked(
            title=f"Return to {row.giver}",
            words_label=f"What is missing, in words {giver} can use",
            accept_words="Return it",
            reasons=[(key, handoffs.return_reason(key)) for key in card.reasons.returns],
            reason=reason,
            hint=f"It goes back to the top of {giver}’s queue, with your words.",
        )
        self._open(
            asked,
            lambda: ReturnHandoff(row.id, self._reasons.words, self._reasons.reason or "other"),
        )

    def ask_reject(self, card: HandoffCard) -> None:
        """Ask for the reason of a rejection."""
        row = card.row
        giver = handoffs.first_name(row.giver)
        asked = Asked(
            title=f"Reject the handoff from {row.giver}",
            words_label="Words, if the reason needs some",
            accept_words="Reject it",
            reasons=[(key, handoffs.reject_reason(key)) for key in card.reasons.rejects],
            hint=f"{giver} sees the reason and may ask once for another look.",
            words_needed=False,
            reason_needed=True,
        )
        self._open(asked, lambda: RejectHandoff(row.id, self._reasons.reason, self._reasons.words))

    def ask_appeal(self, card: HandoffCard) -> None:
        """Ask for the words of an appeal."""
        row = card.row
        asked = Asked(
            title="Ask for another look",
            words_label=f"What {handoffs.first_name(row.receiver)} should know",
            accept_words="Ask",
            hint="You can ask once. The handoff is offered again with your words.",
        )
        self._open(asked, lambda: AppealRejection(row.id, self._reasons.words))

    def ask_feedback(self, owed: FeedbackRow) -> None:
        """Ask for the feedback that is owed."""
        panel = self._feedback
        panel.ask(owed.giver, owed.name)
        self._open_panel(
            panel, lambda: GiveFeedback(owed.id, panel.line, panel.rating, panel.thanks)
        )

    def close_panel(self) -> None:
        """Bring the buttons back and the keyboard to the screen."""
        if self._detail.panel is not None:
            self._detail.close_panel()
            self._send = None
            self.changed.emit()

    def _go_and_call(self, card: HandoffCard) -> None:
        """Bring the accepted lead to the queue screen, and ring it."""
        self._bench.seat.work_tier(max(RECEIVING_TIER, card.lead.tier))
        self._bench.frame.work_on(card.row.lead_id, call=True)

    def _open(self, asked: Asked, send: Callable[[], object]) -> None:
        self._reasons.ask(asked)
        self._open_panel(self._reasons, send)

    def _open_panel(self, panel: AnswerPanel, send: Callable[[], object]) -> None:
        self._send = send
        self._detail.open_panel(panel)
        panel.start()
        self.changed.emit()

    def _on_panel_accepted(self) -> None:
        if self._send is not None:
            self._write(self._send())

    def _write(self, command: object, then: Callable[[], None] | None = None) -> None:
        """Write an answer and read the screen again in the same job."""
        if self._busy:
            return
        self._set_busy(True)

        def done(result: Done, answers: tuple[HandoffsView, ...]) -> None:
            self._set_busy(False)
            self.close_panel()
            self._bench.frame.told(result)
            self.written.emit(answers[0] if answers else None)
            if then is not None:
                then()

        self._bench.ops.do_then_ask(
            command, {"handoffs": self._question()}, done=done, initiator=self._screen,
            failed=self._on_refused,
        )  # fmt: skip

    def _on_refused(self, error: LeadDeskError) -> None:
        self._set_busy(False)
        panel = self._detail.panel
        if panel is not None:
            panel.say(errors.say(error))
        else:
            self._bench.frame.refuse(error)
            self.written.emit(None)

    def _set_busy(self, busy: bool) -> None:  # noqa: FBT001 - one switch, like setEnabled
        self._busy = busy
        self._detail.set_busy(busy)
        self.changed.emit()
