# SPDX-License-Identifier: MIT
"""A reminder never hurts: without a bus it says no, and with one it speaks the exact protocol."""

from __future__ import annotations

import sys

import pytest
from jeepney import Message, Parser
from jeepney.low_level import MessageType

from leaddesk.system import notifier

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="freedesktop's service")


@pytest.mark.parametrize("address", ["", "nonsense", "unix:path=/nowhere/at/all"])
def test_without_a_bus_it_says_no(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert notifier.notify("LeadDesk", "Callback with Tom Okafor at 13:30") is False


def test_the_call_has_the_signature_of_the_service() -> None:
    message = notifier.message("LeadDesk", "Callback with <b>Tom</b> & Co", "call-start")
    parser = Parser()
    parser.add_data(message.serialise(serial=1))
    read = parser.get_next_message()
    assert isinstance(read, Message)
    assert read.header.message_type is MessageType.method_call
    name, replaces, icon, title, body, actions, hints, life = read.body
    assert (name, replaces, icon, title) == ("LeadDesk", 0, "call-start", "LeadDesk")
    assert body == "Callback with &lt;b&gt;Tom&lt;/b&gt; &amp; Co"
    assert (actions, hints) == ([], {"urgency": ("y", 1)})
    assert life == notifier.SHOWN_MILLISECONDS
