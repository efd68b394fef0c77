# SPDX-License-Identifier: MIT
"""The right side of the Handoffs screen: one handoff whole, and the buttons to answer it."""

from __future__ import annotations

import datetime as dt
import enum

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from leaddesk.desk.queries import Colleague, FeedbackRow, HandoffCard, HandoffRow
from leaddesk.domain.handoff import HandoffState, overriding
from leaddesk.gui.actions import TABLE
from leaddesk.gui.forms.ui_handoff_detail import Ui_HandoffDetail
from leaddesk.gui.models.handoff_rows import clock_tone
from leaddesk.gui.situation import When
from leaddesk.gui.theme import Tone, Weight, font, tokens_of
from leaddesk.gui.views.answer_panel import AnswerPanel
from leaddesk.gui.views.fact_list import FactList
from leaddesk.gui.views.handoff_record import HandoffRecord
from leaddesk.gui.views.reason_chips import ReasonChips
from leaddesk.gui.widgets.cap_button import ButtonKind
from leaddesk.gui.widgets.chips import Chip
from leaddesk.gui.widgets.painting import CENTRE, Ink, rounded, text_width, write
from leaddesk.gui.widgets.text import set_look
from leaddesk.words import handoffs, times

BADGE_HEIGHT = 40
SIDE_BY_SIDE = 620
"""Width from which the two cards stand beside each other, in device-independent pixels."""
SHOWN_KEYS = {"Return": "Enter"}


class Part(enum.Enum):
    """Which section of the list the shown row belongs to."""

    TO_ACCEPT = "to_accept"
    OWED = "owed"
    WORKING = "working"
    SENT = "sent"
    THANKS = "thanks"
    TEAM = "team"


def key_of(action_id: str) -> str:
    """Return the key of an action as a cap shows it; empty for one without."""
    key = next((action.shown_key for action in TABLE if action.id == action_id), "")
    return SHOWN_KEYS.get(key, key)


