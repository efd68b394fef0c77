# SPDX-License-Identifier: MIT
"""The hub's calls: who may make them, what they may hold, and what is answered, come what may."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.core.result import Ok

from leaddesk.desk.wire import Hello
from leaddesk.desk.wire_calls import Refused
from leaddesk.domain.errors import RuleBroken, StoreUnavailable
from leaddesk.hub.app import HubApp
from leaddesk.hub.calls import CALLS, Call
from leaddesk.hub.limits import Allowed
from leaddesk.hub.running import Running
from leaddesk.words import errors
from tests.hub.stage import CODE, TOKEN, Around, Reply, app_of, call

PLENTY = Allowed(10**9, 10**9, 10**9, 10**9, 10**9, 10**9)
HELD = b'{"version":1,"acknowledged":0,"token":"","held":[{"lease_id":%s}]}'
SENT = {"seq": 1, "id": "op", "at": "2026-05-12T17:00:00Z", "kind": "log_call", "format": 1,
        "told": '{"outcome":"won"}', "lead_id": 1}  # fmt: skip


Make = Callable[..., HubApp]


@pytest.fixture
def make() -> Iterator[Make]:
    """Makes applications, and ends their threads."""
    made: list[HubApp] = []

    def one(around: Around | None = None, **conduct: Any) -> HubApp:
        made.append(app_of(around or Around(), **conduct))
        return made[-1]

    yield one
    for app in made:
        app.close()


@pytest.fixture
def app(make: Make) -> HubApp:
    return make(allowed=PLENTY)


def key_of(reply: Reply) -> str:
    told = msgspec.json.decode(reply.body, type=Refused)
    assert told.message
    assert not any(letter in told.message for letter in "{}")
    return told.error


# ------------------------------------------------------------------------------- who may call


def test_a_call_with_a_token_is_answered(make: Make) -> None:
    around = Around()
    reply = call(make(around), "hello", Hello(1, 0, ""), headers=(("leaddesk-version", "0.2"),))
    assert reply.status == 200
    assert reply.told["last_seq"] == 0
    assert reply.headers["cache-control"] == "no-store"
    assert around.greetings == [("p1", "0.2")]


@pytest.mark.parametrize("token", ["", "wrong", "x" * 5000, "token-of-p1-"])
@pytest.mark.parametrize("name", sorted(CALLS.keys() - {"join"}))
def test_every_call_but_joining_needs_a_token_of_the_team(
    app: HubApp, name: str, token: str
) -> None:
    reply = call(app, name, token=token)
    assert (reply.status, key_of(reply)) == (401, "workstation_blocked")
    assert reply.headers["www-authenticate"] == "Bearer"


def test_joining_needs_none(app: HubApp) -> None:
    told = {"code": CODE, "name": "Laptop", "version": 1}
    assert call(app, "join", told, token="").told["token"] == TOKEN
    wrong = call(app, "join", {**told, "code": "x"}, token="")
    assert (wrong.status, key_of(wrong)) == (422, "invitation_wrong")


def test_an_error_comes_with_its_class_its_fields_and_words(app: HubApp) -> None:
    reply = call(app, "do", {"command": "ChangeRules", "told": {}, "id": "e1"})
    assert reply.status == 422
    assert reply.told == {
        "error": "team_lead_only",
        "kind": "RuleBroken",
        "fields": {"person": "Dana", "entry": "e1"},
        "message": errors.say(RuleBroken("team_lead_only", person="Dana")),
    }


def test_a_database_that_is_away_is_told_with_when_to_try_again(make: Make) -> None:
    around = Around()
    around.memory.fails = StoreUnavailable("database")
    reply = call(make(around), "pull", {"cursor": 0})
    assert (reply.status, reply.told["kind"]) == (503, "StoreUnavailable")
    assert int(reply.headers["retry-after"]) > 0


def test_what_nobody_expected_is_told_without_its_words_and_reported(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    reported: list[BaseException] = []
    app = HubApp(Around().parts(), errors.say, reported.append)
    request.addfinalizer(app.close)
    reply = call(app, "ask", {"query": "Explode", "told": {}})
    assert (reply.status, key_of(reply)) == (500, "hub_failed")
    assert "Dana" not in reply.body.decode() + caplog.text
    assert isinstance(reported[0], ZeroDivisionError)


# ------------------------------------------------------------------------------- what may be sent


@pytest.mark.parametrize(
    "name, body, key",
    [
        ("pull", b"", "hub_bad_body"),
        ("pull", b"{", "hub_bad_body"),
        ("pull", b'{"cursor":"1"}', "hub_bad_body"),
        ("pull", b'{"cursor":-1}', "hub_bad_body"),
        ("pull", b'{"cursor":1.5}', "hub_bad_body"),
        ("pull", b'{"cursor":9223372036854775808}', "hub_bad_body"),
        ("pull", b'{"cursor":' + b"9" * 5_000 + b"}", "hub_bad_body"),
        ("pull", b'{"cursor":1e999}', "hub_bad_body"),
        ("pull", b"\xff\xfe", "hub_bad_body"),
        ("pull", b"[" * 60_000, "hub_bad_body"),
        ("pull", b" " * 70_000, "hub_too_large"),
        ("ask", b'{"query":"AskTeam","told":' + b'{"a":' * 9_000 + b"1" + b"}" * 9_001,
         "hub_bad_body"),
        ("ask", b'{"query":"AskTeam","told":{"a":"\\u0000"}}', "hub_bad_body"),
        ("ask", b'{"query":"AskTeam","told":{"a":"\\ud800"}}', "hub_bad_body"),
        ("ask", b'{"query":"AskTeam","told":{"a":"\xff"}}', "hub_bad_body"),
        ("ask", b'{"query":"AskTeam","told":[1]}', "hub_bad_body"),
        ("ask", b'{"query":"AskTeam","told":{"a":1' + b"0" * 30 + b"}}", "hub_bad_body"),
        ("ask", b'{"query":"","told":{}}', "hub_bad_body"),
        ("do", b'{"command":"X","told":{},"id":"' + b"e" * 33 + b'"}', "hub_bad_body"),
        ("list_part", b"[1,2]", "hub_bad_body"),
        ("list_part", b'{"rows":"' + b"x" * 4_200_000 + b'"}', "hub_too_large"),
        ("hello", b'{"version":1,"acknowledged":-1,"token":""}', "hub_bad_body"),
        ("hello", HELD % b'1,"lead_id":1,"left_s":1e300', "hub_bad_body"),
        ("hello", HELD % b'-1,"lead_id":1,"left_s":1', "hub_bad_body"),
        ("hello", '{"version":1,"acknowledged":0,"token":"é"}'.encode(), "hub_bad_body"),
        ("join", b'{"code":"' + b"A" * 41 + b'","name":"x","version":1}', "hub_bad_body"),
    ],
)  # fmt: skip
def test_a_body_that_can_t_be_is_refused_in_words(
    app: HubApp, name: str, body: bytes, key: str
) -> None:
    reply = call(app, name, body)
    assert key_of(reply) == key
    assert reply.status == (413 if key == "hub_too_large" else 400)


@pytest.mark.parametrize(
    "wrong",
    [
        {"seq": -1},
        {"seq": 2**63},
        {"id": ""},
        {"id": "x" * 33},
        {"kind": "k" * 41},
        {"at": "2026-05-12T17:00:00"},
        {"at": "0001-01-01T00:00:00+14:00"},
        {"at": 5},
        {"lease_id": -5},
        {"told": None},
    ],
)
def test_an_operation_that_can_t_be_is_refused(app: HubApp, wrong: dict[str, object]) -> None:
    assert call(app, "push", {"sent": [SENT | wrong]}).status == 400


def test_a_push_has_an_end(app: HubApp) -> None:
    many = {"sent": [SENT] * 501}
    assert key_of(call(app, "push", many)) == "hub_bad_body"
    huge = json.dumps({"sent": [SENT | {"told": "x" * 2_100_000}]}).encode()
    assert key_of(call(app, "push", huge)) == "hub_too_large"


@pytest.mark.parametrize("kind", ["", "text/plain", "multipart/form-data; boundary=x"])
def test_only_json_is_read(app: HubApp, kind: str) -> None:
    reply = call(app, "pull", kind=kind)
    assert (reply.status, key_of(reply)) == (415, "hub_bad_kind")
    packed = call(app, "pull", headers=(("content-encoding", "gzip"),))
    assert key_of(packed) == "hub_bad_kind"


@pytest.mark.parametrize(
    "header",
    [
        ("authorization", "Bearer other"),
        ("leaddesk-device", "device2"),
        ("content-type", "application/json"),
    ],
)
def test_a_header_that_is_there_twice_is_refused(app: HubApp, header: tuple[str, str]) -> None:
    reply = call(app, "pull", {"cursor": 0}, headers=(header,))
    assert (reply.status, key_of(reply)) == (400, "hub_bad_header")


@pytest.mark.parametrize("calls", ["0", "x", "-1", "9" * 7, "1.0", "²"])
def test_a_version_that_is_no_number_is_refused(app: HubApp, calls: str) -> None:
    reply = call(app, "pull", {"cursor": 0}, headers=(("leaddesk-calls", calls),))
    assert key_of(reply) == "hub_bad_header"


def test_a_body_that_does_not_come_is_given_up(make: Make) -> None:
    app = make(body_seconds=0.05)
    reply = call(app, "pull", stalls=True)
    assert (reply.status, key_of(reply)) == (408, "hub_too_slow")


def test_unknown_calls_and_methods_are_told(app: HubApp) -> None:
    assert key_of(call(app, "nothing")) == "hub_nowhere"
    assert key_of(call(app, "", path="/v2/pull")) == "hub_nowhere"
    assert key_of(call(app, "", path="/v1/pull/")) == "hub_nowhere"
    wrong = call(app, "pull", method="GET")
    assert (wrong.status, key_of(wrong), wrong.headers["allow"]) == (
        405,
        "hub_wrong_method",
        "POST",
    )


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(CALLS)), body=st.binary(max_size=300))
def test_no_bytes_are_an_error_of_the_server(app: HubApp, name: str, body: bytes) -> None:
    assert call(app, name, body).status < 500


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner,
                                                                max_size=4),
    max_leaves=12,
)  # fmt: skip
FIELDS = {
    "hello": ("version", "acknowledged", "token", "held"),
    "push": ("sent",),
    "pull": ("cursor",),
    "snapshot": ("after",),
    "top_up": ("target",),
    "take": ("lead_id",),
    "ask": ("query", "told"),
    "do": ("command", "told", "id"),
    "join": ("code", "name", "version"),
}


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_json_is_an_error_of_the_server(app: HubApp, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FIELDS)))
    body = {field: data.draw(JSONS) for field in FIELDS[name]}
    assert call(app, name, json.dumps(body).encode()).status < 500


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changed=st.dictionaries(st.sampled_from(sorted(SENT)), JSONS, max_size=3),
    extra=st.dictionaries(st.text(max_size=5), JSONS, max_size=2),
)
def test_no_operation_is_an_error_of_the_server(
    app: HubApp, changed: dict[str, object], extra: dict[str, object]
) -> None:
    body = json.dumps({"sent": [{**SENT, **extra, **changed}]}).encode()
    assert call(app, "push", body).status < 500


@pytest.mark.timeout(240)
@pytest.mark.parametrize("token", [TOKEN, ""])
def test_what_the_hub_says_of_its_calls_holds(app: HubApp, token: str) -> None:
    """Cases made from the document, some fitting and some not, never end in a server's error."""
    document = call(app, "", path="/openapi.json", method="GET").told
    schema = schemathesis.openapi.from_dict(document)
    seen: set[str] = set()
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        if operation.method != "post":
            continue
        seen.add(operation.path)

        @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck),
                  database=None)  # fmt: skip
        @given(case=operation.as_strategy())
        def never_fails(case: schemathesis.Case[Any]) -> None:
            body = json.dumps(case.body).encode() if not isinstance(case.body, bytes) else case.body
            assert call(app, "", body, path=case.path, token=token).status < 500

        never_fails()
    assert seen == {f"/v1/{name}" for name in CALLS}


