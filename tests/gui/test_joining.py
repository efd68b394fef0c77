# SPDX-License-Identifier: MIT
"""Somebody joins a team in three steps, leaves it again, and leads look after workstations."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from leaddesk.domain.errors import BadInput, HubAway, LeadDeskError, RuleBroken
from leaddesk.gui.theme import Theme
from leaddesk.gui.views.first_start_view import FirstStartView
from leaddesk.gui.views.join_dialog import JoinDialog
from leaddesk.gui.views.join_form import JOIN, PEEK, JoinForm
from leaddesk.gui.views.leave_dialog import LEAVE, WAITING, LeaveDialog
from leaddesk.gui.views.team_handlers import TEAM
from tests.gui.fake_desk import FakeDesk
from tests.gui.form_desk import FormDesk
from tests.gui.scaled_window import squeezed
from tests.gui.sitting import Sitting, opened
from tests.gui.test_access import nameless
from tests.gui.test_first_start_view import NOBODY

Key = Qt.Key
PRINT = "0123456789abcdef" * 4
CODE = "ABCD-EFGHJK"
PATIENCE_S = 30.0
NOON = dt.datetime(2026, 5, 12, 17, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Seen:
    """A hub that answered."""

    fingerprint: str = PRINT
    team: str = "North team"


@dataclass(frozen=True)
class Entered:
    """A team that was joined."""

    connect: object
    person_id: int = 7
    token_in_file: bool = False


@dataclass
class Hub:
    """A hub as the window's services reach it: each call answers, or raises what stands first."""

    trouble: list[LeadDeskError] = field(default_factory=list)
    calls: list[tuple[object, ...]] = field(default_factory=list)
    waits: tuple[int, int] = (0, 0)
    slow: bool = False
    entered: Entered = field(default_factory=lambda: Entered("the team’s desk"))
    stopped: threading.Event = field(default_factory=threading.Event)

    def answer(self, *call: object) -> None:
        self.calls.append(call)
        if self.trouble:
            raise self.trouble.pop(0)

    def peek(self, address: str) -> Seen:
        self.answer("peek", address)
        return Seen()

    def join(self, address: str, code: str, name: str, fingerprint: str) -> Entered:
        self.answer("join", address, code, name, fingerprint)
        if self.slow:
            assert self.stopped.wait(PATIENCE_S)
            raise RuleBroken("join.stopped_used")
        return self.entered

    def stop(self) -> None:
        self.answer("stop")
        self.stopped.set()

    def leave(self, anyway: bool) -> str:  # noqa: FBT001 - as the service is called
        self.answer("leave", anyway)
        return "one’s own desk"

    @property
    def services(self) -> dict[str, Callable[..., object]]:
        return {
            PEEK: self.peek, JOIN: lambda: self, LEAVE: self.leave, WAITING: lambda: self.waits,
        }  # fmt: skip


@pytest.fixture
def hub() -> Hub:
    """Return a hub that answers."""
    return Hub()


@pytest.fixture
def desk(worn: Theme) -> Iterator[FormDesk]:
    """An empty desk."""
    made = FormDesk()
    yield made
    made.close()


@pytest.fixture
def form(desk: FormDesk, hub: Hub, qtbot: QtBot) -> JoinForm:
    """Show the form, with address and code typed."""
    made = JoinForm(desk.bench(hub.services))
    qtbot.addWidget(made)
    made.show()
    made._ui.address_edit.setText("hub.example")
    made._ui.code_edit.setText(CODE)
    return made


def enter(widget: QWidget) -> None:
    widget.setFocus()
    QTest.keyClick(widget, Key.Key_Return)


def test_enter_shows_the_fingerprint_and_enter_again_joins(
    form: JoinForm, hub: Hub, qtbot: QtBot
) -> None:
    enter(form._ui.code_edit)
    qtbot.waitUntil(form._ui.seen_box.isVisible)
    assert form._ui.print_label.text().splitlines() == ["0123 4567 89ab cdef"] * 4
    assert "North team" in form._ui.seen_label.text()
    assert "printed" in form._ui.seen_label.text()
    assert form._ui.join_button.text() == "It is the same: join"
    with qtbot.waitSignal(form.joined) as joined:
        enter(form._ui.join_button)
    assert joined.args == ["the team’s desk"]
    assert hub.calls == [("peek", "hub.example"), ("join", "hub.example", CODE, "", PRINT)]
    assert form._bench.settings.read("window/person") == "7"
    assert form._ui.code_edit.text() == ""


def test_what_was_wrong_is_not_said_any_more_once_the_hub_answers(
    form: JoinForm, hub: Hub, qtbot: QtBot
) -> None:
    hub.trouble.append(HubAway("hub_timed_out"))
    enter(form._ui.code_edit)
    assert form._ui.address_edit_problem.isVisible()
    enter(form._ui.code_edit)
    qtbot.waitUntil(form._ui.seen_box.isVisible)
    assert not form._ui.address_edit_problem.isVisible()


