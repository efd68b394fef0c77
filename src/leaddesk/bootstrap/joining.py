# SPDX-License-Identifier: MIT
"""One try to join a team: it comes to its end, or it is stopped and leaves nothing behind."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import leaddesk
from leaddesk.bootstrap import desks, team
from leaddesk.domain.errors import LeadDeskError, RuleBroken
from leaddesk.sync.stopping import Stop

if TYPE_CHECKING:
    from leaddesk.desk.door import Connect
    from leaddesk.sync.membership import Membership

GOODBYE_SECONDS: Final = 1.0
"""So long a hub is waited for that is told that somebody stopped."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A team that was joined: how its database is opened, and who sits there.

    `token_in_file`: this system has no store for what opens the hub.
    """

    connect: Connect
    person_id: int
    token_in_file: bool = False


class Joining:
    """Joins once; `stop` ends it from any thread, within a moment."""

    def __init__(self, ways: team.Ways) -> None:
        self._ways = ways
        self._stop = Stop()

    def stop(self) -> None:
        """End it; whoever called `join` is told what became of the code."""
        self._stop.press()

    def join(self, address: str, code: str, name: str, fingerprint: str) -> Entered:
        """Join the team of a hub whose certificate was compared; its rows are here at the end.

        `name` counts for the first of a team. Rows that can't be fetched now come when the database
        is opened. Where one's own file is encrypted the team's is as well. Raises what
        `sync.membership.join` does, and StoreUnavailable("file_key.…") for a file that is locked.

        After a stop, or Ctrl+C, this computer works alone as before. Raises
        RuleBroken("join.stopped_used") where the code let it in, and RuleBroken("join.stopped")
        where nobody knows whether the hub heard it.
        """
        if team.membership() is not None:
            # Not of this try, and not to be taken back by it.
            raise RuleBroken("in_a_team")
        try:
            joined = self._in_team(address, code, name, fingerprint)
            if not self._stop.is_pressed:
                connect = self._ways.team(joined.file)
                return Entered(connect, joined.person_id, joined.token_in_file)
        except (LeadDeskError, KeyboardInterrupt) as error:
            stopped = self._stop.is_pressed or isinstance(error, KeyboardInterrupt)
            if not stopped or str(error) == "in_a_team":
                raise
        raise RuleBroken("join.stopped_used" if _take_back() else "join.stopped")

    def _in_team(self, address: str, code: str, name: str, fingerprint: str) -> Membership:
        from leaddesk.storage.membership import lock_of
        from leaddesk.sync.http_line import HttpLine
        from leaddesk.sync.hub_address import hub_url
        from leaddesk.sync.membership import Hub, Newcomer, join
        from leaddesk.system.clock import local_zone

        desks.use_keys()
        # Who encrypted their own file has the team's encrypted by the same key and code.
        lock = lock_of(desks.own_database())
        url = hub_url(address)
        who = Newcomer(code, _workstation(), name, local_zone(), leaddesk.__version__)
        with contextlib.closing(HttpLine(url, fingerprint)) as line, self._stop.ends(line.close):
            joined = join(team.place(), Hub(url, fingerprint), line, who, lock)
        with contextlib.suppress(LeadDeskError):
            self._ways.in_step(joined.file, self._stop)
        return joined


def _take_back() -> bool:
    """Let this computer work alone again, and tell the hub; False where it came into no team."""
    from leaddesk.storage.membership import notes_of
    from leaddesk.sync.membership import undo

    found = team.membership()
    if found is None:
        return False
    device = notes_of(found.file).get("device", "")
    with team.line_of(found) as line:
        undo(team.place(), found)
        team.forget_mark(found)

        def goodbye() -> None:
            with contextlib.suppress(LeadDeskError):
                line.leave(device)

        telling = threading.Thread(target=goodbye, name="goodbye", daemon=True)
        telling.start()
        telling.join(GOODBYE_SECONDS)
    return True


def _workstation() -> str:
    """Return what this computer calls itself."""
    import platform

    return platform.node()[:80] or "Workstation"
