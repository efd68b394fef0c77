# SPDX-License-Identifier: MIT
"""Every call to the hub in one table: its body, how large and how long it may be, what does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from leaddesk.desk.wire import MOST_OPERATIONS, Hand, Hello, News, Pushed, Sent, Welcome
from leaddesk.desk.wire_calls import Ask, Do, Join, Joined, Pull, Push, Snapshot, Take, TopUp
from leaddesk.domain.errors import BadInput
from leaddesk.hub.doors import Parts
from leaddesk.hub.ports import Caller

SMALL: Final = 64 * 1024
PUSH_BYTES: Final = 2 * 1024 * 1024
PART_BYTES: Final = 4 * 1024 * 1024
SECONDS: Final = 8.0
LIST_SECONDS: Final = 120.0
"""How long a handler may take; the end of a list imports it."""
MOST_HELD: Final = 1_000
_LONGEST_KIND: Final = 40
_LONGEST_ID: Final = 32
_LONGEST_PROOF: Final = 64

Work = Callable[[Parts, Caller, Any], object]


@dataclass(frozen=True, slots=True)
class Call:
    """One call: `work` gets the decoded body and returns a value of `wire`, or JSON as bytes.

    `body` is `bytes` for an object whose fields the handler reads itself. `writes` tells that
    somebody may have to be told afterwards.
    """

    body: type
    answer: type | None
    work: Work
    what: str
    most_bytes: int = SMALL
    seconds: float = SECONDS
    writes: bool = False


def _push(parts: Parts, caller: Caller, body: Push) -> Pushed:
    if len(body.sent) > MOST_OPERATIONS:
        raise BadInput("hub_bad_body", detail=f"more than {MOST_OPERATIONS} operations")
    for one in body.sent:
        _check_sent(one)
    return parts.hub.push(caller, body.sent)


def _check_sent(one: Sent) -> None:
    if not 0 < len(one.id) <= _LONGEST_ID or not 0 < len(one.kind) <= _LONGEST_KIND:
        raise BadInput("hub_bad_body", detail="id, kind")
    if min(one.seq, one.format, one.lead_id, one.in_hand, one.lease_id) < 0:
        raise BadInput("hub_bad_body", detail="a number below 0")


def _hello(parts: Parts, caller: Caller, body: Hello) -> Welcome:
    if len(body.held) > MOST_HELD or min(body.acknowledged, body.version) < 0:
        raise BadInput("hub_bad_body", detail="held, acknowledged, version")
    if not body.token.isascii() or len(body.token) > _LONGEST_PROOF:
        raise BadInput("hub_bad_body", detail="token")
    if any(min(one.lease_id, one.lead_id) < 0 for one in body.held):
        raise BadInput("hub_bad_body", detail="a number below 0")
    return parts.hub.hello(caller, body)


def _leave(parts: Parts, caller: Caller, _body: bytes) -> bytes:
    parts.doorkeeper.leave(caller)
    return b"{}"


JOIN: Final = "join"
"""The one call that is made without a token."""

CALLS: Final[Mapping[str, Call]] = {
    "hello": Call(Hello, Welcome, _hello, "Say who is there and what it holds.", writes=True),
    "push": Call(Push, Pushed, _push, "Send operations in their order.", PUSH_BYTES, writes=True),
    "pull": Call(
        Pull, News, lambda parts, caller, body: parts.hub.pull(caller, body.cursor),
        "Ask what changed since a cursor.",
    ),
    "snapshot": Call(
        Snapshot, News, lambda parts, caller, body: parts.hub.snapshot(caller, body.after),
        "Ask for everything in reach, in parts.",
    ),
    "top_up": Call(
        TopUp, Hand, lambda parts, caller, body: parts.hub.top_up(caller, body.target),
        "Bring the hand to a number of leads and return all of it.", writes=True,
    ),
    "take": Call(
        Take, Hand, lambda parts, caller, body: parts.answering.take(caller, body.lead_id),
        "Take a lead that the person chose.", writes=True,
    ),
    "ask": Call(
        Ask, None,
        lambda parts, caller, body: parts.answering.ask(caller, body.query, bytes(body.told)),
        "Ask a question about the team.",
    ),
    "do": Call(
        Do, None,
        lambda parts, caller, body: parts.answering.do(
            caller, body.command, bytes(body.told), body.id
        ),
        "Do a command at the hub.", PUSH_BYTES, writes=True,
    ),
    "list_begin": Call(
        bytes, None, lambda parts, caller, body: parts.answering.list_begin(caller, body),
        "Begin to send a list.", writes=True,
    ),
    "list_part": Call(
        bytes, None, lambda parts, caller, body: parts.answering.list_part(caller, body),
        "Send a part of a list.", PART_BYTES,
    ),
    "list_end": Call(
        bytes, None, lambda parts, caller, body: parts.answering.list_end(caller, body),
        "Import a list whose parts are there.", seconds=LIST_SECONDS, writes=True,
    ),
    "leave": Call(bytes, None, _leave, "Leave the team.", writes=True),
    JOIN: Call(
        Join, Joined, lambda parts, _caller, body: parts.doorkeeper.join(body.code, body),
        "Join the team with the code of an invitation.", writes=True,
    ),
}  # fmt: skip
