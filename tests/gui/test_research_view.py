# SPDX-License-Identifier: MIT
"""Research: a number or a time zone that was found brings the lead back into its queue."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from leaddesk.desk import commands, queries
from leaddesk.domain.calling_hours import CallingArea
from leaddesk.domain.errors import BadInput
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_filter import LeadFilter
from leaddesk.gui.views.research_view import ResearchView
from tests.gui import fake_answers_handoffs as team
from tests.gui import fake_answers_leads as made
from tests.gui.sitting import Sitting


def card(query: queries.AskLead) -> queries.LeadCard:
    """A lead whose one number was wrong; every fourth one lies nobody knows where."""
    found = made.found(query.lead_id)
    told = team.lead_card(query.lead_id, found.name, found.company)
    area = told.area if found.time_zone else CallingArea((), "US", "")
    code = "wrong_number" if found.time_zone else "no_zone"
    return replace(told, area=area, why=queries.Why(code), state=LeadState.RESEARCH)


@pytest.fixture
def research(sitting: Sitting) -> ResearchView:
    """The Research screen over many leads."""
    answers = sitting.desk.answers
    sitting.machine.at = team.NOW
    sitting.desk.people = team.PEOPLE
    answers[queries.AskLeads] = made.page
    answers[queries.AskLeadCount] = lambda _query: 42
    answers[queries.AskTeam] = lambda _query: team.TEAM
    answers[queries.AskLead] = card
    sitting.start(team.DANA.name, "research")
    shown = sitting.window.current
    assert isinstance(shown, ResearchView)
    return shown


def test_only_leads_to_research_are_listed_and_the_first_is_open(
    sitting: Sitting, research: ResearchView
) -> None:
    asked = [q for q in sitting.desk.asked if isinstance(q, queries.AskLeads)]
    assert {q.filter for q in asked} == {LeadFilter(states=(LeadState.RESEARCH,))}
    assert {row.state for row in research._model.rows} == {LeadState.RESEARCH}
    assert research._card is not None
    assert research._ui.number_edit.hasFocus()
    assert research._ui.why_label.text()


def test_a_number_and_enter_bring_a_lead_back(sitting: Sitting, research: ResearchView) -> None:
    shown = research._card
    assert shown is not None
    sitting.write("612 555 0177")
    sitting.press(Qt.Key.Key_Return)
    (command,) = sitting.commands(commands.EditLead)
    assert isinstance(command, commands.EditLead)
    assert (command.lead_id, command.version) == (shown.id, shown.version)
    assert command.fields.phones[0] == ("612 555 0177", "direct")
    assert command.fields.company == shown.company
    assert not research._ui.number_edit.text()


@pytest.mark.parametrize("typed", ["", "612"])
def test_what_is_no_number_is_said_beside_the_field(
    sitting: Sitting, research: ResearchView, typed: str
) -> None:
    research._show(replace(card(queries.AskLead(1)), why=queries.Why("no_number")))
    sitting.write(typed)
    sitting.press(Qt.Key.Key_Return)
    assert research._ui.number_problem.isVisible()
    assert not sitting.commands(commands.EditLead)
    sitting.write("9")
    assert not research._ui.number_problem.isVisible()


def test_a_zone_alone_is_enough_where_only_that_is_missing(
    sitting: Sitting, research: ResearchView
) -> None:
    research._show(replace(card(queries.AskLead(3)), area=CallingArea((), "US", ""),
                           why=queries.Why("no_zone")))  # fmt: skip
    box = research._ui.zone_combo
    box.setCurrentIndex(box.findData("America/Denver"))
    sitting.press(Qt.Key.Key_Return)
    (command,) = sitting.commands(commands.EditLead)
    assert isinstance(command, commands.EditLead)
    assert command.fields.time_zone == "America/Denver"


def test_the_arrows_choose_while_the_keyboard_is_in_the_number(
    sitting: Sitting, research: ResearchView
) -> None:
    first = research._card
    sitting.press(Qt.Key.Key_Down)
    second = research._card
    assert first is not None
    assert second is not None
    assert first.id != second.id
    sitting.press(Qt.Key.Key_Up)
    assert research._card is not None
    assert research._card.id == first.id


def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(
    sitting: Sitting, research: ResearchView
) -> None:
    sitting.desk.failing = BadInput("bad_number", where="phone", detail="612")
    sitting.write("612 555 0177")
    sitting.press(Qt.Key.Key_Return)
    assert research._ui.number_problem.isVisible()
    assert research._ui.number_edit.text() == "612 555 0177"


def test_name_and_company_are_copied_for_a_search(sitting: Sitting, research: ResearchView) -> None:
    sitting.window.act("research.copy")
    assert research._card is not None
    assert research._card.company in QGuiApplication.clipboard().text()


def test_nothing_to_research_says_so(sitting: Sitting, research: ResearchView) -> None:
    sitting.desk.answers[queries.AskLeads] = lambda _query: queries.LeadsPage((), None)
    research.refresh()
    assert research._ui.empty.isVisible()
    assert not research._ui.fix_card.isVisible()


def test_the_lead_says_where_its_data_is_from_and_on_which_basis(
    sitting: Sitting, research: ResearchView
) -> None:
    assert research._card is not None
    known = replace(research._card, basis="consent", origin="Stand 12")
    sitting.desk.answers[queries.AskLead] = lambda _query: known
    research._open(known.id)
    shown = [label.text() for label in research._facts.findChildren(QLabel)]
    assert shown[shown.index("Basis") + 1] == "Consent, GDPR Article 6(1)(a)"
    assert shown[shown.index("Data from") + 1] == "Stand 12"
