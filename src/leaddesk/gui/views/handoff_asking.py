# SPDX-License-Identifier: MIT
"""What a handoff asks on top of the sheet: next step and date, to whom, how hot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit
from typing_extensions import override

from leaddesk.desk.commands import HandOff
from leaddesk.domain.person import Person
from leaddesk.domain.qualification import Sheet
from leaddesk.domain.tier import after
from leaddesk.gui.models import when_choices
from leaddesk.gui.theme import SPACE
from leaddesk.gui.views.outcome_panels import Asking, Moment
from leaddesk.gui.views.time_edit import TimeEdit
from leaddesk.words import numbers, tiers

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Ready:
    """How far the sheet is: answered, asked for, titles of required questions still open."""

    answered: int
    needed: int
    missing: tuple[str, ...]

    @property
    def warm(self) -> bool:
        """Whether this can only be handed off as a warm exception, with a reason."""
        return self.answered < self.needed or bool(self.missing)


def ready_of(sheet: Sheet, answers: dict[str, str]) -> Ready:
    """Return how far the answers are (domain reference 6)."""
    missing = tuple(question.title for question in sheet.missing(answers))
    return Ready(sheet.answered(answers), sheet.ready_at, missing)


def receivers(people: Sequence[Person], tier: int, giver: int) -> list[Person]:
    """Return who works in the next tier, the giver left out unless nobody else does."""
    to_tier = after(tiers.known(), tier)
    fit = [person for person in people if person.active and to_tier in person.tiers]
    return [person for person in fit if person.id != giver] or fit


class HandoffAsking(Asking):
    """The last line of a qualified call; Enter hands off to whoever is free."""

    def __init__(self, ready: Ready, people: Sequence[Person], moment: Moment) -> None:
        told = f"{ready.answered} answered, {ready.needed} needed"
        if ready.missing:
            told = f"{told} · open: {numbers.joined(ready.missing)}"
        super().__init__("Hand off to the next tier", "Hand off", hint=told)
        self._moment, self._ready = moment, ready
        self.step = QLineEdit(self)
        self.step.setPlaceholderText("Agreed next step, such as: presentation of the line scanner")
        self.step.setAccessibleName("Agreed next step")
        self.step.setMaxLength(LONGEST)
        self.when = TimeEdit(moment.now, moment.zone, self)
        self.when.setAccessibleName("When the next step is")
        self.when.setPlaceholderText("when: thu 10:00")
        self.receiver = QComboBox(self)
        self.receiver.setAccessibleName("Who receives the lead")
        self.receiver.addItem("Whoever is free first", None)
        for person in people:
            self.receiver.addItem(person.name, person.id)
        self.hot = QCheckBox("Hot, 2 h (Alt+H)", self)
        self.hot.setShortcut("Alt+H")
        self.hot.setAccessibleName("Hot: accept within 2 hours")
        self.warm = QLineEdit(self)
        self.warm.setPlaceholderText("Why hand off with so little on the sheet?")
        self.warm.setAccessibleName("Reason for a warm exception")
        self.warm.setMaxLength(LONGEST)
        self.warm.setVisible(ready.warm)
        self._lay_out()

    @property
    def next_at(self) -> dt.datetime | None:
        """When the next step is (UTC), None without one."""
        return when_choices.meant(self.when.text(), self._moment.now, self._moment.zone)

    @override
    def problem(self) -> str:
        """Return what is missing before the lead can be handed off, in words."""
        if not self.step.text().strip():
            self.step.setFocus()
            return "Type the next step you agreed on."
        if self.when.text().strip() and self.next_at is None:
            self.when.setFocus()
            return "Type a time ahead, such as thu 10:00, or leave it empty."
        if self._ready.warm and not self.warm.text().strip():
            self.warm.setFocus()
            return "Type why, or Esc and fill the sheet (Q)."
        return ""

    def command(
        self, lead_id: int, answers: tuple[tuple[str, str], ...], note: str, talk_seconds: int
    ) -> HandOff:
        """Return the handoff as it stands."""
        receiver = self.receiver.currentData()
        return HandOff(
            lead_id, tuple(pair for pair in answers if pair[1]), note,
            " ".join(self.step.text().split()), self.next_at,
            receiver_id=receiver if isinstance(receiver, int) else None,
            hot=self.hot.isChecked(),
            warm_reason=self.warm.text().strip() if self._ready.warm else "",
            talk_seconds=talk_seconds,
        )  # fmt: skip

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(2 * SPACE)
        first.addWidget(self.step, 1)
        first.addWidget(self.when)
        second = QHBoxLayout()
        second.setSpacing(2 * SPACE)
        second.addWidget(self.receiver)
        second.addWidget(self.hot)
        second.addStretch(1)
        self.column.addWidget(self.warm)
        self.column.addLayout(first)
        self.column.addLayout(second)
