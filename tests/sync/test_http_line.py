# SPDX-License-Identifier: MIT
"""The line to the hub: calls over TLS, one certificate only, and words for whatever goes wrong."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from leaddesk.desk.wire import Hello, Sent
from leaddesk.desk.wire_calls import Join
from leaddesk.domain.errors import BadInput, HubAway, LeadDeskError, RuleBroken, StoreUnavailable
from leaddesk.hub.certificate import context, own
from leaddesk.hub.limits import Allowed
from leaddesk.sync import http_line
from leaddesk.sync.http_line import HttpLine
from leaddesk.sync.hub_address import hub_url
from leaddesk.sync.line_errors import refused
from leaddesk.sync.peeking import peek
from leaddesk.words import errors
from tests.hub.stage import CODE, DEVICE, NOON, TOKEN, Served, served

Answer = Callable[[socket.socket], None]


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path) as made:
        yield made


def line_to(hub: Served, token: str = TOKEN, pin: str | None = None) -> HttpLine:
    return HttpLine(hub.url, hub.fingerprint if pin is None else pin, token, lambda: DEVICE)


def refusal(line: HttpLine) -> HubAway:
    with contextlib.closing(line), pytest.raises(HubAway) as away:
        line.pull(DEVICE, 0)
    assert errors.has_words(away.value), away.value
    return away.value


def test_every_call_of_the_replicator_goes_over_the_line(hub: Served) -> None:
    hub.around.add_leads(5)
    with contextlib.closing(line_to(hub)) as line:
        welcome = line.hello(DEVICE, Hello(1, 0, ""))
        assert (welcome.hub_id, welcome.now) == ("hub", NOON)
        hand = line.top_up(DEVICE, 3)
        assert [one.lead.lead_id for one in hand.leases] == [1, 2, 3]
        sent = Sent(1, "op1", NOON, "log_call", 1, '{"outcome":"won"}', 1, 0,
                    hand.leases[0].lease_id)  # fmt: skip
        pushed = line.push(DEVICE, [sent])
        assert (pushed.last_seq, pushed.results[0].state) == (1, "done")
        assert line.push(DEVICE, [sent]).results[0].state == "done"
        assert {one.lead_id for one in line.pull(DEVICE, 0).leads} == {1, 2, 3}
        assert {one.lead_id for one in line.snapshot(DEVICE, 0).leads} == {2, 3}
    assert hub.around.greetings == [("p1", "0.1.0")]


def test_questions_commands_and_lists_go_over_the_line(hub: Served) -> None:
    with contextlib.closing(line_to(hub)) as line:
        told = msgspec.json.decode(line.ask("AskTeam", b'{"day":1}'))
        assert told == {"answer": {"day": 1}, "at": "2026-05-12T17:00:00Z"}
        with pytest.raises(RuleBroken) as refused_there:
            line.do("ChangeRules", b"{}", "e1")
        assert refused_there.value.fields == {"person": "Dana", "entry": "e1"}
        assert line.list_begin(b'{"name":"fair.csv"}') == b'{"list":1}'
        big = msgspec.json.encode({"rows": ["x" * 1000] * 3000})
        line.list_part(big)
        assert hub.around.lists[1] == big
        line.list_end(b"{}")
        assert line.take("d1", 3).leases == ()
        line.leave(DEVICE)
    assert hub.around.left == ["p1"]


def test_a_workstation_joins_without_a_token(hub: Served) -> None:
    with contextlib.closing(line_to(hub, token="")) as line:
        assert line.join(Join(CODE, "Laptop", 1)).token == TOKEN
        with pytest.raises(RuleBroken) as wrong:
            line.join(Join("ABCD-XXXXXX", "Laptop", 1))
        assert wrong.value.key == "invitation_wrong"


def test_a_first_look_shows_certificate_team_and_version(hub: Served) -> None:
    assert peek(hub.url) == (hub.fingerprint, "Acme", "0.1.0")


def test_a_token_that_is_not_known_is_told_as_locked_out(hub: Served) -> None:
    assert refusal(line_to(hub, token="of somebody")).key == "workstation_blocked"


def test_a_database_that_is_away_there_is_not_the_one_of_this_computer(hub: Served) -> None:
    hub.around.memory.fails = StoreUnavailable("database")
    assert refusal(line_to(hub)).key == "hub_busy"


def test_too_many_calls_are_told_with_how_long_to_wait(tmp_path: Path) -> None:
    with served(tmp_path, allowed=Allowed(workstation=1)) as hub:
        with contextlib.closing(line_to(hub)) as line:
            line.pull(DEVICE, 0)
        found = refusal(line_to(hub))
        assert (found.key, found.fields["again_in"]) == ("hub_too_often", 60)


# ------------------------------------------------------------------------------ whom it speaks to


def test_nothing_is_sent_to_another_certificate(tmp_path: Path) -> None:
    heard: list[bytes] = []

    def listen(opened: socket.socket) -> None:
        with contextlib.suppress(OSError):
            heard.append(opened.recv(100))

    with answering(tmp_path, listen) as port:
        line = HttpLine(f"https://127.0.0.1:{port}", "0" * 64, "secret", lambda: DEVICE)
        assert refusal(line).key == "hub_other_certificate"
    assert heard in ([], [b""])


def test_a_certificate_that_nobody_signed_is_not_trusted_without_its_pin(hub: Served) -> None:
    assert refusal(line_to(hub, pin="")).key == "hub_not_trusted"


def test_the_pinned_certificate_is_enough_under_any_name(hub: Served) -> None:
    line = HttpLine(f"https://localhost:{hub.port}", hub.fingerprint, TOKEN, lambda: DEVICE)
    with contextlib.closing(line):
        assert line.pull(DEVICE, 0).cursor == 0


def test_what_the_libraries_tell_of_calls_does_not_reach_the_log(
    hub: Served, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), contextlib.closing(line_to(hub)) as line:
        line.pull(DEVICE, 0)
    assert TOKEN not in caplog.text
    assert "/v1/pull" not in caplog.text


# -------------------------------------------------------------------------------- what goes wrong


def test_an_address_where_nothing_listens_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = refusal(HttpLine(f"https://127.0.0.1:{port}", "0" * 64))
    assert found.key == "hub_refused_connection"
    assert found.fields["where"] == f"127.0.0.1:{port}"


def test_a_name_that_nobody_has_is_told() -> None:
    assert refusal(HttpLine("hub.invalid", "0" * 64)).key == "hub_no_route"


def test_a_hub_that_says_nothing_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_line, "READ_SECONDS", 0.2)
    over = threading.Event()

    def silent(_opened: socket.socket) -> None:
        over.wait(20)

    with answering(tmp_path, silent) as port:
        assert refusal(pinned_line(tmp_path, port)).key == "hub_timed_out"
        over.set()


def test_a_hub_that_only_drips_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_line, "CALL_SECONDS", 0.3)

    def drip(opened: socket.socket) -> None:
        hear(opened)
        with contextlib.suppress(OSError):
            opened.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n")
            while True:
                opened.sendall(b" ")
                threading.Event().wait(0.02)

    with answering(tmp_path, drip) as port:
        assert refusal(pinned_line(tmp_path, port)).key == "hub_timed_out"


@pytest.mark.parametrize(
    "told, key",
    [
        (b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<h1>Log in</h1>", "hub_not_ours"),
        (b"HTTP/1.1 302 Found\r\nlocation: https://portal\r\n\r\n", "hub_not_ours"),
        (b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n[1]", "hub_not_ours"),
        (b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n" + b"[" * 9_000,
         "hub_not_ours"),
        (b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\nnot packed", "hub_not_ours"),
        (b"HTTP/1.1 502 Bad Gateway\r\n\r\n<h1>nginx</h1>", "hub_busy"),
        (b"HTTP/1.1 404 Not Found\r\n\r\nnothing", "hub_not_ours"),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{", "hub_cut"),
        (b"SSH-2.0-OpenSSH\r\n", "hub_cut"),
        (b"", "hub_cut"),
    ],
)  # fmt: skip
def test_what_is_not_the_hub_s_answer_is_told_as_such(
    tmp_path: Path, told: bytes, key: str
) -> None:
    def answer(opened: socket.socket) -> None:
        hear(opened)
        opened.sendall(told)

    with answering(tmp_path, answer) as port:
        assert refusal(pinned_line(tmp_path, port)).key == key


def test_a_server_without_tls_is_not_the_hub() -> None:
    with listening(lambda opened: opened.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as port:
        assert refusal(HttpLine(f"https://127.0.0.1:{port}", "0" * 64)).key == "hub_not_ours"


def test_an_answer_larger_than_any_hub_s_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_line, "MOST_BYTES", 1000)

    def flood(opened: socket.socket) -> None:
        hear(opened)
        opened.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n" + b" " * 5000)

    with answering(tmp_path, flood) as port:
        assert refusal(pinned_line(tmp_path, port)).key == "hub_not_ours"


@pytest.mark.parametrize(
    "body, kind, key",
    [
        (b'{"error":"lead_went_on","kind":"RuleBroken","fields":{}}', RuleBroken, "lead_went_on"),
        (b'{"error":"x","kind":"BadInput","fields":{"key":1,"self":2,"a b":3}}', BadInput, "x"),
        (b'{"error":"x","kind":"OfNextYear","fields":{}}', RuleBroken, "x"),
        (b'{"error":"x","kind":"NewerSchema","fields":{}}', HubAway, "hub_busy"),
        (b'{"error":"hub_too_old","kind":"RuleBroken","fields":{}}', HubAway, "hub_too_old"),
    ],
)
def test_an_error_of_the_hub_is_the_same_one_here(
    body: bytes, kind: type[LeadDeskError], key: str
) -> None:
    found = refused(422, body)
    assert (type(found), found.key) == (kind, key)


# ------------------------------------------------------------------------------------- its end


def test_a_closed_line_ends_the_call_under_way_and_makes_none(tmp_path: Path) -> None:
    heard, over = threading.Event(), threading.Event()

    def wait(opened: socket.socket) -> None:
        hear(opened)
        heard.set()
        over.wait(20)

    with answering(tmp_path, wait) as port:
        line = pinned_line(tmp_path, port)
        found: list[HubAway] = []
        calling = threading.Thread(target=lambda: found.append(refusal(line)))
        calling.start()
        assert heard.wait(20)
        line.close()
        calling.join()
        over.set()
    assert found[0].key == "hub_cut"
    assert refusal(line).key == "hub_cut"


def test_a_hub_that_never_ends_its_greeting_does_not_hold_up_a_close(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_line, "CONNECT_SECONDS", 600.0)
    come, over = threading.Event(), threading.Event()

    def greet_never(opened: socket.socket) -> None:
        assert opened.recv(1)
        come.set()
        assert over.wait(60)

    with listening(greet_never) as port:
        line = pinned_line(tmp_path, port)
        found: list[HubAway] = []
        calling = threading.Thread(target=lambda: found.append(refusal(line)))
        calling.start()
        assert come.wait(20)
        line.close()
        calling.join(20)
        assert not calling.is_alive()
        over.set()
    assert found[0].key == "hub_cut"


def test_pokes_come_over_the_line_and_end_with_it(hub: Served) -> None:
    line = line_to(hub)
    told = line.pokes()
    assert [next(told), next(told)] == ["you", "team"]
    threading.Timer(0.05, line.close).start()
    with pytest.raises(HubAway) as away:
        list(told)
    assert away.value.key == "hub_cut"


def test_pokes_need_a_token(hub: Served) -> None:
    with contextlib.closing(line_to(hub, token="wrong")) as line, pytest.raises(HubAway) as away:
        next(line.pokes())
    assert away.value.key == "workstation_blocked"


# ----------------------------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    "typed, url",
    [
        ("hub.example.com", "https://hub.example.com:8443"),
        (" hub:9000/ ", "https://hub:9000"),
        ("https://hub.example.com", "https://hub.example.com:443"),
        ("[::1]:8443", "https://[::1]:8443"),
        ("HTTPS://Hub", "https://hub:443"),
    ],
)
def test_an_address_is_understood_as_people_type_it(typed: str, url: str) -> None:
    assert hub_url(typed) == url


@pytest.mark.parametrize(
    "typed",
    ["", "http://hub", "https://", "hub:99999", "hub:x", "https://a@hub", "https://hub/x?y", "a b",
     "ftp://hub", "[::1", "hub\0", "https://" + "h" * 300],
)  # fmt: skip
def test_what_is_no_address_is_told(typed: str) -> None:
    with pytest.raises(BadInput) as wrong:
        hub_url(typed)
    assert wrong.value.key == "hub_bad_address"


# --------------------------------------------------------------------------- made-up other sides


def pinned_line(folder: Path, port: int) -> HttpLine:
    papers = own(folder, dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    return HttpLine(f"https://127.0.0.1:{port}", papers.fingerprint, TOKEN, lambda: DEVICE)


def hear(opened: socket.socket) -> None:
    """Read a whole call: what is left unread when a connection is closed takes the answer along."""
    heard = b""
    while not heard.endswith(b"}") and (more := opened.recv(4096)):
        heard += more


@contextlib.contextmanager
def answering(folder: Path, answer: Answer) -> Iterator[int]:
    """Answer over TLS on a port, with a certificate made in a folder."""
    tls = context(own(folder, dt.datetime(2026, 1, 1, tzinfo=dt.UTC)))

    def over_tls(opened: socket.socket) -> None:
        with (
            contextlib.suppress(ssl.SSLError, ConnectionError),
            tls.wrap_socket(opened, server_side=True) as wrapped,
        ):
            answer(wrapped)

    with listening(over_tls) as port:
        yield port


@contextlib.contextmanager
def listening(answer: Answer) -> Iterator[int]:
    """Answer every connection on a port, one after the other."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    opened, _ = server.accept()
                    with opened, contextlib.suppress(OSError):
                        answer(opened)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()
