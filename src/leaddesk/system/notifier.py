# SPDX-License-Identifier: MIT
"""Desktop notifications where the desktop has them: freedesktop's service over D-Bus.

Nothing here ever raises or waits longer than a moment: a reminder also stands in the window.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jeepney import Message

ANSWER_SECONDS = 2.0
SHOWN_MILLISECONDS = 8000
_PATH = "/org/freedesktop/Notifications"
_NAME = "org.freedesktop.Notifications"
_SIGNATURE = "susssasa{sv}i"
_NORMAL_URGENCY = 1


def notify(title: str, body: str, *, icon: str = "call-start") -> bool:
    """Show a notification; False where the desktop has none.

    The body goes out without markup, because a name from a list may look like some.
    """
    if sys.platform != "linux":
        return False
    try:
        return _by_dbus(title, body, icon)
    except Exception:  # noqa: BLE001 - a bus may fail in any way, and a reminder must hurt nobody
        return False


def message(title: str, body: str, icon: str) -> Message:
    """Return the call of `Notify` in the service's exact signature."""
    from jeepney import DBusAddress, new_method_call

    address = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
    hints: dict[str, tuple[str, int]] = {"urgency": ("y", _NORMAL_URGENCY)}
    no_actions: list[str] = []
    told = ("LeadDesk", 0, icon, title, _plain(body), no_actions, hints, SHOWN_MILLISECONDS)
    return new_method_call(address, "Notify", _SIGNATURE, told)


def _by_dbus(title: str, body: str, icon: str) -> bool:
    from jeepney import MessageType
    from jeepney.io.blocking import open_dbus_connection

    with open_dbus_connection(bus="SESSION") as connection:
        call = message(title, body, icon)
        reply = connection.send_and_get_reply(call, timeout=ANSWER_SECONDS)
    return bool(reply.header.message_type is MessageType.method_return)


def _plain(text: str) -> str:
    """Return text that a notification service can't read as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
