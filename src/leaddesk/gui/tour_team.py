# SPDX-License-Identifier: MIT
"""Pictures of a workstation in a team: joined, offline, in step, and what a team lead sees of it.

Hub, workstations and what needs attention are made up; nothing is asked over a network.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import Qt

from leaddesk.desk.door import Connect, Desk
from leaddesk.desk.ports import Machine
from leaddesk.desk.queries import (
    AskAttention,
    AskWaiting,
    AskWorkstations,
    AttentionRow,
    AttentionView,
    InvitationRow,
    OperationRow,
    WaitingView,
    WorkstationRow,
    WorkstationsView,
)
from leaddesk.domain.errors import RuleBroken
from leaddesk.gui.tour_hands import Hands
from leaddesk.gui.tour_link import in_step_at, offline_at
from leaddesk.gui.tour_seats import MOMENT, closed, opened
from leaddesk.gui.views.first_start_view import FirstStartView
from leaddesk.gui.views.invite_dialog import HUB, NEW_CODE, InviteDialog
from leaddesk.gui.views.join_form import JOIN, PEEK, JoinForm
from leaddesk.gui.views.workstations_dialog import WorkstationsDialog

ADDRESS: Final = "hub.example:8443"
PRINT: Final = "8a5a247d03e9b61fc2740d9b5e1f8a6603c4d7e9b2105f7a6c38e4910b2d5f74"
CODE: Final = "K7QP-M4XRTN"


def team_pictures(
    connect: Connect, connect_empty: Connect, machine: Machine, place: Path
) -> list[Path]:
    """Take the pictures; raises TourStuck when a screen does not come."""
    in_team = _with_a_team(connect)
    taken = _joining(connect_empty, machine, place)
    taken += _offline(in_team, machine, place)
    taken += _attention(in_team, machine, place)
    return taken + _team_lead(in_team, machine, place)


@dataclass(frozen=True)
class _Seen:
    """A hub that answers at the address."""

    fingerprint: str = PRINT
    team: str = "North team"


@dataclass(frozen=True)
class _Code:
    """A code that opens nothing."""

    shown: str = CODE
    handle: str = CODE[:4]
    hashed: str = "$argon2id$made-up"


class _TeamDesk:
    """A desk that answers what only a hub knows, and leaves everything else to another one."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __getattr__(self, name: str) -> object:
        return getattr(self._desk, name)

    def ask(self, query: object, *told: object) -> object:
        """Answer a question."""
        if isinstance(query, AskAttention):
            return ATTENTION
        if isinstance(query, AskWaiting):
            return WAITING
        if isinstance(query, AskWorkstations):
            return WORKSTATIONS
        ask = cast("Callable[..., object]", self._desk.ask)
        return ask(query, *told)


def _with_a_team(connect: Connect) -> Connect:
    return lambda: cast("Desk", _TeamDesk(connect()))


def _joining(connect: Connect, machine: Machine, place: Path) -> list[Path]:
    """Show the hub's fingerprint to compare, before anything is sent."""
    services: dict[str, Callable[..., object]] = {PEEK: lambda _address: _Seen(), JOIN: _no_join}
    hands = opened(connect, machine, place, "", services=services)
    hands.until("the first start", lambda: hands.is_shown(FirstStartView))
    hands.come_back()
    hands.found(JoinForm).setFocus()
    hands.type(ADDRESS)
    hands.press(Qt.Key.Key_Tab)
    hands.type(CODE)
    hands.press(Qt.Key.Key_Return)
    form = hands.found(JoinForm)
    hands.until("the fingerprint", lambda: form.has_seen and not form.is_busy)
    hands.picture("joining")
    return closed(hands)


def _no_join(*_told: object) -> object:
    raise RuleBroken("demo_needs_empty")


def _offline(connect: Connect, machine: Machine, place: Path) -> list[Path]:
    """Show a qualifier's screen while the hub is away, and what is said about it."""
    hands = opened(connect, machine, place, "Dana Whitfield", offline_at(MOMENT, WAITING))
    _with_a_lead(hands)
    hands.picture("queue-offline")
    hands.window.act("sync.show")
    hands.until("the state of the tie", lambda: hands.dialog() is not None)
    hands.picture("in-step")
    hands.press(Qt.Key.Key_Escape)
    hands.until("the state to close", lambda: hands.dialog() is None)
    return closed(hands)


def _with_a_lead(hands: Hands) -> None:
    hands.until("the queue", lambda: hands.window.screen_id == "queue")
    hands.come_back()
    hands.lead_in_hand()


