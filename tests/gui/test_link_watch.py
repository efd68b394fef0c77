# SPDX-License-Identifier: MIT
"""The tie to the hub in the window: said in the strip at once, pokes repaint without a timer."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from leaddesk.desk import queries
from leaddesk.desk.changes import Kind
from leaddesk.desk.link import Heard, Tie, TieState
from leaddesk.domain.errors import StoreUnavailable
from leaddesk.gui.link_watch import LinkWatch
from leaddesk.gui.ops import Ops
from leaddesk.gui.pulse import POLL_MS
from leaddesk.gui.views.team_handoffs_view import TeamHandoffsView
from leaddesk.gui.views.team_view import TeamView
from leaddesk.gui.widgets.top_strip import SyncPill
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_link import IN_STEP, OFFLINE, FakeLink, join
from tests.gui.fake_machine import FakeMachine
from tests.gui.sitting import Sitting


def pill_of(sitting: Sitting) -> SyncPill:
    found = sitting.window.findChild(SyncPill)
    assert isinstance(found, SyncPill)
    return found


def pill(sitting: Sitting) -> str:
    return pill_of(sitting).accessibleName()


def kinds_told(sitting: Sitting) -> list[Kind]:
    told: list[Kind] = []
    sitting.program.ops.changed.connect(lambda kinds, _who: told.append(kinds))
    return told


def test_alone_the_strip_says_saved_as_ever(at_work: Sitting) -> None:
    assert pill(at_work).startswith("Saved")
    assert at_work.window.link.state is None
    assert not at_work.window.actions_here.run("sync.show")
    pill_of(at_work).click()
    assert at_work.window.toast.words == at_work.window.day.detail


@pytest.mark.parametrize(
    "state,words",
    [
        (IN_STEP, "In step · Demo"),
        (replace(IN_STEP, tie=Tie.SENDING, waiting=2), "Sending · 2"),
        (replace(IN_STEP, tie=Tie.SENDING), "Connecting"),
        (OFFLINE, "Offline · 3 waiting to send"),
        (replace(OFFLINE, attention=1), "Offline · 3 waiting to send"),
        (replace(IN_STEP, attention=1), "Needs attention · 1"),
        (replace(IN_STEP, tie=Tie.BLOCKED), "Locked out"),
        (replace(IN_STEP, tie=Tie.TOO_OLD), "Update needed"),
        (replace(IN_STEP, tie=Tie.REPLACED), "Another hub"),
    ],
)
def test_in_a_team_the_strip_says_where_it_stands(
    sitting: Sitting, state: TieState, words: str
) -> None:
    join(sitting, state)
    sitting.start()
    assert pill(sitting) == words
    assert sitting.window.day.detail


def test_the_strip_follows_the_tie(sitting: Sitting) -> None:
    link = join(sitting)
    sitting.start()
    link.tell(OFFLINE)
    assert pill(sitting) == "Offline · 3 waiting to send"
    link.tell(IN_STEP)
    assert pill(sitting) == "In step · Demo"


def test_sending_that_is_over_at_once_does_not_flicker(sitting: Sitting, qtbot: QtBot) -> None:
    link = join(sitting)
    sitting.start()
    seen: list[str] = []
    sitting.window.link.changed.connect(lambda: seen.append(pill(sitting)))
    link.tell(replace(IN_STEP, tie=Tie.SENDING, waiting=1))
    assert seen == []
    link.tell(IN_STEP)
    assert seen == ["In step · Demo"]
    link.tell(replace(IN_STEP, tie=Tie.SENDING, waiting=1))
    link.tell(replace(IN_STEP, tie=Tie.SENDING, waiting=2))
    qtbot.waitUntil(lambda: pill(sitting) == "Sending · 2")


def test_what_could_not_be_written_here_is_said_before_all_else(sitting: Sitting) -> None:
    join(sitting, OFFLINE)
    sitting.start()
    sitting.window.refuse(StoreUnavailable("disk_full"))
    assert pill(sitting) == "Needs attention · 1"


def test_rows_that_came_refresh_what_is_shown_at_once(sitting: Sitting) -> None:
    link = join(sitting)
    sitting.start()
    told = kinds_told(sitting)
    sitting.desk.asked.clear()
    link.hear(Heard.WRITTEN)
    assert told == [Kind.ALL]
    assert any(isinstance(one, queries.AskQueue) for one in sitting.desk.asked)


def test_a_change_in_the_team_asks_nothing_of_the_queue(sitting: Sitting) -> None:
    link = join(sitting)
    sitting.start()
    told = kinds_told(sitting)
    sitting.desk.asked.clear()
    link.hear(Heard.TEAM)
    assert told == [Kind.TEAM]
    assert not any(isinstance(one, queries.AskQueue) for one in sitting.desk.asked)


def test_a_busy_team_is_told_together_and_nothing_is_lost(sitting: Sitting, qtbot: QtBot) -> None:
    link = join(sitting)
    sitting.start()
    told = kinds_told(sitting)
    for _ in range(20):
        link.hear(Heard.TEAM)
    link.hear(Heard.WRITTEN)
    assert told == [Kind.TEAM]
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == Kind.TEAM | Kind.ALL


def test_a_poke_on_another_thread_arrives_on_the_windows_one(qtbot: QtBot) -> None:
    """Without the pulse, which looks only now and then."""
    machine, link = FakeMachine(), FakeLink()
    ops = Ops(machine.now)
    watch = LinkWatch(ops, {"link": lambda: link})
    ops.attach(FakeDesk())
    ops.pulse.stop()
    threads: list[int] = []
    ops.changed.connect(lambda *_told: threads.append(threading.get_ident()))
    with qtbot.waitSignal(ops.changed, timeout=10 * POLL_MS):
        threading.Thread(target=link.hear, args=(Heard.TEAM,)).start()
    assert threads == [threading.get_ident()]
    with qtbot.waitSignal(watch.changed):
        threading.Thread(target=link.tell, args=(OFFLINE,)).start()
    assert watch.state is OFFLINE
    ops.close()


def test_a_desk_that_is_let_go_is_followed_no_longer(sitting: Sitting) -> None:
    link = join(sitting)
    sitting.start()
    sitting.program.ops.let_go()
    assert (link.watching, link.listening) == ([], [])
    assert sitting.window.link.state is None


def test_what_a_desk_was_to_be_told_is_not_told_of_the_next_one(sitting: Sitting) -> None:
    link = join(sitting)
    sitting.start()
    for heard in (Heard.TEAM, Heard.WRITTEN):
        link.hear(heard)
    sitting.program.ops.let_go()
    sitting.program.ops.attach(FakeDesk())
    told = kinds_told(sitting)
    link.hear(Heard.TEAM)
    assert told == [Kind.TEAM]


def test_what_is_done_here_wakes_the_link_once_it_is_written(sitting: Sitting) -> None:
    link = join(sitting)
    sitting.start()
    before = link.wakes
    sitting.writer.held = True
    sitting.press(Qt.Key.Key_1)
    assert link.wakes == before
    sitting.writer.run()
    assert link.wakes > before


def test_the_screens_of_the_whole_team_live_on_what_changes_in_it() -> None:
    assert TeamView.lives_on & Kind.TEAM
    assert TeamHandoffsView.lives_on & Kind.TEAM


def test_a_key_tries_now(sitting: Sitting) -> None:
    link = join(sitting, OFFLINE)
    sitting.start()
    sitting.press(Qt.Key.Key_F5)
    assert link.tries == 1
    assert sitting.window.toast.words == "Trying to reach the hub"
