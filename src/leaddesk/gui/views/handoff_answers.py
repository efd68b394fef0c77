# SPDX-License-Identifier: MIT
"""Answering a handoff: accept, return, reject, appeal, and the feedback that is owed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from leaddesk.desk.commands import (
    AcceptHandoff,
    AppealRejection,
    GiveFeedback,
    RejectHandoff,
    ReturnHandoff,
)
from leaddesk.desk.queries import FeedbackRow, HandoffCard
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.answer_panel import Asked, FeedbackPanel, ReasonPanel
from leaddesk.gui.views.handoff_panels import HandoffDetail
from leaddesk.gui.views.handoff_writes import HandoffWrites, Question
from leaddesk.words import handoffs

RECEIVING_TIER = 2


class HandoffAnswers(HandoffWrites):
    """Asks for what an answer to a handoff needs, and writes it."""

    def __init__(
        self, bench: Bench, screen: QObject, detail: HandoffDetail, question: Question
    ) -> None:
        super().__init__(bench, screen, detail, question)
        self._reasons = ReasonPanel(detail)
        self._feedback = FeedbackPanel(detail)
        self.keep(self._reasons, self._feedback)

    def accept(self, card: HandoffCard, *, call_now: bool) -> None:
        """Accept; with `call_now` the lead comes into hand and its number is dialled."""
        self.write(
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
        self.open_panel(
            panel, lambda: GiveFeedback(owed.id, panel.line, panel.rating, panel.thanks)
        )

    def _go_and_call(self, card: HandoffCard) -> None:
        """Bring the accepted lead to the queue screen, and ring it."""
        self.bench.seat.work_tier(max(RECEIVING_TIER, card.lead.tier))
        self.bench.frame.work_on(card.row.lead_id, call=True)

    def _open(self, asked: Asked, send: Callable[[], object]) -> None:
        self._reasons.ask(asked)
        self.open_panel(self._reasons, send)
