# SPDX-License-Identifier: MIT
"""The goals of a tier's day, changed from a date on; past days keep what they had."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QSpinBox, QToolButton, QWidget

from leaddesk.desk.commands import SetGoals
from leaddesk.desk.queries import AskGoals
from leaddesk.domain.perfect_day import Goal, Metric
from leaddesk.domain.person import Person
from leaddesk.gui.forms.ui_goals_dialog import Ui_GoalsDialog
from leaddesk.gui.icons import icon
from leaddesk.gui.ops import Ops
from leaddesk.gui.views.form_dialog import FormDialog
from leaddesk.gui.views.places import system_zone
from leaddesk.gui.widgets.text import Text, set_tip
from leaddesk.words import goals, tiers, times

MOST = 9_999
PARTS = 100
SIZE = (620, 600)
_OWED = Metric.FEEDBACK_OWED.value
_CHOICES = tuple(metric.value for metric in Metric if metric is not Metric.FEEDBACK_GIVEN)


@dataclass(frozen=True, slots=True)
class GoalRow:
    """The controls of one goal."""

    metric: str
    title: Text
    target: QSpinBox
    required: QCheckBox
    weight: QSpinBox
    remove: QToolButton

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """The controls, from the left."""
        return (self.title, self.target, self.required, self.weight, self.remove)


class GoalsDialog(FormDialog):
    """The form of a tier's goals."""

    def __init__(
        self,
        ops: Ops,
        parent: QWidget | None = None,
        *,
        tier: int = 1,
        people: Sequence[Person] = (),
        person_id: int = 0,
    ) -> None:
        super().__init__(ops, parent)
        self._rows: list[GoalRow] = []
        self._people = people
        self._ui = Ui_GoalsDialog()
        self._ui.setupUi(self)
        ui = self._ui
        for choice in tiers.choices():
            ui.tier_combo.addItem(*choice)
        ui.tier_combo.setCurrentIndex(max(0, ui.tier_combo.findData(tier)))
        today = times.local(ops.now(), system_zone()).date()
        ui.from_edit.setMinimumDate(QDate(today.year, today.month, today.day))
        ui.from_edit.setDate(QDate(today.year, today.month, today.day))
        self._add_headings()
        for part in (ui.person_combo, ui.person_combo_label):
            part.setVisible(bool(people))
        self._fill_people(person_id)
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        ui.tier_combo.currentIndexChanged.connect(self._on_tier)
        ui.person_combo.currentIndexChanged.connect(self._ask)
        ui.own_check.toggled.connect(self._enable)
        ui.add_button.clicked.connect(self._on_add)
        ui.save_button.clicked.connect(self._on_save)
        self.resize(*SIZE)
        self._ask()

    def goals(self) -> tuple[tuple[str, int, bool, float], ...]:
        """Return (metric, target, required, weight) of each goal; weights are shares of 1."""
        return tuple(
            (r.metric, r.target.value(), r.required.isChecked(), r.weight.value() / PARTS)
            for r in self._rows
        )

    def problem(self) -> str:
        """Return what has to be mended before the goals can be put in force, in words."""
        if not any(row.required.isChecked() for row in self._rows):
            return "At least one goal has to be required, or no day could be perfect."
        if not any(row.weight.value() for row in self._rows):
            return "At least one goal needs a part of the bar."
        empty = [r for r in self._rows if r.metric != _OWED and not r.target.value()]
        if empty:
            return f"{goals.title(empty[0].metric)} needs a number above 0, or take the goal out."
        return ""

    # ------------------------------------------------------------------------- inside

    def _tier(self) -> int:
        return int(self._ui.tier_combo.currentData() or 1)

    def _person(self) -> int:
        return int(self._ui.person_combo.currentData() or 0)

    def _on_tier(self) -> None:
        self._fill_people(self._person())
        self._ask()

    def _fill_people(self, person_id: int) -> None:
        """Offer everybody in the tier, and each of them."""
        box = self._ui.person_combo
        box.blockSignals(True)
        box.clear()
        box.addItem("Everybody in the tier", 0)
        for person in self._people:
            if self._tier() in person.tiers:
                box.addItem(person.name, person.id)
        box.setCurrentIndex(max(0, box.findData(person_id)))
        box.blockSignals(False)

    def _enable(self) -> None:
        """Show goals to change only where they will hold."""
        ui, own = self._ui, self._own
        ui.own_check.setVisible(bool(self._person()))
        for part in (ui.goals, ui.metric_combo, ui.add_button):
            part.setEnabled(own)

    @property
    def _own(self) -> bool:
        """Whether the goals that are shown are to hold: always for the tier."""
        return not self._person() or self._ui.own_check.isChecked()

    def _ask(self) -> None:
        """Ask which goals the tier, or the person in it, has now."""
        self._ui.own_check.setChecked(True)
        self._enable()
        self._ops.ask(AskGoals(self._tier(), self._person()), slot=self, answer=self._show)

    def _show(self, in_force: tuple[Goal, ...]) -> None:
        for row in tuple(self._rows):
            self._drop(row)
        total = sum(goal.weight for goal in in_force) or 1.0
        for goal in in_force:
            self._add(goal.metric, goal.target, goal.required, goal.weight / total)
        self._count_shares()

    def _add_headings(self) -> None:
        grid = self._ui.goals_grid
        for column, words in enumerate(("Goal of the day", "How many", "", "Part of the bar")):
            grid.addWidget(Text(self, text=words, look="faint"), 0, column)
        grid.setRowStretch(1000, 1)

    def _add(self, metric: str, target: int, required: bool, share: float) -> None:  # noqa: FBT001
        words = "Feedback owed at the end" if metric == _OWED else goals.title(metric)
        title = Text(self, text=words, look="strong")
        set_tip(title, goals.explained(metric))
        count, weight = QSpinBox(self), QSpinBox(self)
        count.setRange(0, MOST)
        count.setValue(target)
        count.setAccessibleName(f"{words}, how many")
        weight.setRange(0, PARTS)
        weight.setValue(round(share * PARTS))
        weight.setSuffix(" %")
        weight.setAccessibleName(f"{words}, part of the bar")
        needed = QCheckBox("required", self)
        needed.setChecked(required)
        needed.setAccessibleName(f"{words} is required")
        remove = QToolButton(self)
        remove.setIcon(icon("x", "secondary"))
        remove.setAccessibleName(f"Take out {words}")
        row = GoalRow(metric, title, count, needed, weight, remove)
        place = len(self._rows) + 1
        for column, part in enumerate(row.parts):
            self._ui.goals_grid.addWidget(part, place, column)
            part.show()
        self._rows.append(row)
        self.inset(count, weight)
        weight.valueChanged.connect(self._count_shares)
        remove.clicked.connect(lambda: self._drop(row))
        self._fill_choices()

    def _drop(self, row: GoalRow) -> None:
        self._rows.remove(row)
        for part in row.parts:
            self._ui.goals_grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._fill_choices()
        self._count_shares()

    def _fill_choices(self) -> None:
        box = self._ui.metric_combo
        box.clear()
        here = {row.metric for row in self._rows}
        for metric in _CHOICES:
            if metric not in here:
                box.addItem(goals.title(metric), metric)
        self._ui.add_button.setEnabled(box.count() > 0)

    def _count_shares(self) -> None:
        total = sum(row.weight.value() for row in self._rows)
        words = (
            "" if total == PARTS else f"The parts add up to {total} %; they count in proportion."
        )
        self._ui.shares_label.setText(words)

    def _on_add(self) -> None:
        metric = self._ui.metric_combo.currentData()
        if metric:
            self._add(str(metric), 0 if metric == _OWED else 1, False, 0.0)
            self._rows[-1].target.setFocus()

    def _on_save(self) -> None:
        wrong = self.problem() if self._own else ""
        self.say(wrong)
        if wrong:
            return
        day = self._ui.from_edit.date()
        starts = dt.date(day.year(), day.month(), day.day())
        chosen = self.goals() if self._own else ()
        self.submit(SetGoals(self._tier(), starts, chosen, self._person() or None))
