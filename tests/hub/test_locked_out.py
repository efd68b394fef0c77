# SPDX-License-Identifier: MIT
"""A workstation that was let in and is locked out meanwhile: with its next call, whatever it is."""

from __future__ import annotations

import msgspec
import pytest

from leaddesk.desk.wire import Hello
from leaddesk.desk.wire_calls import Refused
from leaddesk.hub.calls import CALLS
from leaddesk.hub.limits import Allowed
from tests.hub.stage import Around, Reply, app_of, call


def key_of(reply: Reply) -> str:
    return msgspec.json.decode(reply.body, type=Refused).error


@pytest.mark.parametrize("name", sorted(CALLS.keys() - {"join"}))
def test_a_token_that_was_let_in_is_locked_out_at_once(name: str) -> None:
    around = Around()
    app = app_of(around)
    assert call(app, "hello", Hello(1, 0, "")).status == 200
    kept, around.tokens = around.tokens, {}
    body = Hello(1, 0, "") if name == "hello" else b"{}"
    for _ in range(2):
        reply = call(app, name, body)
        assert (reply.status, key_of(reply)) == (401, "workstation_blocked")
    assert not around.left
    assert not around.lists
    around.tokens = kept
    assert call(app, "hello", Hello(1, 0, "")).status == 200
    app.close()


def test_who_was_let_in_and_is_locked_out_may_not_try_for_long() -> None:
    around = Around()
    app = app_of(around, allowed=Allowed(strangers=3))
    assert call(app, "hello", Hello(1, 0, "")).status == 200
    around.tokens = {}
    keys = [key_of(call(app, "hello", Hello(1, 0, ""))) for _ in range(6)]
    assert keys[0] == "workstation_blocked"
    assert keys[-1] == "hub_too_often"
    app.close()
