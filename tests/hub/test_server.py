# SPDX-License-Identifier: MIT
"""The hub on a real port: its certificate, connections that say nothing, its end, idle traffic."""

from __future__ import annotations

import contextlib
import datetime as dt
import socket
import ssl
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from cryptography import x509

from leaddesk.desk.wire import Sent
from leaddesk.domain.errors import BadInput, HubAway, StoreUnavailable
from leaddesk.hub.certificate import CERTIFICATE, KEY, context, given, own, spaced
from leaddesk.hub.server import HubServer, Listening, host_and_port
from leaddesk.sync.http_line import HttpLine
from leaddesk.sync.pinned import fingerprint_of, pinned
from leaddesk.words import errors
from tests.hub.stage import DEVICE, NOON, TOKEN, Around, Served, app_of, served

JULY = dt.datetime(2026, 7, 1, tzinfo=dt.UTC)


@contextlib.contextmanager
def over_tls(hub: Served) -> Iterator[ssl.SSLSocket]:
    with (
        socket.create_connection(("127.0.0.1", hub.port), timeout=20) as opened,
        pinned(hub.fingerprint).wrap_socket(opened) as wrapped,
    ):
        yield wrapped


def refusal(listening: Listening) -> BadInput:
    app = app_of(Around())
    try:
        with pytest.raises(BadInput) as refused:
            HubServer(app, listening).listen()
    finally:
        app.close()
    assert errors.has_words(refused.value)
    return refused.value


# ------------------------------------------------------------------------------- the certificate


def test_the_first_start_makes_a_certificate_that_stays(tmp_path: Path) -> None:
    papers = own(tmp_path, JULY, ["hub.example.com", "192.0.2.5"])
    assert own(tmp_path, JULY + dt.timedelta(days=1)) == papers
    assert stat.S_IMODE((tmp_path / KEY).stat().st_mode) == 0o600
    made = x509.load_pem_x509_certificate((tmp_path / CERTIFICATE).read_bytes())
    names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert {"localhost", "hub.example.com"} <= set(names.get_values_for_type(x509.DNSName))
    addresses = {str(one) for one in names.get_values_for_type(x509.IPAddress)}
    assert {"127.0.0.1", "::1", "192.0.2.5"} <= addresses
    assert made.not_valid_after_utc > JULY + dt.timedelta(days=3650)
    assert len(spaced(papers.fingerprint).split(" ")) == 16


def test_a_start_that_was_cut_off_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "hub-key.new").write_text("half")
    assert own(tmp_path, JULY).fingerprint


@pytest.mark.parametrize("broken", [CERTIFICATE, KEY])
def test_papers_that_can_t_be_used_are_told_and_not_made_anew(tmp_path: Path, broken: str) -> None:
    own(tmp_path, JULY)
    (tmp_path / broken).write_text("nonsense")
    with pytest.raises(BadInput) as refused:
        own(tmp_path, JULY)
    assert refused.value.key == "hub.certificate"
    assert (tmp_path / broken).read_text() == "nonsense"


def test_a_key_of_another_certificate_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    own(tmp_path / "a", JULY)
    own(tmp_path / "b", JULY)
    with pytest.raises(BadInput):
        given(tmp_path / "a" / CERTIFICATE, tmp_path / "b" / KEY)
    with pytest.raises(BadInput):
        given(tmp_path / "none.pem", tmp_path / "b" / KEY)


def test_a_folder_that_can_t_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        own(tmp_path / "not" / "there", JULY)


def test_old_versions_of_tls_are_not_spoken(tmp_path: Path) -> None:
    assert context(own(tmp_path, JULY)).minimum_version == ssl.TLSVersion.TLSv1_2
    with served(tmp_path) as hub:
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
        old.maximum_version = ssl.TLSVersion.TLSv1_2
        with (
            socket.create_connection(("127.0.0.1", hub.port), timeout=20) as opened,
            old.wrap_socket(opened) as wrapped,
        ):
            assert wrapped.version() == "TLSv1.2"
            assert fingerprint_of(wrapped) == hub.fingerprint


# -------------------------------------------------------------------------------- where it listens


@pytest.mark.parametrize(
    "told, where",
    [("192.0.2.1:8443", ("192.0.2.1", 8443)), ("[::]:1", ("::", 1)), ("hub:0", ("hub", 0))],
)
def test_an_address_is_a_host_and_a_port(told: str, where: tuple[str, int]) -> None:
    assert host_and_port(told) == where


@pytest.mark.parametrize("told", ["", "8443", ":8443", "hub:", "hub:x", "hub:65536", "::1:80",
                                  "hub:²", "hub:99999999999"])  # fmt: skip
def test_what_is_no_address_is_told(told: str) -> None:
    assert refusal(Listening(told)).key == "hub.bad_listen"


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = f"127.0.0.1:{taken.getsockname()[1]}"
        found = refusal(Listening(told))
    assert (found.key, found.fields["where"]) == ("hub.address", told)


def test_plain_http_is_for_this_computer_alone() -> None:
    assert refusal(Listening("0.0.0.0:0")).key == "hub.plain_address"


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets here")
def test_behind_a_proxy_it_answers_on_a_socket_of_this_computer(tmp_path: Path) -> None:
    path = tmp_path / "hub.sock"
    with socket.socket(socket.AF_UNIX) as left_behind:
        left_behind.bind(str(path))
    app = app_of(Around(), behind_proxy=True)
    server = HubServer(app, Listening(f"unix:{path}"))
    server.listen()
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        transport = httpx.HTTPTransport(uds=str(path))
        with httpx.Client(transport=transport, base_url="http://hub") as client:
            assert client.get("/openapi.json").status_code == 200
            assert client.get("/metrics").status_code == 403
        assert refusal(Listening(f"unix:{path}")).key == "hub.address"
    finally:
        server.stop()
        thread.join()
    assert not path.exists()


