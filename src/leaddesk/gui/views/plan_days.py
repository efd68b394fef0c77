# SPDX-License-Identifier: MIT
"""Each tier's Perfect Day by the plan: its targets, which follow the plan until one is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from leaddesk.desk.queries import TargetRow, TierDay
from leaddesk.gui.theme import SPACE
from leaddesk.gui.widgets.follow_edit import FollowEdit
from leaddesk.gui.widgets.frames import Rule, SectionTitle
from leaddesk.gui.widgets.text import Text
from leaddesk.words import goals, numbers, plan, tiers

_ROOM = 8
_FIELD = 84
_OWED = "feedback_owed"


class TargetLine(QWidget):
    """One target."""

    def __init__(self, metric: str, who: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = plan.target(metric)
        self.edit = FollowEdit(self, name=f"{who}, {goals.title(metric)} a day")
        self.edit.setFixedWidth(_FIELD)
        self._metric = metric
        self._today = Text(self, look="faint", wraps=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, _ROOM, 0, _ROOM)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(2, 2)
        grid.addWidget(Text(self, text=title, wraps=True), 0, 0)
        grid.addWidget(self.edit, 0, 1)
        grid.addWidget(self._today, 0, 2)
        if metric == _OWED:
            # Whatever the revenue goal, who gave a lead hears what came of it.
            self.edit.setReadOnly(True)

    def show_row(self, row: TargetRow) -> None:
        """Show what counts and what is in force."""
        if self._metric == _OWED:
            shown = "all" if not row.target else f"all but {row.target}"
            self.edit.show_value(shown, "")
            self._today.setText("")
            return
        self.edit.show_value(numbers.number(row.worked_out), str(row.target) * row.is_typed)
        told = [f"today {numbers.number(row.today)}"]
        if row.is_typed and row.worked_out != row.target:
            told.append(f"the plan asks {numbers.number(row.worked_out)}")
        self._today.setText(", ".join(told))
        self.edit.setAccessibleDescription(self._today.text())


class PlanDays(QWidget):
    """The days of all tiers; `typed` carries tier, metric and what stands in the field."""

    typed = Signal(int, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._lines: dict[tuple[int, str], TargetLine] = {}
        self._tiers: set[int] = set()

    def field(self, tier: int, metric: str) -> FollowEdit:
        """Return the field of a target."""
        return self._lines[tier, metric].edit

    def show_days(self, days: Sequence[TierDay]) -> None:
        """Show the days; lines that are there are used again."""
        wanted = {(day.tier, row.metric) for day in days for row in day.targets}
        if not self._lines.keys() <= wanted:
            self._clear()
        for day in days:
            for row in day.targets:
                if (day.tier, row.metric) not in self._lines:
                    self._add(day.tier, row.metric)
                self._lines[day.tier, row.metric].show_row(row)

    def show_wrong(self, tier: int, metric: str, words: str) -> None:
        """Mark a field that can't be read."""
        self._lines[tier, metric].edit.show_wrong(words)

    def _add(self, tier: int, metric: str) -> None:
        one = tiers.within(tier).removesuffix("s")
        if tier not in self._tiers:
            if self._tiers:
                self._column.addSpacing(4 * SPACE)
            self._tiers.add(tier)
            title = SectionTitle(self, title=f"Each {one}’s Perfect Day")
            self._column.addWidget(title)
            self._column.addSpacing(SPACE)
        line = TargetLine(metric, tiers.name(tier).removesuffix("s"), self)
        self._lines[tier, metric] = line
        self._column.addWidget(Rule(self))
        self._column.addWidget(line)
        line.edit.typed.connect(lambda text, t=tier, name=metric: self.typed.emit(t, name, text))

    def _clear(self) -> None:
        self._lines.clear()
        self._tiers.clear()
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
