# SPDX-License-Identifier: MIT
"""Keeping a workstation in step: greet, send what waits, write what changed, fill the hand.

Every step may be lost, doubled or cut short by the end of the process, and is made again.
"""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable, Collection, Iterable

from leaddesk.desk.operations import THERE, State
from leaddesk.desk.wire import (
    NEWEST_VERSION,
    Hand,
    Held,
    Hello,
    News,
    Pushed,
    Result,
    Welcome,
)
from leaddesk.domain.errors import HubAway, LeadDeskError, RuleBroken
from leaddesk.sync.holding_time import is_alive, over_at
from leaddesk.sync.ports import BootClock, Guard, HeldLease, Line, Seat, SeatUnit

DEVICE, GENERATION, HUB = "device", "generation", "hub"
CURSOR, ACKNOWLEDGED, TOKEN, STALE = "cursor", "acknowledged", "token", "stale"
"""The names under which a workstation notes where it stands."""
RESTORED = "restored"
"""Noted in a backup that was put in the place of a workstation's file."""

MOST_PULLS = 200
TOGETHER = 4
"""Parts of the news in one transaction: each takes back all that waits and does it again."""

PUSHED = 50
"""Operations in one push: the hub does each push at once, and others wait for it meanwhile."""

RENEW = 0.25
"""The share of a lease's time after which a full hand is asked for again."""


def new_identity() -> str:
    """Return an identity that no device has."""
    return uuid.uuid4().hex


