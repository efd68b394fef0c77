# SPDX-License-Identifier: MIT
"""One key, one outcome; nothing twice while a log is in flight; everything fits."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from leaddesk.gui.widgets.outcome_pad import OutcomePad
from tests.gui.widgets.gallery_lead import MORE, OUTCOMES, pad


@pytest.fixture
def made(qtbot: QtBot) -> OutcomePad:
    widget = pad()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def chosen(made: OutcomePad) -> list[str]:
    heard: list[str] = []
    made.outcome_chosen.connect(heard.append)
    return heard


@pytest.mark.parametrize(
    "key,outcome_id", [(each.key, each.outcome_id) for each in OUTCOMES if each.enabled]
)
def test_each_key_chooses_its_outcome(
    made: OutcomePad, chosen: list[str], key: str, outcome_id: str
) -> None:
    assert made.press(key)
    assert chosen == [outcome_id]


def test_a_press_of_the_mouse_does_the_same(made: OutcomePad, chosen: list[str]) -> None:
    made.buttons[0].click()
    assert chosen == ["no_answer"]


def test_a_key_without_outcome_does_nothing(made: OutcomePad, chosen: list[str]) -> None:
    assert not made.press("x")
    assert chosen == []


def test_an_outcome_that_is_not_allowed_says_why(made: OutcomePad, chosen: list[str]) -> None:
    assert not made.press("2")
    assert chosen == []
    assert "2 left already" in made.buttons[1].accessibleName()
    assert not made.buttons[1].isEnabled()


def test_no_key_counts_while_a_log_is_in_flight(made: OutcomePad, chosen: list[str]) -> None:
    made.set_busy(True)
    assert not made.press("1")
    made.buttons[0].click()
    assert chosen == []
    made.set_busy(False)
    assert made.press("1")


def test_a_quick_log_does_not_flicker_and_a_slow_one_is_seen(
    made: OutcomePad, qtbot: QtBot
) -> None:
    made.set_busy(True)
    assert made.buttons[0].isEnabled()
    qtbot.waitUntil(lambda: not made.buttons[0].isEnabled())
    made.set_busy(False)
    assert made.buttons[0].isEnabled()
    assert not made.buttons[1].isEnabled()


def test_a_button_says_title_consequence_and_key(made: OutcomePad) -> None:
    assert made.buttons[0].accessibleName() == "No answer, again this afternoon, key 1"


@pytest.mark.parametrize("width", [920, 1024, 1280, 1340, 1900])
def test_buttons_never_overlap_or_leave_the_pad(made: OutcomePad, width: int) -> None:
    made.resize(width, made.heightForWidth(width))
    boxes = [button.geometry() for button in made.buttons]
    assert all(made.rect().contains(box) for box in boxes)
    assert not any(
        one.intersects(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :]
    )


def test_a_narrow_pad_has_two_rows(made: OutcomePad) -> None:
    made.resize(920, made.heightForWidth(920))
    assert len({button.y() for button in made.buttons}) == 2
    made.resize(1340, made.heightForWidth(1340))
    assert len({button.y() for button in made.buttons}) == 1


def test_more_lists_the_rest(made: OutcomePad, chosen: list[str]) -> None:
    menu = made.findChild(QMenu)
    assert isinstance(menu, QMenu)
    titles = [action.text() for action in menu.actions()]
    assert titles[0].startswith("Fax")
    menu.actions()[1].trigger()
    assert chosen == ["hung_up"]


def test_there_is_no_more_where_there_is_nothing_more(made: OutcomePad) -> None:
    with_more = len(made.buttons)
    made.show_outcomes(OUTCOMES)
    assert len(made.buttons) == with_more - 1


def test_other_outcomes_take_the_same_places(made: OutcomePad) -> None:
    first = made.buttons[0]
    made.show_outcomes(OUTCOMES[2:5], MORE)
    assert made.buttons[0] is first
    assert first.accessibleName().startswith("Busy")
