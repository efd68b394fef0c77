# SPDX-License-Identifier: MIT
"""Tells when the session is locked or the computer goes to sleep, where the system says so.

On Linux these are signals on the two buses; best effort: a bus that is not there tells nothing, and
the idle time of the window still counts.
"""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from jeepney import Message

SYSTEM, SESSION = "SYSTEM", "SESSION"
END_SECONDS: Final = 1.0
"""Closing waits no longer for a bus that does not answer."""

_LOGIN: Final = "org.freedesktop.login1"
_SIGNALS: Final = {
    SYSTEM: ((f"{_LOGIN}.Manager", "PrepareForSleep"), (f"{_LOGIN}.Session", "Lock")),
    SESSION: (
        ("org.freedesktop.ScreenSaver", "ActiveChanged"),
        ("org.gnome.ScreenSaver", "ActiveChanged"),
    ),
}


class SessionWatch:
    """Listens on threads of its own until it is closed; `told` is called on any of them."""

    def __init__(
        self, told: Callable[[], None], listening: Callable[[], object] = lambda: None
    ) -> None:
        """Take who is told, and who hears of each bus that is listened to."""
        self._told, self._listening = told, listening
        self._buses: list[Any] = []
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._closed = False

    def start(self) -> None:
        """Begin to listen behind whoever asks; connecting may take a while."""
        for name in _SIGNALS:
            thread = threading.Thread(
                target=self._listen, args=(name,), name=f"session-watch-{name}", daemon=True
            )
            self._threads.append(thread)
            thread.start()

    def close(self) -> None:
        """Stop listening; nothing is told after this returns."""
        with self._lock:
            self._closed = True
            for bus in self._buses:
                # Whoever reads is woken; closing alone would leave it waiting.
                with contextlib.suppress(OSError):
                    bus.sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(END_SECONDS)

    def _listen(self, name: str) -> None:
        with contextlib.suppress(Exception), self._connected(name) as bus:  # any way a bus can fail
            self._listening()
            while not self._closed:
                if is_lock(bus.receive()) and not self._closed:
                    self._told()

    @contextlib.contextmanager
    def _connected(self, name: str) -> Any:
        from jeepney import MatchRule, message_bus
        from jeepney.io.blocking import Proxy, open_dbus_connection

        with open_dbus_connection(bus=name) as bus:
            with self._lock:
                if self._closed:
                    raise ConnectionAbortedError
                self._buses.append(bus)
            asked = Proxy(message_bus, bus, timeout=10)
            for interface, member in _SIGNALS[name]:
                rule = MatchRule(type="signal", interface=interface, member=member)
                asked.AddMatch(rule)
            yield bus


def is_lock(message: Message) -> bool:
    """Tell whether a signal says that the session is locked or the computer about to sleep."""
    from jeepney import HeaderFields, MessageType

    header = message.header
    if header.message_type is not MessageType.signal:
        return False
    told = (header.fields.get(HeaderFields.interface), header.fields.get(HeaderFields.member))
    if not any(told in signals for signals in _SIGNALS.values()):
        return False
    # They say that it begins, and again that it is over; a wish to lock has no body.
    return bool(told[1] == "Lock" or message.body == (True,))


def watch(told: Callable[[], None]) -> SessionWatch | None:
    """Listen for this session from now on; None where the system has no such signals."""
    if sys.platform != "linux":
        return None
    made = SessionWatch(told)
    made.start()
    return made
