# SPDX-License-Identifier: MIT
"""The bodies of the calls to a hub that are more than one value, and what joining says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import msgspec

from leaddesk.desk.wire import Sent

VERSION_HEADER, CALLS_HEADER, DEVICE_HEADER = (
    "leaddesk-version",
    "leaddesk-calls",
    "leaddesk-device",
)
"""The headers of a call: which LeadDesk sends it, in which version of the calls, from where."""

Number = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=32)]


@dataclass(frozen=True, slots=True)
class Join:
    """A workstation that wants in: the code of its invitation, and what it calls itself.

    `person` and `zone` are the name and time zone of whoever is the first of a team, asked for with
    BadInput("needs_your_name"). `leaddesk` is the version of the program.
    """

    code: Annotated[str, msgspec.Meta(max_length=40)]
    name: Name
    version: Number
    person: Annotated[str, msgspec.Meta(max_length=200)] = ""
    zone: Annotated[str, msgspec.Meta(max_length=60)] = ""
    leaddesk: Annotated[str, msgspec.Meta(max_length=20)] = ""


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

    cursor: Number


@dataclass(frozen=True, slots=True)
class Snapshot:
    """After which lead everything is wanted."""

    after: Number = 0


@dataclass(frozen=True, slots=True)
class TopUp:
    """How many leases the hand is to hold."""

    target: Number


@dataclass(frozen=True, slots=True)
class Take:
    """The lead that a person chose and wants to work."""

    lead_id: Number


@dataclass(frozen=True, slots=True)
class Ask:
    """A question by the name of its class, and its fields."""

    query: Name
    told: msgspec.Raw


@dataclass(frozen=True, slots=True)
class Do:
    """A command by the name of its class, its fields, and the id of the journal row it makes."""

    command: Name
    told: msgspec.Raw
    id: Id


@dataclass(frozen=True, slots=True)
class Refused:
    """An error on the wire: its key, the name of its class, its fields, and words for people."""

    error: str
    kind: str
    fields: dict[str, Any]
    message: str = ""
