# SPDX-License-Identifier: MIT
"""The hub's server: listens over TLS, or in plain behind a proxy, and ends in a few seconds."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import stat
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Final

import uvicorn
from typing_extensions import override

from leaddesk.domain.errors import BadInput
from leaddesk.hub.app import HubApp
from leaddesk.hub.certificate import Papers, context
from leaddesk.hub.protocol import HEAD_SECONDS, patient
from leaddesk.system.last_moment import LastMoment

DEFAULT_LISTEN: Final = "0.0.0.0:8443"
KEEP_ALIVE_SECONDS: Final = 75
"""Longer than the time between two pulls of a workstation that hears no pokes."""
HANDSHAKE_SECONDS: Final = 10.0
GOODBYE_SECONDS: Final = 1.0
GRACE_SECONDS: Final = 4
"""Calls under way are answered within it."""
END_SECONDS: Final = 5.0
"""So long after a signal the process is gone."""
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
_BACKLOG: Final = 256
_UNIX: Final = "unix:"
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_PORTS: Final = 65_536


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a server listens. Without `papers` it speaks plain HTTP, to a proxy."""

    listen: str = DEFAULT_LISTEN
    papers: Papers | None = None
    head_seconds: float = HEAD_SECONDS
    grace_seconds: int = GRACE_SECONDS


class HubServer:
    """One server: `listen`, then `run` until `stop`; `address` is where it answers.

    `stopping` is called when it begins to stop: what works beside it is told then.
    """

    def __init__(
        self, app: HubApp, listening: Listening, stopping: Callable[[], object] = lambda: None
    ) -> None:
        self._listening = listening
        self._socket: socket.socket | None = None
        self.address = ""
        self._context = context(listening.papers) if listening.papers else None
        self._server = _Server(
            (stopping, app.end_pokes),
            uvicorn.Config(
                app.asgi,
                http=patient(listening.head_seconds),
                ws="none",
                lifespan="on",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=listening.papers is None,
                forwarded_allow_ips="127.0.0.1,::1",
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=listening.grace_seconds,
                ssl_context_factory=self._tls if self._context else None,
            ),
        )

    def _tls(self, *_: object) -> Any:
        return self._context

    def listen(self) -> None:
        """Take the address; raises BadInput("hub.address"), ("hub.bad_listen"), ("hub.plain_…")."""
        told = self._listening.listen
        if told.startswith(_UNIX):
            if self._context is not None:
                raise BadInput("hub.bad_listen", where=told)
            self._socket = _unix_socket(Path(told.removeprefix(_UNIX)))
            self.address = told
            return
        host, port = host_and_port(told)
        if self._context is None and host not in _LOOPBACK:
            raise BadInput("hub.plain_address")
        self._socket = _tcp_socket(host, port)
        scheme = "https" if self._context else "http"
        shown = f"[{host}]" if ":" in host else host
        self.address = f"{scheme}://{shown}:{self._socket.getsockname()[1]}"

    def run(self) -> None:
        """Answer calls until it is stopped, by `stop` or by a signal; call `listen` before.

        On the main thread a signal also ends the process, `END_SECONDS` after it at the latest.
        """
        if self._socket is None:
            self.listen()
        assert self._socket is not None  # noqa: S101 - it listens now
        try:
            asyncio.run(self._server.serve([self._socket]))
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the address; what answers there ends by `stop`."""
        taken, self._socket = self._socket, None
        if taken is None:
            return
        taken.close()
        if self.address.startswith(_UNIX):
            Path(self.address.removeprefix(_UNIX)).unlink(missing_ok=True)

    def stop(self) -> None:
        """Stop when the calls under way are answered; from any thread."""
        self._server.should_exit = True


class _Server(uvicorn.Server):
    """uvicorn with an end to handshakes and goodbyes, and to `first` before it waits for calls."""

    def __init__(self, first: tuple[Callable[[], object], ...], config: uvicorn.Config) -> None:
        super().__init__(config)
        self._first = first
        self._last_moment = LastMoment(END_SECONDS)
        self._was_asked = False

    @override
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on a signal; it is not raised once more, or nothing would be let go of."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        self._last_moment.watch()
        before = {one: signal.signal(one, self.handle_exit) for one in _SIGNALS}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)
            if not self._was_asked:
                self._last_moment.over()

    @override
    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._was_asked = True
        self._last_moment.asked()
        super().handle_exit(sig, frame)

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await self.lifespan.startup()
        loop = asyncio.get_running_loop()
        tls = self.config.ssl
        self.servers = [
            await loop.create_server(
                self._connection,
                sock=one,
                ssl=tls,
                backlog=_BACKLOG,
                ssl_handshake_timeout=HANDSHAKE_SECONDS if tls else None,
                ssl_shutdown_timeout=GOODBYE_SECONDS if tls else None,
            )
            for one in sockets or ()
        ]
        self.started = True

    def _connection(self) -> asyncio.Protocol:
        made = self.config.http_protocol_class
        return made(  # type: ignore[call-arg]
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )

    @override
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for end in self._first:
            end()
        await super().shutdown(sockets)


def host_and_port(told: str) -> tuple[str, int]:
    """Return the host and port of HOST:PORT or [IPV6]:PORT; raises BadInput("hub.bad_listen")."""
    host, colon, port = told.strip().rpartition(":")
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
    elif ":" in host:
        raise BadInput("hub.bad_listen", where=told)
    if not colon or not host or not (port.isascii() and port.isdecimal()):
        raise BadInput("hub.bad_listen", where=told)
    if len(port) > len(str(_PORTS)) or int(port) >= _PORTS:
        raise BadInput("hub.bad_listen", where=told)
    return host, int(port)


def _tcp_socket(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            # Elsewhere the option would let two of them share a port.
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen(_BACKLOG)
    except OSError as error:
        opened.close()
        detail = error.strerror or "refused"
        raise BadInput("hub.address", where=f"{host}:{port}", detail=detail) from None
    return opened


def _unix_socket(path: Path) -> socket.socket:
    """Return a socket at a path; one that a killed hub left behind is taken away."""
    opened = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        if path.exists() and stat.S_ISSOCK(path.stat().st_mode) and not _answers(path):
            path.unlink()
        opened.bind(str(path))
        opened.listen(_BACKLOG)
    except OSError as error:
        opened.close()
        raise BadInput(
            "hub.address", where=f"{_UNIX}{path}", detail=error.strerror or "refused"
        ) from None
    return opened


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as tried:
        try:
            tried.connect(str(path))
        except OSError:
            return False
    return True