# ----------------------------------------------------------------------------- patience has an end


@pytest.mark.parametrize("said", [b"", b"POST /v1/pull HTTP/1.1\r\nHost: x\r\n"])
def test_a_head_that_does_not_come_is_not_waited_for(tmp_path: Path, said: bytes) -> None:
    with (
        served(tmp_path, head_seconds=0.1) as hub,
        over_tls(hub) as opened,
        # On a busy machine it may be closed before anything was said.
        contextlib.suppress(ConnectionError),
    ):
        opened.sendall(said)
        assert opened.recv(100) == b""


def test_the_second_head_on_a_connection_is_not_waited_for_either(tmp_path: Path) -> None:
    with served(tmp_path) as hub, over_tls(hub) as opened:
        opened.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n")
        head = opened.recv(65536)
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        left = length - len(head.partition(b"\r\n\r\n")[2])
        while left > 0:
            left -= len(opened.recv(65536))
        hub.server._server.config.http_protocol_class.head_seconds = 0.1  # type: ignore[attr-defined]
        opened.sendall(b"GET /openapi")
        assert opened.recv(100) == b""


def test_what_is_no_http_is_answered_and_closed(tmp_path: Path) -> None:
    with served(tmp_path) as hub, over_tls(hub) as opened:
        opened.sendall(b"\x00\x01nonsense\r\n\r\n")
        assert opened.recv(100).startswith(b"HTTP/1.1 400")


# ------------------------------------------------------------------------------------- its end


def test_a_push_under_way_is_answered_before_the_end(tmp_path: Path) -> None:
    with served(tmp_path) as hub:
        line = HttpLine(hub.url, hub.fingerprint, TOKEN, lambda: DEVICE)
        told = line.pokes()
        next(told)
        answered: list[str] = []

        def push() -> None:
            sent = [Sent(1, "op", NOON, "release", 1, "{}")]
            answered.append(line.push(DEVICE, sent).results[0].state)

        hub.around.memory.asked.clear()
        with hub.around.memory.busy:
            pushing = threading.Thread(target=push)
            pushing.start()
            assert hub.around.memory.asked.wait(20)
            hub.server.stop()
        pushing.join()
        hub.thread.join()
        assert answered == ["refused"]
        list(told)
        with pytest.raises(HubAway):
            line.pull(DEVICE, 0)
        line.close()


def test_a_stop_under_load_ends_and_loses_no_answer(tmp_path: Path) -> None:
    with served(tmp_path) as hub:
        ends: list[str] = []
        begun = threading.Barrier(5)

        def work(number: int) -> None:
            line = HttpLine(hub.url, hub.fingerprint, TOKEN, lambda: f"d{number}")
            line.pull(f"d{number}", 0)
            begun.wait(20)
            seq = 0
            with contextlib.closing(line):
                while True:
                    sent = Sent(seq + 1, f"op{number}.{seq}", NOON, "release", 1, "{}")
                    try:
                        assert line.push(f"d{number}", [sent]).last_seq == seq + 1
                    except HubAway as away:
                        ends.append(away.key)
                        break
                    seq += 1
            # What was answered is kept, and at most the last push is kept and was not answered.
            kept = hub.around.memory.data.devices[f"d{number}"].last_seq
            assert kept in {seq, seq + 1}

        threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
        for one in threads:
            one.start()
        begun.wait(20)
        hub.stop()
        for one in threads:
            one.join()
    assert len(ends) == 4


# ----------------------------------------------------------------------------- idle traffic


def test_an_idle_workstation_costs_less_than_a_kilobyte_a_second(tmp_path: Path) -> None:
    """Bytes on the wire, TLS and all: a minute of pulls every ten seconds, and of life signs."""
    with served(tmp_path, alive_seconds=0.01) as hub, counting(hub.port) as (port, count):
        line = HttpLine(f"https://127.0.0.1:{port}", hub.fingerprint, TOKEN, lambda: DEVICE)
        with contextlib.closing(line):
            line.pull(DEVICE, 0)
            before = count()
            for _ in range(6):
                line.pull(DEVICE, 0)
            pulls = count() - before
            told = line.pokes()
            next(told)
            told.close()
        # One connection anew each minute would cost this once; life signs are a few bytes each.
        opening = count() - before - pulls
    assert pulls + opening < 60 * 1000
    assert pulls > 6 * 100


@contextlib.contextmanager
def counting(port: int) -> Iterator[tuple[int, Callable[[], int]]]:
    """Pass bytes on to a port and count them, both ways."""
    total = [0]

    def count() -> int:
        return total[0]

    with socket.create_server(("127.0.0.1", 0)) as server:
        threads: list[threading.Thread] = []

        def pump(source: socket.socket, target: socket.socket) -> None:
            with contextlib.suppress(OSError):
                while data := source.recv(65536):
                    total[0] += len(data)
                    target.sendall(data)
            with contextlib.suppress(OSError):
                target.shutdown(socket.SHUT_WR)

        def serve() -> None:
            with contextlib.ExitStack() as opened, contextlib.suppress(OSError):
                while True:
                    near = opened.enter_context(server.accept()[0])
                    far = opened.enter_context(socket.create_connection(("127.0.0.1", port)))
                    for pair in ((near, far), (far, near)):
                        threads.append(threading.Thread(target=pump, args=pair))
                        threads[-1].start()

        accepting = threading.Thread(target=serve)
        accepting.start()
        try:
            yield server.getsockname()[1], count
        finally:
            server.shutdown(socket.SHUT_RDWR)
            accepting.join()
            for one in threads:
                one.join()
