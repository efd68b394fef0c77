# SPDX-License-Identifier: MIT
"""Which team this computer is in is read from its file, and never on the thread of the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.gui.views.join_form import JOIN
from leaddesk.gui.views.leave_dialog import LEAVE, LeaveDialog
from leaddesk.gui.views.team_handlers import TEAM
from tests.gui.sitting import Sitting, opened


def served(sitting: Sitting, team: Callable[[], str | None]) -> None:
    """Let the window join and leave; `team` reads which team this computer is in."""
    services: dict[str, Callable[..., object]] = {
        TEAM: team, JOIN: lambda: None, LEAVE: lambda _anyway: lambda: None,
    }  # fmt: skip
    sitting.window.bench = replace(sitting.window.bench, services=services)


@pytest.mark.parametrize("action", ["team.join", "team.leave"])
def test_the_window_waits_for_no_file(sitting: Sitting, action: str, qtbot: QtBot) -> None:
    sitting.start()
    read: list[str] = []
    said: list[str] = []
    sitting.window.toast.show_message = lambda text, *_rest: said.append(text)  # type: ignore[method-assign]

    def team() -> str:
        read.append("file")
        return "North team"

    served(sitting, team)
    sitting.readers.held = True
    sitting.window.act(action)
    assert read == []
    sitting.readers.run()
    assert read == ["file"]
    if action == "team.join":
        assert "North team already" in said[-1]
    else:
        assert isinstance(opened(sitting, qtbot), LeaveDialog)


def test_a_file_that_can_not_be_read_is_told(sitting: Sitting) -> None:
    sitting.start()
    refused: list[object] = []
    sitting.window.ops.refused.connect(refused.append)

    def team() -> str:
        raise StoreUnavailable("disk_full")

    served(sitting, team)
    sitting.window.act("team.leave")
    assert [str(one) for one in refused] == ["disk_full()"]
