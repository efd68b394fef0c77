# SPDX-License-Identifier: MIT
"""The forms of leads and people: what is wrong stands beside its field, and Save writes once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from leaddesk.desk import commands, queries
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.person import Person
from leaddesk.domain.tier import DEFAULT_TIERS, Tier
from leaddesk.gui.theme import Theme
from leaddesk.gui.views.lead_dialog import LeadDialog
from leaddesk.gui.views.person_dialog import PersonDialog
from leaddesk.words import errors, tiers
from tests.gui import fake_answers_handoffs as team
from tests.gui import fake_answers_leads as many
from tests.gui.form_desk import FormDesk


@pytest.fixture
def desk(qtbot: QtBot, worn: Theme) -> Iterator[FormDesk]:
    """Somebody at a desk where nobody is found by search."""
    made = FormDesk()
    made.desk.answers[queries.AskTeam] = lambda _query: team.TEAM
    made.desk.answers[queries.AskSearch] = lambda _query: ()
    made.desk.answers[queries.AskPeople] = lambda _query: team.PEOPLE
    yield made
    made.close()


Form = Callable[..., LeadDialog]
People = Callable[..., PersonDialog]


@pytest.fixture
def lead_form(desk: FormDesk, qtbot: QtBot) -> Form:
    """Open the form of a lead."""

    def make(card: queries.LeadCard | None = None) -> LeadDialog:
        dialog = LeadDialog(desk.ops, card=card)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


@pytest.fixture
def person_form(desk: FormDesk, qtbot: QtBot) -> People:
    """Open the form of a person."""

    def make(person: Person | None = None) -> PersonDialog:
        dialog = PersonDialog(desk.ops, person=person)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def leave(widget: QWidget) -> None:
    """Tell a field that the keyboard went on."""
    widget.editingFinished.emit()  # type: ignore[attr-defined]


def test_a_lead_is_added_with_several_numbers(desk: FormDesk, lead_form: Form) -> None:
    form = lead_form()
    form._ui.first_name_edit.setText("Priya")
    form._ui.last_name_edit.setText("Raman")
    form._numbers.rows[0].edit.setText("(612) 555-0148")
    form._ui.add_number_button.click()
    form._numbers.rows[1].edit.setText("612-555-0149")
    kind = form._numbers.rows[1].kind
    kind.setCurrentIndex(kind.findData("mobile"))
    form._ui.save_button.click()
    added = desk.commands(commands.AddLead)[-1]
    assert isinstance(added, commands.AddLead)
    assert added.fields.first_name == "Priya"
    assert added.fields.phones == (("(612) 555-0148", "direct"), ("612-555-0149", "mobile"))
    assert not form.isVisible()


def test_a_lead_needs_a_name_or_a_company(desk: FormDesk, lead_form: Form) -> None:
    form = lead_form()
    form._ui.save_button.click()
    assert form._ui.first_name_edit_problem.text() == "A lead needs a name or a company."
    assert form.focusWidget() is form._ui.first_name_edit
    assert not desk.commands(commands.AddLead)
    form._ui.company_edit.setText("Northfield Optics")
    assert not form._ui.first_name_edit_problem.isVisible()
    form._ui.save_button.click()
    assert desk.commands(commands.AddLead)


def test_a_number_is_read_back_and_a_wrong_one_is_said(desk: FormDesk, lead_form: Form) -> None:
    form = lead_form()
    row = form._numbers.rows[0]
    row.edit.setText("6125550148")
    leave(row.edit)
    assert row._read.text().startswith("Read as +1 ")
    row.edit.setText("612")
    leave(row.edit)
    assert row._read.text() == "This is no number that can be dialled. Check the digits."
    form._ui.company_edit.setText("Northfield")
    form._ui.save_button.click()
    assert not desk.commands(commands.AddLead)
    assert form.focusWidget() is row.edit


def test_several_numbers_pasted_at_once_become_several_lines(
    desk: FormDesk, lead_form: Form
) -> None:
    form = lead_form()
    form._numbers.rows[0].edit.setText("612-555-0148; 612-555-0149")
    assert len(form._numbers.rows) == 2
    assert [row.e164() for row in form._numbers.rows] == ["+16125550148", "+16125550149"]


def test_numbers_are_read_in_the_country_that_was_typed(desk: FormDesk, lead_form: Form) -> None:
    form = lead_form()
    form._ui.country_edit.setText("Germany")
    leave(form._ui.country_edit)
    form._numbers.rows[0].edit.setText("030 902 60 00")
    assert form._numbers.rows[0].e164() == "+49309026000"
    assert form.fields().country == "DE"


@pytest.mark.parametrize(
    "pasted",
    [
        "Priya Raman <priya@northfield.example>",
        "mailto:priya@northfield.example",
        " priya@northfield.example, ",
    ],
)
def test_an_address_is_taken_out_of_what_was_pasted(
    desk: FormDesk, pasted: str, lead_form: Form
) -> None:
    form = lead_form()
    form._ui.email_edit.setText(pasted)
    leave(form._ui.email_edit)
    assert form._ui.email_edit.text() == "priya@northfield.example"
    assert not form._ui.email_edit_problem.isVisible()


def test_a_wrong_address_is_said_when_the_field_is_left(desk: FormDesk, lead_form: Form) -> None:
    form = lead_form()
    form._ui.email_edit.setText("priya@")
    leave(form._ui.email_edit)
    assert "name@company.com" in form._ui.email_edit_problem.text()


def test_somebody_with_this_number_is_named_while_typing(desk: FormDesk, lead_form: Form) -> None:
    desk.desk.answers[queries.AskSearch] = lambda _query: (many.found(8),)
    form = lead_form()
    form._numbers.rows[0].edit.setText("612-555-0148")
    leave(form._numbers.rows[0].edit)
    assert "has this number or address already" in form._ui.problem.text()


def test_a_refused_duplicate_keeps_what_was_typed(desk: FormDesk, lead_form: Form) -> None:
    form = lead_form()
    form._ui.company_edit.setText("Northfield Optics")
    refusal = RuleBroken("duplicate_lead", what="Priya Raman", name="Priya Raman")
    desk.desk.failing = refusal
    form._ui.save_button.click()
    assert form.isVisible()
    assert form._ui.problem.text() == errors.say(refusal)
    assert form._ui.company_edit.text() == "Northfield Optics"
    assert form._ui.save_button.isEnabled()


def test_changing_a_lead_carries_the_version_it_was_filled_from(
    desk: FormDesk, lead_form: Form
) -> None:
    card = team.lead_card(5, "Priya Raman", "Northfield Optics")
    form = lead_form(card)
    form._ui.title_edit.setText("Director")
    form._ui.save_button.click()
    edited = desk.commands(commands.EditLead)[-1]
    assert isinstance(edited, commands.EditLead)
    assert (edited.lead_id, edited.version, edited.fields.title) == (5, 3, "Director")
    assert edited.fields.country == "US"
    assert edited.fields.phones == (("+1 (612) 555-0148", "direct"),)


def test_adding_another_keeps_the_source_and_empties_the_rest(
    desk: FormDesk, lead_form: Form
) -> None:
    form = lead_form()
    form._ui.again_check.setChecked(True)
    form._ui.company_edit.setText("Northfield Optics")
    form._ui.source_edit.setText("Booth 14")
    form._ui.save_button.click()
    assert form.isVisible()
    assert (form._ui.company_edit.text(), form._ui.source_edit.text()) == ("", "Booth 14")
    form.reject()


def test_save_is_pressed_once_while_the_write_is_under_way(desk: FormDesk, lead_form: Form) -> None:
    form = lead_form()
    form._ui.company_edit.setText("Northfield Optics")
    desk.writer.held = True
    form._ui.save_button.click()
    form._on_save()
    assert not form._ui.save_button.isEnabled()
    form.reject()
    assert form.isVisible()
    desk.writer.run()
    assert len(desk.commands(commands.AddLead)) == 1
    assert not form.isVisible()


def test_a_person_is_added_with_roles_hours_and_zone(desk: FormDesk, person_form: People) -> None:
    form = person_form()
    ui = form._ui
    ui.name_edit.setText("  Yusuf   Demir ")
    ui.senior_check.setChecked(True)
    ui.zone_combo.setEditText("europe/berlin")
    ui.starts_edit.setTime(QTime(8, 0))
    ui.block_check.setChecked(True)
    assert not ui.joined_edit.isEnabled()
    ui.joined_check.setChecked(True)
    ui.joined_edit.setDate(QDate(2026, 5, 18))
    ui.save_button.click()
    added = desk.commands(commands.AddPerson)[-1]
    assert isinstance(added, commands.AddPerson)
    assert added.fields.name == "Yusuf Demir"
    assert (added.fields.roles, added.fields.tiers) == ((), (1, 2))
    assert added.fields.time_zone == "Europe/Berlin"
    assert (added.fields.starts, added.fields.ends) == (dt.time(8), dt.time(17))
    assert added.fields.block == (dt.time(9), dt.time(11))
    assert added.fields.joined == dt.date(2026, 5, 18)


def test_breaks_are_added_and_removed_with_the_keyboard(
    desk: FormDesk, person_form: People
) -> None:
    form = person_form(team.BEN)
    ui = form._ui
    assert form.fields().breaks == ((dt.time(12), dt.time(13)),)
    ui.add_break_button.setFocus()
    QTest.keyClick(ui.add_break_button, Qt.Key.Key_Space)
    added = form._breaks.rows[1]
    assert form.focusWidget() is added.starts
    assert (added.starts.accessibleName(), added.remove.accessibleName()) == (
        "Break 2 starts", "Remove break 2",
    )  # fmt: skip
    added.starts.setTime(QTime(10, 30))
    assert "hours" not in form._problems.told
    added.ends.setTime(QTime(10, 15))
    assert form._problems.told["hours"] == "The break from 10:30 has to end after its start."
    added.ends.setTime(QTime(10, 45))
    morning = (dt.time(10, 30), dt.time(10, 45))
    assert form.fields().breaks == (morning, (dt.time(12), dt.time(13)))
    QTest.keyClick(form._breaks.rows[0].remove, Qt.Key.Key_Space)
    assert form.focusWidget() is added.remove
    ui.save_button.click()
    edited = desk.commands(commands.EditPerson)[-1]
    assert isinstance(edited, commands.EditPerson)
    assert edited.fields.breaks == (morning,)


def test_a_day_without_a_break_is_kept_so(desk: FormDesk, person_form: People) -> None:
    form = person_form(team.BEN)
    QTest.keyClick(form._breaks.rows[0].remove, Qt.Key.Key_Space)
    assert form.focusWidget() is form._ui.add_break_button
    form._ui.save_button.click()
    edited = desk.commands(commands.EditPerson)[-1]
    assert isinstance(edited, commands.EditPerson)
    assert edited.fields.breaks == ()


@pytest.mark.parametrize(
    "field, words",
    [
        ("name", "Type the person’s name."),
        ("roles", "Tick at least one."),
        ("zone", "Choose a time zone from the list"),
        ("hours", "The end of work has to come after its start."),
    ],
)
def test_what_is_wrong_with_a_person_is_said_beside_the_field(
    desk: FormDesk, field: str, words: str, person_form: People
) -> None:
    form = person_form()
    ui = form._ui
    ui.name_edit.setText("" if field == "name" else "Yusuf")
    ui.qualifier_check.setChecked(field != "roles")
    ui.zone_combo.setEditText("Nowhere/Land" if field == "zone" else "Europe/Berlin")
    ui.ends_edit.setTime(QTime(8, 0) if field == "hours" else QTime(17, 0))
    ui.save_button.click()
    assert words in form._problems.told[field]
    assert not desk.commands(commands.AddPerson)
    form.reject()


def test_a_name_that_is_taken_is_said_beside_the_name(desk: FormDesk, person_form: People) -> None:
    form = person_form()
    form._ui.name_edit.setText("Sam Ortiz")
    refusal = RuleBroken("name_taken", name="Sam Ortiz")
    desk.desk.failing = refusal
    form._ui.save_button.click()
    assert form._ui.name_edit_problem.text() == errors.say(refusal)
    form.reject()


def test_what_is_saved_of_a_person_in_the_team_keeps_them_there(
    desk: FormDesk, person_form: People
) -> None:
    form = person_form(team.BEN)
    form._ui.save_button.click()
    edited = desk.commands(commands.EditPerson)[-1]
    assert isinstance(edited, commands.EditPerson)
    assert (edited.person_id, edited.active, edited.fields.extension) == (2, True, "205")


def test_every_tier_has_its_check_in_the_form(desk: FormDesk, person_form: People) -> None:
    tiers.learn((*DEFAULT_TIERS, Tier(4, "Success", 2), Tier(5, "Farmers", 2)))
    form = person_form()
    ui = form._ui
    ui.name_edit.setText("Ama")
    checks = {n: check.text() for n, check in form._tiers.items()}
    assert checks == {
        1: "Qualifier", 2: "Senior rep", 3: "Account manager", 4: "Success", 5: "Farmer",
    }  # fmt: skip
    QTest.keyClick(form._tiers[1], Qt.Key.Key_Space)
    QTest.keyClick(form._tiers[5], Qt.Key.Key_Space)
    ui.lead_check.setChecked(True)
    ui.save_button.click()
    added = desk.commands(commands.AddPerson)[-1]
    assert isinstance(added, commands.AddPerson)
    assert (added.fields.roles, added.fields.tiers) == (("team_lead",), (5,))
