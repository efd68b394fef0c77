# SPDX-License-Identifier: MIT
"""A stop closes what is used under it, once it is pressed and after that."""

from __future__ import annotations

from leaddesk.sync.stopping import Stop


def test_what_is_used_under_a_stop_is_closed_when_it_is_pressed() -> None:
    stop, closed = Stop(), list[str]()
    with stop.ends(lambda: closed.append("before")):
        pass
    with stop.ends(lambda: closed.append("within")):
        assert not stop.is_pressed
        stop.press()
        assert closed == ["within"]
    with stop.ends(lambda: closed.append("after")):
        assert closed == ["within", "after"]
    assert stop.is_pressed
