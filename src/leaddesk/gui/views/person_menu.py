# SPDX-License-Identifier: MIT
"""The menu behind the name at the top right: who sits here, which tier, how it looks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from leaddesk.domain.person import Person
from leaddesk.gui.views.main_window import MainWindow
from leaddesk.words import leads


class PersonMenu(QMenu):
    """Fills itself when it is about to be shown; `pick` is told who sits down."""

    def __init__(self, window: MainWindow, pick: Callable[[Person], None]) -> None:
        super().__init__(window)
        self._window, self._pick = window, pick
        self.setAccessibleName("Who is at the desk")
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        seat = self._window.seat
        group = QActionGroup(self)
        for person in seat.people:
            chosen = self.addAction(person.name.replace("&", "&&"))
            chosen.setCheckable(True)
            chosen.setChecked(person.id == seat.person_id)
            chosen.triggered.connect(partial(self._pick, person))
            group.addAction(chosen)
        tiers = seat.person.tiers if seat.person is not None else ()
        if len(tiers) > 1:
            self.addSeparator()
            for tier in tiers:
                self._add_tier(tier)
        self.addSeparator()
        for name in ("scheme.switch", "scheme.follow", "keys.show", "window.quit"):
            self.addAction(self._window.actions_here.qaction(name))

    def _add_tier(self, tier: int) -> None:
        seat = self._window.seat
        chosen = self.addAction(f"Work tier {tier} · {leads.tier(tier)}")
        chosen.setCheckable(True)
        chosen.setChecked(tier == seat.tier)
        chosen.triggered.connect(partial(seat.work_tier, tier))
