# SPDX-License-Identifier: MIT
"""Leads that come by themselves: the watch over folders and the server for web forms."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING

from leaddesk.bootstrap import desks

if TYPE_CHECKING:
    from leaddesk.desk.door import Desk
    from leaddesk.system.folder_watch import FolderWatch, Tell
    from leaddesk.system.intake_server import Intake, IntakeOptions


def folder_watch(desk: Desk, tell: Tell) -> FolderWatch:
    """Return what imports the lists that land in folders; it looks when it is told to."""
    from leaddesk.system.folder_watch import FolderWatch, Speech
    from leaddesk.words import errors

    return FolderWatch(desk, desks.machine(), Speech(errors.say, _day), tell)


def watch_behind(desk: Desk, tell: Tell) -> Callable[[], None]:
    """Watch the folders of this computer on a thread of its own; return what ends it.

    A file in work is broken off, and carried on by whoever looks next.
    """
    watch = folder_watch(desk, tell)
    thread = threading.Thread(
        target=watch.run, args=(watch.kept_folders,), name="leaddesk-watch", daemon=True
    )
    thread.start()

    def end() -> None:
        watch.stop()
        thread.join()

    return end


def aside_files() -> ModuleType:
    """Return what is done with files that were set aside: found, tried again, moved to `done`."""
    from leaddesk.system import aside_files as files

    return files


def intake(desk: Desk, options: IntakeOptions) -> Intake:
    """Return the server that takes web forms; raises BadInput("intake.missing") without it."""
    from leaddesk.system.intake_server import Intake
    from leaddesk.words import errors

    return Intake(desk, options, desks.clock, errors.say)


def new_token() -> tuple[str, str]:
    """Return a new token for web forms and its digest, which is all that is kept."""
    from leaddesk.system.intake_token import make_token

    return make_token()


def _day(at: dt.datetime) -> str:
    """Return a day and time on the clock of this computer."""
    local = at.astimezone()
    return f"{local.day} {local:%B %Y, %H:%M}"
