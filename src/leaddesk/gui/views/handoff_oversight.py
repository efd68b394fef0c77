# SPDX-License-Identifier: MIT
"""What a team lead does about a handoff: give it to another, pull it back, decide, score it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from leaddesk.desk.commands import (
    OverrideHandoff,
    PullBackHandoff,
    ReassignHandoff,
    ScoreHandoff,
)
from leaddesk.desk.queries import HandoffCard, HandoffRow
from leaddesk.domain.handoff import HandoffState, overriding
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.answer_panel import Asked, ReasonPanel
from leaddesk.gui.views.handoff_panels import HandoffDetail
from leaddesk.gui.views.handoff_writes import HandoffWrites, Question
from leaddesk.gui.views.oversight_panels import ReceiverPanel, RubricPanel
from leaddesk.words import handoffs, team_handoffs


class HandoffOversight(HandoffWrites):
    """Asks for what a decision of the team lead needs, and writes it."""

    def __init__(
        self, bench: Bench, screen: QObject, detail: HandoffDetail, question: Question
    ) -> None:
        super().__init__(bench, screen, detail, question)
        self._reasons = ReasonPanel(detail)
        self._receivers = ReceiverPanel(detail)
        self._rubric = RubricPanel(detail)
        self.keep(self._reasons, self._receivers, self._rubric)

    def ask_reassign(self, card: HandoffCard) -> None:
        """Ask who receives a handoff from now on."""
        row, panel = card.row, self._receivers
        people = [
            person
            for person in self.bench.seat.people
            if person.active and person.id != row.receiver_id and row.to_tier in person.tiers
        ]
        offered = row.state == HandoffState.OFFERED
        hint = "Its clocks start anew." if offered else "The lead goes with what was agreed."
        panel.ask(row.name, people, hint)
        self.open_panel(panel, lambda: ReassignHandoff(row.id, panel.receiver_id, panel.words))

    def ask_pull_back(self, card: HandoffCard) -> None:
        """Ask for the words of pulling a handoff back."""
        row = card.row
        giver = handoffs.first_name(row.giver)
        asked = Asked(
            title=f"Pull it back to {row.giver}",
            words_label=f"Why, in words for {giver} and {handoffs.first_name(row.receiver)}",
            accept_words="Pull it back",
            hint=f"The lead goes to the top of {giver}’s queue, and may be handed off again as "
            "it is.",
        )
        self._reasons.ask(asked)
        self.open_panel(self._reasons, lambda: PullBackHandoff(row.id, self._reasons.words))

    def ask_override(self, card: HandoffCard) -> None:
        """Ask for the decision that takes the place of the receiver's."""
        row = card.row
        appeal = row.appealed and row.state == HandoffState.OFFERED
        title = "Decide the appeal" if appeal else f"Decide in the place of {row.receiver}"
        asked = Asked(
            title=title,
            words_label="Why, in words for both of them",
            accept_words="Decide",
            reasons=_choices(row, card.reasons.rejects),
            hint=f"“{row.words}”" if appeal else "Giver and receiver see who decided, and why.",
            reason_needed=True,
        )
        self._reasons.ask(asked)

        def command() -> OverrideHandoff:
            decision, _, reason = self._reasons.reason.partition(":")
            return OverrideHandoff(row.id, decision, self._reasons.words, reason)

        self.open_panel(self._reasons, command)

    def ask_score(self, card: HandoffCard) -> None:
        """Ask for the marks of a sheet."""
        row, panel = card.row, self._rubric
        panel.ask(row.name, handoffs.first_name(row.giver), card.criteria)
        self.open_panel(panel, lambda: ScoreHandoff(row.id, panel.marks, panel.line))


def _choices(row: HandoffRow, reasons: Sequence[str]) -> list[tuple[str, str]]:
    """Return the decisions that are left as chips; a rejection is one for each of its reasons."""
    giver, receiver = handoffs.first_name(row.giver), handoffs.first_name(row.receiver)
    found: list[tuple[str, str]] = []
    for decision in overriding(HandoffState(row.state)):
        if decision is not HandoffState.REJECTED:
            words = team_handoffs.decision(decision.value, giver, receiver)
            found.append((decision.value, words))
            continue
        for reason in reasons:
            words = handoffs.reject_reason(reason)
            found.append((f"{decision.value}:{reason}", f"Reject: {words[:1].lower()}{words[1:]}"))
    return found