class Replicator:
    """One workstation's side; only one runs on a file at a time.

    `short` is what keeps the hub from filling the hand, by its last word; None for nothing.
    """

    def __init__(
        self,
        seat: Seat,
        line: Line,
        clock: BootClock,
        guard: Guard,
        identity: Callable[[], str] = new_identity,
    ) -> None:
        self._seat = seat
        self._line = line
        self._clock = clock
        self._guard = guard
        self._identity = identity
        self._greeted = False
        self._wrote = False
        self.short: LeadDeskError | None = None
        self._full_until = 0.0
        self._check_guard()

    @property
    def wrote(self) -> bool:
        """Whether rows that screens show came with the last `sync`, however it ended."""
        return self._wrote

    def sync(self, target: int, most: int = PUSHED) -> None:
        """Bring both sides in step; raises HubAway, and what was reached stays."""
        self._wrote = False
        try:
            if not self._greeted:
                self._greet()
            self._push(most)
            if self._pull():
                self._fill(target)
        except HubAway:
            self._greeted = False
            raise

    def workable(self) -> list[HeldLease]:
        """Return the leases that may be worked now."""
        with self._seat.unit() as unit:
            return self._workable(unit)

    def _workable(self, unit: SeatUnit) -> list[HeldLease]:
        return [lease for lease in unit.leases() if is_alive(lease, self._clock)]

    # ------------------------------------------------------------------- an old copy of the file

    def _check_guard(self) -> None:
        """Let go of every lease when this file is not the newest one of this workstation.

        A backup that was put back begins anew at once: what was logged after it may be unknown to
        the hub, and then neither numbers nor the guard would tell.
        """
        with self._seat.unit() as unit:
            restored = bool(unit.note(RESTORED))
            if self._guard.read() != _mark(unit):
                unit.set_leases(())
                unit.set_note(STALE, "1")
        if restored:
            self._take_new_identity()

    def _bump(self) -> None:
        """Make every copy of this file an old one; the guard first.

        Done before operations leave, after which the hub may give these leads to others, and before
        a new hand is usable. When the process ends in between, the leases are asked for again.
        """
        with self._seat.unit() as unit:
            generation = int(unit.note(GENERATION) or 0) + 1
            device = unit.note(DEVICE)
        self._guard.write(f"{device}/{generation}")
        with self._seat.unit() as unit:
            unit.set_note(GENERATION, str(generation))

    # ------------------------------------------------------------------------------- greeting

    def _greet(self) -> None:
        with self._seat.unit() as unit:
            device = unit.note(DEVICE)
            said = Hello(
                NEWEST_VERSION,
                int(unit.note(ACKNOWLEDGED) or 0),
                unit.note(TOKEN),
                tuple(
                    Held(one.lease_id, one.lead_id, max(0.0, one.over - self._clock.seconds()))
                    for one in self._workable(unit)
                ),
            )
        self._full_until = 0.0
        welcome = self._line.hello(device, said)
        with self._seat.unit() as unit:
            forgot = welcome.last_seq > unit.last_seq()
            if not forgot:
                _note_welcome(unit, welcome)
        if forgot:
            # The hub knows operations that this file does not: somebody put an old copy back.
            self._take_new_identity()
            self._greet()
            return
        self._greeted = True

    def _take_new_identity(self) -> None:
        """Begin anew under another identity: what waits stays, every lease goes."""
        with self._seat.unit() as unit:
            unit.renumber()
            unit.set_leases(())
            unit.set_note(DEVICE, self._identity())
            unit.set_note(ACKNOWLEDGED, "0")
            unit.set_note(TOKEN, "")
            unit.set_note(STALE, "1")
            if unit.note(RESTORED):
                unit.set_note(RESTORED, "")
        self._greeted = False

    # -------------------------------------------------------------------------------- sending

    def _push(self, most: int) -> None:
        while True:
            with self._seat.unit() as unit:
                device, sent = unit.note(DEVICE), unit.to_send(most)
            if not sent:
                return
            self._bump()
            if not self._note_pushed(self._line.push(device, sent)):
                self._take_new_identity()
                raise HubAway("hub_forked")
            if len(sent) < most:
                return

    def _note_pushed(self, pushed: Pushed) -> bool:
        """Write what became of operations; False when other numbers are needed for them.

        The hub has others under theirs, or goes on from one that is not here any more.
        """
        with self._seat.unit() as unit:
            if int(unit.note(ACKNOWLEDGED) or 0) < pushed.last_seq:
                unit.set_note(ACKNOWLEDGED, str(pushed.last_seq))
                unit.set_note(TOKEN, pushed.token)
            for result in pushed.results:
                if result.state == "fork":
                    return False
                if result.state == "gap":
                    unit.wait_again(result.expected - 1)
                    # What a hub from an old backup asks for may be forgotten here by now.
                    return unit.to_send(1)[0].seq == result.expected
                _settle(unit, result)
        return True

    # -------------------------------------------------------------------------------- writing

    def _pull(self) -> bool:
        """Write what changed; False when everything has to be read anew first."""
        with self._seat.unit() as unit:
            device, stale = unit.note(DEVICE), unit.note(STALE)
            cursor, hub = int(unit.note(CURSOR) or 0), unit.note(HUB)
        if stale:
            return self._read_all(device, hub)
        parts: list[News] = []
        try:
            for _ in range(MOST_PULLS):
                news = self._line.pull(device, cursor)
                if news.stale or not _is_of(news, hub):
                    parts.clear()
                    return self._greet_anew()
                parts.append(news)
                cursor = news.cursor
                if not news.more:
                    return True
                if len(parts) == TOGETHER:
                    self._write_parts(parts)
        finally:
            # A line that broke between them still brought the first ones.
            self._write_parts(parts)
        return False

    def _write_parts(self, parts: list[News]) -> None:
        """Write parts of the news in one transaction and let go of them."""
        if parts:
            brings = any(news.leads or news.own or news.tables for news in parts)
            write = functools.partial(_write, parts=parts)
            self._wrote |= self._seat.rebase(write, brings=brings)
            parts.clear()

    def _greet_anew(self) -> bool:
        """Have everything read again after the next greeting."""
        with self._seat.unit() as unit:
            unit.set_note(STALE, "1")
        self._greeted = False
        return False

    def _read_all(self, device: str, hub: str) -> bool:
        """Read everything in reach anew, part by part; the cursor is that of the first part.

        What the hub acknowledged is in it, whichever mark it had in a history that may be lost.
        """
        seen: set[int] = set()
        first = news = self._line.snapshot(device, 0)
        while _is_of(news, hub):
            seen.update(one.lead_id for one in news.leads)
            if not news.more:
                break
            part = news
            self._seat.rebase(lambda unit: unit.write(part))  # noqa: B023 - called at once
            news = self._line.snapshot(device, max(one.lead_id for one in news.leads))
        if not _is_of(news, hub):
            return self._greet_anew()
        end = functools.partial(_end_reading, news=news, seen=seen, cursor=first.cursor)
        self._seat.rebase(end)
        self._wrote = True
        return True

    # ------------------------------------------------------------------------------- the hand

    def _fill(self, target: int) -> None:
        """Bring the hand to a number of leads; one that is full is asked for again to renew it.

        Else each click would bring all of its leads once more.
        """
        if self._clock.seconds() < self._full_until and len(self.workable()) >= target:
            return
        self._have(lambda device: self._line.top_up(device, target))

    def take(self, lead_id: int) -> None:
        """Bring one lead that a person chose into the hand; raises HubAway and RuleBroken."""
        if not self._greeted:
            self._greet()
        # The hub looks at a lead as everything left it that was done here.
        self._push(PUSHED)
        self._have(lambda device: self._line.take(device, lead_id))

    def _have(self, ask: Callable[[str], Hand]) -> None:
        """Write the hand that the hub gives; when each lease is over is counted from before."""
        with self._seat.unit() as unit:
            device, known = unit.note(DEVICE), {one.lease_id for one in unit.leases()}
        asked, boot = self._clock.seconds(), self._clock.boot()
        hand = ask(device)
        self.short = RuleBroken(hand.why, detail=hand.detail) if hand.why else None
        given = {one.lease_id for one in hand.leases}
        if given - known:
            self._bump()
        write = functools.partial(_take_hand, hand=hand, asked=asked, boot=boot)
        self._wrote |= self._seat.rebase(write, brings=given != known)
        left = min((one.left_s for one in hand.leases), default=0.0)
        self._full_until = asked + left * RENEW


