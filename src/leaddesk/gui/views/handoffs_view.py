# SPDX-License-Identifier: MIT
"""Handoffs: what waits for me, the feedback I owe, what I work on, and the fate of what I gave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.desk.changes import Kind
from leaddesk.desk.queries import (
    AskHandoff,
    AskHandoffs,
    AskTeam,
    FeedbackRow,
    HandoffCard,
    HandoffRow,
    HandoffsPage,
    Query,
    TeamFacts,
)
from leaddesk.desk.queries import (
    HandoffsView as HandoffsAnswer,
)
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.person import Role
from leaddesk.gui.forms.ui_handoffs_view import Ui_HandoffsView
from leaddesk.gui.models.handoff_rows import Lens, sections
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.situation import When
from leaddesk.gui.views.colleague_call import ring
from leaddesk.gui.views.handoff_answers import HandoffAnswers
from leaddesk.gui.views.handoff_list import EmptyWords, HandoffList
from leaddesk.gui.views.handoff_panels import HandoffDetail, Part
from leaddesk.gui.views.handoff_writes import HandoffWrites

TICK_MS = 1000
RECEIVING_TIER = 2
NOTHING = HandoffsAnswer((), (), (), (), ())
_PARTS = {"owed": Part.OWED, "thanks": Part.THANKS, "team": Part.TEAM}


class HandoffsView(Screen):
    """The Handoffs screen of a person: the list at the left, the chosen handoff at the right."""

    lives_on: ClassVar[Kind] = Kind.HANDOFFS | Kind.FEEDBACK | Kind.PEOPLE | Kind.RULES | Kind.TEAM

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._ui = Ui_HandoffsView()
        self._ui.setupUi(self)
        self._list, self._detail = HandoffList(self), HandoffDetail(self)
        self._ui.list_column.addWidget(self._list)
        self._ui.pages.addWidget(self._detail)
        self._answers = HandoffAnswers(bench, self, self._detail, self._question)
        self._writes: list[HandoffWrites] = [self._answers]
        self._view = NOTHING
        self._card: HandoffCard | None = None
        self._shown_key = ""
        self._currency = ""
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._connect()
        self._start_over()

    def _connect(self) -> None:
        detail = self._detail
        self._timer.timeout.connect(self._tick)
        self._ui.detail_empty.show_state(
            "Nothing chosen", icon_name="handshake", words="Choose a handoff at the left."
        )
        self._list.chosen.connect(self._on_chosen)
        self._list.opened.connect(self._on_opened)
        detail.pressed.connect(self.bench.frame.act)
        detail.reason_pressed.connect(self._on_reason)
        detail.work_pressed.connect(self._work)
        self._listen(self._answers)

    # ------------------------------------------------------------------------- what screens do

    @override
    def refresh(self) -> None:
        self.bench.ops.ask(self._question(), slot="handoffs", answer=self._show)
        if not self._currency:
            self.bench.ops.ask(AskTeam(), slot="handoffs.team", answer=self._learn_team)

    @override
    def person_left(self) -> None:
        self._close_panels()
        self._start_over()
        self._ui.pages.setCurrentWidget(self._ui.detail_empty)

    def _start_over(self) -> None:
        self._view, self._card = NOTHING, None
        self._list.start_over()

    @override
    def situation(self) -> When:
        now = When.SEATED
        if self._card is None or self._engaged:
            return now
        part, row = self._part, self._card.row
        if part is Part.TO_ACCEPT and self._mine(row):
            now |= When.TO_ACCEPT
        if part is Part.OWED and self._owed_by_me(self._chosen_feedback()):
            now |= When.OWES_FEEDBACK
        if part is Part.SENT and row.may_appeal and row.giver_id == self.bench.seat.person_id:
            now |= When.MAY_APPEAL
        if self._detail.colleague is not None:
            now |= When.HAS_COLLEAGUE
        return now

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "handoff.accept": partial(
                self._with_card, partial(self._answers.accept, call_now=False)
            ),
            "handoff.accept_and_call": partial(
                self._with_card, partial(self._answers.accept, call_now=True)
            ),
            "handoff.return": partial(self._with_card, self._answers.ask_return),
            "handoff.reject": partial(self._with_card, self._answers.ask_reject),
            "handoff.appeal": partial(self._with_card, self._answers.ask_appeal),
            "handoff.talk": self._talk,
            "feedback.give": self._give_feedback,
        }

    @override
    def focus_first(self) -> None:
        self._list.setFocus()

    # ------------------------------------------------------------------------- showing

    @property
    def _engaged(self) -> bool:
        return any(writes.engaged for writes in self._writes)

    def _listen(self, writes: HandoffWrites) -> None:
        writes.written.connect(self._on_written)
        writes.changed.connect(self._on_answering)

    def _question(self) -> Query[Any]:
        return AskHandoffs(self.bench.seat.person_id)

    @property
    def _part(self) -> Part:
        """Which section the chosen row stands in."""
        kind, _, number = self._list.key.partition(":")
        if kind == "handoff":
            waiting = any(str(row.id) == number for row in self._view.to_accept)
            return Part.TO_ACCEPT if waiting else Part.WORKING
        return _PARTS.get(kind, Part.SENT)

    def _lens(self) -> Lens:
        seat = self.bench.seat
        return Lens(
            now=self.bench.ops.now(),
            zone=self.bench.seat.time_zone,
            person_id=seat.person_id,
            currency=self._currency,
        )

    def _mine(self, row: HandoffRow) -> bool:
        return row.receiver_id in {0, self.bench.seat.person_id}

    def _owed_by_me(self, row: FeedbackRow | None) -> bool:
        person = self.bench.seat.person
        return row is not None and person is not None and row.receiver == person.name

    def _show(self, view: HandoffsAnswer | HandoffsPage) -> None:
        if isinstance(view, HandoffsAnswer):
            self._view = view
            empty = empty_words(self.bench.seat.roles)
            self._list.show_built(partial(sections, view), self._lens(), empty)

    def _on_chosen(self, key: str) -> None:
        """Ask for the whole of the chosen row; until it is here, no key answers anything."""
        number = self._handoff_of(key)
        if self._card is None or self._card.row.id != number or self._shown_key != key:
            self._close_panels()
            self._card = None
        self._shown_key = key
        if not number:
            self._card_missing(None)
            return
        self.bench.ops.ask(
            AskHandoff(number), slot="handoff", answer=self._show_card, failed=self._card_missing
        )

    def _handoff_of(self, key: str) -> int:
        """Return the id of the handoff that a row is about, 0 for none."""
        kind, _, number = key.partition(":")
        if kind in {"handoff", "sent", "team"}:
            return int(number)
        feedback = self._feedback_of(key)
        return feedback.handoff_id if feedback is not None else 0

    def _feedback_of(self, key: str) -> FeedbackRow | None:
        rows = (*self._view.owed, *self._view.received)
        return next((row for row in rows if key in {f"owed:{row.id}", f"thanks:{row.id}"}), None)

    def _chosen_feedback(self) -> FeedbackRow | None:
        return self._feedback_of(self._list.key)

    def _show_card(self, card: HandoffCard) -> None:
        self._card = card
        now, zone, part = self.bench.ops.now(), self.bench.seat.time_zone, self._part
        owed, mine = self._chosen_feedback(), self._mine(card.row)
        if part is Part.OWED:
            mine = self._owed_by_me(owed)
        elif part is Part.SENT:
            mine = card.row.giver_id == self.bench.seat.person_id
        if not self._engaged:
            viewer = self.bench.seat.person_id
            self._detail.show_card(card, part, now, zone, mine=mine, viewer=viewer)
            if owed is not None:
                self._detail.show_feedback(owed, part, now, zone)
        self._ui.pages.setCurrentWidget(self._detail)
        self.bench.frame.refresh_actions()

    def _card_missing(self, _error: LeadDeskError | None) -> None:
        self._card = None
        self._ui.pages.setCurrentWidget(self._ui.detail_empty)
        self.bench.frame.refresh_actions()

    def _tick(self) -> None:
        """Move every clock that runs, without asking the desk."""
        self._list.tick(self._lens())
        if self._card is not None:
            self._detail.tick(self._card.row, self._part, self.bench.ops.now())

    def _learn_team(self, facts: TeamFacts) -> None:
        self._currency = facts.currency
        self._tick()

    # ------------------------------------------------------------------------- answering

    def _with_card(self, answer: Callable[[HandoffCard], None]) -> None:
        if self._card is not None:
            answer(self._card)

    def _talk(self) -> None:
        if self._detail.colleague is not None:
            ring(self.bench, self._detail.colleague)

    def _give_feedback(self) -> None:
        owed = self._chosen_feedback()
        if owed is not None:
            self._answers.ask_feedback(owed)

    def _work(self) -> None:
        if self._card is not None and self._part is Part.WORKING and self._mine(self._card.row):
            self.bench.seat.work_tier(max(RECEIVING_TIER, self._card.lead.tier))
            self.bench.frame.work_on(self._card.row.lead_id)

    def _on_reason(self, reason: str) -> None:
        if self._card is not None and When.TO_ACCEPT in self.situation():
            self._answers.ask_return(self._card, reason)

    def _on_opened(self, key: str) -> None:
        """Enter or a double click on a row: what its first button does."""
        if key == self._list.key and When.OWES_FEEDBACK in self.situation():
            self._give_feedback()
        elif key == self._list.key:
            self._work()

    def _on_answering(self) -> None:
        if not self._engaged and self.isVisible():
            self._list.setFocus()
        self.bench.frame.refresh_actions()

    def _close_panels(self) -> None:
        for writes in self._writes:
            writes.close_panel()

    def _on_written(self, view: HandoffsAnswer | HandoffsPage | None) -> None:
        if view is None:
            self.refresh_soon()
        else:
            self._show(view)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()


def empty_words(roles: frozenset[Role]) -> EmptyWords:
    """Return what a screen without handoffs says to somebody in these roles."""
    if Role.SENIOR_REP in roles:
        return EmptyWords(
            "No handoff waits for you",
            "What is handed to you appears here with its clock. You owe nothing.",
        )
    return EmptyWords(
        "You have not handed anything off yet",
        "Press 9 on a qualified lead. Its fate shows here until it is won or lost.",
    )
