# SPDX-License-Identifier: MIT
"""The queue: the lead in hand, one key per outcome, and the next lead in the same moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.desk import queries
from leaddesk.desk.changes import Done
from leaddesk.desk.commands import AddNote, SkipLead, TakeBack, TakeNext
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.screen import Bench, Shown
from leaddesk.gui.situation import When
from leaddesk.gui.views.lead_deeds import LeadDeeds
from leaddesk.gui.views.outcome_desk import OutcomeDesk
from leaddesk.gui.views.queue_face import QueueFace
from leaddesk.gui.views.queue_tie import QueueTie

SLOT = "queue"


class QueueScreen(QueueFace):
    """One qualifier or rep at work in one tier."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._view: queries.QueueView | None = None
        self._writing = False
        self._logging = 0
        self._behind = False
        self._tried = False
        self._undos = 0
        self._to_call = 0
        self.desk = OutcomeDesk(self, self._ui.pad)
        self._deeds = LeadDeeds(bench, self)
        self._ui.pad.outcome_chosen.connect(self.desk.choose)
        self._ui.empty.action_chosen.connect(bench.frame.act)
        self._tie = QueueTie(bench, self)
        self.lead.note.left.connect(self.focus_first)
        self.lead.note.saved.connect(self._on_note_saved)

    # ------------------------------------------------------------------------- what is shown

    @property
    def view(self) -> queries.QueueView | None:
        """The last answer of the desk."""
        return self._view

    @property
    def following_id(self) -> int:
        """The lead after the one in hand, 0 without one."""
        following = self._view.following if self._view is not None else None
        return following.id if following is not None else 0

    @property
    def writing(self) -> bool:
        """True while an outcome is being logged."""
        return self._writing

    @override
    def refresh(self) -> None:
        if self._writing:
            self._behind = True
            return
        self._tried = False
        if self._view is None:
            self._take_next()
        else:
            self._ask()

    @override
    def keep_typed(self) -> None:
        """Save the sheet, and as notes of their leads the words that no outcome took along."""
        self.side.flush()
        for lead_id, words in self.unlogged_notes().items():
            if lead_id != self._logging:
                self.bench.ops.do(AddNote(lead_id, words), failed=self.bench.frame.refuse)

    @override
    def person_left(self) -> None:
        self._view = None
        self.forget()

    @override
    def close_panel(self) -> None:
        self.desk.close()

    def question(self, *, count: bool = True) -> queries.AskQueue:
        """Return the question for this screen; counting all that is ready is left out of clicks."""
        seat = self.bench.seat
        return queries.AskQueue(seat.person_id, seat.tier, count_ready=count)

    def _ask(self) -> None:
        self.bench.ops.ask(self.question(), slot=SLOT, answer=self._on_answer)

    def _take_next(self) -> None:
        """Take what is next; once per question, or a queue that gives nothing would be asked on."""
        self._tried = True
        self._write(TakeNext(self.bench.seat.tier), self._on_taken)

    def take(self, lead_id: int, *, call: bool = False) -> None:
        """Take that one lead into hand; with `call`, ring it as soon as it is shown."""
        self._to_call = lead_id if call else 0
        self._write(TakeNext(self.bench.seat.tier, lead_id), self._on_taken)

    # ------------------------------------------------------------------------- writing

    def log(self, command: object, counts: Mapping[str, int]) -> None:
        """Write an outcome; the lead that follows is on the screen before the write is done."""
        if self._writing or self._shown is None:
            return
        self.side.flush()
        self._logging = self._shown.id
        self.bench.frame.expect(counts)
        if self._view is not None:
            self.show_following(self._view)
        self._write(command, self._on_logged)

    def _write(self, command: object, done: Callable[[Done], None]) -> None:
        """Write, and show what is in hand afterwards; a refusal brings back what was shown."""
        self._writing = True
        self._ui.pad.set_busy(True)
        self.lead.phone.set_busy(True)
        self.bench.frame.refresh_actions()

        asked = self.question(count=False)

        def landed(result: Done, answers: tuple[queries.QueueView, ...]) -> None:
            self._landed()
            if not self._is_ours(asked):
                return
            done(result)
            known = self._view
            if answers:
                self._on_answer(_counted(answers[0], known))
            if not answers or known is None:
                self._ask()
            self._catch_up()

        def failed(error: LeadDeskError) -> None:
            self._landed()
            if self._is_ours(asked):
                self._on_refused(error)

        self.bench.ops.do_then_ask(
            command, {SLOT: asked}, done=landed, initiator=self, failed=failed
        )

    def _is_ours(self, asked: queries.AskQueue) -> bool:
        """Return whether who asked still sits here; if not, what is theirs now is asked for."""
        if asked == self.question(count=False):
            return True
        self._undos, self._behind = 0, False
        self.refresh_soon()
        return False

    def _on_refused(self, error: LeadDeskError) -> None:
        """Bring back what was shown, say why, and look what is really in hand."""
        if self._view is not None:
            self.show_view(self._view)
        self.bench.frame.refuse(error)
        self.bench.frame.expect({})
        self._undos, self._behind = 0, False
        self._ask()

    def _landed(self) -> None:
        self._writing = False
        self._logging = 0
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

    def _on_taken(self, _done: Done) -> None:
        """Say nothing: the screen shows the lead, or why there is none."""

    def _on_answer(self, view: queries.QueueView) -> None:
        first = self._view is None
        self._view = view
        self.show_view(view)
        may_take = any(row.opens_at is None for row in view.up_next)
        if view.card is None and may_take and not (self._tried or self._writing):
            self._take_next()
        elif first and self.has_keyboard():
            self.focus_first()
        self._call_taken()

    def _call_taken(self) -> None:
        """Ring the lead that was taken to be called, once it is the one in hand."""
        if self._to_call and not self._writing:
            wanted, self._to_call = self._to_call, 0
            if self.lead_id == wanted:
                self._deeds.call()

    # ------------------------------------------------------------------------- actions

    @override
    def situation(self) -> When:
        when = When.ALWAYS
        if self._shown is not None:
            when |= When.LEAD_SHOWN
            if self._deeds.colleague is not None:
                when |= When.HAS_COLLEAGUE
            if not self._writing and not self.desk.is_open:
                when |= When.LEAD_IN_HAND
                if self.lead.barred and self.following_id:
                    when |= When.LEASE_OVER
        return when

    @override
    def shown_leads(self) -> Shown:
        return Shown(lead_id=self.lead_id)

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        keys: dict[str, Callable[[], None]] = {
            f"outcome.key_{key}": partial(self._press, key) for key in "1234567890"
        }
        return keys | {
            "call.start": self._deeds.call,
            "lead.next": self._tie.take_next,
            "number.copy": self._deeds.copy,
            "number.next": self.lead.next_number,
            "colleague.call": self._deeds.ring_colleague,
            "note.write": self.lead.note.setFocus,
            "sheet.fill": self.side.fill,
            "lead.edit": self._deeds.edit,
            "lead.skip": self.desk.ask_skip,
            "outcome.more": self._ui.pad.open_more,
            "work.undo": self._undo,
        }

    def skip(self, reason: str) -> None:
        """Put the lead in hand back, with a reason."""
        if self._shown is not None:
            self.log(SkipLead(self._shown.id, reason), {})

    def _press(self, key: str) -> None:
        self._ui.pad.press(key)

    def _undo(self) -> None:
        if self._writing:
            self._undos += 1
            return
        self._keep_note()
        self._write(TakeBack(), self.bench.frame.told)

    def _on_note_saved(self) -> None:
        words = self.lead.note.words
        if self._shown is None or not words or self._writing:
            return
        self.lead.note.clear()
        self._write(AddNote(self._shown.id, words), self.bench.frame.told)
        self.focus_first()


def _counted(view: queries.QueueView, known: queries.QueueView | None) -> queries.QueueView:
    """Return an answer that was not counted with what is known from the one before."""
    if known is None:
        return view
    gone = int(known.card is not None and view.card != known.card)
    return replace(view, ready=max(view.ready, known.ready - gone))
