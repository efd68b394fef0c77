# SPDX-License-Identifier: MIT
"""Somebody leaves a team: what becomes of it is said first, and what would be lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from leaddesk.domain.errors import HubAway, LeadDeskError, RuleBroken
from leaddesk.gui.theme import Theme
from leaddesk.gui.views.leave_dialog import LeaveDialog
from tests.gui.form_desk import FormDesk
from tests.gui.test_access import nameless
from tests.gui.test_joining import Hub


@pytest.fixture
def desk(worn: Theme) -> Iterator[FormDesk]:
    """An empty desk."""
    made = FormDesk()
    yield made
    made.close()


@pytest.fixture
def hub() -> Hub:
    """Return a hub that answers."""
    return Hub()


def leaving(desk: FormDesk, hub: Hub, qtbot: QtBot) -> LeaveDialog:
    dialog = LeaveDialog(desk.bench(hub.services), "North team")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_leaving_says_what_becomes_of_it_and_opens_ones_own(
    desk: FormDesk, hub: Hub, qtbot: QtBot
) -> None:
    hub.waits = 3, 1
    dialog = leaving(desk, hub, qtbot)
    qtbot.waitUntil(lambda: "3 entries and 1 list not sent" in dialog._ui.about_label.text())
    assert "North team" in dialog._ui.about_label.text()
    assert dialog.focusWidget() is dialog._ui.cancel_button
    with qtbot.waitSignal(dialog.open_other) as other:
        dialog._ui.leave_button.click()
    assert other.args == ["one’s own desk"]
    assert hub.calls == [("leave", False)]
    assert not nameless(dialog)


@pytest.mark.parametrize("error", [RuleBroken("work_waits", number="3"), HubAway("hub_cut")])
def test_what_would_be_lost_is_told_before_it_is_left_behind(
    desk: FormDesk, hub: Hub, qtbot: QtBot, error: LeadDeskError
) -> None:
    hub.waits, hub.trouble = (3, 2), [error]
    dialog = leaving(desk, hub, qtbot)
    assert not dialog._ui.anyway_button.isVisible()
    dialog._ui.leave_button.click()
    qtbot.waitUntil(dialog._ui.anyway_button.isVisible)
    told = dialog._ui.anyway_label.text()
    assert "3 entries and 2 lists will never reach the team" in told
    assert dialog._ui.problem.text()
    with qtbot.waitSignal(dialog.open_other):
        dialog._ui.anyway_button.click()
    assert hub.calls == [("leave", False), ("leave", True)]


def test_a_long_name_of_a_team_is_not_cut_while_leaving(
    desk: FormDesk, hub: Hub, qtbot: QtBot
) -> None:
    hub.waits = (503, 2)
    dialog = LeaveDialog(desk.bench(hub.services), "The inside sales team of the north " * 9)
    qtbot.addWidget(dialog)
    dialog.show()
    about = dialog._ui.about_label
    qtbot.waitUntil(lambda: "503" in about.text())
    desk.readers.held = True
    dialog._ui.leave_button.click()
    assert dialog._ui.progress_label.isVisible()
    qtbot.waitUntil(lambda: about.height() >= about.heightForWidth(about.width()))
    desk.readers.run()
