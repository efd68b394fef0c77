# SPDX-License-Identifier: MIT
"""The window says when the database lies in a dangerous place, and stays silent otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from leaddesk.domain.errors import BadInput
from leaddesk.gui.own_file import SERVICE as OWN_FILE
from leaddesk.gui.views.place_notice import SERVICE
from leaddesk.words import machine as words
from tests.gui.sitting import Sitting
from tests.gui.test_encrypt_dialog import OwnFile


def lies_in(sitting: Sitting, key: str) -> None:
    """Let the database lie in a place with this warning."""
    sitting.window.bench = replace(sitting.window.bench, services={SERVICE: lambda: key})


@pytest.mark.parametrize("key", ["network_folder", "synced_folder", "disk_low"])
def test_a_dangerous_place_is_said_until_it_is_put_away(sitting: Sitting, key: str) -> None:
    lies_in(sitting, key)
    sitting.start()
    shown = sitting.window.board.shown
    assert shown is not None
    assert shown.text == words.banner(key)
    assert shown.put_away is not None
    shown.put_away()
    assert sitting.window.board.shown is None


def test_an_ordinary_place_is_not_talked_about(sitting: Sitting) -> None:
    lies_in(sitting, "")
    sitting.start()
    assert sitting.window.board.shown is None


def test_a_database_in_a_dangerous_place_is_moved_from_the_banner(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = OwnFile()
    services = {SERVICE: lambda: "synced_folder", OWN_FILE: lambda: own}
    sitting.window.bench = replace(sitting.window.bench, services=services)
    sitting.start()
    shown = sitting.window.board.shown
    assert shown is not None
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_told: str(tmp_path))
    shown.does["Move it…"]()
    assert own.calls == [("move", str(tmp_path))]
    assert sitting.window.ops.is_open


def test_a_move_that_is_refused_is_told_and_the_desk_comes_back(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = OwnFile(fails=BadInput("move.team"))
    sitting.window.bench = replace(sitting.window.bench, services={OWN_FILE: lambda: own})
    sitting.start()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_told: str(tmp_path))
    sitting.window.act("file.move")
    assert sitting.window.ops.is_open
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_told: "")
    sitting.window.act("file.move")
    assert len(own.calls) == 1
