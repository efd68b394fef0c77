# SPDX-License-Identifier: MIT
"""A team that can be joined and left at the prompt."""

from __future__ import annotations

from pathlib import Path

from leaddesk.desk.link import TieState
from leaddesk.desk.queries import WaitingListRow
from leaddesk.sync.membership import Membership
from leaddesk.sync.peeking import Peeked


class StubTeam:
    """A hub with a certificate, and the team that is joined there; takes notes."""

    def __init__(self) -> None:
        self.joined: list[tuple[str, ...]] = []
        self.left: list[bool] = []
        self.waiting: tuple[WaitingListRow, ...] = ()
        self.state: TieState | None = None

    def peek(self, address: str) -> Peeked:
        return Peeked("ab" * 32, "Acme", "0.1.0")

    def join(self, address: str, code: str, name: str, fingerprint: str) -> Membership:
        self.joined.append((address, code, name, fingerprint))
        return Membership(Path("team.db"), "h" * 32, "w" * 32, "Acme", 3, token_in_file=True)

    def waiting_lists(
        self, database: str | None
    ) -> tuple[tuple[WaitingListRow, ...], TieState | None]:
        return self.waiting, self.state

    def leave(self, *, anyway: bool) -> str:
        self.left.append(anyway)
        return "Acme"
