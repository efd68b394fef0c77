# SPDX-License-Identifier: MIT
"""A program with a screen lock, its clock and its notes in the hands of a test."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from leaddesk.gui.app import Program, WindowOptions
from leaddesk.gui.theme import Theme
from leaddesk.gui.threads import Threads
from leaddesk.system.pin_keeper import PinKeeper
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_machine import AtOnce, FakeMachine
from tests.gui.sitting import Sitting


class Notes:
    """Notes that are only remembered."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def read(self, name: str) -> str:
        return self.kept.get(name, "")

    def write(self, name: str, value: str) -> None:
        self.kept[name] = value


class Clock:
    """The clock of the computer, moved by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


class Locks:
    """A program with a screen lock: who keeps its PINs, its clock, what tells of the session."""

    def __init__(self, qtbot: QtBot, worn: Theme) -> None:
        self.qtbot, self.worn = qtbot, worn
        self.notes, self.clock = Notes(), Clock()
        self.code = ""
        self.keeper = PinKeeper(self.notes, "desk", self.clock)
        self.session: list[Callable[[], None]] = []
        self.open: list[Sitting] = []

    def sit(self, person: str = "Dana Whitfield", screen: str = "queue") -> Sitting:
        """Start a program and let somebody sit down."""
        writer, readers, machine = AtOnce(), AtOnce(), FakeMachine()
        services: dict[str, Callable[..., object]] = {
            "screen_lock": lambda: self.keeper,
            "boot_clock": self.clock,
            "session_watch": self._hear_session,
        }
        threads = Threads(writer, readers, AtOnce(), queued=False)
        program = Program(machine, WindowOptions(services=services), threads, self.worn)
        program.furnish()
        window = program.window
        window.resize(1024, 700)
        window.show()
        self.qtbot.waitExposed(window)
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)
        sitting = Sitting(program, FakeDesk(), machine, writer, readers)
        self.open.append(sitting)
        sitting.start(person, screen)
        return sitting

    def _hear_session(self, told: Callable[[], None]) -> Callable[[], None]:
        self.session.append(told)
        return lambda: self.session.remove(told)

    def close(self) -> None:
        for sitting in self.open:
            sitting.program.close()
            sitting.window.close()
            sitting.window.deleteLater()
            sitting.program.deleteLater()