def _attention(connect: Connect, machine: Machine, place: Path) -> list[Path]:
    """Show what the hub did not do, and a call that came late."""
    tie = in_step_at(MOMENT, attention=len(ATTENTION.rows))
    hands = opened(connect, machine, place, "Dana Whitfield", tie)
    _with_a_lead(hands)
    hands.window.act("sync.attention")
    hands.until("what needs attention", lambda: hands.dialog() is not None)
    hands.picture("needs-attention")
    hands.press(Qt.Key.Key_Escape)
    hands.until("the list to close", lambda: hands.dialog() is None)
    return closed(hands)


def _team_lead(connect: Connect, machine: Machine, place: Path) -> list[Path]:
    """Show an invitation with its code, and the workstations of the team."""
    services: dict[str, Callable[..., object]] = {
        HUB: lambda: (ADDRESS, PRINT), NEW_CODE: _Code, "team_place": lambda: "",
    }  # fmt: skip
    hands = opened(connect, machine, place, "Ruth Calloway", in_step_at(MOMENT), services)
    hands.until("a screen", lambda: hands.window.current is not None)
    hands.come_back()
    hands.window.go("people")
    hands.until("the people", lambda: hands.can("people.edit"))
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_I)
    hands.until("the invitation", lambda: hands.types_in(InviteDialog))
    hands.until("its code", lambda: hands.found(InviteDialog).has_code)
    hands.picture("inviting")
    hands.press(Qt.Key.Key_Escape)
    hands.until("the invitation to close", lambda: hands.dialog() is None)
    hands.come_back()
    hands.window.toast.dismiss()
    hands.press(Qt.Key.Key_D)
    hands.until("the workstations", lambda: hands.types_in(WorkstationsDialog))
    hands.until("a workstation", lambda: hands.found(WorkstationsDialog).station is not None)
    hands.picture("workstations")
    hands.press(Qt.Key.Key_Escape)
    hands.until("the workstations to close", lambda: hands.dialog() is None)
    return closed(hands)


def _before(minutes: float) -> dt.datetime:
    return MOMENT - dt.timedelta(minutes=minutes)


def _done(minutes: float, kind: str, outcome: str, name: str) -> OperationRow:
    return OperationRow(round(minutes), _before(minutes), kind, outcome, 1, name)


def _refused(
    minutes: float, kind: str, outcome: str, name: str, why: RuleBroken, *, late: bool = False
) -> AttentionRow:
    what = _done(minutes, kind, outcome, name)
    return AttentionRow(what, late, why, None, not late)


WAITING: Final = WaitingView(
    (
        _done(31, "LogCall", "no_answer", "Marta Lindqvist"),
        _done(22, "LogCall", "callback", "Priya Raman"),
        _done(9, "AddNote", "", "Mae Castellanos"),
    ),
    3,
    _before(31),
)
ATTENTION: Final = AttentionView(
    (
        _refused(
            190, "LogCall", "callback", "Tom Okafor",
            RuleBroken("lead_went_on", person="Ines Roth"), late=True,
        ),
        _refused(64, "HandOff", "", "Marta Kowalski", RuleBroken("lead_went_on")),
        _refused(12, "EditLead", "", "Ann Lee", RuleBroken("not_yours")),
    ),
    3,
)  # fmt: skip
_JOINED: Final = MOMENT - dt.timedelta(days=40)
WORKSTATIONS: Final = WorkstationsView(
    (
        WorkstationRow("w1", 2, "ben-desk", _JOINED, _before(0.2), None, "0.1.0", "Ben Cruz"),
        WorkstationRow("w2", 1, "dana-laptop", _JOINED, _before(40), None, "0.1.0",
                       "Dana Whitfield"),
        WorkstationRow("w3", 1, "dana-old-laptop", _JOINED - dt.timedelta(days=60),
                       MOMENT - dt.timedelta(days=38), MOMENT - dt.timedelta(days=37), "0.1.0",
                       "Dana Whitfield"),
        WorkstationRow("w4", 6, "front-office", _JOINED, _before(0.1), None, "0.1.0",
                       "Ruth Calloway"),
        WorkstationRow("w5", 4, "sam-desk", _JOINED, _before(0.3), None, "0.1.0", "Sam Ortiz"),
    ),
    (
        InvitationRow("K7QP", 5, 6, _before(3), MOMENT + dt.timedelta(hours=24),
                      person="Ines Roth", by="Ruth Calloway"),
        InvitationRow("F3WD", 4, 6, _before(4000), _before(2560), used_at=_before(3900),
                      person="Sam Ortiz", by="Ruth Calloway"),
    ),
)  # fmt: skip
