# SPDX-License-Identifier: MIT
"""A line that was cut lets no connection begin."""

from __future__ import annotations

import socket

import pytest

from leaddesk.domain.errors import HubAway
from leaddesk.sync.pinned import pinned


def test_a_connection_that_a_cut_overtakes_says_nothing_and_is_closed() -> None:
    near, far = socket.socketpair()
    ended = pinned("f" * 64)
    ended.cut()
    with far:
        with pytest.raises(HubAway) as away:
            ended.wrap_socket(near, server_hostname="hub")
        assert far.recv(1) == b""
    assert away.value.key == "hub_cut"
