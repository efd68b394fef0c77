# SPDX-License-Identifier: MIT
"""The qualification sheet: what a qualifier finds out before a lead is handed off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the sheet; `required` questions must be answered before a plain handoff."""

    key: str
    title: str
    hint: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A set of questions and how many must be answered for a handoff (domain reference 6)."""

    name: str
    questions: tuple[Question, ...]
    ready_at: int

    def answered(self, answers: Mapping[str, str]) -> int:
        """Return how many questions have an answer."""
        return sum(1 for q in self.questions if answers.get(q.key, "").strip())

    def missing(self, answers: Mapping[str, str]) -> tuple[Question, ...]:
        """Return the required questions that still lack an answer."""
        return tuple(q for q in self.questions if q.required and not answers.get(q.key, "").strip())

    def is_ready(self, answers: Mapping[str, str]) -> bool:
        """Tell whether the lead can be handed off without the warm exception."""
        return self.answered(answers) >= self.ready_at and not self.missing(answers)


BANT = Sheet(
    "BANT",
    (
        Question("fit", "Fits the target market", "Industry, size, region"),
        Question("need", "Need is named", "In the prospect's own words", required=True),
        Question("budget", "Budget", "Ask: what has been set aside this year?"),
        Question("authority", "Authority", "Who signs besides you?"),
        Question("timing", "Timing", "When must it run? Why now?"),
    ),
    ready_at=4,
)
CHAMP = Sheet(
    "CHAMP",
    (
        Question("challenges", "Challenges", "What hurts, in their words", required=True),
        Question("authority", "Authority", "Who decides, who is asked?"),
        Question("money", "Money", "What would solving it be worth?"),
        Question("priority", "Priority", "Why now, and what comes before it?"),
        Question("fit", "Fits the target market", "Industry, size, region"),
    ),
    ready_at=4,
)
DEFAULT_SHEETS = (BANT, CHAMP)
