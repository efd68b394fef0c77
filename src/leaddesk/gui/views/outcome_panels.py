# SPDX-License-Identifier: MIT
"""What an outcome asks before it is logged, as bodies of the panel over the pad.

Enter takes what stands there, so every body starts with something sensible; a digit on a reason
takes it at once where nothing else is asked.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from leaddesk.desk.commands import LogCall
from leaddesk.domain.cleaning import LIMITS
from leaddesk.domain.outcome import Needs, Next, Outcome
from leaddesk.gui.models import when_choices
from leaddesk.gui.models.when_choices import Choice
from leaddesk.gui.theme import SPACE
from leaddesk.gui.views.reason_chips import ReasonChips
from leaddesk.gui.views.time_edit import TimeEdit
from leaddesk.gui.widgets.text import Text
from leaddesk.words import outcomes, times
from leaddesk.words.typed_numbers import read_amount


@dataclass(frozen=True, slots=True)
class Moment:
    """When and where a panel is opened: the time, the prospect's zone and the viewer's."""

    now: dt.datetime
    zone: str
    viewer_zone: str


class Asking(QWidget):
    """A body: `problem` says what is missing, `filled` puts the answer into the command."""

    complete = Signal()

    def __init__(self, title: str, accept_words: str = "Log it", hint: str = "") -> None:
        super().__init__()
        self.title, self.accept_words, self.hint = title, accept_words, hint
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE + 2)

    def problem(self) -> str:
        """Return what is missing, in words; empty when it can be taken."""
        return ""

    def filled(self, call: LogCall) -> LogCall:
        """Return the command with what was asked."""
        return call


class ReasonAsking(Asking):
    """Asks for one of the reasons of the outcome; a digit or a click takes it at once."""

    def __init__(self, outcome: Outcome) -> None:
        name = outcome.title or outcomes.name(outcome.id)
        super().__init__(f"{name}: why?", hint="A digit takes a reason at once.")
        self.chips = ReasonChips(self)
        self.chips.show_reasons([(key, outcomes.reason(key)) for key in outcome.reasons])
        self.chips.reason_chosen.connect(lambda _key: self.complete.emit())
        self.column.addWidget(self.chips)

    @override
    def problem(self) -> str:
        """Return that a reason is missing, while it is."""
        return "" if self.chips.reason else "Choose a reason."

    @override
    def filled(self, call: LogCall) -> LogCall:
        """Return the command with the reason."""
        return replace(call, reason=self.chips.reason)


class WhenAsking(Asking):
    """Asks for a moment on the prospect's clock; typed, picked, or moved with the arrows."""

    def __init__(self, outcome: Outcome, moment: Moment) -> None:
        self._outcome, self._moment = outcome, moment
        name = outcome.title or outcomes.name(outcome.id)
        titles = {
            Next.CALLBACK: "Call back when?",
            Next.FUTURE_NEED: "Ask again when?",
            Next.CONTRACT: "In contract until when?",
            Next.APPOINTMENT: "Appointment when?",
        }
        title = titles.get(outcome.next, f"{name}: next step when?")
        super().__init__(title, hint="The prospect’s clock. Type or pick; arrows move it.")
        self._choices = self._offered()
        self.field = TimeEdit(moment.now, moment.zone, self)
        self.field.setText(self._choices[0].text if self._choices else "")
        self.field.setAccessibleName(title)
        self.reading = Text(self, look="faint", elides=True)
        self.picks = ReasonChips(self, numbered=False)
        self.picks.show_reasons([(c.text, c.words) for c in self._choices], self.field.text())
        self.picks.reason_chosen.connect(self._on_picked)
        self.anyone = QCheckBox("For anyone (Alt+A)", self)
        self.anyone.setShortcut("Alt+A")
        self.anyone.setAccessibleName("Anyone of the tier may call")
        self.anyone.setVisible(outcome.next is Next.CALLBACK)
        self.why = ReasonChips(self)
        self.why.show_reasons([(key, outcomes.reason(key)) for key in outcome.reasons])
        self.why.setVisible(bool(outcome.reasons))
        first = QHBoxLayout()
        first.setSpacing(3 * SPACE)
        first.addWidget(self.field)
        first.addWidget(self.reading, 1)
        first.addWidget(self.anyone)
        self.column.addLayout(first)
        self.column.addWidget(self.picks)
        self.column.addWidget(self.why)
        self.field.textChanged.connect(self._read)
        self._read()

    @property
    def when(self) -> dt.datetime | None:
        """The moment (UTC) that stands there, None when it is none."""
        return when_choices.meant(self.field.text(), self._moment.now, self._moment.zone)

    @override
    def problem(self) -> str:
        """Return that the moment can't be read or lies behind, while it does."""
        if self.when is None:
            return "Type a time ahead, such as fri 14:30."
        return ""

    @override
    def filled(self, call: LogCall) -> LogCall:
        """Return the command with moment, reason, and whose callback it is."""
        return replace(
            call, when=self.when, reason=self.why.reason, for_anyone=self.anyone.isChecked()
        )

    def _offered(self) -> tuple[Choice, ...]:
        now, zone = self._moment.now, self._moment.zone
        if self._outcome.next is Next.CONTRACT:
            return when_choices.contract_ends(now, zone)
        if self._outcome.next is Next.FUTURE_NEED:
            return when_choices.later_dates(now, zone)
        if self._outcome.needs is Needs.DATE:
            return when_choices.step_dates(now, zone)
        return when_choices.call_times(now, zone)

    def _on_picked(self, text: str) -> None:
        self.field.setText(text)
        self.field.setFocus()

    def _read(self) -> None:
        at, moment = self.when, self._moment
        if at is None:
            self.reading.setText("Not a time ahead")
            return
        if self._outcome.needs is Needs.DATE:
            self.reading.setText(f"{_long(at, moment.zone)}")
            return
        there = f"{_long(at, moment.zone)} there"
        here = times.short_moment(at, moment.now, moment.viewer_zone)
        same = times.clock(at, moment.zone) == times.clock(at, moment.viewer_zone)
        self.reading.setText(there if same else f"{there} · {here} here")


