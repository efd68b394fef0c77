# SPDX-License-Identifier: MIT
"""The Handoffs screen as a team lead has it: everybody's, those to score, and figures as well."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.desk.queries import AskTeamHandoffs, HandoffsPage, Query
from leaddesk.desk.queries import HandoffsView as HandoffsAnswer
from leaddesk.gui.screen import Bench
from leaddesk.gui.situation import When
from leaddesk.gui.views.handoff_oversight import HandoffOversight
from leaddesk.gui.views.handoff_panels import Part, team_may
from leaddesk.gui.views.handoffs_view import NOTHING, HandoffsView
from leaddesk.gui.views.team_handoffs import EVERYBODY, FIGURES, MINE, OWED, TO_SCORE, TeamHandoffs


class TeamHandoffsView(HandoffsView):
    """Adds what only a team lead sees; for anybody else it is the screen as it was."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._team = TeamHandoffs(bench, self, self._list)
        self._oversight = HandoffOversight(bench, self, self._detail, self._question)
        self._writes.append(self._oversight)
        self._listen(self._oversight)
        self._ui.lead_row.addWidget(self._team.chips, 1)
        self._ui.layout_1.addWidget(self._team.figures, 1)
        self._team.moved.connect(self._on_moved)
        self._team.changed.connect(self._on_team)
        bench.seat.people_changed.connect(self._team.know_people)
        self._start_team()

    @override
    def refresh(self) -> None:
        if self._team.mode == FIGURES:
            self._team.ask_figures()
        else:
            super().refresh()

    @override
    def person_left(self) -> None:
        super().person_left()
        self._start_team()

    @override
    def situation(self) -> When:
        now = super().situation()
        if not self._leads or self._engaged:
            return now
        if self._team.mode == FIGURES:
            return When.SEATED | When.TEAM_HANDOFFS
        now |= When.TEAM_HANDOFFS
        if self._card is not None and self._part is Part.TEAM:
            now |= team_may(self._card.row)
        return now

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        oversight, show = self._oversight, self._team.show
        return {
            **super().handlers(),
            "handoff.reassign": partial(self._with_card, oversight.ask_reassign),
            "handoff.pull_back": partial(self._with_card, oversight.ask_pull_back),
            "handoff.override": partial(self._with_card, oversight.ask_override),
            "handoff.score": partial(self._with_card, oversight.ask_score),
            "handoffs.mine": partial(show, MINE),
            "handoffs.everybody": partial(show, EVERYBODY),
            "handoffs.to_score": partial(show, TO_SCORE),
            "handoffs.figures": partial(show, FIGURES),
            "handoffs.owed": partial(show, OWED),
            "handoffs.filter": self._filter,
        }

    @override
    def focus_first(self) -> None:
        if self._team.mode == FIGURES:
            self._team.figures.focus_first()
        else:
            super().focus_first()

    @property
    def _leads(self) -> bool:
        return self.bench.seat.may(AskTeamHandoffs)

    def _start_team(self) -> None:
        self._ui.lead_bar.setVisible(self._leads)
        self._team.start_over()
        self._show_mode()

    @override
    def _question(self) -> Query[Any]:
        return self._team.question() if self._team.lists else super()._question()

    @override
    def _show(self, view: HandoffsAnswer | HandoffsPage) -> None:
        if isinstance(view, HandoffsPage):
            self._view = NOTHING
            self._team.take(view, self._lens())
        else:
            super()._show(view)

    def _show_mode(self) -> None:
        """Show the list with the handoff beside it, or the figures."""
        figures = self._team.mode == FIGURES
        self._ui.split.setVisible(not figures)
        self._team.figures.setVisible(figures)

    def _on_team(self) -> None:
        """Ask for something else: another view, another filter."""
        self._close_panels()
        self._view, self._card = NOTHING, None
        self._ui.pages.setCurrentWidget(self._ui.detail_empty)
        self.refresh_soon()
        self.bench.frame.refresh_actions()

    def _on_moved(self) -> None:
        """Show another of the views, the keyboard where work on it starts."""
        self._show_mode()
        self.focus_first()

    def _filter(self) -> None:
        if not self._team.lists:
            self._team.show(EVERYBODY)
        self._team.filter.focus_first()
