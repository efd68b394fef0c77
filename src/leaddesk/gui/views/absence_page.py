# SPDX-License-Identifier: MIT
"""The calendar of the People screen: who is away, in training or on another job, by month."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import QLineEdit, QWidget

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import MarkDays
from leaddesk.desk.queries import AbsenceMonth, AskAbsences
from leaddesk.domain.absence import USUAL_SHARE, Absence, AbsenceKind
from leaddesk.gui.forms.ui_absence_page import Ui_AbsencePage
from leaddesk.gui.icons import icon
from leaddesk.gui.models.absence_month import AbsenceMonthModel
from leaddesk.gui.ops import Ops
from leaddesk.gui.views.absence_grid import AbsenceGrid
from leaddesk.gui.views.reason_chips import ReasonChips
from leaddesk.gui.widgets.cap_button import ButtonKind
from leaddesk.words import numbers, people, times

AT_WORK = ""
KINDS = (*(kind.value for kind in AbsenceKind), AT_WORK)
"""What days can be marked as, in the order of their digits; the last makes them whole again."""
_PERCENT = 100
_INSET = 8


class AbsencePage(QWidget):
    """A month of everybody, a kind to mark days with, and what remains of them."""

    def __init__(self, ops: Ops, told: Callable[[Done], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._ops, self._told = ops, told
        self._person, self._day, self._moves = 0, dt.date.min, False
        self._ui = Ui_AbsencePage()
        self._ui.setupUi(self)
        ui = self._ui
        self._model = AbsenceMonthModel(self)
        self.grid, self.chips = AbsenceGrid(self), ReasonChips(self)
        self.grid.setModel(self._model)
        self.chips.setAccessibleName("What the days are")
        ui.grid_box.addWidget(self.grid)
        ui.kind_box.addWidget(self.chips)
        ui.back_button.setIcon(icon("chevron-left", "secondary"))
        ui.on_button.setIcon(icon("chevron-right", "secondary"))
        ui.set_button.show_button("Mark these days", "Space", ButtonKind.PRIMARY)
        words = [(kind.value, people.ABSENCES[kind]) for kind in AbsenceKind]
        self.chips.show_reasons([*words, (AT_WORK, "At work")], AbsenceKind.AWAY.value)
        inner = ui.share_edit.findChild(QLineEdit)
        if inner is not None:
            inner.setTextMargins(_INSET, 0, 0, 0)
        ui.back_button.clicked.connect(lambda: self._turn(-1))
        ui.on_button.clicked.connect(lambda: self._turn(1))
        ui.set_button.clicked.connect(self._mark)
        self.chips.reason_chosen.connect(self._on_kind)
        self.grid.wanted.connect(self._mark)
        self.grid.cleared.connect(lambda: self._write(None))
        self.grid.kind_picked.connect(lambda number: self._pick(KINDS[number - 1]))
        self.grid.turned.connect(self._turn)
        self.grid.doubleClicked.connect(lambda _index: self._mark())
        self.grid.selectionModel().selectionChanged.connect(lambda *_gone: self._tell())
        self.grid.selectionModel().currentChanged.connect(self._on_moved)
        self._on_kind(AbsenceKind.AWAY.value)

    def open_at(self, person_id: int, day: dt.date) -> None:
        """Show the month of a day, with the keyboard on that day of somebody."""
        self._person, self._day, self._moves = person_id, day, True
        self.ask()

    def ask(self) -> None:
        """Ask for the month again."""
        if self._day != dt.date.min:
            self._ops.ask(AskAbsences(self._day), slot=self, answer=self._show)

    def forget(self) -> None:
        """Show nobody: another person sits here now."""
        self._day = dt.date.min
        self._model.show_month(None)

    def focus_grid(self) -> None:
        """Put the keyboard on the days."""
        self.grid.setFocus()

    # ------------------------------------------------------------------------- what is shown

    def _show(self, month: AbsenceMonth) -> None:
        if month.days[0] != self._day.replace(day=1):
            return
        person, day, grid = self._person, self._day, self.grid
        self._model.show_month(month)
        if self._moves or not grid.currentIndex().isValid():
            grid.setCurrentIndex(self._model.place(person, day))
        self._moves = False
        names = grid.verticalHeader()
        names.setFixedWidth(min(190, names.sizeHint().width() + 12))
        first = month.days[0]
        self._ui.month_label.setText(f"{_MONTHS[first.month - 1]} {first.year}")
        self._tell()

    def _on_moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        month = self._model.month
        if month is not None and index.isValid():
            self._person = self._model.person_at(index)
            self._day = month.days[index.column()]

    def _tell(self) -> None:
        """Say in words which days are chosen and what they are."""
        found, grid = self._chosen(), self.grid
        self._ui.set_button.setEnabled(bool(found))
        if len(found) == 1:
            self._ui.day_label.setText(str(grid.currentIndex().data() or ""))
            return
        month = self._model.month
        if month is None or not found:
            self._ui.day_label.setText("")
            return
        who = sorted({i.row() for i in found})
        name = month.rows[who[0]].person.name if len(who) == 1 else f"{len(who)} people"
        columns = [i.column() for i in found]
        first, last = (month.days[place] for place in (min(columns), max(columns)))
        days = numbers.count(last.day - first.day + 1, "day")
        span = times.date(first, month.today)
        if first != last:
            span += f" to {times.date(last, month.today)}"
        self._ui.day_label.setText(f"{name}, {span}: {days} chosen")

    def _turn(self, months: int) -> None:
        number = self._day.year * 12 + self._day.month - 1 + months
        year, month = divmod(number, 12)
        if not 1 < year < dt.MAXYEAR:
            return
        length = calendar.monthrange(year, month + 1)[1]
        self._day, self._moves = dt.date(year, month + 1, min(self._day.day, length)), True
        self.ask()

    # ------------------------------------------------------------------------- what is done

    def _chosen(self) -> list[QModelIndex]:
        selection: QItemSelectionModel = self.grid.selectionModel()
        return selection.selectedIndexes()

    def _pick(self, kind: str) -> None:
        self.chips.choose(kind)
        self._on_kind(kind)

    def _on_kind(self, kind: str) -> None:
        edit = self._ui.share_edit
        share = USUAL_SHARE[AbsenceKind(kind)] if kind else 1.0
        edit.setEnabled(kind not in {AT_WORK, AbsenceKind.AWAY.value})
        edit.setValue(round(share * _PERCENT))

    def _mark(self) -> None:
        """Mark the chosen days; those that are so already become whole again."""
        kind = self.chips.reason
        if not kind:
            self._write(None)
            return
        wanted = Absence(AbsenceKind(kind), self._ui.share_edit.value() / _PERCENT)
        same = self._model.marked(self._chosen()) == {wanted}
        self._write(None if same else wanted)

    def _write(self, absence: Absence | None) -> None:
        month, found = self._model.month, self._chosen()
        if month is None or not found or self._model.marked(found) == {absence}:
            return
        who = sorted({i.row() for i in found})
        columns = [i.column() for i in found]
        command = MarkDays(
            tuple(month.rows[row].person.id for row in who),
            month.days[min(columns)],
            month.days[max(columns)],
            absence.kind.value if absence else "",
            absence.share if absence else 0.0,
        )
        self._ops.do(command, initiator=self, done=self._told)


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
