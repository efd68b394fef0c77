# SPDX-License-Identifier: MIT
"""The Handoffs screen over made-up handoffs, and what stands on it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from leaddesk.desk import queries
from leaddesk.domain.person import Person
from leaddesk.gui.views.handoffs_view import HandoffsView
from leaddesk.gui.views.team_handoffs_view import TeamHandoffsView
from tests.gui import fake_answers_handoffs as made
from tests.gui.sitting import Sitting


def open_handoffs(sitting: Sitting, person: Person, view: queries.HandoffsView) -> TeamHandoffsView:
    """Let a person sit down at the made-up handoffs and show them."""
    sitting.machine.at = made.NOW
    sitting.desk.people = made.PEOPLE
    sitting.desk.handoffs = view
    sitting.desk.answers[queries.AskHandoff] = lambda query: made.handoff_card(query.handoff_id)
    sitting.desk.answers[queries.AskTeam] = lambda _query: made.TEAM
    sitting.desk.answers[queries.AskTeamHandoffs] = lambda _query: made.EVERYBODY
    sitting.desk.answers[queries.AskHandoffFigures] = lambda _query: made.FIGURES
    sitting.start(person.name, "handoffs")
    shown = sitting.window.current
    assert isinstance(shown, TeamHandoffsView)
    return shown


def texts(view: HandoffsView) -> str:
    """Return every word that the screen shows."""
    labels = view.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())
