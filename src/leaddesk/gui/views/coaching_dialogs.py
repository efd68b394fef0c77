# SPDX-License-Identifier: MIT
"""The forms of the Coaching screen: a note on a person, and a meeting that was held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QWidget,
)
from typing_extensions import override

from leaddesk.desk.commands import Agreed, EditCoachingNote, HoldMeeting, WriteCoachingNote
from leaddesk.desk.queries import CoachingNoteRow, PersonPage
from leaddesk.domain.cleaning import LIMITS
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.person import Person
from leaddesk.gui.forms.ui_coaching_note_dialog import Ui_CoachingNoteDialog
from leaddesk.gui.forms.ui_meeting_held_dialog import Ui_MeetingHeldDialog
from leaddesk.gui.ops import Ops
from leaddesk.gui.views.field_problems import FieldProblems
from leaddesk.gui.views.form_dialog import FormDialog
from leaddesk.words import coaching, errors

MOST_LINES = 12
DUE = dt.timedelta(days=7)
"""Until when an action is due unless something else is said."""
_KEPT = "Team leads alone see it until you share it. Its numbers stay as they are now."
_CHANGED = (
    "The numbers stay as they were kept, and so does who sees it. The page says that it was "
    "changed; its earlier words stay in the journal, and Ctrl+Z brings them back."
)
_AGREED = (
    "What was agreed: who does what until when. Lines without words are left out; what is not done "
    "is carried over to the next time."
)


class CoachingNoteDialog(FormDialog):
    """A note on a person: words, the numbers it is about, who sees it; or other words of one."""

    def __init__(
        self,
        ops: Ops,
        page: PersonPage,
        parent: QWidget | None = None,
        *,
        note: CoachingNoteRow | None = None,
    ) -> None:
        super().__init__(ops, parent)
        self._page, self._note = page, note
        self._ui = Ui_CoachingNoteDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        ui.title_label.setText(f"A note on {page.name}")
        ui.what_label.setText(_KEPT if note is None else _CHANGED)
        for part in (ui.figures_list, ui.figures_list_label, ui.shared_check):
            part.setVisible(note is None)
        if note is not None:
            ui.words_edit.setPlainText(note.words)
        moved = {one.metric for one in page.moved}
        for one in page.figures:
            item = QListWidgetItem(coaching.figure(one), ui.figures_list)
            item.setData(Qt.ItemDataRole.UserRole, one.metric)
            chosen = Qt.CheckState.Checked if one.metric in moved else Qt.CheckState.Unchecked
            item.setCheckState(chosen)
        ui.figures_list.setCurrentRow(0)
        self._problems = FieldProblems({"words": (ui.words_edit, ui.words_edit_problem)})
        ui.words_edit.textChanged.connect(lambda: self._problems.say("words", ""))
        ui.save_button.clicked.connect(self._on_save)
        ui.words_edit.setFocus()

    def _on_save(self) -> None:
        ui = self._ui
        if self._note is not None:
            self.submit(EditCoachingNote(self._note.id, ui.words_edit.toPlainText()))
            return
        items = [ui.figures_list.item(n) for n in range(ui.figures_list.count())]
        metrics = tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )
        self.submit(
            WriteCoachingNote(
                self._page.person_id, ui.words_edit.toPlainText(), metrics,
                ui.shared_check.isChecked(),
            )
        )  # fmt: skip

    @override
    def refused(self, error: LeadDeskError) -> None:
        if error.fields.get("where") == "words":
            self._problems.show_all({"words": errors.say(error)})
            self.grow()
        else:
            super().refused(error)


class _Line(QWidget):
    """One action: what, who, until when."""

    def __init__(
        self, people: Sequence[Person], owner: int, today: dt.date, number: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.words, self.owner, self.due = QLineEdit(self), QComboBox(self), QDateEdit(self)
        self.words.setPlaceholderText("What is to be done")
        self.words.setMaxLength(LIMITS["reason"])
        self.words.setAccessibleName(f"Action {number}: what is to be done")
        self.owner.setAccessibleName(f"Action {number}: who does it")
        self.due.setAccessibleName(f"Action {number}: until when")
        for person in people:
            self.owner.addItem(person.name, person.id)
        self.owner.setCurrentIndex(max(0, self.owner.findData(owner)))
        self.due.setCalendarPopup(True)
        self.due.setDisplayFormat("d MMM yyyy")
        self.due.setMinimumDate(_qdate(today))
        self.due.setDate(_qdate(today + DUE))
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.owner)
        row.addWidget(self.due)

    @property
    def agreed(self) -> Agreed:
        """What the line says."""
        day = self.due.date()
        due = dt.date(day.year(), day.month(), day.day())
        return Agreed(int(self.owner.currentData()), self.words.text(), due)


class MeetingHeldDialog(FormDialog):
    """Says that a one-to-one was held, or the meeting of the team, with what was agreed.

    Typing into the last line brings another one.
    """

    def __init__(
        self,
        ops: Ops,
        person: tuple[int, str],
        people: Sequence[Person],
        owner: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(ops, parent)
        self._person_id, name = person
        self._people, self._owner = people, owner
        self._today = ops.now().date()
        self._ui = Ui_MeetingHeldDialog()
        self._ui.setupUi(self)
        ui = self._ui
        self.wire(ui.save_button, ui.cancel_button, ui.problem)
        title = f"One-to-one with {name} held" if name else "Team meeting held"
        ui.title_label.setText(title)
        self.setWindowTitle(title)
        ui.what_label.setText(_AGREED)
        ui.lines_column.addStretch(1)
        self._lines: list[_Line] = []
        self._add_line()
        ui.save_button.clicked.connect(self._on_save)
        self._lines[0].words.setFocus()

    @property
    def lines(self) -> int:
        """How many lines there are to type into."""
        return len(self._lines)

    def _add_line(self) -> None:
        ui = self._ui
        line = _Line(self._people, self._owner, self._today, len(self._lines) + 1, ui.lines)
        ui.lines_column.insertWidget(len(self._lines), line)
        line.show()
        before = self._lines[-1].due if self._lines else None
        self._lines.append(line)
        line.words.textChanged.connect(self._on_typed)
        if before is not None:
            self.setTabOrder(before, line.words)
        for first, then in ((line.words, line.owner), (line.owner, line.due)):
            self.setTabOrder(first, then)
        self.setTabOrder(line.due, ui.cancel_button)

    def _on_typed(self, _text: str) -> None:
        if self._lines[-1].words.text().strip() and len(self._lines) < MOST_LINES:
            self._add_line()

    def _on_save(self) -> None:
        agreed = tuple(line.agreed for line in self._lines if line.words.text().strip())
        self.submit(HoldMeeting(self._person_id, agreed))


def _qdate(day: dt.date) -> QDate:
    return QDate(day.year, day.month, day.day)
