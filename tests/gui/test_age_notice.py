# SPDX-License-Identifier: MIT
"""A screen that shows what this workstation has says so, with the time, until the hub answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from leaddesk.desk import queries
from leaddesk.desk.changes import Kind
from leaddesk.desk.link import FromHere
from leaddesk.gui.views.age_notice import SERVICE
from tests.gui.made_leads import START
from tests.gui.sitting import Sitting

HOUR = dt.timedelta(hours=1)


class Ages:
    """The service: what was answered here, by kind of question."""

    def __init__(self) -> None:
        self.here: dict[type, FromHere] = {}

    def told(self, kind: type) -> FromHere | None:
        return self.here.get(kind)


@pytest.fixture
def ages(sitting: Sitting) -> Ages:
    made = Ages()
    services = {**sitting.window.bench.services, SERVICE: made.told}
    sitting.window.bench = replace(sitting.window.bench, services=services)
    sitting.start()
    return made


def text(sitting: Sitting) -> str:
    """Return what stands above the screen."""
    shown = sitting.window.board.shown
    return shown.text if shown is not None else ""


def look_again(sitting: Sitting) -> None:
    sitting.window.ops.announce(Kind.ALL, None)


def test_what_the_hub_answered_is_not_talked_about(sitting: Sitting, ages: Ages) -> None:
    assert ages.here == {}
    look_again(sitting)
    assert text(sitting) == ""


def test_what_came_from_here_says_of_when_it_is_until_the_hub_answers(
    sitting: Sitting, ages: Ages
) -> None:
    ages.here[queries.AskQueue] = FromHere(START - HOUR)
    look_again(sitting)
    local = (START - HOUR).astimezone(dt.UTC)
    assert "hub can’t be reached" in text(sitting)
    assert text(sitting).startswith("As of ")
    assert str(local.minute).zfill(2) in text(sitting)
    ages.here.clear()
    look_again(sitting)
    assert text(sitting) == ""


def test_it_stands_above_the_screens_it_is_true_of_and_no_others(
    sitting: Sitting, ages: Ages
) -> None:
    ages.here[queries.AskQueue] = FromHere(None)
    look_again(sitting)
    assert "only what this workstation has" in text(sitting)
    sitting.window.go("my_day")
    assert text(sitting) == ""
    sitting.window.go("queue")
    assert "only what this workstation has" in text(sitting)


def test_a_desk_that_was_closed_leaves_no_word(sitting: Sitting, ages: Ages) -> None:
    ages.here[queries.AskQueue] = FromHere(None)
    look_again(sitting)
    assert text(sitting)
    sitting.window.ops.closing.emit()
    assert text(sitting) == ""
