# SPDX-License-Identifier: MIT
"""Filtering, sorting and keeping filters of leads, and changing many of them at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Kind
from leaddesk.domain.bulk_change import BulkKind
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_filter import LeadFilter, LeadSort, SortKey
from leaddesk.gui.views.bulk_dialog import BulkDialog
from leaddesk.gui.views.keep_filter_dialog import KeepFilterDialog
from leaddesk.gui.views.leads_view import LeadsView
from tests.gui import fake_answers_handoffs as team
from tests.gui import fake_answers_leads as made
from tests.gui.sitting import Sitting
from tests.gui.test_leads_view import choose, questions, texts


@pytest.fixture
def leads(sitting: Sitting) -> Iterator[LeadsView]:
    """A million leads, and the Leads screen open on them for the team lead."""
    answers = sitting.desk.answers
    sitting.machine.at = team.NOW
    sitting.desk.people = team.PEOPLE
    answers[queries.AskLeads] = made.page
    answers[queries.AskLeadCount] = lambda _query: made.TOTAL
    answers[queries.AskLeadChoices] = lambda _query: made.CHOICES
    answers[queries.AskKeptFilters] = lambda _query: made.KEPT
    answers[queries.AskTeam] = lambda _query: team.TEAM
    sitting.start(team.RUTH.name, "leads")
    shown = sitting.window.current
    assert isinstance(shown, LeadsView)
    yield shown
    for dialog in shown.findChildren(BulkDialog):
        dialog.deleteLater()


def asked(sitting: Sitting) -> queries.AskLeads:
    """The last question about leads."""
    found = questions(sitting, queries.AskLeads)[-1]
    assert isinstance(found, queries.AskLeads)
    return found


def test_f_shows_the_fields_and_a_choice_asks_at_once(sitting: Sitting, leads: LeadsView) -> None:
    leads._ui.table.setFocus()
    sitting.press(Qt.Key.Key_F)
    assert leads._panel.isVisible()
    assert sitting.target is leads._panel._ui.tier_combo
    sitting.press(Qt.Key.Key_Down)
    assert asked(sitting).filter == LeadFilter(tier=1)
    leads._panel._ui.age_combo.setFocus()
    sitting.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert asked(sitting).filter == LeadFilter(tier=1, age_to=6)
    leads._panel._ui.clear_button.click()
    assert asked(sitting).filter == LeadFilter()
    leads._ui.table.setFocus()
    sitting.press(Qt.Key.Key_F)
    assert not leads._panel.isVisible()


@pytest.mark.parametrize(
    "box, words, wanted",
    [
        ("state_combo", "Needs research", LeadFilter(states=(LeadState.RESEARCH,))),
        ("class_combo", "3 · fresh inbound", LeadFilter(class_number=3)),
        ("source_combo", "ZoomInfo", LeadFilter(source_id=2)),
        ("campaign_combo", "None", LeadFilter(campaign="")),
        ("list_combo", "fair.csv", LeadFilter(list_id=3)),
        ("owner_combo", "Anyone of the tier", LeadFilter(owner_id=0)),
        ("zone_combo", "America/Chicago", LeadFilter(time_zone="America/Chicago")),
        ("attempts_combo", "6 or more", LeadFilter(attempts_from=6)),
        ("outcome_combo", "No answer", LeadFilter(last_outcome="no_answer")),
    ],
)
def test_each_field_asks_for_its_own(
    sitting: Sitting, leads: LeadsView, box: str, words: str, wanted: LeadFilter
) -> None:
    combo = getattr(leads._panel._ui, box)
    combo.setCurrentIndex(combo.findText(words))
    assert asked(sitting).filter == wanted
    assert leads._panel.filter() == wanted


def test_a_click_on_a_heading_sorts_and_another_one_turns_it_round(
    sitting: Sitting, leads: LeadsView
) -> None:
    header = leads._ui.table.horizontalHeader()
    place = [column.key for column in leads._model.columns].index("company")
    header.sectionClicked.emit(place)
    assert asked(sitting).sort == LeadSort(SortKey.COMPANY, falling=False)
    assert header.sortIndicatorSection() == place
    header.sectionClicked.emit(place)
    assert asked(sitting).sort == LeadSort(SortKey.COMPANY, falling=True)
    header.sectionClicked.emit(2)
    assert asked(sitting).sort.key is SortKey.COMPANY


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_o_offers_every_order_by_keyboard(sitting: Sitting, leads: LeadsView) -> None:
    leads._ui.table.setFocus()
    sitting.press(Qt.Key.Key_O)
    (menu,) = leads._ui.table.findChildren(QMenu)
    orders = {action.text(): action for action in menu.actions()}
    assert orders["Arrived"].isChecked()
    orders["Tries"].trigger()
    assert asked(sitting).sort == LeadSort(SortKey.ATTEMPTS, falling=True)
    menu.close()


def test_a_kept_filter_brings_its_order_and_can_be_forgotten(
    sitting: Sitting, leads: LeadsView
) -> None:
    choose(leads, "Old tries")
    kept = made.KEPT[0]
    assert (asked(sitting).filter, asked(sitting).sort) == (kept.filter, kept.sort)
    assert leads._panel.filter() == kept.filter
    sitting.window.act("leads.forget_filter")
    assert sitting.commands(commands.DropFilter) == [commands.DropFilter(5)]


def test_k_keeps_the_filter_under_a_name(sitting: Sitting, leads: LeadsView) -> None:
    choose(leads, "Closed")
    leads._ui.table.setFocus()
    sitting.press(Qt.Key.Key_K)
    dialog = leads.window().findChild(KeepFilterDialog)
    assert dialog is not None
    dialog._ui.name_edit.setText("Closed ones")
    dialog._ui.team_check.setChecked(True)
    dialog._ui.save_button.click()
    wanted = LeadFilter(states=(LeadState.CLOSED,))
    assert sitting.commands(commands.KeepFilter) == [
        commands.KeepFilter("Closed ones", wanted, LeadSort(), for_team=True)
    ]


def open_change(sitting: Sitting, leads: LeadsView) -> BulkDialog:
    leads._ui.table.setFocus()
    sitting.press(Qt.Key.Key_C)
    dialog = leads.findChild(BulkDialog)
    assert dialog is not None
    return dialog


def test_chosen_leads_are_closed_with_a_reason(sitting: Sitting, leads: LeadsView) -> None:
    leads._ui.table.setFocus()
    sitting.press(Qt.Key.Key_Down, Qt.Key.Key_Down, with_=Qt.KeyboardModifier.ShiftModifier)
    assert "1,000,000 leads · 3 chosen" in texts(leads)
    assert leads._ui.change_button.isVisible()
    dialog = open_change(sitting, leads)
    ui = dialog._ui
    assert ui.chosen_radio.isChecked()
    assert ui.chosen_radio.text() == "3 chosen leads"
    ui.save_button.click()
    assert ui.problem.text() == "Choose what to do first."
    ui.what_combo.setCurrentIndex(ui.what_combo.findText("Close"))
    ui.reason_edit.setText("fair cancelled")
    ui.save_button.click()
    (command,) = sitting.desk.long_log
    assert command == commands.ChangeLeads(
        commands.BulkWish(BulkKind.CLOSE, reason="fair cancelled"), lead_ids=(1, 2, 3)
    )
    assert sitting.window.toast.words


def test_all_that_pass_a_filter_get_a_source(sitting: Sitting, leads: LeadsView) -> None:
    choose(leads, "Won")
    dialog = open_change(sitting, leads)
    ui = dialog._ui
    assert ui.filter_radio.isChecked()
    assert ui.filter_radio.text() == "All that pass the filter: 1,000,000"
    ui.what_combo.setCurrentIndex(ui.what_combo.findText("Set the source"))
    ui.save_button.click()
    assert ui.problem.text() == "Name the source these leads come from."
    ui.to_combo.setEditText("Expo 2026")
    ui.save_button.click()
    (command,) = sitting.desk.long_log
    assert command == commands.ChangeLeads(
        commands.BulkWish(BulkKind.SOURCE, text="Expo 2026"),
        filter=LeadFilter(states=(LeadState.WON,)),
    )


def test_agreed_calls_go_to_a_colleague(sitting: Sitting, leads: LeadsView) -> None:
    dialog = open_change(sitting, leads)
    ui = dialog._ui
    ui.what_combo.setCurrentIndex(ui.what_combo.findText("Give agreed calls to a person"))
    ui.save_button.click()
    assert ui.problem.text() == "Choose where to."
    ui.to_combo.setCurrentIndex(ui.to_combo.findText(team.DANA.name))
    command = dialog.command()
    assert command is not None
    assert command.change.person_id == team.DANA.id


def test_a_change_that_is_refused_says_why_and_stays_open(
    sitting: Sitting, leads: LeadsView
) -> None:
    sitting.desk.failing = RuleBroken("bulk_stopped")
    dialog = open_change(sitting, leads)
    ui = dialog._ui
    ui.what_combo.setCurrentIndex(ui.what_combo.findText("Close"))
    ui.save_button.click()
    assert ui.problem.text() == "Stopped. Every lead is as it was."
    assert dialog.isVisible()


def test_who_is_no_team_lead_is_offered_no_change(sitting: Sitting, leads: LeadsView) -> None:
    sitting.window.seat.sit(team.DANA)
    leads._ui.table.selectAll()
    assert not leads._ui.change_button.isVisible()
    sitting.window.act("leads.change")
    assert leads.findChild(BulkDialog) is None


def test_a_write_of_somebody_else_reads_all_that_is_shown_again(
    sitting: Sitting, leads: LeadsView
) -> None:
    leads._finder._ask_more()
    sitting.program.ops.changed.emit(Kind.LEADS, None)
    assert asked(sitting).limit == leads._model.rowCount() == 400
