# SPDX-License-Identifier: MIT
"""What has a clock and wants the person at the desk: due callbacks, handoffs, owed feedback."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from leaddesk.desk.changes import Kind
from leaddesk.desk.ports import Machine
from leaddesk.desk.queries import AskHandoffs, AskReminders, HandoffsView, ReminderRow
from leaddesk.domain.person import Person
from leaddesk.gui.ops import Ops
from leaddesk.gui.seat import Seat
from leaddesk.words import machine as machine_words
from leaddesk.words import screen_lock

_WAITING = Kind.HANDOFFS | Kind.FEEDBACK | Kind.CLOCK
_REMINDING = _WAITING | Kind.QUEUE


class Attention(QObject):
    """Asks each minute and after each write; notifies the desktop once per thing.

    `reminded(row, words)` names what is due first and was not put aside, (None, "") when nothing
    is; `waiting(n)` how many handoffs and feedbacks wait for this person.
    """

    reminded = Signal(object, str)
    waiting = Signal(int)

    def __init__(
        self, ops: Ops, seat: Seat, machine: Machine, in_hand: Callable[[], int], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._ops, self._seat, self._machine, self._in_hand = ops, seat, machine, in_hand
        self._told: set[str] = set()
        self._aside: set[str] = set()
        self._rows: tuple[ReminderRow, ...] = ()
        self.is_hushed = False
        ops.changed.connect(self._on_changed)
        seat.changed.connect(self._on_seat_changed)

    def look(self, kinds: Kind = Kind.ALL) -> None:
        """Ask what is due, as far as these kinds of change touch it."""
        person = self._seat.person
        if person is None or not self._ops.is_open:
            return
        if kinds & _REMINDING:
            due = partial(self._due, person)
            self._ops.ask(AskReminders(person.id), slot="reminders", answer=due)
        if kinds & _WAITING:
            self._ops.ask(AskHandoffs(person.id), slot="waiting", answer=self._count)

    def hush(self, on: bool) -> None:  # noqa: FBT001 - told by a signal
        """Name nobody on the desktop: the screen is locked."""
        self.is_hushed = on

    def put_aside(self, key: str) -> None:
        """Don't show this one again in this window."""
        self._aside.add(key)
        self.show_first()

    def show_first(self) -> None:
        """Name the first thing that is due, again."""
        person = self._seat.person
        held = self._in_hand()
        for row in self._rows:
            if person is not None and row.key not in self._aside and row.lead_id != held:
                words = machine_words.reminder(row, self._ops.now(), person.time_zone)
                self.reminded.emit(row, words)
                return
        self.reminded.emit(None, "")

    def _due(self, person: Person, rows: tuple[ReminderRow, ...]) -> None:
        self._rows = rows
        held = self._in_hand()
        for row in rows:
            if row.key in self._told:
                continue
            self._told.add(row.key)
            if row.lead_id != held:
                words = machine_words.reminder(row, self._ops.now(), person.time_zone)
                if self.is_hushed:
                    words = screen_lock.NOTIFIED
                self._ops.run_apart(
                    partial(self._machine.notify, "LeadDesk", words), done=lambda _shown: None
                )
        self.show_first()

    def _count(self, view: HandoffsView) -> None:
        self.waiting.emit(len(view.to_accept) + len(view.owed))

    def _on_changed(self, kinds: Kind, _initiator: object) -> None:
        self.look(kinds)

    def _on_seat_changed(self) -> None:
        self._rows = ()
        self._told.clear()
        self._aside.clear()
        self.reminded.emit(None, "")
        self.look()
