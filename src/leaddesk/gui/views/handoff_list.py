# SPDX-License-Identifier: MIT
"""The left side of the Handoffs screen: the sections with their rows, and a team lead's filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from leaddesk.desk.queries import HandoffsView
from leaddesk.domain.person import Person
from leaddesk.gui.forms.ui_handoff_list import Ui_HandoffList
from leaddesk.gui.models.handoff_rows import (
    STATE_CHOICES,
    Lens,
    Shown,
    filtered,
    next_key,
    sections,
)
from leaddesk.gui.views.reason_chips import ReasonChips

EVERYBODY = "everybody"
WHOSE = (("mine", "Mine"), (EVERYBODY, "Everybody’s"))
NOTHING = HandoffsView((), (), (), (), ())


@dataclass(frozen=True, slots=True)
class EmptyWords:
    """What an empty list says, and below it what will come there."""

    title: str
    words: str


class HandoffList(QWidget):
    """Shows the rows; `chosen(key)` when the person moved or the row under them went away.

    `opened(key)` comes for Enter or a double click, `whose_changed` when a team lead wants to see
    their own handoffs or everybody's.
    """

    chosen = Signal(str)
    opened = Signal(str)
    whose_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_HandoffList()
        self._ui.setupUi(self)
        self._view = NOTHING
        self._lens: Lens | None = None
        self._rows: tuple[Shown, ...] = ()
        self._key = ""
        self._empty = EmptyWords("", "")
        ui = self._ui
        self._whose = ReasonChips(self, numbered=False)
        self._whose.setAccessibleName("Whose handoffs are shown")
        ui.tools_row.addWidget(self._whose, 1)
        for key, words in STATE_CHOICES:
            ui.state_combo.addItem(words, key)
        ui.filter_bar.hide()
        self.setFocusProxy(ui.rows)
        ui.rows.row_chosen.connect(self._on_moved)
        ui.rows.row_activated.connect(self.opened)
        self._whose.reason_chosen.connect(lambda _key: self._on_whose())
        ui.person_combo.activated.connect(self._show)
        ui.state_combo.activated.connect(self._show)

    @property
    def key(self) -> str:
        """Key of the chosen row, empty when there is none."""
        return self._key

    @property
    def everybody(self) -> bool:
        """Whether a team lead looks at the handoffs of everybody."""
        return self._whose.reason == EVERYBODY

    def start_over(self, people: Sequence[Person], *, leads: bool, only_leads: bool) -> None:
        """Show nothing yet for a new person; who only leads starts with everybody's handoffs."""
        self._view, self._lens, self._rows, self._key = NOTHING, None, (), ""
        ui = self._ui
        ui.filter_bar.setVisible(leads)
        self._whose.show_reasons(WHOSE, EVERYBODY if only_leads else "mine")
        ui.filters.setVisible(only_leads)
        self.know(people)
        ui.rows.show_rows(())
        ui.list_empty.hide()

    def know(self, people: Sequence[Person]) -> None:
        """Offer these people in the filter."""
        box = self._ui.person_combo
        chosen = box.currentData()
        box.clear()
        box.addItem("All people", "")
        for person in people:
            box.addItem(person.name, person.name)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def show_view(self, view: HandoffsView, lens: Lens, empty: EmptyWords) -> None:
        """Show an answer of the desk; the person stays on their row, or goes to the next one."""
        self._view, self._lens, self._empty = view, lens, empty
        self._show()

    def tick(self, lens: Lens) -> None:
        """Move the clocks of the rows to another moment."""
        if self._lens is None:
            return
        self._lens = lens
        shown = sections(self._filtered(lens), lens)
        if shown != self._rows:
            self._rows = shown
            self._ui.rows.show_rows(shown)

    def choose(self, key: str) -> None:
        """Move to a row."""
        if self._ui.rows.select_key(key):
            self._on_moved(key)

    def _filtered(self, lens: Lens) -> HandoffsView:
        if not self.everybody:
            return self._view
        person = str(self._ui.person_combo.currentData() or "")
        state = str(self._ui.state_combo.currentData() or "")
        return filtered(self._view, lens.now, person, state)

    def _show(self) -> None:
        if self._lens is None:
            return
        before, self._rows = self._rows, sections(self._filtered(self._lens), self._lens)
        self._key = next_key(before, self._rows, self._key)
        ui = self._ui
        ui.rows.show_rows(self._rows)
        ui.rows.select_key(self._key)
        ui.rows.setVisible(bool(self._rows))
        ui.list_empty.setVisible(not self._rows)
        empty = self._empty
        if self._view != NOTHING:
            empty = EmptyWords("Nothing matches the filter", "Choose other people or states above.")
        ui.list_empty.show_state(empty.title, icon_name="handshake", words=empty.words)
        self.chosen.emit(self._key)

    def _on_moved(self, key: str) -> None:
        self._key = key
        self.chosen.emit(key)

    def _on_whose(self) -> None:
        self._ui.filters.setVisible(self.everybody)
        self.whose_changed.emit()
