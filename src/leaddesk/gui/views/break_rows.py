# SPDX-License-Identifier: MIT
"""The breaks of a working day as they are typed: one line each, from and to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QTimeEdit, QToolButton, QVBoxLayout, QWidget

from leaddesk.gui.icons import icon
from leaddesk.gui.theme import SPACE
from leaddesk.gui.widgets.text import Text, set_tip

Break = tuple[dt.time, dt.time]
_NOON = (dt.time(12), dt.time(13))
_SHORT = dt.timedelta(minutes=15)
_LAST = dt.time(23, 45)


class BreakRow(QWidget):
    """One break: when it begins and when it ends."""

    changed = Signal()
    removed = Signal()

    def __init__(self, pause: Break, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.starts, self.ends = QTimeEdit(self), QTimeEdit(self)
        self.remove = QToolButton(self)
        self.remove.setIcon(icon("x", "secondary"))
        self.remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        for part in (
            Text(self, text="Break"),
            self.starts,
            Text(self, text="to"),
            self.ends,
            self.remove,
        ):
            row.addWidget(part)
        row.addStretch(1)
        for edit, time in zip((self.starts, self.ends), pause, strict=True):
            edit.setDisplayFormat("HH:mm")
            edit.setTime(QTime(time.hour, time.minute))
            edit.timeChanged.connect(self.changed)

    @property
    def pause(self) -> Break:
        """The break as it stands."""
        return time_of(self.starts), time_of(self.ends)

    def name(self, place: int) -> None:
        """Say to whoever does not see the lines which break of the day it is."""
        self.starts.setAccessibleName(f"Break {place} starts")
        self.ends.setAccessibleName(f"Break {place} ends")
        self.remove.setAccessibleName(f"Remove break {place}")
        set_tip(self.remove, "Remove this break")


class BreakRows(QWidget):
    """The breaks of one day, in the order they were added."""

    changed = Signal()
    emptied = Signal()
    """The last break was removed by hand; the keyboard needs another place."""
    row_added = Signal(object)
    """A line was added, for its editors to look like those of the form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[BreakRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * SPACE)
        self.hide()

    @property
    def rows(self) -> tuple[BreakRow, ...]:
        """The lines, from the top."""
        return tuple(self._rows)

    def breaks(self) -> tuple[Break, ...]:
        """Return the breaks, the earliest first."""
        return tuple(sorted(row.pause for row in self._rows))

    def show_breaks(self, breaks: Iterable[Break]) -> None:
        """Show some breaks in place of those that are shown."""
        for row in self.rows:
            self._drop(row)
        for pause in breaks:
            self._add(pause)

    def add(self) -> BreakRow:
        """Add a break for the hour of noon, or a short one after the last, and go there."""
        last = max((row.pause[1] for row in self._rows), default=None)
        row = self._add(_NOON if last is None else _after(last))
        row.starts.setFocus()
        self.changed.emit()
        return row

    def _add(self, pause: Break) -> BreakRow:
        row = BreakRow(pause, self)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._on_removed(row))
        self._rows.append(row)
        self._column.addWidget(row)
        self._name()
        self.show()
        row.show()
        self.row_added.emit(row)
        return row

    def _on_removed(self, row: BreakRow) -> None:
        place = self._rows.index(row)
        self._drop(row)
        if self._rows:
            self._rows[min(place, len(self._rows) - 1)].remove.setFocus()
        else:
            self.emptied.emit()
        self.changed.emit()

    def _drop(self, row: BreakRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.setVisible(bool(self._rows))
        self._name()

    def _name(self) -> None:
        for place, row in enumerate(self._rows, 1):
            row.name(place)


def time_of(edit: QTimeEdit) -> dt.time:
    """Return the time an editor shows."""
    shown = edit.time()
    return dt.time(shown.hour(), shown.minute())


def _after(last: dt.time) -> Break:
    """Return a short break some time after another one, within the day."""
    day = dt.datetime.combine(dt.date.min, last)
    begins = min(day + dt.timedelta(hours=2), dt.datetime.combine(dt.date.min, _LAST) - _SHORT)
    return begins.time(), (begins + _SHORT).time()
