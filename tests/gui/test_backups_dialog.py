# SPDX-License-Identifier: MIT
"""Backups from the window: how they stand, one now, a second folder chosen and let go of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from leaddesk.domain.errors import BadInput, LeadDeskError, StoreUnavailable
from leaddesk.gui.views.backups_dialog import BackupsDialog
from leaddesk.words import backups as words
from tests.gui.sitting import Sitting, opened
from tests.gui.test_access import nameless

Key = Qt.Key
NOON = dt.datetime(2026, 5, 12, 17, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Standing:
    """How backups stand."""

    folder: Path = Path("backups")
    last: dt.datetime | None = NOON
    second: Path | None = None
    copied: dt.datetime | None = None
    away: bool = False


@dataclass
class OwnFile:
    """A file whose backups are only talked about."""

    standing: Standing = field(default_factory=Standing)
    trouble: list[LeadDeskError] = field(default_factory=list)
    calls: list[object] = field(default_factory=list)

    def backups(self) -> Standing:
        if self.trouble and isinstance(self.trouble[0], BadInput):
            raise self.trouble[0]
        return self.standing

    def back_up(self) -> Standing:
        self.calls.append("now")
        return self.standing

    def choose_second(self, folder: Path | None) -> Standing:
        self.calls.append(folder)
        if self.trouble:
            raise self.trouble.pop(0)
        self.standing = Standing(second=folder, copied=NOON if folder else None)
        return self.standing


@pytest.fixture
def own(at_work: Sitting, monkeypatch: pytest.MonkeyPatch) -> OwnFile:
    made = OwnFile()
    monkeypatch.setitem(vars(at_work.window.bench)["services"], "own_file", lambda: made)
    return made


def shown(sitting: Sitting, qtbot: QtBot) -> BackupsDialog:
    sitting.window.act("file.backups")
    found = opened(sitting, qtbot)
    assert isinstance(found, BackupsDialog)
    return found


def choosing(monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_told: folder)


def test_a_second_folder_is_chosen_and_let_go_of_by_keys(
    at_work: Sitting, own: OwnFile, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ui = (dialog := shown(at_work, qtbot))._ui
    assert nameless(dialog) == []
    assert "backups" in ui.first_label.text()
    assert ui.second_label.text() == words.NO_SECOND
    assert not ui.remove_button.isEnabled()
    choosing(monkeypatch, "stick")
    ui.choose_button.setFocus()
    at_work.press(Key.Key_Space)
    assert "copied to stick" in ui.second_label.text()
    assert "The last one is of" in ui.second_label.text()
    assert ui.choose_button.text() == "&Choose another…"
    ui.remove_button.setFocus()
    at_work.press(Key.Key_Space)
    assert ui.second_label.text() == words.NO_SECOND
    assert own.calls == [Path("stick"), None]
    at_work.press(Key.Key_Escape)
    assert not dialog.isVisible()


def test_enter_backs_up_now(at_work: Sitting, own: OwnFile, qtbot: QtBot) -> None:
    shown(at_work, qtbot)
    at_work.press(Key.Key_Return)
    assert own.calls == ["now"]


def test_a_folder_that_was_not_chosen_changes_nothing(
    at_work: Sitting, own: OwnFile, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = shown(at_work, qtbot)
    choosing(monkeypatch, "")
    dialog._ui.choose_button.click()
    assert own.calls == []


def test_a_folder_that_can_not_be_written_is_said_and_what_holds_stays(
    at_work: Sitting, own: OwnFile, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.standing = Standing(second=Path("stick"))
    own.trouble = [StoreUnavailable("backup.no_folder", where="share")]
    ui = shown(at_work, qtbot)._ui
    choosing(monkeypatch, "share")
    ui.choose_button.click()
    assert "share" in ui.problem.text()
    assert ui.problem.isVisible()
    assert "copied to stick" in ui.second_label.text()


def test_a_folder_that_is_away_is_told(at_work: Sitting, own: OwnFile, qtbot: QtBot) -> None:
    own.standing = Standing(second=Path("stick"), away=True)
    ui = shown(at_work, qtbot)._ui
    assert ui.problem.text() == words.trouble(own.standing)


def test_a_database_of_a_server_is_backed_up_there(
    at_work: Sitting, own: OwnFile, qtbot: QtBot
) -> None:
    own.trouble = [BadInput("backup.postgresql", where="db.example")]
    ui = shown(at_work, qtbot)._ui
    assert ui.problem.isVisible()


def test_the_banner_of_a_folder_that_is_away_leads_here(
    at_work: Sitting, own: OwnFile, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from leaddesk.gui.views.place_notice import SERVICE, look_at_place

    services = vars(at_work.window.bench)["services"]
    keys = ["backup_away", ""]
    monkeypatch.setitem(services, SERVICE, lambda: keys.pop(0))
    look_at_place(at_work.window)
    banner = at_work.window.board.shown
    assert banner is not None
    assert list(banner.does) == ["Backups…"]
    banner.does["Backups…"]()
    assert isinstance(opened(at_work, qtbot), BackupsDialog)
    at_work.press(Key.Key_Escape)
    assert at_work.window.board.shown is None
    assert not keys
