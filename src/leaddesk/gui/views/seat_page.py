# SPDX-License-Identifier: MIT
"""Who is at the desk: the people of the team to pick from, by arrows and Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.domain.person import Person
from leaddesk.gui.theme import SPACE
from leaddesk.gui.widgets.frames import Card
from leaddesk.gui.widgets.rows import RowList, UpNextRow
from leaddesk.gui.widgets.text import Text
from leaddesk.words import people as people_words


class SeatPage(QWidget):
    """Asks who sits down; `picked` carries the person."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Who is at the desk?")
        self._people: dict[str, Person] = {}
        card = Card(self)
        card.setFixedWidth(440)
        card.body.addWidget(Text(card, text="Who is at the desk?", look="title"))
        card.body.addWidget(
            Text(card, text="Arrow keys and Enter. You can change it at the top right.",
                 look="faint", wraps=True)
        )  # fmt: skip
        self._list = RowList(card)
        self._list.setAccessibleName("People of the team")
        self._list.setMinimumHeight(360)
        card.body.addWidget(self._list, 1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card)
        across.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 6 * SPACE, 3 * SPACE, 6 * SPACE)
        column.addLayout(across, 1)
        self._list.row_activated.connect(self._on_picked)
        self._list.clicked.connect(lambda _index: self._on_picked(self._list.current_key))

    def show_people(self, people: tuple[Person, ...]) -> None:
        """Offer these people, the first one chosen."""
        self._people = {str(person.id): person for person in people}
        self._list.show_rows(
            [UpNextRow(key, p.name, people_words.under_name(p)) for key, p in self._people.items()]
        )
        if people:
            self._list.select_key(str(people[0].id))
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picked(self, key: str) -> None:
        if key in self._people:
            self.picked.emit(self._people[key])
