# SPDX-License-Identifier: MIT
"""What a team lead filters everybody's handoffs by: state, age, giver, receiver and source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from leaddesk.desk.queries import HandoffFilter
from leaddesk.domain.person import Person
from leaddesk.gui.forms.ui_team_handoff_filter import Ui_TeamHandoffFilter
from leaddesk.gui.views.choice_box import ChoiceBox
from leaddesk.words import team_handoffs

_AGES: tuple[tuple[str, tuple[int, int]], ...] = (
    ("Offered in the last day", (1, 0)),
    ("Offered in the last 7 days", (7, 0)),
    ("Offered in the last 30 days", (30, 0)),
    ("Offered over 7 days ago", (0, 7)),
    ("Offered over 30 days ago", (0, 30)),
)
"""Ages in words, as (within, longer ago than) in days."""
_ANY_AGE = (0, 0)


class TeamHandoffFilter(QWidget):
    """Five boxes; `changed` when the person chose something else in one of them."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = ui = Ui_TeamHandoffFilter()
        ui.setupUi(self)
        self._state = ChoiceBox(ui.state_combo, "", "All states")
        self._age = ChoiceBox(ui.age_combo, _ANY_AGE, "Any age")
        self._giver = ChoiceBox(ui.giver_combo, 0, "Any giver")
        self._receiver = ChoiceBox(ui.receiver_combo, 0, "Any receiver")
        self._source = ChoiceBox(ui.source_combo, 0, "Any source")
        self._sources: tuple[tuple[int, str], ...] = ()
        self._state.offer((words, key) for key, words in team_handoffs.STATES.items())
        self._age.offer(_AGES)
        for box in self._boxes:
            box.activated.connect(lambda _place: self.changed.emit())

    @property
    def _boxes(self) -> tuple[QComboBox, ...]:
        ui = self._ui
        return (ui.state_combo, ui.age_combo, ui.giver_combo, ui.receiver_combo, ui.source_combo)

    def wanted(self, now: dt.datetime) -> HandoffFilter:
        """Return what is filtered by, ages counted from now."""
        within, over = cast("tuple[int, int]", self._age.value)
        return HandoffFilter(
            state=str(self._state.value),
            giver_id=cast("int", self._giver.value),
            receiver_id=cast("int", self._receiver.value),
            source_id=cast("int", self._source.value),
            offered_from=now - dt.timedelta(days=within) if within else None,
            offered_before=now - dt.timedelta(days=over) if over else None,
        )

    def know(self, people: Sequence[Person]) -> None:
        """Offer these people."""
        self._giver.offer((f"From {person.name}", person.id) for person in people)
        self._receiver.offer((f"To {person.name}", person.id) for person in people)

    def know_sources(self, sources: tuple[tuple[int, str], ...]) -> None:
        """Offer these sources."""
        if sources != self._sources:
            self._sources = sources
            self._source.offer((name, key) for key, name in sources if name)

    def clear(self) -> None:
        """Filter by nothing."""
        for box in self._boxes:
            box.setCurrentIndex(0)

    def show_state_box(self, *, shown: bool) -> None:
        """Offer to filter by state, or leave that to whoever asks."""
        self._ui.state_combo.setVisible(shown)

    def focus_first(self) -> None:
        """Put the keyboard on the first box."""
        first = next(box for box in self._boxes if box.isVisibleTo(self))
        first.setFocus()
