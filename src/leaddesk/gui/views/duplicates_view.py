# SPDX-License-Identifier: MIT
"""Duplicates: the likely pairs, the surest first, and two leads side by side to merge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import KeepApart, MergeLeads
from leaddesk.desk.queries import AskDuplicates, AskPair, DuplicatesView, PairCard, PairRow
from leaddesk.domain.duplicate import SURE
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.forms.ui_duplicates_view import Ui_DuplicatesView
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.situation import When
from leaddesk.gui.theme import Tone
from leaddesk.gui.views.pair_panel import PairPanel
from leaddesk.gui.widgets.rows import UpNextRow
from leaddesk.words import duplicates

NOTHING = DuplicatesView((), 0, more=False)


class DuplicatesScreen(Screen):
    """The Duplicates screen: pairs at the left, the chosen one at the right."""

    lives_on: ClassVar[Kind] = Kind.LEADS | Kind.QUEUE | Kind.LISTS | Kind.CLOCK

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._ui = Ui_DuplicatesView()
        self._ui.setupUi(self)
        self._panel = PairPanel(self)
        self._ui.pages.addWidget(self._panel)
        self._view = NOTHING
        self._key = ""
        self._keep_id = 0
        self._busy = False
        self._panel.pressed.connect(bench.frame.act)
        self._ui.pairs_list.row_chosen.connect(self._on_chosen)
        self._show_nothing()

    # ------------------------------------------------------------------------- what screens do

    @override
    def refresh(self) -> None:
        self.bench.ops.ask(AskDuplicates(), slot="duplicates", answer=self._show)

    @override
    def person_left(self) -> None:
        self._view, self._key, self._keep_id = NOTHING, "", 0
        self._ui.pairs_list.show_rows([])
        self._show_nothing()

    @override
    def situation(self) -> When:
        shown = self._panel.card is not None and not self._busy
        return When.SEATED | When.PAIR_SHOWN if shown else When.SEATED

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "duplicates.merge": self._merge,
            "duplicates.apart": self._keep_apart,
            "duplicates.swap": self._swap,
        }

    @override
    def focus_first(self) -> None:
        self._ui.pairs_list.setFocus()

    # ------------------------------------------------------------------------- showing

    def _show(self, view: DuplicatesView) -> None:
        place = self._place()
        self._view = view
        self._ui.list_title.show_title("Duplicates", duplicates.total(view.total, more=view.more))
        self._ui.pairs_list.show_rows([row_of(row) for row in view.pairs])
        keys = [key_of(row) for row in view.pairs]
        if not keys:
            self._show_nothing()
            return
        if self._key not in keys:
            # What was decided is gone: the one that stood behind it is in its place.
            self._key, self._keep_id = keys[min(place, len(keys) - 1)], 0
        self._ui.pairs_list.select_key(self._key)
        self._ask()

    def _place(self) -> int:
        keys = [key_of(row) for row in self._view.pairs]
        return keys.index(self._key) if self._key in keys else 0

    def _show_nothing(self) -> None:
        self._key = ""
        self._panel.forget()
        self._ui.detail_empty.show_state(
            "No likely duplicates",
            icon_name="copy",
            words="New and changed leads are compared in the background with all others. "
            "Two that look like one person or company appear here.",
        )
        self._ui.pages.setCurrentWidget(self._ui.detail_empty)
        self.bench.frame.refresh_actions()

    def _on_chosen(self, key: str) -> None:
        if key != self._key:
            self._key, self._keep_id = key, 0
            self._panel.forget()
        self._ask()

    def _ask(self) -> None:
        """Ask for the chosen pair; until it is here no key decides anything."""
        row = next((row for row in self._view.pairs if key_of(row) == self._key), None)
        if row is None:
            return
        question = AskPair(row.first_id, row.second_id, self._keep_id)
        self.bench.ops.ask(
            question, slot="duplicates.pair", answer=self._show_pair, failed=self._pair_gone
        )
        self.bench.frame.refresh_actions()

    def _show_pair(self, card: PairCard) -> None:
        self._panel.show_card(card, self.bench.ops.now(), self.bench.seat.time_zone)
        self._ui.pages.setCurrentWidget(self._panel)
        self.bench.frame.refresh_actions()

    def _pair_gone(self, _error: LeadDeskError) -> None:
        self._show_nothing()

    # ------------------------------------------------------------------------- deciding

    def _merge(self) -> None:
        card = self._panel.card
        if card is not None:
            left, right = card.left, card.right
            self._do(MergeLeads(left.id, right.id, left.version, right.version, self._panel.taken))

    def _keep_apart(self) -> None:
        card = self._panel.card
        if card is not None:
            self._do(KeepApart(card.row.first_id, card.row.second_id))

    def _swap(self) -> None:
        card = self._panel.card
        if card is not None:
            self._keep_id = card.right.id
            self._ask()

    def _do(self, command: MergeLeads | KeepApart) -> None:
        """Decide, then go on with the pair that stands behind this one."""
        self._busy = True
        self.bench.frame.refresh_actions()
        self.bench.ops.do(command, initiator=self, done=self._on_done, failed=self._on_refused)

    def _on_done(self, done: Done) -> None:
        self._busy = False
        self._panel.forget()
        self.bench.frame.told(done)
        if self.isVisible():
            self._ui.pairs_list.setFocus()
        self.refresh_soon()

    def _on_refused(self, error: LeadDeskError) -> None:
        self._busy = False
        self._panel.forget()
        self.bench.frame.refuse(error)
        self.refresh_soon()


def key_of(row: PairRow) -> str:
    """Return what a pair is told apart by."""
    return f"{row.first_id}:{row.second_id}"


def row_of(row: PairRow) -> UpNextRow:
    """Return a pair as a row: who, why, and how sure."""
    names = row.name if row.name == row.other_name else f"{row.name} · {row.other_name}"
    sure = row.score >= SURE
    why = duplicates.why(row.why, row.site)
    return UpNextRow(
        key=key_of(row),
        title=names,
        subtitle=why,
        chip=duplicates.percent(row.score),
        tone=Tone.GOOD if sure else Tone.WARN,
        tip=f"{duplicates.score(row.score)}: {why}",
    )
