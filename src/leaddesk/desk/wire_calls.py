# SPDX-License-Identifier: MIT
"""The bodies of the calls to a hub that are more than one value, and what joining says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from leaddesk.desk.wire import Sent

OLDEST_VERSION = 1
"""The oldest version of the calls that this LeadDesk still speaks (`hub.versions`)."""


@dataclass(frozen=True, slots=True)
class Join:
    """A workstation that wants in: the code of its invitation, and what it calls itself.

    `person` and `zone` are the name and time zone of whoever is the first of a team, asked for with
    BadInput("needs_your_name"). `leaddesk` is the version of the program.
    """

    code: str
    name: str
    version: int
    person: str = ""
    zone: str = ""
    leaddesk: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """What a workstation is from now on. `token` opens the hub to it and is told this once."""

    workstation: str
    device: str
    token: str
    person_id: int
    hub_id: str
    team: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Push:
    """Operations, in their order."""

    sent: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class Pull:
    """From where on changes are wanted."""

    cursor: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """After which lead everything is wanted."""

    after: int = 0


@dataclass(frozen=True, slots=True)
class TopUp:
    """How many leases the hand is to hold."""

    target: int


@dataclass(frozen=True, slots=True)
class Take:
    """The lead that a person chose and wants to work."""

    lead_id: int


@dataclass(frozen=True, slots=True)
class Ask:
    """A question by the name of its class, and its fields."""

    query: str
    told: msgspec.Raw


@dataclass(frozen=True, slots=True)
class Do:
    """A command by the name of its class, its fields, and the id of the journal row it makes."""

    command: str
    told: msgspec.Raw
    id: str


@dataclass(frozen=True, slots=True)
class Refused:
    """An error on the wire: its key, the name of its class, its fields, and words for people."""

    error: str
    kind: str
    fields: dict[str, Any]
    message: str = ""