def test_in_the_smallest_window_nothing_is_cut_and_the_button_stays_in_view(
    desk: FormDesk, hub: Hub, qtbot: QtBot
) -> None:
    view = FirstStartView(desk.bench(hub.services | {"make_demo": lambda: None}), NOBODY)
    qtbot.addWidget(view)
    view.resize(948, 636)  # beside the rail, below the strip
    view.show()
    form = view._join
    form._ui.address_edit.setText("hub.example")
    form._ui.code_edit.setText(CODE)
    enter(form._ui.code_edit)
    qtbot.waitUntil(form._ui.seen_box.isVisible)
    hub.trouble.append(RuleBroken("needs_your_name"))
    enter(form._ui.join_button)
    form._ui.person_edit.setText("Dana")
    hub.trouble.append(RuleBroken("hub_too_old"))
    enter(form._ui.join_button)
    qtbot.waitUntil(lambda: squeezed(view) == [])
    area = view._ui.scroll_area.viewport()
    button = form._ui.join_button

    def in_view() -> bool:
        return area.rect().contains(button.mapTo(area, button.rect().bottomLeft()))

    qtbot.waitUntil(in_view)


def test_nothing_is_asked_before_both_fields_are_right(form: JoinForm, hub: Hub) -> None:
    ui = form._ui
    ui.code_edit.setText("ABCD-EFGHJ")
    enter(ui.code_edit)
    assert "ten letters" in ui.code_edit_problem.text()
    ui.address_edit.setText(" ")
    enter(ui.address_edit)
    assert "address" in ui.address_edit_problem.text()
    QTest.keyClicks(ui.address_edit, "hub")
    assert ui.address_edit_problem.text() == ""
    assert hub.calls == []


@pytest.mark.parametrize("error", [HubAway("hub_cut"), BadInput("hub_bad_address", where="x")])
def test_a_hub_that_is_not_reached_is_said_under_the_address(
    form: JoinForm, hub: Hub, qtbot: QtBot, error: LeadDeskError
) -> None:
    hub.trouble = [error]
    enter(form._ui.code_edit)
    qtbot.waitUntil(lambda: bool(form._ui.address_edit_problem.text()))
    assert not form._ui.seen_box.isVisible()
    assert not form.is_busy


@pytest.mark.parametrize("key", ["code_refused", "code_used", "code_over", "code_withdrawn"])
def test_a_code_that_lets_nobody_in_is_said_under_the_code(
    form: JoinForm, hub: Hub, qtbot: QtBot, key: str
) -> None:
    enter(form._ui.code_edit)
    qtbot.waitUntil(form._ui.seen_box.isVisible)
    hub.trouble = [RuleBroken(key)]
    enter(form._ui.join_button)
    qtbot.waitUntil(lambda: bool(form._ui.code_edit_problem.text()))
    assert "Ask your team lead" in form._ui.code_edit_problem.text()
    assert form._ui.address_edit_problem.text() == ""


def test_the_name_is_asked_for_only_when_the_hub_wants_it(
    form: JoinForm, hub: Hub, qtbot: QtBot
) -> None:
    ui = form._ui
    assert not ui.person_box.isVisible()
    enter(ui.code_edit)
    qtbot.waitUntil(ui.seen_box.isVisible)
    hub.trouble = [BadInput("needs_your_name", where="person")]
    enter(ui.join_button)
    qtbot.waitUntil(ui.person_box.isVisible)
    assert "first in this team" in ui.person_edit_problem.text()
    ui.person_edit.setText("Ruth")
    with qtbot.waitSignal(form.joined):
        enter(ui.person_edit)
    assert hub.calls[-1] == ("join", "hub.example", CODE, "Ruth", PRINT)


def test_another_address_is_looked_at_anew(form: JoinForm, hub: Hub, qtbot: QtBot) -> None:
    enter(form._ui.code_edit)
    qtbot.waitUntil(form._ui.seen_box.isVisible)
    QTest.keyClicks(form._ui.address_edit, "2")
    assert not form._ui.seen_box.isVisible()
    enter(form._ui.address_edit)
    qtbot.waitUntil(lambda: len(hub.calls) == 2)
    assert hub.calls[-1] == ("peek", "hub.example2")


def test_looking_for_a_hub_can_be_stopped(desk: FormDesk, hub: Hub, qtbot: QtBot) -> None:
    answers: list[Callable[[], None]] = []
    bench = desk.bench(hub.services)
    made = JoinForm(bench)
    qtbot.addWidget(made)
    made.show()

    def run_apart(
        work: Callable[[], Seen], *, done: Callable[[Seen], None], failed: object
    ) -> None:
        answers.append(lambda: done(work()))

    bench.ops.run_apart = run_apart  # type: ignore[method-assign,assignment]
    made._ui.address_edit.setText("hub.example")
    made._ui.code_edit.setText(CODE)
    enter(made._ui.code_edit)
    assert made._ui.stop_button.isVisible()
    assert made._ui.progress_label.text()
    QTest.keyClick(made, Key.Key_Escape)
    assert not made.is_busy
    answers[0]()
    assert not made._ui.seen_box.isVisible()


