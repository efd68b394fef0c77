# SPDX-License-Identifier: MIT
"""The lead in hand: who, why now, the number, facts, the note and what happened before."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from leaddesk.desk.ports import Dialled, Machine
from leaddesk.desk.queries import Colleague, LeadCard
from leaddesk.gui.models import lead_facts
from leaddesk.gui.models.up_next import tone_of
from leaddesk.gui.theme import SPACE, Tone
from leaddesk.gui.views.note_edit import NoteEdit
from leaddesk.gui.widgets.banner import Banner, BannerAction
from leaddesk.gui.widgets.chips import Chip
from leaddesk.gui.widgets.field_grid import FieldGrid
from leaddesk.gui.widgets.frames import SectionTitle
from leaddesk.gui.widgets.history import HistoryList
from leaddesk.gui.widgets.phone_card import PhoneCard
from leaddesk.gui.widgets.text import Text, plain_tip, set_look
from leaddesk.words import handoffs, no_call
from leaddesk.words import machine as machine_words
from leaddesk.words.sync import NOT_BEFORE, NOT_YET

SECOND_MS = 1000
TALK = "talk"
NEXT, TRY = "next", "try"
LOW = 560
"""Below this height the panel stands closer together, in device-independent pixels."""
LEAST_HISTORY = 40
"""So much of the history stays where there is little height: the number gives way to nothing."""
_LOOKS = {Tone.HOT: "warn", Tone.WARN: "warn"}


class LeadPanel(QWidget):
    """Shows one card; `dial_requested` carries the number as +digits.

    `colleague_requested` asks to ring the person who shared the lead, `way_on` to do what helps
    where it may not be called: NEXT or TRY.
    """

    dial_requested = Signal(str)
    colleague_requested = Signal()
    way_on = Signal(str)

    def __init__(self, machine: Machine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._machine = machine
        self._card: LeadCard | None = None
        self._tight = False
        self._barred = False
        self._name = Text(self, look="title", elides=True)
        self._speed = Chip(self)
        self._score = Chip(self)
        self._subtitle = Text(self, look="subtitle", elides=True)
        self._why = Text(self, look="secondary", elides=True)
        self._scrub = Text(self, look="faint", elides=True)
        self.phone = PhoneCard(self)
        self.notice = Banner(self)
        self._facts = FieldGrid(self, columns=5, by_words=True)
        self.note = NoteEdit(self)
        self._history_title = SectionTitle(self, title="History")
        self._history = HistoryList(self)
        self._column = QVBoxLayout(self)
        self._clock = QTimer(self)
        self._clock.setInterval(SECOND_MS)
        self._clock.timeout.connect(self._on_second)
        self._lay_out()
        self.phone.call_requested.connect(self._on_call)
        self.phone.hang_up_requested.connect(self.phone.stop_call)
        self.notice.installEventFilter(self)
        self.phone.colleague_requested.connect(self.colleague_requested)
        self.notice.action_chosen.connect(self._on_notice)

    @property
    def card(self) -> LeadCard | None:
        """The card that is shown."""
        return self._card

    @property
    def number(self) -> str:
        """The number that Call would dial, as +digits; empty without one."""
        card, chosen = self._card, self.phone.chosen
        rows = card.phones if card is not None else ()
        return next((row.e164 for row in rows if str(row.id) == chosen), "")

    def show_card(self, card: LeadCard, at: dt.datetime, zone: str) -> None:
        """Show a card at a moment; `zone` is the viewer's. Another lead ends a running call."""
        before, self._card = self._card, card
        fresh = before is None or before.id != card.id
        if fresh:
            self.phone.stop_call()
            self.notice.clear()
        self._name.setText(card.name)
        self._name.setToolTip("")
        self._subtitle.setText(lead_facts.subtitle(card))
        self._subtitle.setVisible(bool(self._subtitle.text()))
        self._score.show_chip(lead_facts.score_chip(card), Tone.NEUTRAL)
        self.setAccessibleName(f"Lead in hand: {card.name}, {self._subtitle.text()}")
        kept = self._first_number(card) if fresh else self.phone.chosen
        self.phone.show_numbers(lead_facts.phone_numbers(card, at), kept)
        self._show_facts()
        self._history.show_entries(lead_facts.entries(card, at, zone))
        self._show_why(card, at)
        self._show_scrub(card, at)
        self._show_speed(at)
        self._show_colleague(card.colleague, fresh=fresh)

    @property
    def barred(self) -> bool:
        """Whether the lead may not be called now, whatever its number."""
        return self._barred

    def bar(self, *, barred: bool, others: bool = False) -> None:
        """Take no call before the hub was heard; offer the next lead, or a try without others."""
        if barred != self._barred:
            self._barred = barred
            self.phone.bar(NOT_YET if barred else "")
            if not barred:
                self.notice.clear()
        if barred:
            helps = BannerAction(NEXT, "Next lead (N)") if others else BannerAction(TRY, "Try now")
            self.notice.show_banner(f"{NOT_BEFORE}.", Tone.WARN, [helps], dismissable=False)

    def next_number(self) -> None:
        """Choose another number of this person."""
        card = self._card
        if card is None or len(card.phones) < 2:  # noqa: PLR2004 - another one needs two
            return
        ids = [str(row.id) for row in card.phones]
        place = ids.index(self.phone.chosen) + 1 if self.phone.chosen in ids else 0
        numbers = lead_facts.phone_numbers(card, self._machine.now())
        self.phone.show_numbers(numbers, ids[place % len(ids)])

    def copy_number(self) -> None:
        """Put the number on the clipboard, as +digits."""
        if self.number:
            QGuiApplication.clipboard().setText(self.number)

    def show_dialled(self, what: Dialled) -> None:
        """Say what became of the call where it needs words; the clock of the call runs on."""
        if what is Dialled.STARTED:
            self.notice.clear()
            return
        card = self._card
        shown = next((r.shown for r in card.phones if r.e164 == self.number), "") if card else ""
        copy = BannerAction("copy", "Copy number")
        self.notice.show_banner(machine_words.dialled(what, shown), Tone.WARN, [copy])

    def _first_number(self, card: LeadCard) -> str:
        """The number the rules chose, else the first one that is not bad."""
        good = [row for row in card.phones if not row.bad]
        chosen = [row for row in good if row.e164 == card.phone] or good
        return str(chosen[0].id) if chosen else ""

    def _show_facts(self) -> None:
        if self._card is not None:
            self._facts.show_fields(lead_facts.facts(self._card, short=self._tight))

    def _show_why(self, card: LeadCard, at: dt.datetime) -> None:
        line = lead_facts.why_line(card, at)
        self._why.setText(line)
        self._why.setVisible(bool(line))
        set_look(self._why, _LOOKS.get(tone_of(card.why.code), "faint"))

    def _show_scrub(self, card: LeadCard, at: dt.datetime) -> None:
        """Say how the lead stands to the do-not-call lists: what stops calls before all else."""
        lines = no_call.scrub_lines(card, at.date())
        stops = any(holds for _words, holds in lines)
        self._scrub.setText(no_call.scrub_line(card, at.date()))
        self._scrub.setToolTip(plain_tip("\n".join(words for words, _holds in lines)))
        # What is as it should be gives way where there is little height.
        self._scrub.setVisible(bool(self._scrub.text()) and (stops or not self._tight))
        set_look(self._scrub, "bad" if stops else "faint")

    def _show_speed(self, at: dt.datetime) -> None:
        card = self._card
        words, tone = lead_facts.speed_chip(card, at) if card is not None else ("", Tone.NEUTRAL)
        self._speed.show_chip(words, tone)
        if words and self.isVisible():
            if not self._clock.isActive():
                self._clock.start()
        else:
            self._clock.stop()

    def _show_colleague(self, colleague: Colleague | None, *, fresh: bool) -> None:
        """Offer to bring in who shared the lead, and say when it is time to talk to them."""
        rings = colleague is not None and bool(colleague.extension)
        name = handoffs.first_name(colleague.name) if colleague is not None else ""
        self.phone.show_colleague(f"Add {name}" if rings else "")
        why = handoffs.talk_first(colleague) if colleague is not None else ""
        if colleague is not None and fresh and why:
            actions = [BannerAction(TALK, handoffs.ring(colleague))] if rings else []
            self.notice.show_banner(why, Tone.WARN, actions)

    def _on_notice(self, action: str) -> None:
        if action == TALK:
            self.colleague_requested.emit()
        elif action in {NEXT, TRY}:
            self.way_on.emit(action)
        else:
            self.copy_number()

    def _on_second(self) -> None:
        self._show_speed(self._machine.now())

    def _on_call(self, _number_id: str) -> None:
        if self.number:
            self.phone.start_call()
            self.dial_requested.emit(self.number)

    def _make_room(self) -> None:
        """Where there is little height a notice takes the place of facts that can wait."""
        crowded = self._tight and not self.notice.isHidden()
        self._facts.setHidden(crowded)
        self._history_title.setHidden(crowded)

    def _lay_out(self) -> None:
        column = self._column
        column.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 2 * SPACE)
        column.setSpacing(3 * SPACE)
        who = QVBoxLayout()
        who.setSpacing(SPACE)
        name = QHBoxLayout()
        name.setSpacing(2 * SPACE)
        name.addWidget(self._name, 1)
        name.addWidget(self._speed)
        name.addWidget(self._score)
        who.addLayout(name)
        who.addWidget(self._subtitle)
        who.addWidget(self._why)
        who.addWidget(self._scrub)
        column.addLayout(who)
        column.addWidget(self.phone)
        column.addWidget(self.notice)
        column.addWidget(self._facts)
        column.addWidget(self.note)
        column.addWidget(self._history_title)
        column.addWidget(self._history, 1)
        self._history.setAccessibleName("History")
        self._history.setMinimumHeight(LEAST_HISTORY)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tight = self.height() < LOW
        if tight == self._tight:
            return
        self._tight = tight
        side, top = (4, 3) if tight else (6, 5)
        self._column.setContentsMargins(side * SPACE, top * SPACE, side * SPACE, 2 * SPACE)
        self._column.setSpacing(2 * SPACE if tight else 3 * SPACE)
        self.note.show_lines(1 if tight else 2)
        self._show_facts()
        if self._card is not None:
            self._show_scrub(self._card, self._machine.now())
        self._make_room()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            self._make_room()
        return super().eventFilter(watched, event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_speed(self._machine.now())

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()
