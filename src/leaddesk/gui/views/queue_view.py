# SPDX-License-Identifier: MIT
"""The queue: the lead in hand, one key per outcome, and the next lead in the same moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.desk import queries
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import AddNote, SaveSheet, SkipLead, TakeBack, TakeNext
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.forms.ui_queue_view import Ui_QueueView
from leaddesk.gui.models import pad_buttons, up_next
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.situation import When
from leaddesk.gui.views.lead_panel import LeadPanel
from leaddesk.gui.views.outcome_desk import OutcomeDesk
from leaddesk.gui.views.side_panel import SidePanel
from leaddesk.gui.widgets.empty_state import EmptyAction, ReasonCount
from leaddesk.words import empty as empty_words
from leaddesk.words import numbers

SLOT = "queue"
LIST_WIDTH = (232, 300)
SIDE_WIDTH = (248, 318)
"""Narrowest and widest of the columns beside the lead, in device-independent pixels."""


class QueueScreen(Screen):
    """One qualifier or rep at work in one tier."""

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
        self._view: queries.QueueView | None = None
        self._shown: queries.LeadCard | None = None
        self._writing = False
        self._behind = False
        self._undos = 0
        self._notes: dict[int, str] = {}
        self.desk = OutcomeDesk(self, self._ui.pad)
        self._ui.up_next_title.show_title("Up next")
        self._ui.pad.outcome_chosen.connect(self.desk.choose)
        self._ui.empty.action_chosen.connect(self._on_empty_action)
        self.lead.dial_requested.connect(self._on_dial)
        self.lead.note.left.connect(self.focus_first)
        self.lead.note.saved.connect(self._on_note_saved)
        self.side.save_requested.connect(self._on_save_sheet)
        self.side.edit_requested.connect(self._edit)
        self._ui.up_next.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    # ------------------------------------------------------------------------- what is shown

    @property
    def view(self) -> queries.QueueView | None:
        """The last answer of the desk."""
        return self._view

    @property
    def card(self) -> queries.LeadCard | None:
        """The lead that is on the screen; during a write the one that follows."""
        return self._shown

    @property
    def lead_id(self) -> int:
        """The id of the lead on the screen, 0 without one."""
        return self._shown.id if self._shown is not None else 0

    @property
    def writing(self) -> bool:
        """True while an outcome is being logged."""
        return self._writing

    @override
    def refresh(self) -> None:
        if self._writing:
            self._behind = True
            return
        self.bench.ops.ask(self.question(), slot=SLOT, answer=self._on_answer)

    @override
    def person_left(self) -> None:
        self.desk.close()
        self.side.flush()
        self._view = self._shown = None
        self._notes.clear()
        self._ui.pages.setCurrentIndex(0)
        self._ui.up_next.show_rows([])
        self._ui.pad.show_outcomes([], [])
        self._ui.side_card.setEnabled(False)

    def question(self) -> queries.AskQueue:
        """Return the question for this screen."""
        return queries.AskQueue(self.bench.seat.person_id, self.bench.seat.tier)

    def take(self, lead_id: int) -> None:
        """Take that one lead into hand."""
        self._write(TakeNext(self.bench.seat.tier, lead_id), self._on_taken)

    # ------------------------------------------------------------------------- writing

    def log(self, command: object, counts: Mapping[str, int], *, next_at_once: bool = True) -> None:
        """Write an outcome; the lead that follows is on the screen before the write is done."""
        if self._writing or self._shown is None:
            return
        self.side.flush()
        self._keep_note()
        self.bench.frame.expect(counts)
        view = self._view
        if next_at_once and view is not None:
            self._show_following(view)
        self._write(command, self._on_logged)

    def _write(self, command: object, done: Callable[[Done], None]) -> None:
        """Write, and show what is in hand afterwards; a refusal brings back what was shown."""
        self._writing = True
        self._ui.pad.set_busy(True)
        self.lead.phone.set_busy(True)
        self.bench.frame.refresh_actions()

        def landed(result: Done, answers: tuple[queries.QueueView, ...]) -> None:
            self._landed()
            done(result)
            if answers:
                self._on_answer(answers[0])
            else:
                self.refresh_soon()
            self._catch_up()

        def failed(error: LeadDeskError) -> None:
            self._landed()
            if self._view is not None:
                self._show(self._view)
            self.bench.frame.refuse(error)
            self.bench.frame.expect({})
            self._undos = 0
            self._behind = False
            self.refresh_soon()

        self.bench.ops.do_then_ask(
            command, {SLOT: self.question()}, done=landed, initiator=self, failed=failed
        )

    def _landed(self) -> None:
        self._writing = False
        self._ui.pad.set_busy(False)
        self.lead.phone.set_busy(False)

    def _catch_up(self) -> None:
        """Do what was asked for while a write was under way."""
        if self._undos:
            self._undos -= 1
            self._undo()
        elif self._behind:
            self._behind = False
            self.refresh_soon()

    def _on_logged(self, done: Done) -> None:
        if done.lead_id is not None:
            self._notes.pop(done.lead_id, None)
        self.bench.frame.told(done)

    def _on_taken(self, done: Done) -> None:
        if done.label == "nothing_to_take":
            self.bench.frame.told(done)

    # ------------------------------------------------------------------------- showing

    def _on_answer(self, view: queries.QueueView) -> None:
        first = self._view is None
        self._view = view
        self._show(view)
        may_take = any(row.opens_at is None for row in view.up_next)
        if view.card is None and may_take and not self._writing:
            self._write(TakeNext(self.bench.seat.tier), lambda _done: None)
        elif first:
            self.focus_first()

    def _show(self, view: queries.QueueView) -> None:
        at = self.bench.ops.now()
        self._ui.up_next_title.show_title("Up next", up_next.remark(view))
        rows = up_next.rows_of(view, at)
        self._ui.up_next.show_rows(rows)
        if view.card is None:
            self._show_none(view)
        else:
            self._ui.up_next.select_key(str(view.card.id))
            self._show_card(view.card, view)
            buttons, more = pad_buttons.buttons_of(view.offers, view.card, at)
            self._ui.pad.show_outcomes(buttons, more)
        self.bench.frame.refresh_actions()

    def _show_card(self, card: queries.LeadCard, view: queries.QueueView) -> None:
        """Show a lead; its note is what was written for it and not logged yet."""
        other = self._shown is None or self._shown.id != card.id
        if other:
            self.desk.close()
            self._keep_note()
        self._shown = card
        self.lead.show_card(card, self.bench.ops.now(), self._viewer_zone())
        self.side.show_card(card, view.sheet)
        self._ui.side_card.setEnabled(True)
        if other:
            self.lead.note.setPlainText(self._notes.get(card.id, ""))
        if self._ui.pages.currentWidget() is not self.lead:
            self._ui.pages.setCurrentWidget(self.lead)

    def _show_following(self, view: queries.QueueView) -> None:
        """Show the lead after the one in hand, before anybody said that it is ours."""
        self.desk.close()
        if view.following is None:
            self._shown = None
            self._ui.pages.setCurrentIndex(0)
            self._ui.up_next.show_rows([])
            return
        at = self.bench.ops.now()
        rows = [up_next.head_row(view.following, at)]
        rows += [up_next.follow_row(r, at) for r in view.up_next if r.lead_id != view.following.id]
        self._ui.up_next.show_rows(rows)
        self._ui.up_next.select_key(str(view.following.id))
        self._show_card(view.following, view)
        self.focus_first()

    def _show_none(self, view: queries.QueueView) -> None:
        self.desk.close()
        self._keep_note()
        self._shown = None
        self._ui.pad.show_outcomes([], [])
        self._ui.side_card.setEnabled(False)
        if view.empty is None:
            self._ui.pages.setCurrentIndex(0)
            return
        counts = empty_words.counts(view.empty, self.bench.ops.now(), self._viewer_zone())
        lines = [ReasonCount(numbers.number(count), words) for count, words in counts]
        self._ui.empty.show_state(
            empty_words.title(view.empty), lines,
            (EmptyAction("list.import", "Import a list", "Ctrl+I"),
             EmptyAction("lead.add", "Add a lead", "A")),
        )  # fmt: skip
        self._ui.pages.setCurrentWidget(self._ui.empty)

    def _keep_note(self) -> None:
        if self._shown is not None:
            self._notes[self._shown.id] = self.lead.note.words

    def _viewer_zone(self) -> str:
        person = self.bench.seat.person
        return person.time_zone if person is not None else "UTC"

    # ------------------------------------------------------------------------- actions

    @override
    def situation(self) -> When:
        when = When.ALWAYS
        if self._shown is not None:
            when |= When.LEAD_SHOWN
            if not self._writing and not self.desk.is_open:
                when |= When.LEAD_IN_HAND
        return when

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        keys: dict[str, Callable[[], None]] = {
            f"outcome.key_{key}": lambda key=key: self._press(key)  # type: ignore[misc]
            for key in "1234567890"
        }
        return keys | {
            "call.start": self._call,
            "number.copy": self._copy,
            "number.next": self.lead.next_number,
            "note.write": self.lead.note.setFocus,
            "sheet.fill": self.side.fill,
            "lead.edit": self._edit,
            "lead.skip": self.desk.ask_skip,
            "outcome.more": self._ui.pad.open_more,
            "work.undo": self._undo,
        }

    @override
    def focus_first(self) -> None:
        """Put the keyboard where keys mean outcomes, unless a field is being filled."""
        self._ui.up_next.setFocus(Qt.FocusReason.OtherFocusReason)

    def skip(self, reason: str) -> None:
        """Put the lead in hand back, with a reason."""
        if self._shown is not None:
            self.log(SkipLead(self._shown.id, reason), {})

    def _press(self, key: str) -> None:
        self._ui.pad.press(key)

    def _call(self) -> None:
        self.lead.phone.press_call()

    def _copy(self) -> None:
        self.lead.copy_number()
        self.bench.frame.say("Number copied")

    def _undo(self) -> None:
        if self._writing:
            self._undos += 1
            return
        self._keep_note()
        self._write(TakeBack(), self.bench.frame.told)

    def _edit(self) -> None:
        if self._shown is None:
            return
        from leaddesk.gui.views.lead_dialog import LeadDialog

        dialog = LeadDialog(self.bench.ops, self, card=self._shown)
        dialog.written.connect(self.bench.frame.told)
        dialog.open()

    def _on_dial(self, number: str) -> None:
        machine = self.bench.machine
        self.bench.ops.run_apart(lambda: machine.dial(number), done=self.lead.show_dialled)

    def _on_note_saved(self) -> None:
        words = self.lead.note.words
        if self._shown is None or not words or self._writing:
            return
        self.lead.note.clear()
        self._write(AddNote(self._shown.id, words), self.bench.frame.told)
        self.focus_first()

    def _on_save_sheet(self, command: SaveSheet) -> None:
        def failed(error: LeadDeskError) -> None:
            self.side.settled(command, saved=False)
            self.bench.frame.refuse(error)

        def saved(_done: Done) -> None:
            self.side.settled(command, saved=True)

        self.bench.ops.do(command, initiator=self, done=saved, failed=failed)

    def _on_empty_action(self, action: str) -> None:
        self.bench.frame.act(action)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width()
        self._ui.up_next_card.setFixedWidth(_between(round(width * 0.215), LIST_WIDTH))
        self._ui.side_card.setFixedWidth(_between(round(width * 0.232), SIDE_WIDTH))


def _between(width: int, limits: tuple[int, int]) -> int:
    return max(limits[0], min(limits[1], width))
