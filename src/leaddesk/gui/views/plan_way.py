# SPDX-License-Identifier: MIT
"""The way from the revenue goal to the calls: one row per step, each with its field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from leaddesk.gui.models.plan_rows import WayRow
from leaddesk.gui.theme import SPACE
from leaddesk.gui.widgets.follow_edit import FollowEdit
from leaddesk.gui.widgets.frames import Rule
from leaddesk.gui.widgets.text import Text, set_look

_ROOM = 10


class WayLine(QWidget):
    """One step."""

    def __init__(self, row: WayRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = FollowEdit(self, name=row.title)
        self._title = Text(self, text=row.title, look="strong", wraps=True)
        self._title.setBuddy(self.edit)
        self._was = Text(self, look="faint")
        self._measured = Text(self, look="faint", wraps=True)
        self._range = Text(self, look="faint", wraps=True)
        self._result = Text(self, look="strong", wraps=True)
        self._detail = Text(self, look="faint", wraps=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, _ROOM, 0, _ROOM)
        grid.setHorizontalSpacing(3 * SPACE)
        grid.setVerticalSpacing(0)
        for column, stretch in enumerate((5, 0, 2, 4, 7)):
            grid.setColumnStretch(column, stretch)
        middle = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self._title, 0, 0, 2, 1, middle)
        grid.addWidget(self.edit, 0, 1, 2, 1, middle)
        grid.addWidget(self._was, 0, 2, 2, 1, middle)
        grid.addWidget(self._measured, 0, 3)
        grid.addWidget(self._range, 1, 3)
        grid.addWidget(self._result, 0, 4)
        grid.addWidget(self._detail, 1, 4)

    def show_row(self, row: WayRow) -> None:
        """Show where the step stands."""
        self.edit.show_value(row.followed, row.typed)
        for label, words in (
            (self._was, row.was),
            (self._measured, row.measured),
            (self._range, row.range),
            (self._result, row.result),
            (self._detail, row.detail),
        ):
            label.setText(words)
        set_look(self._result, "strong" if row.result.startswith("→") else "faint")
        set_look(self._measured, "warn" if row.is_other else "faint")
        set_look(self._range, "warn" if row.is_other else "faint")
        set_look(self._detail, "bad" if row.is_late else "faint")
        told = (row.was, row.measured, row.range, row.result.removeprefix("→ "), row.detail)
        self.edit.setAccessibleDescription(", ".join(words for words in told if words))


class PlanWay(QWidget):
    """All steps; `typed` carries the key of a field and what stands in it."""

    typed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._lines: dict[str, WayLine] = {}

    def field(self, key: str) -> FollowEdit:
        """Return the field of a step."""
        return self._lines[key].edit

    def show_rows(self, rows: Sequence[WayRow]) -> None:
        """Show the steps; those that are there are used again."""
        for row in rows:
            if row.key not in self._lines:
                self._add(row)
            self._lines[row.key].show_row(row)

    def show_wrong(self, key: str, words: str) -> None:
        """Mark a field that can't be read."""
        self._lines[key].edit.show_wrong(words)

    def focus_first(self) -> None:
        """Put the keyboard into the goal."""
        for line in self._lines.values():
            line.edit.setFocus()
            return

    def _add(self, row: WayRow) -> None:
        line = WayLine(row, self)
        self._lines[row.key] = line
        self._column.addWidget(Rule(self))
        self._column.addWidget(line)
        line.edit.typed.connect(lambda text, key=row.key: self.typed.emit(key, text))
