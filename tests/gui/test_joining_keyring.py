# SPDX-License-Identifier: MIT
"""Where a system has no store for passwords it is said once, before the team opens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.gui.theme import Theme
from leaddesk.gui.views.first_start_view import FirstStartView
from leaddesk.gui.views.join_dialog import JoinDialog
from leaddesk.gui.views.join_form import JoinForm
from leaddesk.words import joining
from tests.gui.form_desk import FormDesk
from tests.gui.test_first_start_view import NOBODY
from tests.gui.test_joining import CODE, Entered, Hub, enter

Key = Qt.Key


@pytest.fixture
def desk(worn: Theme) -> Iterator[FormDesk]:
    """An empty desk."""
    made = FormDesk()
    yield made
    made.close()


@pytest.fixture
def hub() -> Hub:
    """Return a hub that is joined from a system without a keyring."""
    return Hub(entered=Entered("the team’s desk", token_in_file=True))


def join(form: JoinForm) -> None:
    form._ui.address_edit.setText("hub.example")
    form._ui.code_edit.setText(CODE)
    enter(form._ui.code_edit)
    enter(form._ui.join_button)


def test_it_is_said_and_enter_goes_on(desk: FormDesk, hub: Hub, qtbot: QtBot) -> None:
    dialog = JoinDialog(desk.bench(hub.services))
    qtbot.addWidget(dialog)
    dialog.show()
    join(dialog.form)
    ui = dialog.form._ui
    assert ui.seen_label.text() == joining.IN_FILE
    assert not ui.print_label.isVisible()
    assert not ui.code_edit.isEnabled()
    assert not dialog._ui.cancel_button.isEnabled()
    with qtbot.waitSignal(dialog.open_other) as other:
        enter(ui.join_button)
    assert other.args == ["the team’s desk"]
    assert not dialog.isVisible()
    assert [call[0] for call in hub.calls] == ["peek", "join"]


def test_escape_goes_on_too_because_this_computer_is_in_the_team(
    desk: FormDesk, hub: Hub, qtbot: QtBot
) -> None:
    dialog = JoinDialog(desk.bench(hub.services))
    qtbot.addWidget(dialog)
    dialog.show()
    join(dialog.form)
    with qtbot.waitSignal(dialog.open_other):
        QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_first_start_offers_nothing_else_meanwhile(
    desk: FormDesk, hub: Hub, qtbot: QtBot
) -> None:
    view = FirstStartView(desk.bench(hub.services), NOBODY)
    qtbot.addWidget(view)
    view.show()
    join(view._join)
    assert not view._ui.own_card.isEnabled()
    with qtbot.waitSignal(view.open_other):
        enter(view._join._ui.join_button)
