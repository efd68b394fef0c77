# SPDX-License-Identifier: MIT
"""One box for every action and every lead: what it lists, and what choosing does."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from leaddesk.desk.queries import AskSearch, FoundLead
from leaddesk.gui.ops import Ops
from leaddesk.gui.screens import ScreenEntry
from leaddesk.gui.shortcuts import Actions
from leaddesk.gui.widgets.command_palette import CommandPalette, PaletteRow
from leaddesk.words import leads

MOST_LEADS = 12
MOST_ACTIONS = 6
FEWEST_LETTERS = 2
"""Search starts from so many letters on."""


class Around(Protocol):
    """What the window does for the box."""

    @property
    def entries(self) -> tuple[ScreenEntry, ...]:
        """The screens of who sits here."""
        ...

    def go(self, screen: str) -> None:
        """Show a screen by its id."""
        ...

    def work_on(self, lead_id: int) -> None:
        """Take a lead into hand."""
        ...


class Palette(QObject):
    """Fills the palette from the table of actions and from the search of the desk."""

    def __init__(
        self,
        box: CommandPalette,
        ops: Ops,
        actions: Actions,
        around: Around,
    ) -> None:
        super().__init__(box)
        self._box, self._ops, self._actions, self._around = box, ops, actions, around
        box.query_changed.connect(self._on_query)
        box.chosen.connect(self._on_chosen)

    def open(self) -> None:
        """Show it, the keyboard in its field."""
        self._box.open_palette()

    def rows_for(self, text: str) -> list[PaletteRow]:
        """Return the screens and actions that fit, those whose words start so first."""
        words = text.casefold().split()
        fits: list[tuple[int, PaletteRow]] = []
        for action in self._actions.possible():
            said = action.words.casefold()
            if not action.palette or action.id == "palette.open":
                continue
            if all(word in said for word in words):
                keys = QKeySequence.fromString(action.shown_key)
                row = PaletteRow(
                    action.id, action.words, "", "Actions", action.icon or "chevron-right",
                    keys.toString(QKeySequence.SequenceFormat.NativeText), action.id,
                )  # fmt: skip
                fits.append((0 if words and said.startswith(words[0]) else 1, row))
        for entry in self._around.entries if words else ():
            said = f"show {entry.word}".casefold()
            if all(word in said for word in words):
                row = PaletteRow(
                    f"screen-{entry.id}", f"Show {entry.word}", "", "Screens", entry.icon, "", entry
                )
                fits.append((0 if said.startswith(words[0]) or words[0] in said else 1, row))
        fits.sort(key=lambda fit: fit[0])
        return [row for _, row in fits]

    def _on_query(self, token: int, text: str) -> None:
        actions = self.rows_for(text)
        asked = text.strip()
        if len(asked) < FEWEST_LETTERS or not self._ops.is_open:
            self._box.set_results(token, actions)
            return

        def found(leads_found: tuple[FoundLead, ...]) -> None:
            rows = [_lead_row(lead) for lead in leads_found]
            self._box.set_results(token, rows + actions[:MOST_ACTIONS])

        self._box.set_waiting()
        self._ops.ask(AskSearch(asked, MOST_LEADS), slot="palette", answer=found)

    def _on_chosen(self, payload: object) -> None:
        if isinstance(payload, FoundLead):
            self._around.work_on(payload.id)
        elif isinstance(payload, ScreenEntry):
            self._around.go(payload.id)
        elif isinstance(payload, str):
            self._actions.run(payload)


def _lead_row(lead: FoundLead) -> PaletteRow:
    parts = (lead.company if lead.company != lead.name else "", lead.phone, leads.state(lead.state))
    subtitle = " · ".join(part for part in parts if part)
    return PaletteRow(f"lead-{lead.id}", lead.name, subtitle, "Leads", "user", "", lead)
