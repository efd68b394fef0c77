# SPDX-License-Identifier: MIT
"""The queue of a senior rep: appointments, presentations, won and lost, and what they ask."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from leaddesk.desk import commands
from leaddesk.gui.views.outcome_panels import AmountAsking, PersonAsking, WhenAsking
from tests.gui.made_leads import START
from tests.gui.sitting import Sitting


@pytest.fixture
def rep(sitting: Sitting) -> Sitting:
    """Sam at the queue of tier 2."""
    sitting.start("Sam Ortiz")
    return sitting


def last_call(sitting: Sitting) -> commands.LogCall:
    call = sitting.commands(commands.LogCall)[-1]
    assert isinstance(call, commands.LogCall)
    return call


def test_an_appointment_is_set_for_a_time_and_is_nobody_elses(rep: Sitting) -> None:
    rep.press(Qt.Key.Key_6)
    asking = rep.queue.desk.asking
    assert isinstance(asking, WhenAsking)
    assert not asking.anyone.isVisible()
    rep.press(Qt.Key.Key_Return)
    call = last_call(rep)
    assert (call.outcome, call.tier) == ("appointment_set", 2)
    assert call.when is not None
    assert call.when > START


def test_a_presentation_asks_for_the_next_step(rep: Sitting) -> None:
    rep.press(Qt.Key.Key_7, Qt.Key.Key_Return)
    call = last_call(rep)
    assert call.outcome == "presentation_held"
    assert call.when is not None
    assert call.when - START > dt.timedelta(days=1)


def test_a_sale_asks_for_the_amount_in_the_teams_currency(rep: Sitting) -> None:
    rep.press(Qt.Key.Key_9)
    asking = rep.queue.desk.asking
    assert isinstance(asking, AmountAsking)
    assert "USD" in asking.amount.placeholderText()
    rep.press(Qt.Key.Key_Return)
    assert not rep.commands(commands.LogCall)
    rep.write("18,400")
    rep.press(Qt.Key.Key_Return)
    assert (last_call(rep).outcome, last_call(rep).amount) == ("won", 1_840_000)


def test_a_loss_is_two_digits(rep: Sitting) -> None:
    rep.press(Qt.Key.Key_0, Qt.Key.Key_2)
    assert (last_call(rep).outcome, last_call(rep).reason) == ("lost", "competitor")


def test_a_referral_names_the_other_person(rep: Sitting) -> None:
    rep.queue.desk.choose("referred")
    assert isinstance(rep.queue.desk.asking, PersonAsking)
    rep.write("Ben  Hale")
    rep.press(Qt.Key.Key_Tab)
    rep.write("612 555 0170")
    rep.press(Qt.Key.Key_Return)
    call = last_call(rep)
    assert (call.person_name, call.person_phone) == ("Ben Hale", "612 555 0170")


def test_a_contract_ends_a_year_from_now_unless_somebody_knows_better(rep: Sitting) -> None:
    rep.queue.desk.choose("contract_until")
    rep.press(Qt.Key.Key_Return)
    call = last_call(rep)
    assert call.when is not None
    assert (call.when - START).days in {364, 365}


def test_an_outcome_of_the_rest_is_logged_from_the_menu(rep: Sitting) -> None:
    rep.queue.desk.choose("no_show")
    assert last_call(rep).outcome == "no_show"