# ------------------------------------------------------------------------------------ too much


def test_joining_is_slowed_down_long_before_a_code_is_guessed(make: Make) -> None:
    app = make(monotonic=lambda: 0.0)
    wrong = {"code": "ABCD-XXXXXX", "name": "x", "version": 1}
    tried = [call(app, "join", wrong, token="").status for _ in range(12)]
    assert tried == [422] * 10 + [429] * 2
    others = [call(app, "join", wrong, token="", address=f"192.0.2.{n}").status for n in range(60)]
    assert others.count(422) == 50


def test_whoever_tries_tokens_is_slowed_down_and_the_office_is_not(make: Make) -> None:
    app = make(monotonic=lambda: 0.0)
    tried = [call(app, "pull", {"cursor": 0}, token=f"t{n}").status for n in range(32)]
    assert tried == [401] * 30 + [429] * 2
    assert call(app, "pull", {"cursor": 0}).status == 200


def test_a_workstation_and_an_address_have_a_measure(make: Make) -> None:
    app = make(monotonic=lambda: 0.0, allowed=Allowed(workstation=3, address=5))
    mine = [call(app, "pull", {"cursor": 0}) for _ in range(4)]
    assert [one.status for one in mine] == [200, 200, 200, 429]
    assert mine[3].headers["retry-after"] == "20"
    other = [
        call(app, "pull", {"cursor": 0}, token="token-of-p2", device="d2").status for _ in range(2)
    ]
    assert other == [200, 429]
    elsewhere = call(
        app, "pull", {"cursor": 0}, token="token-of-p2", device="d2", address="192.0.2.9"
    )
    assert elsewhere.status == 200


