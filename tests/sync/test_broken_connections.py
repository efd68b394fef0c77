# SPDX-License-Identifier: MIT
"""Connections that break where nobody has them yet: none stays open."""

from __future__ import annotations

import select
import socket
import struct

import pytest

from leaddesk.sync.pinned import pinned


def test_a_connection_that_breaks_before_its_handshake_is_closed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        opened = socket.create_connection(server.getsockname())
        accepted, _ = server.accept()
        accepted.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        accepted.close()
        select.select([opened], [], [])
    with opened, pytest.raises(OSError, match=r".+"):
        # An open one that is forgotten is a warning, and so an error here.
        pinned("").wrap_socket(opened)
