# SPDX-License-Identifier: MIT
"""What the server needs beside the hub: who calls, what is asked, what changed for whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from leaddesk.desk.wire import Hand
from leaddesk.desk.wire_calls import Join, Joined
from leaddesk.hub.hub import Hub
from leaddesk.hub.ports import Caller


class Doorkeeper(Protocol):
    """Who may come in. Every method is one transaction, called from any thread."""

    def join(self, code: str, told: Join) -> Joined:
        """Let a workstation in by the code of an invitation, and use it up.

        Raises RuleBroken("code_refused") for a code that is wrong, and to whoever knows the whole
        code "code_used", "code_over" or "code_withdrawn"; BadInput("needs_your_name").
        """
        ...

    def caller(self, token_digest: str, device: str) -> Caller:
        """Return whose token it is (SHA-256, in hex), with the identity the workstation has now.

        Raises RuleBroken("workstation_blocked") for a token that is unknown, blocked or left.
        """
        ...

    def person(self, caller: Caller) -> int:
        """Return the id of the person that a workstation belongs to."""
        ...

    def greeted(self, caller: Caller, version: str) -> None:
        """Note that a workstation greeted now, and which LeadDesk it runs."""
        ...

    def leave(self, caller: Caller) -> None:
        """Let a workstation go: its token works no longer, its leases end."""
        ...


class Answering(Protocol):
    """What is asked and done at the hub itself; bodies and answers are JSON.

    `told` holds the fields of the query or command named. Raises LeadDeskError: BadInput for a name
    or a body that is not known, RuleBroken for what the person may not do.
    """

    def ask(self, caller: Caller, name: str, told: bytes) -> bytes:
        """Answer a question: `{"answer": ..., "at": ...}`."""
        ...

    def do(self, caller: Caller, name: str, told: bytes, entry_id: str) -> bytes:
        """Do a command under the id of its journal row, once however often it is sent: a Done."""
        ...

    def take(self, caller: Caller, lead_id: int) -> Hand:
        """Grant a lead that the person chose, and return the whole hand."""
        ...

    def list_begin(self, caller: Caller, told: bytes) -> bytes:
        """Begin a list."""
        ...

    def list_part(self, caller: Caller, told: bytes) -> bytes:
        """Take a part of a list."""
        ...

    def list_end(self, caller: Caller, told: bytes) -> bytes:
        """Import a list whose parts are all there."""
        ...


@dataclass(frozen=True, slots=True)
class Changed:
    """For whom something changed, up to a mark of the feed; `everybody`: for the whole team.

    `looks`: nothing changed, but who looks at the team as a whole is to look again.
    """

    mark: int
    persons: Collection[int] = ()
    everybody: bool = False
    looks: bool = False


class Told(Protocol):
    """The feed as the pokes need it; called from any thread, one at a time."""

    def told_since(self, mark: int | None) -> Changed:
        """Return what changed since a mark; None asks for the newest mark alone."""
        ...


@dataclass(frozen=True, slots=True)
class Figures:
    """What is measured in the database: leases since the team began and now, and its bytes."""

    leases_granted: int = 0
    leases_live: int = 0
    database_bytes: int = 0


class Health(Protocol):
    """What the team's database says of itself; both raise StoreUnavailable. From any thread."""

    def team(self) -> str:
        """Return the team's name."""
        ...

    def figures(self) -> Figures:
        """Return what is measured."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that a server is made of."""

    hub: Hub
    doorkeeper: Doorkeeper
    answering: Answering
    told: Told
    health: Health
