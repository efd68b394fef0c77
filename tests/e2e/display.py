# SPDX-License-Identifier: MIT
"""A screen without a monitor, and the keys of its keyboard."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from tests.e2e.patience import until

NEEDED = ("Xvfb", "xdotool")
SIZE = "1440x900x24"
_TYPING_MS = "4"


@dataclass(frozen=True)
class Display:
    """One X server; `name` goes into DISPLAY."""

    name: str

    @property
    def environment(self) -> Mapping[str, str]:
        """What a program needs to open its window here."""
        return {"DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}

    def xdotool(self, *arguments: str) -> str:
        """Run xdotool and return what it printed; '' when it found nothing."""
        told = subprocess.run(
            ["xdotool", *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
            env={**os.environ, "DISPLAY": self.name},
        )
        return told.stdout.strip()

    def windows(self, pid: int) -> dict[str, str]:
        """Return the titles of the windows that a process shows, by the windows' numbers."""
        found = self.xdotool("search", "--all", "--onlyvisible", "--pid", str(pid), "--name", ".")
        return {number: self.xdotool("getwindowname", number) for number in found.split()}

    def press(self, window: str, *keys: str) -> None:
        """Give a window the keyboard and press keys, one after the other."""
        self.xdotool("windowfocus", "--sync", window, "key", "--delay", _TYPING_MS, *keys)

    def type(self, window: str, text: str) -> None:
        """Give a window the keyboard and type a text."""
        self.xdotool("windowfocus", "--sync", window, "type", "--delay", _TYPING_MS, text)


@contextmanager
def running() -> Iterator[Display]:
    """Start a screen; skips the test where the programs for it are not installed."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed; `./dev test` installs them")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="ascii") as told:
            number = told.readline().strip()
        assert number, "the screen did not start"
        display = Display(f":{number}")
        until("the screen to answer", lambda: display.xdotool("getdisplaygeometry"))
        yield display
    finally:
        server.terminate()
        server.wait(timeout=10)
