# SPDX-License-Identifier: MIT
"""The real program as processes: its window, its command line, and the file between them."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from leaddesk.bootstrap import program as bootstrap
from leaddesk.desk.changes import Done
from leaddesk.desk.commands import AddPerson, ChangeRule, PersonFields
from leaddesk.desk.door import Desk
from leaddesk.desk.queries import AskProgress, AskQueue, LeadCard
from leaddesk.desk.rules import encode_rule
from leaddesk.domain.calling_hours import CallingProfile
from tests.e2e.display import Display
from tests.e2e.patience import NeverCame, until

ALWAYS = CallingProfile("always", frozenset(range(7)), dt.time(0), dt.time(0), skips_holidays=False)
"""Calling hours that are open whenever the tests run: rules are data, so a team may have them."""
RESTS = 3
"""So many looks in a row without any work make a window that rests."""
_OURS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LEADDESK_DATA", "XDG_DATA_HOME")


@dataclass(frozen=True)
class Told:
    """What one command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The one JSON object on standard output."""
        assert self.out.count("\n") == 1, self.out
        return cast("dict[str, Any]", json.loads(self.out))


class Place:
    """A folder of LeadDesk's with a database, as one computer has it; closed by its fixture."""

    def __init__(self, folder: Path, database: str | None = None) -> None:
        self.folder = folder
        self.database = database or str(folder / "team.db")
        self.windows: list[Window] = []
        self._desk: Desk | None = None
        (folder / "bin").mkdir(parents=True)
        for program in ("xdg-mime", "xdg-open"):
            self.install(program, "exit 0")

    def install(self, program: str, words: str) -> Path:
        """Put a program of the desktop in place, that notes how it was called; return the note."""
        note = self.folder / f"{program}.calls"
        file = self.folder / "bin" / program
        file.write_text(f'#!/bin/sh\necho "$*" >> "{note}"\n{words}\n', encoding="utf-8")
        file.chmod(0o755)
        return note

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a program at this place: nothing of the user's own, no telephone."""
        kept = {name: value for name, value in os.environ.items() if name not in _OURS}
        path = f"{self.folder / 'bin'}{os.pathsep}{kept.get('PATH', '')}"
        return {**kept, "PATH": path, "LEADDESK_DATA": str(self.folder), "TZ": "UTC"}

    def run(self, *arguments: str, text: str = "") -> Told:
        """Run one command of the program on the database; nobody ever sees a traceback."""
        return self.plain(*arguments, "--database", self.database, text=text)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start one command of the program on the database and do not wait for it."""
        return subprocess.Popen(
            [sys.executable, "-m", "leaddesk", *arguments, "--database", self.database],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self.environment,
            cwd=self.folder,
        )

    def plain(self, *arguments: str, text: str = "") -> Told:
        """Run the program with exactly these arguments."""
        done = subprocess.run(
            [sys.executable, "-m", "leaddesk", *arguments],
            input=text,
            capture_output=True,
            text=True,
            check=False,
            timeout=50,
            env=self.environment,
            cwd=self.folder,
        )
        assert "Traceback" not in done.stdout + done.stderr
        return Told(done.returncode, done.stdout, done.stderr)

    def ask(self, *arguments: str) -> dict[str, Any]:
        """Run one command that has to work, and return its JSON."""
        told = self.run(*arguments, "--json")
        assert told.code == 0, told.err
        assert told.err == ""
        return told.data

    @property
    def desk(self) -> Desk:
        """The test's own seat at the database."""
        if self._desk is None:
            self._desk = bootstrap.open_desk(self.database)
        return self._desk

    def open_hours(self) -> None:
        """Let the team call at any hour, for the tests run at any."""
        for key, value in (
            ("calling", ALWAYS), ("calling.lawful", ALWAYS), ("calling.by_place", False),
        ):  # fmt: skip
            rule = ChangeRule(key, encode_rule(key, value))
            self.desk.do(rule, 0, bootstrap.clock())

    def hire(self, name: str, *roles: str) -> int:
        """Add a person, at work around the clock, and return their id."""
        fields = PersonFields(name, roles, "UTC")
        done: Done = self.desk.do(AddPerson(fields), 0, bootstrap.clock())
        assert done.made_id is not None
        return done.made_id

    def in_hand(self, person_id: int, tier: int = 1) -> LeadCard | None:
        """Return the lead that a person has in hand."""
        query = AskQueue(person_id, tier, up_next=0, count_ready=False)
        return self.desk.ask(query, bootstrap.clock()).card

    def held(self, person_id: int, tier: int = 1) -> int:
        """Return the id of the lead that a person has in hand, 0 for none."""
        card = self.in_hand(person_id, tier)
        return card.id if card is not None else 0

    def done_today(self, person_id: int, metric: str = "calls", tier: int = 1) -> int:
        """Return how many of something a person did today."""
        found = self.desk.ask(AskProgress(person_id, tier), bootstrap.clock())
        return next(goal.done for goal in found.goals if goal.metric == metric)

    def open_window(self, display: Display, settings: Mapping[str, str] | None = None) -> Window:
        """Start the program with its window."""
        window = Window(self, display, dict(settings or {}))
        self.windows.append(window)
        return window

    def close(self) -> None:
        """End what still runs."""
        for window in self.windows:
            window.kill()
        if self._desk is not None:
            self._desk.close()