def _note_welcome(unit: SeatUnit, welcome: Welcome) -> None:
    if welcome.last_seq < unit.acknowledged():
        # The hub came back from a backup: it is given everything again.
        unit.wait_again(welcome.last_seq)
        unit.set_note(ACKNOWLEDGED, str(welcome.last_seq))
        unit.set_note(TOKEN, "")
    hub = f"{welcome.hub_id}/{welcome.epoch}/{welcome.boot}"
    if unit.note(HUB) != hub:
        unit.set_note(HUB, hub)
        unit.set_note(STALE, "1")


def _is_of(news: News, hub: str) -> bool:
    """Tell whether news come from the hub as it was greeted."""
    return hub.endswith(f"/{news.boot}")


def _mark(unit: SeatUnit) -> str:
    return f"{unit.note(DEVICE)}/{unit.note(GENERATION) or 0}"


def _settle(unit: SeatUnit, result: Result) -> None:
    state = State(result.state)
    if not result.elsewhere:
        # Shown as it was done here until its rows are back; those of another identity are.
        state = THERE.get(state, state)
    unit.settle(result.seq, state, result.mark, result.answer)


def _write(unit: SeatUnit, parts: Iterable[News]) -> None:
    for news in parts:
        unit.write(news)
        unit.set_note(CURSOR, str(news.cursor))
        if not news.more:
            unit.confirm(news.mark)


def _end_reading(unit: SeatUnit, news: News, seen: Collection[int], cursor: int) -> None:
    unit.write(news, keep=seen)
    unit.set_note(CURSOR, str(cursor))
    unit.set_note(STALE, "")
    unit.confirm(None)


def _take_hand(unit: SeatUnit, hand: Hand, asked: float, boot: str) -> None:
    rows = tuple(one.lead for one in hand.leases)
    unit.write(News("", 0, 0, leads=rows))
    unit.set_leases(
        [
            HeldLease(one.lease_id, one.lead.lead_id, boot, over_at(asked, one.left_s))
            for one in hand.leases
        ]
    )