class ClockBadge(Chip):
    """The clock of the shown handoff, as large as it matters."""

    @override
    def sizeHint(self) -> QSize:
        words = text_width(self.text(), font(13, Weight.SEMIBOLD, tabular=True))
        return QSize(round(words + 0.5) + 32, BADGE_HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, box = tokens_of(self), QRectF(self.rect())
        rounded(painter, box, 10, tokens.soft(self.tone))
        face = font(13, Weight.SEMIBOLD, tabular=True)
        write(
            painter,
            box.adjusted(8, 0, -8, 0),
            self.text(),
            Ink(face, tokens.strong(self.tone), CENTRE),
        )
        painter.end()


class HandoffDetail(QWidget):
    """Shows one handoff; `pressed` carries the id of the action whose button was pressed."""

    pressed = Signal(str)
    reason_pressed = Signal(str)
    work_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_HandoffDetail()
        self._ui.setupUi(self)
        ui = self._ui
        self._badge = ClockBadge(self)
        ui.badge_column.addWidget(self._badge)
        self._answers = FactList(self)
        ui.answers_column.addWidget(self._answers)
        self._chips = ReasonChips(self, numbered=False)
        ui.chips_column.addWidget(self._chips)
        self._reasons: list[tuple[str, str]] = []
        self._record = HandoffRecord(self)
        ui.record_column.addWidget(self._record)
        self._panel: AnswerPanel | None = None
        self._colleague: Colleague | None = None
        self._label_buttons()
        ui.talk_title.show_title("Talk first")
        ui.return_title.show_title("If you return it")
        ui.step_title.show_title("Next step agreed")
        ui.talk_button.clicked.connect(lambda: self.pressed.emit("handoff.talk"))
        ui.work_button.clicked.connect(self.work_pressed)
        self._chips.reason_chosen.connect(self._on_reason)

    @property
    def colleague(self) -> Colleague | None:
        """Whom the button to talk first rings; None when it is not offered."""
        shown = self._colleague if self._ui.talk_card.isVisibleTo(self) else None
        return shown if shown is not None and shown.extension else None

    @property
    def panel(self) -> AnswerPanel | None:
        """The panel that is open instead of the buttons, None when none is."""
        return self._panel

    def show_card(
        self, card: HandoffCard, part: Part, now: dt.datetime, zone: str, *, mine: bool, viewer: int
    ) -> None:
        """Show a handoff; `mine` tells that the person at the desk, `viewer`, may answer it."""
        ui, row = self._ui, card.row
        lead = card.lead
        reasons = [(key, handoffs.return_reason(key)) for key in card.reasons.returns]
        if reasons != self._reasons:
            self._reasons = reasons
            self._chips.show_reasons(reasons)
        ui.name_label.setText(row.name)
        place = lead.company if lead.company != row.name else ""
        phone = next((p.shown for p in lead.phones if p.e164 == lead.phone), "")
        ui.line_label.setText(" · ".join(p for p in (lead.title, place, phone) if p))
        giver = handoffs.first_name(row.giver)
        ui.learned_title.show_title(f"What {giver} learned", handoffs.sheet_share(row))
        self._answers.show_facts(
            [(q.title, card.answers.get(q.key, "").strip()) for q in card.sheet.questions]
        )
        self._show_talk(card, part, giver, viewer)
        ui.note_title.show_title(f"{giver}’s note")
        ui.note_label.setText(f"“{card.note}”" if card.note else "")
        ui.note_card.setVisible(bool(card.note))
        step = handoffs.next_step(card.next_step, card.next_step_at, now, zone)
        ui.step_label.setText(step)
        ui.step_card.setVisible(bool(step))
        waiting = part is Part.TO_ACCEPT
        ui.return_card.setVisible(waiting and mine)
        self._chips.choose_nothing()
        ui.return_label.setText(f"It goes back to the top of {giver}’s queue, with your words.")
        self._show_fate(card, part, now, zone)
        self._record.show_record(card, now, zone, whole=part is Part.TEAM)
        ui.record_slot.setVisible(self._record.isVisibleTo(ui.record_slot))
        self.tick(row, part, now)
        self._show_buttons(part, row, mine=mine)
        self._ui.scroll_area.verticalScrollBar().setValue(0)

    def show_feedback(self, owed: FeedbackRow, part: Part, now: dt.datetime, zone: str) -> None:
        """Add what is owed for the shown handoff, or what was given for it."""
        ui = self._ui
        ui.fate_card.setVisible(True)
        ui.words_label.setVisible(True)
        if part is Part.THANKS:
            ui.fate_title.show_title(f"From {owed.receiver}")
            ui.fate_label.setText(f"“{owed.line}”")
            rated = handoffs.RATINGS.get(owed.rating, "")
            thanks = "Thanks you. " if owed.thanks else ""
            ui.words_label.setText(f"{thanks}{owed.rating} of 5: {rated}")
            self._badge.show_chip("", Tone.NEUTRAL)
            return
        ui.fate_title.show_title("You owe feedback", handoffs.owed_chip(owed, now, zone))
        ui.fate_label.setText(times.sentence_start(handoffs.owed_line(owed, now)))
        ui.words_label.setText(handoffs.FEEDBACK_HINT)
        late = owed.due_at < now
        self._badge.show_chip(
            f"Feedback {times.left(owed.due_at, now)}", Tone.BAD if late else Tone.WARN
        )

    def tick(self, row: HandoffRow, part: Part, now: dt.datetime) -> None:
        """Move the clock of the shown handoff to now."""
        told = {Part.SENT, Part.TEAM}
        if part is Part.TO_ACCEPT or (part in told and row.state == HandoffState.OFFERED):
            words = handoffs.accept_within(row, now)
            self._badge.show_chip(words, clock_tone(row.accept_by, now))
        elif part is not Part.OWED:
            self._badge.show_chip("", Tone.NEUTRAL)

    def open_panel(self, panel: AnswerPanel) -> None:
        """Put a panel where the buttons are; the caller starts it."""
        self.close_panel()
        self._panel = panel
        self._ui.answer_column.addWidget(panel)
        self._ui.actions_page.hide()
        self._ui.answer_slot.show()
        panel.show()

    def close_panel(self) -> None:
        """Bring the buttons back."""
        panel, self._panel = self._panel, None
        if panel is not None:
            self._ui.answer_column.removeWidget(panel)
            panel.hide()
            self._chips.choose_nothing()
        self._ui.answer_slot.hide()
        self._ui.actions_page.show()

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - one switch, like setEnabled
        """Take no answer while one is being written."""
        self._ui.actions_page.setEnabled(not busy)
        self._chips.setEnabled(not busy)
        if self._panel is not None:
            self._panel.set_busy(busy)

    def _label_buttons(self) -> None:
        ui = self._ui
        for button, words, action_id, kind in (
            (ui.accept_button, "Accept", "handoff.accept", ButtonKind.PRIMARY),
            (ui.call_button, "Accept and call now", "handoff.accept_and_call", ButtonKind.PLAIN),
            (ui.return_button, "Return with feedback…", "handoff.return", ButtonKind.PLAIN),
            (ui.reject_button, "Reject…", "handoff.reject", ButtonKind.DANGER),
            (ui.feedback_button, "Give feedback", "feedback.give", ButtonKind.PRIMARY),
            (ui.appeal_button, "Ask for another look…", "handoff.appeal", ButtonKind.PLAIN),
            (ui.override_button, "Decide…", "handoff.override", ButtonKind.PLAIN),
            (ui.reassign_button, "Give to another…", "handoff.reassign", ButtonKind.PLAIN),
            (ui.score_button, "Score…", "handoff.score", ButtonKind.PLAIN),
            (ui.pull_back_button, "Pull back…", "handoff.pull_back", ButtonKind.DANGER),
        ):
            button.show_button(words, key_of(action_id), kind)
            button.clicked.connect(lambda _on=False, name=action_id: self.pressed.emit(name))
            button.hide()
        ui.work_button.show_button("Work on this lead", "Enter", ButtonKind.PRIMARY)
        ui.work_button.hide()

    def _show_talk(self, card: HandoffCard, part: Part, giver: str, viewer: int) -> None:
        """Show how to reach the other one; a giver gets no figures of their own handoffs."""
        ui = self._ui
        owed = part is Part.TEAM and card.row.owed_by is not None
        to_receiver = owed or card.row.giver_id == viewer
        self._colleague = other = card.receiver if to_receiver else card.giver
        ui.talk_card.setVisible(other is not None and other.person_id != viewer)
        if other is None:
            return
        mine = other is card.receiver
        deed = "tell" if mine else "ask"
        name = handoffs.first_name(other.name)
        usual = f"A short call beats a written note: {deed} {name} what isn’t in the fields."
        why = handoffs.talk_first(other)
        if owed:
            usual = f"{handoffs.owes(card.row)} A short call reminds them."
        ui.talk_label.setText(why or usual)
        set_look(ui.talk_label, "warn" if why else "")
        ui.talk_button.setVisible(bool(other.extension))
        kind = ButtonKind.PRIMARY if why and part is not Part.TO_ACCEPT else ButtonKind.PLAIN
        ui.talk_button.show_button(handoffs.ring(other), key_of("handoff.talk"), kind, "phone")
        record = handoffs.giver_record(card.giver_given, card.giver_accepted, card.giver_presented)
        ui.record_label.setText(f"{giver}: {record}" if card.giver_given else record)
        ui.record_label.setVisible(not mine)

    def _show_fate(self, card: HandoffCard, part: Part, now: dt.datetime, zone: str) -> None:
        ui, row = self._ui, card.row
        asked = part is Part.TO_ACCEPT and (row.appealed or bool(row.decider))
        told = part in {Part.WORKING, Part.SENT, Part.TEAM} or asked or bool(card.warm_reason)
        ui.fate_card.setVisible(told)
        if not told:
            return
        if asked:
            ui.fate_title.show_title("How it came to you")
            ui.fate_label.setText(handoffs.fate(row, now, zone))
        elif part is Part.TO_ACCEPT:
            ui.fate_title.show_title("Handed over warm")
            ui.fate_label.setText(card.warm_reason)
        else:
            ui.fate_title.show_title("What became of it")
            ui.fate_label.setText(handoffs.fate(row, now, zone))
        ui.words_label.setText(_beside_the_fate(card, part))
        ui.words_label.setVisible(bool(ui.words_label.text()))

    def _show_buttons(self, part: Part, row: HandoffRow, *, mine: bool) -> None:
        ui = self._ui
        waiting = part is Part.TO_ACCEPT and mine
        for button in (ui.accept_button, ui.call_button, ui.return_button, ui.reject_button):
            button.setVisible(waiting)
        ui.work_button.setVisible(part is Part.WORKING and mine)
        ui.feedback_button.setVisible(part is Part.OWED and mine)
        ui.appeal_button.setVisible(part is Part.SENT and row.may_appeal and mine)
        for button, needed in (
            (ui.override_button, When.MAY_OVERRIDE),
            (ui.reassign_button, When.MAY_REASSIGN),
            (ui.score_button, When.ROW_CHOSEN),
            (ui.pull_back_button, When.MAY_REASSIGN),
        ):
            button.setVisible(part is Part.TEAM and needed in team_may(row))

    def _on_reason(self, reason: str) -> None:
        self.reason_pressed.emit(reason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= SIDE_BY_SIDE
        self._ui.pair_layout.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )


def team_may(row: HandoffRow) -> When:
    """Return what a team lead may do about a handoff."""
    now = When.ROW_CHOSEN
    state = HandoffState(row.state)
    movable = state in {HandoffState.OFFERED, HandoffState.ACCEPTED}
    if row.open and movable:
        now |= When.MAY_REASSIGN
    if overriding(state) and (row.open or not movable):
        now |= When.MAY_OVERRIDE
    return now


def _beside_the_fate(card: HandoffCard, part: Part) -> str:
    """Return what is to be known beside the fate: words of an offer, a right, a warm reason."""
    row = card.row
    if row.state == HandoffState.OFFERED and row.words:
        return f"“{row.words}”"
    if row.may_appeal and part is Part.SENT:
        return "You may ask once for another look."
    if part is Part.TEAM and card.warm_reason:
        return f"Handed over warm: {card.warm_reason}"
    return ""
