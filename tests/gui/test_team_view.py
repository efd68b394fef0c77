# SPDX-License-Identifier: MIT
"""The Team screen with keys: everybody's day, what needs the team lead, the wall for the room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from leaddesk.desk import queries
from leaddesk.desk.changes import Kind
from leaddesk.domain.person import Person, Role
from leaddesk.gui.models import wall_rows
from leaddesk.gui.theme import Scheme, Tone
from leaddesk.gui.views.funnel_view import FunnelView
from leaddesk.gui.views.leads_view import LeadsView
from leaddesk.gui.views.team_view import TeamView
from leaddesk.gui.views.wall_window import WallWindow
from leaddesk.gui.widgets.wall_delegate import CELL_ROLE, WallCell
from tests.gui import fake_answers_my_day as made_day
from tests.gui.made_leads import CHICAGO, START
from tests.gui.sitting import Sitting
from tests.words import wall_samples

RUTH = Person(31, "Ruth Aldana", frozenset({Role.TEAM_LEAD}), CHICAGO)
ORDER = ["Ben Cruz", "Dana Whitfield", "Sam Ortiz"]


@pytest.fixture
def team(sitting: Sitting) -> Sitting:
    """Ruth, who leads the team and works no tier, at the Team screen."""
    sitting.desk.people = (*sitting.desk.people, RUTH)
    sitting.desk.answers[queries.AskMyDay] = lambda _query: made_day.my_day()
    sitting.start("Ruth Aldana", screen="team")
    return sitting


def view(team: Sitting) -> TeamView:
    found = team.window.current
    assert isinstance(found, TeamView)
    return found


def names(team: Sitting) -> list[str]:
    model = view(team)._ui.table.model()
    assert isinstance(model, wall_rows.WallModel)
    return [row.person.name for row in model.rows]


def cell(team: Sitting, line: int, column: str) -> WallCell:
    model = view(team)._ui.table.model()
    assert isinstance(model, wall_rows.WallModel)
    place = [one.key for one in model.columns].index(column)
    found = model.index(line, place).data(CELL_ROLE)
    assert isinstance(found, WallCell)
    return found


def spoken(team: Sitting, line: int) -> list[str]:
    model = view(team)._ui.table.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(line, place).data(role)) for place in range(model.columnCount())]


def test_a_team_lead_begins_with_the_team(team: Sitting) -> None:
    assert team.window.entries[0].id == "team"
    assert names(team) == ORDER
    assert team.target is view(team)._ui.table


def test_each_row_says_where_somebody_stands(team: Sitting) -> None:
    day = wall_samples.row(0, START).day
    bar = cell(team, 1, wall_rows.BAR)
    assert bar.part == day.score / 100
    assert bar.expected == day.expected_score / 100
    assert cell(team, 1, "goal calls").text == "60/80"
    now = cell(team, 1, wall_rows.NOW)
    assert (now.text, now.under) == ("on a call, 3 min", "4 min ago")
    assert cell(team, 2, wall_rows.BAR).expected is None
    assert cell(team, 2, wall_rows.PACE).text == "day off"
    assert cell(team, 2, "goal handoffs").text == "–"


def test_a_row_is_read_out_in_words(team: Sitting) -> None:
    told = spoken(team, 0)
    assert told[0] == "Person: Ben Cruz, Qualifier"
    assert "expected by now" in told[1]
    assert "% behind" in " ".join(told)
    assert any(one == "Calls: 12/80" for one in told)
    assert view(team)._ui.table.accessibleName() == "Everybody’s day"


def test_the_tiles_tell_of_the_team(team: Sitting) -> None:
    tiles = [tile.accessibleName() for tile in view(team)._ui.figures._tiles]
    assert tiles[0] == "Ready in queue: 1,208"
    assert "21 · 4 · 6" in tiles[2]


def test_a_write_of_anybody_moves_the_wall(team: Sitting, qtbot: QtBot) -> None:
    more = wall_samples.row(1, START, {"calls": 13})
    team.desk.answers[queries.AskTeamWall] = lambda _query: wall_samples.wall(START, more)
    team.desk.elsewhere = True
    team.window.ops.pulse.look()
    qtbot.waitUntil(lambda: names(team) == ["Ben Cruz"])
    assert cell(team, 0, "goal calls").text == "13/80"


def test_who_is_chosen_stays_chosen_when_the_rows_move(team: Sitting) -> None:
    team.press(Qt.Key.Key_Down)
    chosen = view(team)._table.chosen
    assert chosen is not None
    assert chosen.person.name == "Dana Whitfield"
    rows = [wall_samples.row(place, START) for place in (0, 2)]
    team.desk.answers[queries.AskTeamWall] = lambda _query: wall_samples.wall(START, *rows)
    view(team).refresh()
    chosen = view(team)._table.chosen
    assert chosen is not None
    assert chosen.person.name == "Dana Whitfield"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_team_is_sorted_from_a_menu_and_stays_so(team: Sitting) -> None:
    team.press(Qt.Key.Key_O)
    (menu,) = view(team)._ui.table.findChildren(QMenu)
    next(action for action in menu.actions() if action.text() == "Done").trigger()
    menu.close()
    assert names(team)[0] == "Dana Whitfield"
    assert team.program.settings.read("team/order") == "falling percent"
    view(team)._table.order_by("percent")
    assert names(team)[-1] == "Dana Whitfield"
    for column in (wall_rows.PACE, wall_rows.NOW, "goal handoffs", wall_rows.PERSON):
        view(team)._table.order_by(column)
        assert sorted(names(team)) == ORDER


def test_enter_opens_a_day_to_read_and_escape_comes_back(team: Sitting) -> None:
    team.press(Qt.Key.Key_Return)
    ui = view(team)._ui
    assert ui.pages.currentWidget() is ui.person_page
    assert queries.AskMyDay(2, 1) in team.desk.asked
    day = view(team)._day
    assert day._ui.title.text().startswith("Ben Cruz · ")
    assert not day._ui.goals_button.isVisible()
    team.press(Qt.Key.Key_Escape)
    assert ui.pages.currentWidget() is ui.wall_page
    assert team.target is ui.table


def test_what_needs_the_team_lead_stands_in_order_and_is_said_whole(team: Sitting) -> None:
    needs = view(team)._ui.needs
    model = needs.model()
    titles = [model.index(line, 0).data() for line in range(model.rowCount())]
    assert titles == [
        "2 handoffs past their time",
        "1 agreed call missed",
        "Ben Cruz may be stuck",
        "New-lead calls are drying up",
    ]
    team.press(Qt.Key.Key_N)
    assert team.target is needs
    assert view(team)._ui.need_words.text() == "Hale Robotics and Marin Logistics"
    team.press(Qt.Key.Key_End)
    assert "Week of 18 May: about 9" in view(team)._ui.need_words.text()


def test_enter_goes_where_a_handoff_or_a_lead_is(team: Sitting) -> None:
    team.press(Qt.Key.Key_N, Qt.Key.Key_Return)
    assert team.window.screen_id == "handoffs"
    team.window.go("team")
    team.press(Qt.Key.Key_N, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert isinstance(team.window.current, LeadsView)
    assert queries.AskLead(7) in team.desk.asked


def test_enter_goes_to_the_day_of_somebody_who_is_stuck(team: Sitting) -> None:
    team.press(Qt.Key.Key_N, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert view(team)._day._ui.title.text().startswith("Ben Cruz · ")


def test_nothing_needed_is_said(team: Sitting) -> None:
    calm = replace(wall_samples.wall(START), needs=())
    team.desk.answers[queries.AskTeamWall] = lambda _query: calm
    view(team).refresh()
    assert view(team)._ui.nothing_label.isVisible()
    assert not view(team)._ui.needs.isVisible()
    assert not view(team)._ui.need_words.isVisible()


def test_a_team_of_nobody_says_how_to_get_one(team: Sitting) -> None:
    nobody = replace(wall_samples.wall(START), rows=(), needs=())
    team.desk.answers[queries.AskTeamWall] = lambda _query: nobody
    view(team).refresh()
    assert view(team)._ui.empty.isVisible()
    assert not view(team)._ui.table.isVisible()


def test_a_row_is_copied_as_text(team: Sitting) -> None:
    team.control(Qt.Key.Key_C)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].startswith("Person\tPerfect Day\tDone\tCalls")
    assert copied[1].startswith("Ben Cruz, Qualifier\t")


def full_screen(team: Sitting) -> WallWindow:
    """Open the wall with its key."""
    team.press(Qt.Key.Key_F11)
    found = view(team)._wall
    assert found is not None
    assert found.isFullScreen()
    return found


def test_the_full_screen_wall_lives_and_shows_people_only(team: Sitting) -> None:
    wall = full_screen(team)
    shown = wall.board.state
    assert [row.name for row in shown.rows] == ["Dana Whitfield", "Ben Cruz", "Sam Ortiz"]
    assert shown.rows[1].tone is Tone.BAD
    told = wall.board.accessibleDescription()
    assert "Dana Whitfield: " in told
    for lead in ("Hale", "Ann Lee", "+1"):
        assert lead not in told
        assert lead not in str(shown)

    team.window.go("leads")
    more = wall_samples.row(1, START, {"calls": 80})
    team.desk.answers[queries.AskTeamWall] = lambda _query: wall_samples.wall(START, more)
    team.window.ops.announce(Kind.ALL, None)
    assert [row.name for row in wall.board.state.rows] == ["Ben Cruz"]
    wall.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F11])
def test_a_key_leaves_the_full_screen(team: Sitting, key: Qt.Key) -> None:
    wall = full_screen(team)
    QTest.keyClick(wall, key)
    assert view(team)._wall is None
    again = full_screen(team)
    assert again is not wall
    again.close()


def test_the_wall_is_dark_or_light(team: Sitting) -> None:
    wall = full_screen(team)
    wall.resize(1280, 720)
    light = wall.grab().toImage().pixelColor(5, 5)
    QTest.keyClick(wall, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    dark = wall.grab().toImage().pixelColor(5, 5)
    assert light.lightness() > 200
    assert dark.lightness() < 60
    team.program.theme.choose(Scheme.LIGHT)
    wall.close()


def test_whoever_does_not_lead_sees_no_team(at_work: Sitting) -> None:
    assert "team" not in [entry.id for entry in at_work.window.entries]


def test_the_funnel_stands_below_what_needs_her_and_enter_opens_it(
    team: Sitting, qtbot: QtBot
) -> None:
    table = view(team)._ui.funnel_table
    qtbot.waitUntil(lambda: table.model().rowCount() == 7)
    stages = [table.model().index(row, 1).data() for row in range(7)]
    assert "Calls: 1,000" in stages[0]
    assert stages[-1].startswith("Won: 6")
    asked = [one for one in team.desk.asked if isinstance(one, queries.AskFunnel)]
    view(team).refresh()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert view(team)._ui.table.hasFocus()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(team.window.current, FunnelView))
    assert [one for one in team.desk.asked if isinstance(one, queries.AskFunnel)][: len(asked)]


def test_where_there_is_little_room_the_funnel_is_left_out(team: Sitting) -> None:
    screen = view(team)
    assert screen._ui.funnel_card.isVisible()
    screen.resize(900, 700)
    assert not screen._ui.funnel_card.isVisible()
