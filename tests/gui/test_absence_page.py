# SPDX-License-Identifier: MIT
"""The calendar of absences by keys: a month of everybody, ranges marked and cleared at once."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.desk import queries
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import EditPerson, MarkDays, TakeBack
from leaddesk.domain.absence import Absence, AbsenceKind
from leaddesk.gui.models.absence_month import DAY_ROLE, MonthDay
from leaddesk.gui.views.absence_page import AbsencePage
from leaddesk.gui.views.people_view import PeopleView
from tests.gui.made_leads import DANA, LEE, SAM
from tests.gui.sitting import Sitting
from tests.gui.test_access import nameless

TODAY = dt.date(2026, 5, 12)
Key = Qt.Key
HALF = Absence(AbsenceKind.TRAINING, 0.5)
PEOPLE = (DANA, SAM, LEE)


def month_of(query: queries.AskAbsences) -> queries.AbsenceMonth:
    first = (query.day or TODAY).replace(day=1)
    days = [first + dt.timedelta(days=n) for n in range(31)]
    marked = {SAM.id: {dt.date(2026, 5, 14): HALF}, DANA.id: {dt.date(2026, 5, 18): Absence()}}
    return queries.AbsenceMonth(
        TODAY,
        tuple(day for day in days if day.month == first.month),
        frozenset({dt.date(2026, 5, 25)}),
        tuple(queries.AbsenceRow(who, marked.get(who.id, {})) for who in PEOPLE),
    )


@pytest.fixture
def page(sitting: Sitting, qtbot: QtBot) -> AbsencePage:
    """Let Lee look at the calendar, with the keyboard on Sam's today."""
    sitting.desk.answers[queries.AskStaff] = lambda _query: tuple(
        queries.StaffRow(who, TODAY, works=True, absence=None, open=0) for who in PEOPLE
    )
    sitting.desk.answers[queries.AskAbsences] = month_of
    sitting.desk._doings[MarkDays] = lambda _command: Done(
        Kind.PEOPLE, "absence_away", "e9", undoable=True, facts=(("people", "1"), ("days", "3"))
    )
    sitting.start("Lee Novak", "people")
    screen = sitting.window.current
    assert isinstance(screen, PeopleView)
    screen.focus_first()
    sitting.press(Key.Key_Home, Key.Key_Down, Key.Key_C)
    found = screen.findChild(AbsencePage)
    assert found is not None
    qtbot.waitUntil(found.grid.hasFocus)
    return found


def shift(sitting: Sitting, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(sitting.target, key, Qt.KeyboardModifier.ShiftModifier)


def marks(sitting: Sitting) -> list[object]:
    return list(sitting.commands(MarkDays))


def day_at(page: AbsencePage, row: int, day: int) -> MonthDay:
    index = page.grid.model().index(row, day - 1)
    found = index.data(DAY_ROLE)
    assert isinstance(found, MonthDay)
    return found


def test_it_opens_on_the_chosen_persons_day_and_says_it(
    sitting: Sitting, page: AbsencePage
) -> None:
    told = "Sam Ortiz, Tuesday 12 May: at work"
    assert page._ui.day_label.text() == told
    spoken = page.grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == told
    sitting.press(Key.Key_Right, Key.Key_Right)
    assert page._ui.day_label.text() == "Sam Ortiz, Thursday 14 May: training, 50 % of the goals"
    assert nameless(page) == []


def test_days_off_and_public_holidays_are_told_apart(page: AbsencePage) -> None:
    saturday, holiday, plain = day_at(page, 0, 16), day_at(page, 0, 25), day_at(page, 0, 12)
    assert (saturday.works, saturday.holiday) == (False, False)
    assert (holiday.works, holiday.holiday) == (False, True)
    assert (plain.works, plain.today) == (True, True)
    said = [str(page.grid.model().index(0, day - 1).data()) for day in (16, 25, 18)]
    assert [words.split(": ")[1] for words in said] == ["day off", "public holiday", "away"]


def test_a_range_is_marked_with_one_command(sitting: Sitting, page: AbsencePage) -> None:
    shift(sitting, Key.Key_Right, Key.Key_Right)
    assert page._ui.day_label.text() == "Sam Ortiz, 12 May to 14 May: 3 days chosen"
    sitting.press(Key.Key_Space)
    assert marks(sitting) == [MarkDays((SAM.id,), TODAY, dt.date(2026, 5, 14), "away")]
    sitting.control(Key.Key_Z)
    assert sitting.commands(TakeBack)


def test_a_digit_chooses_the_kind_and_several_people_are_marked_together(
    sitting: Sitting, page: AbsencePage
) -> None:
    assert not page._ui.share_edit.isEnabled()
    sitting.press(Key.Key_2)
    assert page._ui.share_edit.isEnabled()
    page._ui.share_edit.setValue(25)
    shift(sitting, Key.Key_Up)
    sitting.press(Key.Key_Return)
    assert marks(sitting) == [MarkDays((DANA.id, SAM.id), TODAY, TODAY, "training", 0.25)]


def test_what_is_so_already_becomes_whole_again(sitting: Sitting, page: AbsencePage) -> None:
    thursday = dt.date(2026, 5, 14)
    sitting.press(Key.Key_Right, Key.Key_Right, Key.Key_2, Key.Key_Space)
    assert marks(sitting) == [MarkDays((SAM.id,), thursday, thursday)]
    sitting.press(Key.Key_3, Key.Key_Space)
    assert marks(sitting)[-1] == MarkDays((SAM.id,), thursday, thursday, "job_switch")
    for keys in ((Key.Key_4, Key.Key_Space), (Key.Key_Delete,)):
        sitting.press(*keys)
        assert marks(sitting)[-1] == MarkDays((SAM.id,), thursday, thursday)


def test_whole_days_need_no_clearing(sitting: Sitting, page: AbsencePage) -> None:
    sitting.press(Key.Key_Delete, Key.Key_4, Key.Key_Space)
    assert marks(sitting) == []


def test_page_down_turns_to_the_next_month_on_the_same_day_of_the_same_person(
    sitting: Sitting, page: AbsencePage
) -> None:
    sitting.press(Key.Key_End)
    sitting.press(Key.Key_PageDown)
    assert page._ui.month_label.text() == "June 2026"
    assert page._ui.day_label.text() == "Sam Ortiz, Tuesday 30 Jun: at work"
    sitting.press(Key.Key_PageUp, Key.Key_PageUp)
    assert page._ui.month_label.text() == "April 2026"
    page._ui.on_button.click()
    assert page._ui.month_label.text() == "May 2026"
    assert page.grid.currentIndex().row() == 1


def test_keys_of_the_list_do_nothing_to_whom_nobody_sees(
    sitting: Sitting, page: AbsencePage, qtbot: QtBot
) -> None:
    sitting.press(Key.Key_Delete, Key.Key_W, Key.Key_E)
    assert sitting.commands(EditPerson) == []
    sitting.press(Key.Key_Escape)
    assert not page.isVisible()
    sitting.press(Key.Key_Down, Key.Key_C)
    qtbot.waitUntil(page.grid.hasFocus)
    assert page.grid.currentIndex() == page.grid.model().index(2, TODAY.day - 1)
