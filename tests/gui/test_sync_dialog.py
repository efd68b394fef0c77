# SPDX-License-Identifier: MIT
"""The state in full: what waits, why, when it is tried again; live while it is open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from leaddesk.desk import commands, queries
from leaddesk.desk.link import Tie
from leaddesk.domain.errors import RuleBroken
from leaddesk.gui.views.attention_dialog import AttentionDialog
from leaddesk.gui.views.sync_dialog import SyncDialog
from leaddesk.gui.widgets.top_strip import SyncPill
from leaddesk.words import errors
from tests.gui.fake_link import IN_STEP, OFFLINE, WAITING, FakeLink, Tray, join
from tests.gui.fake_waiting import WaitingTray, lists
from tests.gui.made_leads import START
from tests.gui.sitting import Sitting, opened

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def link(sitting: Sitting) -> FakeLink:
    """Dana offline, three things waiting."""
    sitting.desk.answers[queries.AskWaiting] = lambda _query: queries.WaitingView(
        WAITING, len(WAITING), WAITING[0].at
    )
    Tray().into(sitting)
    link = join(sitting, OFFLINE)
    sitting.start()
    return link


def shown(sitting: Sitting, qtbot: QtBot) -> SyncDialog:
    sitting.press(Qt.Key.Key_H, with_=BOTH)
    found = opened(sitting, qtbot)
    assert isinstance(found, SyncDialog)
    return found


def texts(dialog: SyncDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def table(dialog: SyncDialog) -> list[tuple[str, ...]]:
    model = dialog._ui.waiting_table.model()
    return [
        tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_long_names_are_not_cut(sitting: Sitting, link: FakeLink, qtbot: QtBot) -> None:
    named = "The inside sales team of North America, of both continents and of all islands"
    link.tell(replace(OFFLINE, waiting=0, since=None, hub=named, workstation=named))
    dialog = shown(sitting, qtbot)
    link.tell(replace(OFFLINE, hub=named * 3, workstation=named * 3))

    def cut() -> list[str]:
        shown_now = (label for label in dialog.findChildren(QLabel) if label.isVisible())
        return [one.text() for one in shown_now if one.height() < one.heightForWidth(one.width())]

    qtbot.waitUntil(lambda: cut() == [])


def test_it_says_since_when_why_and_what_waits(
    sitting: Sitting, link: FakeLink, qtbot: QtBot
) -> None:
    dialog = shown(sitting, qtbot)
    said = texts(dialog)
    assert dialog._ui.title_label.text().startswith("Offline since ")
    assert "everything is kept on this computer" in said
    assert "North team" in said
    assert "Dana’s laptop" in said
    assert "14 leads may be called, 2 not until the hub answers" in said
    assert "in 12 s" in said
    assert "9 min ago" in said
    assert [row[1] for row in table(dialog)] == [
        "No answer logged for Priya Raman",
        "Note written for Tom Okafor",
        "Filter kept",
    ]
    assert all(row[0].startswith("Today ") for row in table(dialog))
    del link


def test_the_pill_opens_it(sitting: Sitting, link: FakeLink, qtbot: QtBot) -> None:
    pill = sitting.window.findChild(SyncPill)
    assert isinstance(pill, SyncPill)
    pill.click()
    assert isinstance(opened(sitting, qtbot), SyncDialog)
    del link


def test_try_now_by_its_key_and_by_enter(sitting: Sitting, link: FakeLink, qtbot: QtBot) -> None:
    shown(sitting, qtbot)
    sitting.press(Qt.Key.Key_T)
    assert link.tries == 1
    sitting.press(Qt.Key.Key_Return)
    assert link.tries == 2


def test_with_nothing_waiting_enter_tries_as_well(
    sitting: Sitting, link: FakeLink, qtbot: QtBot
) -> None:
    link.tell(replace(OFFLINE, waiting=0))
    shown(sitting, qtbot)
    sitting.press(Qt.Key.Key_Return)
    assert link.tries == 1


def test_it_is_live_while_it_is_open(sitting: Sitting, link: FakeLink, qtbot: QtBot) -> None:
    dialog = shown(sitting, qtbot)
    link.tell(IN_STEP)
    assert dialog._ui.title_label.text() == "In step"
    assert not dialog._ui.waiting_table.isVisible()
    assert not dialog._ui.try_button.isEnabled()
    link.tell(replace(OFFLINE, again_s=41.0))
    assert "in 41 s" in texts(dialog)
    assert dialog._ui.waiting_table.isVisible()
    link.now = replace(OFFLINE, again_s=7.0)
    qtbot.waitUntil(lambda: "in 7 s" in texts(dialog))


def test_what_waits_is_asked_again_only_when_it_changed(
    sitting: Sitting, link: FakeLink, qtbot: QtBot
) -> None:
    shown(sitting, qtbot)

    def asked() -> int:
        return sum(isinstance(one, queries.AskWaiting) for one in sitting.desk.asked)

    before = asked()
    link.tell(replace(OFFLINE, again_s=3.0))
    assert asked() == before
    link.tell(replace(OFFLINE, waiting=4))
    assert asked() == before + 1


def test_locked_out_says_what_to_do(sitting: Sitting, link: FakeLink, qtbot: QtBot) -> None:
    dialog = shown(sitting, qtbot)
    link.tell(replace(OFFLINE, tie=Tie.BLOCKED, why=RuleBroken("workstation_blocked")))
    assert dialog._ui.title_label.text() == "Locked out"
    assert "Ask your team lead" in texts(dialog)


def test_it_leads_to_what_needs_attention(sitting: Sitting, link: FakeLink, qtbot: QtBot) -> None:
    dialog = shown(sitting, qtbot)
    assert not dialog._ui.attention_button.isVisible()
    link.tell(replace(IN_STEP, attention=3))
    assert dialog._ui.attention_button.text() == "Needs attention · 3 (A)"
    sitting.press(Qt.Key.Key_A)
    assert isinstance(opened(sitting, qtbot), AttentionDialog)


def test_it_closes_with_the_desk(sitting: Sitting, link: FakeLink, qtbot: QtBot) -> None:
    dialog = shown(sitting, qtbot)
    sitting.program.ops.let_go()
    assert not dialog.isVisible()
    del link


def test_before_the_hub_was_ever_heard(sitting: Sitting, link: FakeLink, qtbot: QtBot) -> None:
    dialog = shown(sitting, qtbot)
    link.tell(replace(IN_STEP, tie=Tie.SENDING, heard=None, held=0))
    assert dialog._ui.title_label.text() == "Connecting"
    assert "not yet" in texts(dialog)
    assert "no leads are held for you" in texts(dialog)


# ------------------------------------------------------------------------- lists that wait


@pytest.fixture
def tray(sitting: Sitting) -> WaitingTray:
    """Dana offline: two operations wait, and a list; another one was refused."""
    tray = WaitingTray(lists(START), WAITING[:2])
    tray.into(sitting)
    join(sitting, replace(OFFLINE, attention=1))
    sitting.start()
    return tray


def names(dialog: SyncDialog) -> list[str]:
    return [row[1] for row in table(dialog)]


def test_a_list_that_waits_stands_among_what_waits(
    sitting: Sitting, tray: WaitingTray, qtbot: QtBot
) -> None:
    dialog = shown(sitting, qtbot)
    assert "Import the list Trade fair Chicago" in names(dialog)
    assert len(names(dialog)) == 3
    del tray


def test_l_removes_a_list_and_nothing_that_was_logged(
    sitting: Sitting, tray: WaitingTray, qtbot: QtBot
) -> None:
    dialog = shown(sitting, qtbot)
    dialog._ui.waiting_table.setFocus()
    assert not dialog._ui.remove_button.isVisible()
    sitting.press(Qt.Key.Key_L)
    assert not sitting.commands(commands.LetGo)
    sitting.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_L)
    assert sitting.commands(commands.LetGo) == [commands.LetGo(list_id="a" * 32)]
    assert dialog._ui.told_label.text() == "Not sent: Trade fair Chicago"
    assert len(names(dialog)) == 2
    assert not dialog._ui.remove_button.isVisible()
    sitting.press(Qt.Key.Key_U)
    assert sitting.commands(commands.TakeBack) == [commands.TakeBack(f"gone {'a' * 32}")]
    assert len(names(dialog)) == 3
    assert not dialog._ui.undo_button.isVisible()
    assert len(tray.rows) == 2


def test_what_was_removed_comes_back_by_undo_once_the_dialog_is_closed(
    sitting: Sitting, tray: WaitingTray, qtbot: QtBot
) -> None:
    dialog = shown(sitting, qtbot)
    dialog._ui.waiting_table.setFocus()
    sitting.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_L)
    sitting.press(Qt.Key.Key_Escape)
    assert sitting.window.toast.words == "Not sent: Trade fair Chicago"
    sitting.window.activateWindow()
    qtbot.waitUntil(sitting.window.isActiveWindow)
    sitting.control(Qt.Key.Key_Z)
    assert len(tray.rows) == 2


def test_a_list_that_was_refused_is_one_key_away(
    sitting: Sitting, tray: WaitingTray, qtbot: QtBot
) -> None:
    shown(sitting, qtbot)
    sitting.press(Qt.Key.Key_A)
    attention = opened(sitting, qtbot)
    assert isinstance(attention, AttentionDialog)
    why = attention._ui.why_label.text()
    assert why == errors.say(RuleBroken("unknown_tier", detail="77"))
    assert not attention._ui.open_button.isEnabled()
    sitting.press(Qt.Key.Key_R)
    assert sitting.commands(commands.RepeatOperation) == [
        commands.RepeatOperation(list_id="b" * 32)
    ]
    assert attention._ui.told_label.text() == "Sent again as soon as it can be: Webinar May"
    assert all(row.why is None for row in tray.rows)
