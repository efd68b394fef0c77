# SPDX-License-Identifier: MIT
"""A made-up hub and secrets in memory, for the tests of joining and leaving."""

from __future__ import annotations

from dataclasses import dataclass, field

from leaddesk.desk.wire_calls import Join, Joined
from leaddesk.domain.errors import HubAway, RuleBroken
from leaddesk.sync.membership import Hub

CODE = "ABCD-EFGHJK"
HUB = Hub("https://hub.example:8443", "f" * 64)
TOKEN = "t" * 43
STATION = "5" * 32


@dataclass
class MadeHub:
    """A hub that lets in whoever has the code, once, and hears or not."""

    used: bool = False
    away: bool = False
    deaf_after: bool = False
    left: list[str] = field(default_factory=list)
    blocked: bool = False

    def join(self, wish: Join) -> Joined:
        if self.away:
            raise HubAway("hub_cut")
        if self.used:
            raise RuleBroken("code_used")
        self.used = True
        if self.deaf_after:
            raise HubAway("hub_cut")
        assert wish.code == CODE
        return Joined(STATION, "d" * 32, TOKEN, 7, "b" * 32, "Acme: the team", "Dana Whitfield")

    def leave(self, device: str) -> None:
        if self.away:
            raise HubAway("hub_cut")
        if self.blocked:
            raise RuleBroken("workstation_blocked")
        self.left.append(device)


class Secrets:
    """Secrets in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.in_store = True

    def put(self, name: str, secret: str) -> bool:
        self.kept[name] = secret
        return self.in_store

    def forget(self, name: str) -> None:
        self.kept.pop(name, None)

    def get(self, name: str) -> str:
        return self.kept.get(name, "")
