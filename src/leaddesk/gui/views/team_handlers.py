# SPDX-License-Identifier: MIT
"""What the actions about this computer's team do: join one, leave it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from leaddesk.gui.views.main_window import MainWindow

TEAM = "team_name"
"""The service that tells the name of the team that this computer is in, None for none."""


def team_handlers(
    window: MainWindow, open_other: Callable[[Any], None]
) -> dict[str, Callable[[], None]]:
    """Return what the actions do, by their id; `open_other` opens another database."""

    def change_over(connect: object) -> None:
        window.seat.know(())  # whoever sits here gets up first
        open_other(connect)

    return {
        "team.join": partial(_join, window, change_over),
        "team.leave": partial(_leave, window, change_over),
    }


def _with_team(window: MainWindow, then: Callable[[str | None], None]) -> None:
    """Go on with the team of this computer; its file is not read on the thread of the window."""
    tell = window.bench.services.get(TEAM)
    if tell is None:
        then(None)
    else:
        window.bench.ops.run_apart(tell, done=lambda told: then(cast("str | None", told)))


def _join(window: MainWindow, open_other: Callable[[object], None]) -> None:
    from leaddesk.gui.views.join_dialog import JoinDialog
    from leaddesk.gui.views.join_form import JOIN

    if JOIN not in window.bench.services:
        window.say("This window can’t join a team. Start LeadDesk without naming a database.")
        return

    def join(team: str | None) -> None:
        if team is not None:
            window.say(f"This computer is in {team or 'a team'} already. Leave it first.")
            return
        dialog = JoinDialog(window.bench, window)
        dialog.open_other.connect(open_other)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    _with_team(window, join)


def _leave(window: MainWindow, open_other: Callable[[object], None]) -> None:
    from leaddesk.gui.views.leave_dialog import LeaveDialog

    def leave(team: str | None) -> None:
        if team is None:
            window.say("This computer is in no team.")
            return
        dialog = LeaveDialog(window.bench, team, window)
        dialog.open_other.connect(open_other)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    _with_team(window, leave)
