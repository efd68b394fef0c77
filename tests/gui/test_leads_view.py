# SPDX-License-Identifier: MIT
"""Finding leads: typing, paging through a million, opening one, working and editing it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Kind
from leaddesk.domain.errors import NotFound, StoreUnavailable
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_filter import LeadFilter
from leaddesk.gui.views.lead_dialog import LeadDialog
from leaddesk.gui.views.lead_finder import PAGE
from leaddesk.gui.views.leads_view import LeadsView
from tests.gui import fake_answers_handoffs as team
from tests.gui import fake_answers_leads as made
from tests.gui.sitting import Sitting


@pytest.fixture
def leads(sitting: Sitting) -> LeadsView:
    """A million leads, and the Leads screen open on them."""
    answers = sitting.desk.answers
    sitting.machine.at = team.NOW
    sitting.desk.people = team.PEOPLE
    answers[queries.AskLeads] = made.page
    answers[queries.AskLeadCount] = lambda _query: made.TOTAL
    answers[queries.AskLeadChoices] = lambda _query: made.CHOICES
    answers[queries.AskKeptFilters] = lambda _query: made.KEPT
    answers[queries.AskTeam] = lambda _query: team.TEAM
    answers[queries.AskLead] = lambda query: team.lead_card(
        query.lead_id, made.found(query.lead_id).name, made.found(query.lead_id).company
    )
    sitting.start(team.DANA.name, "leads")
    shown = sitting.window.current
    assert isinstance(shown, LeadsView)
    return shown


def type_and_wait(sitting: Sitting, view: LeadsView, text: str) -> None:
    """Type into the field and let the pause after the last letter be over."""
    sitting.write(text)
    view._finder._typing.timeout.emit()


def cell(view: LeadsView, row: int, column: str) -> str:
    place = [c.key for c in view._model.columns].index(column)
    return str(view._model.index(row, place).data())


def choose(view: LeadsView, words: str) -> None:
    """Choose a filter in the box, as a person does."""
    box = view._ui.which_combo
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def texts(view: LeadsView) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def questions(sitting: Sitting, kind: type[object]) -> list[object]:
    return [query for query in sitting.desk.asked if isinstance(query, kind)]


def test_the_keyboard_starts_in_the_search_field(sitting: Sitting, leads: LeadsView) -> None:
    assert leads._ui.search_edit.hasFocus()
    assert cell(leads, 0, "name") == "Tom Okafor"


def test_only_a_page_of_a_million_leads_is_asked_for(sitting: Sitting, leads: LeadsView) -> None:
    assert leads._model.rowCount() == PAGE
    assert questions(sitting, queries.AskLeads) == [queries.AskLeads(limit=PAGE)]
    assert "1,000,000 leads" in texts(leads)


def test_scrolling_to_the_end_brings_the_next_page_once(sitting: Sitting, leads: LeadsView) -> None:
    sitting.readers.held = True
    leads._ui.table.setFocus()
    sitting.control(Qt.Key.Key_End)
    leads._ui.table.scrollToBottom()
    sitting.readers.run()
    asked = questions(sitting, queries.AskLeads)
    assert asked == [
        queries.AskLeads(limit=PAGE),
        queries.AskLeads(after=(PAGE + 1, PAGE), limit=PAGE),
    ]
    assert leads._model.rowCount() == 2 * PAGE
    assert len({row.id for row in leads._model.rows}) == 2 * PAGE


def test_typing_asks_once_after_a_pause(sitting: Sitting, leads: LeadsView) -> None:
    sitting.write("halden tom")
    assert len(questions(sitting, queries.AskLeads)) == 1
    leads._finder._typing.timeout.emit()
    asked = questions(sitting, queries.AskLeads)[1:]
    assert asked == [queries.AskLeads(LeadFilter(text="halden tom"), limit=PAGE)]
    assert cell(leads, 0, "company") == "Halden Freight"
    assert not leads._model.has_more


def test_an_answer_to_less_typing_never_replaces_a_later_one(
    sitting: Sitting, leads: LeadsView
) -> None:
    sitting.readers.held = True
    type_and_wait(sitting, leads, "priya")
    type_and_wait(sitting, leads, " northfield")
    sitting.readers.run()
    companies = {row.company for row in leads._model.rows}
    assert companies == {"Northfield Optics"}
    assert leads._finder.filter.text == "priya northfield"


def test_enter_opens_the_lead_and_escape_goes_back(sitting: Sitting, leads: LeadsView) -> None:
    type_and_wait(sitting, leads, "priya")
    sitting.press(Qt.Key.Key_Return)
    assert leads._ui.detail_card.isVisible()
    assert "Operations Director · " in texts(leads)
    sitting.press(Qt.Key.Key_Escape)
    assert not leads._ui.detail_card.isVisible()
    leads.focus_first()
    sitting.press(Qt.Key.Key_Escape)
    assert not leads._ui.search_edit.text()


def test_the_open_lead_follows_the_arrows(sitting: Sitting, leads: LeadsView) -> None:
    sitting.press(Qt.Key.Key_Down)
    sitting.press(Qt.Key.Key_Return)
    sitting.press(Qt.Key.Key_Down)
    card = leads._aside.card
    assert card is not None
    assert card.id == 2


def test_w_works_on_the_lead(sitting: Sitting, leads: LeadsView) -> None:
    sitting.press(Qt.Key.Key_Down)
    sitting.press(Qt.Key.Key_Return)
    sitting.press(Qt.Key.Key_W)
    assert sitting.window.screen_id == "queue"
    assert sitting.commands(commands.TakeNext)[-1] == commands.TakeNext(1, 1)


def test_letters_in_the_search_field_are_letters(sitting: Sitting, leads: LeadsView) -> None:
    sitting.write("we?")
    assert leads._ui.search_edit.text() == "we?"
    assert sitting.window.screen_id == "leads"


def test_e_opens_the_form_of_the_lead(sitting: Sitting, leads: LeadsView) -> None:
    sitting.press(Qt.Key.Key_Down)
    sitting.press(Qt.Key.Key_E)
    dialog = leads.findChild(LeadDialog)
    assert dialog is not None
    assert dialog._ui.title.text() == "Change Tom Okafor"
    dialog.reject()


def test_a_note_is_kept_with_enter(sitting: Sitting, leads: LeadsView) -> None:
    leads._aside.open(3)
    leads._aside.detail.write_note()
    sitting.write("Prefers mornings")
    sitting.press(Qt.Key.Key_Return)
    assert sitting.commands(commands.AddNote) == [commands.AddNote(3, "Prefers mornings")]
    assert not leads._aside.detail._ui.note_edit.text()


def test_a_note_is_kept_when_another_lead_is_shown(sitting: Sitting, leads: LeadsView) -> None:
    leads._aside.open(3)
    leads._aside.detail.write_note()
    sitting.write("Prefers mornings")
    leads._aside.open(4)
    assert sitting.commands(commands.AddNote) == [commands.AddNote(3, "Prefers mornings")]
    assert not leads._aside.detail._ui.note_edit.text()


def test_a_note_that_could_not_be_kept_comes_back(sitting: Sitting, leads: LeadsView) -> None:
    leads._aside.open(3)
    leads._aside.detail.write_note()
    sitting.write("Prefers mornings")
    sitting.desk.failing = StoreUnavailable("disk_full")
    sitting.press(Qt.Key.Key_Return)
    assert leads._aside.detail._ui.note_edit.text() == "Prefers mornings"


def test_a_note_is_kept_when_the_window_closes(sitting: Sitting, leads: LeadsView) -> None:
    leads._aside.open(3)
    leads._aside.detail.write_note()
    sitting.write("Prefers mornings")
    sitting.program.close()
    assert sitting.commands(commands.AddNote) == [commands.AddNote(3, "Prefers mornings")]


def test_rows_are_copied_as_text_in_the_order_shown(sitting: Sitting, leads: LeadsView) -> None:
    header = leads._ui.table.horizontalHeader()
    header.moveSection(header.visualIndex(1), 0)
    sitting.press(Qt.Key.Key_Down)
    sitting.control(Qt.Key.Key_C)
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied[0].startswith("Company\tName\tPhone")
    assert copied[1].startswith("Halden Freight\tTom Okafor\t+1 (612) 555-0101")
    assert "E-mail" not in copied[0]


def test_columns_stay_as_they_were_left(sitting: Sitting, leads: LeadsView) -> None:
    leads._columns.hide(3, hidden=True)
    leads._columns._keep.timeout.emit()
    again = LeadsView(leads.bench)
    assert again._ui.table.isColumnHidden(3)
    again.deleteLater()


def test_the_last_column_cannot_be_hidden(sitting: Sitting, leads: LeadsView) -> None:
    for place in range(len(leads._model.columns)):
        leads._columns.hide(place, hidden=True)
    shown = [p for p in range(leads._model.columnCount()) if not leads._ui.table.isColumnHidden(p)]
    assert len(shown) == 1


def test_a_state_filters_pages_and_search(sitting: Sitting, leads: LeadsView) -> None:
    choose(leads, "Won")
    assert {row.state for row in leads._model.rows} == {LeadState.WON}
    type_and_wait(sitting, leads, "priya")
    assert {row.state for row in leads._model.rows} == {LeadState.WON}


def test_nobody_found_says_so_and_offers_a_way_on(sitting: Sitting, leads: LeadsView) -> None:
    type_and_wait(sitting, leads, "zzz")
    assert "Nobody found for “zzz”" in texts(leads)
    leads._ui.empty.action_chosen.emit("clear")
    leads._finder._typing.timeout.emit()
    assert leads._model.rowCount() == PAGE


def test_a_lead_that_is_gone_is_said_in_words(sitting: Sitting, leads: LeadsView) -> None:
    def gone(_query: object) -> object:
        raise NotFound("lead", what=1)

    sitting.desk.answers[queries.AskLead] = gone
    leads._aside.open(1)
    assert not leads._ui.detail_card.isVisible()
    assert sitting.window.toast.words


def test_a_write_of_somebody_else_keeps_the_place(sitting: Sitting, leads: LeadsView) -> None:
    sitting.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
    before = leads._ui.table.currentIndex().row()
    sitting.program.ops.changed.emit(Kind.LEADS, None)
    assert leads._ui.table.currentIndex().row() == before > 0
