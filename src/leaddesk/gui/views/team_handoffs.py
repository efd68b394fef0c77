# SPDX-License-Identifier: MIT
"""What a team lead sees of everybody's handoffs: which of five views, the filter, page by page."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from leaddesk.desk.queries import (
    AskHandoffFigures,
    AskTeamHandoffs,
    HandoffFilter,
    HandoffsPage,
)
from leaddesk.domain.person import Role
from leaddesk.gui.models.handoff_rows import Lens, Shown
from leaddesk.gui.models.team_handoff_rows import foot, owed_rows, team_rows
from leaddesk.gui.screen import Bench
from leaddesk.gui.views.handoff_figures_page import HandoffFiguresPage
from leaddesk.gui.views.handoff_list import EmptyWords, HandoffList
from leaddesk.gui.views.reason_chips import ReasonChips
from leaddesk.gui.views.team_handoff_filter import TeamHandoffFilter
from leaddesk.words import numbers

MINE, EVERYBODY, TO_SCORE, FIGURES = "mine", "everybody", "to_score", "figures"
OWED = "owed_late"
PAGE = 200
MOST = 500
_NOTHING = HandoffsPage((), None, 0, 0, 0, ())


class TeamHandoffs(QObject):
    """Keeps the pages that came; `changed` when something else is to be asked and shown.

    `moved` comes before it when that is another of the views.
    """

    changed = Signal()
    moved = Signal()

    def __init__(self, bench: Bench, screen: QObject, handoff_list: HandoffList) -> None:
        super().__init__(screen)
        self._bench, self._list = bench, handoff_list
        self._page, self._asked = _NOTHING, AskTeamHandoffs(0)
        self._lens: Lens | None = None
        self.figures = HandoffFiguresPage(handoff_list.parentWidget())
        self.filter = TeamHandoffFilter(handoff_list)
        self.chips = ReasonChips(handoff_list.parentWidget(), numbered=False)
        self.chips.setAccessibleName("Whose handoffs are shown")
        handoff_list.put_above(self.filter)
        self.filter.hide()
        self._waiting, self._owed = -1, 0
        self.chips.reason_chosen.connect(lambda _key: self._on_mode())
        self.filter.changed.connect(self.changed)
        self.figures.since_changed.connect(self.changed)
        handoff_list.reached_end.connect(self._ask_more)

    @property
    def mode(self) -> str:
        """Which of the views is shown."""
        return self.chips.reason or MINE

    @property
    def lists(self) -> bool:
        """Whether everybody's handoffs are listed."""
        return self.mode in {EVERYBODY, TO_SCORE, OWED}

    def start_over(self) -> None:
        """Forget what was shown; who only leads starts with everybody's handoffs."""
        roles = self._bench.seat.roles
        self._page, self._waiting, self._owed = _NOTHING, -1, 0
        only_leads = roles == {Role.TEAM_LEAD}
        self._label(0, EVERYBODY if only_leads else MINE)
        self.filter.clear()
        self.figures.forget()
        self._show_filter()
        self.know_people()

    def know_people(self) -> None:
        """Offer the people of the team in the filter."""
        self.filter.know(self._bench.seat.people)

    def show(self, mode: str) -> None:
        """Show one of the views, as a press on its chip does."""
        self._label(max(0, self._waiting), mode)
        self._on_mode()

    def question(self) -> AskTeamHandoffs:
        """Return what is asked for the page, as many rows as are shown already."""
        now = self._bench.ops.now()
        wanted = self.filter.wanted(now)
        if self.mode in {TO_SCORE, OWED}:
            wanted = replace(wanted, state=self.mode)
        # The longest overdue come first, whatever became of their handoffs: all of them at once.
        limit = MOST if self.mode == OWED else max(PAGE, min(MOST, len(self._page.rows)))
        self._asked = AskTeamHandoffs(self._bench.seat.person_id, wanted, limit=limit)
        return self._asked

    def ask_figures(self) -> None:
        """Ask how handoffs fare."""
        ops = self._bench.ops
        question = AskHandoffFigures(self._bench.seat.person_id, self.figures.since(ops.now()))
        ops.ask(question, slot="handoffs.figures", answer=self.figures.show_figures)

    def take(self, page: HandoffsPage, lens: Lens) -> None:
        """Show a page in the place of what is shown."""
        self._page, self._lens = page, lens
        self.filter.know_sources(page.sources)
        if (page.to_score, page.owed_late) != (self._waiting, self._owed):
            self._owed = page.owed_late
            self._label(page.to_score, self.mode)
        self._show()

    def _show(self) -> None:
        if self._lens is None:
            return
        page = self._page

        def build(lens: Lens) -> tuple[Shown, ...]:
            return owed_rows(page, lens) if self.mode == OWED else team_rows(page, lens)

        self._list.show_built(build, self._lens, self._empty(), foot(page, len(page.rows)))

    def _ask_more(self) -> None:
        """Ask for the page behind what is shown."""
        after = self._page.next_after
        if after is None or not self.lists:
            return
        asked, before = replace(self._asked, after=after, limit=PAGE), self._page

        def add(page: HandoffsPage) -> None:
            if self._page is before:
                self._page = replace(page, rows=(*before.rows, *page.rows))
                self._show()

        self._bench.ops.ask(asked, slot="handoffs.more", answer=add)

    def _empty(self) -> EmptyWords:
        wanted = replace(self._asked.wanted, state="")
        if wanted != HandoffFilter() or (self.mode == EVERYBODY and self._asked.wanted.state):
            return EmptyWords("Nothing matches the filter", "Choose other people or states above.")
        if self.mode == OWED:
            return EmptyWords("No feedback is overdue", "Whoever owes some late stands here.")
        if self.mode == TO_SCORE:
            return EmptyWords(
                "Nothing to score",
                "A share of all handoffs is drawn for it. The next ones that are drawn come here.",
            )
        return EmptyWords("No handoffs yet", "A qualified lead that is handed off appears here.")

    def _label(self, waiting: int, chosen: str) -> None:
        """Write the chips anew, with how many handoffs wait to be scored."""
        focused = any(chip.hasFocus() for chip in self.chips.findChildren(QWidget))
        score = f"To score · {numbers.number(waiting)}" if waiting else "To score"
        owed = f"Feedback overdue · {numbers.number(self._owed)}" if self._owed else ""
        self.chips.show_reasons(
            (
                (MINE, "Mine"), (EVERYBODY, "Everybody’s"), (TO_SCORE, score),
                (FIGURES, "Figures"), (OWED, owed or "Feedback overdue"),
            ),
            chosen,
        )  # fmt: skip
        self._waiting = waiting
        if focused:
            self.chips.focus_chips()

    def _show_filter(self) -> None:
        self.filter.setVisible(self.lists)
        self.filter.show_state_box(shown=self.mode == EVERYBODY)

    def _on_mode(self) -> None:
        self._page = _NOTHING
        self._list.start_over()
        self._show_filter()
        self.moved.emit()
        self.changed.emit()
