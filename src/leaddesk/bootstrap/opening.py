# SPDX-License-Identifier: MIT
"""What the window opens: a database of its own, a server's, or a team's file with its hub."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from leaddesk.bootstrap import desks
from leaddesk.bootstrap.arrivals import watch_behind
from leaddesk.bootstrap.demo import connect_demo
from leaddesk.bootstrap.team import Ways

if TYPE_CHECKING:
    from leaddesk.bootstrap.locking import WindowNotes
    from leaddesk.bootstrap.workstation import WorkstationDesk
    from leaddesk.desk.desk import Desk
    from leaddesk.desk.link import Link
    from leaddesk.sync.stopping import Stop
    from leaddesk.system.folder_watch import Tell


class WindowOpener:
    """Opens what a window is started with, and knows the workstation that is open.

    A service of the window asks `link` and `age_of`; both are None where somebody works alone.
    """

    def __init__(self, database: str | None, notes: WindowNotes) -> None:
        self._database, self._notes = database, notes
        self._changing = threading.Lock()
        self._open: WorkstationDesk | None = None

    def connect(self) -> Desk:
        """Open the window's database; raises as `desks.open_desk`."""
        if self.is_in_team():
            return self._workstation(Path(desks.database_name(self._database)))
        return self._plain()

    def is_in_team(self) -> bool:
        """Tell whether a team's file is what opens; raises StoreUnavailable."""
        return is_workstation(desks.database_name(self._database))

    def ways(self) -> Ways:
        """Return how databases are opened when a team is joined or left."""
        return Ways(
            self.connect, lambda file: lambda: self._workstation(file), self._in_step, self._apart
        )

    def demo(
        self, progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> Callable[[], Desk] | None:
        """Return how to connect to the demo team, None when making it was cancelled."""
        connect = connect_demo(progress, cancelled)
        if connect is None:
            return None

        def connect_apart() -> Desk:
            self._note(None)
            return connect()

        return connect_apart

    def watch(self, desk: Desk, tell: Tell) -> Callable[[], None]:
        """Watch the folders of this computer; in a team the hub watches its own."""
        if getattr(desk, "link", None) is not None:
            return lambda: None
        return watch_behind(desk, tell)

    def link(self) -> Link | None:
        """Return the link of the workstation that is open, None for none."""
        with self._changing:
            return self._open.link if self._open is not None else None

    def age_of(self, query: type) -> object:
        """Return how old the last answer to a kind of question is, None when it is of now."""
        with self._changing:
            found = self._open
        return found.age_of(query) if found is not None else None

    def _plain(self) -> Desk:
        from leaddesk.bootstrap.importing import open_window_desk

        self._note(None)
        return open_window_desk(self._database, self._notes.see)

    def _workstation(self, file: Path) -> Desk:
        from leaddesk.bootstrap.workstation import open_workstation

        desk = open_workstation(file, self._notes.see)
        self._note(desk)
        return cast("Desk", desk)

    def _in_step(self, file: Path, stop: Stop) -> None:
        """Bring a team's file in step once; the runner that is there does it where there is one."""
        from leaddesk.bootstrap.workstation import bring_in_step

        with self._changing:
            found = self._open
        if found is None:
            bring_in_step(file, stop)
        else:
            found.step_once()

    def _apart(self, work: Callable[[], None]) -> None:
        with self._changing:
            found = self._open
        if found is None:
            work()
            return
        found.link.apart(work)
        found.link.stop()

    def _note(self, desk: WorkstationDesk | None) -> None:
        with self._changing:
            self._open = desk


def is_workstation(name: str) -> bool:
    """Tell whether a file belongs to a workstation of a team; raises StoreUnavailable."""
    file = Path(name)
    if "://" in name or not file.is_file():
        return False
    from leaddesk.storage.addresses import check_file
    from leaddesk.storage.membership import notes_of

    check_file(file)
    desks.use_keys()
    return bool(notes_of(file).get("device"))
