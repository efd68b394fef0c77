# SPDX-License-Identifier: MIT
"""Below a handoff: what its sheet was scored, and the calls and notes of its lead."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.desk.queries import HandoffCard, ScoreCard
from leaddesk.gui.models.lead_facts import entries
from leaddesk.gui.theme import SPACE
from leaddesk.gui.views.fact_list import FactList
from leaddesk.gui.widgets.frames import Card, SectionTitle
from leaddesk.gui.widgets.history import HistoryList
from leaddesk.gui.widgets.text import Text
from leaddesk.words import handoffs, times

HISTORY_HEIGHT = 240
ENTRY_HEIGHT = 34


class HandoffRecord(QWidget):
    """Two cards: the score, for everybody who sees the handoff; the history, for a team lead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * SPACE)
        self._score, self._score_title = _card(self)
        self._marks = FactList(self._score)
        self._line = Text(self._score, look="secondary", wraps=True)
        self._score.body.addWidget(self._marks)
        self._score.body.addWidget(self._line)
        self._history, title = _card(self)
        title.show_title("Calls and notes")
        self._entries = HistoryList(self._history)
        self._history.body.addWidget(self._entries)
        column.addWidget(self._score)
        column.addWidget(self._history)

    def show_record(self, card: HandoffCard, now: dt.datetime, zone: str, *, whole: bool) -> None:
        """Show what is there; `whole` with the history."""
        self._score.setVisible(card.score is not None)
        if card.score is not None:
            self._show_score(card.score, now, zone)
        self._history.setVisible(whole)
        if whole:
            told = entries(card.lead, now, zone)
            self._entries.show_entries(told)
            self._entries.setFixedHeight(min(HISTORY_HEIGHT, ENTRY_HEIGHT * (len(told) + 1)))
        self.setVisible(whole or card.score is not None)

    def _show_score(self, score: ScoreCard, now: dt.datetime, zone: str) -> None:
        by = f"{score.scorer}, {times.day(score.scored_at, now, zone)}"
        self._score_title.show_title(f"Scored {handoffs.score(score.score)}", by)
        self._marks.show_facts([(title, f"{mark} of 5") for title, mark in score.marks])
        self._line.setText(f"“{score.line}”")


def _card(parent: QWidget) -> tuple[Card, SectionTitle]:
    card = Card(parent)
    title = SectionTitle(card)
    card.body.addWidget(title)
    return card, title
