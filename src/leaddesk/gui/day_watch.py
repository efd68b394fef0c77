# SPDX-License-Identifier: MIT
"""Keeps the strip above every screen true: after each write, each minute, and with each click."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer

from leaddesk.desk.changes import Kind
from leaddesk.desk.link import Tie, TieState
from leaddesk.desk.queries import AskProgress, AskTeamDay
from leaddesk.domain.pace import DayProgress
from leaddesk.domain.team_day import TeamDay
from leaddesk.gui.link_watch import LinkWatch
from leaddesk.gui.models.day_strip import (
    NO_DAY,
    bar_of,
    goals_of,
    moved,
    team_bar_of,
    team_goals_of,
)
from leaddesk.gui.ops import Ops
from leaddesk.gui.seat import Seat
from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.top_strip import SyncState, TopStrip
from leaddesk.words import sync as sync_words

SHOWN_AFTER_MS = 300
"""A write that takes longer than this is seen to be under way."""

SAVED = SyncState("Saved", Tone.GOOD, "Everything that was logged is safe on disk.")
SAVING = SyncState("Saving…", Tone.ACCENT, "A write is under way.")
OPENING = SyncState("Opening…", Tone.NEUTRAL, "The database is being opened.")
MADE_UP = "This team and its leads are made up."
_TONES = {
    Tie.IN_STEP: Tone.GOOD,
    Tie.SENDING: Tone.ACCENT,
    Tie.AWAY: Tone.WARN,
}
CLOSED = SyncState("Not open", Tone.BAD, "The database could not be opened.")


_KINDS = Kind.PROGRESS | Kind.FEEDBACK | Kind.RULES | Kind.PEOPLE | Kind.CLOCK | Kind.TEAM


class DayWatch(QObject):
    """Shows the day of who sits here, and whether all is written.

    Whoever works no tier has no day of their own to fill and sees the team's.
    """

    def __init__(self, ops: Ops, seat: Seat, strip: TopStrip, link: LinkWatch) -> None:
        super().__init__(strip)
        self._ops, self._seat, self._strip = ops, seat, strip
        self._progress: DayProgress | None = None
        self._trouble = 0
        self._state = OPENING
        self._is_demo = False
        self._link = link
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SHOWN_AFTER_MS)
        self._slow.timeout.connect(lambda: self._say(SAVING))
        ops.changed.connect(self._on_changed)
        ops.busy.connect(self._on_busy)
        ops.opened.connect(lambda: self._on_busy(0))
        seat.changed.connect(self._on_seat_changed)
        link.changed.connect(lambda: self._on_busy(0))
        strip.show_day(NO_DAY, ())
        self._say(OPENING)

    @property
    def progress(self) -> DayProgress | None:
        """The day as it was shown last."""
        return self._progress

    @property
    def in_trouble(self) -> bool:
        """Whether something could not be written since the last write that worked."""
        return self._trouble > 0

    @property
    def detail(self) -> str:
        """What the words of the state mean, for whoever asks."""
        return self._state.detail

    def expect(self, counts: Mapping[str, int]) -> None:
        """Move the bar at once by what a click will add."""
        if self._progress is not None and counts:
            self._show(moved(self._progress, counts))

    def recount(self) -> None:
        """Ask the desk where the day stands."""
        if not (self._ops.is_open and self._seat.person_id):
            return
        if self._seat.person is not None and not self._seat.person.tiers:
            self._ops.ask(AskTeamDay(), slot="progress", answer=self._show_team)
            return
        question = AskProgress(self._seat.person_id, self._seat.tier)
        self._ops.ask(question, slot="progress", answer=self._show)

    def trouble(self, more: int) -> None:
        """Say that writes could not be made; 0 says that all is well again."""
        self._trouble = self._trouble + more if more else 0
        self._on_busy(0)

    def tell_demo(self, is_demo: bool) -> None:  # noqa: FBT001 - one switch, one meaning
        """Say beside the state that the team is made up, or say so no more."""
        self._is_demo = is_demo
        self._on_busy(0)

    def closed(self) -> None:
        """Say that there is no database."""
        self._slow.stop()
        self._say(CLOSED)

    def _say(self, state: SyncState) -> None:
        self._state = state
        # What is wrong needs the room for itself.
        if self._is_demo and state.tone is Tone.GOOD:
            self._state = SyncState(
                f"{state.words} · Demo", state.tone, f"{MADE_UP} {state.detail}"
            )
        self._strip.show_sync(self._state)

    def _show(self, progress: DayProgress) -> None:
        self._progress = progress
        self._strip.show_day(bar_of(progress), goals_of(progress))

    def _show_team(self, day: TeamDay) -> None:
        self._strip.show_day(team_bar_of(day), team_goals_of(day))

    def _on_changed(self, kinds: Kind, _initiator: object) -> None:
        if kinds & _KINDS:
            self.recount()

    def _on_seat_changed(self) -> None:
        self._progress = None
        self._strip.show_day(NO_DAY, ())
        self.recount()

    def _on_busy(self, writes: int) -> None:
        if writes:
            if not self._slow.isActive():
                self._slow.start()
            return
        self._slow.stop()
        if self._trouble:
            words = f"Needs attention · {self._trouble}"
            self._say(SyncState(words, Tone.BAD, "Something could not be written."))
        elif self._ops.is_open:
            tie = self._link.state
            self._say(SAVED if tie is None else _state_of(tie))


def _state_of(tie: TieState) -> SyncState:
    """Return how a workstation of a team stands, in words and a tone."""
    tone = _TONES.get(tie.tie, Tone.BAD)
    if tie.attention and tone in {Tone.GOOD, Tone.ACCENT}:
        tone = Tone.WARN
    return SyncState(sync_words.short(tie), tone, sync_words.means(tie))