def test_joining_can_be_stopped_and_says_what_became_of_the_code(
    desk: FormDesk, hub: Hub, qtbot: QtBot
) -> None:
    hub.slow = True
    on_thread(desk)
    dialog = JoinDialog(desk.bench(hub.services))
    qtbot.addWidget(dialog)
    dialog.show()
    ui = dialog.form._ui
    ui.address_edit.setText("hub.example")
    ui.code_edit.setText(CODE)
    enter(ui.code_edit)
    qtbot.waitUntil(ui.seen_box.isVisible)
    enter(ui.join_button)
    assert ui.stop_button.isVisible()
    # The same key once more: it began this, and does not end it.
    QTest.keyClick(ui.stop_button, Key.Key_Return)
    assert not hub.stopped.is_set()
    qtbot.waitUntil(lambda: len(hub.calls) == 2)
    QTest.keyClick(dialog, Key.Key_Escape)
    assert ui.progress_label.text() == "Stopping…"
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog.form.is_busy)
    assert "The code is used" in ui.problem.text()
    assert ui.code_edit.text() == ""
    assert dialog.isVisible()
    hub.slow = False
    ui.code_edit.setText("EFGH-JKMNPQ")
    with qtbot.waitSignal(dialog.open_other):
        enter(ui.code_edit)
    assert [call[0] for call in hub.calls] == ["peek", "join", "stop", "join"]


def on_thread(desk: FormDesk) -> None:
    """Let what is done apart be done apart."""
    desk.ops.threads.readers = ThreadPoolExecutor(1)


def test_a_window_that_closes_stops_joining(
    form: JoinForm, desk: FormDesk, hub: Hub, qtbot: QtBot
) -> None:
    on_thread(desk)
    hub.slow = True
    enter(form._ui.code_edit)
    qtbot.waitUntil(form._ui.seen_box.isVisible)
    enter(form._ui.join_button)
    form._bench.ops.close()
    assert hub.calls[-1] == ("stop",)


def test_the_first_start_offers_to_join(desk: FormDesk, hub: Hub, qtbot: QtBot) -> None:
    view = FirstStartView(desk.bench(hub.services), NOBODY)
    qtbot.addWidget(view)
    view.show()
    assert view._ui.join_card.isVisible()
    view._join._ui.address_edit.setText("hub.example")
    view._join._ui.code_edit.setText(CODE)
    enter(view._join._ui.code_edit)
    qtbot.waitUntil(view._join._ui.seen_box.isVisible)
    with qtbot.waitSignal(view.open_other) as other:
        view._join._ui.join_button.click()
    assert other.args == ["the team’s desk"]
    assert not nameless(view)


def test_the_first_start_without_a_way_to_join_does_not(desk: FormDesk, qtbot: QtBot) -> None:
    view = FirstStartView(desk.bench({}), NOBODY)
    qtbot.addWidget(view)
    view.show()
    assert not view._ui.join_card.isVisible()


def test_the_dialog_joins_and_closes(desk: FormDesk, hub: Hub, qtbot: QtBot) -> None:
    dialog = JoinDialog(desk.bench(hub.services))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form._ui.address_edit.setText("hub.example")
    dialog.form._ui.code_edit.setText(CODE)
    enter(dialog.form._ui.code_edit)
    qtbot.waitUntil(dialog.form._ui.seen_box.isVisible)
    with qtbot.waitSignal(dialog.open_other):
        dialog.form._ui.join_button.click()
    assert not dialog.isVisible()
    assert not nameless(dialog)


# ------------------------------------------------------------------------- leaving


def test_the_actions_say_what_is_not_possible(sitting: Sitting) -> None:
    sitting.start()
    said: list[str] = []
    sitting.window.toast.show_message = lambda text, *_rest: said.append(text)  # type: ignore[method-assign]
    for action in ("team.join", "team.leave"):
        sitting.window.act(action)
    assert len(said) == 2


# ------------------------------------------------------------------------- the window


def test_a_window_joins_a_team_and_leaves_it_again(
    sitting: Sitting, hub: Hub, qtbot: QtBot
) -> None:
    team: list[str] = []
    others = {"join": FakeDesk(), "leave": FakeDesk()}
    services: dict[str, Callable[..., object]] = {
        PEEK: hub.peek,
        JOIN: lambda: hub,
        LEAVE: lambda _anyway: lambda: others["leave"],
        TEAM: lambda: team[0] if team else None,
    }
    sitting.start()
    window = sitting.window
    hub.entered = Entered(lambda: others["join"], sitting.desk.people[1].id)
    window.bench = replace(window.bench, services=services)
    window.act("team.join")
    dialog = opened(sitting, qtbot)
    assert isinstance(dialog, JoinDialog)
    dialog.form._ui.address_edit.setText("hub.example")
    dialog.form._ui.code_edit.setText(CODE)
    sitting.press(Key.Key_Return, Key.Key_Return)
    assert window.ops.desk() is others["join"]
    assert window.seat.person_id == sitting.desk.people[1].id
    team.append("North team")
    window.act("team.leave")
    dialog = opened(sitting, qtbot)
    assert isinstance(dialog, LeaveDialog)
    dialog._ui.leave_button.click()
    assert window.ops.desk() is others["leave"]
