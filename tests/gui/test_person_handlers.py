# SPDX-License-Identifier: MIT
"""On a lead: everything about a person as a file, and erasing them, by keys and with safeguards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from leaddesk.desk import queries
from leaddesk.desk.commands import AddNote, ErasePerson, SaveSheet
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.lead import LeadState
from leaddesk.domain.person import Person, Role
from leaddesk.gui.views import leads_view
from leaddesk.gui.views.erase_dialog import EraseDialog
from leaddesk.gui.views.leads_view import LeadsView
from leaddesk.gui.views.palette import Palette
from leaddesk.gui.views.person_export_dialog import PersonExportDialog
from leaddesk.words import erasing, errors
from tests.gui import fake_answers_leads as listed
from tests.gui import fake_answers_privacy as made
from tests.gui.made_leads import CHICAGO, PEOPLE, made_card
from tests.gui.sitting import Sitting, opened
from tests.gui.test_access import nameless

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CARDS = tuple(made_card(place) for place in range(3))
RUTH = Person(9, "Ruth Calloway", frozenset({Role.TEAM_LEAD}), CHICAGO)


def erasing_form(sitting: Sitting, qtbot: QtBot) -> EraseDialog:
    """The dialog of erasing, asked for with its keys."""
    sitting.press(Key.Key_Delete, with_=SHIFT)
    form = opened(sitting, qtbot)
    assert isinstance(form, EraseDialog)
    return form


def person_is(sitting: Sitting, *cards: queries.LeadCard, **more: dict[int, int]) -> None:
    """Let every lead be this person."""
    data = made.person(*cards, **more)
    sitting.desk.answers[queries.AskPersonData] = lambda _query: data


def leads_in(form: EraseDialog) -> list[str]:
    box = form._ui.leads_list
    return [box.item(row).text() for row in range(box.count())]


# ------------------------------------------------------------------------- erasing


def test_a_person_is_erased_after_a_reason_and_their_name(leading: Sitting, qtbot: QtBot) -> None:
    form = erasing_form(leading, qtbot)
    ui = form._ui
    assert not ui.save_button.isEnabled()
    assert leading.target is ui.reason_edit
    leading.write("By e-mail on 12 May")
    assert not ui.save_button.isEnabled()
    leading.press(Key.Key_Return)
    assert leading.target is ui.confirm_edit
    leading.write("rama")
    assert not ui.save_button.isEnabled()
    leading.write("n ")
    assert ui.save_button.isEnabled()
    leading.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Space)
    assert leading.commands(ErasePerson) == [ErasePerson((1,), "By e-mail on 12 May")]
    assert not form.isVisible()
    toast = leading.window.toast
    told = [label.text() for label in toast.findChildren(QLabel) if label.isVisible()]
    assert told == ["Erased for good: 1 lead"]


def test_a_name_without_a_reason_erases_nobody(leading: Sitting, qtbot: QtBot) -> None:
    form = erasing_form(leading, qtbot)
    form._ui.confirm_edit.setText("Raman")
    form._ui.reason_edit.setText("   ")
    assert not form._ui.save_button.isEnabled()
    form._on_save()
    assert not leading.commands(ErasePerson)


def test_escape_and_the_default_button_leave_without_erasing(
    leading: Sitting, qtbot: QtBot
) -> None:
    form = erasing_form(leading, qtbot)
    assert form._ui.cancel_button.isDefault()
    form._ui.reason_edit.setText("By e-mail")
    form._ui.confirm_edit.setText("Raman")
    form._ui.confirm_edit.setFocus()
    leading.press(Key.Key_Return)
    assert form.isVisible()
    leading.press(Key.Key_Escape)
    assert not form.isVisible()
    assert not leading.commands(ErasePerson)


def test_what_goes_what_stays_and_what_is_out_of_reach_is_said(
    leading: Sitting, qtbot: QtBot
) -> None:
    ui = erasing_form(leading, qtbot)._ui
    assert ui.who_label.text() == "Priya Raman, Northfield Optics"
    assert "2 numbers, 1 e-mail address" in ui.gone_label.text()
    assert "digest" in ui.stays_label.text()
    assert "put back" in ui.outside_label.text()
    assert ui.warning_label.text() == erasing.NO_WAY_BACK


def test_several_leads_are_chosen_one_by_one_and_merged_ones_go_with_theirs(
    leading: Sitting, qtbot: QtBot
) -> None:
    person_is(leading, *CARDS, merged={3: 1})
    form = erasing_form(leading, qtbot)
    ui = form._ui
    assert [line.strip(" ↳").split(" · ")[0] for line in leads_in(form)] == [
        "Priya Raman", "Marta Lindqvist", "Tom Okafor",
    ]  # fmt: skip
    merged = ui.leads_list.item(1)
    assert not merged.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert "from 3 leads" in ui.gone_label.text()
    assert leading.target is ui.leads_list
    leading.press(Key.Key_Space)
    assert form._leads.chosen == (2,)
    assert "from 1 lead:" in ui.gone_label.text()
    leading.press(Key.Key_Down, Key.Key_Space)
    assert form._leads.chosen == (2,)
    leading.press(Key.Key_Down, Key.Key_Space)
    ui.reason_edit.setText("By letter")
    ui.confirm_edit.setText("Raman")
    assert not ui.save_button.isEnabled()
    leading.press(Key.Key_Up, Key.Key_Up, Key.Key_Space)
    leading.click(ui.save_button)
    assert leading.commands(ErasePerson) == [ErasePerson((1,), "By letter")]


def test_one_lead_is_no_choice(leading: Sitting, qtbot: QtBot) -> None:
    form = erasing_form(leading, qtbot)
    assert len(leads_in(form)) == 1
    assert not form._ui.leads_list.item(0).flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert form._leads.chosen == (1,)


def test_a_company_without_a_person_is_confirmed_by_its_name(
    leading: Sitting, qtbot: QtBot
) -> None:
    person_is(leading, replace(CARDS[0], first_name="", last_name="", name="Northfield Optics"))
    form = erasing_form(leading, qtbot)
    form._ui.reason_edit.setText("By letter")
    form._ui.confirm_edit.setText("northfield  optics")
    assert form._ui.save_button.isEnabled()


def test_a_refused_erasure_says_why_and_keeps_what_was_typed(
    leading: Sitting, qtbot: QtBot
) -> None:
    form = erasing_form(leading, qtbot)
    form._ui.reason_edit.setText("By e-mail")
    form._ui.confirm_edit.setText("Raman")
    error = RuleBroken("not_here_yet", lead="Priya Raman")
    leading.desk.failing = error
    leading.click(form._ui.save_button)
    assert form._ui.problem.text() == errors.say(error)
    assert form._ui.reason_edit.text() == "By e-mail"
    assert form._ui.save_button.isEnabled()
    assert not form._ui.progress_bar.isVisible()


def test_nothing_can_be_changed_while_it_is_erased(leading: Sitting, qtbot: QtBot) -> None:
    form = erasing_form(leading, qtbot)
    form._ui.reason_edit.setText("By e-mail")
    form._ui.confirm_edit.setText("Raman")
    leading.writer.held = True
    leading.click(form._ui.save_button)
    assert form._ui.progress_bar.isVisible()
    assert not form._ui.reason_edit.isEnabled()
    leading.press(Key.Key_Escape)
    assert form.isVisible()
    leading.writer.run()
    assert not form.isVisible()


def test_what_was_typed_for_an_erased_lead_is_dropped(leading: Sitting, qtbot: QtBot) -> None:
    queue = leading.queue
    queue.lead.note.setPlainText("wants a call in June")
    queue.side._on_answer("need", "two lines")
    form = erasing_form(leading, qtbot)
    form._ui.reason_edit.setText("By e-mail")
    form._ui.confirm_edit.setText("Raman")
    leading.click(form._ui.save_button)
    assert queue.unlogged_notes() == {}
    queue.keep_typed()
    assert not leading.commands(AddNote)
    assert not leading.commands(SaveSheet)


def test_who_was_erased_already_is_not_asked_about(leading: Sitting) -> None:
    person_is(leading, replace(CARDS[0], state=LeadState.ERASED, name="(erased)"))
    leading.press(Key.Key_Delete, with_=SHIFT)
    assert not [one for one in leading.window.findChildren(EraseDialog) if one.isVisible()]
    assert leading.window.toast.isVisible()


def test_the_question_goes_when_whoever_asked_leaves(leading: Sitting, qtbot: QtBot) -> None:
    form = erasing_form(leading, qtbot)
    form._ui.reason_edit.setText("By e-mail")
    leading.window.seat.sit(PEOPLE[0])
    assert not form.isVisible()
    leading.window.seat.sit(PEOPLE[2])
    assert not leading.commands(ErasePerson)


def test_an_answer_for_who_left_opens_nothing(leading: Sitting) -> None:
    leading.readers.held = True
    leading.press(Key.Key_Delete, with_=SHIFT)
    leading.window.seat.sit(PEOPLE[0])
    leading.readers.run()
    assert not leading.window.findChildren(EraseDialog)


# ------------------------------------------------------------------------- where it is found


@pytest.fixture
def many(sitting: Sitting) -> Callable[[Person], LeadsView]:
    """Open the Leads screen for somebody."""
    answers = sitting.desk.answers
    sitting.desk.people = (*PEOPLE, RUTH)
    answers[queries.AskLeads] = listed.page
    answers[queries.AskLeadCount] = lambda _query: listed.TOTAL
    answers[queries.AskLeadChoices] = lambda _query: listed.CHOICES
    answers[queries.AskKeptFilters] = lambda _query: listed.KEPT
    person_is(sitting, *CARDS)

    def open_for(person: Person) -> LeadsView:
        sitting.start(person.name, "leads")
        view = sitting.window.current
        assert isinstance(view, LeadsView)
        view._ui.table.setFocus()
        return view

    return open_for


Deeds = Mapping[str, Callable[[], None]]


def menu_of(view: LeadsView, monkeypatch: pytest.MonkeyPatch) -> Deeds:
    """What the menu of the table offers."""
    offered: list[Deeds] = []
    monkeypatch.setattr(leads_view, "open_menu", lambda _table, _at, deeds: offered.append(deeds))
    view._ui.table.customContextMenuRequested.emit(view._ui.table.rect().center())
    return offered[0]


def test_the_chosen_lead_of_the_table_is_the_one(
    sitting: Sitting, many: Callable[[Person], LeadsView], qtbot: QtBot
) -> None:
    view = many(RUTH)
    sitting.press(Key.Key_Down)
    erasing_form(sitting, qtbot).reject()
    asked = [one for one in sitting.desk.asked if isinstance(one, queries.AskPersonData)]
    assert asked[-1].lead_id == view._model.row_at(view._ui.table.currentIndex().row()).id


def test_an_erased_lead_stays_open_until_somebody_goes_on(
    sitting: Sitting, many: Callable[[Person], LeadsView], qtbot: QtBot
) -> None:
    view = many(RUTH)
    gone = view._model.row_at(0)
    card = replace(CARDS[0], id=gone.id)
    person_is(sitting, card)
    cards = {gone.id: card, 2: replace(CARDS[1], id=2), 3: replace(CARDS[2], id=3)}
    sitting.desk.answers[queries.AskLead] = lambda query: cards[query.lead_id]
    sitting.press(Key.Key_Return)
    assert view._aside.card is card
    form = erasing_form(sitting, qtbot)
    form._ui.reason_edit.setText("By e-mail")
    form._ui.confirm_edit.setText("Raman")
    blank = cards[gone.id] = replace(card, name="(erased)", state=LeadState.ERASED)
    rest = queries.LeadsPage((listed.found(2), listed.found(3)), None)
    sitting.desk.answers[queries.AskLeads] = lambda _query: rest
    sitting.click(form._ui.save_button)
    assert view._model.row_at(0).id == 2
    assert view._aside.card is blank
    sitting.window.activateWindow()
    qtbot.waitUntil(sitting.window.isActiveWindow)
    view._ui.table.setFocus()
    sitting.press(Key.Key_Down)
    assert view._aside.card is cards[3]


def test_the_menu_of_the_table_has_both_for_a_team_lead(
    sitting: Sitting,
    many: Callable[[Person], LeadsView],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deeds = menu_of(many(RUTH), monkeypatch)
    assert list(deeds)[-2:] == ["Everything about this person…", "Erase this person…"]
    deeds["Everything about this person…"]()
    form = opened(sitting, qtbot)
    assert isinstance(form, PersonExportDialog)
    form.reject()


def test_who_leads_no_team_finds_neither(
    sitting: Sitting, many: Callable[[Person], LeadsView], monkeypatch: pytest.MonkeyPatch
) -> None:
    view = many(PEOPLE[0])
    assert "Erase this person…" not in menu_of(view, monkeypatch)
    view._ui.table.setFocus()
    sitting.press(Key.Key_P)
    sitting.press(Key.Key_Delete, with_=SHIFT)
    assert not sitting.window.findChildren(EraseDialog)
    possible = {action.id for action in sitting.window.actions_here.possible()}
    assert not possible & {"leads.tell_all", "leads.erase"}
    assert not [one for one in sitting.desk.asked if isinstance(one, queries.AskPersonData)]


def test_the_palette_has_both_for_the_lead_in_hand(leading: Sitting) -> None:
    palette = leading.program.findChild(Palette) or leading.window.findChild(Palette)
    assert isinstance(palette, Palette)
    found = [row.title for row in palette.rows_for("this person")]
    assert found[-2:] == ["Everything about this person…", "Erase this person…"]


def test_every_control_of_both_dialogs_has_a_name(leading: Sitting) -> None:
    data = made.person(*CARDS)
    bench = leading.window.bench
    for form in (
        EraseDialog(leading.program.ops, data, leading.window),
        PersonExportDialog(bench, data, leading.window),
    ):
        assert nameless(form) == []
        form.deleteLater()
