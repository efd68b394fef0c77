# SPDX-License-Identifier: MIT
"""For whom something is: everybody, or the people of one or several tiers, as chips."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtWidgets import QHBoxLayout, QWidget

from leaddesk.gui.theme import SPACE
from leaddesk.gui.views.reason_chips import ReasonChip

_EVERYBODY = "Everybody"


class AudienceChips(QWidget):
    """One chip for everybody and one for each tier; without a tier it is everybody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE)
        self._all = ReasonChip(self, text=_EVERYBODY)
        self._all.setAccessibleName(f"For {_EVERYBODY.lower()}")
        self._all.clicked.connect(lambda: self.choose(()))
        self._row.addWidget(self._all)
        self._row.addStretch(1)
        self._tiers: dict[int, ReasonChip] = {}
        self.setFocusProxy(self._all)
        self.choose(())

    def stand_between(self, before: QWidget, after: QWidget) -> None:
        """Take a place in the order of the Tab key of a form."""
        chain = (before, self._all, *self._tiers.values(), after)
        for one, following in pairwise(chain):
            QWidget.setTabOrder(one, following)

    @property
    def tiers(self) -> tuple[int, ...]:
        """The chosen tiers, lowest first; none is everybody."""
        return tuple(tier for tier, chip in sorted(self._tiers.items()) if chip.isChecked())

    def offer(self, tiers: Iterable[tuple[int, str]]) -> None:
        """Offer tiers, each with its words, behind everybody."""
        for tier, words in tiers:
            chip = ReasonChip(self, text=words)
            chip.setAccessibleName(f"For {words}")
            chip.clicked.connect(self._show_all)
            self._row.insertWidget(self._row.count() - 1, chip)
            self._tiers[tier] = chip

    def choose(self, tiers: Iterable[int]) -> None:
        """Choose these tiers; none is everybody."""
        chosen = set(tiers)
        for tier, chip in self._tiers.items():
            chip.setChecked(tier in chosen)
        self._show_all()

    def _show_all(self) -> None:
        self._all.setChecked(not self.tiers)
