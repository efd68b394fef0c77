# SPDX-License-Identifier: MIT
"""Joining and leaving a team without a window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from leaddesk.bootstrap import desks, team
from leaddesk.bootstrap.joining import Joining
from leaddesk.bootstrap.locking import WindowNotes
from leaddesk.bootstrap.opening import WindowOpener, is_workstation

if TYPE_CHECKING:
    from leaddesk.desk.link import TieState
    from leaddesk.desk.queries import WaitingListRow
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

    def waiting_lists(
        self, database: str | None
    ) -> tuple[tuple[WaitingListRow, ...], TieState | None]:
        """Return the lists of a workstation's file that its hub does not have, oldest first.

        With them comes how it stood to the hub when that was noted last. Nothing waits beside a
        file that works alone. Raises StoreUnavailable.
        """
        name = desks.database_name(database)
        if not is_workstation(name):
            return (), None
        from leaddesk.storage.membership import notes_of
        from leaddesk.sync.list_tray import rows_of
        from leaddesk.sync.tie_note import TIE, read_tie
        from leaddesk.sync.waiting_lists import WaitingLists

        file = Path(name)
        waiting = rows_of(WaitingLists(file.parent).waiting())
        return waiting, read_tie(notes_of(file).get(TIE, ""))

    def leave(self, *, anyway: bool) -> str:
        """Leave the team and return its name; raises as `team.leave_team`."""
        name = team.team_name() or ""
        team.leave_team(_ways(), anyway)().close()
        return name


def _ways() -> team.Ways:
    return WindowOpener(None, WindowNotes()).ways()
