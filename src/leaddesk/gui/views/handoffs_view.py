# SPDX-License-Identifier: MIT
"""Handoffs: what waits for me, the feedback I owe, what I work on, and the fate of what I gave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar

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
    TeamFacts,
)
from leaddesk.desk.queries import (
    HandoffsView as HandoffsAnswer,
)
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.person import Role
from leaddesk.gui.forms.ui_handoffs_view import Ui_HandoffsView
from leaddesk.gui.models.handoff_rows import (
    STATE_CHOICES,
    Lens,
    Shown,
    filtered,
    next_key,
    sections,
)
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.situation import When
from leaddesk.gui.views.handoff_answers import HandoffAnswers
from leaddesk.gui.views.handoff_panels import HandoffDetail, Part

TICK_MS = 1000
RECEIVING_TIER = 2
WHOSE = (("mine", "Mine"), ("everybody", "Everybody’s"))
_NOTHING = HandoffsAnswer((), (), (), (), ())


class HandoffsView(Screen):
    """The Handoffs screen: the list at the left, the chosen handoff at the right."""

    lives_on: ClassVar[Kind] = Kind.HANDOFFS | Kind.FEEDBACK | Kind.PEOPLE | Kind.RULES

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._ui = Ui_HandoffsView()
        self._ui.setupUi(self)
        self._ui.whose_chips.numbered = False
        self._detail = HandoffDetail(self)
        self._ui.detail_column.addWidget(self._detail)
        self._answers = HandoffAnswers(bench, self, self._detail, self._question)
        self._view = _NOTHING
        self._answered = False
        self._shown: tuple[Shown, ...] = ()
        self._key = ""
        self._card: HandoffCard | None = None
        self._currency = ""
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._prepare()

    def _prepare(self) -> None:
        """Connect what the forms brought."""
        ui, answers = self._ui, self._answers
        self._timer.timeout.connect(self._tick)
        for key, words in STATE_CHOICES:
            ui.state_combo.addItem(words, key)
        ui.filter_bar.hide()
        ui.detail_empty.show_state(
            "Nothing chosen", icon_name="handshake", words="Choose a handoff at the left."
        )
        ui.rows.row_chosen.connect(self._choose)
        ui.rows.row_activated.connect(self._on_activated)
        ui.whose_chips.reason_chosen.connect(lambda _key: self.refresh_soon())
        ui.person_combo.activated.connect(self._show_list)
        ui.state_combo.activated.connect(self._show_list)
        self._detail.pressed.connect(self._on_pressed)
        self._detail.reason_pressed.connect(self._on_reason)
        self._detail.talk_pressed.connect(self._on_talk)
        self._detail.work_pressed.connect(self._work)
        answers.written.connect(self._on_written)
        answers.changed.connect(self._on_answering)
        self.bench.seat.people_changed.connect(self._fill_people)

    # ------------------------------------------------------------------------- what screens do

    @override
    def refresh(self) -> None:
        self._ui.filter_bar.setVisible(Role.TEAM_LEAD in self.bench.seat.roles)
        self._ui.filters.setVisible(self._everybody)
        self.bench.ops.ask(self._question(), slot="handoffs", answer=self._show)
        if not self._currency:
            self.bench.ops.ask(AskTeam(), slot="handoffs.team", answer=self._learn_team)

    @override
    def person_left(self) -> None:
        self._answers.close_panel()
        self._view, self._shown, self._key, self._card = _NOTHING, (), "", None
        self._answered = False
        only_leads = self.bench.seat.roles == {Role.TEAM_LEAD}
        self._ui.whose_chips.show_reasons(WHOSE, "everybody" if only_leads else "mine")
        self._fill_people()
        self._show_list()

    @override
    def situation(self) -> When:
        now = When.SEATED
        if self._card is None or self._answers.engaged:
            return now
        part, row = self._part, self._card.row
        if part is Part.TO_ACCEPT and self._mine(row):
            now |= When.TO_ACCEPT
        if part is Part.OWED and self._owed_by_me(self._chosen_feedback()):
            now |= When.OWES_FEEDBACK
        if part is Part.SENT and row.may_appeal and row.giver_id == self.bench.seat.person_id:
            now |= When.MAY_APPEAL
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
            "feedback.give": self._give_feedback,
        }

    @override
    def focus_first(self) -> None:
        self._ui.rows.setFocus()

    # ------------------------------------------------------------------------- showing

    @property
    def _everybody(self) -> bool:
        """Whether a team lead looks at the handoffs of everybody."""
        lead = Role.TEAM_LEAD in self.bench.seat.roles
        return lead and self._ui.whose_chips.reason == "everybody"

    def _question(self) -> AskHandoffs:
        return AskHandoffs(self.bench.seat.person_id, everybody=self._everybody)

    @property
    def _part(self) -> Part:
        """Which section the chosen row stands in."""
        kind, _, number = self._key.partition(":")
        if kind == "handoff":
            waiting = any(str(row.id) == number for row in self._view.to_accept)
            return Part.TO_ACCEPT if waiting else Part.WORKING
        return {"owed": Part.OWED, "thanks": Part.THANKS}.get(kind, Part.SENT)

    def _lens(self) -> Lens:
        seat = self.bench.seat
        return Lens(
            now=self.bench.ops.now(),
            zone=self._zone(),
            person_id=seat.person_id,
            currency=self._currency,
            everybody=self._everybody,
        )

    def _zone(self) -> str:
        person = self.bench.seat.person
        return person.time_zone if person is not None else "UTC"

    def _mine(self, row: HandoffRow) -> bool:
        return row.receiver_id in {0, self.bench.seat.person_id}

    def _owed_by_me(self, row: FeedbackRow | None) -> bool:
        person = self.bench.seat.person
        return row is not None and person is not None and row.receiver == person.name

    def _filtered(self) -> HandoffsAnswer:
        if not self._everybody:
            return self._view
        person = str(self._ui.person_combo.currentData() or "")
        state = str(self._ui.state_combo.currentData() or "")
        return filtered(self._view, self.bench.ops.now(), person, state)

    def _show(self, view: HandoffsAnswer) -> None:
        self._view = view
        self._answered = True
        self._show_list()

    def _show_list(self) -> None:
        before, self._shown = self._shown, sections(self._filtered(), self._lens())
        key = next_key(before, self._shown, self._key)
        self._ui.rows.show_rows(self._shown)
        self._ui.rows.select_key(key)
        self._ui.rows.setVisible(bool(self._shown) or not self._answered)
        self._ui.list_empty.setVisible(not self._shown and self._answered)
        self._say_why_empty()
        self._choose(key)

    def _choose(self, key: str) -> None:
        if key != self._key:
            self._answers.close_panel()
            self._key, self._card = key, None
        number = self._handoff_of(key)
        if not number:
            self._ui.pages.setCurrentWidget(self._ui.empty_page)
            self.bench.frame.refresh_actions()
            return
        self.bench.ops.ask(
            AskHandoff(number), slot="handoff", answer=self._show_card, failed=self._card_missing
        )

    def _handoff_of(self, key: str) -> int:
        """Return the id of the handoff that a row is about, 0 for none."""
        kind, _, number = key.partition(":")
        if kind in {"handoff", "sent"}:
            return int(number)
        feedback = self._feedback_of(key)
        return feedback.handoff_id if feedback is not None else 0

    def _feedback_of(self, key: str) -> FeedbackRow | None:
        rows = (*self._view.owed, *self._view.received)
        return next((row for row in rows if key in {f"owed:{row.id}", f"thanks:{row.id}"}), None)

    def _chosen_feedback(self) -> FeedbackRow | None:
        return self._feedback_of(self._key)

    def _show_card(self, card: HandoffCard) -> None:
        self._card = card
        now, zone, part = self.bench.ops.now(), self._zone(), self._part
        owed = self._chosen_feedback()
        mine = self._mine(card.row)
        if part is Part.OWED:
            mine = self._owed_by_me(owed)
        elif part is Part.SENT:
            mine = card.row.giver_id == self.bench.seat.person_id
        if not self._answers.engaged:
            self._detail.show_card(card, part, now, zone, mine=mine)
            if owed is not None:
                self._detail.show_feedback(owed, part, now, zone)
        self._ui.pages.setCurrentWidget(self._ui.detail_page)
        self.bench.frame.refresh_actions()

    def _card_missing(self, _error: LeadDeskError) -> None:
        self._card = None
        self._ui.pages.setCurrentWidget(self._ui.empty_page)
        self.bench.frame.refresh_actions()

    def _tick(self) -> None:
        """Move every clock that runs, without asking the desk."""
        shown = sections(self._filtered(), self._lens())
        if shown != self._shown:
            self._shown = shown
            self._ui.rows.show_rows(shown)
        if self._card is not None:
            self._detail.tick(self._card.row, self._part, self.bench.ops.now())

    def _learn_team(self, facts: TeamFacts) -> None:
        self._currency = facts.currency
        self._tick()

    def _say_why_empty(self) -> None:
        if self._everybody and (self._view != _NOTHING):
            title, words = "Nothing matches the filter", "Choose other people or states above."
        elif self._everybody:
            title, words = "No handoffs yet", "A qualified lead that is handed off appears here."
        elif Role.SENIOR_REP in self.bench.seat.roles:
            title = "No handoff waits for you"
            words = (
                "What a qualifier hands to you appears here with its clock. No feedback is owed."
            )
        else:
            title = "You have not handed anything off yet"
            words = "Press 9 on a qualified lead. Its fate shows here until it is won or lost."
        self._ui.list_empty.show_state(title, icon_name="handshake", words=words)

    # ------------------------------------------------------------------------- answering

    def _with_card(self, answer: Callable[[HandoffCard], None]) -> None:
        if self._card is not None:
            answer(self._card)

    def _give_feedback(self) -> None:
        owed = self._chosen_feedback()
        if owed is not None:
            self._answers.ask_feedback(owed)

    def _work(self) -> None:
        if self._card is not None and self._part is Part.WORKING and self._mine(self._card.row):
            self.bench.seat.work_tier(max(RECEIVING_TIER, self._card.lead.tier))
            self.bench.frame.work_on(self._card.row.lead_id)

    def _on_pressed(self, action_id: str) -> None:
        self.handlers()[action_id]()

    def _on_reason(self, reason: str) -> None:
        if self._card is not None and When.TO_ACCEPT in self.situation():
            self._answers.ask_return(self._card, reason)

    def _on_talk(self) -> None:
        self._with_card(self._answers.call_giver)

    def _on_activated(self, key: str) -> None:
        """Enter or a double click on a row: what its first button does."""
        if key == self._key and When.OWES_FEEDBACK in self.situation():
            self._give_feedback()
        elif key == self._key:
            self._work()

    def _on_answering(self) -> None:
        if not self._answers.engaged and self.isVisible():
            self._ui.rows.setFocus()
        self.bench.frame.refresh_actions()

    def _on_written(self, view: HandoffsAnswer | None) -> None:
        if view is None:
            self.refresh_soon()
        else:
            self._show(view)

    def _fill_people(self) -> None:
        box = self._ui.person_combo
        chosen = box.currentData()
        box.clear()
        box.addItem("All people", "")
        for person in self.bench.seat.people:
            box.addItem(person.name, person.name)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
