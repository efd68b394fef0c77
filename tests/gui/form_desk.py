# SPDX-License-Identifier: MIT
"""A desk behind a form, without the window around it: what a dialog needs, and nothing more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from leaddesk.desk.changes import Done
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.ops import Ops
from leaddesk.gui.screen import Bench
from leaddesk.gui.seat import Seat
from leaddesk.gui.settings import KeptInMemory
from leaddesk.gui.threads import Threads
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_machine import AtOnce, FakeMachine


@dataclass
class QuietFrame:
    """A window that only remembers what a screen asked of it."""

    said: list[str] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    refused: list[LeadDeskError] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def told(self, done: Done) -> None:
        """Remember what was done."""
        self.done.append(done)

    def say(self, text: str) -> None:
        """Remember the words."""
        self.said.append(text)

    def refuse(self, error: LeadDeskError) -> None:
        """Remember why."""
        self.refused.append(error)

    def go(self, screen: str) -> None:
        """Remember the screen."""
        self.shown.append(screen)

    def show_lead(self, lead_id: int) -> None:
        """Remember the lead."""
        self.shown.append(f"lead {lead_id}")

    def work_on(self, lead_id: int, *, call: bool = False) -> None:
        """Remember the lead."""
        self.shown.append(f"lead {lead_id}")

    def expect(self, counts: Mapping[str, int]) -> None:
        """Have no bar to move."""

    def act(self, action_id: str) -> None:
        """Remember the action."""
        self.shown.append(action_id)

    def refresh_actions(self) -> None:
        """Have no actions."""


class FormDesk:
    """A made-up desk with threads that run at once, for one test; close it at the end."""

    def __init__(self) -> None:
        self.desk, self.machine = FakeDesk(), FakeMachine()
        self.writer, self.readers = AtOnce(), AtOnce()
        self.failures: list[BaseException] = []
        self.ops = Ops(self.machine.now, Threads(self.writer, self.readers, AtOnce(), queued=False))
        self.ops.crashed.connect(self.failures.append)
        self.ops.attach(self.desk)
        self.ops.person_id = 1
        self.frame = QuietFrame()
        self.seat = Seat()

    def bench(self, services: Mapping[str, Callable[..., object]] | None = None) -> Bench:
        """Return what a screen works with."""
        return Bench(self.ops, self.seat, self.machine, KeptInMemory(), self.frame, services or {})

    def commands(self, kind: type[object]) -> list[object]:
        """The commands of that kind that were done, oldest first."""
        return [command for command in self.desk.log if isinstance(command, kind)]

    def close(self) -> None:
        """End the timers; nothing unexpected may have happened."""
        self.ops.close()
        self.ops.deleteLater()
        assert not self.failures
