# SPDX-License-Identifier: MIT
"""My day: goals and pace, where the day is heading, the last eight weeks, thanks received."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget
from typing_extensions import override

from leaddesk.desk.changes import Kind
from leaddesk.desk.commands import SetGoals
from leaddesk.desk.queries import AskMyDay, FeedbackRow, HandoffRow
from leaddesk.desk.queries import MyDayView as MyDayAnswer
from leaddesk.domain.person import Person
from leaddesk.gui.forms.ui_my_day_view import Ui_MyDayView
from leaddesk.gui.models import my_day
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.theme import Tone
from leaddesk.gui.views.goal_table import GoalTable
from leaddesk.gui.views.goals_dialog import GoalsDialog
from leaddesk.gui.widgets.chips import Chip
from leaddesk.gui.widgets.frames import Rule
from leaddesk.gui.widgets.text import Text
from leaddesk.words import handoffs, leads, pace, people, times

SIDE_BY_SIDE = 900
"""Width from which two cards stand beside each other, in device-independent pixels."""
MOST_THANKS = 6
MOST_FATES = 8


class ThanksLine(QWidget):
    """One feedback that was received."""

    def __init__(self, row: FeedbackRow, when: str, thanks: str, parent: QWidget) -> None:
        super().__init__(parent)
        said = Text(self, text=f"“{row.line}”", wraps=True)
        did = thanks if row.thanks else "wrote"
        by = Text(self, text=f"{row.receiver} {did}, about {row.name}, {when}", look="faint")
        by.setWordWrap(True)
        rated = Chip(
            self, text=f"{row.rating} of 5", tone=Tone.GOOD if row.thanks else Tone.NEUTRAL
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(said, 0, 0)
        grid.addWidget(rated, 0, 1)
        grid.addWidget(by, 1, 0, 1, 2)


class FateLine(QWidget):
    """What became of one lead that was passed on."""

    def __init__(self, row: HandoffRow, told: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = f"{row.name}, {row.company}" if row.company else row.name
        who = Text(self, text=name, look="strong", elides=True)
        fate = Text(self, text=told, look="secondary", wraps=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.addWidget(who, 0, 0)
        grid.addWidget(fate, 0, 1)


class MyDayView(Screen):
    """The My day screen of who sits here, in the tier they work, or of somebody else to read."""

    lives_on: ClassVar[Kind] = Kind.PROGRESS | Kind.FEEDBACK | Kind.RULES | Kind.PEOPLE | Kind.CLOCK

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._of: tuple[Person, int] | None = None
        self._ui = Ui_MyDayView()
        self._ui.setupUi(self)
        self._view: MyDayAnswer | None = None
        self._thanks: list[QWidget] = []
        ui = self._ui
        self._goals = GoalTable(self)
        ui.goals_column.addWidget(self._goals)
        ui.pace_title.show_title("Calls today")
        ui.goals_title.show_title("Goals")
        ui.calendar_title.show_title("The last eight weeks")
        ui.thanks_title.show_title("Thanks received")
        ui.no_thanks_label.setText(
            "None yet. After each appointment the receiver of a lead writes its giver one line."
        )
        ui.day_label.setText("Choose a day to see how it went.")
        ui.goals_button.show_button("Goals…", icon_name="target")
        ui.goals_button.hide()
        ui.goals_button.clicked.connect(self._on_goals)
        ui.calendar.day_chosen.connect(self._on_day)
        ui.content.hide()

    def look_at(self, person: Person, tier: int) -> None:
        """Show the day of somebody else, to read only."""
        self._of = (person, tier)
        self.person_left()
        self.refresh_soon()

    @property
    def _whose(self) -> tuple[Person | None, int]:
        """Whose day is shown, and in which tier."""
        return self._of or (self.bench.seat.person, self.bench.seat.tier)

    @override
    def refresh(self) -> None:
        seat = self.bench.seat
        self._ui.goals_button.setVisible(self._of is None and seat.may(SetGoals))
        who, tier = self._whose
        slot = "my_day" if self._of is None else "team.day"
        if who is not None:
            self.bench.ops.ask(AskMyDay(who.id, tier), slot=slot, answer=self._show)

    @override
    def person_left(self) -> None:
        self._view = None
        self._ui.content.hide()

    @override
    def focus_first(self) -> None:
        self._ui.calendar.setFocus()

    def _show(self, view: MyDayAnswer) -> None:
        self._view = view
        ui, progress, now = self._ui, view.progress, self.bench.ops.now()
        who, worked = self._whose
        day = f"{times.WEEKDAYS[view.day.weekday()]} {times.date(view.day, view.day)}"
        name = f"{who.name} · " if who and self._of else ""
        ui.title.setText(f"{name}{day} · {progress.percent} %")
        tiers = len(who.tiers) if who else 1
        tier = f" · {leads.tier(worked)}" if tiers > 1 else ""
        absence = f" · {people.absence(view.absence)}" if view.absence else ""
        ui.line_label.setText(pace.line(progress) + tier + absence)
        advice = "" if progress.perfect else pace.advice(progress)
        ui.advice_label.setText(advice)
        ui.advice_label.setVisible(bool(advice))
        ui.chance_label.setText(pace.projection(progress))
        ui.streak_label.setText(pace.streak(view.streak, view.best_streak))
        ui.speed_label.setText(pace.speed(view.speed))
        ui.speed_label.setVisible(view.speed is not None)
        self._goals.show_goals(my_day.goal_lines(view))
        zone = who.time_zone if who else self.bench.seat.time_zone
        state = my_day.curve(view, now, zone)
        ui.pace_curve.show_state(state)
        ui.pace_title.show_title("Calls today", state.summary)
        ui.calendar.show_days(my_day.calendar(view))
        self._show_thanks(view, now)
        self._show_fates(view, now)
        ui.content.show()

    def _show_thanks(self, view: MyDayAnswer, now: dt.datetime) -> None:
        for old in self._thanks:
            self._ui.thanks_column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._thanks = []
        for row in view.thanks[:MOST_THANKS]:
            if self._thanks:
                self._add_thanks(Rule(self))
            when = times.day(row.given_at or row.since, now, self.bench.seat.time_zone)
            thanks = "thanks you" if self._of is None else "gives thanks"
            self._add_thanks(ThanksLine(row, when, thanks, self))
        self._ui.no_thanks_label.setVisible(not view.thanks)
        self._ui.thanks_title.show_title(
            "Thanks received", str(len(view.thanks)) if view.thanks else ""
        )

    def _show_fates(self, view: MyDayAnswer, now: dt.datetime) -> None:
        """Show what became of the handoffs; whoever passed nothing on has no such card."""
        ui, seat = self._ui, self.bench.seat
        ui.fates_card.setVisible(bool(view.sent))
        ui.fates_title.show_title("What became of my handoffs", handoffs.sent(view.sent))
        while (item := ui.fates_column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for row in view.sent[:MOST_FATES]:
            told = handoffs.fate(row, now, seat.time_zone, seat.currency)
            line = FateLine(row, told, self)
            ui.fates_column.addWidget(line)
            line.show()

    def _add_thanks(self, line: QWidget) -> None:
        self._ui.thanks_column.addWidget(line)
        self._thanks.append(line)
        line.show()

    def _on_day(self, day: dt.date) -> None:
        if self._view is None:
            return
        for cell in self._view.calendar:
            if cell.day == day:
                self._ui.day_label.setText(pace.day_cell(cell, self._view.day))

    def _on_goals(self) -> None:
        dialog = GoalsDialog(self.bench.ops, self, tier=self.bench.seat.tier)
        dialog.written.connect(self.bench.frame.told)
        dialog.finished.connect(dialog.deleteLater)
        dialog.written.connect(lambda _done: self.refresh_soon())
        dialog.open()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= SIDE_BY_SIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._ui.middle_layout.setDirection(direction)
        self._ui.bottom_layout.setDirection(direction)
