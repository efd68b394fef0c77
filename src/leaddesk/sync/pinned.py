# SPDX-License-Identifier: MIT
"""TLS to one certificate and no other, on sockets that never wait past the end of their call."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import socket
import ssl
import threading
import time
import weakref
from collections.abc import Iterator
from typing import Any

from typing_extensions import override

from leaddesk.domain.errors import HubAway

_CALL = threading.local()


@contextlib.contextmanager
def ends_within(seconds: float) -> Iterator[None]:
    """Let every read of this thread's call end within some seconds, however slowly bytes come."""
    _CALL.until = time.monotonic() + seconds
    try:
        yield
    finally:
        _CALL.until = None


class _TimelySocket(ssl.SSLSocket):
    """A socket that knows when the call ends that reads from it."""

    @override
    def recv(self, buflen: int = 1024, flags: int = 0) -> bytes:
        try:
            self._wait_no_longer()
            return super().recv(buflen, flags)
        except OSError:
            if self.version() is None:
                # Python looks at a connection that broke before its handshake, and forgets it.
                self.close()
            raise

    def _wait_no_longer(self) -> None:
        until = getattr(_CALL, "until", None)
        if until is None:
            return
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        waits = self.gettimeout()
        self.settimeout(left if waits is None else min(waits, left))


class LineContext(ssl.SSLContext):
    """How a line speaks TLS; `cut` ends all of its connections at once, and lets no other begin."""

    pin: str
    opened: weakref.WeakSet[ssl.SSLSocket]
    turn: threading.Lock
    ended: bool
    sslsocket_class = _TimelySocket

    @override
    def wrap_socket(self, sock: socket.socket, *more: Any, **named: Any) -> ssl.SSLSocket:
        """Return a connection after its handshake, before anything was sent over it.

        Raises HubAway("hub_other_certificate") for a certificate that is not the pinned one, and
        HubAway("hub_cut") after a cut: nobody would close what begins then.
        """
        # Known before the handshake: a hub that never ends its own would hold up a cut.
        wrapped = super().wrap_socket(sock, *more, **{**named, "do_handshake_on_connect": False})
        try:
            self._greet(wrapped)
        except BaseException:
            wrapped.close()
            raise
        return wrapped

    def _greet(self, wrapped: ssl.SSLSocket) -> None:
        with self.turn:
            if self.ended:
                raise HubAway("hub_cut")
            self.opened.add(wrapped)
        wrapped.do_handshake()
        if self.pin and not hmac.compare_digest(fingerprint_of(wrapped), self.pin):
            raise HubAway("hub_other_certificate")

    def cut(self) -> None:
        """End every connection, also one that another thread reads from."""
        with self.turn:
            self.ended = True
            ending = list(self.opened)
        for one in ending:
            with contextlib.suppress(OSError):
                # Below TLS, whose own farewell is not for a thread that does not read.
                socket.socket.shutdown(one, socket.SHUT_RDWR)


def pinned(pin: str) -> LineContext:
    """Return how to speak to the one certificate with this fingerprint, whoever signed it."""
    made = _new(pin)
    made.check_hostname = False
    made.verify_mode = ssl.CERT_NONE
    return made


def public() -> LineContext:
    """Return how to speak to a certificate that an authority signed for the hub's name."""
    import certifi

    made = _new("")
    made.load_default_certs()
    made.load_verify_locations(certifi.where())
    return made


def _new(pin: str) -> LineContext:
    made = LineContext(ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.pin = pin
    made.opened = weakref.WeakSet()
    made.turn = threading.Lock()
    made.ended = False
    return made


def fingerprint_of(wrapped: ssl.SSLSocket) -> str:
    """Return the SHA-256 of the certificate at the other end, in hex."""
    return hashlib.sha256(wrapped.getpeercert(binary_form=True) or b"").hexdigest()
