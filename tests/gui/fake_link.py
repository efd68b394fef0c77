# SPDX-License-Identifier: MIT
"""A made-up tie to a hub for tests of the window: it says what it is told to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from leaddesk.desk import commands, queries
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.link import Heard, Tie, TieState
from leaddesk.domain.errors import HubAway, LeadDeskError, RuleBroken
from tests.gui.made_leads import START
from tests.gui.sitting import Sitting

IN_STEP = TieState(Tie.IN_STEP, held=14, heard=START, hub="North team", workstation="Dana’s laptop")
OFFLINE = replace(
    IN_STEP, tie=Tie.AWAY, waiting=3, since=START - dt.timedelta(minutes=8),
    heard=START - dt.timedelta(minutes=9), over=2, why=HubAway("no_answer"), again_s=12.0,
)  # fmt: skip


@dataclass
class FakeLink:
    """`Link`; `tell` and `hear` do what the runner does on its thread."""

    now: TieState = IN_STEP
    tries: int = 0
    wakes: int = 0
    watching: list[Callable[[TieState], None]] = field(default_factory=list)
    listening: list[Callable[[Heard], None]] = field(default_factory=list)

    def state(self) -> TieState:
        return self.now

    def watch(self, told: Callable[[TieState], None]) -> Callable[[], None]:
        self.watching.append(told)
        return lambda: self.watching.remove(told)

    def listen(self, heard: Callable[[Heard], None]) -> Callable[[], None]:
        self.listening.append(heard)
        return lambda: self.listening.remove(heard)

    def wake(self) -> None:
        self.wakes += 1

    def try_now(self) -> None:
        self.tries += 1

    def tell(self, state: TieState) -> None:
        self.now = state
        for told in list(self.watching):
            told(state)

    def hear(self, heard: Heard) -> None:
        for told in list(self.listening):
            told(heard)


def join(sitting: Sitting, state: TieState = IN_STEP) -> FakeLink:
    """Make the window one of a team, before its desk opens."""
    link = FakeLink(state)
    services: Any = sitting.window.bench.services
    services["link"] = lambda: link
    return link


def done(seq: int, kind: str, name: str, outcome: str = "") -> queries.OperationRow:
    """Return something that was done here some minutes before."""
    at = START - dt.timedelta(minutes=20 - seq)
    return queries.OperationRow(seq, at, kind, outcome, seq, name)


WAITING = (
    done(1, "LogCall", "Priya Raman", "no_answer"),
    done(2, "AddNote", "Tom Okafor"),
    done(3, "KeepFilter", ""),
)


def row(
    what: queries.OperationRow, why: LeadDeskError, *, late: bool = False
) -> queries.AttentionRow:
    return queries.AttentionRow(what, late, why, None, not late)


@dataclass
class Tray:
    """What needs attention: it can be repeated, let go and brought back."""

    rows: list[queries.AttentionRow] = field(
        default_factory=lambda: [
            row(done(4, "HandOff", "Priya Raman"), RuleBroken("lead_went_on")),
            row(
                done(5, "LogCall", "Tom Okafor", "callback"),
                RuleBroken("lead_went_on", person="Kim Park"), late=True,
            ),
            row(done(6, "EditLead", "Ann Lee"), RuleBroken("not_in_hand")),
        ]
    )  # fmt: skip
    gone: list[queries.AttentionRow] = field(default_factory=list)

    def view(self, _query: queries.AskAttention) -> queries.AttentionView:
        return queries.AttentionView(tuple(self.rows), len(self.rows))

    def take(self, command: commands.LetGo | commands.RepeatOperation) -> Done:
        named = command.list_id or command.seq
        found = next(one for one in self.rows if (one.what.list_id or one.what.seq) == named)
        self.rows.remove(found)
        self.gone.append(found)
        is_gone = isinstance(command, commands.LetGo)
        return Done(Kind.SYNC, "let_go", entry_id=f"gone {named}", undoable=is_gone)

    def take_back(self, command: commands.TakeBack) -> Done:
        """Bring back what is named, or the newest of all."""
        found = next(
            one for one in reversed(self.gone)
            if command.entry_id in {"", f"gone {one.what.list_id or one.what.seq}"}
        )  # fmt: skip
        self.gone.remove(found)
        self.rows = sorted([*self.rows, found], key=lambda one: one.what.at)
        return Done(Kind.SYNC, "brought_back")

    def into(self, sitting: Sitting) -> None:
        """Let a desk answer from this tray."""
        sitting.desk.answers[queries.AskAttention] = self.view
        sitting.desk._doings[commands.LetGo] = self.take
        sitting.desk._doings[commands.RepeatOperation] = self.take
        sitting.desk._doings[commands.TakeBack] = self.take_back
