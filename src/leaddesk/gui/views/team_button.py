# SPDX-License-Identifier: MIT
"""What a team lead changes about the team: its people, and the goals of a day."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from leaddesk.gui.screen import Bench
from leaddesk.gui.views.goals_dialog import GoalsDialog
from leaddesk.gui.views.people_dialog import PeopleDialog


class TeamButton(QPushButton):
    """A button with the menu of the team."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__("Team", parent)
        self._bench = bench
        self.setAutoDefault(False)
        self.setProperty("look", "quiet")
        self.setAccessibleDescription("People of the team and goals of a day")
        menu = QMenu(self)
        menu.addAction("People…").triggered.connect(self.show_people)
        menu.addAction("Goals of a day…").triggered.connect(self.show_goals)
        self.setMenu(menu)

    def show_people(self) -> None:
        """Open the list of people, to add, change or pick one."""
        dialog = PeopleDialog(
            self._bench.ops, self.window(), may_edit=True, here=self._bench.seat.person_id
        )
        dialog.written.connect(self._bench.frame.told)
        dialog.picked.connect(self._bench.seat.sit)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_goals(self) -> None:
        """Open the goals of a tier."""
        dialog = GoalsDialog(self._bench.ops, self.window(), tier=self._bench.seat.tier)
        dialog.written.connect(self._bench.frame.told)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
