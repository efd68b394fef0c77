# SPDX-License-Identifier: MIT
"""The line to the hub over HTTPS: every call ends in time, and speaks to the hub's own certificate.

Nothing is tried twice here; whoever calls decides that.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Final, TypeVar

import httpx
import msgspec

import leaddesk
from leaddesk.desk.wire import NEWEST_VERSION, Hand, Hello, News, Pushed, Sent, Welcome
from leaddesk.desk.wire_calls import (
    CALLS_HEADER,
    DEVICE_HEADER,
    VERSION_HEADER,
    Ask,
    Do,
    Join,
    Joined,
    Pull,
    Push,
    Snapshot,
    Take,
    TopUp,
)
from leaddesk.domain.errors import BadInput, HubAway
from leaddesk.sync.hub_address import hub_url
from leaddesk.sync.line_errors import away, refused
from leaddesk.sync.pinned import ends_within, pinned, public

CONNECT_SECONDS: Final = 5.0
READ_SECONDS: Final = 20.0
CALL_SECONDS: Final = 60.0
LIST_SECONDS: Final = 150.0
"""How long a connection, a silence and a whole call may take; the end of a list imports it."""
QUIET_SECONDS: Final = 45.0
"""How long pokes may be silent: the hub says every twenty seconds that it lives."""
MOST_BYTES: Final = 64 * 1024 * 1024
_LONGEST_LINE: Final = 4_096
_OK: Final = 200
_POKES: Final = {"event: you": "you", "event: team": "team"}

AnswerT = TypeVar("AnswerT")


class HttpLine:
    """`sync.ports.Line` to one hub; safe from any thread.

    `pin` is the fingerprint of the hub's certificate, '' for one that an authority signed. `device`
    returns the identity of this workstation. Every method raises HubAway, and the errors that the
    hub answers with; making one raises BadInput("hub_bad_address").
    """

    def __init__(
        self, url: str, pin: str = "", token: str = "", device: Callable[[], str] = lambda: ""
    ) -> None:
        self._url = hub_url(url)
        self._device = device
        self._context = pinned(pin) if pin else public()
        self._closed = False
        for name in ("httpx", "httpcore"):
            # What they tell of each call is headers and addresses.
            logging.getLogger(name).setLevel(logging.WARNING)
        headers = {
            VERSION_HEADER: leaddesk.__version__,
            CALLS_HEADER: str(NEWEST_VERSION),
            "user-agent": "LeadDesk",
        }
        if token:
            headers["authorization"] = f"Bearer {token}"
        try:
            self._client = httpx.Client(
                base_url=self._url,
                headers=headers,
                verify=self._context,
                timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
                limits=httpx.Limits(max_keepalive_connections=4, keepalive_expiry=60.0),
                follow_redirects=False,
                trust_env=False,
            )
        except httpx.InvalidURL:
            raise BadInput("hub_bad_address", where=url[:80]) from None

    # ---------------------------------------------------------------------- keeping in step

    def hello(self, device: str, said: Hello) -> Welcome:
        """Greet the hub."""
        return self._call("hello", said, Welcome, device)

    def push(self, device: str, sent: Sequence[Sent]) -> Pushed:
        """Send operations."""
        return self._call("push", Push(tuple(sent)), Pushed, device)

    def pull(self, device: str, cursor: int) -> News:
        """Ask what changed."""
        return self._call("pull", Pull(cursor), News, device)

    def snapshot(self, device: str, after: int) -> News:
        """Ask for everything."""
        return self._call("snapshot", Snapshot(after), News, device)

    def top_up(self, device: str, target: int) -> Hand:
        """Ask for a full hand."""
        return self._call("top_up", TopUp(target), Hand, device)

    def take(self, device: str, lead_id: int) -> Hand:
        """Ask for one lead that a person chose."""
        return self._call("take", Take(lead_id), Hand, device)

    # ------------------------------------------------------------------------ at the hub itself

    def ask(self, name: str, told: bytes) -> bytes:
        """Ask a question by its name and fields; return the answer as JSON."""
        return self._post("ask", msgspec.json.encode(Ask(name, msgspec.Raw(told))))

    def do(self, name: str, told: bytes, entry_id: str) -> bytes:
        """Have a command done under the id of its journal row; return the Done as JSON."""
        return self._post("do", msgspec.json.encode(Do(name, msgspec.Raw(told), entry_id)))

    def list_begin(self, told: bytes) -> bytes:
        """Begin a list."""
        return self._post("list_begin", told)

    def list_part(self, told: bytes) -> bytes:
        """Send a part of a list."""
        return self._post("list_part", told)

    def list_end(self, told: bytes) -> bytes:
        """Have a list imported; takes its time."""
        return self._post("list_end", told, seconds=LIST_SECONDS)

    # ---------------------------------------------------------------------- joining and leaving

    def join(self, wish: Join) -> Joined:
        """Join the team with the code of an invitation."""
        return self._call("join", wish, Joined, "")

    def leave(self, device: str) -> None:
        """Leave the team."""
        self._post("leave", b"{}", device)

    def health(self) -> dict[str, object]:
        """Return what the hub says of itself; raises HubAway("hub_not_ours") for another server."""
        with self._heard(CALL_SECONDS):
            answer = self._client.get("/health")
        try:
            told = msgspec.json.decode(answer.content, type=dict[str, object])
        except ValueError:
            raise refused(answer.status_code, answer.content) from None
        if told.get("name") != "LeadDesk":
            raise HubAway("hub_not_ours")
        return told

    # ---------------------------------------------------------------------------------- pokes

    def pokes(self) -> Generator[str, None, None]:
        """Yield "you" and "team" as the hub says them, until the line is lost or it is closed."""
        timeout = httpx.Timeout(QUIET_SECONDS, connect=CONNECT_SECONDS)
        with (
            self._heard(None),
            self._client.stream(
                "GET", "/v1/pokes", headers=self._from(None), timeout=timeout
            ) as answer,
        ):
            if answer.status_code != _OK:
                raise refused(answer.status_code, _read(answer, MOST_BYTES))
            if not answer.headers.get("content-type", "").startswith("text/event-stream"):
                raise HubAway("hub_not_ours")
            yield from _events(answer.iter_bytes())

    def close(self) -> None:
        """End every call and the pokes at once, from any thread; no call works after it."""
        self._closed = True
        self._context.cut()
        self._client.close()

    # ------------------------------------------------------------------------------- the calls

    def _call(
        self, name: str, body: object, kind: type[AnswerT], device: str | None = None
    ) -> AnswerT:
        answer = self._post(name, msgspec.json.encode(body), device)
        try:
            return msgspec.json.decode(answer, type=kind)
        except (ValueError, RecursionError):
            raise HubAway("hub_not_ours") from None

    def _post(
        self, name: str, body: bytes, device: str | None = None, *, seconds: float | None = None
    ) -> bytes:
        silence = READ_SECONDS if seconds is None else seconds
        headers = {"content-type": "application/json", **self._from(device)}
        timeout = httpx.Timeout(silence, connect=CONNECT_SECONDS)
        with (
            self._heard(CALL_SECONDS if seconds is None else seconds),
            self._client.stream(
                "POST", f"/v1/{name}", content=body, headers=headers, timeout=timeout
            ) as answer,
        ):
            told = _read(answer, MOST_BYTES)
        if answer.status_code != _OK:
            raise refused(answer.status_code, told)
        if not answer.headers.get("content-type", "").startswith("application/json"):
            raise HubAway("hub_not_ours")
        return told

    def _from(self, device: str | None) -> dict[str, str]:
        return {DEVICE_HEADER: self._device() if device is None else device}

    @contextlib.contextmanager
    def _heard(self, seconds: float | None) -> Iterator[None]:
        """Turn what the network does into words, within some seconds for everything."""
        if self._closed:
            raise HubAway("hub_cut")
        try:
            with contextlib.nullcontext() if seconds is None else ends_within(seconds):
                yield
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise away(error, self._url.removeprefix("https://")) from None
        except (RuntimeError, ValueError):
            # A client that another thread closed.
            if self._closed:
                raise HubAway("hub_cut") from None
            raise


def _read(answer: httpx.Response, most: int) -> bytes:
    """Return a whole body, unpacked; raises HubAway for one that no hub sends."""
    body = bytearray()
    for chunk in answer.iter_bytes():
        body += chunk
        if len(body) > most:
            raise HubAway("hub_not_ours")
    return bytes(body)


def _events(chunks: Iterator[bytes]) -> Iterator[str]:
    """Return the events in a stream; comments and what is not known are passed over."""
    waiting = b""
    for chunk in chunks:
        *lines, waiting = (waiting + chunk).split(b"\n")
        if len(waiting) > _LONGEST_LINE:
            raise HubAway("hub_not_ours")
        for line in lines:
            poke = _POKES.get(line.decode("ascii", "replace").strip())
            if poke is not None:
                yield poke