def test_a_handler_that_takes_too_long_is_not_waited_for(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    around = Around()
    over = threading.Event()
    slow = Call(bytes, None, lambda *_: b"{}" if over.wait(20) else b"", "Waits.", seconds=0.05)
    monkeypatch.setitem(CALLS, "leave", slow)
    reply = call(make(around), "leave")
    over.set()
    assert (reply.status, key_of(reply)) == (503, "hub_busy")
    assert int(reply.headers["retry-after"]) > 0


def test_no_more_wait_than_there_is_room_for() -> None:
    over = threading.Event()

    async def scene() -> str:
        running = Running(threads=1, most_waiting=1)
        first = [asyncio.create_task(running.run(over.wait, 20)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(RuleBroken) as refused:
            await running.run(over.wait, 20)
        over.set()
        await asyncio.gather(*first)
        assert await running.run(lambda: 7, 20) == 7
        running.close()
        return refused.value.key

    assert asyncio.run(scene()) == "hub_busy"


def test_an_answer_is_packed_when_it_is_long_and_may_be(app: HubApp) -> None:
    body = {"query": "AskTeam", "told": {"names": ["Dana"] * 1000}}
    plain = call(app, "ask", body)
    assert "content-encoding" not in plain.headers
    packed = call(app, "ask", body, headers=(("accept-encoding", "gzip, br"),))
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(plain.body) / 5


def test_versions_too_far_apart_are_told_in_words(app: HubApp) -> None:
    reply = call(app, "pull", {"cursor": 0}, headers=(("leaddesk-calls", "99"),))
    assert (reply.status, key_of(reply)) == (426, "hub_too_old")


def test_every_error_of_the_server_has_words_of_its_own() -> None:
    for key in ("hub_failed", "hub_gone", "metrics_closed", "hub_busy", "hub_too_often"):
        assert errors.has_words(RuleBroken(key))
