# SPDX-License-Identifier: MIT
"""A month of the people of the team: a row each, a column per day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from leaddesk.desk.queries import AbsenceMonth
from leaddesk.domain.absence import Absence
from leaddesk.gui.widgets.text import plain_tip
from leaddesk.words import people, times

Index = QModelIndex | QPersistentModelIndex
DAY_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One day of somebody, as it is drawn."""

    absence: Absence | None
    works: bool
    holiday: bool
    today: bool


class AbsenceMonthModel(QAbstractTableModel):
    """What the desk said of a month."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.month: AbsenceMonth | None = None

    def show_month(self, month: AbsenceMonth | None) -> None:
        """Show a month; the same people and days keep their place."""
        if month is not None and self._shape(month) == self._shape(self.month):
            self.month = month
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.month = month
        self.endResetModel()

    def place(self, person_id: int, day: dt.date) -> QModelIndex:
        """Return the cell of a day of somebody, the first person's where there is no such."""
        if self.month is None or not self.month.rows:
            return QModelIndex()
        ids = [row.person.id for row in self.month.rows]
        row = ids.index(person_id) if person_id in ids else 0
        return self.index(row, min(day.day, len(self.month.days)) - 1)

    def person_at(self, index: Index) -> int:
        """Return whose day a cell is, 0 for nobody's."""
        if self.month is None or not index.isValid():
            return 0
        return self.month.rows[index.row()].person.id

    def marked(self, indexes: Collection[Index]) -> set[Absence | None]:
        """Return which absences stand in some cells."""
        month = self.month
        if month is None:
            return set()
        return {month.rows[i.row()].marked.get(month.days[i.column()]) for i in indexes}

    @staticmethod
    def _shape(month: AbsenceMonth | None) -> tuple[object, ...] | None:
        if month is None:
            return None
        return (month.days, tuple((row.person.id, row.person.name) for row in month.rows))

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        inside = parent is not None and parent.isValid()
        return 0 if inside or self.month is None else len(self.month.rows)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        inside = parent is not None and parent.isValid()
        return 0 if inside or self.month is None else len(self.month.days)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if self.month is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self.month.rows[section].person.name
        day = self.month.days[section]
        return f"{times.WEEKDAYS[day.weekday()][:2]}\n{day.day}"

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        month = self.month
        if month is None or not index.isValid():
            return None
        row, day = month.rows[index.row()], month.days[index.column()]
        if role == DAY_ROLE:
            holiday = day in month.holidays
            works = day.weekday() in row.person.weekdays and not holiday
            return MonthDay(row.marked.get(day), works, holiday, day == month.today)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole}:
            return people.day_of(row, day, month)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(people.day_of(row, day, month))
        return None
