# SPDX-License-Identifier: MIT
"""The intake on a real port: posts, many at once, clients that say nothing, and its end."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from leaddesk.desk.commands import KeepIntakeToken
from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskLeads
from leaddesk.domain.errors import BadInput
from leaddesk.system import intake_server
from leaddesk.system.intake_server import Intake, IntakeOptions
from leaddesk.system.intake_token import digest_of
from leaddesk.words import errors
from tests.factories import NOON

TOKEN = "made-up-token"


def make(desk: Desk, **options: object) -> Intake:
    told = IntakeOptions(**({"port": 0, "per_minute": 1000} | options))  # type: ignore[arg-type]
    return Intake(desk, told, lambda: NOON, errors.say)


@pytest.fixture
def server(desk: Desk) -> Iterator[Intake]:
    with running(desk) as made:
        yield made


@contextlib.contextmanager
def running(desk: Desk, **options: object) -> Iterator[Intake]:
    desk.do(KeepIntakeToken(digest_of(TOKEN)), 0, NOON)
    made = make(desk, **options)
    made.listen()
    thread = threading.Thread(target=made.run)
    thread.start()
    try:
        yield made
    finally:
        made.stop()
        thread.join()


def post(server: Intake, key: str = "", **fields: str) -> tuple[int, dict[str, object]]:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    if key:
        headers["Idempotency-Key"] = key
    body = json.dumps(fields).encode()
    request = urllib.request.Request(f"{server.address}/leads", body, headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=20) as reply:  # noqa: S310
            return reply.status, json.load(reply)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.load(refused)


def test_a_post_over_the_network_is_a_lead(server: Intake, desk: Desk) -> None:
    status, told = post(server, name="Ann Lee", phone="+1 612 555 0148")
    assert (status, told["lead"]) == (201, 1)
    assert server.taken == 1
    assert desk.ask(AskLeads(), NOON).rows[0].name == "Ann Lee"


def test_fifty_posts_with_one_key_are_one_lead(server: Intake, desk: Desk) -> None:
    with ThreadPoolExecutor(10) as pool:
        replies = list(pool.map(lambda _: post(server, "k", name="Ann Lee"), range(50)))
    assert {told["lead"] for _, told in replies} == {1}
    assert sorted({status for status, _ in replies}) == [200, 201]
    assert len(desk.ask(AskLeads(), NOON).rows) == 1


def test_a_client_that_says_nothing_is_let_go(desk: Desk) -> None:
    with running(desk, head_seconds=0.2) as server:
        host, port = server.address.removeprefix("http://").split(":")
        with (
            socket.create_connection((host, int(port)), timeout=10) as silent,
            # On a busy machine it may be let go before it said anything.
            contextlib.suppress(ConnectionError),
        ):
            silent.sendall(b"POST /leads HTTP/1.1\r\nHost: x\r\n")
            assert silent.recv(100) == b""


def test_a_port_that_is_taken_is_told(server: Intake, desk: Desk) -> None:
    port = int(server.address.rpartition(":")[2])
    with pytest.raises(BadInput) as refused:
        make(desk, port=port).listen()
    assert refused.value.key == "intake.address"
    with pytest.raises(BadInput):
        make(desk, port=99_999).listen()


def test_without_a_token_nothing_is_started(desk: Desk) -> None:
    with pytest.raises(BadInput) as refused:
        make(desk).listen()
    assert refused.value.key == "intake.no_token"


def test_without_its_libraries_a_sentence_says_what_to_install(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_server, "find_spec", lambda _name: None)
    with pytest.raises(BadInput) as refused:
        make(desk)
    assert "pip install" in errors.say(refused.value)
