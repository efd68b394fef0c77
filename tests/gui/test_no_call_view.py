# SPDX-License-Identifier: MIT
"""The Do not call screen by keys: list, national lists, calling hours, and who may do what."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QTableView
from pytestqt.qtbot import QtBot

from leaddesk.desk import queries
from leaddesk.desk.changes import Kind
from leaddesk.desk.commands import (
    AddNoCall,
    ConfirmPlace,
    EditPlace,
    RegistryOptions,
    RemoveNoCall,
    SetRegistry,
)
from leaddesk.desk.ports import RegistryLook
from leaddesk.domain.errors import BadInput
from leaddesk.domain.person import Role
from leaddesk.domain.place_hours_table import SHIPPED
from leaddesk.gui.views.no_call_notice import SHOW
from leaddesk.gui.views.no_call_view import NoCallView
from tests.gui.made_leads import PEOPLE, START
from tests.gui.sitting import Sitting

DAY = START.date()
ENTRIES = tuple(
    queries.NoCallRow("company", f"acme {n}", f"Acme {n}", START, "Dana Whitfield", "asked", n)
    for n in range(3)
)
US = queries.RegistryRow("us", "US registry", "US", "Exempt.", "no", binds=False, days=31)
PLACES = tuple(queries.PlaceRow(row, "") for row in SHIPPED[:3])


@pytest.fixture
def lists(sitting: Sitting) -> Sitting:
    """A desk with three entries, one national list and three places; Dana leads the team."""
    desk = sitting.desk
    lead = replace(PEOPLE[0], roles=PEOPLE[0].roles | {Role.TEAM_LEAD})
    desk.people = (lead, *PEOPLE[1:])
    desk.answers |= {
        queries.AskNoCall: lambda query: queries.NoCallPage(
            tuple(row for row in ENTRIES if query.search.lower() in row.label.lower()), None, 3
        ),
        queries.AskRegistries: lambda _query: (US,),
        queries.AskPlaces: lambda _query: PLACES,
    }
    return sitting


def shown(sitting: Sitting, person: str = "Dana Whitfield") -> NoCallView:
    """Sit down at the screen."""
    sitting.start(person, screen="no_call")
    view = sitting.window.current
    assert isinstance(view, NoCallView)
    view.focus_first()
    return view


def dialog(sitting: Sitting) -> QDialog:
    """The form that lies over the window."""
    found = [one for one in sitting.window.findChildren(QDialog) if one.isVisible()]
    assert found
    return found[0]


def typing(sitting: Sitting, qtbot: QtBot) -> QDialog:
    """The form that lies over the window, once it has the keyboard."""
    form = dialog(sitting)

    def has_keyboard() -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and form.isAncestorOf(focus)

    qtbot.waitUntil(has_keyboard)
    return form


def rows(view: NoCallView, name: str) -> list[list[str]]:
    """What a table of the screen shows."""
    table = view.findChild(QTableView, name)
    assert isinstance(table, QTableView)
    model = table.model()
    columns = range(model.columnCount())
    return [
        [str(model.index(row, column).data()) for column in columns]
        for row in range(model.rowCount())
    ]


def test_an_entry_is_typed_and_put_on_the_list(lists: Sitting, qtbot: QtBot) -> None:
    view = shown(lists)
    assert [row[1] for row in rows(view, "list_table")] == ["Acme 0", "Acme 1", "Acme 2"]
    lists.press(Qt.Key.Key_A)
    typing(lists, qtbot)
    lists.write("(612) 555-0148")
    labels = [label.text() for label in dialog(lists).findChildren(type(view._pages._ui.list_foot))]
    assert "Number: +1 (612) 555-0148" in labels
    lists.press(Qt.Key.Key_Tab)
    lists.write("asked in a letter")
    lists.press(Qt.Key.Key_Return)
    assert lists.commands(AddNoCall) == [AddNoCall("(612) 555-0148", "asked in a letter")]


def test_a_refusal_stays_in_the_form(lists: Sitting, qtbot: QtBot) -> None:
    shown(lists)
    lists.press(Qt.Key.Key_A)
    typing(lists, qtbot)
    lists.write("gmail.com")
    lists.desk.failing = BadInput("bad_company", where="text", detail="gmail.com")
    lists.press(Qt.Key.Key_Return)
    assert "names no company of its own" in dialog(lists)._ui.problem.text()  # type: ignore[attr-defined]


def test_an_entry_is_taken_off_with_a_reason(lists: Sitting, qtbot: QtBot) -> None:
    shown(lists)
    lists.press(Qt.Key.Key_Down, Qt.Key.Key_Delete)
    typing(lists, qtbot)
    lists.write("asked us to call again")
    lists.press(Qt.Key.Key_Return)
    assert lists.commands(RemoveNoCall) == [
        RemoveNoCall("company", "acme 1", "asked us to call again")
    ]


def test_the_list_is_searched_by_keys(lists: Sitting, qtbot: QtBot) -> None:
    view = shown(lists)
    lists.control(Qt.Key.Key_F)
    lists.write("acme 2")
    qtbot.waitUntil(lambda: len(rows(view, "list_table")) == 1)


def test_who_leads_no_team_may_look_and_add_only(lists: Sitting) -> None:
    view = shown(lists, "Sam Ortiz")
    lists.press(Qt.Key.Key_Delete, Qt.Key.Key_3, Qt.Key.Key_C, Qt.Key.Key_2, Qt.Key.Key_B)
    assert not [one for one in lists.window.findChildren(QDialog) if one.isVisible()]
    assert not lists.commands(ConfirmPlace)
    assert not view._pages._ui.import_button.isEnabled()
    assert "Only a team lead" in view._pages._ui.hours_intro.text()
    lists.press(Qt.Key.Key_A)
    assert dialog(lists).isVisible()


def test_hours_are_confirmed_with_a_key_and_changed(lists: Sitting) -> None:
    view = shown(lists)
    lists.press(Qt.Key.Key_3, Qt.Key.Key_Down, Qt.Key.Key_C)
    assert rows(view, "hours_table")[0][0] == "United States"
    assert lists.commands(ConfirmPlace) == [ConfirmPlace("US", "AL", confirmed=True)]
    lists.press(Qt.Key.Key_E)
    form = dialog(lists)
    form._ui.hours_edit.setPlainText("mon-fri 10:00")  # type: ignore[attr-defined]
    lists.click(form._ui.save_button)  # type: ignore[attr-defined]
    assert "mon-fri 9:00-17:30" in form._ui.problem.text()  # type: ignore[attr-defined]
    form._ui.hours_edit.setPlainText("mon-fri 10:00-16:00")  # type: ignore[attr-defined]
    lists.click(form._ui.save_button)  # type: ignore[attr-defined]
    (command,) = lists.commands(EditPlace)
    assert isinstance(command, EditPlace)
    assert (command.opens, command.closes, command.region) == (dt.time(10), dt.time(16), "AL")


def test_a_file_is_imported_as_the_list_and_day_that_were_said(
    lists: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = shown(lists)
    monkeypatch.setattr(
        lists.machine,
        "look_at_registry",
        lambda path: RegistryLook(path, DAY - dt.timedelta(days=3), delta=False),
    )
    monkeypatch.setattr(lists.machine, "read_registry", lambda _path, _code: Source())
    view.open_file(Path("2026-05-09.txt"))
    lists.click(dialog(lists)._ui.save_button)  # type: ignore[attr-defined]
    assert lists.desk.brought == (RegistryOptions("us", DAY - dt.timedelta(days=3)),)
    assert lists.desk.compared == 1
    assert not view._work.running


def test_a_file_that_is_none_is_told_on_the_page(lists: Sitting) -> None:
    view = shown(lists)
    lists.press(Qt.Key.Key_2)
    view.open_file(Path("list.txt"))
    lists.click(dialog(lists)._ui.save_button)  # type: ignore[attr-defined]
    assert view._pages._ui.progress_label.isVisible()
    assert view._pages._ui.progress_label.text()
    assert not view._work.running


def test_whether_a_list_binds_is_said_by_keys_and_all_leads_are_compared(lists: Sitting) -> None:
    shown(lists)
    lists.press(Qt.Key.Key_2, Qt.Key.Key_B)
    form = dialog(lists)
    form._ui.binds_combo.setCurrentIndex(2)  # type: ignore[attr-defined]
    lists.click(form._ui.save_button)  # type: ignore[attr-defined]
    assert lists.commands(SetRegistry) == [SetRegistry("us", "yes", 31)]
    assert lists.desk.compared == 1
    lists.press(Qt.Key.Key_R)
    assert lists.desk.compared == 2


def test_a_list_that_ran_out_is_told_on_every_screen(lists: Sitting) -> None:
    lists.desk.answers[queries.AskRegistries] = lambda _query: (
        replace(US, binds=True, has_run_out=True),
    )
    lists.start(screen="queue")
    notice = lists.window.board.shown
    assert notice is not None
    assert notice.text.startswith("The US registry has run out.")
    notice.does[SHOW]()
    assert lists.window.screen_id == "no_call"
    lists.desk.answers[queries.AskRegistries] = lambda _query: (US,)
    lists.program.ops.announce(Kind.NO_CALL, None)
    assert lists.window.board.shown is None


class Source:
    """A file of a national list without a line."""

    def __iter__(self) -> Any:
        return iter(())

    def share_read(self) -> float:
        """Return that all was read."""
        return 1.0

    def close(self) -> None:
        """Let go."""