class Window:
    """The window of one process, worked by keys."""

    def __init__(self, place: Place, display: Display, more: Mapping[str, str]) -> None:
        self._display = display
        self._log = (place.folder / f"window-{len(place.windows)}.log").open("w+")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "leaddesk", "--database", place.database],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            env={**place.environment, **display.environment, **more},
            cwd=place.folder,
        )

    def shows(self, title: str) -> bool:
        """Tell whether a window with that in its title is to be seen."""
        assert self._process.poll() is None, self.words
        return bool(self._number(title))

    def sit_down(self, *keys: str) -> None:
        """Choose who sits here, by keys, where several may."""
        self.wait_for("Who is at the desk")
        self.wait_for("Queue", *keys)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def wait_for(self, title: str, *keys: str) -> None:
        """Wait for a title, pressing keys that lead there until it shows."""
        again = (lambda: self.press(*keys)) if keys else None
        until(f"a window that says {title}", lambda: self.shows(title), again=again)

    def press(self, *keys: str, title: str = "LeadDesk") -> None:
        """Press keys in the window, once it shows what is to be answered."""
        self._look_on()
        self._display.press(self._found(title), *keys)

    def type(self, text: str, title: str = "LeadDesk") -> None:
        """Type a text where the keyboard of the window is."""
        self._look_on()
        self._display.type(self._found(title), text)

    def quit(self) -> None:
        """Close the window by its key; it must end well and in silence."""
        self.press("ctrl+q")
        assert self._process.wait(timeout=20) == 0, self.words
        assert self.words == ""

    def kill(self) -> None:
        """End the process as a power cut does."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait(timeout=10)
        self._log.close()

    @property
    def words(self) -> str:
        """What the program printed."""
        self._log.flush()
        return Path(self._log.name).read_text(encoding="utf-8")

    def _look_on(self) -> None:
        """Wait until the window rests: what is written may not be on the screen yet.

        A key pressed meanwhile is lost, as it has to be: it would answer for the lead before.
        """
        rests = 0
        before = -1

        def at_rest() -> bool:
            nonlocal rests, before
            now = self._worked()
            rests, before = (rests + 1 if now == before else 0), now
            return rests >= RESTS

        with contextlib.suppress(NeverCame):
            until("the window to rest", at_rest, patience=5)

    def _worked(self) -> int:
        """Return how long the process has worked, in ticks; 0 where nobody tells."""
        stat = Path(f"/proc/{self._process.pid}/stat")
        if not stat.exists():
            return 0
        told = stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return int(told[11]) + int(told[12])

    def _found(self, title: str) -> str:
        number = self._number(title)
        assert number, f"no window says {title}; {self.words}"
        return number

    def _number(self, title: str) -> str:
        shown = self._display.windows(self._process.pid)
        return next((number for number, name in shown.items() if title in name), "")
