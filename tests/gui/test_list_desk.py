# SPDX-License-Identifier: MIT
"""Lists that wait for the team's hub on the Import screen: seen, explained, removed, sent again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from leaddesk.desk import commands, queries
from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.intake import ImportResult
from leaddesk.desk.link import FromHere
from leaddesk.domain.errors import HubAway, NotFound, RuleBroken
from leaddesk.gui.views.age_notice import SERVICE
from leaddesk.gui.views.import_view import AGE, ImportView
from leaddesk.words import errors
from tests.gui import fake_answers_handoffs as team
from tests.gui import fake_answers_import as made
from tests.gui.fake_link import IN_STEP, OFFLINE, FakeLink, join
from tests.gui.fake_waiting import WaitingTray, lists
from tests.gui.sitting import Sitting

AWAY = HubAway("hub_cut")


@pytest.fixture
def tray() -> WaitingTray:
    """Two lists: one waits, one was refused."""
    return WaitingTray(lists(made.NOW))


@pytest.fixture
def link(sitting: Sitting, tray: WaitingTray) -> FakeLink:
    """Dana offline, at the Import screen."""
    link = join(sitting, replace(OFFLINE, waiting=1, why=AWAY))
    begin(sitting, tray)
    return link


def begin(sitting: Sitting, tray: WaitingTray) -> None:
    tray.into(sitting)
    sitting.machine.at = made.NOW
    sitting.desk.people = team.PEOPLE
    sitting.desk.answers[queries.AskTeam] = lambda _query: team.TEAM
    sitting.desk.answers[queries.AskLists] = lambda _query: made.LISTS
    sitting.desk.answers[queries.AskMapping] = lambda _query: ""
    sitting.start(team.DANA.name, "import")
    screen(sitting)._lists_page._ui.lists_table.setFocus()


def screen(sitting: Sitting) -> ImportView:
    shown = sitting.window.current
    assert isinstance(shown, ImportView)
    return shown


def table(sitting: Sitting) -> list[tuple[str, ...]]:
    model = screen(sitting)._lists_page._ui.lists_table.model()
    return [
        tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def explained(sitting: Sitting) -> str:
    label = screen(sitting)._lists_page._ui.list_label
    return label.text() if label.isVisible() else ""


def test_they_stand_above_the_others_and_say_since_when(sitting: Sitting, link: FakeLink) -> None:
    rows = table(sitting)
    assert [row[0] for row in rows[:3]] == [
        "Trade fair Chicago", "Webinar May", "Trade show Chicago",
    ]  # fmt: skip
    waits, refused, _live = rows[:3]
    assert waits[2:7] == ("Booth 14", "–", "–", "waits since 10:34", "Dana Whitfield")
    assert waits[7] == "waits for the hub"
    assert refused[7] == "not taken by the hub"
    del link


def test_the_chosen_one_says_why_it_waits_and_what_becomes_of_it(
    sitting: Sitting, link: FakeLink
) -> None:
    said = explained(sitting)
    assert "“Trade fair Chicago” is safe on this computer since today" in said
    assert "312 rows" in said
    assert errors.say(AWAY) in said
    link.tell(IN_STEP)
    assert errors.say(AWAY) not in explained(sitting)
    sitting.press(Qt.Key.Key_Down)
    said = explained(sitting)
    assert "did not take “Webinar May”" in said
    assert errors.say(RuleBroken("unknown_tier", detail="77")) in said
    sitting.press(Qt.Key.Key_Down)
    assert explained(sitting) == ""


def test_u_removes_one_that_waits_and_undo_brings_it_back(
    sitting: Sitting, link: FakeLink, tray: WaitingTray
) -> None:
    assert screen(sitting)._lists_page._ui.undo_button.text() == "Remove list"
    sitting.press(Qt.Key.Key_U)
    assert sitting.commands(commands.LetGo) == [commands.LetGo(list_id="a" * 32)]
    assert not sitting.commands(commands.UndoImport)
    assert table(sitting)[0][0] == "Webinar May"
    assert sitting.window.toast.words == "Not sent: Trade fair Chicago"
    sitting.control(Qt.Key.Key_Z)
    assert sitting.commands(commands.TakeBack) == [commands.TakeBack()]
    assert table(sitting)[0][0] == "Trade fair Chicago"
    assert sitting.window.toast.words == "Waits for the hub again: Trade fair Chicago"
    assert len(tray.rows) == 2
    del link


def test_r_sends_one_again_that_was_refused_and_no_other(sitting: Sitting, link: FakeLink) -> None:
    button = screen(sitting)._lists_page._ui.again_button
    assert not button.isVisible()
    sitting.press(Qt.Key.Key_R)
    assert not sitting.commands(commands.RepeatOperation)
    sitting.press(Qt.Key.Key_Down)
    assert button.isVisible()
    sitting.press(Qt.Key.Key_R)
    assert sitting.commands(commands.RepeatOperation) == [
        commands.RepeatOperation(list_id="b" * 32)
    ]
    assert table(sitting)[1][7] == "waits for the hub"
    assert not button.isVisible()
    del link


def test_a_list_of_the_team_is_taken_back_as_ever(sitting: Sitting, link: FakeLink) -> None:
    sitting.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert screen(sitting)._lists_page._ui.undo_button.text() == "Undo import"
    sitting.press(Qt.Key.Key_U)
    assert sitting.commands(commands.UndoImport) == [commands.UndoImport(3)]
    del link


def test_one_that_went_meanwhile_is_said_and_not_shown_any_more(
    sitting: Sitting, link: FakeLink, tray: WaitingTray
) -> None:
    tray.rows.pop()
    sitting.press(Qt.Key.Key_U)
    assert sitting.window.toast.words == errors.say(NotFound("waiting_list"))
    assert table(sitting)[0][0] == "Webinar May"
    del link


def test_one_that_another_window_let_go_is_not_shown_any_more(
    sitting: Sitting, link: FakeLink, tray: WaitingTray
) -> None:
    tray.rows.pop()
    link.tell(replace(link.now, again_s=3.0))
    assert table(sitting)[0][0] == "Trade fair Chicago"
    link.tell(replace(link.now, waiting=0))
    assert table(sitting)[0][0] == "Webinar May"


def test_who_works_alone_is_asked_for_none(sitting: Sitting, tray: WaitingTray) -> None:
    begin(sitting, tray)
    assert [row[0] for row in table(sitting)] == [row.name for row in made.LISTS]
    assert not any(isinstance(one, queries.AskWaiting) for one in sitting.desk.asked)
    assert explained(sitting) == ""


# ------------------------------------------------------------------------- importing without it


@pytest.fixture
def offline(
    sitting: Sitting, link: FakeLink, tray: WaitingTray, monkeypatch: pytest.MonkeyPatch
) -> list[bool]:
    """A list to import while the hub is away; what was tried, as dry or not."""
    tried: list[bool] = []

    def import_list(
        _chunks: object, options: ImportOptions, *_who: object, dry_run: bool = False, **_rest: Any
    ) -> ImportResult:
        tried.append(dry_run)
        if dry_run:
            return made.COUNTED
        tray.rows.append(
            queries.WaitingListRow("c" * 32, options.name, "ZoomInfo", "", 412, made.NOW)
        )
        raise RuleBroken("list_waits", name=options.name)

    bench = screen(sitting).bench
    screen(sitting).bench = replace(
        bench, services={**bench.services, SERVICE: lambda _kind: FromHere(made.NOW)}
    )
    monkeypatch.setattr(sitting.machine, "preview_list", lambda *_a, **_k: made.KNOWN)
    monkeypatch.setattr(sitting.machine, "read_drafts", lambda *_: made.FakeDrafts())
    monkeypatch.setattr(sitting.desk, "import_list", import_list)
    del link
    return tried


def test_a_count_without_the_hub_says_how_far_it_goes(
    sitting: Sitting, offline: list[bool]
) -> None:
    sitting.window.open_file(Path("known.csv"))
    label = screen(sitting)._preview_page._ui.count_label
    assert label.text().endswith(errors.say(RuleBroken("list_only_read")))
    assert offline == [True]
    bench = screen(sitting).bench
    screen(sitting).bench = replace(bench, services={**bench.services, AGE: lambda _kind: None})
    screen(sitting)._preview_page._recount.timeout.emit()
    assert "only the file itself" not in label.text()


def test_a_list_that_has_to_wait_is_seen_where_it_waits(
    sitting: Sitting, offline: list[bool]
) -> None:
    sitting.window.open_file(Path("known.csv"))
    sitting.press(Qt.Key.Key_Return)
    assert offline == [True, False]
    view = screen(sitting)
    assert view._pages.currentWidget() is view._lists_page
    assert "waits on this workstation" in sitting.window.toast.words
    assert table(sitting)[0][0] == "zoominfo-midwest"
    assert table(sitting)[0][7] == "waits for the hub"


def test_both_name_one_service() -> None:
    assert AGE == SERVICE
