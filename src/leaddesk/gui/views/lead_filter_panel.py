# SPDX-License-Identifier: MIT
"""The fields of a filter of leads, each with what there is to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from leaddesk.desk.queries import LeadChoices
from leaddesk.domain.lead import ANYONE, LeadState
from leaddesk.domain.lead_filter import ALL_LEADS, LeadFilter
from leaddesk.domain.person import Person
from leaddesk.gui.forms.ui_lead_filter_panel import Ui_LeadFilterPanel
from leaddesk.gui.views.choice_box import ChoiceBox
from leaddesk.words import leads, outcomes, tiers

SHOWN_STATES = (
    LeadState.QUEUED, LeadState.OFFERED, LeadState.RESEARCH, LeadState.CLOSED,
    LeadState.SUPPRESSED, LeadState.WON, LeadState.LOST, LeadState.MERGED, LeadState.ERASED,
)  # fmt: skip
Span = tuple[int | None, int | None]
AGES: tuple[tuple[str, Span], ...] = (
    ("In the last 24 hours", (None, 0)),
    ("In the last 7 days", (None, 6)),
    ("In the last 30 days", (None, 29)),
    ("Over 30 days ago", (30, None)),
    ("Over 90 days ago", (90, None)),
)
TRIES: tuple[tuple[str, Span], ...] = (
    ("None yet", (0, 0)),
    ("1 or 2", (1, 2)),
    ("3 to 5", (3, 5)),
    ("6 or more", (6, None)),
)
OPEN: Span = (None, None)
CLASSES = 6


class LeadFilterPanel(QWidget):
    """The fields; `changed` carries the filter that they make."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_LeadFilterPanel()
        self._ui.setupUi(self)
        self._showing = False
        ui = self._ui
        ui.clear_button.show_button("Clear", icon_name="x")
        self._tier = ChoiceBox(ui.tier_combo)
        self._state = ChoiceBox(ui.state_combo)
        self._class = ChoiceBox(ui.class_combo)
        self._source = ChoiceBox(ui.source_combo)
        self._campaign = ChoiceBox(ui.campaign_combo)
        self._list = ChoiceBox(ui.list_combo)
        self._owner = ChoiceBox(ui.owner_combo)
        self._zone = ChoiceBox(ui.zone_combo, "")
        self._age = ChoiceBox(ui.age_combo, OPEN)
        self._tries = ChoiceBox(ui.attempts_combo, OPEN)
        self._outcome = ChoiceBox(ui.outcome_combo, "")
        self._offer_fixed()
        for choice in self._choices:
            choice.box.currentIndexChanged.connect(self._on_changed)
        ui.clear_button.clicked.connect(self._on_clear)

    @property
    def _choices(self) -> Sequence[ChoiceBox]:
        """The fields, in the order of the keyboard."""
        return (
            self._tier, self._state, self._class, self._source, self._campaign, self._list,
            self._owner, self._zone, self._age, self._tries, self._outcome,
        )  # fmt: skip

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        self._ui.tier_combo.setFocus()

    def show_choices(self, choices: LeadChoices, people: Iterable[Person]) -> None:
        """Offer the sources, campaigns, lists, people and zones that there are."""
        self._tier.offer(tiers.choices())
        self._source.offer((leads.source(s.name), s.id) for s in choices.sources)
        self._campaign.offer([("None", ""), *((name, name) for name in choices.campaigns)])
        self._list.offer((name, list_id) for list_id, name in choices.lists)
        self._owner.offer([("Anyone of the tier", ANYONE), *((p.name, p.id) for p in people)])
        self._zone.offer((zone.replace("_", " "), zone) for zone in choices.time_zones)

    def show_filter(self, wanted: LeadFilter) -> None:
        """Show a filter; what it asks for and is not on offer is added as it is."""
        self._showing = True
        told: tuple[object, ...] = (
            wanted.tier, wanted.states, wanted.class_number, wanted.source_id, wanted.campaign,
            wanted.list_id, wanted.owner_id, wanted.time_zone,
            (wanted.age_from, wanted.age_to), (wanted.attempts_from, wanted.attempts_to),
            wanted.last_outcome,
        )  # fmt: skip
        for choice, value in zip(self._choices, told, strict=True):
            choice.choose(value or None if choice is self._state else value)
        self._offer_classes(wanted.tier)
        self._showing = False

    def filter(self) -> LeadFilter:
        """Return the filter that the fields make."""
        age, tries = cast("Span", self._age.value), cast("Span", self._tries.value)
        return LeadFilter(
            tier=cast("int | None", self._tier.value),
            states=cast("tuple[LeadState, ...] | None", self._state.value) or (),
            class_number=cast("int | None", self._class.value),
            source_id=cast("int | None", self._source.value),
            campaign=cast("str | None", self._campaign.value),
            owner_id=cast("int | None", self._owner.value),
            list_id=cast("int | None", self._list.value),
            time_zone=str(self._zone.value),
            age_from=age[0],
            age_to=age[1],
            attempts_from=tries[0],
            attempts_to=tries[1],
            last_outcome=str(self._outcome.value),
        )

    def _offer_fixed(self) -> None:
        """Offer what is the same in every team."""
        self._state.offer((state_words(state), (state,)) for state in SHOWN_STATES)
        self._age.offer(AGES)
        self._tries.offer(TRIES)
        named = outcomes.named()
        self._outcome.offer(sorted((words, key) for key, words in named.items()))
        self._tier.offer(tiers.choices())
        self._offer_classes(None)

    def _offer_classes(self, tier: int | None) -> None:
        """Offer the classes as the tier names them."""
        numbers = range(1, CLASSES + 1)
        self._class.offer((f"{n} · {leads.class_name(tier or 1, n)}", n) for n in numbers)

    def _on_changed(self) -> None:
        if not self._showing:
            wanted = self.filter()
            self._offer_classes(wanted.tier)
            self.changed.emit(wanted)

    def _on_clear(self) -> None:
        self.show_filter(ALL_LEADS)
        self.changed.emit(ALL_LEADS)


def state_words(state: LeadState) -> str:
    """Return a state as an entry of a list: 'In the queue'."""
    words = leads.state(state)
    return words[:1].upper() + words[1:]
