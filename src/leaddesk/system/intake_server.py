# SPDX-License-Identifier: MIT
"""The server that takes web forms; its libraries are an extra, imported when it is made."""

from __future__ import annotations

import datetime as dt
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

from leaddesk.desk.door import Desk
from leaddesk.desk.queries import AskIntakeToken
from leaddesk.domain.errors import BadInput, LeadDeskError

BODY_BYTES: Final = 64 * 1024
BODY_SECONDS: Final = 10.0
HEAD_SECONDS: Final = 10.0
"""How long a client may take for the head of a message, and for its body."""
MOST_AT_ONCE: Final = 100
_GRACE_SECONDS: Final = 5
_PARTS: Final = ("starlette", "uvicorn", "python_multipart")


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """Where the intake listens, and what is true of the leads that come.

    `redirects` are the pages that forms may send people to; `behind_proxy` trusts what a proxy on
    this computer says about who sent a message.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    source: str = "Web form"
    campaign: str = ""
    tier: int = 1
    region: str = ""
    redirects: tuple[str, ...] = ()
    per_minute: int = 30
    behind_proxy: bool = False
    body_bytes: int = BODY_BYTES
    body_seconds: float = BODY_SECONDS
    head_seconds: float = HEAD_SECONDS


class Intake:
    """One server over one desk: `listen`, `run` until `stop`; `address` is where it answers."""

    def __init__(
        self,
        desk: Desk,
        options: IntakeOptions,
        now: Callable[[], dt.datetime],
        say: Callable[[LeadDeskError], str],
    ) -> None:
        if not all(find_spec(part) for part in _PARTS):
            raise BadInput("intake.missing")
        import uvicorn

        from leaddesk.system.intake_app import IntakeApp
        from leaddesk.system.intake_protocol import impatient

        self._desk, self._options, self._now = desk, options, now
        self._app = IntakeApp(desk, options, now, say)
        self._socket: socket.socket | None = None
        self.address = ""
        self._server = uvicorn.Server(
            uvicorn.Config(
                self._app.asgi,
                http=impatient(options.head_seconds),
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=options.behind_proxy,
                forwarded_allow_ips="127.0.0.1,::1",
                limit_concurrency=MOST_AT_ONCE,
                timeout_graceful_shutdown=_GRACE_SECONDS,
            )
        )

    @property
    def taken(self) -> int:
        """How many messages were taken."""
        return self._app.taken

    def listen(self) -> None:
        """Take the address; raises BadInput("intake.no_token") and ("intake.address")."""
        if not self._desk.ask(AskIntakeToken(), self._now()):
            raise BadInput("intake.no_token")
        host, port = self._options.host, self._options.port
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        opened = socket.socket(family, socket.SOCK_STREAM)
        try:
            if os.name == "posix":
                # Elsewhere the option would let two of them share a port.
                opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            opened.bind((host, port))
            opened.listen()
        except OSError as error:
            opened.close()
            where, detail = f"{host}:{port}", error.strerror or "refused"
            raise BadInput("intake.address", where=where, detail=detail) from None
        except OverflowError:
            opened.close()
            raise BadInput("intake.address", where=str(port), detail="no such port") from None
        self._socket = opened
        shown = f"[{host}]" if ":" in host else host
        self.address = f"http://{shown}:{opened.getsockname()[1]}"

    def run(self) -> None:
        """Take messages until it is stopped; call `listen` before."""
        if self._socket is None:
            self.listen()
        assert self._socket is not None  # noqa: S101 - it listens now
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()

    def stop(self) -> None:
        """Stop when the messages under way are answered."""
        self._server.should_exit = True
