# SPDX-License-Identifier: MIT
"""When the screen locks: idle for long, on demand, when somebody with a PIN sits down.

A call in progress goes on, and so does the lease of its lead: its outcome is logged afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from leaddesk.domain.errors import LeadDeskError, RuleBroken
from leaddesk.domain.screen_lock import LockState
from leaddesk.gui.idle_watch import IdleWatch
from leaddesk.gui.lock_keeper import Keeper
from leaddesk.gui.views.lock_cover import LockCover
from leaddesk.gui.views.lock_view import Asked, LockView
from leaddesk.gui.views.main_window import MainWindow
from leaddesk.words import errors

_HINT = "lock/pin/"


class LockWatch(QObject):
    """Locks and opens one window; `locked(bool)` when it did, `told(str)` has something to say."""

    locked = Signal(bool)
    told = Signal(str)
    session_locked = Signal()

    def __init__(
        self,
        window: MainWindow,
        keeper: Keeper,
        clock: Callable[[], float],
        is_own: Callable[[], bool],
    ) -> None:
        """Take who keeps the PINs, and whether the desk that is open is this computer's own."""
        super().__init__(window)
        self._window, self._keeper, self._clock, self._is_own = window, keeper, clock, is_own
        self._state = LockState()
        self._person_id = 0
        self.view = LockView(clock, window)
        self._cover = LockCover(window, self.view)
        self._idle = IdleWatch(clock, self._draw, window)
        self.view.tried.connect(self._on_tried)
        self.view.quit_wanted.connect(window.close)
        self.session_locked.connect(self.lock_if_set)
        window.seat.changed.connect(self._on_seat_changed)

    @property
    def is_locked(self) -> bool:
        """Whether the curtain is drawn."""
        return self._cover.is_drawn

    def lock(self) -> None:
        """Lock now; without a PIN the dialog that sets one opens instead."""
        if self._state.is_set:
            self._draw()
        else:
            self.change()

    def lock_if_set(self) -> None:
        """Lock when there is a PIN: the session was locked, or the computer goes to sleep."""
        if self._state.is_set:
            self._draw()

    def change(self) -> None:
        """Open the dialog in which the PIN is set, changed or removed."""
        window = self._window
        if not self._is_own():
            window.refuse(RuleBroken("pin.not_own"))
            return
        from leaddesk.gui.views.pin_dialog import PinDialog

        dialog = PinDialog(window.ops, self._keeper, self._person_id, self._state, window)
        dialog.changed.connect(self._on_changed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ------------------------------------------------------------------------- inside

    def _on_seat_changed(self) -> None:
        person_id = self._window.seat.person_id
        if person_id == self._person_id:
            return
        self._person_id = person_id
        self._know(LockState())
        if not person_id or not self._is_own():
            self._open()
            return
        if self._window.bench.settings.read(f"{_HINT}{person_id}"):
            # Known from the last time: nothing is shown while the database is asked.
            self._draw()
            self.view.show_checking()
        ops = self._window.ops
        asked = partial(self._keeper.state, person_id)
        ops.run(
            ops.threads.readers, asked, partial(self._on_state, person_id), self._on_not_known
        )  # fmt: skip

    def _on_state(self, person_id: int, state: LockState) -> None:
        if person_id != self._person_id:
            return
        self._know(state)
        self._note(is_set=state.is_set)
        if state.is_set:
            self._draw()
            self.view.show_state(state)
        else:
            self._open()

    def _on_not_known(self, error: LeadDeskError) -> None:
        """The database does not answer: whoever had a PIN stays behind the curtain."""
        if self.is_locked:
            self.view.show_problem(errors.say(error))

    def _on_changed(self, state: LockState, told: str) -> None:
        self._know(state)
        self._note(is_set=state.is_set)
        self.told.emit(told)

    def _know(self, state: LockState) -> None:
        self._state = state
        if not self.is_locked:
            self._idle.watch(state.minutes if state.is_set else 0)

    def _note(self, *, is_set: bool) -> None:
        """Remember outside the database whether there is a PIN, for the first moment of a start."""
        self._window.bench.settings.write(f"{_HINT}{self._person_id}", "1" if is_set else "")

    def _draw(self) -> None:
        if self.is_locked:
            return
        self._idle.watch(0)
        self.view.show_state(self._state)
        self._cover.draw()
        self.locked.emit(True)

    def _open(self) -> None:
        if not self.is_locked:
            return
        self._cover.open()
        self._know(self._state)
        self.locked.emit(False)

    def _on_tried(self, asked: Asked, text: str) -> None:
        tries = self._keeper.try_code if asked is Asked.CODE else self._keeper.try_pin
        person_id = self._person_id
        ops = self._window.ops
        ops.run(
            ops.threads.writer,
            partial(tries, person_id, text),
            partial(self._on_answer, person_id),
            lambda error: self.view.show_problem(errors.say(error)),
        )

    def _on_answer(self, person_id: int, state: LockState) -> None:
        if person_id != self._person_id:
            return
        if state.opened:
            self._know(state)
            self._note(is_set=state.is_set)
            self._open()
        else:
            self.view.show_wrong(state)
