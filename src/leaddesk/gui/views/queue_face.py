# SPDX-License-Identifier: MIT
"""The queue screen as it looks: list, lead, sheet and pad, from one answer of the desk."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.desk import queries
from leaddesk.desk.changes import Kind
from leaddesk.gui.forms.ui_queue_view import Ui_QueueView
from leaddesk.gui.models import pad_buttons, up_next
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.views.lead_panel import LeadPanel
from leaddesk.gui.views.side_panel import SidePanel
from leaddesk.gui.views.why_none import WhyNone
from leaddesk.gui.widgets.empty_state import EmptyAction, ReasonCount
from leaddesk.words import empty as empty_words
from leaddesk.words import numbers
from leaddesk.words import sync as sync_words

LIST_WIDTH = (232, 300)
SIDE_WIDTH = (248, 318)
"""Narrowest and widest of the columns beside the lead, in device-independent pixels."""


class QueueFace(Screen):
    """Shows a QueueView; notes that were not logged yet are kept per lead."""

    lives_on: ClassVar[Kind] = (
        Kind.LEADS | Kind.QUEUE | Kind.HANDOFFS | Kind.LISTS | Kind.RULES | Kind.CLOCK
    )

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._ui = Ui_QueueView()
        self._ui.setupUi(self)
        self.lead = LeadPanel(bench.machine, self)
        self.side = SidePanel(self)
        self._ui.pages.addWidget(self.lead)
        self._ui.side_column.addWidget(self.side)
        self._ui.up_next_title.show_title("Up next")
        self._ui.up_next.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._shown: queries.LeadCard | None = None
        self._empty: queries.EmptyReasons | None = None
        self._why = WhyNone(bench, self._show_why)
        self._notes: dict[int, str] = {}

    @property
    def card(self) -> queries.LeadCard | None:
        """The lead that is on the screen; during a write the one that follows."""
        return self._shown

    @property
    def lead_id(self) -> int:
        """The id of the lead on the screen, 0 without one."""
        return self._shown.id if self._shown is not None else 0

    def close_panel(self) -> None:
        """Put away what is being asked; another lead comes."""

    def show_view(self, view: queries.QueueView) -> None:
        """Show an answer whole."""
        at = self.bench.ops.now()
        self._ui.up_next_title.show_title("Up next", up_next.remark(view))
        self._ui.up_next.show_rows(up_next.rows_of(view, at))
        self._empty = view.empty if view.card is None else None
        if view.card is None:
            self._show_none(view)
        else:
            self._why.forget()
            self._ui.up_next.select_key(str(view.card.id))
            self._show_card(view.card, view)
            self.lead.bar(barred=view.lease_over, others=view.following is not None)
            self._ui.pad.show_outcomes(*pad_buttons.buttons_of(view.offers, view.card, at))
        self.bench.frame.refresh_actions()

    def show_following(self, view: queries.QueueView) -> None:
        """Show the lead after the one in hand, before anybody said that it is ours."""
        self.close_panel()
        self._keep_note()
        if view.following is None:
            self._show_nothing()
            return
        at = self.bench.ops.now()
        rest = (row for row in view.up_next if row.lead_id != view.following.id)
        rows = [up_next.head_row(view.following, at)]
        rows += [up_next.follow_row(row, at) for row in rest]
        self._ui.up_next.show_rows(rows)
        self._ui.up_next.select_key(str(view.following.id))
        self._show_card(view.following, view)
        self.lead.bar(barred=False)
        self.focus_first()

    def forget(self) -> None:
        """Show nothing: another person sat down."""
        self.close_panel()
        self._empty = None
        self._why.forget()
        self._show_nothing()
        self._notes.clear()
        self.lead.note.clear()
        self._ui.pad.show_outcomes([], [])

    @override
    def leads_erased(self, lead_ids: Collection[int]) -> None:
        self._keep_note()
        for lead_id in lead_ids:
            self._notes.pop(lead_id, None)
        if self.lead_id in lead_ids:
            self.lead.note.clear()
            self.side.drop_typed()

    def _show_card(self, card: queries.LeadCard, view: queries.QueueView) -> None:
        """Show a lead; its note is what was written for it and not logged yet."""
        other = self._shown is None or self._shown.id != card.id
        if other:
            self.close_panel()
            self._keep_note()
        self._shown = card
        self.lead.show_card(card, self.bench.ops.now(), self.bench.seat.time_zone)
        self.side.show_card(card, view.sheet)
        self._ui.side_card.setEnabled(True)
        self._show_sides(visible=True)
        if other:
            self.lead.note.setPlainText(self._notes.get(card.id, ""))
        self.show_age()
        if self._ui.pages.currentWidget() is not self.lead:
            self._ui.pages.setCurrentWidget(self.lead)

    def show_age(self) -> None:
        """Say beside Call how long ago the hub was heard, where that is long."""
        link = self.bench.link
        state = link.state if link is not None else None
        self.lead.phone.show_age(sync_words.age(state, self.bench.ops.now()))

    def _show_none(self, view: queries.QueueView) -> None:
        """Say why there is no lead, with counts."""
        self.close_panel()
        self._keep_note()
        self._show_nothing()
        self._ui.up_next.show_rows(up_next.rows_of(view, self.bench.ops.now()))
        self._ui.pad.show_outcomes([], [])
        self._show_sides(visible=False)
        self._show_why()

    def _show_why(self) -> None:
        """Say why, as far as it is known here or was told by the team's hub."""
        here = self._empty
        if here is None:
            return
        at, zone = self.bench.ops.now(), self.bench.seat.time_zone
        found, state = self._why.reasons(here), self._why.apart(here)
        counts = empty_words.counts(found, at, zone) if found is not None else ()
        lines = [ReasonCount(numbers.number(count), words) for count, words in counts]
        if state is not None:
            say = sync_words.none_offered if here.unheard else sync_words.none_left
            words, helps = say(state, at, zone), [EmptyAction("sync.try", "Try now", "F5")]
        else:
            words, helps = self._why.short(), [
                EmptyAction("list.import", "Import a list", "Ctrl+I"),
                EmptyAction("lead.add", "Add a lead", "A"),
            ]  # fmt: skip
        title = empty_words.title(found, away=state is not None)
        self._ui.empty.show_state(title, lines, helps, words=words)
        self._ui.pages.setCurrentWidget(self._ui.empty)

    def _show_nothing(self) -> None:
        self._shown = None
        self.lead.phone.stop_call()
        self._ui.pages.setCurrentIndex(0)
        self._ui.up_next.show_rows([])
        self._ui.side_card.setEnabled(False)

    def _show_sides(self, *, visible: bool) -> None:
        """Sheet and pad belong to a lead; without one the reasons have the room."""
        self._ui.side_card.setVisible(visible)
        self._ui.pad.setVisible(visible)

    def _keep_note(self) -> None:
        if self._shown is not None:
            self._notes[self._shown.id] = self.lead.note.words

    def unlogged_notes(self) -> dict[int, str]:
        """Return what was written and not logged yet, by the lead it was written for."""
        self._keep_note()
        return {lead_id: words for lead_id, words in self._notes.items() if words}

    @override
    def foot(self) -> int:
        return 0 if self._ui.pad.isHidden() else self._ui.pad.height()

    @override
    def focus_first(self) -> None:
        """Put the keyboard where keys mean outcomes."""
        self._ui.up_next.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width()
        self._ui.up_next_card.setFixedWidth(_between(round(width * 0.215), LIST_WIDTH))
        self._ui.side_card.setFixedWidth(_between(round(width * 0.232), SIDE_WIDTH))


def _between(width: int, limits: tuple[int, int]) -> int:
    return max(limits[0], min(limits[1], width))
