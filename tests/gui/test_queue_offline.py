# SPDX-License-Identifier: MIT
"""The queue while the hub is away: logging goes on, a lead whose lease is over is not dialled."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from leaddesk.desk import commands, queries
from leaddesk.gui.widgets.cap_button import CapButton
from leaddesk.words import sync
from tests.gui.fake_link import IN_STEP, OFFLINE, FakeLink, join
from tests.gui.made_leads import START
from tests.gui.scaled_window import SMALLEST, squeezed
from tests.gui.sitting import Sitting


@pytest.fixture
def link(sitting: Sitting) -> FakeLink:
    """Dana's workstation, whose hub is away."""
    return join(sitting, OFFLINE)


def over(sitting: Sitting, *leads: int) -> None:
    """Let the leases of leads be over."""

    def answer(query: queries.AskQueue) -> queries.QueueView:
        view = sitting.desk.queue(query.tier, START)
        return replace(view, lease_over=view.card is not None and view.card.id in leads)

    sitting.desk.answers[queries.AskQueue] = answer


def call_button(sitting: Sitting) -> CapButton:
    return sitting.queue.lead.phone._call


def test_a_lead_whose_lease_is_over_is_not_dialled_and_says_why(
    sitting: Sitting, link: FakeLink
) -> None:
    over(sitting, 1)
    sitting.start()
    assert not call_button(sitting).isEnabled()
    assert sitting.queue.lead.phone._open.text() == sync.NOT_YET
    said = [label.text() for label in sitting.queue.lead.notice.findChildren(QLabel)]
    assert f"{sync.NOT_BEFORE}." in said
    sitting.press(Qt.Key.Key_Space)
    assert not sitting.machine.dialled
    assert sitting.window.toast.words == sync.NOT_BEFORE
    del link


def test_the_next_lead_that_may_be_called_is_one_key_away(sitting: Sitting, link: FakeLink) -> None:
    over(sitting, 1)
    sitting.start()
    sitting.press(Qt.Key.Key_N)
    assert sitting.commands(commands.TakeNext)[-1] == commands.TakeNext(1, 2)
    assert sitting.queue.lead_id == 2
    assert call_button(sitting).isEnabled()
    assert sitting.queue.lead.notice.isHidden()
    sitting.press(Qt.Key.Key_N)
    assert sitting.queue.lead_id == 2
    del link


def test_logging_is_never_held_up(sitting: Sitting, link: FakeLink) -> None:
    over(sitting, 1)
    sitting.start()
    sitting.press(Qt.Key.Key_1)
    call = sitting.commands(commands.LogCall)[-1]
    assert isinstance(call, commands.LogCall)
    assert call.lead_id == 1
    assert sitting.queue.lead_id == 2
    assert call_button(sitting).isEnabled()
    del link


def test_without_another_lead_a_try_is_offered(sitting: Sitting, link: FakeLink) -> None:
    sitting.desk.cards = sitting.desk.cards[:1]
    over(sitting, 1)
    sitting.start()
    sitting.queue.lead.way_on.emit("try")
    assert link.tries == 1


def test_when_the_hub_was_heard_the_lead_may_be_called_again(
    sitting: Sitting, link: FakeLink
) -> None:
    over(sitting, 1)
    sitting.start()
    over(sitting)
    link.tell(IN_STEP)
    assert call_button(sitting).isEnabled()
    assert sitting.queue.lead.notice.isHidden()
    sitting.press(Qt.Key.Key_Space)
    assert sitting.machine.dialled


def test_a_long_time_offline_is_said_beside_call(sitting: Sitting, link: FakeLink) -> None:
    sitting.start()
    age = sitting.queue.lead.phone._age
    assert age.isHidden()
    link.tell(replace(OFFLINE, heard=START - dt.timedelta(hours=3)))
    assert age.text() == "last synced 3 h ago"
    assert call_button(sitting).accessibleDescription() == "last synced 3 h ago"
    assert call_button(sitting).isEnabled()
    link.tell(IN_STEP)
    assert age.isHidden()


def test_the_number_is_whole_in_the_smallest_window_under_a_banner(
    sitting: Sitting, link: FakeLink, qtbot: QtBot
) -> None:
    sitting.window.resize(*SMALLEST)
    sitting.start()
    link.tell(replace(OFFLINE, heard=START - dt.timedelta(hours=3), attention=3))
    phone = sitting.queue.lead.phone
    assert phone._age.isVisible()
    number = phone._number
    qtbot.waitUntil(lambda: number.height() >= number.minimumSizeHint().height())
    assert squeezed(phone) == []


def test_an_empty_queue_says_since_when_and_why_and_offers_a_try(
    sitting: Sitting, link: FakeLink
) -> None:
    sitting.desk.cards = []

    def answer(query: queries.AskQueue) -> queries.QueueView:
        view = sitting.desk.queue(query.tier, START)
        assert view.empty is not None
        return replace(view, up_next=(), empty=replace(view.empty, unheard=12))

    sitting.desk.answers[queries.AskQueue] = answer
    sitting.start()
    empty = sitting.queue._ui.empty
    assert empty.isVisible()
    assert empty.accessibleName() == "No lead may be called before the hub answers"
    assert "12 wait until the hub is heard again" in empty.accessibleDescription()
    assert "has not been heard since today" in empty._words.text()
    assert [button.text() for button in empty._buttons] == ["Try now"]
    empty._buttons[0].click()
    assert link.tries == 1
