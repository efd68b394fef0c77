# SPDX-License-Identifier: MIT
"""A workstation's file in memory: whole transactions, and an end of the process at any step."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from leaddesk.desk.operations import BACK, UNCONFIRMED, State
from leaddesk.desk.wire import News, Sent
from leaddesk.sync.ports import HeldLease
from tests.hub.memory_hub import ENDING, STAGES

_NEVER = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


class Killed(BaseException):
    """The process ended here."""


@dataclass(frozen=True, slots=True)
class Logged:
    """One operation of the log."""

    sent: Sent
    state: State = State.WAITING
    mark: int = 0


@dataclass
class File:
    """What lies on the disk."""

    notes: dict[str, str] = field(default_factory=dict)
    log: list[Logged] = field(default_factory=list)
    history: list[Logged] = field(default_factory=list)
    base: dict[int, list[Any]] = field(default_factory=dict)
    leases: list[HeldLease] = field(default_factory=list)

    def copy(self) -> File:
        """Return a copy; what the collections hold is never changed."""
        return File(
            dict(self.notes), list(self.log), list(self.history), dict(self.base), list(self.leases)
        )


class MemorySeat:
    """`Seat` and its only unit. `kill_at` counts the steps that are left."""

    def __init__(self, family: str, bugs: Collection[str] = ()) -> None:
        self.file = File(notes={"device": family})
        self.bugs = bugs
        self.kill_at: int | None = None

    def step(self) -> None:
        """Go on, or end here."""
        if self.kill_at is not None:
            self.kill_at -= 1
            if self.kill_at < 0:
                self.kill_at = None
                raise Killed

    @contextlib.contextmanager
    def unit(self) -> Iterator[MemorySeat]:
        self.step()
        before = self.file.copy()
        try:
            yield self
            self.step()
        except BaseException:
            self.file = before
            raise

    def rebase(self, write: Callable[[MemorySeat], None], *, brings: bool = True) -> bool:
        with self.unit():
            write(self)
        return brings

    # ------------------------------------------------------------------------------ the person

    def do(self, kind: str, op_id: str, lead_id: int, lease_id: int, **told: object) -> None:
        """Keep what a person did, with all that follows for what they see."""
        with self.unit():
            sent = Sent(
                self.last_seq() + 1, op_id, _NEVER, kind, 1, json.dumps(told), lead_id,
                lease_id=lease_id,
            )  # fmt: skip
            self.step()
            self.file.log.append(Logged(sent))

    def shown(self, lead_id: int) -> list[Any] | None:
        """Return a lead as the window shows it: the hub's row, and what is not confirmed."""
        row = self.file.base.get(lead_id)
        if row is None:
            return None
        row = list(row)
        for logged in self.file.log:
            if logged.state in UNCONFIRMED:
                _apply(row, logged.sent)
        return row

    # ------------------------------------------------------------------------------- the unit

    def note(self, name: str) -> str:
        self.step()
        return self.file.notes.get(name, "")

    def set_note(self, name: str, value: str) -> None:
        self.step()
        self.file.notes[name] = value

    def last_seq(self) -> int:
        return max((one.sent.seq for one in self.file.log), default=0)

    def acknowledged(self) -> int:
        done = (one.sent.seq for one in self.file.log if one.state is not State.WAITING)
        return max(done, default=0)

    def to_send(self, most: int) -> list[Sent]:
        return [one.sent for one in self.file.log if one.state is State.WAITING][:most]

    def settle(self, seq: int, state: State, mark: int, answer: str) -> None:
        del answer
        self.step()
        if "overlay_until_acknowledged" in self.bugs:
            state = BACK.get(state, state)
        self._each(
            lambda one: one.sent.seq == seq and one.state is State.WAITING, state=state, mark=mark
        )

    def confirm(self, mark: int | None) -> None:
        self.step()
        self.file.log = [
            replace(one, state=BACK.get(one.state, one.state))
            if mark is None or one.mark <= mark
            else one
            for one in self.file.log
        ]

    def wait_again(self, after: int) -> None:
        self.step()
        self._each(lambda one: one.sent.seq > after, state=State.WAITING, mark=0)

    def _each(self, meant: Callable[[Logged], bool], **changes: Any) -> None:
        self.file.log = [replace(one, **changes) if meant(one) else one for one in self.file.log]

    def renumber(self) -> None:
        self.step()
        waiting = [one for one in self.file.log if one.state is State.WAITING]
        self.file.history += [one for one in self.file.log if one.state is not State.WAITING]
        self.file.log = [
            replace(one, sent=replace(one.sent, seq=seq)) for seq, one in enumerate(waiting, 1)
        ]

    def leases(self) -> list[HeldLease]:
        self.step()
        ended = {
            one.sent.lease_id
            for one in (*self.file.log, *self.file.history)
            if one.sent.kind in ENDING
        }
        if "ended_leases_live_on" in self.bugs:
            ended = {one.sent.lease_id for one in self.file.log if one.state in UNCONFIRMED}
        return [one for one in self.file.leases if one.lease_id not in ended]

    def set_leases(self, leases: Collection[HeldLease]) -> None:
        self.step()
        self.file.leases = list(leases)

    def write(self, news: News, keep: Collection[int] | None = None) -> None:
        self.step()
        for one in news.leads:
            if one.rows is not None:
                self.file.base[one.lead_id] = list(one.rows["lead"][0])
            elif "leads_stay" not in self.bugs:
                self.file.base.pop(one.lead_id, None)
        if keep is not None:
            self.file.base = {k: row for k, row in self.file.base.items() if k in keep}


def _apply(row: list[Any], sent: Sent) -> None:
    """Do an operation on a row `[id, phone, tier, stage, attempts, last]` as the hub does it."""
    told = json.loads(sent.told)
    if sent.kind == "dnc" and told["phone"] == row[1]:
        row[3] = "dnc"
    if sent.lead_id != row[0]:
        return
    if sent.kind == "handoff":
        row[2] = min(3, row[2] + 1)
    if sent.kind == "log_call":
        row[4] += 1
        if row[3] == "open":
            row[5], row[3] = told["outcome"], STAGES.get(told["outcome"], "open")
            if told["outcome"] == "qualified":
                row[2] = min(3, row[2] + 1)
