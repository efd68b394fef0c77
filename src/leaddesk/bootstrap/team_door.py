# SPDX-License-Identifier: MIT
"""Joining and leaving a team without a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaddesk.bootstrap import team
from leaddesk.bootstrap.joining import Joining
from leaddesk.bootstrap.locking import WindowNotes
from leaddesk.bootstrap.opening import WindowOpener

if TYPE_CHECKING:
    from leaddesk.sync.membership import Membership
    from leaddesk.sync.peeking import Peeked


class TeamDoor:
    """What the command line does about this computer's team."""

    def peek(self, address: str) -> Peeked:
        """Look at the hub under an address; raises HubAway, BadInput("hub_bad_address")."""
        return team.peek_hub(address)

    def join(self, address: str, code: str, name: str, fingerprint: str) -> Membership:
        """Join the team of a hub whose certificate was compared; raises as `Joining.join`."""
        Joining(_ways()).join(address, code, name, fingerprint)
        found = team.membership()
        assert found is not None  # noqa: S101 - joined just now
        return found

    def leave(self, *, anyway: bool) -> str:
        """Leave the team and return its name; raises as `team.leave_team`."""
        name = team.team_name() or ""
        team.leave_team(_ways(), anyway)().close()
        return name


def _ways() -> team.Ways:
    return WindowOpener(None, WindowNotes()).ways()
