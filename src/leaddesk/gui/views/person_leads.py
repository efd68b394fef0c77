# SPDX-License-Identifier: MIT
"""The leads that are one person, to choose from: a merged one goes with the lead that stayed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from leaddesk.desk.queries import PersonData, PersonLead
from leaddesk.words import erasing

ROW_HEIGHT = 30
MOST_ROWS = 4
"""Rows that are shown without scrolling."""
_INDENT = "      ↳ "


class PersonLeads:
    """Fills a list with a person's leads; several of them are checked one by one with Space."""

    def __init__(self, box: QListWidget, data: PersonData, changed: Callable[[], None]) -> None:
        self._data = data
        self._stays = {lead.card.id: root_of(lead, data) for lead in data.leads}
        roots = [lead for lead in data.leads if self._stays[lead.card.id] == lead.card.id]
        self._roots: list[tuple[int, QListWidgetItem]] = []
        for root in roots:
            item = _row(box, erasing.lead_line(root))
            if len(roots) > 1:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked)
            self._roots.append((root.card.id, item))
            for lead in data.leads:
                if lead is not root and self._stays[lead.card.id] == root.card.id:
                    _row(box, f"{_INDENT}{erasing.lead_line(lead)}")
        box.setFixedHeight(ROW_HEIGHT * min(MOST_ROWS, box.count()) + 10)
        self._several = len(roots) > 1
        if self._several:
            box.setCurrentRow(0)
        else:
            box.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        box.itemChanged.connect(lambda _item: changed())

    @property
    def several(self) -> bool:
        """Whether there is anything to choose."""
        return self._several

    @property
    def chosen(self) -> tuple[int, ...]:
        """The ids of the chosen leads, without those merged into them."""
        on = Qt.CheckState.Checked
        return tuple(
            lead_id for lead_id, item in self._roots if not self._several or item.checkState() is on
        )

    @property
    def leads(self) -> tuple[PersonLead, ...]:
        """The chosen leads with those that were merged into them."""
        chosen = set(self.chosen)
        return tuple(lead for lead in self._data.leads if self._stays[lead.card.id] in chosen)


def root_of(lead: PersonLead, data: PersonData) -> int:
    """Return the id of the lead that stayed when this one was merged, its own when it was not."""
    return lead.merged_into if lead.merged_into in data.lead_ids else lead.card.id


def _row(box: QListWidget, words: str) -> QListWidgetItem:
    item = QListWidgetItem(words, box)
    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
    item.setSizeHint(QSize(0, ROW_HEIGHT))
    return item
