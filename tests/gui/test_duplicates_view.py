# SPDX-License-Identifier: MIT
"""Likely duplicates by keyboard: look, choose sides, merge, keep apart, the next pair, undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Kind
from leaddesk.domain.errors import RuleBroken
from leaddesk.gui.views.duplicates_view import DuplicatesScreen
from leaddesk.gui.widgets.side_choice import SideChoice
from tests.gui import fake_answers_duplicates as made
from tests.gui import fake_answers_handoffs as team
from tests.gui.sitting import Sitting


@pytest.fixture
def pairs() -> made.Pairs:
    return made.Pairs()


@pytest.fixture
def screen(sitting: Sitting, pairs: made.Pairs) -> DuplicatesScreen:
    """Three pairs, open for the team lead."""
    desk = sitting.desk
    sitting.machine.at = team.NOW
    desk.people = team.PEOPLE
    desk.answers[queries.AskDuplicates] = pairs.view
    desk.answers[queries.AskPair] = pairs.card
    desk.answers[queries.AskTeam] = lambda _query: team.TEAM
    desk._doings[commands.MergeLeads] = pairs.decide
    desk._doings[commands.KeepApart] = pairs.decide
    sitting.start(team.RUTH.name, "duplicates")
    shown = sitting.window.current
    assert isinstance(shown, DuplicatesScreen)
    return shown


def texts(view: QWidget) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def taken(screen: DuplicatesScreen) -> tuple[str, ...]:
    return screen._panel.taken


def key(screen: DuplicatesScreen) -> str:
    return screen._ui.pairs_list.current_key


def last(sitting: Sitting, kind: type[object]) -> object:
    return sitting.commands(kind)[-1]


def test_the_surest_pair_is_shown_side_by_side(sitting: Sitting, screen: DuplicatesScreen) -> None:
    assert key(screen) == "1:7"
    assert sitting.target is screen._ui.pairs_list
    shown = texts(screen)
    for words in (
        "Duplicates", "3 pairs", "Very likely the same", "100 %",
        "Same name and same site acme.com", "This one stays", "jordan@acme.com",
    ):  # fmt: skip
        assert words in shown
    choices = screen._panel.findChildren(SideChoice)
    values = {choice.words for choice in choices}
    assert {"J. Rivera", "Head of Purchasing", "Austin"} <= values
    assert all(choice.accessibleName() for choice in choices)
    assert sitting.window._badges["duplicates"] == 3


def test_enter_merges_and_the_next_pair_is_there(
    sitting: Sitting, screen: DuplicatesScreen
) -> None:
    sitting.press(Qt.Key.Key_Return)
    merged = commands.MergeLeads(1, 7, 4, 4, ("title",))
    assert last(sitting, commands.MergeLeads) == merged
    assert key(screen) == "2:9"
    assert screen._panel.card is not None
    assert screen._panel.card.row.first_id == 2
    assert sitting.target is screen._ui.pairs_list
    assert sitting.window._badges["duplicates"] == 2
    assert sitting.window.toast.isVisible()
    sitting.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert len(sitting.commands(commands.MergeLeads)) == 3
    assert "No likely duplicates" in texts(screen)
    sitting.press(Qt.Key.Key_Return)
    assert len(sitting.commands(commands.MergeLeads)) == 3


def test_arrows_choose_pair_and_side_and_enter_works_on_a_field(
    sitting: Sitting, screen: DuplicatesScreen
) -> None:
    sitting.press(Qt.Key.Key_Down)
    assert key(screen) == "2:9"
    sitting.press(Qt.Key.Key_Tab)
    first = sitting.target
    assert isinstance(first, SideChoice)
    assert first.words == "Jordan Rivera"
    sitting.press(Qt.Key.Key_Right)
    assert taken(screen) == ("name", "title")
    sitting.press(Qt.Key.Key_Tab)
    sitting.press(Qt.Key.Key_Left)
    assert taken(screen) == ("name",)
    sitting.press(Qt.Key.Key_Return)
    assert last(sitting, commands.MergeLeads) == commands.MergeLeads(2, 9, 4, 4, ("name",))


def test_n_keeps_two_apart(sitting: Sitting, screen: DuplicatesScreen) -> None:
    sitting.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_N)
    assert last(sitting, commands.KeepApart) == commands.KeepApart(3, 8)
    assert key(screen) == "2:9"


def test_s_lets_the_other_one_stay(sitting: Sitting, screen: DuplicatesScreen) -> None:
    sitting.press(Qt.Key.Key_S)
    assert screen._panel.card is not None
    assert (screen._panel.card.left.id, screen._panel.card.right.id) == (7, 1)
    sitting.press(Qt.Key.Key_Return)
    assert last(sitting, commands.MergeLeads) == commands.MergeLeads(7, 1, 4, 4, ("title",))


def test_a_refusal_is_said_and_the_pair_stays(sitting: Sitting, screen: DuplicatesScreen) -> None:
    sitting.desk.failing = RuleBroken("in_other_hand", lead="J. Rivera", person="Dana Whitfield")
    sitting.press(Qt.Key.Key_Return)
    assert (
        "J. Rivera is in the hands of Dana Whitfield now"
        in sitting.window.toast.accessibleName() + texts(sitting.window.toast)
    )
    assert key(screen) == "1:7"
    sitting.press(Qt.Key.Key_Return)
    assert len(sitting.desk.log) >= 2
    assert key(screen) == "2:9"


def test_what_was_chosen_stays_when_others_write(
    sitting: Sitting, screen: DuplicatesScreen
) -> None:
    sitting.press(Qt.Key.Key_Tab, Qt.Key.Key_Right)
    sitting.program.ops.announce(Kind.ALL, None)
    assert taken(screen) == ("name", "title")


def test_only_a_team_lead_sees_the_screen(sitting: Sitting, screen: DuplicatesScreen) -> None:
    sitting.window.seat.sit(team.DANA)
    assert "duplicates" not in [entry.id for entry in sitting.window.entries]
    assert sitting.window._badges["duplicates"] == 0
