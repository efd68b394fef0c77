# SPDX-License-Identifier: MIT
"""The bodies of calls go over the wire and back; what is unknown to one side is left to it."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from leaddesk.desk.wire import Sent
from leaddesk.desk.wire_calls import Ask, Do, Join, Joined, Pull, Push, Refused, Snapshot, TopUp

NOON = dt.datetime(2026, 5, 12, 17, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "body",
    [
        Join("ABCDEFGHJK", "Dana’s laptop", 1),
        Joined("w", "d", "t", 3, "h", "Acme"),
        Push((Sent(1, "a", NOON, "LogCall", 1, '{"lead_id":1}', 1, 1, 5),)),
        Pull(7),
        Snapshot(),
        TopUp(25),
        Refused("lead_went_on", "RuleBroken", {"person": "Dana"}, "Words."),
    ],
)
def test_a_body_comes_back_as_it_went(body: object) -> None:
    assert msgspec.json.decode(msgspec.json.encode(body), type=type(body)) == body


def test_fields_of_questions_and_commands_travel_unread() -> None:
    asked = msgspec.json.decode(b'{"query":"AskTeamWall","told":{"day":"2026-05-12"}}', type=Ask)
    assert bytes(asked.told) == b'{"day":"2026-05-12"}'
    done = msgspec.json.decode(b'{"command":"X","told":{},"id":"e1"}', type=Do)
    assert (done.command, bytes(done.told), done.id) == ("X", b"{}", "e1")
