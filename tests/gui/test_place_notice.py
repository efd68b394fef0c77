# SPDX-License-Identifier: MIT
"""The window says when the database lies in a dangerous place, and stays silent otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaddesk.gui.views.place_notice import SERVICE
from leaddesk.words import machine as words
from tests.gui.sitting import Sitting


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
