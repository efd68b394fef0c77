# SPDX-License-Identifier: MIT
"""Team leads look after the workstations of their team and the invitations, by keys."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.desk import commands, queries
from leaddesk.gui.views.people_view import PeopleView
from leaddesk.gui.views.workstations_dialog import WorkstationsDialog
from leaddesk.words import joining
from tests.gui.sitting import Sitting, opened
from tests.gui.test_access import nameless

Key = Qt.Key
SEEN = 3
NOON = dt.datetime(2026, 5, 12, 17, 0, tzinfo=dt.UTC)

STATIONS = (
    queries.WorkstationRow("a" * 32, 1, "front desk", NOON, NOON, None, "1.0", "Dana Whitfield"),
    queries.WorkstationRow("b" * 32, 2, "laptop", NOON, None, NOON, "1.0", "Sam Ortiz"),
)
INVITED = (
    queries.InvitationRow(
        "ABCD", 1, 3, NOON, NOON + dt.timedelta(days=400), person="Dana Whitfield", by="Lee Novak"
    ),
    queries.InvitationRow("EFGH", 2, 3, NOON, NOON, used_at=NOON, person="Sam Ortiz"),
)


@pytest.fixture
def shown(sitting: Sitting, qtbot: QtBot) -> WorkstationsDialog:
    """Let Lee, a team lead, open the workstations with `D`."""
    answer = queries.WorkstationsView(STATIONS, INVITED)
    sitting.desk.answers[queries.AskWorkstations] = lambda _query: answer
    sitting.start("Lee Novak", "people")
    view = sitting.window.current
    assert isinstance(view, PeopleView)
    view.focus_first()
    sitting.press(Key.Key_D)
    dialog = opened(sitting, qtbot)
    assert isinstance(dialog, WorkstationsDialog)
    return dialog


def test_a_workstation_is_locked_out_let_in_and_renamed_by_keys(
    sitting: Sitting, shown: WorkstationsDialog
) -> None:
    table = shown._ui.stations_table
    table.setFocus()
    sitting.press(Key.Key_B)
    assert sitting.commands(commands.BlockWorkstation) == [commands.BlockWorkstation("a" * 32)]
    sitting.press(Key.Key_U)
    assert sitting.commands(commands.UnblockWorkstation) == []
    sitting.press(Key.Key_Down, Key.Key_U)
    assert sitting.commands(commands.UnblockWorkstation) == [commands.UnblockWorkstation("b" * 32)]
    sitting.press(Key.Key_N)
    sitting.write("window seat")
    sitting.press(Key.Key_Return)
    assert sitting.commands(commands.RenameWorkstation) == [
        commands.RenameWorkstation("b" * 32, "window seat")
    ]


def test_an_open_invitation_is_withdrawn_by_a_key(
    sitting: Sitting, shown: WorkstationsDialog
) -> None:
    table = shown._ui.invitations_table
    table.setFocus()
    sitting.press(Key.Key_W)
    assert sitting.commands(commands.WithdrawInvitation) == [commands.WithdrawInvitation("ABCD")]
    sitting.press(Key.Key_Down, Key.Key_W)
    assert len(sitting.commands(commands.WithdrawInvitation)) == 1
    assert not nameless(shown)


def test_workstations_are_told_in_words(shown: WorkstationsDialog) -> None:
    model = shown._ui.stations_table.model()
    rows = [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert [row[:3] for row in rows] == [
        ["Dana Whitfield", "front desk", "In the team"],
        ["Sam Ortiz", "laptop", "Blocked"],
    ]
    assert rows[1][3] == "Never"
    assert shown._ui.foot_label.text() == "2 workstations, 1 open invitation. O sorts a list."


def column(dialog: WorkstationsDialog, place: int) -> list[str]:
    model = dialog._ui.stations_table.model()
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


def test_a_click_on_a_heading_sorts_and_who_is_chosen_stays_chosen(
    sitting: Sitting, shown: WorkstationsDialog
) -> None:
    shown._ui.stations_table.setFocus()
    header = shown._ui.stations_table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(SEEN) + 10, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert column(shown, SEEN) == ["Never", "Just now"]
    assert shown.station == STATIONS[0]
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert column(shown, SEEN) == ["Just now", "Never"]
    assert shown.station == STATIONS[0]


def test_a_key_sorts_by_one_column_after_the_other(
    sitting: Sitting, shown: WorkstationsDialog
) -> None:
    table = shown._ui.stations_table
    table.setFocus()
    orders = []
    for _column in range(table.model().columnCount() + 1):
        sitting.press(Key.Key_O)
        orders.append(table.horizontalHeader().sortIndicatorSection())
    assert orders == [*range(table.model().columnCount()), 0]
    sitting.press(*[Key.Key_O] * SEEN)
    assert column(shown, SEEN) == ["Never", "Just now"]
    shown._ui.invitations_table.setFocus()
    sitting.press(*[Key.Key_O] * 5)
    assert shown.invitation in INVITED


def test_a_team_without_workstations_says_how_to_get_one(
    sitting: Sitting, shown: WorkstationsDialog
) -> None:
    sitting.desk.answers[queries.AskWorkstations] = lambda _query: queries.WorkstationsView((), ())
    shown.look_again()
    assert shown._ui.foot_label.text() == joining.NO_WORKSTATIONS
