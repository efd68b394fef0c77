# SPDX-License-Identifier: MIT
"""The frame: who sits here, which screens show, keys, palette, reminders, trouble."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.bootstrap.backups import PutBack
from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Kind
from leaddesk.domain.errors import StoreUnavailable
from leaddesk.domain.person import Person, Role
from leaddesk.domain.tier import DEFAULT_TIERS, Tier
from leaddesk.gui.screens import screens_for
from leaddesk.gui.theme import Theme
from leaddesk.gui.views.opening_trouble import OpeningTrouble
from leaddesk.gui.views.seat_page import SeatPage
from leaddesk.gui.widgets.top_strip import SyncPill, TopStrip
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_link import IN_STEP, join
from tests.gui.made_leads import DANA, START
from tests.gui.sitting import Sitting


def callback(key: str = "callback:3", lead_id: int = 3) -> queries.ReminderRow:
    return queries.ReminderRow(key, "callback", lead_id, "Marta Lindqvist", START)


def test_the_window_is_there_before_the_desk_is(sitting: Sitting) -> None:
    assert sitting.window.isVisible()
    assert not sitting.program.ops.is_open
    assert sitting.window.current is None


def test_a_desk_that_does_not_open_says_why_and_can_be_tried_again(sitting: Sitting) -> None:
    tries = []

    def connect() -> FakeDesk:
        tries.append(1)
        if len(tries) == 1:
            raise StoreUnavailable("locked")
        return sitting.desk

    sitting.program.start(connect)
    assert sitting.window.current is None
    reception = sitting.program.reception
    assert reception is not None
    reception._on_try_again()
    assert len(tries) == 2
    assert sitting.program.ops.is_open


def test_several_people_are_asked_who_sits_down(sitting: Sitting) -> None:
    sitting.program.start(lambda: sitting.desk)
    page = sitting.window.findChild(SeatPage)
    assert page is not None
    sitting.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    person = sitting.window.seat.person
    assert person is not None
    assert person.name == "Sam Ortiz"


def test_the_title_says_who_sits_here_and_what_is_shown(sitting: Sitting) -> None:
    assert sitting.window.windowTitle() == "LeadDesk"
    sitting.program.start(lambda: sitting.desk)
    assert sitting.window.windowTitle() == "Who is at the desk?"
    sitting.press(Qt.Key.Key_Return)
    assert sitting.window.windowTitle() == f"Queue · {DANA.name}"
    sitting.window.go("my_day")
    assert sitting.window.windowTitle() == f"My day · {DANA.name}"


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_team_that_is_made_up_is_said_to_be(sitting: Sitting, *, is_demo: bool) -> None:
    facts = queries.TeamFacts(3, 8, is_demo, "US", "UTC", "USD")
    sitting.desk.answers[queries.AskTeam] = lambda _query: facts
    sitting.start()
    pill = sitting.window.findChild(SyncPill)
    assert pill is not None
    assert pill.accessibleName() == ("Saved · Demo" if is_demo else "Saved")


def test_a_tier_that_was_renamed_is_called_so_at_once(sitting: Sitting) -> None:
    sitting.start()
    strip = sitting.window.findChild(TopStrip)
    assert strip is not None
    assert "Dana Whitfield, Qualifier · tier 1" in names_in(strip)
    words = queries.OwnWords({}, {}, (Tier(1, "SDRs", 1), *DEFAULT_TIERS[1:]))
    sitting.desk.answers[queries.AskOwnWords] = lambda _query: words
    sitting.program.ops.announce(Kind.RULES, None)
    assert "Dana Whitfield, SDR · tier 1" in names_in(strip)


def names_in(widget: QWidget) -> list[str]:
    return [part.accessibleName() for part in widget.findChildren(QWidget)]


def test_a_team_of_one_sits_down_at_once(sitting: Sitting) -> None:
    sitting.desk.people = (DANA,)
    sitting.program.start(lambda: sitting.desk)
    assert sitting.window.seat.person_id == 1


def test_who_sat_here_last_sits_here_again(sitting: Sitting) -> None:
    sitting.program.settings.write("window/person", "2")
    sitting.program.start(lambda: sitting.desk)
    assert sitting.window.seat.person_id == 2


@pytest.mark.parametrize(
    "roles, first, last",
    [
        ({Role.QUALIFIER}, "queue", "coaching"),
        ({Role.SENIOR_REP}, "queue", "coaching"),
        ({Role.TEAM_LEAD}, "team", "rules"),
    ],
)
def test_roles_decide_which_screens_show(roles: set[Role], first: str, last: str) -> None:
    shown = screens_for(frozenset(roles))
    assert shown[0].id == first
    assert shown[-1].id == last


def test_ctrl_digits_show_the_screens_in_the_order_of_the_rail(at_work: Sitting) -> None:
    for place, entry in enumerate(at_work.window.entries[:9]):
        at_work.control(Qt.Key(Qt.Key.Key_1.value + place))
        assert at_work.window.screen_id == entry.id
    at_work.control(Qt.Key.Key_1)
    assert at_work.window.screen_id == "queue"


def test_keys_of_a_screen_do_nothing_on_another_one(at_work: Sitting) -> None:
    at_work.control(Qt.Key.Key_3)
    at_work.press(Qt.Key.Key_1, Qt.Key.Key_Space)
    assert not at_work.commands(commands.LogCall)
    assert not at_work.machine.dialled


def test_leaving_lets_go_of_the_lead_in_hand(at_work: Sitting) -> None:
    desk = at_work.desk
    at_work.program.close()
    assert at_work.commands(commands.ReleaseLead)
    assert desk.in_hand == 0
    assert desk.closed


def test_another_person_sitting_down_lets_go_of_the_lead(at_work: Sitting) -> None:
    reception = at_work.program.reception
    assert reception is not None
    reception.seating.pick(at_work.desk.people[2])
    assert at_work.commands(commands.ReleaseLead)
    assert at_work.window.seat.person_id == 3


def test_a_damaged_database_is_brought_back_from_its_last_backup(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = [StoreUnavailable("damaged", where="leaddesk.db")]
    restores = [StoreUnavailable("backup.none", where="backups")]

    def connect() -> FakeDesk:
        if damaged:
            raise damaged[0]
        return sitting.desk

    def restore() -> PutBack:
        if restores:
            raise restores.pop()
        damaged.clear()
        file = Path("leaddesk.db")
        return PutBack(file, 9, Path("leaddesk.db.before-restore"), Path("leaddesk-20260514.db"))

    bench = sitting.window.bench
    monkeypatch.setattr(
        sitting.window, "bench", replace(bench, services={"restore_latest": restore})
    )
    sitting.program.start(connect)
    page = sitting.window._ui.screens.currentWidget()
    assert isinstance(page, OpeningTrouble)
    assert "is damaged and was left as it is" in page._words.text()
    sitting.click(page._buttons[0])
    assert "There are no backups in backups" in page._words.text()
    sitting.click(page._buttons[0])
    assert sitting.window.ops.is_open
    assert "leaddesk-20260514.db is in place" in said(sitting)
    assert "kept as leaddesk.db.before-restore" in said(sitting)


def test_another_trouble_offers_no_backup(sitting: Sitting) -> None:
    def connect() -> FakeDesk:
        raise StoreUnavailable("locked")

    sitting.program.start(connect)
    page = sitting.window._ui.screens.currentWidget()
    assert isinstance(page, OpeningTrouble)
    assert [button.text() for button in page._buttons] == ["Try again"]


def test_whoever_works_no_tier_sees_the_teams_day(sitting: Sitting) -> None:
    lead = Person(9, "Mara Stone", frozenset({Role.TEAM_LEAD}), "America/Chicago")
    sitting.desk.people = (*sitting.desk.people, lead)
    sitting.start("Mara Stone", "handoffs")
    strip = sitting.window._ui.strip
    bar = strip.day_bar.state
    assert (bar.title, bar.words) == ("Team’s day", "2 of 2 on pace · 0 of 2 perfect")
    assert (strip.goal_bars[0].state.done, strip.goal_bars[0].state.target) == (51, 160)
    asked = len([q for q in sitting.desk.asked if isinstance(q, queries.AskTeamDay)])
    sitting.window.ops.changed.emit(Kind.PROGRESS, None)
    assert len([q for q in sitting.desk.asked if isinstance(q, queries.AskTeamDay)]) == asked + 1


def test_a_person_of_two_tiers_switches_between_them(at_work: Sitting) -> None:
    at_work.window.seat.sit(at_work.desk.people[2])
    assert at_work.window.seat.tier == 1
    at_work.control(Qt.Key.Key_T)
    assert at_work.window.seat.tier == 2
    at_work.control(Qt.Key.Key_T)
    assert at_work.window.seat.tier == 1


def test_the_palette_finds_actions_and_leads(at_work: Sitting) -> None:
    at_work.control(Qt.Key.Key_K)
    at_work.write("tanabe")
    at_work.press(Qt.Key.Key_Return)
    assert at_work.commands(commands.TakeNext)[-1] == commands.TakeNext(1, 5)
    card = at_work.queue.card
    assert card is not None
    assert card.name == "Aiko Tanabe"


def test_the_palette_runs_an_action(at_work: Sitting) -> None:
    at_work.control(Qt.Key.Key_K)
    at_work.write("import a list")
    at_work.press(Qt.Key.Key_Return)
    assert at_work.window.screen_id == "import"


def test_the_palette_shows_a_screen_by_its_name(leading: Sitting) -> None:
    leading.control(Qt.Key.Key_K)
    leading.write("plan")
    leading.press(Qt.Key.Key_Return)
    assert leading.window.screen_id == "plan"


def test_digits_typed_into_the_palette_log_nothing(at_work: Sitting) -> None:
    at_work.control(Qt.Key.Key_K)
    at_work.write("612 555 1")
    assert isinstance(at_work.target, QLineEdit)
    assert not at_work.commands(commands.LogCall)


def test_ctrl_i_opens_the_import(at_work: Sitting) -> None:
    at_work.control(Qt.Key.Key_I)
    assert at_work.window.screen_id == "import"


def test_a_question_mark_shows_the_keys_of_this_screen(at_work: Sitting, qtbot: QtBot) -> None:
    at_work.press(Qt.Key.Key_Question)
    dialog = at_work.window.findChild(QDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "Keys of this screen"
    dialog.accept()


def test_ctrl_l_switches_light_and_dark_and_is_remembered(at_work: Sitting, worn: Theme) -> None:
    at_work.control(Qt.Key.Key_L)
    assert worn.tokens.name == "dark"
    assert at_work.program.settings.read("window/scheme") == "dark"
    at_work.control(Qt.Key.Key_L)
    assert worn.tokens.name == "light"


def test_a_due_callback_is_said_in_the_window_and_on_the_desktop(sitting: Sitting) -> None:
    sitting.desk.reminders = (callback(),)
    sitting.start()
    notice = sitting.window.board.shown
    assert notice is not None
    assert "Marta Lindqvist" in notice.text
    assert len(sitting.machine.notified) == 1
    sitting.window.ops.pulse.tick()
    assert len(sitting.machine.notified) == 1
    notice.does["Open"]()
    assert sitting.commands(commands.TakeNext)[-1] == commands.TakeNext(1, 3)
    assert sitting.window.board.shown is None


def said(sitting: Sitting) -> str:
    notice = sitting.window.board.shown
    return notice.text if notice is not None else ""


def test_a_callback_comes_up_while_the_window_is_open(at_work: Sitting) -> None:
    assert not said(at_work)
    at_work.desk.reminders = (callback(),)
    at_work.machine.at = START + dt.timedelta(minutes=1)
    at_work.window.ops.pulse.tick()
    assert "Marta Lindqvist" in said(at_work)
    assert at_work.machine.notified


def test_the_callback_already_in_hand_is_no_reminder(sitting: Sitting) -> None:
    sitting.start()
    sitting.desk.reminders = (callback("callback:1", 1),)
    sitting.window.ops.pulse.tick()
    assert sitting.window.board.shown is None
    assert not sitting.machine.notified


def test_what_waits_stands_on_the_rail(at_work: Sitting) -> None:
    owed = queries.FeedbackRow(
        1, 1, 1, "Priya Raman", "Northfield", "Dana", "Sam", "appointment_held", START, START,
        None, thanks=False, line="", rating=0,
    )  # fmt: skip
    at_work.desk.handoffs = queries.HandoffsView((), (owed,), (), (), ())
    at_work.window.ops.changed.emit(Kind.FEEDBACK, None)
    badges = {b.item.screen: b.item.badge for b in at_work.window._ui.rail.buttons}
    assert badges["handoffs"] == 1


def test_space_presses_the_button_that_has_the_keyboard(at_work: Sitting) -> None:
    at_work.window._ui.rail.buttons[3].setFocus()
    at_work.press(Qt.Key.Key_Space)
    assert at_work.window.screen_id == "leads"
    assert not at_work.machine.dialled


def test_a_dropped_file_goes_to_the_import(at_work: Sitting) -> None:
    reception = at_work.program.reception
    assert reception is not None
    reception._on_files_dropped(["list.csv"])
    assert at_work.window.screen_id == "import"


def test_a_person_who_was_renamed_is_shown_with_the_new_name(at_work: Sitting) -> None:
    renamed = Person(1, "Dana W. Hale", DANA.roles, DANA.time_zone)
    at_work.desk.people = (renamed, *at_work.desk.people[1:])
    at_work.window.ops.changed.emit(Kind.PEOPLE, None)
    person = at_work.window.seat.person
    assert person is not None
    assert person.name == "Dana W. Hale"


def test_the_window_remembers_where_it_was(sitting: Sitting, tmp_path: Path) -> None:
    sitting.window.resize(1200, 800)
    sitting.window.close()
    assert sitting.program.settings.read("window/geometry")


def test_the_figures_of_the_day_are_worked_out_one_by_one_until_all_are_there(
    sitting: Sitting, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting.start("Dana Whitfield")
    worked: list[dt.datetime] = []

    def prepare(at: dt.datetime) -> bool:
        worked.append(at)
        return len(worked) < 3

    monkeypatch.setattr(sitting.desk, "prepare", prepare)
    sitting.window.ops.pulse._look_ahead()
    qtbot.waitUntil(lambda: len(worked) == 3)
    qtbot.wait(100)
    assert len(worked) == 3


def test_at_a_workstation_of_a_team_its_person_sits_down_by_themselves(sitting: Sitting) -> None:
    owner = next(one for one in sitting.desk.people if one.name == "Sam Ortiz")
    join(sitting, replace(IN_STEP, person_id=owner.id))
    sitting.program.start(lambda: sitting.desk)
    assert sitting.window.seat.person == owner
    assert sitting.window.seat.people == (owner,)
