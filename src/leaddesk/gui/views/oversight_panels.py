# SPDX-License-Identifier: MIT
"""What a team lead is asked: who receives a handoff now, and the marks of a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget
from typing_extensions import override

from leaddesk.domain.cleaning import LIMITS
from leaddesk.domain.handoff_quality import Criterion
from leaddesk.domain.person import Person
from leaddesk.gui.theme import SPACE
from leaddesk.gui.views.answer_panel import AnswerPanel, WordsEdit
from leaddesk.gui.widgets.star_rating import StarRating
from leaddesk.gui.widgets.text import Text

_HINT = "Keys 1 to 5 mark and go on. Giver and receiver see the marks and the line."


class ReceiverPanel(AnswerPanel):
    """Asks who receives a handoff, and for words if they help."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = QComboBox(self)
        self._people.setAccessibleName("Who receives the handoff")
        self._words = WordsEdit(self)
        self._words.setPlaceholderText("Why, if it helps")
        self._words.setAccessibleName("Why, if it helps")
        self.inner.addWidget(self._people)
        self.inner.addWidget(self._words)

    @property
    def receiver_id(self) -> int:
        """Id of who is chosen, 0 for nobody."""
        return int(self._people.currentData() or 0)

    @property
    def words(self) -> str:
        """What was typed."""
        return self._words.toPlainText().strip()[: LIMITS["note"]]

    def ask(self, name: str, people: Sequence[Person], hint: str) -> None:
        """Ask who receives the handoff of a lead."""
        self._open(f"Give {name} to another receiver", hint, "Give it")
        self._people.clear()
        for person in people:
            self._people.addItem(person.name, person.id)
        self._words.clear()

    @override
    def start(self) -> None:
        self._people.setFocus()

    @override
    def wrong(self) -> str:
        if not self.receiver_id:
            return "Nobody else works in that tier. Add somebody first: Team, People."
        return ""


class RubricPanel(AnswerPanel):
    """Asks for a mark 1–5 by each criterion and for a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(3 * SPACE)
        self._grid.setVerticalSpacing(SPACE)
        self._grid.setColumnStretch(2, 1)
        self._criteria: tuple[Criterion, ...] = ()
        self._stars: list[StarRating] = []
        self._line = QLineEdit(self)
        self._line.setMaxLength(LIMITS["reason"])
        self._line.setAccessibleName("One specific line")
        self.inner.addLayout(self._grid)
        self.inner.addWidget(self._line)

    @property
    def marks(self) -> tuple[tuple[str, int], ...]:
        """The mark of each criterion, 0 for none yet."""
        return tuple(
            (criterion.key, stars.rating)
            for criterion, stars in zip(self._criteria, self._stars, strict=True)
        )

    @property
    def line(self) -> str:
        """The line."""
        return self._line.text().strip()

    def ask(self, name: str, giver: str, criteria: tuple[Criterion, ...]) -> None:
        """Ask for the score of the sheet about a lead."""
        self._open(f"Score the handoff of {name}", _HINT, "Save the score")
        if criteria != self._criteria:
            self._lay_out(criteria)
        for stars in self._stars:
            stars.set_rating(0)
        self._line.clear()
        self._line.setPlaceholderText(f"One specific line for {giver}: what to keep, what to add")

    @override
    def start(self) -> None:
        self._stars[0].setFocus()

    @override
    def wrong(self) -> str:
        for stars, criterion in zip(self._stars, self._criteria, strict=True):
            if not stars.rating:
                stars.setFocus()
                return f"Give a mark from 1 to 5: {criterion.title}."
        if not self.line:
            self._line.setFocus()
            return "One specific line is needed."
        return ""

    def _lay_out(self, criteria: tuple[Criterion, ...]) -> None:
        """Make a row of stars for each criterion."""
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._criteria, self._stars = criteria, []
        for place, criterion in enumerate(criteria):
            stars = StarRating(self)
            stars.setAccessibleName(f"{criterion.title}: {criterion.hint}. Keys 1 to 5")
            stars.installEventFilter(self)
            self._grid.addWidget(Text(self, text=criterion.title), place, 0)
            self._grid.addWidget(stars, place, 1)
            hint = Text(self, look="secondary", text=criterion.hint, elides=True)
            self._grid.addWidget(hint, place, 2)
            self._stars.append(stars)
        before: QWidget = self
        for after in (*self._stars, self._line):
            if before is not self:
                self.setTabOrder(before, after)
            before = after

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A digit says it all, so the keyboard goes on; the arrows only try stars out.
        if isinstance(watched, StarRating) and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress and event.text()
            if pressed and pressed in "12345" and watched in self._stars:
                watched.set_rating(int(pressed))
                following = [*self._stars, self._line][self._stars.index(watched) + 1]
                following.setFocus()
                return True
        return super().eventFilter(watched, event)
