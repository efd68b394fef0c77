# SPDX-License-Identifier: MIT
"""Talking instead of writing: the other one of a handoff is one key away, also during a call."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from leaddesk.desk import queries
from leaddesk.desk.ports import Dialled
from leaddesk.gui.views.handoffs_view import HandoffsView
from tests.gui import fake_answers_handoffs as made
from tests.gui.handoffs_shown import open_handoffs, texts
from tests.gui.sitting import Sitting


@pytest.fixture
def receiving(sitting: Sitting) -> HandoffsView:
    return open_handoffs(sitting, made.SAM, made.RECEIVER)


def test_in_the_call_one_key_brings_the_giver_in(sitting: Sitting, receiving: HandoffsView) -> None:
    card = made.lead_card(101, "Priya Raman", "Northfield Optics")
    sitting.desk.cards = [replace(card, colleague=made.colleague("Dana Whitfield"))]
    sitting.press(Qt.Key.Key_Space)
    phone = sitting.queue.lead.phone
    assert phone._bring.isVisible()
    assert phone._bring.text() == "Add Dana"
    sitting.press(Qt.Key.Key_B)
    assert sitting.machine.dialled == ["+16125550148", "204"]
    assert phone.on_call
    assert "Join the two calls in your telephone" in sitting.window.toast.words
    sitting.press(Qt.Key.Key_Space)
    assert not phone._bring.isVisible()
    sitting.press(Qt.Key.Key_B)
    assert "Dana Whitfield is being called on extension 204" in sitting.window.toast.words


def test_the_giver_is_rung_by_extension(sitting: Sitting, receiving: HandoffsView) -> None:
    assert "Call Dana · ext 204" in receiving._detail._ui.talk_button.text()
    sitting.click(receiving._detail._ui.talk_button)
    sitting.press(Qt.Key.Key_B)
    assert sitting.machine.dialled == ["204", "204"]


@pytest.mark.parametrize("what", [Dialled.NO_HANDLER, Dialled.FAILED])
def test_an_extension_that_can_not_be_dialled_here_is_copied(
    sitting: Sitting, receiving: HandoffsView, what: Dialled
) -> None:
    sitting.machine.telephone = what
    sitting.press(Qt.Key.Key_B)
    assert QGuiApplication.clipboard().text() == "204"
    assert "Extension 204 is copied" in sitting.window.toast.words


def test_the_giver_rings_the_receiver_and_sees_no_figures_of_their_own(sitting: Sitting) -> None:
    shown = open_handoffs(sitting, made.DANA, made.GIVER)
    assert "tell Sam what isn’t in the fields" in texts(shown)
    assert "handoffs accepted" not in texts(shown)
    sitting.press(Qt.Key.Key_B)
    assert sitting.machine.dialled == ["301"]


@pytest.mark.parametrize(
    "reason, words",
    [
        ("notes", "4 notes in a day: a talk is quicker than another."),
        ("returned", "It came back: a talk finds faster what is missing."),
        ("rating", "Rated 2 of 5: talk it over, the next one gains."),
    ],
)
def test_when_it_is_time_to_talk_the_screen_says_why(
    sitting: Sitting, reason: str, words: str
) -> None:
    def answer(query: queries.AskHandoff) -> queries.HandoffCard:
        card = made.handoff_card(query.handoff_id)
        assert card.giver is not None
        return replace(card, giver=replace(card.giver, reason=reason, notes=4, rating=2))

    shown = open_handoffs(sitting, made.SAM, made.RECEIVER)
    sitting.desk.answers[queries.AskHandoff] = answer
    shown._list.choose("handoff:2")
    assert words in texts(shown)


def test_a_returned_lead_suggests_to_ring_its_receiver(sitting: Sitting) -> None:
    sam = queries.Colleague(2, "Sam Ortiz", "301", "returned")
    first = sitting.desk.cards[0]
    sitting.desk.cards[0] = replace(first, colleague=sam)
    sitting.start()
    notice = sitting.queue.lead.notice
    assert notice.isVisible()
    assert "It came back: a talk finds" in notice.accessibleName()
    sitting.press(Qt.Key.Key_B)
    assert sitting.machine.dialled == ["301"]
    sitting.press(Qt.Key.Key_1)
    assert not notice.isVisible()


@pytest.mark.parametrize("on_call", [False, True])
def test_a_notice_squeezes_nothing_in_the_smallest_window(
    sitting: Sitting, qtbot: QtBot, *, on_call: bool
) -> None:
    sam = queries.Colleague(2, "Alexandra Ortiz", "301", "returned")
    sitting.desk.cards[0] = replace(sitting.desk.cards[0], colleague=sam)
    sitting.machine.telephone = Dialled.NO_HANDLER
    sitting.window.resize(1024, 700)
    sitting.start()
    if on_call:
        sitting.press(Qt.Key.Key_Space)
    lead = sitting.queue.lead
    assert lead.notice.isVisible()

    def roomy() -> bool:
        shown = [w for w in lead.findChildren(QWidget) if w.isVisible() and w.parent() is lead]
        return all(w.height() >= w.minimumSizeHint().height() for w in shown)

    qtbot.waitUntil(roomy)
    phone = lead.phone
    assert phone.height() >= phone.sizeHint().height()
    qtbot.waitUntil(lambda: phone._call.width() >= phone._call.sizeHint().width())
    lead.notice.clear()
    assert lead._facts.isVisible()


def test_without_a_handoff_there_is_nobody_to_bring_in(at_work: Sitting) -> None:
    at_work.press(Qt.Key.Key_Space)
    assert not at_work.queue.lead.phone._bring.isVisible()
    at_work.press(Qt.Key.Key_B)
    assert len(at_work.machine.dialled) == 1
