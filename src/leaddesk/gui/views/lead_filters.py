# SPDX-License-Identifier: MIT
"""Which leads are listed: one box with the usual and the kept filters, and the fields under it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import DropFilter, KeepFilter
from leaddesk.desk.queries import AskKeptFilters, AskLeadChoices, KeptFilter, LeadChoices
from leaddesk.domain.lead_filter import ALL_LEADS, NEWEST_FIRST, LeadFilter, LeadSort
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.keep_filter_dialog import KeepFilterDialog
from leaddesk.gui.views.lead_filter_panel import SHOWN_STATES, LeadFilterPanel, state_words


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the box; `kept_id` 0 for the ones that are always there."""

    words: str
    filter: LeadFilter
    sort: LeadSort | None = None
    kept_id: int = 0


USUAL = (
    Entry("All leads", ALL_LEADS),
    *(Entry(state_words(state), LeadFilter(states=(state,))) for state in SHOWN_STATES),
)


class LeadFilters(QObject):
    """Looks after the box and the panel; `chosen` carries a filter and its order or None."""

    chosen = Signal(object, object)
    written = Signal(object)

    def __init__(self, bench: Bench, box: QComboBox, panel: LeadFilterPanel) -> None:
        super().__init__(box)
        self._bench, self._box, self._panel = bench, box, panel
        self._entries: tuple[Entry, ...] = USUAL
        self._filter = ALL_LEADS
        box.setPlaceholderText("Own filter")
        self._show_entries()
        box.activated.connect(self._on_activated)
        panel.changed.connect(self._on_panel)

    @property
    def filter(self) -> LeadFilter:
        """The filter that is chosen, without words that are typed."""
        return self._filter

    @property
    def kept(self) -> Entry | None:
        """The kept filter that is chosen."""
        place = self._box.currentIndex()
        entry = self._entries[place] if 0 <= place < len(self._entries) else None
        return entry if entry is not None and entry.kept_id else None

    def ask(self) -> None:
        """Ask what there is to choose from, and which filters were kept."""
        ops, seat = self._bench.ops, self._bench.seat
        ops.ask(AskLeadChoices(), slot="leads.choices", answer=self._show_choices)
        ops.ask(AskKeptFilters(seat.person_id), slot="leads.kept", answer=self._show_kept)

    def choose(self, wanted: LeadFilter) -> None:
        """Choose a filter, as the person would."""
        self._take(wanted, None)

    def keep(self, sort: LeadSort) -> None:
        """Ask for a name to keep the filter under."""
        seat = self._bench.seat
        dialog = KeepFilterDialog(
            self._bench.ops, self._filter, sort, self._box.window(),
            may_share=seat.may(KeepFilter, about_others=True),
        )  # fmt: skip
        dialog.written.connect(self._on_written)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def forget(self) -> None:
        """Forget the kept filter that is chosen; what it shows stays shown."""
        kept = self.kept
        if kept is not None:
            command = DropFilter(kept.kept_id)
            self._bench.ops.do(command, initiator=self.parent(), done=self._on_written)

    def _show_choices(self, choices: LeadChoices) -> None:
        self._panel.show_choices(choices, self._bench.seat.people)

    def _show_kept(self, kept: tuple[KeptFilter, ...]) -> None:
        own = (
            Entry(f"{k.name} · team" if k.for_team else k.name, k.filter, k.sort, k.id)
            for k in kept
        )
        self._entries = (*USUAL, *own)
        self._show_entries()

    def _show_entries(self) -> None:
        blocked = self._box.blockSignals(True)
        self._box.clear()
        for entry in self._entries:
            self._box.addItem(entry.words)
        if len(self._entries) > len(USUAL):
            self._box.insertSeparator(len(USUAL))
            self._entries = (*self._entries[: len(USUAL)], USUAL[0], *self._entries[len(USUAL) :])
        self._box.blockSignals(blocked)
        self._mark()

    def _mark(self) -> None:
        """Show in the box which of its filters is chosen, if it is one of them."""
        fits = [
            place
            for place, entry in enumerate(self._entries)
            if entry.filter == self._filter and self._box.itemText(place)
        ]
        # A kept filter says more than the usual one that asks for the same.
        self._box.setCurrentIndex(fits[-1] if fits else -1)

    def _on_activated(self, place: int) -> None:
        entry = self._entries[place]
        self._take(entry.filter, entry.sort or NEWEST_FIRST)

    def _on_panel(self, wanted: LeadFilter) -> None:
        self._take(wanted, None)

    def _take(self, wanted: LeadFilter, sort: LeadSort | None) -> None:
        self._filter = replace(wanted, text="")
        self._panel.show_filter(self._filter)
        self._mark()
        self.chosen.emit(self._filter, sort)

    def _on_written(self, done: Done) -> None:
        self.written.emit(done)
        self.ask()