class PersonAsking(Asking):
    """Asks who is the right one: name and number of the person referred to."""

    def __init__(self) -> None:
        super().__init__(
            "Referred to whom?", hint="They become a lead of their own, linked to this one."
        )
        self.name = QLineEdit(self)
        self.name.setPlaceholderText("First and last name")
        self.name.setAccessibleName("Name of the person referred to")
        self.name.setMaxLength(LIMITS["full_name"])
        self.phone = QLineEdit(self)
        self.phone.setPlaceholderText("Number, if known")
        self.phone.setAccessibleName("Number of the person referred to")
        self.phone.setMaxLength(LIMITS["phone"])
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(self.name, 3)
        row.addWidget(self.phone, 2)
        self.column.addLayout(row)

    @override
    def problem(self) -> str:
        """Return that the name is missing, while it is."""
        return "" if self.name.text().strip() else "Type a name."

    @override
    def filled(self, call: LogCall) -> LogCall:
        """Return the command with name and number."""
        return replace(
            call,
            person_name=" ".join(self.name.text().split()),
            person_phone=self.phone.text().strip(),
        )


class AmountAsking(Asking):
    """Asks for the amount of a sale, in the team's currency."""

    def __init__(self, outcome: Outcome, currency: str = "") -> None:
        super().__init__(
            f"{outcome.title or outcomes.name(outcome.id)}: for how much?", hint="The whole sale."
        )
        self.amount = QLineEdit(self)
        self.amount.setPlaceholderText(f"Amount in {currency}" if currency else "Amount")
        self.amount.setAccessibleName("Amount of the sale")
        self.amount.setMaxLength(20)
        self.column.addWidget(self.amount)

    @override
    def problem(self) -> str:
        """Return that the amount can't be read, while it can't."""
        return "" if read_amount(self.amount.text()) else "Type an amount, such as 18,400."

    @override
    def filled(self, call: LogCall) -> LogCall:
        """Return the command with the amount."""
        return replace(call, amount=read_amount(self.amount.text()))


def asking_for(outcome: Outcome, moment: Moment, currency: str = "") -> Asking | None:
    """Return the body for an outcome, None for one that asks for nothing or has its own panel."""
    if outcome.needs in {Needs.TIME, Needs.DATE}:
        return WhenAsking(outcome, moment)
    if outcome.needs is Needs.REASON:
        return ReasonAsking(outcome)
    if outcome.needs is Needs.PERSON:
        return PersonAsking()
    if outcome.needs is Needs.AMOUNT:
        return AmountAsking(outcome, currency)
    return None


def _long(at: dt.datetime, zone: str) -> str:
    there = times.local(at, zone)
    day = times.WEEKDAYS[there.weekday()]
    return f"{day} {there.day} {times.MONTHS[there.month - 1]} {there:%H:%M}"
