# SPDX-License-Identifier: MIT
"""The People screen by keys: who is in the team, who comes, changes, is away and leaves."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from leaddesk.desk import queries
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import AddAbsence, EditPerson, SetGoals, TakeBack
from leaddesk.domain.absence import Absence
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.perfect_day import TIER_1_GOALS
from leaddesk.gui.screens import screens_for
from leaddesk.gui.views.goals_dialog import GoalsDialog
from leaddesk.gui.views.leaving_dialog import LeavingDialog
from leaddesk.gui.views.people_view import PeopleView
from leaddesk.gui.views.person_dialog import PersonDialog
from tests.gui.fake_machine import AtOnce
from tests.gui.made_leads import DANA, LEE, SAM
from tests.gui.sitting import Sitting, opened
from tests.gui.test_access import nameless

DAY = dt.date(2026, 5, 12)
Key = Qt.Key
ROWS = (
    queries.StaffRow(DANA, DAY, works=True, absence=None, open=1240),
    queries.StaffRow(SAM, DAY, works=True, absence=Absence(), open=12),
    queries.StaffRow(LEE, DAY, works=False, absence=None, open=0),
    queries.StaffRow(
        replace(SAM, id=9, name="Gil Gone", active=False), DAY, works=True, absence=None, open=0
    ),
)
SHARED = queries.LeavingView(
    30, 2, 1, (queries.ShareRow("Lee Novak", 20, 2, 1), queries.ShareRow("Ben Cruz", 10, 0, 0))
)


@pytest.fixture
def view(sitting: Sitting) -> PeopleView:
    """Let Lee, a team lead, sit down at the screen, and hear what the desk says."""
    sitting.desk.answers[queries.AskStaff] = lambda _query: ROWS
    sitting.desk.answers[queries.AskLeaving] = lambda _query: SHARED
    sitting.start("Lee Novak", "people")
    screen = sitting.window.current
    assert isinstance(screen, PeopleView)
    screen.focus_first()
    return screen


def table(screen: PeopleView) -> list[list[str]]:
    shown = screen.findChild(QTableView, "people_table")
    assert isinstance(shown, QTableView)
    model = shown.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def choose(sitting: Sitting, place: int) -> None:
    sitting.press(Key.Key_Home, *[Key.Key_Down] * place)


def back(sitting: Sitting, view: PeopleView, qtbot: QtBot) -> None:
    """Wait until the dialog is gone and the keyboard is in the window again."""
    sitting.window.activateWindow()
    qtbot.waitUntil(sitting.window.isActiveWindow)
    view.focus_first()
    qtbot.waitUntil(view._ui.people_table.hasFocus)


def test_the_screen_is_a_team_leads(sitting: Sitting) -> None:
    assert "people" not in [entry.id for entry in screens_for(DANA.roles)]
    assert "people" in [entry.id for entry in screens_for(LEE.roles)]


def test_it_shows_who_is_in_the_team_and_what_each_has_open(
    sitting: Sitting, view: PeopleView
) -> None:
    assert [[*row[:4], row[5]] for row in table(view)] == [
        ["Dana Whitfield", "Qualifier", "1", "At work", "1,240"],
        ["Sam Ortiz", "Senior rep", "2", "Away", "12"],
        ["Lee Novak", "Qualifier, senior rep and team lead", "1 and 2", "Day off", "0"],
        ["Gil Gone", "Senior rep", "2", "Left the team", "0"],
    ]
    assert table(view)[0][6:] == ["Mon–Fri 09:00–17:00", "America/Chicago", ""]
    assert view._ui.foot_label.text() == "3 people in the team, 1 away today."
    assert nameless(view) == []
    assert sitting.target is view._ui.people_table


def test_typing_finds_a_person_and_escape_shows_all(sitting: Sitting, view: PeopleView) -> None:
    sitting.control(Key.Key_F)
    sitting.write("ort")
    assert [row[0] for row in table(view)] == ["Sam Ortiz"]
    sitting.write("x")
    assert view._ui.people_empty.isVisible()
    sitting.press(Key.Key_Escape)
    assert len(table(view)) == len(ROWS)


def test_w_says_away_today_and_again_no_longer(sitting: Sitting, view: PeopleView) -> None:
    sitting.press(Key.Key_W)
    choose(sitting, 1)
    assert "Not away" in view._ui.away_button.accessibleName() + view._ui.away_button.text()
    sitting.press(Key.Key_W)
    assert sitting.commands(AddAbsence) == [AddAbsence(1, DAY), AddAbsence(2, DAY, away=False)]


def test_enter_changes_the_chosen_person_and_a_adds_one(
    sitting: Sitting, view: PeopleView, qtbot: QtBot
) -> None:
    choose(sitting, 1)
    sitting.press(Key.Key_Return)
    form = opened(sitting, qtbot)
    assert isinstance(form, PersonDialog)
    assert form.fields().name == "Sam Ortiz"
    form.reject()
    back(sitting, view, qtbot)
    sitting.press(Key.Key_A)
    form = opened(sitting, qtbot)
    assert isinstance(form, PersonDialog)
    assert form.fields().name == ""
    form.reject()


def test_del_says_who_gets_what_before_somebody_leaves(
    sitting: Sitting, view: PeopleView, qtbot: QtBot
) -> None:
    done = Done(Kind.PEOPLE, "person_left", "e9", undoable=True, facts=(("name", "Sam Ortiz"),))
    sitting.desk._doings[EditPerson] = lambda _command: done
    choose(sitting, 1)
    sitting.press(Key.Key_Delete)
    form = opened(sitting, qtbot)
    assert isinstance(form, LeavingDialog)
    assert form._ui.what_label.text() == (
        "Waiting for them: 30 open leads, 2 handoffs and feedback owed for 1 handoff."
    )
    shares = form._ui.shares_table.model()
    told = [[shares.index(r, c).data() for c in range(4)] for r in range(shares.rowCount())]
    assert told == [["Lee Novak", "20", "2", "1"], ["Ben Cruz", "10", "0", "0"]]
    assert nameless(form) == []
    assert sitting.commands(EditPerson) == []
    assert form._ui.cancel_button.isDefault()

    form._ui.save_button.click()

    edited = sitting.commands(EditPerson)
    assert [
        (e.person_id, e.active, e.fields.name) for e in edited if isinstance(e, EditPerson)
    ] == [(2, False, "Sam Ortiz")]
    back(sitting, view, qtbot)
    sitting.control(Key.Key_Z)
    assert sitting.commands(TakeBack)


def paused(form: LeavingDialog) -> bool:
    """Tell whether the sharing out waits for a word."""
    return form._run is not None and form._run.paused


def shown_leaving(sitting: Sitting, qtbot: QtBot) -> LeavingDialog:
    """Open what waits for Sam, who is to leave; the work of it waits for `run`."""
    done = Done(Kind.PEOPLE, "person_left", "e9", undoable=True, facts=(("name", "Sam Ortiz"),))
    sitting.desk._doings[EditPerson] = lambda _command: done
    choose(sitting, 1)
    sitting.press(Key.Key_Delete)
    form = opened(sitting, qtbot)
    assert isinstance(form, LeavingDialog)
    return form


def test_a_leaving_is_stopped_and_carried_on(
    sitting: Sitting, view: PeopleView, qtbot: QtBot
) -> None:
    form = shown_leaving(sitting, qtbot)
    ui, importer = form._ui, held(sitting)
    ui.save_button.click()
    assert ui.progress.isVisible()
    assert ui.cancel_button.text() == "Stop"
    assert form._run is not None
    form._run.report(10)
    assert ui.what_label.text() == "Shared out 10 of 30 leads…"
    QTest.keyClick(form, Key.Key_Escape)
    assert ui.what_label.text().startswith("Stopped after 10 of 30 leads. Carry on, or put all")
    assert paused(form)
    assert [ui.cancel_button.text(), ui.save_button.text()] == ["Put all back", "Carry on"]
    QTest.keyClick(ui.save_button, Key.Key_Space)
    assert not paused(form)
    assert ui.what_label.text() == "Shared out 10 of 30 leads…"
    sitting.desk.shared_out = (30,)
    importer.run()
    assert len(sitting.commands(EditPerson)) == 1
    back(sitting, view, qtbot)


def test_a_leaving_that_was_stopped_is_put_back(
    sitting: Sitting, view: PeopleView, qtbot: QtBot
) -> None:
    assert view.isVisible()
    form = shown_leaving(sitting, qtbot)
    ui, importer = form._ui, held(sitting)
    ui.save_button.click()
    QTest.keyClick(form, Key.Key_Escape)
    QTest.keyClick(form, Key.Key_Escape)
    sitting.desk.shared_out = (30,)
    importer.run()
    assert ui.problem.text() == "Stopped. Every lead is as it was."
    assert sitting.commands(EditPerson) == []
    assert [ui.cancel_button.text(), ui.save_button.text()] == ["Cancel", "Leave the team"]
    form.reject()


def held(sitting: Sitting) -> AtOnce:
    """Let long work wait for `run`."""
    importer = sitting.program.ops.threads.importer
    assert isinstance(importer, AtOnce)
    importer.held = True
    return importer


def test_where_nobody_could_take_over_it_says_what_to_do_first(
    sitting: Sitting, view: PeopleView, qtbot: QtBot
) -> None:
    stuck = replace(SHARED, shares=(), stuck=(2,))
    sitting.desk.answers[queries.AskLeaving] = lambda _query: stuck
    choose(sitting, 1)
    sitting.press(Key.Key_Delete)
    form = opened(sitting, qtbot)
    assert isinstance(form, LeavingDialog)
    assert form._ui.problem.text().startswith("Nobody else works in tier 2. Add somebody there")
    assert not form._ui.save_button.isEnabled()
    form.reject()


def test_a_refusal_is_said_in_the_dialog_and_nothing_is_lost(
    sitting: Sitting, view: PeopleView, qtbot: QtBot
) -> None:
    choose(sitting, 0)
    sitting.press(Key.Key_Delete)
    form = opened(sitting, qtbot)
    assert isinstance(form, LeavingDialog)
    sitting.desk.failing = RuleBroken("last_team_lead", person="Dana Whitfield")
    form._ui.save_button.click()
    assert "only team lead" in form._ui.problem.text()
    assert form.isVisible()
    assert form._ui.save_button.isEnabled()
    form.reject()


def test_who_left_comes_back_with_the_same_key(sitting: Sitting, view: PeopleView) -> None:
    choose(sitting, 3)
    assert not view._ui.away_button.isEnabled()
    sitting.press(Key.Key_Delete)
    back = sitting.commands(EditPerson)[-1]
    assert isinstance(back, EditPerson)
    assert (back.person_id, back.active) == (9, True)


def test_goals_of_one_person_are_put_in_force_and_given_back(
    sitting: Sitting, view: PeopleView, qtbot: QtBot
) -> None:
    sitting.desk.answers[queries.AskGoals] = lambda _query: TIER_1_GOALS
    choose(sitting, 0)
    sitting.press(Key.Key_G)
    form = opened(sitting, qtbot)
    assert isinstance(form, GoalsDialog)
    box = form._ui.person_combo
    told = [box.itemText(n) for n in range(box.count())]
    assert told == ["Everybody in the tier", "Dana Whitfield", "Lee Novak"]
    assert not form._ui.own_check.isVisible()
    assert nameless(form) == []
    box.setFocus()
    QTest.keyClick(box, Key.Key_Down)
    assert sitting.desk.asked[-1] == queries.AskGoals(1, DANA.id)
    form._rows[0].target.setValue(60)
    form._ui.save_button.click()
    put = sitting.commands(SetGoals)[-1]
    assert isinstance(put, SetGoals)
    assert (put.tier, put.person_id, put.goals[0][:2]) == (1, DANA.id, ("calls", 60))

    own = replace(ROWS[0], own=(1,))
    sitting.desk.answers[queries.AskStaff] = lambda _query: (own, *ROWS[1:])
    view.refresh()
    back(sitting, view, qtbot)
    assert [row[4] for row in table(view)] == ["Own", "Of the tier", "Of the tier", "Of the tier"]
    sitting.press(Key.Key_G)
    form = opened(sitting, qtbot)
    assert isinstance(form, GoalsDialog)
    assert form._ui.person_combo.currentData() == DANA.id
    form._ui.own_check.click()
    assert not form._ui.goals.isEnabled()
    form._ui.save_button.click()
    given = sitting.commands(SetGoals)[-1]
    assert isinstance(given, SetGoals)
    assert (given.tier, given.person_id, given.goals) == (1, DANA.id, ())


def test_g_opens_the_goals_of_the_persons_tier_and_s_seats_them(
    sitting: Sitting, view: PeopleView, qtbot: QtBot
) -> None:
    sitting.desk.answers[queries.AskGoals] = lambda _query: ()
    choose(sitting, 1)
    sitting.press(Key.Key_G)
    form = opened(sitting, qtbot)
    assert isinstance(form, GoalsDialog)
    assert form._ui.tier_combo.currentData() == 2
    form.reject()
    back(sitting, view, qtbot)
    sitting.press(Key.Key_S)
    assert sitting.window.seat.person == SAM
