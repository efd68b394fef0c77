# SPDX-License-Identifier: MIT
"""Hands a number to the system's telephone as a `tel:` link, and nothing but a number.

The link is built from digits checked here, started without a shell, and never waited for.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leaddesk.desk.ports import Dialled
from leaddesk.domain.errors import BadInput

HANDLER_KIND = "x-scheme-handler/tel"
ANSWER_SECONDS = 3
_E164 = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
_EXTENSION = re.compile(r"[0-9]{2,6}", re.ASCII)
_SHOWN = 20

Ask = Callable[[Sequence[str]], str]
"""Runs a program and returns what it printed; raises OSError or SubprocessError."""
Start = Callable[[Sequence[str]], None]
"""Starts a program and lets it go; raises OSError."""


def link(e164: str) -> str:
    """Return `tel:+…`; raises `BadInput("phone.not_e164")` for anything but plain E.164.

    Service codes, pauses, extensions and letters can't pass, so no list can make a telephone do
    anything but call one number.
    """
    if not _E164.fullmatch(e164):
        raise BadInput("phone.not_e164", where="phone", detail=e164[:_SHOWN])
    return f"tel:{e164}"


def inside_link(extension: str) -> str:
    """Return `tel:204` for a colleague's extension; raises `BadInput("phone.not_extension")`.

    Two to six digits: what the telephones of one house dial among themselves. Only people of the
    team have one to be dialled; a lead's number always goes through `link`.
    """
    if not _EXTENSION.fullmatch(extension):
        raise BadInput("phone.not_extension", where="extension", detail=extension[:_SHOWN])
    return f"tel:{extension}"


def run_and_read(command: Sequence[str]) -> str:
    """Run a program for a few seconds at most and return what it printed."""
    done = subprocess.run(  # noqa: S603 - fixed program, no shell
        list(command),
        check=False,
        capture_output=True,
        text=True,
        timeout=ANSWER_SECONDS,
        stdin=subprocess.DEVNULL,
    )
    return done.stdout


def start_detached(command: Sequence[str]) -> None:
    """Start a program that outlives this one; its words go nowhere and it is not waited for."""
    subprocess.Popen(  # noqa: S603 - fixed program and a checked link, no shell
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@dataclass(frozen=True, slots=True)
class Dialer:
    """Dials on this kind of system; programs are asked and started through the two callables."""

    platform: str = sys.platform
    ask: Ask = run_and_read
    start: Start = start_detached
    find: Callable[[str], str | None] = shutil.which

    def dial(self, e164: str) -> Dialled:
        """Hand the number over; raises `BadInput("phone.not_e164")` for what is not one."""
        return self._open(link(e164))

    def dial_extension(self, extension: str) -> Dialled:
        """Ring a colleague: an extension, or a number in E.164; raises `BadInput` for neither."""
        return self._open(link(extension) if extension[:1] == "+" else inside_link(extension))

    def _open(self, uri: str) -> Dialled:
        try:
            if self.platform == "win32":
                return _start_file(uri)
            if self.platform == "darwin":
                self.start(("open", uri))
                return Dialled.STARTED
            return self._dial_by_desktop(uri)
        except (OSError, subprocess.SubprocessError):
            return Dialled.FAILED

    def _dial_by_desktop(self, uri: str) -> Dialled:
        """Dial where freedesktop rules hold: first ask who handles `tel:`, opening always works."""
        opener, asker = self.find("xdg-open"), self.find("xdg-mime")
        if opener is None or asker is None:
            return Dialled.NO_HANDLER
        if not self.ask((asker, "query", "default", HANDLER_KIND)).strip():
            return Dialled.NO_HANDLER
        self.start((opener, uri))
        return Dialled.STARTED


def _start_file(uri: str) -> Dialled:
    """Dial on Windows."""
    if sys.platform == "win32":
        import os

        os.startfile(uri)  # noqa: S606 - a checked link, no shell
        return Dialled.STARTED
    return Dialled.FAILED
